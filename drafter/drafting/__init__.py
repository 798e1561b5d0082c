"""What a kind of report says, in which order: genres, outlines, drafts."""

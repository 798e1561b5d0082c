"""Reading Word documents into the tree of a draft."""

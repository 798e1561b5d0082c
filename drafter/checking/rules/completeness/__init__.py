"""What a report must have: chapters, scores, a signature."""

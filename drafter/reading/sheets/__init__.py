"""Books of sheets: their cells within bounds, the words of their heads, and what they say as a tree."""

"""Marks of punctuation: pairs, widths, places."""

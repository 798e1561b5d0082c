"""Figures that must follow from each other: rates, sums, changes, scores."""

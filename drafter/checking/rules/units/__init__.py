"""Units of figures."""

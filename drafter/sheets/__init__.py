"""Spreadsheets in: from forms and lists to cases, every figure with its file, sheet and cell."""

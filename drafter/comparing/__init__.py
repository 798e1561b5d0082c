"""Comparing: last year's text beside this year's: what changed, what was kept, what was forgotten."""

"""Checking: what is wrong with a case or a text, as findings with the place, the claim and what it computes to."""

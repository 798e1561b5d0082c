"""Reasons and judgements against the figures they explain."""

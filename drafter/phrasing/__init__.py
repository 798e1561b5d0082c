"""How official Chinese says it: the phrase bank, choosing, aggregating, realising."""

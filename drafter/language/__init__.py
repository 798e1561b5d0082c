"""Chinese as such: marks and figures, times, verbs, what a word is about. Knows nothing of reports or of cases."""

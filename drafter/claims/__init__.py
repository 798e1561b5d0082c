"""What a text says: deeds and claims, each with the words it came from. Knows nothing of rules or of cases."""

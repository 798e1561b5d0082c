"""One thing told twice must be told alike."""

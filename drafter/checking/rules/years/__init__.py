"""Years and days."""

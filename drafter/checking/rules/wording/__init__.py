"""Words that should not stand in a report, or stand twice."""

"""Names of units, projects and accounts."""

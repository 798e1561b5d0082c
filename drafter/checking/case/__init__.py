"""The rules over the facts of a case before anything is told; their data stand in `rules/case`."""

"""The rules over any text, a family a module; their data stand in `rules/text`."""

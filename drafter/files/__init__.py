"""Files as bytes, text and TOML: read within bounds, with the place of each value and of what is wrong."""

"""Pages of the web: bytes to characters, these to elements, these to the paragraphs and tables that people see."""

"""From what people have (notes, pasted tables, files) to a case: proposed facts, each with the words it came from."""

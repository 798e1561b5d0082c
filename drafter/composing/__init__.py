"""What is said in which order: deeds with what their figures mean to each other, sentences, paragraphs."""

"""The report as everybody reads and writes it: blocks, sentences, spans, what is still to come."""

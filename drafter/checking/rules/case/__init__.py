"""What is wrong with the facts of a case before they are told."""

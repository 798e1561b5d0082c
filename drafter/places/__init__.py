"""Places: how each of them scores, what its system sends back, how its reports are laid out; a folder of data each."""

"""Structured mutation over everything that the program reads: `make fuzz`.

The reader of a release gains a number: so many inputs of each kind, none that ended in a traceback, in a wait, or in
more memory than a small machine has. Each input is a function of the seed, its kind and its number, so that what was
found can be made again on any machine.

Limits: it finds what breaks, not what is read wrongly.
"""

"""The interface in a browser on this machine: who may come in, what is sent, and one editor for each window.

Only `drafter serve` and the editors that it starts import this.
"""

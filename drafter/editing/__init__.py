"""Editing a case without a screen: the model that the terminal interface shows, and that tests drive.

Nothing here imports Textual, and nothing that the command line needs imports this.
"""

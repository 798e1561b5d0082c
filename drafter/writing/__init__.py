"""How a draft leaves: text, Markdown, JSON, and whole files."""

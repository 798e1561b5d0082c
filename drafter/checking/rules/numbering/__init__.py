"""Numbers of headings and lists."""

"""A PDF with a text layer as the tree of a draft; places are counted in pages.

The reader gains what only exists as PDF as it stands on the page: paragraphs whole, tables with their cells, heads and
numbers of pages left out.

Limits: a scan is refused, since recognising characters would put figures in doubt; so is a file whose fonts do not say
which characters they show.
"""

from drafter.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]

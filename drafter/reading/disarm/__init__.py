"""Documents made harmless before another program is given them: what leads outside is taken out, the words stay."""

from __future__ import annotations

from drafter.errors import BrokenWord


def mended(made: bytes) -> bytes:
    """What another program made of a disarmed doc, its text as it stood."""
    from drafter.reading.disarm.compound import mended as of_compound

    return of_compound(made)


def disarmed(kind: str, data: bytes, file: str) -> bytes:
    """The document without anything that could be fetched or run; `kind` is doc, rtf, odt, fodt or word-2003. Raises
    BrokenWord, DangerousWord or NeedsPassword."""
    if kind == "rtf":
        from drafter.reading.disarm.rtf import without_links

        return without_links(data, file)
    if kind == "doc":
        from drafter.reading.disarm.compound import without_links as of_compound

        return of_compound(data, file)
    from drafter.reading.disarm.opendocument import flat, packed

    if kind == "odt":
        return packed(data, file)
    if kind in ("fodt", "word-2003"):
        return flat(data, file)
    raise BrokenWord(file, "不是能转换的格式")

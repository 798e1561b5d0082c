"""Whether the characters that the fonts of a file name are those that are seen.

The reader gains a plain word instead of findings on gibberish: fonts that name no characters, or other ones than they
show, are told from a text.

Source: the 3,755 characters of GB/T 2312-1980 level 1 (rows 16 to 55) make up more than nine tenths of any report.
Limits: a font whose characters are exchanged among the common ones is not noticed.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Letters that are looked at, and that tell.
_SAMPLE, _TELLING = 20_000, 20
#: A text has at least this share of common characters among the Chinese ones (one in traditional characters has two
#: thirds, characters at random have a sixth), and at most that share of letters of scripts that no report is in.
_COMMON, _STRANGE = 0.4, 0.3


def gibberish(texts: Iterable[str]) -> bool:
    """Whether what was read is no text."""
    chinese = common = strange = seen = 0
    for text in texts:
        for c in text:
            if c <= "\x7f":
                seen += not c.isspace()
                continue
            seen += 1
            if "\u3400" <= c <= "\u9fff":
                chinese += 1
                common += _common(c)
            elif c.isalpha() and not "\u2000" <= c <= "\u33ff" and not "\uff00" <= c <= "\uffef":
                strange += 1
        if seen >= _SAMPLE:
            break
    if seen < _TELLING:
        return False
    return strange > _STRANGE * seen or (chinese >= _TELLING and common < _COMMON * chinese)


def _common(c: str) -> bool:
    try:
        return 0xB0 <= c.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False

"""Chinese words as tokens, for marks that never cut one: 组织开展 became 部署开展, not 组织 and a stray 开.

Limits: loading the dictionary takes about a second, so it is done only when asked for, and for texts worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache as once
from functools import partial

from drafter.comparing.tokens import Token


def glue(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with runs of single characters cut into words; figures, dates and titles stay as they are."""
    cut = _cutter()
    done: list[Token] = []
    plain: list[str] = []
    for token in (*tokens, Token("", "end")):
        if not token.sort:
            plain.append(token.text)
            continue
        if plain:
            done.extend(Token(word, "") for word in cut("".join(plain)))
            plain = []
        if token.sort != "end":
            done.append(token)
    return done


@once
def _cutter() -> Callable[[str], Iterable[str]]:
    """What cuts a text into words. jieba would keep its dictionary in a file of the folder for temporary files, where
    any user may have put one: ours is kept where only this user writes."""
    import logging
    from pathlib import Path

    import jieba  # type: ignore[import-untyped]

    from drafter import cache

    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    source = words.get_dict_file()
    # The stamp of the file stands for its five megabytes.
    info = Path(source.name).stat()
    key = cache.key_of(jieba.__version__.encode(), source.name.encode(), f"{info.st_size} {info.st_mtime_ns}".encode())
    kept = cache.load("words", key)
    if isinstance(kept, tuple):
        source.close()
    else:
        kept = words.gen_pfdict(source)
        cache.keep("words", key, kept)
    words.FREQ, words.total = kept
    words.initialized = True
    return partial(words.cut, HMM=False)

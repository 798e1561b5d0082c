"""Chinese words as tokens, for marks that never cut one: 组织开展 became 部署开展, not 组织 and a stray 开.

Limits: loading the dictionary takes about a second, so it is done only when asked for, and for texts worth it.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.comparing.tokens import Token


def glue(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with runs of single characters cut into words; figures, dates and titles stay as they are."""
    import logging

    import jieba  # type: ignore[import-untyped]

    jieba.setLogLevel(logging.WARNING)
    done: list[Token] = []
    plain: list[str] = []
    for token in (*tokens, Token("", "end")):
        if not token.sort:
            plain.append(token.text)
            continue
        if plain:
            done.extend(Token(word, "") for word in jieba.cut("".join(plain), HMM=False))
            plain = []
        if token.sort != "end":
            done.append(token)
    return done

"""Mutations of bytes: what a bad disk, a torn download or a wrong encoding makes of any file."""

from __future__ import annotations

import random

_ENCODINGS = ("gb18030", "gbk", "utf-16", "utf-16-le", "utf-8-sig", "big5", "latin-1")
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x0D, 0x22, 0x28, 0x3C)


def mutate(rng: random.Random, data: bytes, most: int = 4) -> bytes:
    """`data` with one to `most` damages."""
    made = bytearray(data)
    for _ in range(rng.randint(1, most)):
        at = rng.randrange(len(made) + 1)
        turn = rng.randrange(7)
        if turn == 0 and made:
            made[at % len(made)] ^= 1 << rng.randrange(8)
        elif turn == 1:
            made[at : at + 1] = bytes([rng.choice(_NUMBERS)])
        elif turn == 2:
            del made[at : at + rng.randint(1, 64)]
        elif turn == 3:
            made[at:at] = made[at : at + rng.randint(1, 64)]
        elif turn == 4:
            made[at:at] = rng.randbytes(rng.randint(1, 8))
        elif turn == 5 and rng.randrange(4) == 0:
            del made[at:]
        elif turn == 6:
            made[at : at + 4] = rng.choice(
                (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80")
            )
    return bytes(made)


def encoded(rng: random.Random, text: str) -> bytes:
    """`text` as some program would write it, mostly in UTF-8, with line breaks of some system."""
    turn = rng.randrange(40)
    if turn == 0:
        return text.encode(rng.choice(_ENCODINGS), errors="replace")
    if turn == 1:
        return text.replace("\n", "\r\n").encode(errors="replace")
    if turn == 2:
        return text.replace("\n", "\r").encode(errors="replace")
    data = text.encode(errors="replace")
    return mutate(rng, data) if turn == 3 else data

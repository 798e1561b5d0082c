"""Mutations of TOML: values of another type, keys of other places, tables doubled, moved and called otherwise."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from fuzz import textual
from fuzz.words import chance, pick

_PAIR = re.compile(r"(\s*)([\w.\"'-]+)(\s*=\s*)(.*)")
_HEAD = re.compile(r"\s*\[+[^\[\]=]+\]+\s*")
_DIGITS = re.compile(r"\d[\d,.]*")
_STRING = re.compile(r'"([^"\\]*)"')


def mutate(rng: random.Random, text: str, names: Sequence[str], other: str = "") -> str:
    """A TOML text changed in a few places; `names` are the keys and set words of its format.

    Most texts stay TOML, and half of them stay what they were but for values of the same sort: what is refused at its
    first line tells nothing of what comes behind.
    """
    lines = text.split("\n")
    wild = rng.randrange(2)
    for _ in range(min(8, 1 + int(rng.expovariate(0.8)))):
        lines = _wild(rng, lines, names) if wild else _gentle(rng, lines)
    text = "\n".join(lines)
    if chance(rng, 8):
        text = textual.mutate(rng, text, names, other, most=2)
    return textual.cut(text)


def _gentle(rng: random.Random, lines: list[str]) -> list[str]:
    """A value of the same sort in the place of another, a pair or a table less, a table twice."""
    pairs = [i for i, line in enumerate(lines) if _PAIR.fullmatch(line)]
    turn = rng.randrange(12)
    if not pairs or turn == 0:
        return _block(rng, lines, rng.randrange(4))
    at = rng.choice(pairs)
    match = _PAIR.fullmatch(lines[at])
    assert match is not None
    indent, key, equals, value = match.groups()
    if turn == 1:
        del lines[at]
    elif turn == 2:
        like = [i for i in pairs if (lines[i].rpartition("= ")[2][:1] == value[:1])]
        lines[at] = f"{indent}{key}{equals}{lines[rng.choice(like or [at])].partition('=')[2].strip()}"
    else:
        lines[at] = f"{indent}{key}{equals}{_like(rng, value)}"
    return lines


def _like(rng: random.Random, value: str) -> str:
    """Another value of the same sort."""
    if value in ("true", "false"):
        return "false" if value == "true" else "true"
    if re.fullmatch(r"-?\d+(?:\.\d+)?", value) and chance(rng, 60):
        return rng.choice(("0x", "0b", "0o1", "1", "1.", "-9")) + rng.choice("01") * rng.choice((30, 5_000, 20_000))
    if re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return rng.choice(
            (
                str(rng.randrange(10 ** rng.randint(1, 6))),
                f"{rng.randrange(1000)}.{rng.randrange(100):02d}",
                "0",
                "100",
                "1e3",
            )
        )
    strings = [match for match in _STRING.finditer(value) if match[1]]
    if not strings:
        return value
    match = rng.choice(strings)
    said = match[1]
    digits = _DIGITS.search(said)
    if chance(rng, 60):
        said = textual.swollen(rng, said, (said, match[1][:1]))
    elif digits:
        said = said[: digits.start()] + _plain_number(rng) + said[digits.end() :]
    elif chance(rng, 2):
        said = said[: rng.randrange(len(said)) + 1] + pick(rng, "bounds", "units", "pairs", "odd", "numerals", "dates")
    else:
        said = said * rng.choice((1, 2, 2, 3, 40)) if chance(rng, 4) else said[rng.randrange(len(said)) :] + said[:1]
    said = said.replace('"', "”").replace("\\", "").replace("\n", "").replace("\r", "")
    return f'{value[: match.start()]}"{said}"{value[match.end() :]}'


def _wild(rng: random.Random, lines: list[str], names: Sequence[str]) -> list[str]:
    pairs = [i for i, line in enumerate(lines) if _PAIR.fullmatch(line)]
    turn = rng.randrange(20)
    if not pairs or turn == 0:
        at = rng.randrange(len(lines) + 1)
        return [*lines[:at], pick(rng, "toml_lines"), *lines[at:]]
    at = rng.choice(pairs)
    match = _PAIR.fullmatch(lines[at])
    assert match is not None
    indent, key, equals, value = match.groups()
    if turn < 10:
        lines[at] = f"{indent}{key}{equals}{_value(rng, value, names)}"
    elif turn < 12:
        lines[at] = f"{indent}{rng.choice(names)}{equals}{value}"
    elif turn == 12:
        lines.insert(at, f"{rng.choice(names)} = {_value(rng, value, names)}")
    elif turn == 13:
        del lines[at]
    elif turn == 14:
        lines.insert(rng.randrange(len(lines) + 1), lines.pop(at))
    elif turn == 15:
        lines[at] = f"{indent}{key}.{rng.choice(names)}{equals}{value}"
    else:
        return _table(rng, lines, names)
    return lines


def _heads(lines: list[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if _HEAD.fullmatch(line)]


def _block(rng: random.Random, lines: list[str], turn: int) -> list[str]:
    """A table taken away (0), written again (1, 2) or put elsewhere (3)."""
    heads = _heads(lines)
    if not heads:
        return lines
    at = rng.randrange(len(heads))
    start = heads[at]
    end = heads[at + 1] if at + 1 < len(heads) else len(lines)
    block = lines[start:end]
    if turn == 0:
        return lines[:start] + lines[end:]
    if turn <= 2:
        times = rng.choice((1, 1, 2, 3)) if not chance(rng, 40) else rng.choice((100, 400))
        return lines[:end] + block * times + lines[end:]
    rest = lines[:start] + lines[end:]
    others = _heads(rest) or [len(rest)]
    to = rng.choice(others) if rng.randrange(3) else rng.randrange(len(rest) + 1)
    return rest[:to] + block + rest[to:]


def _table(rng: random.Random, lines: list[str], names: Sequence[str]) -> list[str]:
    """A table called otherwise, or what else may become of one."""
    heads = _heads(lines)
    if not heads:
        return [*lines, pick(rng, "toml_lines")]
    turn = rng.randrange(8)
    if turn < 4:
        return _block(rng, lines, turn)
    start = rng.choice(heads)
    said = lines[start].strip().strip("[]")
    if turn == 4:
        lines[start] = f"[{said}]" if lines[start].startswith("[[") else f"[[{said}]]"
    elif turn == 5:
        lines[start] = lines[start].replace(said, f"{said}.{rng.choice(names)}")
    elif turn == 6:
        lines[start] = lines[start].replace(said, said.rpartition(".")[0] or rng.choice(names))
    else:
        lines[start] = lines[start].replace(said, rng.choice(names))
    return lines


def _value(rng: random.Random, value: str, names: Sequence[str]) -> str:
    """A value in the place of another: of another type, or a string that says something else."""
    turn = rng.randrange(12)
    if turn < 4:
        return pick(rng, "toml_values")
    if turn < 7:
        strings = list(_STRING.finditer(value))
        if not strings:
            return textual.number(rng, value) if value.strip().isdigit() else value
        match = rng.choice(strings)
        words = ("figures", "units", "leads", "scales", "bounds", "dates", "marks", "odd", "clauses", "numerals")
        said = (
            textual.mutate(rng, match[1], [pick(rng, *words) for _ in range(3)], most=3)
            .replace("\\", "")
            .replace('"', "”")
        )
        # A line break would end the value.
        return f'{value[: match.start()]}"{said}"{value[match.end() :]}'.replace("\n", "\\n").replace("\r", "")
    if turn == 7:
        return f'"{figure(rng)}"'
    if turn == 8:
        return f'"{pick(rng, "dates")}"'
    if turn == 9:
        return f'"{rng.choice(names)}"'
    if turn == 10:
        return f"[{value}]" if value[:1] != "[" else value[1:].rpartition("]")[0]
    return f"[{value}, {pick(rng, 'toml_values')}, {value}]"


def figure(rng: random.Random) -> str:
    """A quantity as somebody might type it, mostly one that can be read."""
    number = pick(rng, "figures") if chance(rng, 3) else _plain_number(rng)
    parts = (
        pick(rng, "leads") if chance(rng, 4) else "",
        number,
        pick(rng, "scales") if chance(rng, 3) else "",
        pick(rng, "units") if not chance(rng, 4) else "",
        pick(rng, "bounds") if chance(rng, 6) else "",
    )
    said = "".join(parts)
    return f"{said}{pick(rng, 'leads', 'bounds', 'marks')}{figure(rng)}" if chance(rng, 30) else said


def _plain_number(rng: random.Random) -> str:
    turn = rng.randrange(5)
    whole = rng.randrange(10 ** rng.randint(1, 7))
    if turn == 0:
        return f"{whole:,}"
    if turn == 1:
        return f"{whole}.{rng.randrange(100):02d}"
    if turn == 2:
        return "".join([pick(rng, "numerals") for _ in range(rng.randint(1, 6))])
    return str(whole)

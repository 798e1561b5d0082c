"""Inputs that are mere strings: figures, dates, lines of a report, journals, pasted tables."""

from __future__ import annotations

import json
import random

from fuzz import bytewise, seeds, tables, textual
from fuzz.makers import CASE
from fuzz.sample import Sample, made, string
from fuzz.words import case_words, chance, groups, pick

_UNITS = ("", "万元", "%", "人", "场次", "亿元", "个百分点", "元")


def figure(rng: random.Random) -> Sample:
    """A quantity as one types it, with the unit that its field is counted in."""
    text = tables.figure(rng)
    if chance(rng, 2):
        words = [
            pick(rng, "figures", "units", "scales", "leads", "bounds", "marks", "odd", "numerals") for _ in range(6)
        ]
        text = textual.mutate(rng, text, words, most=3)
    return string("figure", text, rng.choice(_UNITS))


def date(rng: random.Random) -> Sample:
    """A date or a period, with the year of the report."""
    turn = rng.randrange(3)
    if turn == 0:
        text = pick(rng, "dates")
    else:
        ends = [_day(rng) for _ in range(rng.choice((1, 1, 2)))]
        text = rng.choice(("—", "-", "至", "到", "～", "、")).join(ends) + (
            rng.choice("初底末旬上中下") if chance(rng, 6) else ""
        )
    if chance(rng, 2):
        text = textual.mutate(
            rng, text, [pick(rng, "dates", "marks", "numerals", "odd", "figures") for _ in range(4)], most=2
        )
    return string("date", text, rng.choice(("2024", "2023", "1900", "2200", "1")))


def _day(rng: random.Random) -> str:
    year = f"{rng.choice((2023, 2024, 2025, rng.randrange(10_000)))}年" if chance(rng, 2) else ""
    month = f"{rng.randrange(15)}月" if rng.randrange(4) else ""
    day = f"{rng.randrange(34)}日" if chance(rng, 2) else ""
    return year + month + day


def line(rng: random.Random) -> Sample:
    """A line of a report."""
    names = groups()
    words = [*names["clauses"], *names["figures"], *names["units"], *names["marks"], *names["dates"], *names["odd"]]
    return string("line", textual.mutate(rng, seeds.line(rng), words, seeds.line(rng), most=5))


def journal(rng: random.Random) -> Sample:
    """A journal as the end of a process leaves it, and worse."""
    text = base = rng.choice(seeds.corpus("case"))[:400]
    rows = [json.dumps({"file": "@", "base": base, "time": 1735689600.0}, ensure_ascii=False)]
    for _ in range(rng.randrange(6)):
        start, end = textual.span(rng, text)
        new = pick(rng, "clauses", "figures", "odd", "toml_values", "toml_lines")
        rows.append(json.dumps([start, end - start, new], ensure_ascii=not rng.randrange(2)))
        text = text[:start] + new + text[end:]
    for _ in range(rng.randrange(3)):
        at = rng.randrange(len(rows))
        if chance(rng, 2):
            cells = rows[at].split(", ")
            cells[rng.randrange(len(cells))] = pick(rng, "json_values")
            rows[at] = ", ".join(cells)
        else:
            rows[at] = textual.mutate(rng, rows[at], groups()["json_values"], most=2)
    data = "\n".join(rows).encode(errors="replace") + (b"\n" if rng.randrange(3) else b"")
    if chance(rng, 4):
        data = bytewise.mutate(rng, data)
    return made("journal", "restore" if chance(rng, 20) else "recover", {CASE: base, "journal.jsonl": data})


def paste(rng: random.Random) -> Sample:
    """A table from a spreadsheet, pasted into a list of the form."""
    names = groups()
    words = [*names["figures"], *names["units"], *names["clauses"], "\t", "\n", '"', "\r\n", "\r", *names["odd"]]
    text = textual.mutate(rng, rng.choice(seeds.corpus("table")), words)
    return string("paste", text, rng.choice(("projects", "indicators", "work", "findings")))


def note(rng: random.Random) -> Sample:
    """A line of notes as a clerk writes it."""
    lines = [one for one in rng.choice(seeds.corpus("note")).split("\n") if one.strip()]
    return string("note", textual.mutate(rng, rng.choice(lines), _noted(), rng.choice(lines), most=4))


def _noted() -> list[str]:
    names = groups()
    return [word for name in ("notes", "figures", "units", "dates", "marks", "leads", "odd") for word in names[name]]


def notes(rng: random.Random) -> Sample:
    """A page of notes, to become a case."""
    texts = seeds.corpus("note")
    text = textual.mutate(rng, rng.choice(texts), _noted(), rng.choice(texts), most=8)
    way = rng.choice(
        ("", "", " --explain", " --format json", " --genre rectification", " --genre 乡镇绩效自评工作情况总结")
    )
    return made("notes", f"import 记事.txt{way} -o 新案件.toml", {"记事.txt": bytewise.encoded(rng, text)})


def edit(rng: random.Random) -> Sample:
    """A case at work in the editor, with a number to draw what is typed from."""
    return made("edit", str(rng.randrange(10**6)), {CASE: _opened(rng)})


def screen(rng: random.Random) -> Sample:
    """A case on the screen, half of the times with a journal of an earlier session."""
    files: dict[str, bytes | str] = {CASE: _opened(rng)}
    if chance(rng, 2):
        files["journal.jsonl"] = journal(rng).files[0][1]
    return made("screen", str(rng.randrange(10**6)), files)


def _opened(rng: random.Random) -> str:
    text = seeds.case(rng)
    return text if chance(rng, 3) else tables.mutate(rng, text, case_words())

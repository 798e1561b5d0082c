"""Figures between strokes under a line that names them: 指标（计划/实际/上年）, then 入户管网 12000户/10860户/—.

The writer gains rows that are read as if each figure had been named: 入户管网10860户（目标12000户）. What a sign says
of a row (×没完成，…) is told as its reason.

Limits: the order is that of the nearest line above that names it; a row with another number of figures stays.
"""

from __future__ import annotations

import re

from drafter.language.late import LatePattern

_ROLES = {"goal": ("计划", "目标", "任务"), "done": ("实际", "完成"), "last": ("上年", "去年")}
_NAMES = {name: role for role, names in _ROLES.items() for name in names}
_ONE = f"(?:{'|'.join(_NAMES)})(?:值|数)?"
_HEAD = LatePattern(rf"(?<![\u4e00-\u9fff\d])(?P<heads>{_ONE}(?:[/／]{_ONE}){{1,2}})")
_VALUE = r"(?:[≥≤><]?\d[\d.,]*(?:[～~—-]\d[\d.]*)?[^\d/／\s，。；（）]{0,4}|[—–-]+|无)"
_ROW = re.compile(
    rf"(?P<before>\s*(?:[-·•]|\d{{1,2}}[.、)）])?\s*[^/／\d，。；≥≤><]{{2,16}}?)[ \u3000]*"
    rf"(?P<values>{_VALUE}(?:[/／]{_VALUE}){{1,2}})(?P<rest>[^\d/／].*)?"
)
#: 科室报数（目标→实际，去年）: what stands before and behind arrows below, and what follows.
_ARROW_HEAD = re.compile(
    rf"(?P<first>{_ONE}) ?(?:→|->|—>) ?(?P<second>{_ONE})(?:[，,、/ ]+(?:去年|上年)(?:的|数)?)?[）)\]】：:]"
)
_VERSUS = re.compile(
    r"目标[^，。；\n]{0,10}(?:vs\.?|VS|对比|对照|对|→) ?(?:实际)?完成(?:情况|值|数)?[：:]?$", re.IGNORECASE
)
_ARROW_ROW = re.compile(
    r"(?P<name>[^，。；：\d→]{2,16}?)[ \u3000]*(?P<each>每[周月天日年季]|全年)?"
    r"(?P<first>\d[\d.]*[^\d→，。；、]{0,4}?) ?(?:→|->|—>) ?(?:(?P=each))?"
    r"(?P<second>\d[\d.]*[^\d→，。；：、（]{0,4})"
    r"(?:[，,、 ]+(?:去年|上年)?(?P<last>\d[\d.]*[^\d→，。；、（]{0,4})(?=[，；。（]|$))?"
)
_MISSED = re.compile(r"[×✗✘xX❌]?\s*[没未](?:有)?(?:完成|达到|达标|做到)")
_GAP = re.compile(r"[差缺少]\d[^，。；]*")
_NONE = frozenset("—–-无")


def with_strokes(text: str) -> str:
    """A text whose rows between strokes name their figures."""
    order: tuple[str, ...] = ()
    lines: list[str] = []
    arrows: tuple[str, ...] = ()
    for line in text.split("\n"):
        if (pair := _ARROW_HEAD.search(line)) is not None:
            arrows = (_NAMES[pair["first"][:2]], _NAMES[pair["second"][:2]])
        elif _VERSUS.search(line.strip()) is not None:
            arrows, line = ("goal", "done"), "完成情况："
        elif arrows == ("goal", "done") and ("→" in line or "->" in line):
            line = _ARROW_ROW.sub(_aimed, line)
        if (head := _HEAD.search(line)) is not None:
            order = tuple(_NAMES[one[:2]] for one in re.split("[/／]", head["heads"]))
        elif order and ("/" in line or "／" in line):
            line = _row(line, order)
        lines.append(line)
    return "\n".join(lines)


def _aimed(match: re.Match[str]) -> str:
    """救助 320→347，去年298 under such a head is 救助347（目标320，上年298）."""
    if ("%" in match["second"]) != ("%" in match["first"]):
        return match[0]
    unit = match["first"].lstrip("0123456789.")
    done, last = (
        one if not one or re.search(r"[^\d.]", one) else f"{one}{unit}" for one in match.group("second", "last")
    )
    beside = [f"目标{match['first']}"] + ([f"上年{last}"] if last else [])
    return f"{match['name']}{match['each'] or ''}{done}（{'，'.join(beside)}）"


def _row(line: str, order: tuple[str, ...]) -> str:
    """A line with the figures of its parts named; behind a sign that one was missed the rest is why."""
    done: list[str] = []
    why: list[str] | None = None
    gap = ""
    for part in line.split("，"):
        named, rest = _named(part, order)
        if why is not None and named == part:
            if _GAP.fullmatch(part):
                gap = part
            else:
                why.append(part)
            continue
        done.append(named)
        if rest and _MISSED.fullmatch(rest):
            why = []
        elif rest:
            done.append(rest)
    if why is not None:
        done += [gap] if gap else []
        done.append(f"原因：{'，'.join(why)}" if why else "没完成")
    return "，".join(done)


def _named(part: str, order: tuple[str, ...]) -> tuple[str, str]:
    """A part with its figures named, and what stands behind them; the part where it holds another number of them."""
    row = _ROW.fullmatch(part)
    values = re.split("[/／]", row["values"]) if row is not None else []
    told = {name: value for name, value in zip(order, values, strict=False) if not _NONE.issuperset(value)}
    if row is None or len(values) != len(order) or "done" not in told:
        return part, ""
    beside = [f"目标{told['goal']}"] if "goal" in told else []
    beside += [f"上年{told['last']}"] if "last" in told else []
    bracket = f"（{'，'.join(beside)}）" if beside else ""
    return f"{row['before'].rstrip()}{told['done']}{bracket}", (row["rest"] or "").strip(" \u3000")

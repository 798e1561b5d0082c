"""Bands: many rows told by how far they came, each band once, with its rate and reason in one round.

The reader of a report gains the projects that matter with what they reached and why, and where the money that was not
spent lies; the rest stands in the table.

Limits: a band of more than a few rows names its largest; their reasons follow, those that rows share once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from drafter.composing.shares import percent
from drafter.composing.written import officially, written
from drafter.facts.case import Case
from drafter.facts.fact import Fact, Item, Row
from drafter.files.values import DataTable, RawTable
from drafter.language.late import LatePattern
from drafter.language.numerals import numeral
from drafter.language.quantity import round_half_up
from drafter.phrasing.choose import Message

#: A name longer than this is said whole once, then short.
_LONG = 24
#: Characters of names and reasons that one sentence may list, and how many rows beyond those shown are still few.
_BREATH, _BEYOND = 150, 4
#: Rows that hold this share of what was not spent are named, if they are no more than `_FEW`.
_SHARE, _FEW = Decimal("0.6"), 3
#: Where no more reasons of a band than this would be left to the table, all are told.
_OTHERS = 2
#: So many bands are counted off.
_COUNTED_OFF = 3
_HEAD = LatePattern(
    r"^.*(?:资金|经费|专项|任务|补助)(?:（[^）]*）)?(?=[\u4e00-\u9fff]{6})|^20\d\d年[^（）]{2,20}（[^）]*）(?=[\u4e00-\u9fff]{6})"
)


def band_messages(case: Case, spec: DataTable) -> Iterator[Message]:
    """A message for each band that has rows, then one for each reason that is not told there, then where the rest lies.

    A band's message has the roles `count` (a derived figure) and `items` (name with rate and reason) where it is told
    in full, else `names` (its largest rows first, at most `shown`) and `more`; a reason's has `reason` and `items`.
    """
    placed = list(_placed(case, spec))
    tabled = _tabled(placed, spec)
    shown = spec.get("shown", 3)
    told: set[str] = set()
    named: set[str] = set()
    heaviest = _heaviest(case, spec)
    heavy = {row.path for _, row, _ in heaviest}
    scale = [(band, inside) for band in _scale(placed, spec) if (inside := _inside(placed, band))]
    for number, (band, inside) in enumerate(scale):
        inside.sort(key=lambda one: -(getattr(one[0].get(spec["size"]), "number", None) or 0))
        every = not tabled or bool(band.get("why"))
        why = {row.path for row, _ in inside} if every else _with_reason(inside, heavy)
        # To hide one of a few would be coy.
        few = len(inside) <= shown + _BEYOND and _readable(inside, why)
        largest = inside if few else inside[:shown]
        kind = band["kind"]
        roles: dict[str, object] = {"count": case.fact(band["count"])}
        if few and band.get("told"):
            inside.sort(key=lambda one: -(one[1].number or 0))
            # Where nothing was spent at all the band says so, and a rate would say it again.
            rated = any(figure.number for _, figure in inside)
            kind = kind if rated else band.get("idle", kind)
            items = [_item(row, figure if rated else None, row.path in why) for row, figure in inside]
            roles["items"] = tuple(item for item in items if item is not None)
            told.update(row.path for row, _ in inside)
        else:
            roles["names"] = tuple(short(name) for row, _ in largest if isinstance(name := row.get("name"), Fact))
            named.update(row.path for row, _ in largest)
        roles = {role: value for role, value in roles.items() if value}
        present = frozenset(roles)
        free = frozenset(("more", "seen"))
        if (
            band.get("sum")
            and len(inside) > 1
            and (whole := _sum(inside, spec["size"], f"{spec['rows']}.{kind}")) is not None
        ):
            roles["sum"], free = whole, free | {"sum"}
        if not few:
            roles["more"] = True
        if "high" in band and all(rate.number and rate.number >= Decimal(str(band["high"])) for _, rate in inside):
            # 六成以上 of rows that all reached eight tenths would hide that they did.
            roles["high"] = True
        if len(scale) >= _COUNTED_OFF:
            roles["nth"], free = f"{numeral(number + 1)}是", free | {"nth"}
        if all(isinstance(row.get("reason"), Fact) for row, _ in inside) and len(why) < len(inside):
            roles["seen"] = True
        yield Message(kind, f"{spec['rows']}.{kind}", roles, present, free)
    if not tabled:
        yield from _reasons([one for one in placed if one[0].path not in told], spec)
    yield from _concentration(case, spec, heaviest, named)


def _with_reason(inside: Sequence[tuple[Row, Fact]], heavy: Collection[str]) -> set[str]:
    """The rows of a band whose reasons are told beside the table that has them all: those that hold most of what was
    not spent, and all where one or two would be left."""
    told = {row.path for row, _ in inside if row.path in heavy}
    others = {row.path for row, _ in inside if isinstance(row.get("reason"), Fact)} - told
    return told | others if told and len(others) <= _OTHERS else told


def _scale(placed: Sequence[tuple[Row, Fact]], spec: DataTable) -> Sequence[DataTable]:
    """The bands of the grouping, or its `wide` ones where a fine one would hold a single row (执行率在八成以上的1个
    groups nothing)."""
    fine: Sequence[DataTable] = spec["bands"]
    wide: Sequence[DataTable] = spec.get("wide", ())
    return wide if wide and any(len(_inside(placed, band)) == 1 for band in fine) else fine


def _inside(placed: Sequence[tuple[Row, Fact]], band: DataTable) -> list[tuple[Row, Fact]]:
    """The rows whose figure lies in a band: `least` and above, under `below`."""
    least, below = Decimal(str(band.get("least", "-Infinity"))), Decimal(str(band.get("below", "Infinity")))
    return [(row, figure) for row, figure in placed if figure.number is not None and least <= figure.number < below]


def _tabled(placed: Sequence[tuple[Row, Fact]], spec: DataTable) -> bool:
    """Whether reasons are many enough, of the rows that fell short, to stand in the table each beside its row."""
    behind = [row for row, figure in placed if figure.number is not None and figure.number < 100]
    reasons = sum(isinstance(row.get("reason"), Fact) for row in behind)
    return bool(reasons >= spec.get("tabled", len(placed) + 1) and 2 * reasons >= len(behind))


def _readable(inside: Sequence[tuple[Row, Fact]], why: Collection[str]) -> bool:
    """Whether rows with their rates, and the reasons of some (`why`), make a sentence to be read in one breath."""
    return (
        sum(
            len(short(name).text) + (len(str(row.get("reason") or "")) if row.path in why else 0)
            for row, _ in inside
            if isinstance(name := row.get("name"), Fact)
        )
        <= _BREATH
    )


def _sum(inside: Sequence[tuple[Row, Fact]], key: str, name: str) -> Fact | None:
    """What the rows of a band come to, or None where a figure is missing."""
    sizes = [row.get(key) for row, _ in inside]
    facts = [one for one in sizes if isinstance(one, Fact) and one.number is not None]
    if len(facts) != len(sizes):
        return None
    total = sum((one.number for one in facts if one.number is not None), Decimal(0))
    inputs = tuple(one.path for one in facts)
    return Fact(name, f"{round_half_up(total, 2).normalize():f}万元", derived=True, inputs=inputs)


def _placed(case: Case, spec: DataTable) -> Iterator[tuple[Row, Fact]]:
    rows = case.value(spec["rows"])
    for row in rows if isinstance(rows, tuple) else ():
        if isinstance(row, Row) and (figure := case.fact(f"{row.path}.{spec['by']}")) is not None:
            yield row, figure


def _item(row: Row, figure: Fact | None, told: bool) -> Item | None:
    """A row as it is told in its band: 集镇污水处理站运行39.05%（设备9月才移交）, without its reason where that is not
    `told` here."""
    name, reason = row.get("name"), row.get("reason") if told else None
    if not isinstance(name, Fact):
        return None
    why = officially(reason) if isinstance(reason, Fact) else None
    return Item(short(name), figure, why)


def _reasons(placed: Sequence[tuple[Row, Fact]], spec: DataTable) -> Iterator[Message]:
    reasons: dict[str, list[tuple[Row, Fact]]] = {}
    for row, figure in placed:
        # A remark on a project that was spent in full explains nothing; the table has it.
        full = figure.number is not None and figure.number >= 100
        if not full and isinstance(reason := row.get("reason"), Fact):
            reasons.setdefault(reason.text, []).append((row, figure))
    for index, group in enumerate(_apart(reasons.values())):
        first = group[0][0]["reason"]
        assert isinstance(first, Fact)
        also = tuple([f"{row.path}.reason" for row, _ in group[1:]])
        reason = Fact(first.path, written(first.text), also=also)
        items = tuple([Item(short(name), figure) for row, figure in group if isinstance(name := row.get("name"), Fact)])
        if group[0][1].number == 0:
            roles: dict[str, object] = {"reason": reason, "names": tuple([item.name for item in items])}
            yield Message(spec["idle"], f"{spec['rows']}.idle.{index}", roles, frozenset(roles))
        else:
            roles = {"reason": reason, "items": items}
            yield Message(spec["reason"], f"{spec['rows']}.reason.{index}", roles, frozenset(roles))


def _apart(groups: Iterable[list[tuple[Row, Fact]]]) -> Iterator[list[tuple[Row, Fact]]]:
    """Groups of rows of one reason, those at zero apart: 只完成预算的0% is no way to say it."""
    for group in groups:
        for zero in (False, True):
            if part := [one for one in group if (one[1].number == 0) == zero]:
                yield part


def _heaviest(case: Case, spec: DataTable) -> list[tuple[Decimal, Row, tuple[str, str]]]:
    """The few rows that hold most of what was not spent, the largest first, each with how much and the paths that say
    so; [] where none do, or where no more than these were not spent."""
    whole, rows = case.fact(f"{spec['rows']}.balance"), case.value(spec["rows"])
    if whole is None or not whole.number or not isinstance(rows, tuple):
        return []
    left = []
    for row in rows:
        budget, spent = (row.get("budget"), row.get("spent")) if isinstance(row, Row) else (None, None)
        if isinstance(row, Row) and isinstance(budget, Fact) and isinstance(spent, Fact):
            left.append(((budget.number or Decimal(0)) - (spent.number or Decimal(0)), row, (budget.path, spent.path)))
    several = sorted((one for one in left if one[0] > 0), key=lambda one: -one[0])
    # What was not begun at all is named among them, wherever it comes.
    idle = [one for one in several[_FEW:] if isinstance(spent := one[1].get("spent"), Fact) and not spent.number]
    top = [*several[:_FEW], *(idle if len(idle) == 1 else [])]
    enough = len(several) > _FEW and sum((one[0] for one in top), Decimal(0)) >= _SHARE * whole.number
    return top if enough else []


def _concentration(
    case: Case, spec: DataTable, top: Sequence[tuple[Decimal, Row, tuple[str, str]]], named: Collection[str]
) -> Iterator[Message]:
    """Where what was not spent lies, if a few rows hold most of it (`rest` in the data names the kind that says it) and
    their names were not just listed."""
    kind, whole = spec.get("rest"), case.fact(f"{spec['rows']}.balance")
    if kind is None or whole is None or not top or all(row.path in named for _, row, _ in top):
        return
    assert whole.number is not None
    total = sum((one[0] for one in top), Decimal(0))
    also = tuple(path for _, _, paths in top for path in paths)
    names = tuple(short(name) for _, row, _ in top if isinstance(name := row.get("name"), Fact))
    roles: RawTable = {
        "names": names,
        "whole": whole,
        "sum": Fact(f"{spec['rows']}.top", f"{round_half_up(total, 2).normalize():f}万元", derived=True, inputs=also),
        "share": Fact(f"{spec['rows']}.top.share", percent(total, whole.number), derived=True, inputs=also),
    }
    yield Message(kind, f"{spec['rows']}.rest", roles, frozenset(roles))


def short(name: Fact) -> Fact:
    """A long name without the fund that it is paid from, for its second mention."""
    if len(name.text) <= _LONG:
        return name
    text = _HEAD.sub("", name.text)
    return Fact(name.path, text, also=name.also) if 4 <= len(text) < len(name.text) else name

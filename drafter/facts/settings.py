"""How a unit scores: the settings of templates/scoring.toml, and a unit's own file laid over them key by key.

The reader of a report gains scores by the rules of the place they are handed in at: provinces differ in weights, in how
a missed target is marked down and in the words of the grades. Every fault of a settings file is said with its line.

Limits: a list (grades, bands) is replaced as a whole; only tables are merged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from drafter.errors import BadCase, BadSetting, CaseError, Place
from drafter.facts.fields import Schema
from drafter.facts.scoring import PRACTICES
from drafter.files.locate import locate
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.files.values import DataTable
from drafter.language.invisible import invisible
from drafter.language.quantity import Quantity
from drafter.wording import Wording, word

REASONS = ("execution", "over")
#: The weight of the budget execution rate among the weights, which are else called as the parts are.
EXECUTION = "预算执行率"
_KEYS = ("grades", "decimals", *PRACTICES, "weights", "bands", "levels", "within", "reasons")
_TABLES = ("weights", "bands", "levels", "within", "reasons")
_MOST_DECIMALS = 4

_Report = Callable[[str, "str | Wording"], None]


def number(value: object) -> Decimal:
    """A number of the settings (kept bundles hold decimals as text). Raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise ValueError(value)
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise ValueError(value) from None
    if not found.is_finite():
        raise ValueError(value)
    return found


def own_settings(case: str, name: str, default: Mapping[str, object]) -> dict[str, object]:
    """The settings file `name`, beside the case file `case`, over the default settings.

    Raises what reading a file raises, or BadCase with every fault of the file.
    """
    file = os.path.join(os.path.dirname(case), name)  # noqa: PTH118, PTH120 - pathlib knows no surrogates better
    text = decode(read_bytes(file), file)
    own = parse_toml(text, file)
    merged = dict(default)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    faults = check(merged, file, text, default)
    if faults:
        raise BadCase(faults)
    return merged


def with_grades(schema: Schema, settings: DataTable) -> Schema:
    """The fields of a case whose grades are called as its own settings call them."""
    grade = schema.fields.get("score.grade")
    if grade is None:
        return schema
    words = tuple([called for _, called in settings["grades"]])
    return schema._replace(fields={**schema.fields, "score.grade": grade._replace(choices=words)})


def check(
    settings: DataTable, file: str, text: str, default: DataTable | None = None, under: tuple[str, ...] = ()
) -> list[CaseError]:
    """The faults of whole settings read from `text`, where they stand `under` some keys; with `default`, keys that it
    does not have are unknown."""
    places = locate(text)
    faults: list[CaseError] = []

    def report(path: str, why: str | Wording) -> None:
        keys = (*under, *path.split("."))
        place = places.get(keys) or places.get(keys[: len(under) + 1]) or places.get(under) or (1, 0)
        faults.append(BadSetting(Place(file, *place), path, why))

    for key, value in settings.items():
        if key not in _KEYS:
            report(key, _near(key, _KEYS))
        elif key in _TABLES and not isinstance(value, Mapping):
            report(key, word("settings.table", header=key))
        elif key in _TABLES:
            known = REASONS if key == "reasons" else tuple((default or settings)[key])
            for name in value:
                if name not in known:
                    report(f"{key}.{name}", _near(name, known))
    for key in _KEYS:
        if key not in settings:
            report(key, "没有填")
    # Each relies on the tables that it reads being tables, the first two on everything before them.
    unsound, sound = {fault.path.split(".")[0] for fault in faults}, not faults
    for key, each in (("", _plain_values), ("", _weights), ("bands", _bands), ("grades", _grades), ("levels", _levels)):
        counted = each is not _weights or all(fault.path != "decimals" for fault in faults)
        if (sound and counted) or (key and key not in unsound):
            each(settings, report)
    return faults


def _near(name: str, known: tuple[str, ...]) -> Wording:
    found = get_close_matches(name, known, 1, 0.5)
    return word("settings.near", nearest=found[0]) if found else word("settings.known", known=known)


def _between(value: object, least: int, most: int) -> Decimal | None:
    try:
        found = number(value)
    except ValueError:
        return None
    return found if least <= found <= most else None


def _plain_values(settings: DataTable, report: _Report) -> None:
    decimals = settings["decimals"]
    if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= _MOST_DECIMALS:
        report("decimals", word("settings.whole", most=_MOST_DECIMALS))
    for key, practices in PRACTICES.items():
        if settings[key] not in practices:
            report(key, word("settings.one-of", known=tuple(practices)))
    reasons = settings["reasons"]
    if _between(reasons.get("execution"), 0, 100) is None:
        report("reasons.execution", "应当是0到100的数（执行率的%）")
    if _between(reasons.get("over"), 100, 100_000) is None:
        report("reasons.over", "应当是不小于100的数（目标值的%）")


def _weights(settings: DataTable, report: _Report) -> None:
    weights = {name: _between(value, 0, 100) for name, value in settings["weights"].items()}
    bad = [name for name, value in weights.items() if value is None]
    for name in bad:
        report(f"weights.{name}", "应当是0到100的数")
    if EXECUTION not in weights:
        report("weights", word("settings.lacks", name=EXECUTION))
    for name, value in weights.items():
        if value is not None and Quantity(value).decimals > settings["decimals"]:
            report(f"weights.{name}", "的小数位不能多于得分的小数位（decimals）")
    total = sum([value for value in weights.values() if value is not None], Decimal(0))
    if not bad and total != 100:
        report("weights", word("settings.points", total=f"{total.normalize():f}"))


def _bands(settings: DataTable, report: _Report) -> None:
    for name, band in settings["bands"].items():
        ends = [_between(end, 0, 100) for end in band] if isinstance(band, (list, tuple)) else []
        if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
            report(f"bands.{name}", "应当是从低到高的两个%，如 [80, 100]")


def _grades(settings: DataTable, report: _Report) -> None:
    grades = settings["grades"]
    last = Decimal(101)
    words = set()
    for grade in grades if isinstance(grades, (list, tuple)) else ():
        if not isinstance(grade, (list, tuple)) or len(grade) != 2:
            break
        if not isinstance(grade[1], str) or not grade[1] or invisible(grade[1]):
            break
        bound = _between(grade[0], 0, 100)
        if bound is None or bound >= last:
            break
        last = bound
        words.add(grade[1])
    if last != 0 or len(words) != len(grades):  # what is no list has left `last` where it was
        report("grades", '应当是从高到低的下限和等级，最低从0起，等级不重，如 [[90, "优"], [60, "中"], [0, "差"]]')


def _levels(settings: DataTable, report: _Report) -> None:
    for name, below in settings["levels"].items():
        if not isinstance(below, (list, tuple)) or not all(isinstance(one, str) for one in below):
            report(f"levels.{name}", '应当是一列二级指标，如 ["数量指标", "质量指标"]')
    for name, over in settings["within"].items():
        if name not in settings["levels"] or over not in settings["levels"]:
            report(f"within.{name}", word("settings.one-of", known=tuple(settings["levels"])))

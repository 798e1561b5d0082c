"""The case that a project of a sheet makes, as text, with what a person should know of it.

Limits: nothing is written to disk here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from drafter.importing.proposal import Proposal

if TYPE_CHECKING:
    from drafter.composing.engine import Engine


#: What stands in a case for the year that nobody wrote.
_YEAR = "# 表里没有写年度，请补上，写作 year = 2024 这样"


class Options(Protocol):
    """What the command line says of all cases: a year, a place, where they go."""

    @property
    def year(self) -> int | None:
        """The year of all cases, None where none is given."""

    @property
    def place(self) -> str:
        """The place of all cases, "" for none."""

    @property
    def output(self) -> str | None:
        """Where they go."""


class Made(NamedTuple):
    """The text of a case, what a person should know of it, how many words found no place in it, and whether nothing
    says of which year it is."""

    text: str
    lines: list[str]
    lost: int
    yearless: bool


def made_of(engine: Engine, proposal: Proposal, files: Sequence[str], options: Options) -> Made:
    """The case of a proposal. Where neither the sheet nor an option says of which year it is, none is written: the case
    has a place for it."""
    from drafter.commands.import_output import said_of
    from drafter.commands.new import last_year
    from drafter.importing.settling import settled
    from drafter.sheets.output import origins

    if options.year:
        proposal.data["year"] = options.year
    yearless = "year" not in proposal.data
    # A case is read back with a year, whichever it is.
    year = proposal.data.pop("year", None) or last_year()
    placed = {"place": options.place} if options.place else {}
    proposal.data = {"genre": proposal.data.pop("genre"), "year": year, **placed, **proposal.data}
    label = engine.genres[proposal.genre].label
    head = f"{label}，由表格读成，[origins] 记着每个数出自哪一格。请核对后起草：drafter draft 这个文件.toml"
    traced = origins(proposal, files)
    case, made = settled(engine, proposal, head, options.output or "案件", traced)
    said = said_of(proposal, label, False, [])
    if yearless:
        del proposal.data["year"]
        made = made.replace(f"\nyear = {year}\n", f"\n{_YEAR}\n", 1)
    else:
        said += [str(one) for one in case.contradictions if not one.due]
    return Made(made, said, sum(not left.kept for left in proposal.unplaced), yearless)


def asked_year(yearless: int, count: int) -> list[str]:
    """The line that asks for the year of `yearless` of `count` cases, none where each has one."""
    if not yearless:
        return []
    which = "" if count == 1 else f"有{yearless}个项目的" if yearless < count else f"{count}个项目的"
    return [f"{which}表里没有写年度，案件里的 year 空着：请加 --year 年份再读一次，或者在案件里补上"]

"""The case that a project of a sheet makes, as text, with what a person should know of it.

Limits: nothing is written to disk here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from drafter.importing.proposal import Proposal

if TYPE_CHECKING:
    from drafter.composing.engine import Engine


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


def made_of(engine: Engine, proposal: Proposal, files: Sequence[str], options: Options) -> tuple[str, list[str]]:
    """The text of a case, and what a person should know of it."""
    from drafter.commands.import_output import said_of
    from drafter.commands.new import last_year
    from drafter.importing.settling import settled
    from drafter.sheets.output import origins

    if options.year:
        proposal.data["year"] = options.year
    assumed = "year" not in proposal.data
    year = proposal.data.pop("year", None) or last_year()
    placed = {"place": options.place} if options.place else {}
    proposal.data = {"genre": proposal.data.pop("genre"), "year": year, **placed, **proposal.data}
    label = engine.genres[proposal.genre].label
    head = f"{label}，由表格读成，[origins] 记着每个数出自哪一格。请核对后起草：drafter draft 这个文件.toml"
    traced = origins(proposal, files)
    case, made = settled(engine, proposal, head, options.output or "案件", traced)
    said = said_of(proposal, label, assumed, [])
    said += [str(one) for one in case.contradictions if not one.due]
    return made, said

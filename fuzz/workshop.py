"""Trying a sample as a bank or a template: compiled over a very small program of its own, and drafted with.

The whole bank takes two seconds to compile, the small one a twentieth of one; what reads them is the same.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from drafter.errors import DrafterError
from fuzz.commands import REFUSED, USED, refused
from fuzz.sample import Sample
from fuzz.seeds import CORPUS


@cache
def _program(place: str) -> tuple[Path, Path]:
    """The folders of the small program, put together beside the folder of samples."""
    from drafter.resources import folder

    root = Path(place).parent / "small"
    shutil.copytree(CORPUS / "small", root, dirs_exist_ok=True)
    for name in ("fields.toml", "derivations.toml", "scoring.toml"):
        shutil.copy(folder("templates") / name, root / "templates" / name)
    return root / "phrasebank", root / "templates"


def bank(sample: Sample) -> str:
    """A unit's own bank over the small one."""
    phrases, templates = _program(str(Path.cwd()))
    return _drafted(phrases, templates, sample, ["本单位句式.toml"])


def template(sample: Sample) -> str:
    """Another order of speaking."""
    phrases, templates = _program(str(Path.cwd()))
    own = Path("templates")
    shutil.copytree(templates, own, dirs_exist_ok=True)
    Path("report.j2").replace(own / "small" / "report.j2")
    return _drafted(phrases, own, sample, [])


def _case(small: Path, own: bool) -> str:
    """The case that is drafted; its last row is of the kind that a unit's own bank declares."""
    text = (small / "case.toml").read_text(encoding="utf-8")
    return text if own else text[: text.rindex("[[highlights]]")]


def _drafted(phrases: Path, templates: Path, sample: Sample, extra: list[str]) -> str:
    from drafter.composing.compose import compose
    from drafter.composing.engine import load_engine
    from drafter.phrasing import catalogue
    from drafter.writing.catalogue import list_text
    from drafter.writing.text import explain

    try:
        engine = load_engine(phrases, templates, extra)
        case = engine.read_case(_case(phrases.parent, bool(extra)))
        explain(compose(engine, case, int(sample.way)))
        list_text(engine.bank, catalogue.kinds(engine.bank, ""), catalogue.pairs(engine.bank))
    except DrafterError as error:
        refused(error)
        return REFUSED
    return USED

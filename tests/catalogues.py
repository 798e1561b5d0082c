"""The words that the interface may say: those of the code, and the labels and helps of the data files."""

from __future__ import annotations

from conftest import ROOT

from drafter import api


def wanted() -> dict[str, list[str]]:
    """Each text that is to be translated, with the places it comes from."""
    from babel.messages.extract import extract_from_dir

    found: dict[str, list[str]] = {}
    for folder in ("tui", "editing"):
        place = ROOT / "drafter" / folder
        for file, _, text, _, _ in extract_from_dir(str(place), [("**.py", "python")], keywords={"say": None}):
            found.setdefault(str(text), []).append(f"drafter/{folder}/{file}")
    for text, where in _declared():
        if text:
            found.setdefault(text, []).append(where)
    return found


def _declared() -> list[tuple[str, str]]:
    from drafter.editing.sections import YEAR, sections

    engine = api.engine()
    fields = [YEAR, *engine.schema.fields.values()]
    found = [(text, "templates/fields.toml") for one in fields for text in (one.label, one.help, one.unit)]
    for kind in engine.schema.kinds.values():
        found += [(text, "phrasebank") for text in (kind.label, engine.bank.kinds[kind.name].help)]
        found += [(text, "phrasebank") for one in kind.roles.values() for text in (one.label, one.help, one.unit)]
    for name, genre in engine.genres.items():
        found += [(genre.label, f"templates/{name}"), (genre.help, f"templates/{name}")]
        found += [(one.label, f"templates/{name}") for one in sections(engine, name)]
    return found + [(rule.label, "templates/derivations.toml") for rule in engine.rules]

"""The words that the interface may say: those of the code, the helps of the commands, and the labels and helps of the
data files.

Run: python tests/catalogues.py. It brings the catalogues up to date: what is new stands there untranslated, what is no
longer said is dropped.
"""

from __future__ import annotations

import io

from conftest import ROOT

from drafter import api
from drafter.claims.told import LABELS
from drafter.cli import COMMANDS, SEE_HELP, _parser, texts, within
from drafter.messages import LOCALE

#: Lines of a catalogue's head that say nothing.
_IDLE = ('"Report-Msgid-Bugs-To', '"Last-Translator', '"Language-Team', '"Generated-By')


def wanted() -> dict[str, list[str]]:
    """Each text that is to be translated, with the places it comes from."""
    from babel.messages.extract import extract_from_dir

    found: dict[str, list[str]] = {}
    for folder in ("tui", "editing"):
        place = ROOT / "drafter" / folder
        for file, _, text, _, _ in extract_from_dir(str(place), [("**.py", "python")], keywords={"say": None}):
            found.setdefault(str(text), []).append(f"drafter/{folder}/{file}")
    for text, where in (*_declared(), *_commands()):
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
    found += [(label, "drafter/claims/told.py") for label in LABELS.values()] + [("另起一行", "drafter/tui/noting.py")]
    return found + [(rule.label, "templates/derivations.toml") for rule in engine.rules]


def _commands() -> list[tuple[str, str]]:
    """What the command line says of itself."""
    found = [(SEE_HELP, "drafter/cli.py")]
    for parser in within(_parser()):
        module = parser.prog.split()[1] if " " in parser.prog else "__init__"
        found += [(text, f"drafter/commands/{COMMANDS.get(module, module)}.py") for _, _, text in texts(parser)]
    return found


def update(language: str) -> None:
    """Bring the catalogue of a language up to date."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    file = LOCALE / language / "LC_MESSAGES" / "drafter.po"
    with file.open("rb") as stream:
        before = read_po(stream, locale=language)
    made = Catalog(locale=language, header_comment=before.header_comment, fuzzy=False)
    made.mime_headers = before.mime_headers
    for text, places in wanted().items():
        held = before.get(text)
        made.add(text, str(held.string) if held is not None else "", [(place, 0) for place in sorted(set(places))])
    with io.BytesIO() as buffer:
        write_po(buffer, made, width=110, sort_output=True, include_lineno=False)
        lines = buffer.getvalue().decode().split("\n")
    file.write_text("\n".join(line for line in lines if not line.startswith(_IDLE)), encoding="utf-8")


if __name__ == "__main__":
    for folder in sorted(LOCALE.iterdir()):
        update(folder.name)

"""Reading a case while it is being written: what can be read is, what cannot is told beside its field.

The writer gains a draft that grows with each key. A value that is wrong, or not there yet, is left out (or shows as
〔待补：…〕) and reported; nothing of the file is changed by that.

Limits: where not even genre or year can be read there is no draft.
"""

from __future__ import annotations

from typing import NamedTuple

from drafter import api
from drafter.composing import own_bank
from drafter.composing.engine import Engine
from drafter.editing import rewrite
from drafter.editing.layout import Layout
from drafter.editing.paths import keys, pattern
from drafter.errors import BadCase, BrokenToml, CaseError, DrafterError, EditRefused, MissingField
from drafter.facts.case import Case
from drafter.facts.gap import printed
from drafter.files.locate import Path
from drafter.messages import say
from drafter.wording import NOTHING, Wording, at, changed, word

#: How a screen calls a field that goes by its name in a file.
_NAMED = {"shared.field": "shared.label", "shared.choice": "shared.label-choice"}
#: How often a text is read again without what was wrong in it; one mending may bring another fault to light.
_TRIES = 5


class LiveReading(NamedTuple):
    """`case` is what could be read (None: nothing); `errors` what is wrong, by value; `fault` why there is no
    case, `failure` the error that says so."""

    engine: Engine
    case: Case | None
    errors: tuple[CaseError, ...] = ()
    fault: str = ""
    failure: DrafterError | None = None

    def error(self, path: str) -> str:
        """What is wrong at `path` or with an element below it, "" where nothing is."""
        for one in self.errors:
            if one.path == path or one.path.startswith((f"{path}[", f"{path}.count", f"{path}.name")):
                return plain(self.engine, one)
        return ""


def plain(engine: Engine, error: CaseError) -> str:
    """What is wrong, for a screen that shows it beside its field: without the path of the field, and with the labels of
    the fields beside it for their names."""
    head = pattern(error.path).rpartition(".")[0]

    def shown(said: Wording) -> Wording:
        if said == at(error.path):
            return NOTHING
        field = engine.schema.fields.get(f"{head}.{said.members.get('name')}")
        if field is None or said.template not in _NAMED:
            return said
        return word(_NAMED[said.template], label=say(field.label), value=said.members.get("value", ""))

    return str(changed(error.said(), shown))


def read(text: str, file: str, fallback: Engine | None = None) -> LiveReading:
    """The case that a text states as far as it can be read. `fallback` serves where a unit's own bank is broken."""
    engine, fault = _engine(own_bank.of_case(text, file), fallback)
    errors: dict[str, CaseError] = {}
    for _ in range(_TRIES):
        try:
            return LiveReading(engine, engine.read_case(text, file), tuple(errors.values()), fault)
        except BadCase as bad:
            errors.update({f"{one.path}{one.place}": one for one in bad.errors})
            mended = text
            for wrong in reversed(bad.errors):
                mended = _without(mended, wrong, engine)
            if mended == text:
                return LiveReading(engine, None, tuple(errors.values()), fault or str(bad), None if fault else bad)
            text = mended
        except DrafterError as error:
            return LiveReading(engine, None, tuple(errors.values()), str(error), error)
    return LiveReading(engine, None, tuple(errors.values()), fault or say("改动太多，读不出来"))


def _engine(paths: tuple[str, ...], fallback: Engine | None) -> tuple[Engine, str]:
    """The engine with the banks at `paths`, and what is wrong with them; what was found wrong is not tried again until
    it changes, for that takes a second."""
    stamp = own_bank.stamp((*own_bank.of_user(), *paths))
    if _broken.get(paths, (None, ""))[0] != stamp:
        try:
            return api.engine(paths), ""
        except DrafterError as error:
            _broken[paths] = stamp, say("句式库有误，先用原来的：{why}", why=str(error).splitlines()[0])
    return fallback or _plain_engine(), _broken[paths][1]


def _plain_engine() -> Engine:
    """The program's own engine, even where the user's own folder is broken as well."""
    try:
        return api.engine()
    except DrafterError:
        from drafter.composing.engine import load_engine

        return load_engine()


#: What was wrong with a unit's own banks, by their paths, and what they looked like then.
_broken: dict[tuple[str, ...], tuple[object, str]] = {}


def _without(text: str, error: CaseError, engine: Engine) -> str:
    """`text` without the value that is wrong, or with a mark where one is missing; as it is where that cannot be."""
    try:
        if isinstance(error, MissingField) and (filled := _marked(text, error, engine)):
            return filled
        layout = Layout(text)
        path = _at(layout, error)
        if path in layout.pairs:
            start, _ = layout.pairs[path]
            return text[:start] + text[layout.ends[path] :]
        if path and isinstance(path[-1], int):
            inside = layout.span(path[:-1])
            if inside is not None and text[layout.places[path]] != "{":
                return rewrite.set_value(text, path, "")
            return rewrite.delete_row(text, path)
        if path in layout.ends:
            # A key of a table in braces: the row goes, the others stay what they are.
            return rewrite.delete_row(text, path[:-1])
        header = layout.header(path)
        if header is not None:
            start, end = layout.block(path)
            return text[:start] + text[end:]
    except (AssertionError, BrokenToml, EditRefused, KeyError, IndexError, ValueError):
        return text
    return text


def _marked(text: str, error: MissingField, engine: Engine) -> str:
    """A required role of an event that is still to come, marked as such; "" where it is none."""
    from drafter.files.read import parse_toml

    path = keys(error.path)
    row = parse_toml(text, "")
    for part in path[:-1]:
        row = row[part]  # type: ignore[index]
    kind = engine.schema.kinds.get(str(row.get("kind")))
    field = kind.roles.get(str(path[-1])) if kind is not None else None
    if field is None:
        return ""
    if field.type in ("figure", "date"):
        return rewrite.set_value(text, path, "")
    mark = printed(field.label)
    return rewrite.set_value(text, path, [mark] if field.type in ("names", "items") else mark)


def _at(layout: Layout, error: CaseError) -> Path:
    """The path of the value that an error points at, the innermost one that starts there."""
    place = error.place
    if place is None or not place.line:
        return ()
    at = 0
    for _ in range(place.line - 1):
        at = layout.text.index("\n", at) + 1
    at += max(place.column - 1, 0)
    found = [path for path, start in layout.places.items() if start == at]
    return max(found, key=len) if found else ()

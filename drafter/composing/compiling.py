"""All data files of the program, checked and compiled into one bundle: bank, fields, derivations, scoring, genres.

Every fault of every file is reported together, names that lead nowhere among them
(:mod:`drafter.composing.order_check`).
The bundle is made of plain values and code objects, so that it can be kept in the user's cache folder
(:mod:`drafter.composing.engine`) and read back in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from jinja2 import TemplateSyntaxError, nodes

from drafter import cache
from drafter.composing.genre import Genre
from drafter.composing.order import faults_of, order
from drafter.composing.order_check import Known, check_genre, check_script
from drafter.errors import BadBank, DataFault, DrafterError, Place
from drafter.facts.derive import RULES, Formula
from drafter.facts.fields import TYPES, Field, covers, declared
from drafter.facts.indicators import COUNTED
from drafter.facts.load import LAST_YEAR
from drafter.facts.settings import check
from drafter.facts.standing import STANDING
from drafter.files.locate import locate
from drafter.files.read import parse_toml
from drafter.files.values import DataTable, RawTable
from drafter.phrasing.loader import Loader, Store
from drafter.phrasing.rows import BankRows, KindRow
from drafter.phrasing.syntax_words import in_chinese

_FIELD_KEYS = {
    *("type", "label", "help", "example", "unit", "choices", "negative", "silent", "measure", "max"),
    *("yearly", "recalled", "free"),
}
_RULE_KEYS = {"label", "rule", "of", "unit", "decimals", "weight", "least", "below", "usual"}
_GENRE_KEYS = {"label", "help", "numbering", "required", "bands", "tables", "fields", "early", "told", "instead"}
#: Line and column of each value of a file.
Places: TypeAlias = "Mapping[tuple[str | int, ...], tuple[int, int]]"


#: Pieces that are kept: a dozen banks of ours, or as many versions of its files.
_PIECES = 400
#: What a writer chooses who wants no problems told.
NO_PROBLEMS = "none"


class Bundle(NamedTuple):
    """All data of the program, checked: the rows of the bank, fields and derivations, how scores are given, genres."""

    bank: BankRows
    fields: Mapping[str, Field]
    rules: tuple[Formula, ...]
    settings: Mapping[str, object]
    genres: Mapping[str, Genre]


class Pieces:
    """What was compiled of each file of a bank, kept beside the bundles: whoever edits one file of a bank takes all
    others from here."""

    def load(self, parts: Sequence[bytes]) -> object:
        """The piece that was made of these, None where there is none to be trusted."""
        return cache.load("piece", cache.key_of(*parts))

    def keep(self, parts: Sequence[bytes], piece: object) -> None:
        """Keep a piece, where there is a folder to be trusted."""
        cache.keep("piece", cache.key_of(*parts), piece, _PIECES)


class _GenreRead(NamedTuple):
    """A genre with what its names are checked by: the words in its template, the tree of it, where its values stand."""

    genre: Genre
    words: tuple[str, ...]
    tree: nodes.Template | None
    file: str
    places: Places


def make_bundle(
    files: Sequence[tuple[str, str]],
    extra: Sequence[Sequence[tuple[str, str]]] = (),
    found: Sequence[DataFault] = (),
    store: Store | None = None,
) -> Bundle:
    """The bundle of all data files, given as (name, text) with names like ``phrasebank/money.toml``.

    `extra` are the layers of a unit's own bank, `found` faults met in reading them, `store` keeps what was compiled of
    each file. Raises BadBank with every fault.
    """
    faults: list[DataFault] = list(found)
    fields: dict[str, Mapping[str, object]] = {}
    rules: list[Formula] = []
    settings: RawTable = {}
    read: dict[str, _GenreRead] = {}
    texts = dict(files)
    for name, text in files:
        if not name.startswith("templates/") or not name.endswith(".toml"):
            continue
        try:
            data = parse_toml(text, name)
        except DrafterError as error:
            faults.append(DataFault(error.place or Place(name), error.message()))
            continue
        places = locate(text)
        kind = name.rpartition("/")[2]
        if kind == "fields.toml":
            fields.update(_fields(data, name, places, faults))
        elif kind == "derivations.toml":
            rules.extend(_rules(data, name, places, faults))
        elif kind == "scoring.toml":
            settings.update(_plain(data))
            faults.extend([DataFault(fault.place or Place(name), fault.message()) for fault in check(data, name, text)])
        elif kind == "genre.toml":
            read[name.split("/")[1]] = _genre(data, name, places, texts, faults)
    paths = _paths(fields, rules)
    bank = BankRows({})
    try:
        given = [(name, text) for name, text in files if name.startswith("phrasebank/") and name.endswith(".toml")]
        bank = Loader(paths, store).load(given, extra, tried=not faults)
    except BadBank as error:
        faults.extend(error.faults)
    genres = {}
    for folder, one in read.items():
        if bank.kinds:
            roles = {name: len(kind.roles) for name, kind in bank.kinds.items()}
            known = Known({name: kind.use for name, kind in bank.kinds.items()}, roles, paths)
            faults.extend(check_genre(one.genre, one.file, one.places, known))
            faults.extend(check_script(one.tree, one.genre.file, one.genre, known) if one.tree is not None else ())
        faults.extend(_named_fields(one.genre, one.file, fields))
        genres[folder] = one.genre
        if not one.genre.fields and bank.kinds:
            genres[folder] = one.genre._replace(fields=_named(one, fields, bank.kinds))
    if faults:
        raise BadBank(sorted(faults, key=lambda one: (one.place.file, one.place.line) if one.place else ("", 0)))
    lists = {
        "@pairs": (NO_PROBLEMS, *bank.pairs),
        "@grades": tuple([word for _, word in settings.get("grades", ())]),
    }
    chosen = {path: _choices(data.get("choices", ()), lists) for path, data in fields.items()}
    made = {path: declared(path, data, chosen[path]) for path, data in fields.items()}
    return Bundle(bank, made, tuple(rules), settings, genres)


def _choices(listed: object, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The choices of a field, written out or by the name of a list (`@grades`)."""
    if isinstance(listed, str):
        return lists.get(listed) or tuple(listed)
    return tuple(listed) if isinstance(listed, (list, tuple)) else ()


def _paths(fields: Mapping[str, Mapping[str, object]], rules: Sequence[Formula]) -> frozenset[str]:
    """What a case can hold a fact at: fields, figures derived from them, last year's figures, the year."""
    last = [path for path, field in fields.items() if field["type"] == "figure" or field.get("recalled")]
    derived = [rule.path for rule in rules]
    return frozenset(("year", *fields, *derived, *COUNTED, *STANDING, *(f"{LAST_YEAR}.{path}" for path in last)))


def _named_fields(genre: Genre, file: str, fields: Collection[str]) -> Iterator[DataFault]:
    """The fields that a genre asks for and nobody declares."""
    for path in [*genre.required, *(one for others in genre.instead.values() for one in others)]:
        if path not in fields:
            yield DataFault(Place(file), f"required 里的 {path} 不是已声明的字段")
    for key, patterns in (("fields", genre.fields), ("told", genre.told)):
        for pattern in patterns:
            if not any(covers(pattern, path) for path in fields):
                yield DataFault(Place(file), f"{key} 里的 {pattern} 没有对应的字段")


def _named(read: _GenreRead, fields: Collection[str], kinds: Mapping[str, KindRow]) -> tuple[str, ...]:
    """The fields that a genre without a list of them can read: what it requires, what its report names, and what the
    statements that its report names are filled from."""
    found = dict.fromkeys((*read.genre.required, *(word for word in read.words if word in fields)))
    for word in read.words:
        roles = kinds[word].roles.values() if word in kinds else ()
        found.update(dict.fromkeys([role.fact for role in roles if role.fact in fields]))
    return tuple(found)


def _plain(value: Any) -> Any:
    """TOML values without decimals and dates, which a marshalled bundle cannot hold."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, (Decimal, date)) else value


def _fields(
    data: Mapping[str, object], file: str, places: Places, faults: list[DataFault]
) -> dict[str, Mapping[str, object]]:
    found = {}
    for path, table in data.items():
        place = Place(file, *places.get((path,), (1, 0)))
        if not isinstance(table, dict) or table.get("type") not in TYPES:
            faults.append(DataFault(place, f"字段 {path} 的 type 应当是 {'、'.join(TYPES)} 之一"))
            continue
        for key in table.keys() - _FIELD_KEYS:
            faults.append(DataFault(place, f"字段 {path} 没有 {key} 这一项"))
        if "label" not in table:
            faults.append(DataFault(place, f"字段 {path} 缺少 label（给人看的名称）"))
        found[path] = _plain(table)
    return found


def _rules(data: DataTable, file: str, places: Places, faults: list[DataFault]) -> list[Formula]:
    found = []
    for path, table in data.items():
        place = Place(file, *places.get((path,), (1, 0)))
        rule = table.get("rule") if isinstance(table, dict) else None
        if not isinstance(rule, str) or (rule not in RULES and rule not in ("grade", "count", "event")):
            faults.append(DataFault(place, f"推算 {path} 的 rule 应当是 {'、'.join([*RULES, 'grade', 'count'])} 之一"))
            continue
        for key in table.keys() - _RULE_KEYS:
            faults.append(DataFault(place, f"推算 {path} 没有 {key} 这一项"))
        of = table.get("of")
        if not isinstance(of, list) or not of:
            faults.append(DataFault(place, f"推算 {path} 缺少 of（由哪些数推出）"))
            continue
        found.append(
            Formula(
                path=path,
                label=table.get("label", path),
                rule=rule,
                of=tuple(of),
                unit=table.get("unit", ""),
                decimals=table.get("decimals", -1),
                weight=table.get("weight", ""),
                least=str(table.get("least", "")),
                below=str(table.get("below", "")),
                usual=table.get("usual", ""),
            )
        )
    return found


def _genre(data: DataTable, file: str, places: Places, texts: Mapping[str, str], faults: list[DataFault]) -> _GenreRead:
    for key in data.keys() - _GENRE_KEYS:
        faults.append(DataFault(Place(file, *places.get((key,), (1, 0))), f"没有 {key} 这一项"))
    for key in ("label", "numbering", "required"):
        if key not in data:
            faults.append(DataFault(Place(file, 1), f"缺少 {key}"))
    folder = file.split("/")[1]
    script = f"templates/{folder}/report.j2"
    genre = Genre(
        name=folder,
        label=data.get("label", ""),
        help=data.get("help", ""),
        required=dict(data.get("required", {})),
        numbering=tuple(data.get("numbering", ())),
        code=compile("", script, "exec"),
        file=script,
        bands=_plain(data.get("bands", {})),
        tables=_plain(data.get("tables", {})),
        fields=tuple(data.get("fields", ())),
        early=bool(data.get("early")),
        told=tuple(data.get("told", ())),
        instead={path: tuple(others) for path, others in data.get("instead", {}).items()},
    )
    text = texts.get(script)
    if text is None:
        faults.append(DataFault(Place(script), "缺少这个文件（报告的叙述次序）"))
    given = order(text, script, faults) if text is not None else None
    if given is None:
        return _GenreRead(genre, (), None, file, places)
    tree, sandbox = given
    constants = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
    words = (*constants, *[node.name for node in tree.find_all(nodes.Name)])
    before = len(faults)
    faults.extend(faults_of(tree, script, sandbox.filters))
    if len(faults) == before:
        # What is known to be wrong is not said again by the compiler.
        try:
            genre = genre._replace(code=sandbox.compile(tree, script, script))
        except TemplateSyntaxError as error:
            faults.append(DataFault(Place(script, error.lineno), f"模板写法有误：{in_chinese(error.message)}"))
    return _GenreRead(genre, words, tree, file, places)

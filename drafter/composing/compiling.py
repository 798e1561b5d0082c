"""All data files of the program, checked and compiled into one bundle: bank, fields, derivations, scoring, genres.

Every fault of every file is reported together, names that lead nowhere among them
(:mod:`drafter.composing.order_check`).
The bundle is made of plain values and code objects, so that it can be kept in the user's cache folder
(:mod:`drafter.composing.engine`) and read back in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafter.composing.order import faults_of, order
from drafter.composing.order_check import Known, check_genre, check_script
from drafter.errors import BadBank, DataFault, DrafterError, Place
from drafter.facts.derive import RULES
from drafter.facts.fields import TYPES, covers
from drafter.facts.indicators import COUNTED
from drafter.facts.load import LAST_YEAR
from drafter.facts.settings import check
from drafter.facts.standing import STANDING
from drafter.files.locate import locate
from drafter.files.read import parse_toml
from drafter.phrasing.loader import Loader
from drafter.phrasing.syntax_words import in_chinese

_FIELD_KEYS = {
    *("type", "label", "help", "example", "unit", "choices", "negative", "silent", "measure", "max"),
    *("yearly", "recalled", "free"),
}
_RULE_KEYS = {"label", "rule", "of", "unit", "decimals", "weight", "least", "below", "usual"}
_GENRE_KEYS = {"label", "help", "numbering", "required", "bands", "tables", "fields", "early", "told"}


def make_bundle(
    files: Sequence[tuple[str, str]],
    extra: Sequence[Sequence[tuple[str, str]]] = (),
    found: Sequence[DataFault] = (),
) -> dict[str, Any]:
    """The bundle of all data files, given as (name, text) with names like ``phrasebank/money.toml``.

    `extra` are the layers of a unit's own bank, `found` faults met in reading them. Raises BadBank with every fault.
    """
    faults: list[DataFault] = list(found)
    bundle: dict[str, Any] = {"bank": None, "fields": {}, "rules": [], "settings": {}, "genres": {}}
    declared: dict[str, tuple[str, Mapping[Any, tuple[int, int]]]] = {}
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
            bundle["fields"].update(_fields(data, name, places, faults))
        elif kind == "derivations.toml":
            bundle["rules"].extend(_rules(data, name, places, faults))
        elif kind == "scoring.toml":
            bundle["settings"].update(_plain(data))
            faults.extend([DataFault(fault.place or Place(name), fault.message()) for fault in check(data, name, text)])
        elif kind == "genre.toml":
            folder = name.split("/")[1]
            declared[folder] = name, places
            script = f"templates/{folder}/report.j2"
            bundle["genres"][folder] = _genre(data, name, places, script, texts.get(script), faults)
    paths = _paths(bundle)
    try:
        bank = [(name, text) for name, text in files if name.startswith("phrasebank/") and name.endswith(".toml")]
        bundle["bank"] = Loader(paths).load(bank, extra, tried=not faults)
    except BadBank as error:
        faults.extend(error.faults)
    for folder, genre in bundle["genres"].items():
        tree = genre.pop("tree")
        if bundle["bank"]:
            known = Known(bundle["bank"]["kinds"], paths)
            faults.extend(check_genre(genre, *declared[folder], known))
            faults.extend(check_script(tree, genre["file"], genre, known) if tree is not None else ())
        for path in genre["required"]:
            if path not in bundle["fields"]:
                faults.append(
                    DataFault(Place(f"templates/{folder}/genre.toml"), f"required 里的 {path} 不是已声明的字段")
                )
        for key in ("fields", "told"):
            for pattern in genre[key]:
                if not any(covers(pattern, path) for path in bundle["fields"]):
                    faults.append(
                        DataFault(Place(f"templates/{folder}/genre.toml"), f"{key} 里的 {pattern} 没有对应的字段")
                    )
        words = genre.pop("words")
        if not genre["fields"] and bundle["bank"]:
            genre["fields"] = _read(genre, words, bundle)
    if faults:
        raise BadBank(sorted(faults, key=lambda one: (one.place.file, one.place.line) if one.place else ("", 0)))
    return bundle


def _paths(bundle: Mapping[str, Any]) -> frozenset[str]:
    """What a case can hold a fact at: fields, figures derived from them, last year's figures, the year."""
    last = [path for path, field in bundle["fields"].items() if field["type"] == "figure" or field.get("recalled")]
    rules = [rule[0] for rule in bundle["rules"]]
    return frozenset(
        ("year", *bundle["fields"], *rules, *COUNTED, *STANDING, *(f"{LAST_YEAR}.{path}" for path in last))
    )


def _read(genre: Mapping[str, Any], words: Sequence[str], bundle: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a genre without a list of them can read: what it requires, what its report names, and what the
    statements that its report names are filled from."""
    kinds = bundle["bank"]["kinds"]
    found = dict.fromkeys((*genre["required"], *(word for word in words if word in bundle["fields"])))
    for word in words:
        roles = kinds.get(word, {"roles": {}})["roles"].values()
        found.update(dict.fromkeys([role["fact"] for role in roles if role.get("fact") in bundle["fields"]]))
    return tuple(found)


def _plain(value: Any) -> Any:
    """TOML values without decimals and dates, which a marshalled bundle cannot hold."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, (Decimal, date)) else value


def _fields(data: Mapping[str, Any], file: str, places: Mapping[Any, Any], faults: list[DataFault]) -> dict[str, Any]:
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


def _rules(data: Mapping[str, Any], file: str, places: Mapping[Any, Any], faults: list[DataFault]) -> list[Any]:
    found = []
    for path, table in data.items():
        place = Place(file, *places.get((path,), (1, 0)))
        rule = table.get("rule") if isinstance(table, dict) else None
        if rule not in RULES and rule not in ("grade", "count", "event"):
            faults.append(DataFault(place, f"推算 {path} 的 rule 应当是 {'、'.join([*RULES, 'grade', 'count'])} 之一"))
            continue
        for key in table.keys() - _RULE_KEYS:
            faults.append(DataFault(place, f"推算 {path} 没有 {key} 这一项"))
        of = table.get("of")
        if not isinstance(of, list) or not of:
            faults.append(DataFault(place, f"推算 {path} 缺少 of（由哪些数推出）"))
            continue
        found.append(
            (
                path,
                table.get("label", path),
                rule,
                tuple(of),
                table.get("unit", ""),
                table.get("decimals", -1),
                table.get("weight", ""),
                str(table.get("least", "")),
                str(table.get("below", "")),
                table.get("usual", ""),
            )
        )
    return found


def _genre(
    data: Mapping[str, Any],
    file: str,
    places: Mapping[Any, Any],
    script: str,
    text: str | None,
    faults: list[DataFault],
) -> dict[str, Any]:
    for key in data.keys() - _GENRE_KEYS:
        faults.append(DataFault(Place(file, *places.get((key,), (1, 0))), f"没有 {key} 这一项"))
    for key in ("label", "numbering", "required"):
        if key not in data:
            faults.append(DataFault(Place(file, 1), f"缺少 {key}"))
    genre = {
        "label": data.get("label", ""),
        "help": data.get("help", ""),
        "numbering": tuple(data.get("numbering", ())),
        "required": dict(data.get("required", {})),
        "bands": _plain(data.get("bands", {})),
        "tables": _plain(data.get("tables", {})),
        "fields": tuple(data.get("fields", ())),
        "early": bool(data.get("early")),
        "told": tuple(data.get("told", ())),
        "words": (),
        "tree": None,
        "code": None,
        "file": script,
    }
    if text is None:
        faults.append(DataFault(Place(script), "缺少这个文件（报告的叙述次序）"))
        return genre
    read = order(text, script, faults)
    if read is None:
        return genre
    tree, sandbox = read
    genre["tree"] = tree
    constants = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
    genre["words"] = (*constants, *[node.name for node in tree.find_all(nodes.Name)])
    before = len(faults)
    faults.extend(faults_of(tree, script, sandbox.filters))
    if len(faults) > before:
        # What is known to be wrong is not said again by the compiler.
        return genre
    try:
        genre["code"] = sandbox.compile(tree, script, script)
    except TemplateSyntaxError as error:
        faults.append(DataFault(Place(script, error.lineno), f"模板写法有误：{in_chinese(error.message)}"))
    return genre

"""Whether the folder of a place can be used: every fault with its file and line.

Limits: whether what it states is so in that place, nobody but its people can say; its `sources` must.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DataFault, DrafterError
from drafter.errors import Place as Where
from drafter.facts.fields import covers
from drafter.files.locate import locate
from drafter.files.read import decode, parse_toml, read_bytes
from drafter.places.place import DEFAULT, FILE, LISTS, TABLES, TEXTS, read_raw
from drafter.resources import folder

if TYPE_CHECKING:
    from drafter.composing.engine import Engine

_NUMBERS = frozenset(("zero", "cost", "ahead", "unspent", "red", "yellow"))


def lint(root: Path, engine: Engine) -> list[DataFault]:
    """The faults of a place, in the order of its files."""
    found: list[DataFault] = []
    try:
        found += _stated(root, engine)
    except DrafterError as error:
        found.append(DataFault(error.place or Where(str(root / FILE)), error.message()))
    for path in sorted((root / "outlines").glob("*.j2")) if (root / "outlines").is_dir() else ():
        found += _outline(path, engine)
    found += _phrases(root)
    found += _forms(root)
    found += _duties(root)
    return found


def _stated(root: Path, engine: Engine) -> Iterator[DataFault]:
    """What `place.toml` states, key by key."""
    from drafter.facts.settings import check
    from drafter.places.place import _over

    file = str(root / FILE)
    text = decode(read_bytes(file), file)
    raw, lines = parse_toml(text, file), locate(text)
    base = read_raw(folder("places") / DEFAULT)

    def fault(keys: tuple[str, ...], what: str) -> DataFault:
        return DataFault(Where(file, *(lines.get(keys) or lines.get(keys[:1]) or (1, 0))), what)

    if not isinstance(raw.get("label"), str) or not raw.get("label"):
        yield fault((), "缺少 label（给人看的名称）")
    if not raw.get("sources"):
        yield fault((), "缺少 sources（这些做法是从哪里知道的）")
    for key, value in raw.items():
        if key in TEXTS and not isinstance(value, str):
            yield fault((key,), f"{key} 应当是一段文字")
        elif key in LISTS and (not isinstance(value, list) or not all(isinstance(one, str) for one in value)):
            yield fault((key,), f"{key} 应当是一列文字")
        elif key in TABLES and not isinstance(value, dict):
            yield fault((key,), f"{key} 应当是一个表 [{key}]")
        elif key not in (*TEXTS, *LISTS, *TABLES):
            yield fault((key,), f"没有 {key} 这一项，可以有的是{'、'.join((*TEXTS, *LISTS, *TABLES))}")
    for table in ("system", "lights"):
        for key, value in _table(raw, table).items():
            known = base.get(table, {})
            if key not in known and key != "months":
                yield fault((table, key), f"[{table}] 没有 {key} 这一项，可以有的是{'、'.join(known)}")
            elif key in known and type(value) is not type(known[key]) and key not in _NUMBERS:
                yield fault((table, key), f"[{table}] 的 {key} 写法与通行做法的不同，应当像 {known[key]!r}")
            elif key in _NUMBERS and (isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0):
                yield fault((table, key), f"[{table}] 的 {key} 应当是不小于0的数")
    for path, value in _table(raw, "fields").items():
        if not any(covers(path, one) or one == path for one in engine.schema.fields):
            yield fault(("fields", path), f"[fields] 里的 {path} 不是案件的字段")
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            yield fault(("fields", path), f"[fields] 的 {path} 应当是最多的字节数")
    scoring = _table(raw, "scoring")
    if scoring:
        merged = _over(engine.settings, _over(base.get("scoring", {}), scoring))
        for one in check(merged, file, text, engine.settings, ("scoring",)):
            yield DataFault(one.place or Where(file), one.message())


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = raw.get(key)
    return found if isinstance(found, dict) else {}


def _outline(path: Path, engine: Engine) -> Iterator[DataFault]:
    """The order of speaking of a genre: what it calls, and whether the names in it lead anywhere."""
    from drafter.composing.order import faults_of, order
    from drafter.composing.order_check import Known, check_script
    from drafter.facts.indicators import COUNTED
    from drafter.facts.load import LAST_YEAR

    file = str(path)
    genre = engine.genres.get(path.stem)
    if genre is None:
        yield DataFault(Where(file), f"没有 {path.stem} 这种报告，可以有的是{'、'.join(engine.genres)}")
        return
    faults: list[DataFault] = []
    read = order(decode(read_bytes(file), file), file, faults)
    yield from faults
    if read is None:
        return
    yield from faults_of(read.tree, file, read.sandbox.filters)
    fields = engine.schema.fields
    last = [f"{LAST_YEAR}.{one}" for one, field in fields.items() if field.type == "figure" or field.recalled]
    known = Known(
        engine.bank.uses,
        {name: len(engine.bank.kinds[name].roles) for name in engine.bank.uses},
        frozenset(("year", *fields, *[rule.path for rule in engine.rules], *COUNTED, *last)),
    )
    yield from check_script(read.tree, file, genre, known)


def _duties(root: Path) -> Iterator[DataFault]:
    """The list of duties of a place: the first thing that is wrong with it."""
    from drafter.reviewing.duties import duties

    try:
        duties(root.name)
    except DrafterError as error:
        yield DataFault(error.place or Where(str(root / "review.toml")), error.message())


def _phrases(root: Path) -> Iterator[DataFault]:
    """The phrases of a place, laid over the bank."""
    from drafter.composing.engine import load_engine
    from drafter.errors import BadBank

    if not any((root / "phrases").rglob("*.toml")):
        return
    shared = folder("places") / DEFAULT / "phrases"
    try:
        load_engine(extra=tuple(dict.fromkeys((str(shared), str(root / "phrases")))))
    except BadBank as error:
        yield from error.faults
    except DrafterError as error:
        yield DataFault(error.place or Where(str(root / "phrases")), error.message())


def _forms(root: Path) -> Iterator[DataFault]:
    """The words of its forms, and how its sheets are laid out."""
    from drafter.reading.sheets.words import load

    base = folder("places") / DEFAULT / "forms"
    texts = [(str(path), decode(read_bytes(str(path)), str(path))) for path in sorted(base.glob("*.toml"))]
    for path in sorted((root / "forms").glob("*.toml")) if root.name != DEFAULT and (root / "forms").is_dir() else ():
        try:
            load([*texts, (str(path), decode(read_bytes(str(path)), str(path)))])
        except DrafterError as error:
            yield DataFault(error.place or Where(str(path)), error.message())
    for path in sorted(path for home in ("sheets", "imports") for path in (root / home).glob("*.toml")):
        try:
            raw = parse_toml(decode(read_bytes(str(path)), str(path)), str(path))
            if "title" not in raw:
                yield DataFault(Where(str(path), 1), "缺少 title（表的名称）")
        except DrafterError as error:
            yield DataFault(error.place or Where(str(path)), error.message())

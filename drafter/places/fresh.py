"""A new place: the usual practice written out line by line, and outlines to change.

Limits: what is not changed should be taken out; what stays is stated.
"""

from __future__ import annotations

import re
from pathlib import Path

from drafter.errors import CannotWrite, FileExists
from drafter.files.read import decode, read_bytes
from drafter.places.place import DEFAULT, FILE, load
from drafter.resources import config_folder, folder

_NAME = re.compile(r"[\w\u4e00-\u9fff-]{1,40}")


def new_place(name: str, source: str = "") -> Path:
    """Make the folder of a place in the configuration folder, after another one. Raises FileExists or CannotWrite."""
    from drafter.files.write import reason

    config = config_folder()
    if config is None:
        raise CannotWrite(name, "没有个人设置文件夹，请设 DRAFTER_CONFIG")
    if not _NAME.fullmatch(name):
        raise CannotWrite(name, "名字只能用汉字、字母、数字和短横")
    root = config / "places" / name
    if root.exists():
        raise FileExists(str(root))
    template = load(source).root if source else folder("places") / DEFAULT
    try:
        (root / "outlines").mkdir(parents=True)
        (root / FILE).write_text(_stated(template, name), encoding="utf-8")
        own = template / "outlines"
        given = {path.stem: path for path in sorted(own.glob("*.j2"))} if own.is_dir() else {}
        for path in sorted(folder("templates").glob("*/report.j2")):
            genre = path.parent.name
            kept = root / "outlines" / (f"{genre}.j2" if genre in given else f"{genre}.j2.example")
            path = given.get(genre, path)
            kept.write_text(decode(read_bytes(str(path)), str(path)), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(str(root), reason(error)) from None
    return root


def _stated(template: Path, name: str) -> str:
    """The `place.toml` of the new place: what the other one states, under its own name, and behind it all of the usual
    practice as remarks."""
    head = [
        f"# {name}的做法。只写与通行做法不同的；前面带 # 的是通行做法，要改就去掉 #（连同上面的 [表名]）。",
        "# 提纲写在 outlines/报告种类.j2（把 .example 去掉就用），写法见 docs/places.md 和 docs/genres.md。",
        f'label = "{name}"', 'help = "一句话说明"', 'known = ["知道的做法，一条一句"]',
        'sources = ["从哪里知道的"]', "",
    ]  # fmt: skip
    own = _tables(_read(template / FILE)) if template.name != DEFAULT else {}
    usual = _usual()
    lines = []
    for table, stated in own.items():
        # What the other place leaves to the usual practice stands behind what it says itself.
        keys = {line.partition("=")[0].strip() for line in stated}
        more = [line for line in usual.get(table, ()) if "=" in line and line.partition("=")[0].strip() not in keys]
        lines += [*_trimmed(stated), *[f"# {line.lstrip('# ')}" for line in more], ""]
    for table, said in usual.items():
        if table not in own:
            lines += [f"# {line}" if line.strip() and not line.startswith("#") else line for line in said]
    return "\n".join([*head, *lines]).rstrip("\n") + "\n"


def _usual() -> dict[str, list[str]]:
    """All that the usual practice states, table by table: how scores are reckoned, and what systems ask."""
    stated = _tables(_read(folder("places") / DEFAULT / FILE))
    scoring = _read(folder("templates") / "scoring.toml").partition("\n")[2]
    tables = _tables("[scoring]\n" + re.sub(r"^\[(\w+)\]", r"[scoring.\1]", scoring, flags=re.M))
    for table in [one for one in stated if one in tables]:
        for line in stated.pop(table):
            key = line.partition("=")[0]
            tables[table] = [line if "=" in line and one.startswith(key) else one for one in tables[table]]
    return {**tables, **stated}


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).rstrip("\n").split("\n")


def _read(path: Path) -> str:
    return decode(read_bytes(str(path)), str(path))


def _tables(text: str) -> dict[str, list[str]]:
    """The lines of each table of a file with the remarks above it; what stands before the first is left out."""
    found: dict[str, list[str]] = {}
    name = ""
    waiting: list[str] = []
    for line in text.split("\n"):
        match = re.fullmatch(r"\[([\w.]+)\]\s*", line)
        if match is not None:
            name = match[1]
            found[name] = [*waiting, line]
            waiting = []
        elif line.startswith("#") or not line.strip():
            waiting.append(line)
        elif name:
            found[name] += [*waiting, line]
            waiting = []
        else:
            waiting = []
    return found

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
        outlines = sorted((template / "outlines").glob("*.j2")) if (template / "outlines").is_dir() else []
        for path in outlines or sorted(folder("templates").glob("*/report.j2")):
            genre = path.stem if outlines else path.parent.name
            kept = root / "outlines" / (f"{genre}.j2" if outlines else f"{genre}.j2.example")
            kept.write_text(decode(read_bytes(str(path)), str(path)), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(str(root), reason(error)) from None
    return root


def _stated(template: Path, name: str) -> str:
    """The `place.toml` of the new place: that of the other one under its own name; the usual practice as remarks."""
    file = str(template / FILE)
    text = decode(read_bytes(file), file)
    head = [
        f"# {name}的做法。只写与通行做法不同的；前面带 # 的是通行做法，要改就去掉 #。",
        "# 提纲写在 outlines/报告种类.j2（把 .example 去掉就用），写法见 docs/genres.md。",
        f'label = "{name}"', 'help = "一句话说明"', 'known = ["知道的做法，一条一句"]',
        'sources = ["从哪里知道的"]', "",
    ]  # fmt: skip
    start = text.find("\n[")
    body = text[start + 1 :] if start >= 0 else ""
    if template.name == DEFAULT:
        body = "\n".join(
            f"# {line}" if line.strip() and not line.startswith("#") else line for line in body.split("\n")
        )
    return "\n".join(head) + "\n" + body.rstrip("\n") + "\n"

"""`drafter places`: which places there are, what is known of one, whether its folder can be used, a new one."""

from __future__ import annotations

import argparse
from pathlib import Path

from drafter.commands import Commands, command
from drafter.console import complain


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "places",
        "查看、检查、新建地方样式",
        "地方样式是一个文件夹：分值、档次、等级、退回的理由、栏目长度、提纲。不写做什么时，列出全部。",
        ("drafter places list", "drafter places show 湖北", "drafter places lint", "drafter places new 本县"),
        listed,
    )
    actions = parser.add_subparsers(dest="action", metavar="命令", title="命令")
    command(actions, "list", "列出地方", "自己的在个人设置文件夹的 places 里。", ("drafter places list",), listed)
    one = command(
        actions, "show", "一个地方的做法和来源", "与通行做法不同的列出来。", ("drafter places show guangxi",), shown
    )
    one.add_argument("name", metavar="地方", help="代号或名称")
    one = command(
        actions,
        "lint",
        "检查地方样式的写法",
        "不写名字则检查全部。有错误时以 1 退出。",
        ("drafter places lint", "drafter places lint 本县"),
        linted,
    )
    one.add_argument("names", nargs="*", metavar="地方", help="代号、名称，或一个文件夹")
    one = command(
        actions,
        "new",
        "新建一个地方样式",
        "在个人设置文件夹里建一个文件夹，照通行做法逐项写明，改不同的就行。",
        ("drafter places new 本县", "drafter places new 本县 --from hunan"),
        made,
    )
    one.add_argument("name", metavar="名字", help="文件夹的名字，也是 --place 用的名字")
    one.add_argument("--from", dest="source", default="", metavar="地方", help="照这个地方的提纲和做法改")


def listed(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout
    from drafter.language.width import aligned
    from drafter.places.place import all_names, load

    places = [load(name) for name in all_names()]
    write_stdout("\n".join(aligned([(one.name, one.label, one.help) for one in places])) + "\n")
    return 0


def shown(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout
    from drafter.places.place import load

    place = load(options.name)
    lines = [f"{place.label}（{place.name}）：{place.help}", "知道的："]
    lines += [f"  {one}" for one in place.known]
    lines += ["来源：", *[f"  {one}" for one in place.sources]]
    outlines = sorted((place.root / "outlines").glob("*.j2")) if (place.root / "outlines").is_dir() else []
    if outlines:
        lines += ["提纲：", *[f"  {path.stem}" for path in outlines]]
        for path in outlines:
            lines += [f"    {'  ' * (level - 1)}{words}" for level, words in _headings(path)]
    lines += ["没有写的按通行做法（drafter places show default）。"] if place.name != "default" else []
    write_stdout("\n".join(lines) + "\n")
    return 0


def _headings(path: Path) -> list[tuple[int, str]]:
    import re

    from drafter.files.read import decode, read_bytes

    text = decode(read_bytes(str(path)), str(path))
    return [(int(level), words) for level, words in re.findall(r'heading\((\d), "([^"]+)"\)', text)]


def linted(options: argparse.Namespace) -> int:
    from drafter import api
    from drafter.files.write import write_stdout
    from drafter.place_lint import lint
    from drafter.places.place import DEFAULT, all_names, load
    from drafter.resources import folder

    engine = api.engine((str(folder("places") / DEFAULT / "phrases"),))
    names = options.names or list(all_names())
    found = 0
    for name in names:
        root = Path(name) if Path(name).is_dir() and "/" in name else load(name).root
        for fault in lint(root, engine):
            complain(str(fault))
            found += 1
    write_stdout(f"{len(names)}个地方，{found}处错误\n" if found else f"{len(names)}个地方，没有错误\n")
    return 1 if found else 0


def made(options: argparse.Namespace) -> int:
    from drafter.files.write import write_stdout
    from drafter.places.fresh import new_place

    root = new_place(options.name, options.source)
    write_stdout(f"建好了 {root}\n改好以后检查：drafter places lint {options.name}\n")
    return 0

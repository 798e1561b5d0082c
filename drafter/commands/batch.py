"""`drafter batch`: drafts, checks and reviews for many projects, with a ledger and a summary."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command
from drafter.console import complain
from drafter.errors import DrafterError
from drafter.writing.registry import names

_REVIEWS = ("html", "xlsx", "txt", "json")


class UnknownFormats(DrafterError):
    """A format of drafts that there is not."""

    def __init__(self, option: str, given: str, known: tuple[str, ...]) -> None:
        super().__init__()
        self.option, self.given, self.known = option, given, known


class NotCount(DrafterError):
    """A number of processes or projects that is none."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "batch",
        "成批处理：起草、检查、核查，附汇总",
        "在文件夹里找出各个项目的案件、报告和表格（同一文件夹、同一名称的算一个项目），逐个处理，写进输出文件夹。\n"
        "一个文件坏了不影响别的；中途停下（断电也算）后再执行同一命令，接着做完，结果逐字节相同。\n"
        "全部没有问题是 0，有问题或有读不了的是 1，不能开始是 2。",
        (
            "drafter batch 各单位报送/ -o 结果",
            "drafter batch 各单位报送/ -o 结果 --format docx,html --jobs 4",
            "drafter batch 各单位报送/ -o 结果 --only-changed      只重做改过的",
            "drafter batch 各单位报送/ -o 结果 --scheduler tcp://10.0.0.5:8786",
        ),
        run,
    )
    parser.add_argument("given", nargs="+", metavar="文件夹或文件", help="放案件、报告、表格的文件夹，或其中的文件")
    parser.add_argument(
        "-o", "--output", required=True, metavar="文件夹", help="结果放在这里：每个项目一个文件夹，另有台账和汇总"
    )
    parser.add_argument(
        "--format", default="docx", metavar="格式", help="起草成什么，可以几种，如 docx,html；none 不起草"
    )
    parser.add_argument(
        "--review",
        default="html,xlsx",
        metavar="格式",
        help="核查写成什么：html、xlsx、txt、json，默认 html,xlsx；none 不写",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="整数", help="说法的种子，默认 0")
    parser.add_argument("--place", default="", metavar="地方", help="按哪个地方的办法核查")
    parser.add_argument(
        "--roster", default="", metavar="名单.txt", help="应当报送的单位或项目，一行一个；没有交的列进汇总"
    )
    parser.add_argument("--jobs", type=int, default=None, metavar="个数", help="用几个进程，默认有几个处理器用几个")
    parser.add_argument(
        "--scheduler", default="", metavar="地址", help="交给几台机器做：dask 调度程序的地址 tcp://主机:端口"
    )
    parser.add_argument("--only-changed", action="store_true", help="上次做完的，只重做内容改过的和新来的")
    parser.add_argument(
        "--chunk", type=int, default=None, metavar="个数", help="一次交给一个进程几个项目，默认按总数定，最多250"
    )


def run(options: argparse.Namespace) -> int:
    from drafter.batch.outcome import Recipe
    from drafter.batch.run import Asked
    from drafter.batch.run import run as run_all
    from drafter.reviewing.duties import duties

    formats, reviews = (
        _shapes("--format", options.format, names("report")),
        _shapes("--review", options.review, _REVIEWS),
    )
    for option, value in (("--jobs", options.jobs), ("--chunk", options.chunk)):
        if value is not None and value < 1:
            raise NotCount(option)
    duties(options.place)
    recipe = Recipe(
        options.output, formats, options.seed, options.place, reviews=reviews, roster=_roster(options.roster)
    )
    asked = Asked(
        tuple(options.given), recipe, options.jobs or 0, options.scheduler, options.only_changed, options.chunk or 0
    )
    ran = run_all(asked)
    for file, why in ran.broken:
        complain(f"{file}: {why}")
    if ran.unread:
        complain(f"另有{len(ran.unread)}个文件不是案件、报告或表格，没有读，如 {ran.unread[0]}")
    from drafter.files.write import write_stdout

    again = f"本次做了{ran.done}个，" if ran.done != ran.projects else ""
    told = f"共{ran.projects}个项目，{again}{ran.at_fault}个有问题，{len(ran.broken)}个文件读不了"
    write_stdout(f"{told}。结果在 {options.output}\n")
    return 1 if ran.at_fault or ran.broken else 0


def _shapes(option: str, given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The formats that an option names, in order."""
    shapes = () if given == "none" else tuple(dict.fromkeys(given.split(",")))
    for one in shapes:
        if one not in known:
            raise UnknownFormats(option, one, known)
    return shapes


def _roster(file: str) -> tuple[str, ...]:
    """The lines of a list of those who should hand in."""
    if not file:
        return ()
    from drafter.reading.source import open_source

    return tuple(dict.fromkeys(line.strip() for line in open_source(file).text.split("\n") if line.strip()))

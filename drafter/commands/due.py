"""`drafter due`: what a new year's case still has to decide."""

from __future__ import annotations

import argparse

from drafter.commands import Commands, command

_SORTS = {"name": "名称", "notes": "记事", "once": "事项", "aside": "事项"}


def add(commands: Commands) -> None:
    parser = command(
        commands,
        "due",
        "由上年的案件得来的，还有什么待定",
        "由 drafter new --from 得到的案件里，逐条列出要经人看过的：有年份、数目的名称，一次性的事和荣誉，目标、指标，\n"
        "署名，上年的记事。看过的留下（--keep）、去掉（--drop），或在案件里改了以后删去行末的“待定”。\n"
        "没有待定的，退出码是 0；还有的是 1，案件也不算写全。",
        (
            "drafter due 2025.toml                  列出",
            "drafter due 2025.toml --keep 1 3       第1、3条照旧",
            "drafter due 2025.toml --drop 2         第2条去掉",
        ),
        run,
    )
    parser.add_argument("case", metavar="案件.toml", help="案件文件")
    parser.add_argument("--keep", nargs="+", type=int, default=[], metavar="号", help="照旧留下的各条的号")
    parser.add_argument("--drop", nargs="+", type=int, default=[], metavar="号", help="去掉的各条的号")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json：写成 JSON")


def run(options: argparse.Namespace) -> int:
    from drafter.editing.deciding import listed
    from drafter.files.read import decode, read_bytes
    from drafter.files.write import write_stdout

    text = decode(read_bytes(options.case), options.case).replace("\r\n", "\n")
    found = listed(text, options.case)
    if options.keep or options.drop:
        from drafter.editing.deciding import decided
        from drafter.files.write import write_whole

        made = decided(text, options.case, options.keep, options.drop)
        crlf = b"\r\n" in read_bytes(options.case)
        write_whole(options.case, (made.replace("\n", "\r\n") if crlf else made).encode())
        found = listed(made, options.case)
    if options.format == "json":
        import json

        told = [
            {"number": one.number, "line": one.open.line, "path": one.open.path or None, "sort": one.open.sort,
             "words": one.words, "why": one.open.why if one.open.sort == "name" else ""}
            for one in found
        ]  # fmt: skip
        write_stdout(json.dumps({"due": told}, ensure_ascii=False, indent=2) + "\n")
    else:
        for one in found:
            why = f"（{one.why}）" if one.why else ""
            write_stdout(f"{one.number}. 第{one.open.line}行 {_SORTS[one.open.sort]} {one.words}{why}\n")
        if not found:
            write_stdout("没有待定的\n")
    return 1 if found else 0

"""An empty case for a clerk to fill in: every field its kind of report can use, explained where it stands.

The reader gains a file that loads as it is (what is empty counts as not filled in) and says, field by field, what
belongs there, in which unit, and what a filled one looks like. All of it comes from the declarations of the fields and
of the kinds of event; nothing is written here twice.

Limits: events are shown by one example in comments, since an event without its kind is no event.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import tomli

from drafter.facts.fields import LISTS, EventKind, Field, Schema, covers
from drafter.facts.width import pad

#: What stands for a value in the example of an event whose declaration has none.
_SAMPLES = {"date": '"3月26日"', "year": "2024", "flag": "true"}


def skeleton(genre: str, label: str, help: str, schema: Schema, usable: Sequence[str], required: Collection[str],
             year: int) -> str:
    """The TOML text of an empty case of `genre` on `year`.

    `usable` are the patterns of the fields it can use, `required` the paths it cannot do without.
    """
    writer = _Writer(schema, [path for path in schema.fields if any(covers(one, path) for one in usable)], required)
    lines = [
        f"# {label}：{help}" if help else f"# {label}",
        "# 在引号里、方括号里填事实；空着的等于没有填，用不着的可以删去。句子由程序来写。",
        "# 标“必填”的没有填，正文里会写作〔待补：……〕。写好后运行：drafter draft 本文件.toml",
        f'genre = "{genre}"',
        "# 报告年度（写的是哪一年的事）",
        f"year = {year}",
        *writer.case(),
    ]
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, schema: Schema, paths: Sequence[str], required: Collection[str]) -> None:
        self.schema, self.paths, self.required = schema, paths, required

    def case(self) -> Iterator[str]:
        """Values of the top, then tables, then repeated tables, as TOML wants them; events of tables with their table."""
        heads = dict.fromkeys(re.split(r"[.\[]", path)[0] for path in self.paths)
        single = [head for head in heads if head in self.schema.fields]
        yield from self.values([head for head in single if self.schema.fields[head].type not in ("rows", "events")])
        for head in heads:
            if head not in self.schema.fields:
                yield from self.section(head)
        for head in single:
            yield from self.many(head, head)
        if any(self.schema.fields[path].type == "events" for path in self.paths):
            yield from self.kinds()

    def section(self, head: str) -> Iterator[str]:
        below = [path for path in self.paths if path.startswith(f"{head}.")]
        values = [path for path in below if self.schema.fields[path].type not in ("rows", "events")]
        if values:
            yield from ("", f"[{head}]")
            yield from self.values(values)
        for path in below:
            yield from self.many(path, path)

    def values(self, paths: Sequence[str]) -> Iterator[str]:
        """Required ones first; otherwise in the order in which they are declared."""
        for path in sorted(paths, key=lambda one: one not in self.required):
            field = self.schema.fields[path]
            yield f"# {self.explained(field)}"
            if field.choices:
                yield from _wrapped("可选：", field.choices)
            yield f"{path.split('.')[-1]} = {'[]' if field.type in LISTS else _EMPTY}"

    def explained(self, field: Field) -> str:
        """必填 预算数（万元）：全年（调整后）预算数。例：116"""
        mark = "必填 " if field.path in self.required else ""
        unit = f"（{field.unit}）" if field.unit else ""
        help = f"：{field.help}" if field.help else ""
        example = f"。例：{_example(field)}" if field.example and field.type != "events" else ""
        return f"{mark}{field.label}{unit}{help}{example}"

    def many(self, path: str, header: str) -> Iterator[str]:
        """A repeated table with one empty row, or the example of an event."""
        field = self.schema.fields[path]
        if field.type == "events":
            yield from ("", f"# {self.explained(field)}。每件事写一个 [[{header}]]，种类见文末，例：")
            yield from self.event(field, header)
        elif field.type == "rows":
            yield from ("", f"# {self.explained(field)}。每项写一个 [[{header}]]，多项就照抄几遍", f"[[{header}]]")
            below = [one for one in self.paths if re.fullmatch(re.escape(f"{path}[].") + r"[^.\[]+", one)]
            yield from self.values([one for one in below if self.schema.fields[one].type not in ("rows", "events")])
            for one in below:
                yield from self.many(one, f"{header}.{one.split('.')[-1]}")

    def event(self, field: Field, header: str) -> Iterator[str]:
        kind = self.schema.kinds.get(field.example) or next(iter(self.schema.kinds.values()), None)
        if kind is None:
            return
        lines = [(f'kind = "{kind.name}"', f"{kind.label}")]
        for role, one in kind.roles.items():
            if one.required or one.example:
                lines.append((f"{role} = {_example(one)}", one.label + ("（必填）" if one.required else "")))
        wide = max(width(text) for text, _ in lines)
        yield f"# [[{header}]]"
        for text, said in lines:
            yield f"# {pad(text, wide)}  # {said}"

    def kinds(self) -> Iterator[str]:
        yield from ("", "# 事项的种类（kind）。每种可以填哪些内容，运行 drafter phrases list --kind 种类 查看。")
        wide = max(width(name) for name in self.schema.kinds)
        for kind in self.schema.kinds.values():
            yield f"#   {pad(kind.name, wide)}  {kind.label}"

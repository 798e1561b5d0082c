"""An empty case for a clerk to fill in: every field its kind of report can use, explained where it stands.

The reader gains a file that loads as it is (what is empty counts as not filled in) and says, field by field, what
belongs there, in which unit, and what a filled one looks like. All of it comes from the declarations of the fields and
of the kinds of event; nothing is written here twice.

Limits: events are shown by one example in comments, since an event without its kind is no event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from drafter.facts.fields import LISTS, EventKind, Field, Schema, covers
from drafter.language.width import aligned

_HEAD = """\
# {title}
# 在引号、方括号里填事实，空着的等于没有填，用不着的可以删去。句子由程序来写。
# 标“必填”的没有填，正文里写作〔待补：……〕。填好后运行：drafter draft 这个文件.toml
genre = "{genre}"
# 报告年度：写的是哪一年的事
year = {year}
"""
_MANY = ("rows", "events")


def skeleton(
    genre: str,
    title: str,
    year: int,
    schema: Schema,
    usable: Sequence[str],
    required: Collection[str],
    labels: Mapping[str, str],
) -> str:
    """The TOML text of an empty case of `genre` on `year`, opening with `title`.

    `usable` are the patterns of the fields it can use, `required` the paths it cannot do without, `labels` what the
    names that a field chooses from are called.
    """
    paths = [path for path in schema.fields if any(covers(pattern, path) for pattern in usable)]
    lines = _Skeleton(schema, paths, required, labels).lines()
    return _HEAD.format(genre=genre, title=title, year=year) + "\n".join(lines) + "\n"


class _Skeleton:
    def __init__(
        self, schema: Schema, paths: Sequence[str], required: Collection[str], labels: Mapping[str, str]
    ) -> None:
        self.fields, self.event_kinds = schema.fields, schema.kinds
        self.paths, self.required, self.labels = paths, required, labels
        kinds = list(schema.kinds.values())
        # What every kind of event may have is explained once.
        self.common = [role for role in kinds[0].roles if all(role in kind.roles for kind in kinds)] if kinds else []

    def lines(self) -> Iterator[str]:
        """Values of the top first, then tables, then repeated tables, as TOML wants them."""
        heads = dict.fromkeys(re.split(r"[.\[]", path)[0] for path in self.paths)
        alone = [head for head in heads if head in self.fields]
        yield from self.values(alone)
        for head in heads:
            below = [path for path in self.paths if path.startswith(f"{head}.") and "[" not in path]
            for table in dict.fromkeys(path.rpartition(".")[0] for path in below):
                values = [path for path in below if path.rpartition(".")[0] == table]
                if any(self.fields[path].type not in _MANY for path in values):
                    yield from ("", f"[{table}]")
                    yield from self.values(values)
            for path in below:
                yield from self.many(path, path)
        for head in alone:
            yield from self.many(head, head)
        if any(self.fields[path].type == "events" for path in self.paths):
            yield from self.kinds()
        for field in [self.fields[path] for path in self.paths if self.labelled(self.fields[path])]:
            yield from ("", f"# {field.label}（{field.path}），可选：")
            rows = [("#  ", json.dumps(one, ensure_ascii=False), self.labels.get(one, "")) for one in field.choices]
            yield from aligned(rows, " ")

    def values(self, paths: Sequence[str]) -> Iterator[str]:
        """Single values and lists, required ones first, otherwise in the order in which they are declared."""
        for path in sorted(paths, key=lambda one: one not in self.required):
            field = self.fields[path]
            if field.type in _MANY:
                continue
            yield f"# {self.explained(field)}"
            if field.choices and not self.labelled(field):
                yield f"#   可选：{'、'.join(field.choices)}"
            yield f"{path.split('.')[-1]} = " + ("[]" if field.type in LISTS else '""')

    def explained(self, field: Field) -> str:
        """【必填】预算数（万元）：全年（调整后）预算数，不是年初预算数。例：116"""
        mark = "【必填】" if field.path in self.required else ""
        unit = f"（{field.unit}）" if field.unit else ""
        help = f"：{field.help}" if field.help else ""
        example = f"。例：{_example(field)}" if field.example and field.type not in _MANY else ""
        where = "。可选的见文末" if self.labelled(field) else ""
        return f"{mark}{field.label}{unit}{help}{example}{where}"

    def labelled(self, field: Field) -> bool:
        """Whether a field chooses from names that have labels; they are many and stand at the end."""
        return any(one in self.labels for one in field.choices)

    def many(self, path: str, header: str) -> Iterator[str]:
        """A repeated table with one empty row, or the example of an event."""
        field = self.fields[path]
        if field.type == "events":
            yield from (
                "",
                f"# {self.explained(field)}。每件事写一个 [[{header}]]，种类见文末。例（去掉行首的 # 即可用）：",
            )
            yield from self.event(field, header)
        elif field.type == "rows":
            yield from ("", f"# {self.explained(field)}。每项写一个 [[{header}]]，多项就照抄几遍", f"[[{header}]]")
            below = [one for one in self.paths if re.fullmatch(re.escape(f"{path}[].") + r"[^.\[]+", one)]
            yield from self.values(below)
            for one in below:
                yield from self.many(one, f"{header}.{one.split('.')[-1]}")

    def event(self, field: Field, header: str) -> Iterator[str]:
        """The kind that the field names as its example (else the first there is), its own roles and a date."""
        kind = self.event_kinds.get(field.example) or next(iter(self.event_kinds.values()), None)
        if kind is None:
            return
        rows = [("#", f"kind = {json.dumps(kind.name)}", f"# {kind.label}")]
        for role, one in kind.roles.items():
            if role not in self.common or one.type == "date":
                said = one.label + (f"，{one.help}" if one.help else "") + ("（必填）" if one.required else "")
                rows.append(("#", f"{role} = {_example(one)}", f"# {said}"))
        yield from (f"# [[{header}]]", *aligned(rows, " "))

    def kinds(self) -> Iterator[str]:
        yield from ("", "# 事项的种类（kind）。每种可以填什么，运行 drafter phrases list --kind 种类 查看。")
        yield from aligned([("#  ", kind.name, kind.label) for kind in self.event_kinds.values()], " ")
        if self.common:
            first: EventKind = next(iter(self.event_kinds.values()))
            yield "# 任何事项还可以填："
            rows = [
                ("#  ", f"{role} = {_example(one)}", one.label + (f"：{one.help}" if one.help else ""))
                for role in self.common
                for one in [first.roles[role]]
            ]
            yield from aligned(rows, " ")


def _example(field: Field) -> str:
    """A filled-in value as TOML: the example that is declared, or one made of the label."""
    import tomli

    made = {"figure": f"3{field.measure or field.unit or '次'}", "date": "12月31日"}.get(field.type, field.label)
    text = field.example or made
    if field.type == "flag":
        return field.example.lower() or "true"
    if field.type == "year" or (field.type == "figure" and re.fullmatch(r"\d+(\.\d+)?", text)):
        return text
    if field.type not in LISTS:
        return json.dumps(text, ensure_ascii=False)
    try:
        values = tomli.loads(f"x = {text}")["x"] if field.example else [text]
    except tomli.TOMLDecodeError:
        values = [text]
    many = values if isinstance(values, list) else [values]
    if field.type == "items" and not field.example:
        many = [f"{one} 3{field.measure or '次'}" for one in many]
    return json.dumps(many, ensure_ascii=False)

"""The phrase bank on a screen: lists in columns, forms with their renderings, what is covered and what is not.

Plain text without colours, aligned by the width of characters on a terminal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from drafter.errors import DataFault
from drafter.facts.fields import Field
from drafter.language.width import aligned
from drafter.phrasing.bank import Bank, Form, Kind, Pair
from drafter.phrasing.catalogue import ENOUGH, Coverage, Rendering, circumstances, kind_of, own_roles
from drafter.phrasing.helps import by_name

_USES = {
    "event": "事项（案件里用 kind 写的事；带 * 的内容必填）",
    "statement": "陈述（由案件的字段得出）",
    "frame": "句子成分（时间、依据、领起等，由程序配上）",
    "pair": "问题和措施",
}
_NO_FACTS = "没有合适的事实，用样值代替："
_NOT_EVEN = "没有合适的事实，样值也配不上条件"


def list_text(bank: Bank, kinds: Sequence[Kind], pairs: Sequence[Pair]) -> str:
    """Kinds by use with the number of their forms and their roles, then the pairs."""
    return "\n".join(_list(bank, kinds, pairs)) + "\n"


def _list(bank: Bank, kinds: Sequence[Kind], pairs: Sequence[Pair]) -> Iterator[str]:
    for use in dict.fromkeys(kind.use for kind in kinds):
        rows = [("种类", "名称", "说法", "内容")]
        for kind in kinds:
            if kind.use == use:
                label = kind.label if kind.label != kind.name else ""
                rows.append((kind.name, label, f"{len(bank.forms.get(kind.name, ())):4}", _roles(own_roles(kind))))
        yield from (_USES[use], *_indented(aligned(rows)))
        if use == "event":
            yield f"  任何事项还可以有：{_roles(circumstances(bank))}"
        yield ""
    if pairs:
        rows = [("名字", "类别", "名称", "条件（成立时自动写入）")]
        rows += [(pair.name, pair.theme, pair.label, pair.condition or "自选") for pair in pairs]
        yield from (_USES["pair"], *_indented(aligned(rows)), "")
    forms = sum(len(bank.forms.get(kind.name, ())) for kind in kinds)
    yield f"共{len(kinds)}个种类，{forms}种说法" + (f"；{len(pairs)}对问题和措施" if pairs else "")


def kind_text(bank: Bank, kind: Kind) -> str:
    """One kind: its roles in a table, its constructions with the number of their forms."""
    return "\n".join(_kind(bank, kind)) + "\n"


def _kind(bank: Bank, kind: Kind) -> Iterator[str]:
    yield f"{kind.name}  {kind.label}" + (f"：{by_name(kind.help)}" if kind.help else "")
    rows = [("内容", "名称", "怎么填", "单位", "必填", "说明")]
    for role, field in kind.roles.items():
        source = f"取自 {kind.sources[role]}" if role in kind.sources else field.help
        rows.append(
            (role, field.label, field.type, field.unit or field.measure, "是" if field.required else "", source)
        )
    if len(rows) > 1:
        yield from ("", *_indented(aligned(rows)))
    forms = bank.forms.get(kind.name, ())
    counts = {name: sum(form.construction == name for form in forms) for form in forms for name in [form.construction]}
    yield from ("", *_indented(aligned([("句式", "说法"), *((name, str(count)) for name, count in counts.items())])))
    yield from ("", f"各种说法的样子：drafter phrases show {kind.name}")


def show_text(bank: Bank, renderings: Sequence[Rendering]) -> str:
    """Every form as it reads, with its condition and the case its facts come from."""
    lines: list[str] = []
    before = ""
    for one in renderings:
        form = one.form
        if form.construction != before:
            kind = kind_of(bank, form)
            of = " ".join(dict.fromkeys(one for one in (kind.name, kind.label) if one != form.construction))
            lines += [
                *([""] if before else []),
                f"{form.construction}" + (f"（{of}）" if of else "") + f"  {form.file}",
            ]
            before = form.construction
        lines.append(f"  #{form.name.partition('#')[2]}  {form.text}")
        if form.condition:
            lines.append(f"      条件：{_condition(form)}")
        said = (f"{one.text}  ——{one.file}" if one.file else _NO_FACTS + one.text) if one.text else _NOT_EVEN
        lines.append(f"      {said}")
    real = sum(bool(one.file) for one in renderings)
    lines += ["", f"共{len(renderings)}种说法，{real}种有案件的事实可用"]
    return "\n".join(lines) + "\n"


def lint_text(faults: Sequence[DataFault], files: int, kinds: int, forms: int) -> str:
    """Every fault on a line, or what was found to be in order."""
    if faults:
        return "\n".join([*map(str, faults), f"共{len(faults)}处错误"]) + "\n"
    return f"没有错误：{files}个文件，{kinds}个种类，{forms}种说法\n"


def coverage_text(bank: Bank, found: Coverage, cases: Collection[str], seeds: int) -> str:
    """The forms that no case has used and the kinds with few forms; the last line sums up."""
    lines = [f"没有用到的说法（{len(cases)}个案件，每个{seeds}个种子）"]
    for kind, forms in found.unused.items():
        label = bank.kinds[kind].label
        lines.append(f"  {kind}" + (f"  {label}" if label != kind else ""))
        lines += _indented(aligned([(form.name, _short(form)) for form in forms]), 4)
    if not found.unused:
        lines.append("  没有")
    lines += ["", f"说法不到{ENOUGH}种的种类"]
    lines += _indented(aligned(_thin(bank, found))) or ["  没有"]
    missed = sum(map(len, found.unused.values()))
    said = found.forms - missed
    share = f"{said / found.forms:.1%}" if found.forms else "0%"
    lines += [
        "",
        f"共{found.forms}种说法，用到{said}种（{share}），没有用到{missed}种；{len(found.thin)}个种类的说法不到{ENOUGH}种",
    ]
    return "\n".join(lines) + "\n"


def _thin(bank: Bank, found: Coverage) -> list[tuple[str, ...]]:
    """Kinds with few forms; the parts of problems and measures, which have few by design, in a line for each part."""
    rows: list[tuple[str, ...]] = []
    parts: dict[tuple[str, int], int] = {}
    for name, count in found.thin.items():
        kind = bank.kinds[name]
        if kind.use == "pair":
            part = (".".join(name.split(".")[:2]), count)
            parts[part] = parts.get(part, 0) + 1
        else:
            rows.append((name, f"{count}种", kind.label if kind.label != name else ""))
    rows += [(f"{part}.*", f"{count}种", f"问题和措施，{many}个") for (part, count), many in parts.items()]
    return rows


def _condition(form: Form) -> str:
    """The condition as it was written: brackets only where two were joined."""
    written = str(form.condition)
    return written if ") and (" in written else written.removeprefix("(").removesuffix(")")


def _roles(roles: dict[str, Field]) -> str:
    return "、".join(f"{role}{'*' if field.required else ''} {field.label}" for role, field in roles.items())


def _indented(lines: Sequence[str], by: int = 2) -> list[str]:
    return [" " * by + line for line in lines]


def _short(form: Form) -> str:
    return f"{form.text}" + (f"（条件：{_condition(form)}）" if form.condition else "")

"""The labels of a line: 单位：甲；项目：乙, 主送　某某市审计局, 【年度】2025.

Limits: words before a colon that nothing knows are a label only where the line opens with them and they look like one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.labels import is_group, known_label, meaning
from drafter.importing.lines import NotedLine, labelled, spaced, statements
from drafter.importing.spoken import led_label, spoken_label, work_group
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold

_IS = re.compile(
    r"(?P<label>单位(?:名称|全称)?|项目(?:名称|全称)?|主管部门|实施单位|全称|名称)(?:就)?"
    r"(?:是|叫做?|为)(?P<rest>[^，。；]{3,}.*)"
)
#: 项目名称完整的是“某某项目”, 实施是市某某公司, 单位市某某局: a field among the sentences of a line.
_FIELD = re.compile(
    r"(?:(?P<project>项目)(?:的)?(?:名称|名字|全称|全名|名)(?:写?完整的?|写?全的?)?(?:是|叫做?|为)"
    r"|(?P<implementer>(?:具体|项目|实际)?(?:实施|承办|承建|建设)(?:单位|主体|方|的)?(?:是|为))"
    r"|(?P<unit>(?:我们?|填报|自评)?单位(?:名称|全称)?(?:是|叫|为)?(?=[\u4e00-\u9fff]{1,8}[省市县区旗州])))"
    r"[ \u3000]*(?P<rest>[“\"]?[\u4e00-\u9fff][^。；]{3,})"
)
_NEXT_FIELD = re.compile(
    r"[，,](?=(?:具体|项目|实际)?(?:实施|承办|承建|建设)(?:单位|主体|方|的)?(?:是|为)|项目(?:的)?(?:名称|名字|全称|全名)(?:写?[完全])?)"
)
_UNIT_LINE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:[局委办厅部院校馆站所队会社处]|中心)（(?:以下|下面|文中)?(?:简称|称)[^（）]{2,12}）；"
    r"(?=[^；。]*(?:单位|部门|机关|机构|团体)(?:[；。，]|\d|$))"
)
_NAME_OF_OFFICE = re.compile(r"[局委办厅部院校馆站所队会社处](?:[（(，,]|$)|公司|中心|集团|政府")
#: 自评 93.7，优
_SCORED = re.compile(r"([\u4e00-\u9fff]{2,6}) (?=\d)")
_BEHIND = re.compile(r"(?<=[^；。，：:])[ \u3000]+([\u4e00-\u9fff]{2,8})(?=[：:])")
#: 下步 剩下4部电梯…
_BLANK = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,5}) (?=[\u4e00-\u9fff《“\d])")
#: How long words before a colon may be that nothing knows.
_LONGEST = 12


def labels_of(text: str, genre: str) -> list[tuple[str, str]] | None:
    """The labels of a line with what stands behind each, or None where it has none."""
    found: list[tuple[str, str]] = []
    if genre == "department-self-evaluation" and _UNIT_LINE.match(fold(text)) is not None:
        # 某某市甲馆（简称市甲馆）；市委直属事业单位；预算单位2个: all of it is said of the unit.
        return [("单位", text)]
    # 单位：甲县乙局  项目：丙工程: a label behind a blank opens as one behind a stop does.
    text = _BEHIND.sub(lambda match: f"；{match[1]}" if known_label(match[1], genre) else match[0], text)
    for index, part in enumerate(statements(text)):
        label, rest = labelled(part)
        if index == 0 and not label:
            # A wide blank behind a word that is known does for a colon.
            word, behind = spaced(part)
            target = meaning(word, genre) if word else ""
            led = target and not (target == "money" and behind[:1].isdigit())
            label, rest = (word, behind) if led else blank_label(part, genre)
        if index == 0 and not label:
            label, rest = led_label(part, genre)
        if index == 0 and not label and (named := _IS.match(part)) is not None:
            # 单位是某某市水利局: the name of a field and what it is.
            label, rest = named["label"], named["rest"]
        if found and label in words("money")["context"]["last"] and _apart(found[-1][0]):
            # 三公61.3；上年66.9: of the same thing.
            found[-1] = found[-1][0], f"{found[-1][1]}，{label}{rest}"
            continue
        if index == 0 and not label and (scored := _SCORED.match(part)) and meaning(scored[1], genre) == "score":
            label, rest = scored[1], part[scored.end() :]
        boxed = index == 0 and part[:1] in "【[〔" and bool(rest)
        if label and (boxed or _known(label, genre) or (index == 0 and _names(label))):
            found.append((label, rest))
        elif not found:
            return None
        else:
            before, said = found[-1]
            found[-1] = before, f"{said}；{part}" if said else part
    return found


def fields_apart(text: str, genre: str) -> list[str]:
    """A sentence at the commas before another field of its own: 项目名称是“甲项目”，实施是乙公司."""
    parts = _NEXT_FIELD.split(text)
    return parts if len(parts) > 1 and _named_field(parts[0], genre)[0] else [text]


def said_label(text: str, genre: str) -> tuple[str, str]:
    """The label that a sentence opens with before a comma or that it names a field with, and what stands behind;
    ("", text) where there is none."""
    label, rest = spoken_label(text, genre)
    return (label, rest) if label and _figures(label + rest) == _figures(text) else _named_field(text, genre)


def _figures(text: str) -> str:
    return "".join(c for c in fold(text) if c.isdigit())


def _named_field(text: str, genre: str) -> tuple[str, str]:
    """The label of a sentence that names a field (项目名称完整的是“某某项目”) and what that is; "" for none."""
    match = _FIELD.fullmatch(text.strip("。； "))
    if match is None or genre != "project-self-evaluation":
        return "", text
    if not match["project"] and _NAME_OF_OFFICE.search(match["rest"]) is None:
        # 实施是分两批的: how, not who.
        return "", text
    return next(
        label
        for label, key in (("项目名称", "project"), ("实施主体", "implementer"), ("单位", "unit"))
        if match[key] is not None
    ), match["rest"]


def blank_label(text: str, genre: str) -> tuple[str, str]:
    """A label that one blank parts from what stands behind it (下步 剩下4部电梯…); ("", text) where there is none."""
    match = _BLANK.match(text)
    if match is None or match["label"] in words("routes")["spoken"]["unblank"]:
        return "", text
    led = known_label(match["label"], genre) in words("routes")["spoken"]["to"]
    led = led or (genre == "project-self-evaluation" and bool(work_group(match["label"])))
    return (match["label"], text[match.end() :]) if led else ("", text)


def cells_apart(row: Sequence[str], genre: str) -> list[str]:
    """The lines of a row whose cells are labels of their own (报：甲局⇥单位：…), or a label and what it leads.

    Empty where it is a row of a table."""
    cells = [cell for cell in row if cell]
    led = meaning(cells[0], genre) if len(cells) == 2 and not cells[0][:1].isdigit() else ""
    if led and led not in ("money", "staff", "projects"):
        return [f"{cells[0]}：{cells[1]}"]
    labels = [labelled(cell)[0] for cell in cells]
    return cells if any(label and meaning(label, genre) for label in labels) else []


def another_like(line: NotedLine, given: NotedLine | None) -> bool:
    """Whether a list was given whole on the line of its label (`given`), and `line` is another such line."""
    if given is None or given.number == line.number:
        return False
    return line.text[:1] in "【[〔" or (line.mark == given.mark and line.indent <= given.indent)


def _apart(label: str) -> bool:
    return any(word in label for word in words("money")["context"]["apart"])


def _known(label: str, genre: str) -> bool:
    """Whether a label leads somewhere."""
    return bool(meaning(label, genre)) or is_group(label) or is_group(label, "finding")


def _names(label: str) -> bool:
    """Whether words before a colon that nothing knows are a label all the same, and no part of what is said."""
    if any(label.endswith(one) for one in words("labels")["not_labels"]["endings"]):
        return False
    return len(label) <= _LONGEST and not amounts(fold(label))

"""Findings told over several lines, each of which says what it tells of which: 1 问题：…, 1 改：…, 改3：…, or a
numbered problem over lines that open with arrows or with who found it.

The writer gains that what was found, what was done, why something is open and what comes next are told of their
finding, however the page counts and names them, and that what bears no number or that of the whole (0) is about all.

Limits: only in a rectification, and only where a page keeps the habit: at least two problems told over lines that name
what they tell; a line that names nothing and goes on with nothing is about all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from drafter.importing.keys import KeyedLine, arrow_behind, key_at, parts_of_line, role_at
from drafter.importing.lines import JOINT, labelled, statements
from drafter.importing.problem_titles import judges
from drafter.language.lexicon import words

#: So many problems make a page of blocks.
_LEAST = 2
#: So many problems without numbers make a page of them.
_COUNTLESS = 3
#: So many lines for each key make a page where every line names its own.
_AGAIN = 1.5
#: How long a label may be that says again what is told.
_NAME = 4
#: How much of a page's keyed lines must stand in blocks.
_SHARE = 0.5
#: 一、资金管理（3项） over the numbered problems of a class.
_CLASS = re.compile(
    r"^[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])[ \u3000]*"
    r"(?P<name>[^，。；：\d（(]{2,20})[（(](?:共)?(?P<count>\d{1,2})[个项条](?:问题)?[）)][：:。]?$"
)
_BRACKET = re.compile(r"^[ \t\u3000]*[（(](?P<said>.*)[）)][ \u3000]*$")
_OTHER = f"【其他】{JOINT}"
_LABELS = {
    "found": "具体表现：",
    "reason": "原因：",
    "open": "未完成原因：",
    "done": "整改措施：",
    "effect": "整改措施：",
    # How far a finding is stands within it.
    "state": "  状态：",
}


class FindingBlock(NamedTuple):
    """What a page tells of one finding: its key, the numbers of its lines (from 0), what they tell by role."""

    key: str
    lines: tuple[int, ...]
    told: tuple[KeyedLine, ...]


def with_blocks(text: str, genre: str) -> str:
    """The notes of a rectification with every line of such a block under a label of its own."""
    if genre != "rectification":
        return text
    lines = text.split("\n")
    read = _read(lines)
    blocks = _blocks(read)
    kept = {at for block in blocks for at in block.lines}
    if not _habit(blocks, read):
        return text
    heads = {block.lines[0]: block for block in blocks}
    classes = {at: match for at, line in enumerate(lines) if (match := _CLASS.match(line)) is not None}
    last = max(kept)
    done: list[str] = []
    loose = False
    for at, line in enumerate(lines):
        if at in heads:
            done.append(JOINT.join(_told(heads[at], at == min(heads))))
            loose = False
        elif at in kept:
            # Told with the first line of its block; numbers of lines stay.
            done.append("")
        elif at in classes:
            done.append(f"{classes[at]['name']}{classes[at]['count']}项")
        else:
            said = _of_all(line, read[at])
            behind = bool(said.strip()) and at > min(heads) and not loose
            done.append(f"{_OTHER}{said}" if behind else said)
            loose = loose or behind
        if at == last:
            loose = False
    return "\n".join(done)


def _of_all(line: str, read: KeyedLine | None) -> str:
    """A line that is about all, without the key that says so."""
    if read is None or read.key != "0" or not read.keyed:
        return line
    return f"{read.label}：{read.text}" if read.role and read.label else read.text


def _read(lines: Sequence[str]) -> list[KeyedLine | None]:
    """Each line with the key that it has or goes on with; None for a line that is of no problem."""
    found: list[KeyedLine | None] = []
    above = ""
    arrows = False
    lines = ["" if _CLASS.match(line) else line for line in lines]
    keyed = [one.key for line in lines if (one := key_at(line)) is not None]
    again = len(keyed) > _AGAIN * len(set(keyed))
    if not keyed and len(opened := [line for line in lines if _opens(line)]) >= _COUNTLESS:
        # 问题：… stands over every one of them; they are counted as they come.
        return _ended(_countless(lines, opened))
    for line in lines:
        key = key_at(line)
        if key is not None:
            above, arrows = key.key, False
            found.append(key)
            continue
        rest, arrow = arrow_behind(line)
        indented = line[:1] in " \t\u3000" and bool(line.strip())
        # Where every line names its key, one that names none goes on with nothing.
        role = role_at(rest) if arrow or indented or not (again or arrows) else None
        bracket = _BRACKET.match(line)
        if not above or above == "0" or not line.strip():
            above = above if not line.strip() else ""
            found.append(None)
        elif arrow or role is not None:
            arrows = arrows or arrow
            bare = not (arrow or indented)
            found.append(KeyedLine(above, *(role or ("done", "", rest)), False, arrow, bare))
        elif bracket is not None and not arrows:
            found.append(KeyedLine(above, "found", "", bracket["said"], False))
        elif _bare_state(line.strip()):
            # 完成 on a line of its own says how far the problem above is.
            found.append(KeyedLine(above, "state", "", line.strip(), False))
        elif indented:
            found.append(KeyedLine(above, "", "", line.strip(), False))
        else:
            above = ""
            found.append(None)
    return _ended(found)


def _bare_state(text: str) -> bool:
    """Whether a line says first of all how far a problem is."""
    first = re.split("[，；。,;]", text.strip(" \t\u3000"))[0].strip()
    return any(first in marks for marks in words("notes")["stated"].values())


def _opens(line: str) -> bool:
    role = role_at(line)
    return role is not None and role[0] == "found" and role[1] in words("keyed")["opens"]


def _countless(lines: Sequence[str], opened: Sequence[str]) -> list[KeyedLine | None]:
    """Each line with the number of the problem that it belongs to, where none of them has one of its own."""
    found: list[KeyedLine | None] = []
    number = 0
    going = False
    for line in lines:
        rest, arrow = arrow_behind(line)
        role = role_at(rest)
        if line in opened and role is not None:
            number += 1
            found.append(KeyedLine(str(number), *role, True))
        elif number and going and role is None and _bare_state(rest):
            found.append(KeyedLine(str(number), "state", "", rest, False, bare=True))
        elif number and going and (role is not None or arrow):
            found.append(KeyedLine(str(number), *(role or ("done", "", rest)), False, arrow, not arrow))
        else:
            found.append(None)
        going = found[-1] is not None
    return found


def _ended(read: list[KeyedLine | None]) -> list[KeyedLine | None]:
    """The lines without those behind the last problem whose labels speak of all as well (制度：…, 下一步：…)."""
    at = max((at for at, one in enumerate(read) if one is not None and one.key != "0"), default=-1)
    wide = frozenset(words("keyed")["wide"])
    while at >= 0 and (one := read[at]) is not None and not one.keyed and one.bare and one.label in wide:
        read[at] = None
        at -= 1
    return read


def _blocks(read: Sequence[KeyedLine | None]) -> list[FindingBlock]:
    keys: dict[str, list[int]] = {}
    for at, one in enumerate(read):
        if one is not None and one.key != "0":
            keys.setdefault(one.key, []).append(at)
    found = []
    for key, places in keys.items():
        told = tuple(part for at in places if (one := read[at]) is not None for part in parts_of_line(one))
        found.append(FindingBlock(key, tuple(places), told))
    return found


def _habit(blocks: Sequence[FindingBlock], read: Sequence[KeyedLine | None]) -> bool:
    """Whether the page tells its problems so: in most blocks a role is named beside what opens it."""
    kinds = {one.kind for one in read if one is not None and one.keyed and one.key != "0"}
    rich = [block for block in blocks if _rich(block)]
    if len(kinds) > 2 or len(rich) < _LEAST or len(rich) < _SHARE * len(blocks):
        return False
    # Where arrows alone part what was done, only a key that stands again on the next line shows that lines go together.
    named = any(one.label or one.arrow for block in blocks for one in block.told if not one.within)
    again = [block for block in blocks if len(block.lines) > 1]
    return named or (bool(again) and all(_adjacent(block) for block in again))


def _adjacent(block: FindingBlock) -> bool:
    """Whether the lines of a block stand one behind the other, only the first of them parted by an arrow."""
    near = block.lines[-1] - block.lines[0] < len(block.lines)
    return near and sum(one.within for one in block.told) == 1


def _rich(block: FindingBlock) -> bool:
    roles = {one.role for one in block.told if one.label or one.arrow or one.within}
    named = {one.role for one in block.told[:1]} | roles
    return bool(roles) and len(block.told) > 1 and len(named - {"found"}) >= 1


def _told(block: FindingBlock, first: bool) -> list[str]:
    """The lines of a block under labels that say what each tells, the problem in front."""
    told = _roles(block)
    title, more = _title([one.text for one in told if one.role == "found"])
    number = block.key if block.key.isdecimal() else str(ord(block.key[0]) - ord("A") + 1)
    done = [f"问题{number}：{title}", *(f"{_LABELS['found']}{one}" for one in more)]
    for role, same in groupby([one for one in told if one.role not in ("found", "aside")], key=lambda one: one.role):
        for one in same:
            done += _said(role, one, block.key)
    return done


def _roles(block: FindingBlock) -> list[KeyedLine]:
    """The parts of a block, each with a role: what names none and stands first was found, what comes later was done."""
    found: list[KeyedLine] = []
    stated = False
    for one in block.told:
        if one.role in ("effect", "done") and _bare_state(one.text):
            # 结果：推进中，10所装完
            one = one._replace(role="state")
        stated = stated or one.role == "state"
        if one.role == "reason" and stated:
            # Why, behind how far it is, says why it is not done.
            one = one._replace(role="open")
        role = one.role or ("done" if found else "found")
        found.append(one._replace(role=role))
    if all(one.role != "found" for one in found):
        found[0] = found[0]._replace(role="found")
    return found


def _title(found: Sequence[str]) -> tuple[str, list[str]]:
    """What a problem is called, and what more was found."""
    parts = [part for one in found for part in statements(one.strip("“”\"'"), "。；") if part]
    if not parts:
        return "", []
    title, *more = parts
    head, colon, rest = title.replace(":", "：").partition("：")
    if colon and rest and len(head) >= 2:
        if judges(head) and len(head) >= 4:
            return head, [rest, *more]
        return rest if head in rest else f"{head}，{rest}", more
    return title, more


def _said(role: str, one: KeyedLine, key: str) -> list[str]:
    text = _without_itself(one.text.strip("“”\"' \u3000"), key)
    if role == "next":
        return [f"{_LABELS['done']}{_planned(text)}"]
    if role in ("open", "reason"):
        # 外墙没验收，不能付。说好5月验收: what is planned stands behind the reason.
        cause, *more = statements(text, "。") or [""]
        later = re.compile(words("keyed")["later"]["like"])
        return [
            f"{_LABELS[role]}{cause}",
            *(f"{_LABELS['done']}{_planned(part) if later.search(part) else part}" for part in more),
        ]
    label, rest = labelled(text)
    if role == "done" and not one.label and 1 < len(label) <= _NAME and label in rest:
        # 清点：9月3日，…清点编目征集品: the label is the deed that is told.
        text = rest
    if role in ("done", "effect") and one.label in words("keyed")["told"]:
        text = f"{words('keyed')['told'][one.label]}{text}"
    return [f"{_LABELS[role]}{text}"] if text else []


def _planned(text: str) -> str:
    """What is planned, without who agreed to it: 说好5月验收 is 下一步，计划5月验收."""
    agreed = re.match(r"(?:说好|说定|约好|商定|定了|谈好)(?:了|的|是)?", text)
    text = re.sub("^下一?步[，：:]?", "", text)
    return f"下一步，计划{text[agreed.end() :]}" if agreed is not None else f"下一步，{text}"


def _without_itself(text: str, key: str) -> str:
    """A statement without the number of the finding that it stands under: 第6这一条整个的12月底前清完."""
    return re.sub(
        rf"(?:^|(?<=[。；]))(?:第|问题)?{re.escape(key)}(?:个|条|项|号)?(?:问题)?(?:这|那)?(?:一)?(?:条|项|个|件|块)?"
        r"(?:整个|全部|总的|整体)(?:的)?[，：]?",
        "",
        text,
    )

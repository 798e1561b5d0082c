"""What became of a finding: its status first, then each thing that was done, 一是…二是…, and what is left.

Limits: a status is said where the writer states it, or where every note speaks plainly; else none is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.composing.narrating import Narrator
from drafter.composing.shares import percent
from drafter.composing.telling import Statement, statements
from drafter.facts.fact import Event, Fact, Row
from drafter.facts.tables import NOTE
from drafter.language.amounts import amounts
from drafter.language.late import LatePattern
from drafter.language.marks import fold
from drafter.language.numerals import chinese_value, numeral, one_to_ten
from drafter.phrasing.choose import Message, NothingToSay, choose, render
from drafter.phrasing.session import Session
from drafter.report.sentence import Part, Sentence

_OPEN = LatePattern("其余|剩|尚未|尚有|正在|仍有|未完成|没有完成|未整改|推进中|没批|未批|在建|在重建|在补|未到位")
_DONE, _GOING = "已完成", "正在推进"
_PART_OF = re.compile("其中|其余|另有|不合格的|剩")
_BACK = LatePattern("追缴|追回|收回|上缴|缴入|清退|退回|收缴|整改资金")
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNT_DONE = re.compile(
    rf"(?<![未没])(?<!没有)(?<!尚未)(?:已)?(?:全部)?(?:完成|改完|办结|销号)(?:整改)?(?P<count>{_NUMBER})[个项]|(?P<before>{_NUMBER})[个项](?:问题)?(?:已)?(?:完成整改|整改完成|整改到位)"
)
_COUNT_GOING = re.compile(
    rf"(?:正在推进|正在整改|整改中|推进中|在推进|未完成|尚未完成|没有完成|持续推进)(?:整改)?(?P<count>{_NUMBER})[个项]|(?P<before>{_NUMBER})[个项](?:问题)?(?:正在推进|正在整改|尚未完成|未完成|在推进|推进中)"
)
_NAMED_GOING = re.compile(
    "(?P<which>(?:[①-⑳][、和]?)+|第[一二三四五六七八九十、第和]+[个项](?:问题)?|问题[一二三四五六七八九十、和]+)(?:正在|推进中|整改中|尚未|未完成|没有完成)"
)


def _value(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    text = match["count"] or match["before"]
    return int(text) if text.isdigit() else 2 if text == "两" else chinese_value(text)


def statuses(findings: Sequence[Row], summary: Sequence[Event]) -> dict[str, Fact]:
    """已完成 or 正在推进 for each finding, by its path: as the writer states it; else as the summary names them; else
    as the notes say, if that comes to the numbers of the summary. None is said where it cannot be known."""
    found: dict[str, Fact] = {}
    for row in findings:
        if isinstance(stated := row.get("status"), Fact):
            found[row.path] = stated
    left = [row for row in findings if row.path not in found]
    text = "；".join(str(one.roles["note"]) for one in summary if "note" in one.roles)
    paths = tuple(one.path for one in summary)
    going, done = _value(_COUNT_GOING.search(text)), _value(_COUNT_DONE.search(text))
    named = _NAMED_GOING.search(text)
    if not left or (going is None and done is None and named is None):
        return found
    if named is not None:
        numbers = {_ordinal(c) for c in named["which"]}
        open_ = {row.path for index, row in enumerate(findings) if index + 1 in numbers}
    else:
        open_ = {row.path for row in left if _OPEN.search("；".join(_texts(row)))}
    closed = len(findings) - len(open_)
    if (going is not None and going != len(open_)) or (done is not None and done != closed):
        return found
    for row in left:
        word = _GOING if row.path in open_ else _DONE
        found[row.path] = Fact(f"{row.path}.status", word, derived=True, also=paths)
    return found


def _ordinal(c: str) -> int:
    if "①" <= c <= "⑳":
        return ord(c) - ord("①") + 1
    return one_to_ten(c)


def _texts(row: Row) -> list[str]:
    notes = row.get("notes")
    return (
        [str(one.roles["note"]) for one in notes if isinstance(one, Event) and "note" in one.roles]
        if isinstance(notes, tuple)
        else []
    )


def _antecedent(one: Statement, found: Sequence[tuple[Sequence[Part], Message, str]]) -> int | None:
    """Which of the statements before a statement is a part of, by its number; None where it stands for itself."""
    opening = _PART_OF.match(one.words)
    if opening is None or not found:
        return None
    unit = re.search(r"\d[\d.]*[万亿]?([\u4e00-\u9fff])", one.words)
    for at in range(len(found) - 1, -1, -1):
        text = "".join(part if isinstance(part, str) else part.text for part in found[at][0])
        if unit is None or re.search(rf"\d[\d.]*[万亿]?{unit[1]}", text):
            return at
    return len(found) - 1


def _of_all(one: Statement, title: Fact, path: str) -> list[Part]:
    """已追缴298.4万元，占95.46%: what came back as a share of the sum that the finding names."""
    whole = amounts(fold(title.text))
    money = [amount for amount in whole if amount.sort == "money"]
    last = one.parts[-1]
    if len(money) != 1 or not isinstance(last, Fact) or not _BACK.search(one.words):
        return []
    mine = [amount for amount in amounts(fold(last.text)) if amount.sort == "money" and amount.high is None]
    if len(mine) != 1 or not 0 < mine[0].value < money[0].value:
        return []
    share = percent(mine[0].value, money[0].value)
    return ["，占", Fact(f"{path}.share", share, derived=True, inputs=(last.path, title.path))]


def outcome(finding: Row, notes: Sequence[Message], said: Fact | None, session: Session) -> list[Sentence]:
    """The sentences on one finding, notes and events in their order; `said` is its status, where it is known."""
    narrator = Narrator(session)
    found: list[tuple[Sequence[Part], Message, str]] = []
    title = finding.get("title")
    for number, message in enumerate(notes):
        narrator.owner = message.identity
        if message.kind == NOTE:
            for one in statements(message.roles, number, narrator.say, narrator.spoken):
                before = _antecedent(one, found)
                if before is None:
                    share = _of_all(one, title, finding.path) if isinstance(title, Fact) else []
                    shared: Sequence[Part] = (*one.parts, *share)
                    found.append((shared, message, "note.plain#0"))
                else:
                    # 其中电脑12台已报废 belongs to what it is a part of.
                    found[before] = (*found[before][0], "；", *one.parts), found[before][1], found[before][2]
            continue
        try:
            form = choose(message, session)
        except NothingToSay as nothing:
            session.unsaid.update(nothing.reasons(session.bank))
            continue
        found.append((render(form, message, session).parts, message, form.name))
    opening: list[Part] = ["整改情况："]
    done: list[Sentence] = []
    if said is not None and found:
        # A status alone is no sentence where deeds follow: 整改情况：已完成，一是….
        opening = [*opening, said, "，"]
    elif said is not None:
        done.append(Sentence(f"status@{finding.path}", [*opening, said, "。"], ()))
        opening = []
    several = len(found) > 1
    seen: dict[str, int] = {}
    for index, (parts, message, form_name) in enumerate(found):
        ordinal: list[Part] = [f"{numeral(index + 1)}是"] if several else []
        seen[message.identity] = seen.get(message.identity, 0) + 1
        name = message.identity if seen[message.identity] == 1 else f"{message.identity}/{seen[message.identity]}"
        done.append(Sentence(name, [*opening, *ordinal, *parts, "。"], (form_name,), (message,)))
        opening = []
    return done

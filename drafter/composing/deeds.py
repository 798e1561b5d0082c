"""Deeds on the page: the words of a note as its writer chose them, each part of them traced to the note.

The reader of a report gains the very verb, object and figure that were noted; the program adds what joins them. A zero
is told as zeros are told, a meeting is held, a score is reached; nothing else is put between the words.

Limits: what the figures mean to each other is :mod:`drafter.composing.relations`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from drafter.claims.note import ABOUT, read_note
from drafter.claims.segment import ReadNote, Segment
from drafter.composing.aspects import untitled
from drafter.composing.colons import planned, uncoloned
from drafter.composing.fronting import CONVENED, fronted, light_verb
from drafter.composing.written import told
from drafter.facts.fact import Fact
from drafter.language.amounts import Amount, amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold
from drafter.language.numerals import numeral
from drafter.language.quantity import POWERS
from drafter.report.sentence import Part

_MEETING = LatePattern(r"会(?:议)?$")
_HELD = frozenset(("召开", "举行", "举办", "参加", "观摩", "主办", "协办", "出席", "列席", "承办"))
_HELD |= {"组织", "组织召开", "组织举办", "开展", "通过", "成立"}
_SCORED = frozenset(("考核", "测评", "评价", "评分", "考评", "评估", "评审", "验收", "评定"))
_SPENT = LatePattern(r"^(?:实际|全年|共|已)?(?:支出|执行|支付)\d")
_ASKED = LatePattern("调查|问卷|访问|访谈|回访|测评|走访|入户|问了|电话")
#: What only repeats behind a goal that it is one: 多于…, …以内.
_TAIL = LatePattern(r"(?:[多余内 ]|(?:及|（含）)?以[上下内]|之内)+$")
_BEHIND = LatePattern(r"(?:[余多]|(?:及|（含）)?以[上下内]|之内|左右|上下)+$")
_CIRCLED = LatePattern("[①-⑳](?:[、和]?[①-⑳])*")
_SPOKEN = LatePattern(
    "时(?![效间限长段])|(?<![增参追附])加(?![固装工宽强密])|(?<![需主重])要(?![素点])|[把让给从将被再]"
)
#: Lists that stand under a heading of their own: what is noted there has no topics.
UNLABELLED = ("summary", "evaluation.", "unit.", "fund.", "project.", "highlights", "application", "staff.")
_LABEL = LatePattern(
    r"(?P<topic>[^，。；：\d《“（]{1,12}?)(?:这[块方一]*)?方面，(?=.)"
    r"|(?P<aspect>产出|数量|质量|时效|进度|成本|效益|效果)(?:上|这一?块|方面)[，,：:]?(?=.)"
)
_CAME_TO = LatePattern(
    r"，(?:结果|效果|成效)(?:是|为|：)?(?=[\u4e00-\u9fff“”]{2,20}\d[\d.]*[%％‰]?[（(](?:目标|计划|要求|控制|上限|上年|去年))"
)
#: A blank that stands for nothing; 《规范 第1部分：通则》 keeps its own.
_GAP = LatePattern(r"(?<=[\u4e00-\u9fff”》）\d%])[ \u3000]+(?=[\u4e00-\u9fff“《（\d])(?!第\d+(?:部分|册|卷|篇))")


class Spoken(NamedTuple):
    """What a note says of one claim: `kind` (target, last, reason, result, status), the words as a fact, the amount in
    them (None where they hold none), and for a status whether it says reached (1), missed (-1) or open (0)."""

    kind: str
    fact: Fact
    amount: Amount | None
    good: int
    lead: str
    verbatim: str


class Deed(NamedTuple):
    """One claim of a note: its `parts` on the page, the amounts in them as facts, what is said of it; `lead` is the
    mark before it in the note ("；" where a new statement opens), `topic` the label that the note opens with."""

    path: str
    lead: str
    role: str
    verb: str
    name: str
    parts: tuple[Part, ...]
    figures: tuple[tuple[Amount, Fact], ...]
    spoken: tuple[Spoken, ...]
    words: str
    topic: str = ""


def deeds(roles: Mapping[str, object], spoken: bool = False) -> list[Deed]:
    """The claims of a note in their order; `roles` are those of its event, `spoken` keeps the words of its writer."""
    fact = roles.get("note")
    if fact is None:
        # A row that was opened and holds nothing yet.
        return []
    assert isinstance(fact, Fact)
    found = list(_stated(fact.text, fact.path, spoken))
    if found:
        typed = tuple(_typed(role, roles) for role in ("target", "last", "reason", "result") if role in roles)
        found[-1] = found[-1]._replace(spoken=(*found[-1].spoken, *typed))
    return found


@lru_cache(maxsize=4096)
def _stated(text: str, path: str, spoken: bool) -> tuple[Deed, ...]:
    """The claims of the words of a note, kept: a report asks for them more than once, and so does each key typed
    beside it."""
    fact = Fact(path, text)
    label, said = labelled(fact)
    words_ = said if spoken else told(said, fact.path)
    # 结果是合格率96.5%（目标95%）: what came of it has a goal of its own.
    words_ = _CAME_TO.sub("；", words_)
    note = read_note(uncoloned(planned(words_) if path.startswith("fund.") else words_))
    found: list[Deed] = []
    places: dict[int, int] = {}
    for index, segment in enumerate(note.segments):
        if segment.role in ABOUT and segment.of in places:
            at = places[segment.of]
            found[at] = found[at]._replace(spoken=(*found[at].spoken, _spoken(note, segment, fact.path)))
            continue
        places[index] = len(found)
        before = found[-1] if found else None
        found.append(_deed(note, segment, fact.path, index, before))
    topic = label.text if label is not None else ""
    return tuple(deed._replace(topic=topic) for deed in found) if topic else tuple(found)


def labelled(note: Fact) -> tuple[Fact | None, str]:
    """The label that a note opens with (防汛方面，…), as a fact, and what it labels."""
    match = _LABEL.match(note.text)
    if match is None:
        return None, note.text
    topic = match["topic"] or match["aspect"]
    if match["aspect"] is None and _SPOKEN.search(topic) and not untitled(topic):
        # 登记时加一条：…: what says something is no topic.
        return None, f"{topic}：{note.text[match.end() :]}"
    if note.path.startswith("summary"):
        # 资金保障方面，投入…: what is about all findings keeps the words that say of what it is told.
        return None, note.text
    if note.path.startswith(UNLABELLED):
        # 内设方面，办公室6个: what stands under a heading of its own has no topics.
        return None, topic + note.text[match.end() :]
    return Fact(f"{note.path}.topic", told(topic, note.path), also=(note.path,)), note.text[match.end() :]


def _typed(role: str, roles: Mapping[str, object]) -> Spoken:
    """What the table form of a note says of it ({ note = "…", target = "…" })."""
    fact = roles[role]
    assert isinstance(fact, Fact)
    amount = next(iter(amounts(fold(fact.text))), None) if role in ("target", "last") else None
    return Spoken(role, fact, amount, 0, "（", fact.text)


def clean(text: str) -> str:
    """Words without blanks between Chinese characters, with full-width marks."""
    return _CIRCLED.sub(_items, _GAP.sub("", text))


def _items(match: re.Match[str]) -> str:
    """①② are the first and the second of what was listed."""
    numbers = [numeral(ord(c) - ord("①") + 1) for c in match[0] if "①" <= c <= "⑳"]
    return f"第{'、'.join(numbers)}项"


def _spoken(note: ReadNote, segment: Segment, path: str) -> Spoken:
    amount = segment.amounts[0] if segment.amounts else None
    start, end = (amount.number[0], segment.end) if amount is not None else (segment.start, segment.end)
    text = _TAIL.sub("", note.folded[start:end]) if amount is not None else clean(note.folded[start:end])
    if amount is not None and not amount.unit and segment.of >= 0:
        # 更换双层床2360张（应2400）: a bare number counts in the unit of what it speaks about.
        own = _likely(amount, note.segments[segment.of].amounts)
        if own is not None:
            amount, text = in_unit_of(amount, own, text)
    if amount is not None:
        text = spelt_out(text)
    fact = Fact(f"{path}.{segment.role}", text, also=(path,))
    verbatim = clean(note.folded[segment.head : segment.end])
    if amount is not None and amount.unit and verbatim[-1:].isdigit() and amount.unit not in note.folded[start:end]:
        # 812万公里（目标800～830）
        verbatim = f"{verbatim}{amount.scale}{amount.unit}"
    return Spoken(segment.role, fact, amount, segment.good, segment.lead, verbatim)


def in_unit_of(amount: Amount, own: Amount, text: str) -> tuple[Amount, str]:
    """A bare number with its `text` in the unit of another figure (接待5.83万人次（上年4.96万）); where it has a scale
    of its own, it counts in that."""
    scale = "" if amount.scale else own.scale
    value = amount.value.scaleb(POWERS[scale])
    return amount._replace(value=value, unit=own.unit, scale=amount.scale or own.scale), f"{text}{scale}{own.unit}"


def _likely(bare: Amount, amounts_: Sequence[Amount]) -> Amount | None:
    """The figure whose unit a bare one counts in: of several the nearest in size: 186场2.1万人次，目标150."""
    best: tuple[float, Amount] | None = None
    for one in amounts_:
        if not one.unit or not one.value or not bare.value:
            continue
        scaled = bare.value if bare.scale else bare.value.scaleb(POWERS[one.scale])
        apart = abs(math.log(float(abs(scaled / one.value)) or 1e-9))
        if best is None or apart <= best[0]:
            best = apart, one
    return best[1] if best is not None else next((one for one in reversed(amounts_) if one.unit), None)


def _deed(note: ReadNote, segment: Segment, path: str, index: int, before: Deed | None) -> Deed:
    verb = next((note.folded[p.start : p.end] for p in segment.pieces if p.role == "verb"), "")
    parts: list[Part] = []
    figures: list[tuple[Amount, Fact]] = []
    name: list[str] = []
    inner: list[tuple[Amount, Fact]] = []
    wholes: list[Spoken] = []
    enclosed = [
        (segment.start + one.start, segment.start + one.end)
        for one in brackets(note.folded[segment.start : segment.end])
        if one.mark == "（"
    ]
    last = ""
    for number, piece in enumerate(segment.pieces):
        text = note.folded[piece.start : piece.end]
        if number == 0 or last:
            text = text.lstrip(" ") if not last or _tight(last, text) else text
        if number + 1 < len(segment.pieces):
            following = note.folded[segment.pieces[number + 1].start :]
            text = text.rstrip(" ") if _tight(text, following) else text
        text = clean(text)
        if piece.role == "amount":
            given = next(one for one in segment.amounts if one.start == piece.start)
            # 立案417件，结案398: the unit that the note leaves out.
            text = spelt_out(_with_unit(text, given.unit))
        if not text.strip():
            continue
        role = "figure" if piece.role == "amount" else piece.role
        fact = Fact(
            f"{path}.{role}" if index == 0 and number == 0 else f"{path}.{role}.{index}.{number}", text, also=(path,)
        )
        if piece.role == "amount":
            amount = next(one for one in segment.amounts if one.start == piece.start)
            named = bool(amount.unit) or any(one.role in ("verb", "words", "object") for one in segment.pieces)
            if amount.whole is not None and amount.value <= amount.whole and amount.unit != "分" and named:
                # 17/18所 is told as 17所, its whole as a goal; 520/416 and 9/10分 are no goals.
                head, _, tail = text.partition("/")
                unit = tail.lstrip("0123456789")
                fact = Fact(fact.path, head + unit, also=fact.also)
                goal = amount._replace(value=amount.whole, whole=None, bound="")
                wholes.append(
                    Spoken("target", Fact(f"{fact.path}.whole", tail, also=fact.also), goal, 0, "（", f"应为{tail}")
                )
            figures.append((amount, fact))
            if any(low < amount.start < high for low, high in enclosed):
                inner.append((amount, fact))
            if last and last in _SCORED and amount.unit == "分":
                parts.append("得")
            bare = not parts and amount.sort == "rate" and piece.end == segment.end
            if bare and before is not None:
                # 问卷800份，93%; 预算786万元，支出721万元，91.75%: what the rate is of goes without saying in notes.
                parts.extend(
                    ["满意率"] if _ASKED.search(before.words) else ["执行率"] if _SPENT.search(before.words) else []
                )
        elif piece.role not in ("time", "verb"):
            name.append(text)
            if (
                verb
                and verb not in _HELD
                and not verb.endswith("开")
                and len(text.strip()) > 1
                and _MEETING.search(text)
                and not CONVENED.search("".join(map(str, parts)) + text)
                and _counts_next(segment, number)
            ):
                parts.append("召开")
        parts.append(fact)
        last = text
    if held := light_verb(parts, figures, verb):
        parts.insert(held[0], held[1])
    else:
        parts = fronted(parts)
    return Deed(
        path,
        segment.lead,
        segment.role,
        verb,
        "".join(name),
        tuple(parts),
        # 建了17座（差的1座）: what stands in a bracket is not what goals are held against.
        tuple([one for one in figures if one not in inner] or figures),
        tuple(wholes),
        clean(note.folded[segment.start : segment.end]),
    )


def _with_unit(text: str, unit: str) -> str:
    """An amount with a unit that the note leaves out, before what stands behind it (50万以上 is 50万元以上)."""
    if unit in text:
        return text
    match = _BEHIND.search(text)
    return f"{text[: match.start()]}{unit}{text[match.start() :]}" if match else f"{text}{unit}"


def spelt_out(text: str) -> str:
    """An amount with the Chinese name of its unit: 6.2km is 6.2公里 in a report."""
    signs = words("units")["signs"]
    for sign in sorted(signs, key=len, reverse=True):
        if text.endswith(sign):
            return text.removesuffix(sign) + str(signs[sign])
    return text


def _tight(before: str, after: str) -> bool:
    """Whether a blank between two pieces stands for nothing."""
    return bool(_GAP.search(f"{before.rstrip(' ')[-1:]} {after.lstrip(' ')[:1]}"))


def _counts_next(segment: Segment, number: int) -> bool:
    following = segment.pieces[number + 1 : number + 2]
    if not following or following[0].role != "amount":
        return False
    amount = next(one for one in segment.amounts if one.start == following[0].start)
    return amount.unit in ("次", "场", "场次", "期", "个", "轮")


def nothing(deed: Deed) -> Deed:
    """A deed whose only figure is zero, told as zeros are told: 未发生森林火灾, 没有车辆."""
    if len(deed.figures) != 1 or deed.figures[0][0].value != 0 or deed.figures[0][0].high is not None or deed.verb:
        return deed
    _, figure = deed.figures[0]
    if not deed.parts or deed.parts[-1] is not figure or len(deed.parts) < 2:
        return deed
    named = deed.parts[-2]
    text = named if isinstance(named, str) else named.text
    data = words("notes")["zero"]
    how = (
        "未发生"
        if any(one in text for one in data["happens"])
        else "没有"
        if any(one in text for one in data["things"])
        else ""
    )
    if not how:
        return deed
    told = Fact(figure.path, how, derived=True, also=figure.also)
    return deed._replace(parts=(*deed.parts[:-2], told, named))


def join(pieces: Sequence[Sequence[Part]], mark: str) -> list[Part]:
    """Parts one behind the other with a mark between."""
    parts: list[Part] = []
    for piece in pieces:
        if parts and piece:
            parts.append(mark)
        parts.extend(piece)
    return parts

"""Spoken verbs of one character in the words of a report: 拆违建136处 is 拆除违建136处, 停车位划了30个 is 施划.

The reader of a report gains one level of language; the deed stays the one that was noted. Which word stands for a verb
is known by its object (发论文 is 发表, 发短信 is 发送, 发补贴 is 发放), and where two readings are left the verb stays
as it is.

Limits: a verb is taken for one only where a deed can stand: first in a clause or behind an adverb with something
counted, before a figure, or with 了; names in 《》 and “” are left alone.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from drafter.language.late import LatePattern
from drafter.language.lexicon import KnownWords, words
from drafter.language.quantity import is_chinese
from drafter.language.verbs import verb_words

_MARKS = "，。；：！？、（）\n"
_NAMED = LatePattern("《[^》]{0,200}》|“[^”，。；：！？]{0,60}”")
#: What may stand between the beginning of a clause and its verb.
_OPENER = LatePattern(
    r"(?:\d{4}年度?|\d{1,2}月(?:份|底|初|中旬|下旬|上旬|\d{1,2}日)?|[上下]半年|全年|年底|年初|[一二三四]季度|共|一共|总共"
    r"|已经?|累计|又|再|还|也|都|均|先|新|重新|另外?|然后|后来|同时|并|组织|集中|统一|主动|要|将|拟|准备|打算|正?在"
    r"|去|来|一并|全部|只|仅|就|[春夏秋冬]季|汛前|第[一二三四五六七八九十\d][次批]|其中|里面|里头)*"
)
#: How far a deed is done: 装好了, 拆掉, 查过3次.
_ASPECT = LatePattern(
    r"(?:(?P<how>完|好|成|掉|上|过)(?=了|\d|[没未，。；、）]|$))?"
    r"(?P<done>了(?![解结如断却得不])(?:有|一共|共|大约)?(?=[^，。；、）]))?"
)
#: What it can begin with.
_DONE_BY = frozenset("完好成掉上过了")
#: 不合格19台全部换了: the thing stands before the verb.
_ALL = LatePattern("(?:全部?|都|均|已)$")
_CLOSED = LatePattern("了?(?=[，。；、）]|$)")
#: Letters of a title, letters and short brackets of a thing, and what stands in it besides Chinese characters.
_TITLE = 80
_OBJECT = 16
_BRACKET = 12
_IN_OBJECT = frozenset("“”《》·")
_FIGURE = LatePattern(r"\d[^，。；：\n]{0,14}")
_THING = LatePattern(".[\u4e00-\u9fff”》）]")
#: What does the deed rather than being what it is done to.
_BEFORE = LatePattern(
    "(?:[我你他咱]们?|自己|全|来|去|又|再|也|还|就|才|没|未|不|[局厅委办站所队院校镇乡村]"
    "|人员|干部|公司|老板|师傅|家长|[户人]家|群众|企业)$"
)
_REACH = 12
#: What only goes on with a verb: 开好, 设有, 建到.
_PART = "好完成到掉着有过出起住"


class _Verb(NamedTuple):
    """A spoken verb: its word in a report ("" to keep it), the one for what is done (建了), what makes it part of
    another word before and behind, its words by object, what it becomes part of (`into`: 拆成3份)."""

    to: str
    done: str
    head: frozenset[str]
    tail: frozenset[str]
    by: tuple[tuple[LatePattern, str], ...]
    free: tuple[tuple[LatePattern, str], ...]
    over: tuple[tuple[LatePattern, str], ...]
    alone: bool
    into: str


def _first(words_: tuple[tuple[LatePattern, str], ...], context: str) -> str:
    return next((to for pattern, to in words_ if pattern.search(context)), "")


@cache
def _verbs() -> dict[str, _Verb]:
    found = {}
    for one in words("spoken")["verb"]:
        by, free, over = (
            tuple((LatePattern(pattern), to) for pattern, to in one.get(key, ())) for key in ("by", "free", "over")
        )
        to = one.get("to", "")
        found[one["say"]] = _Verb(
            to,
            one.get("done", to),
            frozenset(one.get("head", "")),
            frozenset(one.get("tail", "") + _PART),
            by,
            free,
            over,
            one.get("alone", False),
            one.get("into", ""),
        )
    return found


@cache
def _spoken() -> KnownWords:
    return KnownWords(_verbs())


def _object(text: str, start: int) -> int:
    """Where the thing ends that a text goes on with: Chinese characters, and brackets without figures.

    Without a pattern: a range of Chinese characters takes a millisecond to compile."""
    at = start
    if text.startswith("《", start) and (end := text.find("》", start, start + _TITLE)) >= 0:
        # A title is one thing, however long.
        return end + 1
    for _ in range(_OBJECT):
        letter = text[at : at + 1]
        if is_chinese(letter) or letter in _IN_OBJECT:
            at += 1
        elif letter == "（" and (size := text.find("）", at + 1, at + _BRACKET + 2) - at - 1) >= 0:
            if any(one.isdecimal() for one in text[at + 1 : at + 1 + size]):
                break
            at += size + 2
        else:
            break
    return at


def officially_said(text: str) -> str:
    """`text` with its spoken verbs in the words of a report; figures and their order stay."""
    kept = [match.span() for match in _NAMED.finditer(text)]
    pieces: list[str] = []
    at = clause = 0
    held = 0
    for start, end in _spoken().spans(text):
        while held < len(kept) and kept[held][1] <= start:
            held += 1
        if start < at or (held < len(kept) and kept[held][0] <= start):
            continue
        clause = _clause(text, max(at, clause), start) if not pieces else _clause(text, clause, start)
        told = _told(text, clause, start, end, _verbs()[text[start:end]])
        if told is not None:
            pieces.append(text[at:start])
            pieces.append(told[0])
            at = told[1]
    return "".join((*pieces, text[at:])) if pieces else text


#: How much too little or too much was done.
_AMISS = ("少", "多", "漏", "错")


def _over(text: str, clause: int, start: int, end: int, verb: _Verb) -> str:
    """What stands for a verb that ends its clause behind its thing: 工资都发了 is 工资都已发放, 设备买了 is 设备已购买;
    "" where the thing leaves two readings."""
    whole = _ALL.search(text, clause, start)
    thing = text[max(clause, start - _REACH) : start]
    chosen = verb.to or _first(verb.by, f"{_ALL.sub('', thing)}|")
    if whole is not None and verb.to:
        return verb.to
    if not chosen or not text.startswith("了", end) or verb.alone:
        return ""
    if whole is not None:
        return chosen if whole[0].endswith("已") else f"已{chosen}"
    return f"已{chosen}" if _THING.fullmatch(thing[-2:]) and not _BEFORE.search(thing) else ""


def _clause(text: str, low: int, high: int) -> int:
    """Where the clause begins that `high` stands in, not before `low`."""
    return max((text.rfind(mark, low, high) + 1 for mark in _MARKS), default=low) or low


def _told(text: str, clause: int, start: int, end: int, verb: _Verb) -> tuple[str, int] | None:
    """What stands for the verb from `start` to `end`, and where the text goes on; None where it is no spoken verb."""
    before = text[start - 1 : start] if start > clause else ""
    known = verb_words()
    if (before and (before in verb.head or text[start - 1 : end] in known)) or text[start : end + 1] in known:
        return None
    if before in _AMISS and _FIGURE.match(text, end):
        # 少建3个, 漏报5项: what is short or amiss is said in one character.
        return None
    closed = _CLOSED.match(text, end)
    if closed is not None and (told := _over(text, clause, start, end, verb)):
        return told, closed.end()
    aspect = _ASPECT.match(text, end) if text[end : end + 1] in _DONE_BY else None
    stop = aspect.end() if aspect is not None else end
    how, done = (aspect["how"] or "", bool(aspect["done"])) if aspect is not None else ("", False)
    if how and not done and _CLOSED.match(text, stop):
        # 3部装好了，: what was done is over.
        stop += text.startswith("了", stop)
    if how == "成" and verb.into and not done:
        return verb.into, stop
    if stop == end and text.startswith("完", end):
        # 4月底前签完协议: 签订完 is no word.
        return None
    thing = text[stop : _object(text, stop)]
    figure = _FIGURE.match(text, stop + len(thing))
    number = figure[0] if figure is not None else ""
    context = f"{thing}|{number}"
    first = clause == start or _OPENER.fullmatch(text[clause:start]) is not None
    counted = bool(number) and not thing
    if free := _first(verb.free, context):
        return free, stop
    if counted and not first:
        context = f"{text[max(clause, start - _REACH) : start]}{context}"
    chosen = _first(verb.over, context) if first else ""
    behind = text[stop : stop + 1]
    if stop == end and behind in verb.tail and not chosen:
        return None
    chosen = chosen or _first(verb.by, context)
    if not (done or counted or (first and (number or chosen)) or (how and (not behind or behind in "没未，。；、）"))):
        return None
    if (
        counted
        and not first
        and not done
        and (verb.alone or not _THING.fullmatch(text[max(clause, start - 2) : start]))
    ):
        # 夜查52次 is a word of its own; a thing has two characters.
        return None
    to = chosen or (verb.done if done or how else verb.to)
    if not to or (len(thing) == 1 and number and stop == end):
        # 种树300棵, 拆房12间: a thing of one character goes with a verb of one.
        return None
    if how in ("完", "好", "成"):
        return (to if to.endswith("成") else f"完成{to}" if number and not thing else f"{to}完成"), stop
    return to, stop

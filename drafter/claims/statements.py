"""The figures that a text says of one thing each, under keys: two values under one key contradict each other.

The reader gains what a sentence, a list behind 其中 and the headings add to the words right before a figure: the
支出决算 of a sentence on 公务接待费 is another one than that of a sentence on 会议费.

Limits: a key is made only where the words say enough; lists of lots, shares, plans and targets make none. A figure that
names nothing belongs to what its sentence named first, else to the only thing its paragraph is about, else to the whole
report where it says so (全年, 总, 共).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from drafter.claims.labels import FAR, SELF, label, said_words, substance, trimmed, year_of
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.claims.text import ReadText, Stretch
from drafter.language.interval import Interval
from drafter.language.numbering import parse_number

#: What it is of, its role, sort and unit of the figure, the year, the accounts.
Key: TypeAlias = "tuple[str, str, str, str, int, frozenset[str]]"

_ANAPHOR = re.compile(r"[该其此这]|上述|前述|以上|本次|本项目|各项")
_ITEM = re.compile(r"[（(]?\d{1,2}[）)]?[.、．]?[^，。；：\d]{0,60}?(?P<name>[\u4e00-\u9fff]{2,20})[（(]项[）)]")
_INNER = re.compile(r"其中|包括|分别为|包含")
_AIMS = re.compile(r"目标(?:值|任务|设定|设置)?(?:情况)?$")
_SKIPPED = ("difference", "growth", "average", "reached", "share", "of_last", "prior", "of_budget")
_SORTS = ("money", "rate", "score", "people", "count")
#: A count of what is no stock needs so long a name, with the project in it.
_LONG = 8
_LEAD = 40
_FRAME = re.compile(r"(?:从|就|按)([^，。；：\d]{2,14}?)(?:来看|看|来说|而言|口径(?:计算|统计)?|统计)[，,：]")
#: 应急抢修经费上年未单列，2024年支出31.20万元: what the sentence is about, before any figure.
_TOPIC = re.compile(
    r"(?!我|本|全|该|其|此|这|各|上述|项目)(?P<name>[\u4e00-\u9fff]{2,14}?(?:经费|资金|补助|补贴|费用?|支出))"
    r"(?=上年|去年|以前|往年|未|没有|首次|单列|属于?|系)"
)
#: 某镇某水库除险加固，坝高…: a first clause that is a name, of what is done or of who does it.
_NAMED = re.compile(
    r"(?!我|本|全|按|根据|为|经|截至|对|通过|其中|此外|一是|二是|三是|今年|去年|上年)(?P<name>[\u4e00-\u9fff“”（）]{5,30}?"
    r"(?:项目|工程|加固|改造|建设|维修|整治|修复|采购|中心|学校|小学|中学|医院|水库|公路|局|镇|乡|村|街道|社区))[，：]"
)


class Said(NamedTuple):
    """A figure under its key; `name` as read, `named` whether the words right before it name it (not only the heading
    or the sentence before), `only` whether a report has but one such figure."""

    key: Key
    stretch: Stretch
    mention: Mention
    name: str
    named: bool
    only: bool

    @property
    def shown(self) -> Interval:
        """What the figure may be exactly, seeing how it was rounded."""
        return self.mention.shown


def statements(text: ReadText, year: int) -> tuple[Said, ...]:
    """The figures of paragraphs and headings that a key can be given to, in a text that reports on `year`."""
    return tuple(
        one
        for stretch in text.stretches
        if stretch.kind in ("paragraph", "heading") and stretch.figures
        for one in _ParagraphReader(stretch, year).read()
    )


class _ParagraphReader:
    """Goes through a paragraph figure by figure and remembers what it is about.

    `lead` is what the heading or the first words are about, `subject` what the sentence named first, `subjects` all
    that the paragraph named so; `whole` tells of which figure the ones behind 其中 are parts.
    """

    def __init__(self, stretch: Stretch, year: int) -> None:
        self.stretch, self.year = stretch, year
        self.lead = _lead(stretch)
        # 从局机关本级看，…: all of the paragraph is told of that.
        frame = _FRAME.match(stretch.text)
        self.above = " ".join(stretch.section)
        self.frame = frozenset((frame[1],)) if frame else frozenset()
        self.subject = self.whole = ""
        self.subjects: dict[str, None] = {}
        # （二）年度目标: what stands below is aimed at.
        self.aims = stretch.kind == "paragraph" and any(map(_AIMS.search, stretch.section[-1:]))

    def read(self) -> Iterator[Said]:
        sentence, end, role = -1, 0, ""
        for one in mentions(self.stretch):
            if one.sentence != sentence:
                sentence, self.whole = one.sentence, ""
                start, _ = self.stretch.sentences[min(sentence, len(self.stretch.sentences) - 1)]
                if not _ANAPHOR.match(self.stretch.text, start):
                    topic = _TOPIC.match(self.stretch.text, start)
                    self.subject = topic["name"] if topic and _named(topic["name"]) else ""
            elif "；" in self.stretch.text[end : one.figure.start] and not self.whole:
                self.subject = ""
            if self._opened(one, end):
                self.whole = f"{self.subject}|{role}>"
            name, role_ = label(one)
            if said := self._said(one, name, role_):
                yield said
            named = _named(name)
            if named and not self.whole and not self.subject:
                self.subject = name
                self.subjects[name] = None
            if not self.whole:
                role = role_
            end = one.figure.end

    def _opened(self, one: Mention, end: int) -> bool:
        """Whether 其中 stands between the figure before and this one."""
        if self.whole:
            return False
        start, _ = self.stretch.sentence_at(one.figure.start)
        low = max(start, end, one.figure.start - 2 * FAR)
        return _INNER.search(self.stretch.text, low, one.figure.start) is not None

    def _said(self, one: Mention, name: str, role: str) -> Said | None:
        year = year_of(self.stretch, one, self.year)
        if not year or not name + role or self.aims or not _fit(self.stretch, one, name, role):
            return None
        named = _named(name)
        only = role == "score" or name in said_words()["only"]
        own = SELF.match(one.left) is not None
        stock = one.figure.sort in ("people", "count")
        rate = one.figure.sort == "rate" and named
        path = "" if only or stock else self._path(name if named else "", own, rate)
        if path is None or (name and not named and not self.whole and not only):
            return None
        if not path and not named and not only and not _of_all(one, role, own):
            return None
        if only or stock:
            path = f"{self.whole}{name}"
        if stock and self.lead.endswith(said_words()["places"]):
            # 一、甲村: what there is of it is there.
            path = f"{self.lead}/{path}"
        accounts = self._accounts(one, only, own, stock, path)
        accounts |= self.frame
        key = (path, role if named or not name else name + role, one.figure.sort, one.figure.unit, year, accounts)
        return Said(key, self.stretch, one, name, named, only)

    def _path(self, name: str, own: bool, alone: bool) -> str | None:
        """What a figure is of, from the heading down to its own name (`alone`: without what the sentence named first);
        None where that is not clear."""
        if own and not name:
            return ""
        of = "" if alone else self.subject
        if not name and not of and not self.whole:
            if len(self.subjects) > 1:
                return None
            of = next(iter(self.subjects), "")
        parts = [of if of != name else "", name] if not self.whole else [self.whole, name]
        said = "".join(parts)
        # 三、公务接待费 above 公务接待费支出 adds nothing.
        about = "" if said and (substance(self.lead) in said or said in self.lead) else self.lead
        return "/".join(part for part in (about, *parts) if part)

    def _accounts(self, one: Mention, only: bool, own: bool, stock: bool, path: str) -> frozenset[str]:
        """The accounts that a figure may belong to, by the words of its clause and of the headings above it."""
        if stock:
            return frozenset()
        start, _ = _bounds(self.stretch, one)
        clause = f"{path} {self.stretch.text[start : one.figure.start]}"
        if only:
            return _once(frozenset(said_words()["accounts"].findall(f"{self.above} {clause}")))
        # 我办年初预算: the unit's own figure is the same under any heading.
        return _once(frozenset(said_words()["scope"].findall(clause if own else f"{self.above} {clause}")))


@lru_cache(1_024)
def _once(words: frozenset[str]) -> frozenset[str]:
    """A set that is held once however many figures share it."""
    return words


def _named(name: str) -> bool:
    return len(substance(name)) >= 2 and not _ANAPHOR.match(name)


def _lead(stretch: Stretch) -> str:
    """What a paragraph is about by its first words (办公楼维修项目。…) or its heading; "" where any report has such."""
    if stretch.kind == "heading":
        return ""
    end = stretch.sentences[0][1]
    titles = [stretch.section[-1]] if stretch.section else []
    if (
        end <= _LEAD
        and end < len(stretch.text)
        and not any(figure.sort for figure in stretch.figures[:3] if figure.end < end)
    ):
        titles.insert(0, stretch.text[:end])
    if named := _NAMED.match(stretch.text):
        return named["name"]
    if item := _ITEM.match(stretch.text):
        # 4.污染防治（款）水体（项）：年初预算…
        return item["name"]
    for title in titles:
        number = parse_number(title)
        said = trimmed((title[len(number.text) :] if number else title).rstrip("。：；"))
        if len(substance(said)) >= 2:
            return said
    return ""


def _of_all(one: Mention, role: str, own: bool) -> bool:
    """Whether a figure without a name is the report's own: 全年预算, 实际支出, 预算执行率."""
    words = said_words()
    if role in ("execution", "score"):
        return True
    return role.endswith(words["roles"]) and (own or words["whole"].search(one.left) is not None)


def _bounds(stretch: Stretch, one: Mention) -> tuple[int, int]:
    start, end = stretch.clauses[one.clause] if one.clause < len(stretch.clauses) else (0, len(stretch.text))
    return max(start, one.figure.start - FAR), min(end, one.figure.end + 12)


def _fit(stretch: Stretch, one: Mention, name: str, role: str) -> bool:
    """Whether a figure says how much of something there was, once and for the whole year."""
    figure, words = one.figure, said_words()
    if figure.sort not in _SORTS or figure.rough or figure.points or one.prior or one.role in _SKIPPED:
        return False
    start, end = _bounds(stretch, one)
    if words["apart"].search(stretch.text, start, end):
        return False
    if figure.sort in ("people", "count"):
        # Two trainings may be two; a project's own number is one.
        return name.endswith(words["stock"]) or (len(name) >= _LONG and "项目" in name[:-1])
    if figure.sort == "rate":
        return role == "execution" or (name.endswith(words["rates"]) and len(substance(name)) >= 4)
    return not words["purpose"].match(stretch.text, figure.end)

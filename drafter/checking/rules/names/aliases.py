"""Short names: each introduced once, for one thing, before it is used; the projects of a list under the names that
the text uses.

The reader gains the 《办法》 of which nobody can say which one it is.

Limits: only short names that the text introduces (以下简称) and generic titles (《办法》) are followed; 县文明办 is at
home in its county without an introduction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.claims.series import Series, ToldProject
from drafter.claims.text import Stretch
from drafter.language.lookup import alike

_SHORT = re.compile(
    r"(?P<full>《[^《》]{2,80}》|[\u4e00-\u9fffA-Za-z0-9（）]{2,40}?)?"
    r"[（(](?:以下|下文|下)?(?:统|均)?简称(?:为|：|:)?\s?(?P<quote>[“《‘\"]?)(?P<short>[^，。；“”《》（）()]{1,20})[”》’\"]?[）)]"
)
_TITLE = re.compile(r"《([\u4e00-\u9fff]{2,6})》")
_FULL = re.compile(r"《[^《》]{7,80}》")
#: 按照《办法》, 《办法》规定: the title is referred to, not given.
_BY = re.compile(r"(?:按照|根据|依据|依照|对照|遵照|执行|落实|贯彻|符合|[按据])(?:了)?$")
_SAYS = re.compile(r"(?:的)?(?:要求|规定|明确|精神|第|所列|确定)")
_LIKE = 0.6
_MOST = 400
#: So many names that one list has and the other has not are no slips.
_FEW = 30


class Short(NamedTuple):
    """A short name with what it stands for, and where it is introduced."""

    full: str
    short: str
    stretch: Stretch
    start: int
    end: int


def shorts(page: Page) -> list[Short]:
    """The short names that a text introduces, in order."""
    found = []
    for stretch in page.stretches:
        if "简称" not in stretch.text:
            continue
        for match in _SHORT.finditer(stretch.text):
            full = (match["full"] or "").strip("（）")
            found.append(Short(full, match["short"].strip(), stretch, match.start("short"), match.end("short")))
    return found


@rule("alias")
def aliases(page: Page) -> Iterator[Finding]:
    known = shorts(page)
    yield from _twice(page, known)
    yield from _early(page, known)
    yield from _unknown(page, known)


def _twice(page: Page, known: list[Short]) -> Iterator[Finding]:
    meant: dict[str, Short] = {}
    called: dict[str, Short] = {}
    for one in known:
        first = meant.setdefault(one.short, one)
        # What is introduced again in another chapter is the same thing told once more.
        if first.full and one.full and first.full != one.full and not _ends(first.full, one.full):
            line, _ = page.reading.place(first.stretch.passage, first.start)
            yield page.finding(
                "alias", one.stretch, one.start, one.end, "aliases.taken", where=page.at(line), full=first.full[-30:],
                claimed=one.short,
            )  # fmt: skip
        if not one.full.startswith("《"):
            continue
        other = called.setdefault(one.full, one)
        if other.short != one.short:
            line, _ = page.reading.place(other.stretch.passage, other.start)
            yield page.finding(
                "alias", one.stretch, one.start, one.end, "aliases.other", where=page.at(line), claimed=one.short,
                computed=other.short,
            )  # fmt: skip


def _ends(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _early(page: Page, known: list[Short]) -> Iterator[Finding]:
    """A short name of three characters or more in the body before it is introduced."""
    for one in known[:50]:
        if len(one.short) < 3 or one.short in page.words("aliases", "common") or one.short in one.full:
            continue
        for stretch in page.paragraphs[:_MOST]:
            if stretch is one.stretch:
                break
            at = stretch.text.find(one.short)
            if at >= 0:
                line, _ = page.reading.place(one.stretch.passage, one.start)
                yield page.finding(
                    "alias", stretch, at, at + len(one.short), "aliases.early", where=page.at(line),
                    claimed=one.short, certain=False,
                )  # fmt: skip
                break


def _unknown(page: Page, known: list[Short]) -> Iterator[Finding]:
    """《办法》 where no full title, or none with this short name, was given before."""
    generic = set(page.words("aliases", "generic"))
    introduced = {one.short.strip("《》“”") for one in known}
    titles: set[str] = set()
    told: set[str] = set()
    for stretch in page.stretches:
        if "《" not in stretch.text:
            continue
        for match in _TITLE.finditer(stretch.text):
            title = match[1]
            if title not in generic or title in introduced or title in told or not _refers(stretch.text, match):
                continue
            told.add(title)
            before = titles | {one[0] for one in _FULL.finditer(stretch.text, 0, match.start())}
            meant = [one for one in before if one.rstrip("》").rstrip("）)行试暂（(").endswith(title)]
            if len(meant) == 1:
                # 印发《某某管理办法》……《办法》明确: one title, and no doubt.
                continue
            yield page.finding(
                "alias", stretch, match.start(), match.end(), "aliases.several" if meant else "aliases.unknown",
                title=title, claimed=f"《{title}》", certain=not meant,
            )  # fmt: skip
        titles.update(one[0] for one in _FULL.finditer(stretch.text))


def _refers(text: str, match: re.Match[str]) -> bool:
    return bool(_SAYS.match(text, match.end()) or _BY.search(text[max(0, match.start() - 4) : match.start()]))


@rule("project-name")
def projects(page: Page) -> Iterator[Finding]:
    listed: Series | None = None
    for one in page.series:
        if len(one.items) > _MOST:
            continue
        if one.kind == "list":
            listed = one
        elif listed is not None:
            yield from _unlisted(page, one, listed)


def _unlisted(page: Page, told: Series, listed: Series) -> Iterator[Finding]:
    """Projects told under a name that the list has not, when the list has one nearly the same that is told nowhere."""
    names, known = set(told.names), set(listed.names)
    # Two lists of different things have nothing in common.
    if len(names & known) * 2 < min(len(names), len(known)):
        return
    free = {name: item for name, item in zip(listed.names, listed.items, strict=True) if name not in names}
    unknown = [(name, item) for name, item in zip(told.names, told.items, strict=True) if name not in known]
    if max(len(unknown), len(free)) > _FEW:
        return
    for name, item in unknown:
        if not free:
            return
        ratio, near = max((SequenceMatcher(None, name, other).ratio(), other) for other in free)
        if ratio >= _LIKE:
            yield _told(page, item, name, free.pop(near), near)


def _told(page: Page, item: ToldProject, name: str, listed: ToldProject, near: str) -> Finding:
    line, _ = page.reading.place(listed.stretch.passage)
    start = max(0, alike(item.stretch.text).find(name))
    return page.finding(
        "project-name", item.stretch, start, start + len(name), "aliases.listed", where=page.at(line), claimed=name,
        computed=near,
    )  # fmt: skip

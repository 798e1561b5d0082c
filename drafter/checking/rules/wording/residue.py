"""What a template, a converter or a spreadsheet left in a text: 下降（增长）, ____, #DIV/0!, 项目项目.

The reader gains a report that does not show how it was put together. The patterns are data; a unit adds its own.

Limits: a place or an office called 某某 is taken for an invented one; what stands in 《》 is a name and left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from drafter.checking.checks import rule
from drafter.checking.finding import Finding
from drafter.checking.page import Page
from drafter.checking.places import gathered, search
from drafter.claims.full_text import EVERYWHERE, PROSE, FoundPlace
from drafter.claims.text import Stretch
from drafter.wording import Wording, row, word

#: More places than this that one row finds are told together.
_MOST = 3
#: The tables of rows: whether what they find is certain, and where they look.
_TABLES = (
    ("certain", True, PROSE),
    ("anywhere", True, EVERYWHERE),
    ("doubtful", False, PROSE),
    ("cells", True, ("cell",)),
)
#: The tables of what is said to whoever fills a text in.
_ADDRESSED = ("asks", "edits", "loose", "pieces", "labels")
_BRACKET = re.compile(r"[（(【\[][^（）()【】\[\]\n]{3,60}[）)】\]]")
_DOUBLED = r"(?P<word>[\u4e00-\u9fff]{2,8})(?P=word)"
_LISTED = (
    r"(?:(?<=[、，：:；。（(])|^)(?P<word>[^、，。；：:（）()“”\s\d]{2,16})、(?P<here>(?P=word))"
    r"(?=[、，。；）)和及与等]|$)"
)


@rule("residue")
def residue(page: Page) -> Iterator[Finding]:
    told: dict[Stretch, list[tuple[int, int]]] = {}
    for finding, place in _rows(page):
        told.setdefault(place.stretch, []).append((place.start, place.end))
        yield finding
    yield from _addressed(page, told)


def _addressed(page: Page, told: dict[Stretch, list[tuple[int, int]]]) -> Iterator[Finding]:
    """（事业单位请将本条改为…）, 填报提示：任选一个项目: words to whoever fills the text in, about a piece of it."""
    ask, edit, loose, piece, label = (f"(?:{'|'.join(page.words('residue', name))})" for name in _ADDRESSED)
    either, gap = f"(?:{edit}|{loose})", r"[^。；\n]{0,16}?"
    inside = re.compile(
        f"{ask}[^，。；]*?{edit}|(?<![申邀聘提报])请.*?{loose}|{piece}.*?{either}|{either}.*?{piece}|{ask}.*{loose}$"
    )
    orders = ((ask, either, piece), (ask, piece, either), (piece, f"(?:由|{ask})", either))
    dropped = f"{piece}[^，。；]{{0,8}}?(?:删[除去掉]|去掉)"
    said = re.compile("|".join((*(gap.join(order) for order in orders), dropped)))
    opened, works = re.compile(rf"\s*{label}"), re.compile(f"{either}|{label}")
    for stretch in page.stretches:
        if not works.search(stretch.text):
            continue
        held = [one.span() for one in _BRACKET.finditer(stretch.text)]
        text = _BRACKET.sub(lambda one: "（" * len(one[0]), stretch.text)
        spans = [(*span, inside.search(stretch.text[span[0] + 1 : span[1] - 1])) for span in held]
        for start, end in stretch.sentences:
            sentence = text[start:end]
            spans.append((start, end, said.search(sentence) or opened.match(sentence)))
        for start, end, hit in spans:
            if hit and not any(low < end and start < high for low, high in told.get(stretch, ())):
                name = "填写说明“{}”应当删去" if (start, end) in held else "“{}”是写给填报人的话，应当删去"
                end = start + len(stretch.text[start:end].rstrip("。；"))
                yield page.finding("residue", stretch, start, end, row("residue", name, stretch.text[start:end]))


def _rows(page: Page) -> Iterator[tuple[Finding, FoundPlace]]:
    for name, certain, kinds in _TABLES:
        found: dict[Wording, list[FoundPlace]] = {}
        for place, message in search(page, "residue", name, kinds, None):
            found.setdefault(message, []).append(place)
        for message, places in found.items():
            for group in [places] if len(places) > _MOST else [[one] for one in places]:
                for finding in gathered(page, "residue", group, message, certain=certain):
                    yield finding, group[0]


@rule("residue")
def converted(page: Page) -> Iterator[Finding]:
    """What reading folds away is looked for in the text as it was typed."""
    source = page.reading.source
    marks = page.words("residue", "folded")
    stretches = [one for one in page.stretches if one.text] if any(re.search(one, source.text) for one in marks) else []
    starts = [one.passage.origin(0) for one in stretches]
    for pattern, message in marks.items() if stretches else ():
        matches = list(re.finditer(pattern, source.text))
        # Many are one slip of the conversion, told once.
        for match in matches if len(matches) <= _MOST else matches[:1]:
            line, column = source.place(match.start())
            first = source.text.rfind("\n", 0, match.start()) + 1
            last = source.text.find("\n", match.end())
            context = source.text[first : last if last >= 0 else None]
            stretch = stretches[max(0, bisect_right(starts, match.start()) - 1)]
            said = row("residue", message, match[0])
            if len(matches) > _MOST:
                said = word("shared.count", message=said, count=len(matches))
            finding = page.finding("residue", stretch, 0, 0, said, certain=False)
            yield finding._replace(
                line=line, column=column, quote=match[0], context=context, start=match.start() - first,
                end=match.end() - first, at=match.start(),
            )  # fmt: skip


@rule("doubled")
def doubled(page: Page) -> Iterator[Finding]:
    text = page.full_text(EVERYWHERE)
    fine = [re.compile(one) for one in page.words("residue", "repeatable")]
    for place in text.find(_DOUBLED, names=False):
        word = place.match["word"]
        around = text.text[max(0, place.match.start() - 3) : place.match.end() + 3]
        if len(set(word)) > 1 and not any(one.search(around) for one in fine):
            yield page.finding("doubled", place.stretch, place.start, place.end, "residue.word", computed=word)
    for place in text.find(_LISTED):
        yield page.finding(
            "doubled", place.stretch, place.start, place.end, "residue.listed", word=place.match['word'],
        )  # fmt: skip

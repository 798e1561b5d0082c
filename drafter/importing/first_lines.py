"""The first lines of notes: a headline that names the unit, its short name, the year, the kind of report, the project,
the reader, the date, in any order and among remarks; or a plain line that does.

Limits: only the first lines are looked at; what a headline says besides is handed back.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.importing.fields import FieldFiller
from drafter.importing.lines import statements
from drafter.importing.naming import ORGAN, read_named, read_unit
from drafter.importing.opening import KIND, OFFICE, PLACED, TO, TOWN, read_opening, unwrapped, without_years
from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.lexicon import alternatives, words
from drafter.language.marks import brackets, fold

#: The unit may be named among other things in the first lines.
_FIRST = 4
#: How short words in a headline are a nickname of what the notes are on.
_NICKNAME = 6


_ITS_PROJECT = re.compile(
    r"(?:20\d\d年?度?)?(?:项目)?(?:支出)?(?:绩效)?自评(?:材料|报告|用|素材|底稿|总结)?(?:——+|--+|：)[ \u3000]*"
    r"(?P<name>[^，。；：\d（]{4,40}?)[，、 \u3000]"
)
_BOTH = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{4,40}?(?:项目|工程))(?:的)?(?:东西|材料|素材|资料|自评|情况|底稿|数据|自评材料)?"
    r"（(?:项目|实施|填报)?单位：(?P<unit>[\u4e00-\u9fff]{4,24})[；，](?:主管|归口)(?:局|部门|单位)?：(?P<owner>[\u4e00-\u9fff]{4,24})）"
)
_IN_BRACKET = re.compile(
    r"(?<=自评)(?P<what>材料|报告|用|素材|底稿|总结)?（(?P<name>[^（），。；：\d]{4,40}?(?:项目|工程))）"
)
_OWNER = re.compile(r"（(?:主管|归口|上级)(?:部门|单位)?(?:是|为)?[：:]?(?P<name>[\u4e00-\u9fff]{4,24})）")
_ACTED = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日[ \u3000]?[\u4e00-\u9fff]{0,6}?(?:开|召开|成立|布置|动员|培训)")
_PLACED_TOWN = re.compile(
    r"(?:我们|我镇|我乡|这里)?(?:就)?是?(?P<name>[\u4e00-\u9fff]{1,6}[县市区旗][\u4e00-\u9fff]{1,6}(?:镇|乡|街道|苏木))"
    r"(?:（(?P<inside>[^（）]*)）)?"
)
_DATED = re.compile(r"\d{1,2}月\d{1,2}日[^，；。]{4,}|〔\d{4}〕")


@cache
def _head(name: str) -> re.Pattern[str]:
    return re.compile(words("asides")["headline"][name])


@cache
def _genres() -> re.Pattern[str]:
    marks = [mark for listed in words("labels")["genres"].values() for mark in listed if len(mark) > 2]
    return re.compile(alternatives(marks) + "|自评|整改|报告|总结|对账单|审议意见")


def read_first(text: str, filler: FieldFiller) -> list[str] | None:
    """What a title or a line that names the unit says besides, None where it is none."""
    proposal, genre = filler.proposal, filler.genre_name
    if proposal.line <= _FIRST and genre == "project-self-evaluation":
        text = _without_project(text, proposal)
    if proposal.line <= _FIRST and (left := _headline(unwrapped(text), filler)) is not None:
        return left
    if proposal.get("unit.name") is not None:
        return None
    parts = [part for each in statements(unwrapped(text)) for part in statements(each, "，")]
    if not _counts(text) and (len(parts) == 1 or proposal.line > _FIRST):
        return [] if read_opening(text, proposal, genre) else None
    if proposal.line > _FIRST:
        return None
    placed = _PLACED_TOWN.fullmatch(fold(parts[0])) if genre == "township-summary" and parts else None
    if placed is not None:
        # 甲县乙乡，文里简称“乙乡”; 我们是甲旗乙苏木（就写“苏木”）
        proposal.put("unit.name", placed["name"], text)
        beside = f"{placed['name']}（{placed['inside']}）"
        said = [*(read_unit(beside, proposal, genre) if placed["inside"] else ()), *parts[1:]]
        left = [part for part in said if part != placed["name"] and not read_named(part, proposal)]
        for told in filter(None, map(filler.based, left)):
            proposal.add("evaluation.preparing", told, text)
        return [part for part in left if not filler.based(part)]
    # What happened on a day, or has the number of a document, is no name.
    plain = [part for part in parts if not _counts(part) and not _DATED.search(part)]
    trial = Proposal()
    for part in plain:
        read_opening(part, trial, genre)
    if trial.get("unit.name") is None:
        return None
    found = []
    for part in parts:
        if part in plain and (read_named(part, proposal) or read_opening(part, proposal, genre)):
            continue
        if not _counts(part) and _head("aside").search(part):
            proposal.aside(part)
        elif not ORGAN.search(part) or not proposal.put("unit.nature", part, part):
            found.append(part)
    return found


def _without_project(text: str, proposal: Proposal) -> str:
    """A headline without the project that it names and the department that answers for the unit:
    自评材料——管网改造，某某市供水中心（主管：某某市住建局）."""
    folded = fold(text)
    if (both := _BOTH.match(folded)) is not None:
        # 文体中心改造项目的材料（项目单位：某馆；主管局：某局）
        proposal.put("project.name", both["name"], text)
        proposal.put("project.department", both["owner"], text)
        return f"{text[both.start('unit') : both.end('unit')]}{text[both.end() :]}"
    if proposal.get("project.name") is None and (inside := _IN_BRACKET.search(folded)) is not None:
        # 2024年项目支出绩效自评材料（甲乙改造项目）
        proposal.put("project.name", text[inside.start("name") : inside.end("name")], text)
        text = f"{text[: inside.start()]}{text[inside.end() :]}"
        folded = fold(text)
    told = _ITS_PROJECT.match(folded)
    if told is not None and OFFICE.match(folded[told.end() :]):
        proposal.put("project.name", text[told.start("name") : told.end("name")].strip(), text)
        text = text[told.end() :]
    owner = _OWNER.search(fold(text))
    if owner is not None and proposal.put("project.department", owner["name"], text):
        text = f"{text[: owner.start()]}{text[owner.end() :]}"
    return text


def read_signed(text: str) -> str:
    """The day of a signature (落款2024年11月5日), "" where a line is none."""
    match = _head("signed").fullmatch(fold(text.strip("。 ")))
    return match["date"] if match else ""


def _headline(text: str, filler: FieldFiller) -> list[str] | None:
    """What a headline says besides; None where a line is none: it names no kind of report, or nobody who writes."""
    if _ACTED.match(fold(text)):
        # 1月6日开会，镇长当组长 is no headline.
        return None
    pieces = _pieces(text)
    if pieces and all(any(_head(kind).fullmatch(fold(one)) for kind in ("signed", "until", "unit")) for one in pieces):
        return [left for piece in pieces for left in _consume(piece, filler)]
    if _head("names").search(fold(text)) and filler.proposal.get("unit.name") is None:
        # 我们全称是某某县水利局，简称县水利局，编制58个
        return [left for piece in pieces for left in _consume(piece, filler)]
    project = filler.genre_name == "project-self-evaluation" and any(_told_project(piece) for piece in pieces)
    if not (project or _genres().search(fold(text))) or re.search("[《〔]", text):
        return None
    named = filler.proposal.get("unit.name") is not None
    if not project and not any(_speaks_of_itself(piece) for piece in pieces):
        return None
    if not named and not any(_office(_head("lead").sub("", fold(piece)), filler.genre_name) for piece in pieces):
        # What the notes are for, and no more.
        only = all(_says_nothing(piece, filler.genre_name) for piece in pieces)
        if not only or any(_counts(piece) and not _head("until").fullmatch(fold(piece)) for piece in pieces):
            return None
    left = []
    for piece in pieces:
        left += _consume(piece, filler)
    return left


#: So many of something done, in a line that might name the kind of a report.
_COUNTED = re.compile(r"了 ?\d+ ?[个项条件处]")


def _pieces(text: str) -> list[str]:
    """The parts of a line between blanks, commas and stops that stand outside of brackets."""
    return [part for each in statements(text, "；。，、 \u3000\t！—") for part in [each.strip("，。；、 ")] if part]


def _speaks_of_itself(piece: str) -> bool:
    """Whether a piece of a line names the kind of a report, whatever office or year stands before it."""
    bare = fold(without_years(piece)).strip()
    if _COUNTED.search(bare) is not None:
        # 2个问题整改了1个 tells how far it is, whatever kind of report it names.
        return False
    remark = _head("aside").search(bare) is not None and _genres().search(bare) is not None
    return remark or _head("itself").search(bare) is not None


def _told_project(piece: str) -> re.Match[str] | None:
    """The project that a piece of a headline is the notes of (2024年绿道养护项目记事)."""
    return _head("project_of").fullmatch(fold(piece))


def _says_nothing(piece: str, genre: str) -> bool:
    """Whether a piece of a headline says no more than what the notes are for, where they come from, to whom they go."""
    trial = Proposal()
    trial.data["genre"] = genre
    folded = fold(piece)
    plain = _speaks_of_itself(piece) or _head("aside").search(folded) or _head("until").fullmatch(folded)
    if plain or (genre == "project-self-evaluation" and _head("project").fullmatch(folded)):
        return True
    return read_named(piece, trial) and trial.get("unit.name") is None


def _office(piece: str, genre: str) -> re.Match[str] | None:
    """The office or township that a piece opens with."""
    return next((one for one in (OFFICE.match(piece),) if one and PLACED.match(one[0])), None) or (
        TOWN.match(piece) if genre == "township-summary" else None
    )


def _consume(piece: str, filler: FieldFiller) -> list[str]:
    """Put down what a piece of a headline says; answers what of it found no place."""
    proposal, genre = filler.proposal, filler.genre_name
    if (within := unwrapped(piece)) != piece:
        # （报市政府督查室，9月10日前要）
        return [left for part in statements(within, "，；。") for left in _consume(part, filler)]
    piece = _head("lead").sub("", piece).strip("，、：: ")
    behind = next((one for one in brackets(fold(piece)) if one.end == len(piece) and one.start > 1), None)
    if behind is not None and genre == "rectification" and _head("itself").search(fold(piece[: behind.start])):
        # 整改记录本（3月往县政府报，数字都算到2月底）
        inside = statements(piece[behind.start + 1 : behind.end - 1], "，；。")
        return [left for part in (piece[: behind.start], *inside) for left in _consume(part, filler)]
    remark = not _counts(piece) and _head("aside").search(fold(piece)) is not None and not _speaks_of_itself(piece)
    if remark and not _office(fold(piece), genre):
        proposal.aside(piece)
        return []
    piece = re.sub(r"(?<=[\u4e00-\u9fff]{3})的$", "", piece)
    folded = fold(piece)
    if len(piece) < 2:
        return []
    if (dated := _head("signed").fullmatch(folded)) is not None:
        return [] if proposal.put("sign.date", dated["date"], piece) else [piece]
    if (until := _head("until").fullmatch(folded)) is not None:
        return [f"数据截至{until['date']}"]
    if (unit := _head("unit").fullmatch(folded)) is not None:
        filler.unit_of_money = unit["unit"].removesuffix("元") + "元"
        proposal.aside(piece)
        return []
    if read_named(piece, proposal):
        return []
    addressed = TO.match(re.sub("^[写呈]+(?=[给报送])", "", folded)) if genre == "rectification" else None
    if addressed is not None and proposal.put("letter.to", addressed["to"], piece):
        return _consume(piece[folded.index(addressed["to"]) + len(addressed["to"]) :].lstrip("的"), filler)
    office = _office(folded, genre)
    office = None if office is not None and KIND.fullmatch(office[0]) else office
    if office is not None and (proposal.get("unit.name") in (None, office[0]) or office[0] in piece):
        return _named(piece, office, filler)
    told = _told_project(piece) if genre == "project-self-evaluation" else None
    if told is not None and proposal.put("project.name", told["name"], piece):
        return []
    if _speaks_of_itself(piece):
        proposal.trace("genre", piece)
        return []
    if genre == "project-self-evaluation" and _head("project").fullmatch(folded):
        return [] if proposal.put("project.name", piece, piece) else [piece]
    if ORGAN.search(piece) and not _counts(piece):
        return [] if proposal.put("unit.nature", piece, piece) else [piece]
    if _head("known").fullmatch(folded) or (not _counts(piece) and len(piece) <= _NICKNAME):
        proposal.aside(piece)
        return []
    return [piece]


def _named(piece: str, office: re.Match[str], filler: FieldFiller) -> list[str]:
    """An office with its bracket (县应急局; 望岳街道办事处，报告里称“我街道”), and what stands behind the two."""
    name, rest = piece[: office.end()], piece[office.end() :]
    folded = fold(rest)
    pair = next((one for one in brackets(folded) if one.start == 0 and one.mark == "（"), None)
    inside = ""
    if pair is not None:
        inside, rest = rest[1 : pair.end - 1], rest[pair.end :]
    proposal = filler.proposal
    left = []
    if filler.proposal.get("unit.name") is None:
        for part in statements(inside, "，；"):
            if OFFICE.fullmatch(fold(part)) and not OFFICE.fullmatch(fold(name)):
                # 望岳街道（望岳街道办事处）: the office in full stands in the bracket.
                name = part
            elif not read_named(part, proposal):
                left += list(read_unit(f"{name}（{part}）", proposal, filler.genre_name))
        proposal.put("unit.name", name, piece)
    elif inside:
        left = [part for part in statements(inside, "，；") if not read_named(part, proposal)]
    return [*left, *_consume(rest, filler)]


def _counts(text: str) -> bool:
    return bool(amounts(fold(without_years(text))))

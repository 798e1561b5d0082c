"""A letter on what was put right: what it answers, and what it is about.

A notice with a title is named by it; how it came about (who came when, what was asked) is told in front. Where no title
says it, the letter is about what was found by whoever looked: 巡察反馈问题整改情况.

Limits: who looked is known by the words of the table (`rules/lexicon/letters.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.importing.bases import documented
from drafter.importing.lines import statements
from drafter.importing.naming import read_unit
from drafter.importing.proposal import Proposal
from drafter.language.lexicon import words

_DOCUMENT = re.compile(r"《[^》]+(?:〈[^〉]*〉[^》]*)?》(?:[（(][^）)]*号[）)])?")
_ABOUT = re.compile(
    r"关于(?P<about>[^》]+?)的(?P<kind>审议意见|审计报告|评价报告|通报|报告|"
    r"(?:处理|处罚|检查|审计|整改|督查)?(?:意见书?|决定书?|通知书?)|函|反馈)"
)
_LOOKED = re.compile(r"(?:^|[，；])审计对象为(?P<what>[^，；。]{4,30})(?=[，；。]|$)")
_LOOKED_AT = re.compile(r"(?:对)?(?P<how>巡察|巡视|督查|检查|审计)(?P<whom>[^，。；]{2,20})")
#: Who looked: 县委第四巡察组.
_TEAM = re.compile(r"(?P<who>[省市县区旗]委[^，。；\d]{0,8}?(?:巡察|巡视)组)")
#: 评价报告 某财评〔2024〕6号，《…的通报》: a number in front of the title.
_NUMBERED = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:报告|通知|通报|文|函)[ ：])?"
    r"(?P<number>[\u4e00-\u9fff]{2,10}〔20\d\d〕 ?\d+ ?号)[，、： ]*"
    r"(?P<title>《[^》]+(?:〈[^〉]*〉[^》]*)?》)(?!（)"
)
#: 今年1月10日下的审计报告 tells when it came and is no title.
_ON_A_DAY = re.compile(r"(?:今年|去年|上年|20\d\d年)?\d{1,2}月\d{1,2}日")
#: A notice that is named without a title.
_NAMED = re.compile(r"[^，。；：]{2,40}(?:通知书?|报告|通报|意见书?|函|决定书?|建议书?|清单|号)(?:[（(][^）)]*[）)])?")

#: Who sent a document, in front of its title.
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,12}(?:局|厅|委|办|署|组|室|院|人大|政协|政府)《")
_ISSUED_BY = 12
_CAME = re.compile(
    r"(?:收到于?)?(?P<day>(?:20\d\d年)?\d{1,2}月\d{1,2}日)"
    r"(?:收到|送达|送到|来的?|到的?|下达|(?:现场)?反馈的?)?"
)


def read_notice(rest: str, proposal: Proposal) -> Iterator[str]:
    """What is answered: the document, or how it came about."""
    text = documented(_NUMBERED.sub(r"\g<title>（\g<number>）", rest.strip("。； ")))
    named = _DOCUMENT.search(text)
    if named is None and (_ON_A_DAY.match(text) or not _NAMED.fullmatch(text)):
        proposal.add("summary", text, rest)
        return
    came = named is not None and named.start() == 0 and _CAME.fullmatch(text[named.end() :].strip("，； ")) is not None
    if named is not None and (came or _ISSUER.match(text) is not None) and not proposal.get("letter.notice"):
        # 市审计局《…》（…号）；8月5日收到: who sent it, what it is, when it came.
        _issued(text, named[0], rest, proposal)
        return
    plain = named is None or len(text) - len(named[0]) <= 8
    notice = text if plain or named is None else named[0]
    if not proposal.put("letter.notice", notice, rest):
        yield rest
    elif not plain:
        proposal.add("summary", text, rest)


def _issued(text: str, named: str, rest: str, proposal: Proposal) -> None:
    """The notice and the day of it; what is said besides is kept."""
    for part in statements(text, "；，"):
        if named in part and len(part) - len(named) <= _ISSUED_BY:
            proposal.put("letter.notice", named, rest)
        elif (came := _CAME.fullmatch(part)) is None or not proposal.put("letter.received", came["day"], rest):
            proposal.add("summary", part, rest)


def name_writer(proposal: Proposal) -> None:
    """Who writes, where only the signature says it."""
    signed = proposal.get("sign.unit")
    owner = proposal.get("project.department")
    if owner is not None and proposal.get("unit.name") is None:
        for left in read_unit(str(owner), proposal, ""):
            proposal.leave(left)
        proposal.table("project")["department"] = proposal.get("unit.name")
    if signed is not None and proposal.get("unit.name") is None:
        for left in read_unit(str(signed), proposal, "rectification"):
            proposal.leave(left)
        proposal.table("sign")["unit"] = proposal.get("unit.name")


def _looked_at(about: str, kind: str, proposal: Proposal) -> str:
    """What a document is about, as the title of an answer to it names it: without the name of whoever answers, with
    what found the problems (…管理使用情况的审计报告 is …审计发现问题)."""
    about = re.sub("(?:情况|结果|工作)+$", "", about).removeprefix("反馈")
    name, short = str(proposal.get("unit.name") or ""), str(proposal.get("unit.short") or "")
    place = re.match(r"[\u4e00-\u9fff]{1,6}?[县市区旗]", name)
    # 县中医医院 in a title is the end of the full name.
    ends = [name[at:] for at in range(max(0, len(name) - 3))]
    for own in (*ends, short, place[0] if place is not None else ""):
        if own and about.startswith(own) and len(about) > len(own) + 3:
            about = about.removeprefix(own).lstrip("的")
    if kind == "审议意见":
        return f"{about}审议意见"
    if (looked := _LOOKED_AT.fullmatch(about)) is not None and any(
        looked["whom"] in (own, f"{own}党委", f"{own}党组", f"{own}党支部") for own in (*ends, short) if own
    ):
        # 关于巡察甲局党组的反馈意见: whom they looked at writes the letter.
        return f"{looked['how']}反馈问题"
    if "审计" in kind and not about.endswith("审计"):
        about = f"{re.sub('(?:的)?(?:管理和?使用|使用和?管理|管理|使用)$', '', about)}审计"
    return f"{about}发现问题"


def sign(proposal: Proposal) -> None:
    """A letter that is dated is signed by whoever writes it."""
    name = proposal.get("unit.name")
    if proposal.get("genre") == "rectification" and proposal.get("sign.date") and name is not None:
        proposal.put("sign.unit", name)


def name_subject(proposal: Proposal) -> None:
    """What the letter is about, where the notes do not say it: what the notice that it answers is about, else what was
    found by whoever looked."""
    if proposal.get("letter.about") is not None:
        return
    going = "整改进展情况" if any("整改进展" in one.words for one in proposal.origins) else "整改情况"
    notice = _ABOUT.search(str(proposal.get("letter.notice") or ""))
    if notice is not None:
        proposal.put("letter.about", f"{_looked_at(notice['about'], notice['kind'], proposal)}{going}", notice[0])
        return
    origin = "；".join(str(one) for one in proposal.get("origin") or [] if isinstance(one, str))
    looked = _LOOKED.search(origin)
    if looked is not None and "审计" in origin:
        proposal.put("letter.about", f"{looked['what']}审计发现问题{going}", looked[0])
        return
    if (team := _TEAM.search(origin)) is not None:
        proposal.put("letter.about", f"{team['who']}反馈意见{going}", origin)
        return
    said = [str(proposal.get("letter.notice") or ""), *(one.words for one in proposal.origins)]
    for kind in words("letters")["looked"]:
        like = re.compile(kind["like"])
        for text in said:
            if (match := like.search(text)) is not None:
                proposal.put("letter.about", f"{kind['called']}{going}", match[0])
                return
    if proposal.get("findings"):
        proposal.put("letter.about", "反馈问题整改情况")

"""A letter on what was put right: what it answers, and what it is about.

A notice with a title is named by it; how it came about (who came when, what was asked) is told in front. Where no title
says it, the letter is about what was found by whoever looked: 巡察反馈问题整改情况.

Limits: who looked is known by the words of the table (`rules/lexicon/letters.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.importing.naming import read_unit
from drafter.importing.proposal import Proposal
from drafter.language.lexicon import words

_DOCUMENT = re.compile(r"《[^》]+(?:〈[^〉]*〉[^》]*)?》(?:[（(][^）)]*号[）)])?")
_ABOUT = re.compile(r"关于(?P<about>[^》]+?)的(?:通报|报告|意见书?|函|通知书?|反馈|决定|审计报告|评价报告)")
_NUMBER = re.compile(r"[（(][^（）()]{1,16}〔\d{4}〕\s*\d+号[）)]$")
#: 评价报告 某财评〔2024〕6号，《…的通报》: a number in front of the title.
_NUMBERED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}(?:报告|通知|通报|文|函)?[ ：])?"
    r"(?P<number>[\u4e00-\u9fff]{2,10}〔20\d\d〕 ?\d+ ?号)[，、： ]*"
    r"(?P<title>《[^》]+(?:〈[^〉]*〉[^》]*)?》)(?!（)"
)
#: A notice that is named without a title.
_NAMED = re.compile(r"[^，。；：]{2,40}(?:通知书?|报告|通报|意见书?|函|决定书?|建议书?|清单|号)(?:[（(][^）)]*[）)])?")


def read_notice(rest: str, proposal: Proposal) -> Iterator[str]:
    """What is answered: the document, or how it came about."""
    text = _NUMBERED.sub(r"\g<title>（\g<number>）", rest.strip("。； "))
    named = _DOCUMENT.search(text)
    if named is None and not _NAMED.fullmatch(text):
        proposal.add("summary", text, rest)
        return
    plain = named is None or len(text) - len(named[0]) <= 8
    notice = text if plain or named is None else named[0]
    if not proposal.put("letter.notice", notice, rest):
        yield rest
    elif not plain:
        proposal.add("summary", text, rest)


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


def name_subject(proposal: Proposal) -> None:
    """What the letter is about, where the notes do not say it: what the notice that it answers is about, else what was
    found by whoever looked."""
    if proposal.get("letter.about") is not None:
        return
    notice = _ABOUT.search(str(proposal.get("letter.notice") or ""))
    if notice is not None:
        # 《关于…督查情况的通报》 is answered by a report on what was found there.
        about = re.sub("(?:情况|结果|工作)+$", "", notice["about"]).removeprefix("反馈")
        proposal.put("letter.about", f"{about}发现问题整改情况", notice[0])
        return
    said = [str(proposal.get("letter.notice") or ""), *(one.words for one in proposal.origins)]
    for kind in words("letters")["looked"]:
        like = re.compile(kind["like"])
        for text in said:
            if (match := like.search(text)) is not None:
                proposal.put("letter.about", f"{kind['called']}整改情况", match[0])
                return
    if proposal.get("findings"):
        proposal.put("letter.about", "反馈问题整改情况")

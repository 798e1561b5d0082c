"""How a rectification came about: who came when, which document with which number, when it was received, what it says.

5月20日收到 林财绩〔2024〕9号《…通知》，评价得分78.6 gives the notice with its number, the day it was received, and what
is left to be told of it.

Limits: the words are those of the table (`rules/lexicon/rectified.toml`, origin); what they do not know stays as noted.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.importing.lines import statements
from drafter.importing.proposal import Proposal
from drafter.language.lexicon import words

_NUMBER = r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号"
_TITLE = r"《[^》〈]*(?:〈[^〉]*〉[^》]*)?》"
_DOCUMENT = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,4}}(?:报告|文件|文|通知|通报)(?:是|为)?[：: ]?)?(?P<before>{_NUMBER})?[，、 ]*"
    rf"(?P<title>{_TITLE})(?:[（(](?P<after>{_NUMBER})[）)])?"
)
_UNTITLED = re.compile(rf"(?P<kind>审计报告|评价报告|检查报告|整改通知书?|督办函|通报)[：: ]?(?P<number>{_NUMBER})")
_PAPER = re.compile(rf"(?:决定书?|报告|通报|通知书?|意见书?|建议书?|函)[（(]{_NUMBER}[）)]$")
_DAY = r"(?:20\d\d年)?\d{1,2}月\d{1,2}日"
_RECEIVED = re.compile(
    rf"^(?P<day>{_DAY})(?:就|才)?(?:收到的?|收的|到的|送达的?|送到的?|发来的?|来的|下达的?|收到(?:该|本)?(?:通知书?|报告|意见|反馈意见|通报|文件))$|^收到[于在]?(?P<later>{_DAY})$"
)
_RECEIVED_IT = re.compile(rf"(?P<day>{_DAY})(?:我局|我单位|我们)?(?:就|才)?收到(?:了)?[ ：:]*")
_NUMBER_RECEIVED = re.compile(rf"，(?:审计)?(?:报告|通报)(?P<number>{_NUMBER})，(?P<day>{_DAY})(?:才|就)?收到(?=$|，)")
#: A wide gap between words that a table was pasted with.
_GAP = re.compile(r"(?<=[\u4e00-\u9fff”》）\d分元]) +(?=[\u4e00-\u9fff《“\d])")


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["pattern"]), one["to"]) for one in words("rectified")["origin"]]


def read_origin(text: str, proposal: Proposal) -> list[str]:
    """What a statement on how the rectification came about leaves to be told; notice and day go to their fields."""
    text = text.strip("。；， ")
    text = _NUMBER_RECEIVED.sub(r"，\g<day>收到审计报告（\g<number>）", text)
    if text.count(" ") > 1:
        text = _GAP.sub("，", text)
    if (day := _RECEIVED_IT.search(text)) is not None and _DOCUMENT.match(text[day.end() :]):
        proposal.put("letter.received", day["day"], text)
        text = f"{text[: day.start()]}{text[day.end() :]}"
    left: list[str] = []
    for clause in statements(text, "，"):
        document = _DOCUMENT.fullmatch(clause)
        received = _RECEIVED.match(clause)
        bare = _UNTITLED.fullmatch(clause)
        if bare is not None and proposal.put("letter.notice", f"《{bare['kind']}》（{bare['number']}）", clause):
            continue
        if document is not None and _notice(document, clause, proposal):
            continue
        if received is not None and proposal.put("letter.received", received["day"] or received["later"], clause):
            continue
        left.append(clause)
    came = proposal.get("letter.received")
    if len(left) == 1 and came and proposal.get("letter.notice") is None and _PAPER.search(left[0]):
        # 市审计局对…的审计决定（…号）: what came on that day, without a title.
        unit = str(proposal.get("unit.short") or proposal.get("unit.name") or "")
        proposal.table("letter").pop("received")
        left = [f"{came}，{unit}收到{left[0]}"]
    return [_worded("，".join(left), proposal)] if left else []


def _notice(document: re.Match[str], clause: str, proposal: Proposal) -> bool:
    """Set the notice by its title and number; the title alone gives way to it."""
    number = document["after"] or document["before"]
    full = f"{document['title']}（{number}）" if number else document["title"]
    have = str(proposal.get("letter.notice") or "")
    if have and document["title"] not in have:
        return False
    if not have or number:
        proposal.table("letter")["notice"] = full
        proposal.trace("letter.notice", clause)
    return True


def _worded(text: str, proposal: Proposal) -> str:
    """A statement in the words of a letter."""
    unit = str(proposal.get("unit.short") or proposal.get("unit.name") or "")
    for pattern, to in _forms():
        text = pattern.sub(to.replace("{unit}", unit), text)
    county = re.match(r"[\u4e00-\u9fff]{1,6}?[县市区旗]", str(proposal.get("unit.name") or ""))
    return re.sub(r"我[县市区旗]", county[0], text) if county is not None else text

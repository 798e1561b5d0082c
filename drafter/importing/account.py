"""What the notes of a rectification say beside the findings, put where a letter has it: how it came about, how it was
organised, how far all of it is, clues handed over, what comes next; what names a finding goes to that finding.

The writer gains chapters of their own for what was organised and what is planned, and an opening that says no more than
who looked, what was found and how far it is.

Limits: the words are those of the table (`rules/lexicon/rectified.toml`); what they do not know stays in the summary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.composing.steps import class_of
from drafter.files.values import RawTable
from drafter.importing.letter_frame import in_order
from drafter.importing.lines import statements
from drafter.importing.opening import OFFICE, TO, unwrapped
from drafter.importing.origins import read_origin
from drafter.importing.problem_titles import deeds, whole_found
from drafter.importing.proposal import Proposal
from drafter.importing.rectifying import Findings
from drafter.importing.states import read_account, settled
from drafter.importing.subjects import with_subjects
from drafter.language.lexicon import words
from drafter.language.marks import fold, split

_NAMED = re.compile(r"第(?P<number>\d{1,2})个问题")
_LEAD = re.compile(
    r"^(?:(?:整改)?(?:进度|进展|完成情况)(?:情况)?(?=[：:，]?\d)|(?:现在|目前|眼下|如今|到现在|总账|总的|上面|面上|组织)(?:方面)?(?=[：:，]|$)|(?:再)?写上(?=，)|再?(?:加|补)一条|还没说的|没说的|补充(?:一下)?|小结|总之|另外|另)[：:，]?"
)
_UP_TO = re.compile(r"^数据截至(?P<day>.+)$")
_BARE = re.compile(
    r"\d{1,2}(?:[和、与及]\d{1,2})+(?:这|那)?(?:两|几|\d)?(?:个|条|项)?(?:问题)?[，：](?=[\u4e00-\u9fff])"
)
_UNTIL = re.compile(
    r"(?:数据|数字|数|口径|时间)(?:都|全|均|统一)?(?:截[至止]?到?|到|算到)(?:的是)?(?P<day>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底))"
)
_DUE = re.compile(r"(?:预计|计划|争取|力争)(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底)?|年底)前?")
_LOOKED_AT = re.compile(
    r"(?:这次|本次|上面|来人)?(?P<how>检查|审计|巡察|督查|评价|核查)的(?:就)?是(?P<what>[\u4e00-\u9fff\d年]{4,30})"
)
_AGAIN = re.compile(
    r"(?:这次|本次|又)[^，。；]{0,8}(?:查|审|发现|指)出?(?:来|了)?[^，。；]{0,6}(?:一样|相同|同样|同类|重复)|^屡审屡犯"
)
_TITLED = re.compile("《([^》]*)》")
#: What documents are rules by the end of their names.
_RULES = re.compile("(?:办法|细则|制度|规程|规定)(?:（试行）)?$")
_PLANS = re.compile("(?:方案|清单|台账|计划)(?:（试行）)?$")
_ON_A_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_BARE_MEASURES = re.compile(r"^，?(?P<count>\d+条)措施$")
_NO_UNIT = re.compile("(?:整改|情况|报告|材料|素材)$")
#: A day in the title of a ledger.
_LEDGER = re.compile(r"(?:台账|汇总|清单|对账单|数据)[^\d]{0,12}(?P<day>20\d\d年\d{1,2}月\d{1,2}日)")
_TO = re.compile(r"(?:抬头|主送)[^“，；。]{0,6}“(?P<to>[^”]{4,24})”")
_OWN = re.compile(
    rf"我们(?:是)?(?P<name>{OFFICE.pattern})(?:是)?(?P<rest>受[^，；。]{{2,12}}委托(?:报告?|来报|报的)?)?$"
)
#: 整改台账 in a title is what the notes are; 建立销号台账 is what was done.
_ITSELF = re.compile(
    "(?!建|设|列|制|编|完善|健全|实行|形成|印)[^，。；\\d]{0,12}(?:对账单|台账|销号表|明细表)(?:[，（—]|$)"
    "|[^，。；\\d]{0,24}整改[ \\u3000]*(?:手记|记事|底稿|流水|素材|要点|记录本)(?:[，（—]|$)"
)


@cache
def _places() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["to"], re.compile(one["like"])) for one in words("rectified")["place"]]


@cache
def _forms(place: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["pattern"]), one["to"]) for one in words("rectified")["said"] if place in one["in"]]


def _said(text: str, place: str) -> str:
    """A statement in the words of a letter."""
    for pattern, to in _forms(place):
        text = pattern.sub(to, text)
    return text


def place_of(text: str) -> str:
    """Where a statement of the summary belongs: "clues", "next", "origin", "organisation", "summary" or ""."""
    # The name of a document says nothing of where a statement belongs, but that it is a rule.
    bare = _TITLED.sub(lambda match: f"《{_kind(match[1])}》", text)
    return next((to for to, like in _places() if like.search(bare)), "")


def _kind(title: str) -> str:
    """What a document is: a rule, a plan, or neither."""
    return "办法" if _RULES.search(title) else "方案" if _PLANS.search(title) else ""


def settle(findings: Findings) -> None:
    """Put the summary of a proposal in its places, and say of each finding how far it is."""
    proposal = findings.proposal
    noted = proposal.data.pop("summary", [])
    rows = proposal.data.get("findings", [])
    moved = [one for one in proposal.origins if one.path.startswith("summary[")]
    lines = {one.path: one.line for one in moved}
    proposal.origins = [one for one in proposal.origins if not one.path.startswith("summary[")]
    accounts = []
    _dated(proposal)
    if (name := str(proposal.get("unit.name") or "")) and _NO_UNIT.search(name):
        # 巡察整改情况 is what the notes are on, not who writes.
        del proposal.data["unit"]["name"]
    before = ""
    for index, note in enumerate(noted):
        proposal.line = lines.get(f"summary[{index}]", 0)
        if not isinstance(note, str):
            proposal.add("summary", note)
            continue
        before = ""
        for part in _apart(note):
            text = _LEAD.sub("", unwrapped(part.replace("。）", "）")))
            if _AGAIN.search(text) is not None:
                # What was found before and is found again the unit has to say of itself.
                proposal.add("own", {"problem": text}, part)
                continue
            for number, at in findings.numbers.items():
                if "." in number:
                    # 等3.1有着落再定: the finding by its number.
                    text = re.sub(rf"(?<![\d.]){re.escape(number)}(?=[有的落解])", f"第{at + 1}个问题", text)
            if _names(text, part, proposal):
                continue
            if (until := _UNTIL.fullmatch(text)) is not None and proposal.put("letter.until", until["day"], part):
                continue
            if (day := _UP_TO.match(text)) is not None and proposal.put("letter.until", day["day"], part):
                continue
            text = _numbered(text, len(rows))
            titles = [f"{row.get('title', '')}\n{_words(row)}" for row in rows]
            own = rows and place_of(text) != "clues"
            account = read_account(text, findings.numbers, len(rows), titles) if own else None
            if account is not None and sum(account.counts.values()) <= len(rows):
                accounts.append(account)
                proposal.trace("summary[0]", part)
                if account.until:
                    proposal.put("letter.until", account.until, part)
                for at, said in account.more.items():
                    if said not in _words(rows[at]):
                        rows[at].setdefault("notes", []).append(deeds(said))
                        proposal.trace(f"findings[{at}].notes[{len(rows[at]['notes']) - 1}]", said)
                text = "".join(account.left).strip("，")
                open_ = [at for at, status in account.named.items() if status == "正在推进"]
                if len(open_) == 1 and _DUE.fullmatch(text):
                    # 没完的是④，预计7月底
                    rows[open_[0]].setdefault("notes", []).append(f"{text}完成")
                    continue
                if not text:
                    continue
            if (count := _BARE_MEASURES.match(text)) is not None:
                text = f"制定措施{count['count']}"
            before = _place(text, before, findings)
    # What names findings says more than what only counts them.
    for account in sorted(accounts, key=lambda one: not one.named):
        stated = [str(row.get("status", "")) for row in rows]
        for at, status in settled(account, stated, [_words(row) for row in rows]).items():
            rows[at]["status"] = status
            proposal.trace(f"findings[{at}].status", status)
    if isinstance(planned := proposal.data.get("next"), list):
        planned[:] = [
            "；".join(_said(each, "next") for each in _planned(one)) if isinstance(one, str) else one for one in planned
        ]
    _found_behind(findings, rows)
    for row in rows:
        if isinstance(title := row.get("title"), str) and all(isinstance(one, str) for one in row.get("found", [])):
            row["title"], found = whole_found(title, row.get("found", []))
            row.update({"found": found} if found else {})
    with_subjects(rows)
    _who_pointed_out(proposal)
    in_order(proposal)
    if accounts:
        counts: dict[str, int] = {}
        for account in accounts:
            counts = {**account.counts, **counts}
        said = "，".join(f"{_VERBS.get(status, status)}{count}个" for status, count in counts.items())
        proposal.data.setdefault("summary", []).insert(0, f"{len(rows)}个问题，{said}")


#: What a finding says of what was found.
_AMISS = re.compile("[未没不超漏欠缺少]|重复|违规|虚|挪用|坐支|挂账")


def _found_behind(findings: Findings, rows: Sequence[RawTable]) -> None:
    """What stood behind the title of a finding is what was found, where lines beneath tell what was done."""
    for at in findings.behind & set(range(len(rows))):
        first, *rest = [one for one in rows[at].get("notes", []) if isinstance(one, str)] or [""]
        done = re.match("已|正在|均|全部", first) is not None or (class_of(first) and not re.search("[未没不]", first))
        if (
            first
            and not done
            and not rows[at].get("found")
            and rest
            and any((_AMISS.search(first), *map(class_of, rest)))
        ):
            rows[at]["found"], rows[at]["notes"] = statements(first), rest


_PAPER = re.compile("审计决定|审计报告|审议意见|评价报告|检查报告|整改通知书?|督办函|建议书|意见书|通报|报告|通知|意见")


def _who_pointed_out(proposal: Proposal) -> None:
    """What pointed out so many problems, where nothing else does: the document that is answered."""
    told = [one for one in proposal.data.get("origin", []) if isinstance(one, str)]
    notice = str(proposal.get("letter.notice") or "").partition("（")[0]
    papers = _PAPER.findall(notice) or _PAPER.findall("；".join(told))
    for at, one in enumerate(told):
        if one.startswith("指出") and papers:
            said = "报告" if papers[-1].endswith("报告") else papers[-1].removesuffix("决定")
            proposal.data["origin"][proposal.data["origin"].index(told[at])] = f"{said}{one}"
            return


def _numbered(text: str, total: int) -> str:
    """A statement that opens with the bare numbers of findings (4和9，审计局同意延期) with them named."""
    match = _BARE.match(text)
    numbers = re.findall(r"\d+", match[0]) if match is not None else []
    if match is None or not all(0 < int(one) <= total for one in numbers) or len(set(numbers)) != len(numbers):
        return text
    return "、".join(f"第{one}个问题" for one in numbers) + f"，{text[match.end() :]}"


def _dated(proposal: Proposal) -> None:
    """The day that the title of a ledger names is the day up to which it holds."""
    for one in proposal.origins:
        day = _LEDGER.search(one.words) if one.path == "genre" else None
        if day is not None:
            proposal.put("letter.until", day["day"], one.words)


def _names(text: str, part: str, proposal: Proposal) -> bool:
    """Whether a statement says no more than who writes, to whom, or what the notes are."""
    if (to := _TO.search(text)) is not None:
        return proposal.put("letter.to", to["to"], part)
    if (looked := _LOOKED_AT.fullmatch(text)) is not None:
        # 检查的是2024年某经费: what the document that is answered is about.
        notice = str(proposal.get("letter.notice") or "")
        kind = "" if looked["what"].endswith((looked["how"], "检查")) else looked["how"]
        told = looked["what"] in notice or proposal.put("letter.about", f"{looked['what']}{kind}发现问题整改情况", part)
        if told:
            proposal.aside(part)
        return told
    if (goes := TO.fullmatch(text)) is not None and proposal.get("letter.to") == goes["to"]:
        return True
    if proposal.get("unit.name") is None and OFFICE.fullmatch(text):
        return proposal.put("unit.name", text, part)
    if (own := _OWN.match(text)) is not None:
        proposal.put("unit.name", own["name"], part)
        if own["rest"]:
            proposal.add("origin", re.sub("报$", "报告整改情况", own["rest"]), part)
        return True
    if _ITSELF.match(text) is not None:
        if (day := re.search(r"(\d{1,2}月\d{1,2}日)（(20\d\d)年?）", text)) is not None:
            proposal.put("letter.until", f"{day[2]}年{day[1]}", part)
        proposal.aside(part)
        return True
    return False


_VERBS = {"已完成": "已完成整改"}


def _apart(note: str) -> list[str]:
    """The statements of a note; a list of statuses with names between its commas stays whole."""
    return [one for one in statements(note, "；。") if one]


def _planned(note: str) -> list[str]:
    """What is planned, plan by plan: a comma parts two where the next one is put as a plan of its own."""
    return [
        each for one in statements(note, "；。") for each in re.split("，(?=门面|官司|[^，；。]{2,8}官司盯着)", one)
    ]


def _parted(text: str) -> list[tuple[str, str]]:
    """How it came about, and what was organised on a day of its own behind a comma of it."""
    folded = fold(text)
    for low, high in list(split(folded, 0, len(folded), "，"))[1:]:
        if _ON_A_DAY.match(text[low:high]) and place_of(text[low:high]) == "organisation":
            return [(text[:low].rstrip("，"), "origin"), (text[low:], "organisation")]
    whole = _ON_A_DAY.match(text) and place_of(text) == "organisation"
    return [(text, "organisation" if whole else "origin")]


def _words(row: dict[str, object]) -> str:
    notes = row.get("notes")
    return "；".join(map(str, notes)) if isinstance(notes, list) else ""


def _place(text: str, before: str, findings: Findings) -> str:
    """Keep a statement where it belongs; answers where. What its words do not place goes where the one before went."""
    proposal = findings.proposal
    rows = proposal.data.get("findings", [])
    at = sorted({int(one) - 1 for one in _NAMED.findall(text)})
    if at and all(0 <= one < len(rows) for one in at):
        bare = re.sub(r"(?:第\d{1,2}个问题[、和及与，]?)+(?:的)?(?:各)?", "", text).strip("，： ")
        for one in at:
            rows[one].setdefault("notes", []).append(deeds(bare))
            proposal.trace(f"findings[{one}].notes[{len(rows[one]['notes']) - 1}]", text)
        return before
    target = place_of(text)
    if not target and before in ("organisation", "clues", "origin", "achieved"):
        target = before
    text = _said(text, target or "summary")
    if target == "origin":
        for left in read_origin(text, proposal):
            for part, to in _parted(left):
                proposal.add(to, _said(part, to), text)
        return target
    proposal.add(target or "summary", text, text)
    return target

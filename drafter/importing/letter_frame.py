"""What a letter tells of all its findings under labels of a line each: 追责：约谈3人；诫勉1人, 制度：修订6项；新建3项.

The writer gains that such a line is told as one statement where a letter has it, with the meaning of its label in the
words: 约谈3人、诫勉1人, 修订制度6项、新建3项.

Limits: only labels of the table (`rules/lexicon/letter_labels.toml`) and of figures that are compared, before the first
finding or behind the last; a label that stands more than once on the page belongs to the findings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from drafter.importing.asides import without_asides
from drafter.importing.labels import meaning
from drafter.importing.lines import JOINT, labelled, statements
from drafter.importing.lines import lines as noted
from drafter.importing.proposal import Proposal
from drafter.importing.rectifying import NUMBERED
from drafter.language.lexicon import words
from drafter.language.marks import brackets, fold
from drafter.language.verbs import verb_words

_OTHER = f"【其他】{JOINT}"
_HAS = re.compile(r"(?:现有|实有)?(?:在职|在编|人员编制|编制|干部职工|职工|人员)(?:职工|人员|干部)?\d")
_BRACKET = re.compile(r"[（(](?P<said>[^（）()]*)[）)]$")
_UNTIL = re.compile(
    r"^(?:截[至止]到?|到)?(?P<day>20\d\d年\d{1,2}月(?:\d{1,2}日|底)|\d{1,2}月(?:\d{1,2}日|底)|20\d\d年底)$"
)
_KINDS = re.compile(r"(?P<kinds>\d{1,2})(?P<of>类|大类|个方面|方面)[，、 ]?(?P<count>\d{1,3})[项个条](?:问题)?")
_COUNT = re.compile(r"(?P<count>\d{1,3})[项个条](?:问题)?")
_ONLY_COUNT = re.compile(r"(?:一共|总共|共)?\d{1,3}[项个条](?:问题)?")
_RULES = re.compile("(?:新[定订建立]|新制定|修订|出台|制定|废止|完善)[\u4e00-\u9fff]{0,4}(?:制度|办法|规定)$")
_COUNT_ONLY = re.compile(r"\d{1,3}[项个条件]")
_DEED = re.compile(r"[\u4e00-\u9fff]{2,10}\d[\d.]*[\u4e00-\u9fff]{0,2}")
_SCORED = re.compile(r"(?P<asked>(?:发放)?(?:调查)?问卷\d+份)[，、](?P<good>满意\d+份)[；，](?P<rate>\d[\d.]*[%％].*)")
_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日")
_STATE = re.compile(r"(?:已|全部)?(?:完成|整改完|改完|正在|还在|推进|未完成|没完成|销号)")


#: 编制54 实有49人 behind the name of the unit, in so many lines at the top.
_STAFF = re.compile(
    r"[，；、 \u3000]+(?P<said>(?:(?:核定)?编制|在编|在职|实有|现有)(?:数|人员|职工)?\d+[人名个]?"
    r"(?:[，、 \u3000]*(?:实有|在编|在职|在岗|现有|编外|聘用|床位|内设科室)(?:人员|职工)?\d+[人名个张]?)*)"
    r"(?=[，；。 \u3000]|$)"
)
_TOP = 6
_MONEY = re.compile(r"整改(?:一共|总共|共)?(?:花了|支出)\d|整改(?:的)?(?:经费|资金|费用)(?!到位|收回)[^：:]*\d")


_OF_MONEY = re.compile("(?:整改|专项|工作)*(?:经费|用钱|费用|投入|支出|花了?|共用)[^，；。]{0,8}\\d")
#: 某市某某联合会（市某联）
_BRACKETED = re.compile(r"(?P<name>[\u4e00-\u9fff]{5,24})（(?P<short>[\u4e00-\u9fff]{2,8})）")


class Framed(NamedTuple):
    """A statement about all findings, and where it goes (a field of the case)."""

    to: str
    text: str


@cache
def _labels() -> dict[str, dict[str, str]]:
    return {word: one for one in words("letter_labels")["of"] for word in one["words"]}


@cache
def _pieces() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["pattern"]), one["to"]) for one in words("letter_labels")["piece"]]


def label_of(text: str) -> tuple[str, str, str]:
    """The label of a line, what stands in its bracket and what stands behind it ("" three times where it has none)."""
    label, rest = labelled(text.removeprefix(_OTHER).strip())
    inside = _BRACKET.search(label)
    return (label[: inside.start()], inside["said"], rest) if inside is not None else (label, "", rest)


def without_frame(text: str, proposal: Proposal) -> str:
    """A letter's page without the lines that tell of all findings under a label of their own, which are kept; what
    follows them behind the last finding is about all as well."""
    lines = text.split("\n")
    numbered = [at for at, line in enumerate(lines) if any(NUMBERED.match(part) for part in line.split(JOINT))]
    marked = [at for at, line in enumerate(lines) if next((one.mark for one in noted(line)), "")]
    labels = [label_of(line)[0] if line[:1] not in (*" \t\u3000", "") else "" for line in lines]
    done = words("labels")["finding_parts"]["done"]
    if not numbered and any(re.fullmatch(done, label) for label in labels):
        # Problems without numbers have labels at the margin themselves.
        return text
    apart = False
    for at, line in enumerate(lines):
        inside = numbered[0] <= at <= numbered[-1] if numbered else bool(marked) and at > marked[0]
        if not inside and at not in marked and (told := _plain(line)):
            proposal.line = at + 1
            proposal.add("organisation", told, line)
            lines[at] = ""
            continue
        if (staff := _STAFF.search(line)) is not None and at < _TOP and labels[at] not in _labels():
            proposal.line = at + 1
            told = re.sub("[ \u3000、，]+", "，", staff["said"])
            proposal.add(
                "organisation",
                re.sub(r"(?<=编制)(\d+)(?![\d人名个])", r"\1名", re.sub("^编制", "人员编制", told)),
                line,
            )
            lines[at] = line[: staff.start()] + line[staff.end() :]
            if re.fullmatch("[\u4e00-\u9fff]{2,8}", lines[at].strip("，。； ")):
                # 县三院，编制186人: the short name alone.
                proposal.put("unit.short", lines[at].strip("，。； "), line)
                lines[at] = ""
                continue
        if (
            not labels[at]
            or inside
            or at in marked
            or JOINT in line.removeprefix(_OTHER)
            or labels.count(labels[at]) > 1
        ):
            continue
        proposal.line = at + 1
        if not keep_framed(line.removeprefix(_OTHER), proposal):
            continue
        behind = bool(numbered) and at > numbered[-1] and not apart
        lines[at] = _OTHER.rstrip(JOINT) if behind else ""
        apart = apart or behind
    return "\n".join(lines)


def framed(text: str) -> list[Framed]:
    """The statements that such a line makes; [] where its label says nothing that is known."""
    label, inside, rest = label_of(text)
    rest = rest.strip("。；， ")
    if not rest:
        return []
    one = _labels().get(label)
    pieces = [_put(piece) for piece in statements(rest, "；。")]
    if one is None and (rules := _RULES.match(label)) is not None and _COUNT_ONLY.fullmatch(pieces[0]):
        # 新定制度：4项；修订：3项
        return [
            Framed("achieved", "、".join([f"{rules[0]}{pieces[0]}", *(re.sub("[：:]", "", p) for p in pieces[1:])]))
        ]
    if one is None:
        said = "" if meaning(label, "rectification") else _compared(label, pieces)
        return [Framed("achieved", said)] if said else []
    how = one["how"]
    if how == "led":
        pieces[0] = f"由{pieces[0]}牵头"
    if how == "subject" and label not in rest:
        pieces[0] = f"{label}{pieces[0]}"
    if how == "unit":
        pieces[0] = re.sub(r"^编制(?=\d)", "人员编制", pieces[0])
    if how == "day":
        day = _UNTIL.match(pieces[0])
        return [Framed("letter.until", day["day"])] if day is not None and len(pieces) == 1 else []
    if how == "counts":
        return _counts(pieces)
    if how == "progress":
        return _progress(inside, pieces)
    if how == "due":
        return [Framed(one["to"], f"要求{re.sub('(?<!完成)整改(?:完成|完|到位)?$', '完成整改', pieces[0])}")]
    if how in ("lead", "aspect"):
        pieces[0] = f"{label}{'方面，' if how == 'aspect' else ''}{pieces[0]}"
    if how in ("whole", "lead", "aspect"):
        return [Framed(one["to"], "；".join(pieces))]
    if how == "noun" and pieces[0].startswith("《"):
        pieces[0] = f"{one['noun']}包括{pieces[0]}"
    if how == "noun":
        pieces[0] = _with_noun(pieces[0], one["noun"])
    if how == "money":
        pieces = [re.sub(r"(?:^|(?<=[，、]))(?=\d[\d.]*[%％](?:$|[，、]))", "执行率", each) for each in pieces]
        name = "资金" if label.endswith(("资金", "投入")) and not label.startswith("整改") else label
        name = "整改经费" if label == "经费" else name
        if label.endswith("保障") and re.match("整改|投入|安排|落实", pieces[0]):
            # 资金保障：整改投入183.6万元
            name = ""
        pieces[0] = re.sub(r"^(安排|预算|追加|投入)了?(?=\d)", rf"\1{name}", pieces[0])
        pieces[0] = re.sub(r"^((?:整改)?(?:共|一共|总共)?(?:使用|支出|用|花)了?)(?=\d)", rf"\1{name}", pieces[0])
        pieces[0] = pieces[0] if name in pieces[0] else f"{name}{pieces[0]}"
    if any(_DAY.match(piece) for piece in pieces):
        # What happened on a day is told by itself.
        return [Framed(one["to"], piece) for piece in pieces]
    return [Framed(one["to"], "，".join(pieces) if how in ("money", "unit") else _joined(pieces))]


def _plain(line: str) -> str:
    """A line without a label on the money that mending took, as one statement ("" for others)."""
    if not _MONEY.match(line):
        return ""
    told = "，".join(_put(one) for one in statements(without_asides(line)[0], "；。"))
    return re.sub(r"(?<=[，年月])到(?=\d{1,2}月)", "至", told)


def keep_framed(line: str, proposal: Proposal) -> bool:
    """Keep what such a line tells; False where its label says nothing that is known."""
    bare, said = without_asides(line)
    found = framed(bare)
    for remark in said if found else ():
        proposal.aside(remark)
    for one in found:
        if one.to == "letter.until":
            proposal.put(one.to, one.text, line)
        else:
            proposal.add(one.to, one.text, line)
    return bool(found)


def _once(proposal: Proposal) -> None:
    """Who sent the document and when it came in one statement, where the page tells both."""
    told = proposal.data.get("origin")
    letter = proposal.data.get("letter", {})
    title = str(letter.get("notice", "")).partition("》")[0]
    if not isinstance(told, list):
        return
    for at, one in enumerate(told):
        if title and letter.get("received") and isinstance(one, str) and title in one and "收到" not in one:
            unit = str(proposal.get("unit.short") or proposal.get("unit.name") or "")
            told[at] = f"{one}，{unit}{letter.pop('received')}收到"
            return


def in_order(proposal: Proposal) -> None:
    """What a letter tells of all findings in the order of its page; who has so many people, where that opens what was
    organised: 在职43人 is 市博物馆在职43人."""
    _once(proposal)
    named = _BRACKETED.fullmatch(str(proposal.get("unit.name") or ""))
    if named is not None and set(named["short"]) <= set(named["name"]) and proposal.put("unit.short", named["short"]):
        proposal.table("unit")["name"] = named["name"]
    for name in ("origin", "organisation", "achieved", "lasting"):
        values = proposal.data.get(name)
        lines = {one.path: one.line for one in proposal.origins}
        if not isinstance(values, list):
            continue
        order = sorted(range(len(values)), key=lambda at: lines.get(f"{name}[{at}]", 0))
        to = {f"{name}[{at}]": f"{name}[{place}]" for place, at in enumerate(order)}
        values[:] = [values[at] for at in order]
        proposal.origins = [one._replace(path=to.get(one.path, one.path)) for one in proposal.origins]
    told = proposal.data.get("organisation")
    if isinstance(told, list) and all(isinstance(one, str) and _OF_MONEY.match(one) for one in told):
        # What the mending cost is no chapter on how it was organised.
        proposal.data.setdefault("summary", []).extend(proposal.data.pop("organisation"))
    unit = str(proposal.get("unit.short") or proposal.get("unit.name") or "")
    if isinstance(told, list) and told and isinstance(told[0], str) and _HAS.match(told[0]) and unit:
        told[0] = f"{unit}{told[0]}"


def _put(text: str) -> str:
    for pattern, to in _pieces():
        text = pattern.sub(to, text)
    return text.strip("。；， ")


def _joined(pieces: Sequence[str]) -> str:
    """The pieces as one statement: what was done and how often by 、, all else by ，."""
    short = len(pieces) > 1 and all(_DEED.fullmatch(fold(one)) for one in pieces)
    return ("、" if short else "，").join(one for one in pieces if one)


def _with_noun(piece: str, noun: str) -> str:
    """修订6项 is 修订制度6项."""
    match = re.match(r"(?P<verb>[\u4e00-\u9fff]{2})(?P<count>\d+[项个件])", piece)
    if match is None or match["verb"] not in verb_words() or noun in piece:
        return piece
    return f"{match['verb']}{noun}{piece[match.start('count') :]}"


def _counts(pieces: Sequence[str]) -> list[Framed]:
    """3类9项 and 涉及金额318.60万元 as what was pointed out."""
    first = re.sub("^(?:一共|总共|共)?(?:查出|发现|指出|反馈)?(?:的)?问题(?=\\d)", "", pieces[0])
    kinds, count = _KINDS.match(first), _COUNT.match(first)
    if kinds is not None:
        of = "个方面" if "方面" in kinds["of"] else "类"
        head, rest = f"指出{kinds['kinds']}{of}{kinds['count']}个问题", first[kinds.end() :]
    elif count is not None:
        head, rest = f"指出{count['count']}个问题", first[count.end() :]
    else:
        return []
    more = [one for one in (rest.strip("，、 "), *pieces[1:]) if one]
    if more and more[0].startswith(("（", "(")):
        head, more = f"{head}{more[0]}", more[1:]
    more = [re.sub(r"^金额(?=\d)", "涉及金额", one) for one in more]
    more = [one if not re.match(r"\d[\d.]*[万亿]?元", one) else f"涉及{one}" for one in more]
    return [Framed("origin", "，".join([head, *more]))]


def _progress(inside: str, pieces: Sequence[str]) -> list[Framed]:
    """How many are how far, and what money was put right and is left, each as one statement; the day it holds for."""
    found: list[Framed] = []
    if (day := _UNTIL.match(inside)) is not None:
        found.append(Framed("letter.until", day["day"]))
    parts = [part for piece in pieces for part in _apart(piece)]
    states = [one for one in parts if _STATE.match(one) and re.search(r"\d[项个条]", one)]
    parts = [one for one in parts if not _ONLY_COUNT.fullmatch(one)]
    rest = [re.sub(r"^(?:还)?[剩余](?:下)?(?=\d)", "剩余", one) for one in parts if one not in states]
    if states:
        found.append(Framed("summary", "，".join(states)))
    if rest:
        found.append(Framed("summary", "，".join(rest)))
    return found


def _apart(piece: str) -> list[str]:
    folded = fold(piece)
    held = brackets(folded)
    cuts = [
        match.start()
        for match in re.finditer("[，、]", folded)
        if not any(p.start < match.start() < p.end for p in held)
    ]
    ends = [*cuts, len(piece)]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [piece[low:high].strip() for low, high in zip(starts, ends, strict=True) if piece[low:high].strip()]


def _compared(label: str, pieces: Sequence[str]) -> str:
    """A figure under its own name, held against a goal or last year: what the label counts is said with it ("" where
    the line is none)."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,12}", label):
        return ""
    told = "；".join(pieces)
    if (scored := _SCORED.fullmatch(told)) is not None and label.endswith(("满意度", "满意率")):
        asked = scored["asked"] if scored["asked"].startswith("发放") else f"发放{scored['asked']}"
        return f"{asked}，{scored['good']}，{label}{scored['rate']}"
    first, *more = pieces
    figure = re.match(r"(?P<when>20\d\d年)?(?P<sum>\d[\d.]*[万亿]?(?P<unit>人次|[\u4e00-\u9fff]{1,2}|[%％]))", first)
    if figure is None or not re.search("目标|上年|去年|同期|20\\d\\d年", told[figure.end() :]):
        return ""
    name = label.removesuffix(figure["unit"]) if len(label) > len(figure["unit"]) + 1 else label
    said = f"{figure['when'] or ''}{name}{first[figure.start('sum') :]}"
    return "，".join([said, *more])

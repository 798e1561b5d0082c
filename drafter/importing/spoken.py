"""What people say rather than write: a label before a comma (效果这块，…), problems counted off (一个是…；再一个…),
a slip put right in the same breath (装好21部，不对，是18部).

Limits: only short words that are labels by themselves are taken for labels; a slip that cannot be matched with what
was said before stays as it was typed.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.importing.labels import known_label, meaning
from drafter.language.amounts import amounts
from drafter.language.lexicon import words
from drafter.language.marks import fold


@cache
def _label() -> re.Pattern[str]:
    data = words("routes")["spoken"]
    label = f"(?P<label>[^，。；：！？\\d“”《》（）]{{1,{data['longest']}}}?)"
    return re.compile(rf"{label}(?P<tail>{data['tail']})[，：][ \u3000]*(?P<rest>.+)", re.DOTALL)


def spoken_label(text: str, genre: str) -> tuple[str, str]:
    """The label that a statement opens with before a comma, and what stands behind; ("", text) where there is none."""
    data = words("routes")["spoken"]
    match = _label().match(fold(text))
    if match is None or match["label"] in data["never"]:
        return "", text
    label = match["label"]
    if known_label(label, genre) in data["to"] or work_group(label):
        return label, text[match.start("rest") :].strip()
    return "", text


#: 补记，自己觉得不行的地方：…; 年初定的目标我抄在前面，免得找不着：…
_LED = re.compile(r"(?P<lead>[^：。；！？\d《》“”（）]{2,40})：[ \u3000]*(?P<rest>.{6,})", re.DOTALL)
#: 年初定的目标我抄在前面: the goals, and what was done with the list of them.
_GOAL = re.compile(
    r"(?:年初|当初|原先|上面|县里|局里|项目|今年|全年)*(?:定|下|给|批|报|写)?(?:下|来|达)?(?:的)?(?P<label>(?:绩效|年度)?目标)(?:是|有|我|都|先|也)?[抄列写记放附摆]?"
)
#: What such a lead may speak of; of anything else people talk in passing.
_LEADS = ("problems", "measures", "next", "goals.expected", "goals.year", "goals.overall", "application")


def led_label(text: str, genre: str) -> tuple[str, str]:
    """The label among the clauses of a talkative lead before a colon, and what stands behind; ("", text) where no
    clause of several is one."""
    match = _LED.match(fold(text))
    clauses = match["lead"].split("，") if match is not None else []
    if match is None or len(clauses) < 2:
        return "", text
    for clause in clauses:
        bare = clause.strip(" \u3000")
        goal = _GOAL.match(bare)
        label = goal["label"] if goal is not None else bare
        if (known_label(label, genre) or meaning(label, genre)) in _LEADS:
            return label, text[match.start("rest") :].strip()
    return "", text


@cache
def _titles() -> dict[str, str]:
    return {word: one["title"] for one in words("routes")["group"] for word in one["words"]}


def work_group(label: str) -> str:
    """The title of the group of work that a label speaks of: 质量 and 质量怎么样 are 质量指标 ("" where of none)."""
    return _titles().get(re.sub(r"[（(].*[）)]|[？?\s]|(?:情况|方面|这块|那块|上)$", "", label), "")


#: A heading over statements of several indicators: each goes to its own.
MIXED = "绩效目标完成情况"


def indicator_heading(label: str) -> str:
    """The title of the group of work that a heading alone speaks of: 用处 is 效益指标, 质量 时间 成本 that of several
    ("" where a part of it is no indicator)."""
    alone = {word: one["title"] for one in words("routes")["group"] for word in one.get("alone", ())}
    parts = [part for part in re.split(r"[、，/／·及与和\s]+", label) if part]
    found = {work_group(part) or alone.get(part, "") for part in parts}
    if not found or "" in found:
        return ""
    return found.pop() if len(found) == 1 else MIXED


def named_rate(title: str, text: str) -> str:
    """A note with the name of its rate where only the heading has it: 满意度：村民300份，89.7% tells 满意度89.7%."""
    rated = title.removesuffix("指标")
    if not rated.endswith(("度", "率")) or rated[:2] in text:
        return text
    return re.sub(r"(^|[，；])(?=\d[\d.]*[%％])", rf"\1{rated}", text, count=1)


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(words("routes")["counting"]["like"])


def uncounted(text: str) -> str:
    """A problem or measure without the words that count it off: 再一个，…."""
    text = re.sub(r"^(?:另外|此外)(?:还)?[，：]?(?=[^，。；]{4})", "", text)
    match = _counting().match(fold(text))
    return text[match.end() :].lstrip("，、： \u3000") if match and len(text) - match.end() > 1 else text


def counted_off(text: str) -> list[str]:
    """The parts of a text that words count off (一个是甲，再一个是乙，还有就是丙); the whole text where fewer than two
    do."""
    folded = fold(text)
    cuts = [match.start("at") for match in re.finditer(rf"(?:^|[，；。])(?P<at>){_counting().pattern}", folded)]
    if len(cuts) < 2:
        return [text]
    ends = [*cuts[1:], len(text)]
    parts = [text[low:high].strip("，；。 \u3000") for low, high in zip(cuts, ends, strict=True)]
    head = text[: cuts[0]].strip("，；。 \u3000")
    return [*([head] if head else []), *(uncounted(part) for part in parts if part)]


@cache
def _slip() -> re.Pattern[str]:
    return re.compile(words("routes")["corrected"]["like"])


def corrected(text: str) -> tuple[str, str]:
    """A text without what its speaker took back, and what that was ("" where he took nothing back).

    装好21部，不对，是装好21部里面验收了18部: what was said again from the same words on takes the place of the first; a
    figure takes that of the last one with its unit."""
    folded = fold(text)
    match = _slip().search(folded)
    if match is None:
        return text, ""
    start = max(folded.rfind(mark, 0, match.start()) for mark in "，；。：") + 1
    said, again = folded[start : match.start()], folded[match.end() :]
    if not again.strip():
        return text, ""
    for size in range(min(8, len(again)), 1, -1):
        at = said.rfind(again[:size])
        if at >= 0:
            return text[: start + at] + text[match.end() :], text[start + at : match.end()]
    first = amounts(again)
    fitting = [one for one in amounts(said) if first and first[0].start == 0 and one.unit == first[0].unit]
    if fitting:
        cut = start + fitting[-1].start
        return text[:cut] + text[match.end() :], text[cut : match.end()]
    if match[0][0] in ".…":
        # 2到4季度... 更正：二、三季度各14期: who breaks off takes back the clause.
        return text[:start] + text[match.end() :], text[start : match.end()]
    return text, ""


#: What opens a line that takes back what was said before.
RIGHT = re.compile(r"(?:更正|改一下|纠正|刚才(?:说|写|报)错了?|上面(?:说|写|报)错了?)(?:一下)?[！!，。：: \u3000]+")


def put_right(note: str, text: str) -> str | None:
    """A note with the figure that a later line gives for it: 查出53处，改了50处 and 改了51处，剩2处 (None where the two
    tell of different things)."""
    folded, said = fold(note), fold(text)
    first = next(iter(amounts(said)), None)
    if first is None:
        return None
    head = said[: first.start]
    for one in reversed(amounts(folded)):
        if head and one.unit == first.unit and folded[: one.start].endswith(head):
            rest = text[first.end :].strip("，。； ")
            told = note[: one.start] + text[first.start : first.end] + note[one.end :]
            return f"{told}，{rest}" if rest else told
    return None


def unquoted(text: str) -> str:
    """A sentence out of a longer quotation, without the mark that is left of it ("" where nothing else is)."""
    if text.count("“") == text.count("”"):
        return text
    return text.removeprefix("“").removesuffix("”").strip() if text[:1] == "“" or text[-1:] == "”" else text

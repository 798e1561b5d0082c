"""Problems and measures in the writer's words, as they come, and as pairs in the end.

Limits: which measure answers which problem is told by their order, or by an arrow between the two.
"""

from __future__ import annotations

import re

from drafter.claims.units import with_money
from drafter.importing.lines import enumerated, labelled, statements
from drafter.importing.proposal import Proposal
from drafter.importing.references import resolved
from drafter.importing.spoken import counted_off, uncounted
from drafter.language.amounts import amounts
from drafter.language.late import LatePattern
from drafter.language.marks import brackets, fold, split

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}[，、,])")
#: What the name of a problem says of its matter; 古村落和停车场 alone says nothing.
_JUDGED = LatePattern(
    "[不没未无缺少低慢弱粗难散偏晚旧乱差超紧松浮虚重拖断停漏错高多卡堵]|单一|薄弱|滞后|闲置|浪费|流于|空白|老化|被动|脱节|超标|下降|上升|压力|矛盾|短板"
)
_MEASURE = re.compile(
    r"(?<![\d%]) ?(?:→|⇒|—+>|[-=]+>) ?"
    r"|[；。，](?:整改|改进|拟采取|对应)?(?:的)?(?:措施|办法|对策|打算|改法)(?:是|为)?[：:]"
)

#: 先看一遍 没有数字的退回: a blank between clauses does for a comma.
_CLAUSES = re.compile("(?<=[\u4e00-\u9fff]{6}) +(?=[\u4e00-\u9fff\\d]{6})")
#: Blanks between words say nothing in Chinese.
_GAP = re.compile("(?<=[\u4e00-\u9fff，；]) +(?=[\u4e00-\u9fff])")
#: So many measures beside arrows are all of them.
_APART = 2


#: More than one in so many problems has to be spoken of.
_MOST = 2
#: Words of any report say nothing of what a line is about.
_STOCK = re.compile("项目|工作|年底|目标|完成|没有|资金|支出|预算|加强|进一步|月底|底前|及时|部分|情况|问题|管理")


def _alike(one: str, other: str) -> bool:
    """Whether two lines share a word, or a count with its unit."""
    bare, others = (_STOCK.sub("，", fold(text)) for text in (one, other))
    counts = {(found.value, found.unit) for found in amounts(bare)} & {
        (found.value, found.unit) for found in amounts(others)
    }
    if any(unit and value > 1 for value, unit in counts):
        return True
    pairs = (bare[at : at + 2] for at in range(len(bare) - 1))
    return any(re.fullmatch("[\u4e00-\u9fff]{2}", pair) and pair in others for pair in pairs)


class Own:
    """The problems, each with what there is to say of it, and the measures of notes."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []
        self.measures: list[str] = []
        #: Where a problem and what stands behind its arrow came as one, by their place in both lists.
        self.arrows: list[int] = []

    def take(self, side: str, text: str, proposal: Proposal, whole: bool = False) -> None:
        """Read a problem or a measure (`side`); `whole`: the text is an item of a list, and one of them however many
        statements it makes."""
        text = text.strip("。；， \u3000")
        # 一是甲 二是乙 on one line are parted by their ordinals.
        text = text if len(enumerated(text)) > 1 else _ORDINAL.sub("", text)
        several = [part for each in enumerated(text) for one in counted_off(each) for part in statements(one)]
        for part in [text] if whole else several:
            part = with_money(uncounted(_ORDINAL.sub("", _full_width(part).strip("，。 "))))
            if not part:
                continue
            proposal.trace("own", part)
            pair = _pair(part)
            if pair is not None:
                self._even()
                self.arrows.append(len(self.problems))
                self.problems.append(detailed(pair[0]))
                self.measures.append(pair[1])
            elif side == "problems":
                self.problems.append(detailed(part))
            else:
                self.measures.append(part)

    def answered_by(self, text: str) -> bool:
        """Whether a text holds as many items as there are problems without measures: their measures."""
        count = len(self.problems)
        return not self.measures and count > 1 and len(enumerated(text)) == count

    def _speaks_of(self, later: list[str]) -> bool:
        """Whether what is to be done next is about the problems: most of them are named there again."""
        named = [any(_alike(f"{problem}，{detail}", line) for line in later) for problem, detail in self.problems]
        return sum(named) * _MOST > len(named)

    def _even(self) -> None:
        """As many of the ones as of the others, so that the next two stand in one row."""
        count = max(len(self.problems), len(self.measures))
        self.problems += [("", "")] * (count - len(self.problems))
        self.measures += [""] * (count - len(self.measures))

    def _came_of(self) -> None:
        """Behind an arrow stands what came of a problem, not what is done about it, where the measures were noted
        apart."""
        apart = [one for at, one in enumerate(self.measures) if one and at not in self.arrows]
        if not self.arrows or len(apart) < len(self.problems) - len(self.arrows) or len(apart) < _APART:
            return
        for at in self.arrows:
            problem, detail = self.problems[at]
            self.problems[at] = problem, "，".join(part for part in (detail, self.measures[at]) if part)
        self.measures = apart
        self.problems = [one for one in self.problems if any(one)]

    def close(self, proposal: Proposal, genre: str) -> None:
        """Problems and measures become pairs, in their order; where no measures are named, what is to be done next
        about the problems are the measures."""
        later = proposal.data.get("next", [])
        project = genre == "project-self-evaluation"
        if genre == "rectification":
            later = []
            if self.measures and not self.problems:
                # What will be done without a word of what is lacking is what comes next.
                proposal.data["next"] = [*proposal.data.get("next", []), *self.measures]
                self.measures = []
        unanswered = bool(self.problems) and not self.measures
        if later and (project or (unanswered and len(later) in (1, len(self.problems)))):
            self.measures += [part for line in later for each in enumerated(line) for part in statements(each)]
            del proposal.data["next"]
        elif later and unanswered and self._speaks_of(later):
            self.measures += later
            del proposal.data["next"]
        self._came_of()
        self.problems = [resolved(one, proposal) for one in self.problems]
        self._even()
        for (problem, detail), measure in zip(self.problems, self.measures, strict=True):
            row = {"problem": problem, "detail": detail, "measure": measure}
            row = {key: value for key, value in row.items() if value}
            if row:
                proposal.rows("own").append(row)


def _full_width(text: str) -> str:
    """A text with the commas and stops of Chinese: no field of a report holds others."""
    text = _CLAUSES.sub("，", text)
    text = _GAP.sub("", text)
    folded = fold(text)
    return "".join(mark if one in ",;:" and mark in "，；：" else one for one, mark in zip(text, folded, strict=True))


def _pair(text: str) -> tuple[str, str] | None:
    """A problem and its measure on one line, with an arrow or a label between; None where it is one thing."""
    match = _MEASURE.search(text)
    if match is None or match.start() < 2 or not text[match.end() :].strip():
        return None
    return text[: match.start()].strip("，。；、 "), text[match.end() :].strip("，。；、 ")


#: 6家公司承担19个标段 says something; 6家、19个 only counts.
_STATED = LatePattern(r"(?<![\d.])\d[\d.]*[\u4e00-\u9fff]{4,}\d")


def detailed(text: str) -> tuple[str, str]:
    """A problem and what stands in its bracket or behind its first comma, where that is a statement of its own."""
    folded = fold(text)
    pairs = brackets(folded)
    if pairs and pairs[-1].mark == "（" and pairs[-1].end == len(folded) and pairs[-1].start > 0:
        inside = text[pairs[-1].start + 1 : pairs[-1].end - 1]
        counted = fold(inside)[:1].isdigit() and _STATED.match(fold(inside)) is None
        if (len(amounts(fold(inside))) > 1 or "，" in fold(inside)) and not counted:
            return text[: pairs[-1].start].strip(), inside.strip("，。 ")
    parts = [text[low:high] for low, high in split(folded, 0, len(folded), "，：；")]
    if (
        len(parts) > 1
        and 4 <= len(parts[0]) <= 24
        and _JUDGED.search(parts[0])
        and not amounts(fold(parts[0]))
        and len(text) - len(parts[0]) > 7
    ):
        rest = text[len(parts[0]) + 1 :].strip("，。 ")
        if not rest.startswith(("因", "由于", "主要是", "原因")):
            return parts[0].strip(), rest
        return text, ""
    label, rest = labelled(text)
    return (label, rest) if label and rest else (text, "")

"""Findings of a rectification as they are noted: the problem, what was found, what was done about it, how far it is.

问题2 钱没花出去。拨了88万元，只花12万元 → 原因：…。已…。——12月底前办完 is a title, what was found, what was done and a
status; an arrow parts the problem from what was done, where there is none the first full stop or dash does.

Limits: a status is read from words of the table (`rules/lexicon/notes.toml`, stated) that stand in brackets or behind a
dash at the end.
"""

from __future__ import annotations

import re
from typing import Any

from drafter.importing.coded import Coded, led
from drafter.importing.finding_lines import ReportedFinding, arrow_in, read_finding, stated, title_of
from drafter.importing.labels import opened_by
from drafter.importing.lines import NotedLine, labelled, statements
from drafter.importing.problem_titles import category, deeds, entitled, evidence, judges
from drafter.importing.proposal import Proposal
from drafter.language.lexicon import words
from drafter.language.marks import fold, split
from drafter.language.numerals import count_value

#: 问题3 or 第3个问题 or ①-2 before what it is.
NUMBERED = re.compile(
    r"(?:(?:反馈|指出|发现|整改|审计|巡察)?(?:问题|事项|意见)(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
    r"(?:[、.．)）：:]|[ \u3000]+)[ \u3000]*"
    r"|[A-Z]\d{1,2}[、.．：: \u3000]+"
    r"|第(?:[一二三四五六七八九十]{1,3}|\d{1,2})[个条项](?:问题|意见|事项)?[、.．，,：: \u3000]+"
    r"|[①-⑳](?:[-—]\d{1,2})?[、.．]?[ \u3000]*|-\d{1,2}[ \u3000]+|\d{1,2}[-.—]\d{1,2}[、.．)）]?[ \u3000]+)"
)
_LATER = re.compile(
    r"(?P<number>[①-⑳](?:[-—]\d{1,2})?|问题\d{1,2}|\d{1,2}[-.]\d{1,2})[^〔【\[，。；]{0,8}[〔【\[](?P<said>[^】\]〕]{1,8})[】\]〕]"
)
#: 从严治党那块三个: a heading that counts.
_COUNTED = re.compile(r"(?P<name>[^，。；：\d]{2,20}?)(?P<count>[一二两三四五六七八九十]|\d{1,2})[个条项](?:问题|事)?")
#: What a problem goes on with behind its first comma.
_GOES_ON = re.compile("说|其中|只|有\\d|涉及|自己|而且|还(?!剩|差|有)")
#: How long a heading that is no class of findings may be.
_NEUTRAL = 24
#: 10月18日W6: a day, and whose deed it is.
_CODED = re.compile(r"(?P<day>(?:20\d\d年)?\d{1,2}月\d{1,2}日)?[ \u3000]*(?P<code>[A-Z]\d{1,2})(?![\d、和与及])")
#: 还没说的：W1…
_REST = re.compile(r"^[^，。；：\d]{0,4}(?:没|未|漏|忘|补)(?:有)?(?:说|写|提|记|讲)?(?:到|完|充)?(?:的)?[：，]")


#: So many findings told whole make a list of them.
_LISTED = 3
#: What goes on with the finding above.
_STAYS = re.compile("(?:[↑→]|其中|另外?|还|但|不过|因为|原因|(?:其余|剩下)[^个]{0,2}\\d)")
_COUNTING = re.compile(r"(?P<number>\d{1,2})[、.．](?=\d+(?!\d*月)[\u4e00-\u9fff])")


def neutral(label: str) -> bool:
    """Whether a heading is no class of findings: 审计的原话, 工作日志."""
    return re.search(words("labels")["neutral"]["like"], label) is not None


class Findings(Coded):
    """The findings of a proposal as they come: what their numbers are made of, the heading they stand under, and which
    number is whose (a status may be given later: ①-3 应为〔完成〕)."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal)
        self.kind = self.category = ""
        #: Whether they stand in the rows of a table, which number them.
        self.tabled = False
        #: Whether the last row is a heading that nothing was told under yet.
        self.heading = False
        #: Whether the line that names the last finding went on behind its title.
        self.led = False
        #: Whether what was done stands to the right of the findings.
        self.beneath = False
        #: How many findings without numbers are still due under the heading that counted them.
        self.due = 0
        #: How many findings were told whole on their line.
        self.whole = 0
        #: How many findings there were when a line with a mark or indented told what was done; whether one without did.
        self.marked: set[int] = set()
        self.loose = False
        #: Findings whose line went on behind its title.
        self.behind: set[int] = set()
        self.numbers: dict[str, int] = {}

    def plainly(self, text: str) -> bool:
        """Read a line without a number or a label: a heading that counts findings, or one of them."""
        return self.counted(text) or (not opened_by(text, "rectification") and self.told(text))

    def counted(self, text: str) -> bool:
        """Whether a line without figures of its own says how many findings stand under it (基层组织两个): it is their
        heading."""
        match = _COUNTED.fullmatch(text.strip(" ：:。"))
        if match is None or re.search("了$|制度|办法|培训|问卷|会$", match["name"]):
            # 制度修了2个 counts what was done.
            return False
        self.due = count_value(match["count"])
        self.category = re.sub("(?:那|这)(?:一)?[块类方面]+(?:的)?$|的$", "", match["name"])
        return True

    def told(self, text: str) -> bool:
        """Read a line that is due under such a heading: its first clause is the problem."""
        label = re.sub(r"[（(][^）)]*[）)]|\s", "", labelled(text)[0])
        within = any(re.fullmatch(like, label) for like in words("labels")["finding_parts"].values())
        if self.due <= 0 or within or NUMBERED.match(text):
            return False
        self.due -= 1
        text, status, said = stated(text)
        folded = fold(text)
        parts = list(split(folded, 0, len(folded), "，。；"))
        at = 1
        while at < len(parts) and _GOES_ON.match(folded[parts[at][0] :]):
            at += 1
        title = text[: parts[at - 1][1]]
        done = text[parts[at][0] :] if at < len(parts) else ""
        last = parts[-1]
        if not status and at < len(parts):
            for name, marks in words("notes")["stated"].items():
                if folded[last[0] : last[1]].strip() in marks:
                    status, said, done = name, text[last[0] :], text[parts[at][0] : last[0]]
        self.add(ReportedFinding(title_of(title), (), done.strip("，。； "), status, said), text)
        return True

    def over(self, line: NotedLine, mode: str) -> bool:
        """Whether a line without a mark stands behind findings that were each told whole on a line of its own, or
        to the left of what was done about findings that are called 问题一, 问题二."""
        rows = self.proposal.get("findings") or []
        bare_rows = sum(not row.get("notes") and not row.get("found") for row in rows)
        apart = self.beneath and self.kind == "问题"
        whole = self.whole >= _LISTED and self.whole > 3 * bare_rows
        if mode == "group" and (line.mark or line.indent):
            self.marked.add(len(rows))
        # Where what was done has marks, a line at the margin is of none of the findings.
        margin = len(self.marked) >= _LISTED and len(self.marked) >= len(rows) - 1 and not self.loose
        if mode != "group" or line.mark or line.indent or not (apart or whole or margin):
            self.loose = self.loose or (
                mode == "group" and not (line.mark or line.indent) and not NUMBERED.match(line.text)
            )
            return False
        bare = re.sub(r"[（(][^）)]*[）)]|\s", "", labelled(line.text)[0])
        within = any(re.fullmatch(like, bare) for like in words("labels")["finding_parts"].values())
        return not (bare and within) and not NUMBERED.match(line.text) and not _STAYS.match(line.text)

    def part(self, label: str, rest: str, line: NotedLine) -> bool:
        """Read a label that stands within a finding (怎么改的, 原因, 具体表现); False where it stands in none."""
        rows = self.proposal.get("findings") or []
        data = words("labels")["finding_parts"]
        bare = re.sub(r"[（(][^）)]*[）)]|\s", "", label)
        kind = next((key for key, like in data.items() if re.fullmatch(like, bare)), "")
        if kind == "done" and self.led and rows:
            # What stood behind the title is what was found: what was done has a label of its own.
            rows[-1]["found"] = [*rows[-1].get("found", []), *rows[-1].pop("notes", [])]
        self.led = False
        if not kind or not rows or (kind == "maybe" and rows[-1].get("notes") and not line.mark and not line.indent):
            return False
        state, said, more = led(rest) if kind == "maybe" and rest else ("", "", rest)
        if state and rows[-1].setdefault("status", state) == state:
            # 状态：推进中，9月底前
            self.proposal.trace(f"findings[{len(rows) - 1}].status", said)
            rest = more.strip("。；， \u3000")
        if kind == "found" and rest:
            at = f"findings[{len(rows) - 1}].found"
            for one in map(deeds, statements(rest)):
                rows[-1].setdefault("found", []).append(one)
                self.proposal.trace(f"{at}[{len(rows[-1]['found']) - 1}]", one)
        elif rest:
            first = next(iter(re.split("[，；。]", fold(rest), maxsplit=1)))
            if kind == "maybe" and any(first in marks for marks in words("notes")["stated"].values()):
                # 状态：推进中，12月底: how far it is opens what is said of it.
                rest = f"{rest[len(first) :].lstrip('，；。 ')}（{first}）"
            if re.match("下一?步|接下来|后续|打算", bare) and not re.match("下一?步", rest):
                rest = f"下一步，{rest}"
            # Why, behind how far it is, says why it is not done.
            left = re.search("[未没卡差]", label) or (rows[-1].get("status") == "正在推进" and rows[-1].get("notes"))
            open_ = "未完成" if kind == "reason" and left else ""
            said = self.status_of(f"{open_}原因：{rest}" if kind == "reason" else rest).strip("。；， \u3000")
            if said:
                rows[-1].setdefault("notes", []).append(said)
                self.proposal.trace(f"findings[{len(rows) - 1}].notes[{len(rows[-1]['notes']) - 1}]", said)
        return True

    def take(self, line: NotedLine, mode: str, listing: bool) -> bool:
        """Read a numbered line as a finding; False where it is none. `mode` is what the reader is in, `listing` whether
        a heading for notes stands open above it."""
        self.beneath = self.beneath or (mode == "group" and bool(line.indent) and not line.mark)
        if self._told_of(line.text):
            return True
        # 工作日志 over its lines is a heading; 补齐了监理日志 beneath a finding is what was done.
        heads = not line.indent and "了" not in line.text and len(line.text) <= _NEUTRAL
        if heads and not NUMBERED.match(line.text) and neutral(line.text):
            self.proposal.aside(line.text)
            return True
        numbered = NUMBERED.match(line.text)
        rows = self.proposal.get("findings") or []
        if numbered is None and (next_ := _COUNTING.match(line.text)) and int(next_["number"]) == len(rows) + 1:
            # 2、12个文化站…: the number of the finding, and a figure behind it.
            numbered, line = next_, line._replace(mark="item", kind=self.kind or "1、")
        mark = line.mark or (numbered is not None and numbered[0][:1].isdigit())
        named = numbered is not None and numbered[0][:1] in "反指发整审巡问事意第ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if not (mark or named) or (mode in ("list", "field") and not named):
            return False
        kind = "问题" if named else line.kind or "1.1"
        found = read_finding(line.text[numbered.end() :] if numbered else line.text)
        plain = (
            found.status
            or found.found
            or (self.heading and found.done and judges(found.title))
            or arrow_in(line.text) is not None
            or "1.1" in kind
        )
        if not (plain or named) and (not re.search(r"[1一①a]", kind) or (self.heading and kind != self.kind)):
            return False
        if mode == "group" and not self.heading and kind != self.kind and not named:
            return False
        if listing and not plain and not named:
            return False
        self.due -= named and self.due > 0
        if self.heading:
            self.category = self.proposal.rows("findings").pop()["title"]
        self.numbers[f"{line.number_mark}{numbered[0].strip() if numbered else ''}"] = self.add(found, line.text)
        self.kind = kind
        return True

    def row(self, problem: str, done: str, said: str, words_: str) -> None:
        """A row of a table: the problem, what was done, how far it is."""
        first = problem.strip("。；，")
        status = next((name for name, marks in words("notes")["stated"].items() if said.strip() in marks), "")
        if not status and not said.strip():
            status, said, done = led(done)
        done = done if status or not said.strip() else f"{done}；{said}"
        self.add(ReportedFinding(title_of(first), (), done.strip("。； "), status, said), words_)

    def _told_of(self, text: str) -> bool:
        """Read a line that speaks of findings by their codes: 10月18日W6已入账 belongs to the finding W6, what names
        several or, among such lines, none is about all."""
        codes = {code for code in re.findall(r"[A-Z]\d{1,2}", text) if code in self.numbers}
        if not any(re.fullmatch(r"[A-Z]\d{1,2}", number) for number in self.numbers):
            return False
        if not (codes or re.match(r"\d{1,2}月\d{1,2}日", text)):
            return False
        rest = _REST.sub("", text)
        if len(codes) == 1 and self._of_one(rest):
            return True
        if len(codes) > 1 and _CODED.match(rest):
            for part in statements(rest):
                if self._of_one(part):
                    continue
                if opened_by(part, "rectification") == "next":
                    self.proposal.add("next", part, part)
                else:
                    self._summary(part, part)
        else:
            self._summary(text, text)
        return True

    def _of_one(self, text: str) -> bool:
        """Read a statement that opens with the code of one finding: it belongs there."""
        match = _CODED.match(text)
        if match is None or match["code"] not in self.numbers:
            return False
        if len({code for code in re.findall(r"[A-Z]\d{1,2}", text) if code in self.numbers}) > 1:
            return False
        at = self.numbers[match["code"]]
        row = self.proposal.rows("findings")[at]
        row.setdefault("notes", []).append(deeds(f"{match['day'] or ''}{text[match.end() :].strip()}"))
        self.proposal.trace(f"findings[{at}].notes[{len(row['notes']) - 1}]", text)
        return True

    def _summary(self, text: str, said: str) -> None:
        for code in set(re.findall(r"[A-Z]\d{1,2}", text)) & set(self.numbers):
            text = re.sub(rf"{code}(?!\d)", f"第{self.numbers[code] + 1}个问题", text)
        self.proposal.add("summary", text, said)

    def add(self, found: ReportedFinding, text: str) -> int:
        """A row for a finding; answers its place."""
        title, more = entitled(found.title)
        row: dict[str, Any] = {"title": title}
        if self.category:
            row["category"] = category(self.category)
        at = self.proposal.add("findings", row, found.title)
        for one in (*more, *map(deeds, map(evidence, found.found))):
            row.setdefault("found", []).append(one)
            self.proposal.trace(f"{at}.found[{len(row['found']) - 1}]", one)
        if found.status:
            row["status"] = found.status
            self.proposal.trace(f"{at}.status", found.said)
        if found.done:
            self.behind.add(len(self.proposal.rows("findings")) - 1)
            row["notes"] = [deeds(found.done)]
            self.proposal.trace(f"{at}.notes[0]", found.done)
        self.heading = False
        self.led = bool(found.done)
        self.whole += bool(found.done or found.found)
        return len(self.proposal.rows("findings")) - 1

    def status_of(self, text: str) -> str:
        """What is left of a note when the status that it ends with is put into the row of the last finding."""
        left, status, said = stated(text)
        rows = self.proposal.rows("findings")
        if status and rows and rows[-1].setdefault("status", status) == status:
            self.proposal.trace(f"findings[{len(rows) - 1}].status", said)
            return deeds(left)
        return deeds(text)

    def corrected(self, text: str) -> None:
        """A status that is given apart from its finding: （①-3 标的是〔完成〕，前面忘写了）."""
        for match in _LATER.finditer(text):
            at = self.numbers.get(match["number"])
            for status, marks in words("notes")["stated"].items():
                if at is not None and match["said"] in marks:
                    self.proposal.rows("findings")[at].setdefault("status", status)
                    self.proposal.trace(f"findings[{at}].status", match[0])

"""A review: every duty of the place's list answered over the papers of one project.

Limits: a law sees what stands in the papers; whether it is so in the world nobody here knows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from drafter.reviewing.answer import FAULT, STATES, UNKNOWN, Answer, Fault, Look
from drafter.reviewing.dossier import Dossier
from drafter.reviewing.duties import duties
from drafter.reviewing.duty import Duty
from drafter.reviewing.laws import law
from drafter.reviewing.paper import Paper, read_paper
from drafter.reviewing.proofs import proofs_of
from drafter.reviewing.value import CellText, half, money

if TYPE_CHECKING:
    from drafter.checking.finding import Finding


#: Rules that add up what laws on states and sources add up too.
_SUMS = frozenset(("sum", "balance", "listed-total", "part-whole"))


class Review(NamedTuple):
    """The answers in the order of the list, over a dossier."""

    dossier: Dossier
    answers: tuple[Answer, ...]

    def counts(self) -> dict[str, int]:
        """How many duties have which answer, in the order of STATES."""
        return {state: sum(one.state == state for one in self.answers) for state in STATES}

    @property
    def at_fault(self) -> bool:
        """Whether a duty is at fault."""
        return any(one.state == FAULT for one in self.answers)

    def papers(self) -> list[tuple[str, str]]:
        """Each file with what it was taken for."""
        return [(os.path.basename(one.file), "、".join(_parts(self.dossier, one))) for one in self.dossier.papers]  # noqa: PTH119


def review_files(files: Sequence[str], place: str = "") -> Review:
    """The review of the papers in some files. Raises :class:`drafter.DrafterError` for one that cannot be used."""
    return review([read_paper(file, place) for file in files], place)


def review(papers: Sequence[Paper], place: str = "") -> Review:
    """The review of papers that were read."""
    dossier = Dossier(papers)
    asked = duties(place)
    owned = frozenset(said for duty in asked for said in _says(duty))
    looks = [_looked(dossier, duty, owned) for duty in asked]
    _once(looks)
    return Review(dossier, tuple(_answer(look) for look in looks))


def _once(looks: Sequence[Look]) -> None:
    """One matter is told under one duty: what a rule of the checks finds in words that a law of another duty tells of
    (the 万元 that should be 元 makes a rate of 800,000%) is left to the law."""
    laws = [(fault, look) for look in looks for fault in look.faults if fault.finding is None]
    for look in looks:
        look.faults = [
            one
            for one in look.faults
            if one.finding is None or not any(_told_by(law, one) for law, other in laws if other is not look)
        ]


def _told_by(law: Fault, one: Fault) -> bool:
    """Whether a law tells of the very words, or of a sum with the figure, that a rule finds."""
    if law.place != one.place:
        return False
    return law.quote == one.quote or (
        bool(one.finding and one.finding.code in _SUMS and law.working) and one.quote in law.quote
    )


def _answer(look: Look) -> Answer:
    if look.duty.law or look.duty.rules or look.lacking:
        return look.answer()
    return Answer(look.duty, UNKNOWN, f"缺少{look.duty.needs}")


def _says(duty: Duty) -> Sequence[str]:
    """The templates of findings that a duty answers for, whichever rule they are of."""
    said = duty.settings.get("says", ())
    return said if isinstance(said, list) else ()


def _looked(dossier: Dossier, duty: Duty, owned: frozenset[str]) -> Look:
    look = Look(dossier, duty)
    if duty.papers and not any(dossier.has(part) for part in duty.papers):
        look.lack("或".join(duty.papers))
        return look
    if duty.law:
        law(duty.law)(look)
    if duty.rules:
        _by_rules(look, owned)
    return look


def _by_rules(look: Look, owned: frozenset[str]) -> None:
    """Answer with the findings of the checks; looked at is what the pattern of the duty finds in the reports."""
    dossier, duty = look.dossier, look.duty
    for paper in dossier.papers:
        if paper is dossier.last or paper.letter:
            continue
        name = os.path.basename(paper.file)  # noqa: PTH119
        for one in paper.findings:
            said = one.said.template
            mine = said in _says(duty) if said in owned else one.code in duty.rules
            if not mine or one.severity == "hint":
                continue
            if _follows(dossier, one):
                continue
            place = f"{name} 第{one.line}{one.unit}" if one.line else f"{name} {one.path or ''}".strip()
            look.faults.append(Fault(place, one.quote, one.message, one.working, one))
    pattern = re.compile(duty.looks) if duty.looks else None
    if pattern is None:
        for paper in dossier.reports:
            assert paper.page is not None
            count = len(paper.page.paragraphs)
            look.saw(f"{os.path.basename(paper.file)} 正文{count}段，没有发现")  # noqa: PTH119
        return
    found = [
        f"{place}“{match[0]}”"
        for stretch, place in dossier.stretches(("paragraph", "heading", "cell"))
        for match in [pattern.search(stretch.text)]
        if match
    ]
    for told in found:
        look.saw(told)
    if not found and not look.seen:
        if dossier.has("报告"):
            look.skip("报告里没有这样的内容")
        else:
            look.lack("报告")


def _follows(dossier: Dossier, one: Finding) -> bool:
    """Whether what a rule doubts is right by the form: a balance beside a budget that was copied wrongly."""
    if one.code == "growth":
        # 少5批次，空置冷库由4座减为1座: three figures of two things.
        return len(set(re.findall(r"\d([\u4e00-\u9fff]+)", one.working))) > 1
    if one.code != "balance":
        return False
    budget, spent = dossier.stated("budget"), dossier.stated("spent")
    said = money(CellText(one.quote), "")
    if budget is None or spent is None or said is None:
        return False
    whole, used = money(budget[1], budget[0].unit), money(spent[1], spent[0].unit)
    return whole is not None and used is not None and abs(whole - used - said) < half(CellText(one.quote), "")


def _parts(dossier: Dossier, paper: Paper) -> list[str]:
    from drafter.reviewing.form import KINDS

    parts = ["案件"] if paper.case else []
    if paper.letter:
        parts.append(paper.letter)
    elif paper.page is not None:
        parts.append("上年报告" if paper is dossier.last else "报告" if paper in dossier.reports else "没有用到")
    parts += ["台账"] if paper.accounts else []
    parts += ["佐证材料清单"] if next(proofs_of(paper.grids), None) else []
    parts += list(dict.fromkeys(KINDS[form.kind] for form in paper.forms if form.title != "案件"))
    return parts or ["没有认出"]

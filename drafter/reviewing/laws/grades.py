"""The grade against the score, as the place or the form itself has grades."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.value import CellText, plain

#: Words for grades; the first character tells which.
_GRADES = frozenset(("优", "优秀", "良", "良好", "中", "中等", "差", "较差", "合格", "不合格"))


@answers("grade")
def grade(look: Look) -> None:
    dossier = look.dossier
    for one in dossier.forms:
        stated = one.labels.get("score.grade") or _summed(one)
        score = dossier.score.number
        if stated is None or score is None:
            continue
        right = next(word for least, word in _grades(look) if score >= least)
        look.saw(f"{plain(score)}分“{stated.text}”")
        said = stated.said.strip('“”"')
        if said in _GRADES and said[:1] != right[:1]:
            look.fault(stated, f"得分{plain(score)}，等级应为“{right}”，表上是“{stated.text}”")
    _told_grade(look)
    if not look.seen:
        look.lack("自评得分和等级")


def _summed(form: PaperForm) -> CellText | None:
    """The grade that stands beside the score in all: 总分 | 100 | 98.8 | 等级：优."""
    for cell in form.totals.values():
        if match := re.fullmatch(r"(?:自评|评价)?(?:等级|等次|档次)[:：为]?(.{1,4})", cell.said):
            return CellText(match[1], cell.place)
    return None


_GRADE = re.compile(
    r"(\d{2,3})分?(?:[（(]含[^（()）]{0,6}[）)])?(?:及?以上(?:[（(]含[^（()）]{0,6}[）)])?|[至—～~-]\d{2,3}分?(?:[（(]不含[^（()）]{0,6}[）)])?)"
    r"[^，。；、\d]{0,8}?(优|良|中)"
)


def _grades(look: Look) -> list[tuple[Decimal, str]]:
    """The grades with the score that each begins at, as a form states them under itself, else as the place has them."""
    for note in look.dossier.notes:
        found = {match[2]: Decimal(match[1]) for match in _GRADE.finditer(note.text)}
        if len(found) >= 2 and "优" in found:
            return [*((least, word) for word, least in found.items()), (Decimal(0), "差")]
    return [(Decimal(least), word) for least, word in look.setting("grades")]


def _told_grade(look: Look) -> None:
    """The grade in the report against the score of the form."""
    score = look.dossier.score
    found = look.dossier.text(
        re.compile(r"(?:等级|评为|等次|评定)[^，。；]{0,6}?[“\"]?([优良中差])[”\"]?(?![\u4e00-\u9fff]{2})")
    )
    if found is None or score.number is None:
        return
    _, place, match = found
    right = next(word for least, word in _grades(look) if score.number >= least)
    look.saw(f"{place}“{match[1]}”")
    if match[1] != right[:1]:
        look.fault(CellText(match[0], place), f"自评表得分{plain(score.number)}，等级应为“{right}”，报告写“{match[1]}”")

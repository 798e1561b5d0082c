"""The words of a paper around a fault: the paragraph, or the row of the form, that its place names.

Limits: a place that names no more than a file has none.
"""

from __future__ import annotations

from drafter.reviewing.answer import Fault
from drafter.reviewing.dossier import Dossier

_CALLED = {
    "level1": "一级指标", "level2": "二级指标", "name": "三级指标", "sign": "符号", "target": "指标值", "unit": "单位",
    "actual": "完成值", "weight": "分值", "score": "得分", "deduction": "扣减", "description": "描述", "reason": "原因",
    "measure": "措施", "evidence": "佐证", "review_score": "核查分", "review_opinion": "审核意见",
}  # fmt: skip
_MONEY = {
    "initial": "年初预算数", "budget": "全年预算数", "adjusted": "调整后预算数", "spent": "全年执行数",
    "rate": "执行率", "weight": "分值", "score": "得分",
}  # fmt: skip


def context(dossier: Dossier, fault: Fault) -> str:
    """The words around a fault, "" where none are known."""
    if fault.finding is not None and fault.finding.context:
        return fault.finding.context
    for paper in dossier.papers:
        for form in paper.forms:
            for line in form.lines:
                if any(cell.place == fault.place for cell in line.cells.values()) or line.place == fault.place:
                    told = [(called, line[key].text) for key, called in _CALLED.items() if line[key]]
                    return "\n".join(f"{called}：{text}" for called, text in told)
            for path, cell in form.money.items():
                if cell.place == fault.place:
                    row = path.partition(".")[0]
                    told = [(called, form.amount(f"{row}.{key}").text) for key, called in _MONEY.items()]
                    return "\n".join(f"{called}：{text}" for called, text in told if text)
            for cell in (*form.labels.values(), *form.goals.values(), *form.totals.values()):
                if cell.place == fault.place:
                    return cell.text
    found = [
        stretch.text for stretch, place in dossier.stretches(("paragraph", "heading", "cell")) if place == fault.place
    ]
    return next((text for text in found if fault.quote and fault.quote in text), found[0] if found else "")

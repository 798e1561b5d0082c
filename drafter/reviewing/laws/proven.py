"""Evidence: each indicator has some, and most of what is due is there."""

from __future__ import annotations

from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.beside import evidence_told
from drafter.reviewing.names import akin, key
from drafter.reviewing.proofs import Proof
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import plain


@answers("evidence")
def evidence(look: Look) -> None:
    proofs = look.dossier.proofs
    if proofs:
        _listed(look, proofs)
        return
    for line in _rows(look):
        look.saw(f"{line.name}：{line['evidence'].text[:12]}")
        if not line["evidence"]:
            look.fault(line["name"], f"指标“{line.name}”没有佐证材料")


def _listed(look: Look, proofs: tuple[Proof, ...]) -> None:
    """The list of evidence against the indicators of the form, where it goes by them."""
    form = look.dossier.form
    lines = [line for line in form.lines if line.name and not line.dropped and not line.unset] if form else []
    known = {key(one.name) for one in proofs}
    left = [
        line for line in lines if key(line.name) not in known and not any(akin(line.name, one.name) for one in proofs)
    ]
    for one in proofs:
        look.saw(f"{one.name}：{one.paper[:16]}{plain(one.given)}份")
        if not one.given and not any(other.given for other in proofs if other.name == one.name):
            look.fault(one.cell, f"指标“{one.name}”的佐证材料“{one.paper}”没有提供", quote=one.name)
    if len(left) * 2 < len(lines):
        for line in left:
            look.fault(line["name"], f"指标“{line.name}”在佐证材料清单里没有")


@answers("evidence-share")
def share(look: Look) -> None:
    least = Decimal(look.setting("percent"))
    proofs = look.dossier.proofs
    if proofs:
        due, given = sum(one.due for one in proofs), sum(min(one.given, one.due) for one in proofs)
        percent = Decimal(given) * 100 / Decimal(due)
        working = f"{plain(Decimal(given))} ÷ {plain(Decimal(due))} = {percent:.2f}%"
        look.saw(f"佐证材料清单应提供{plain(Decimal(due))}份，已提供{plain(Decimal(given))}份，{percent:.2f}%")
        if percent < least:
            counts = f"应提供佐证材料{plain(Decimal(due))}份，已提供{plain(Decimal(given))}份"
            what = f"{counts}，占{percent:.2f}%，不到{least}%"
            worst = max(proofs, key=lambda one: one.due - one.given)
            look.fault(worst.cell, what, working)
        return
    if evidence_told(look):
        return
    rows = _rows(look)
    if not rows:
        return
    there = sum(bool(line["evidence"]) for line in rows)
    percent = Decimal(there) * 100 / len(rows)
    look.saw(f"{len(rows)}个指标，{there}个有佐证材料，占{percent:.0f}%")
    if percent < least:
        what, working = f"佐证材料只覆盖{percent:.0f}%，不到{least}%", f"{there} ÷ {len(rows)} = {percent:.2f}%"
        look.fault(rows[0]["name"], what, working, quote="佐证材料")


def _rows(look: Look) -> list[IndicatorRow]:
    """The rows of the form, where it has a column for evidence that somebody filled."""
    form = look.dossier.form
    if form is None or "evidence" not in form.columns or not any(line["evidence"] for line in form.lines):
        look.lack(look.duty.needs)
        return []
    return list(form.lines)

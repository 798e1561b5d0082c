"""How far things were within the year: money and results of a form of monitoring against the time that has passed."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.value import money

_HUNDRED = Decimal(100)


@answers("monitoring")
def monitoring(look: Look) -> None:
    form = look.dossier.monitoring
    if form is None:
        look.lack("监控表")
        return
    month = re.search(r"(?:[-—–~～至到]|截[至止])\s*(\d{1,2})\s*月", form.head)
    spent = form.amount("total.progress") or form.amount("total.spent")
    budget = form.amount("total.budget") or form.amount("total.adjusted") or form.amount("total.initial")
    over, under = money(spent, form.unit), money(budget, form.unit)
    if over is None or not under or month is None:
        look.lack("监控表的月份、预算数和执行数")
        return
    rate, due = over / under * _HUNDRED, Decimal(int(month[1])) / 12 * _HUNDRED
    share = rate / due * _HUNDRED
    look.saw(f"截至{month[1]}月执行{rate:.2f}%，时间进度{due:.2f}%，为其{share:.0f}%")
    stages = {int(key): Decimal(least) for key, least in look.setting("months").items() if int(key) <= int(month[1])}
    if stages:
        least = stages[max(stages)]
        if rate < least:
            look.fault(spent, f"截至{month[1]}月执行{rate:.2f}%，低于{max(stages)}月应达到的{least}%")
        return
    for key, light in (("red", "红"), ("yellow", "黄")):
        if share < look.setting(key):
            what = f"截至{month[1]}月执行{rate:.2f}%，只有时间进度{due:.2f}%的{share:.0f}%（{light}色预警）"
            look.fault(spent, what, f"{rate:.2f} ÷ {due:.2f} = {share:.2f}%")
            break

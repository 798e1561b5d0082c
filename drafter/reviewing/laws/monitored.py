"""How far things were within the year: money and results of a form of monitoring against the time that has passed.

Limits: a form that has lights of its own is held against them, by the rule that stands under it (low by so many points)
or by that of the place; of one without lights the money alone is judged.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import alike, direction
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.value import money, value

_HUNDRED = Decimal(100)
_MONTH = re.compile(r"(?:[-—–~～至到]|截[至止])\s*(\d{1,2})\s*月")
#: 低20个百分点（含）以上的为红灯; 红灯：低于序时进度20个百分点以上.
_RULE = re.compile(
    r"(?P<first>[红黄])(?:色)?(?:灯|预警)[：:][^。；\d]{0,12}?(?P<named>\d+)个百分点"
    r"|低(?:于序时进度|于时间进度)?[^。；\d]{0,6}(?P<points>\d+)个百分点|(?P<light>[红黄])(?:色)?(?:灯|预警)"
)
_LIGHTS = ("绿", "黄", "红")
_MONEY = re.compile(r"(?:预算|资金|支出|经费)(?:执行|支付|支出|使用)?(?:率|进度|数|情况)?$")


@answers("monitoring")
def monitoring(look: Look) -> None:
    form = look.dossier.monitoring
    if form is None:
        look.lack("监控表")
        return
    match = _MONTH.search(form.head)
    if "light" in form.columns and form.lines:
        _by_lights(look, form, Decimal(int(match[1])) / 12 * _HUNDRED if match else None)
        return
    spent = form.amount("total.progress") or form.amount("total.spent")
    budget = form.amount("total.budget") or form.amount("total.adjusted") or form.amount("total.initial")
    over, under = money(spent, form.unit), money(budget, form.unit)
    row = next((line for line in form.lines if _MONEY.search(line.name)), None)
    if over is None and row is not None:
        spent = row["progress_value"] or row["actual"]
        over, under = money(spent, form.unit), money(row["target"], form.unit)
    if over is None or not under or match is None:
        look.lack("监控表的月份、预算数和执行数")
        return
    month = int(match[1])
    rate, due = over / under * _HUNDRED, Decimal(month) / 12 * _HUNDRED
    share = rate / due * _HUNDRED
    look.saw(f"截至{month}月执行{rate:.2f}%，时间进度{due:.2f}%，为其{share:.0f}%")
    stages = {int(key): Decimal(least) for key, least in look.setting("months").items() if int(key) <= month}
    if stages:
        least = stages[max(stages)]
        if rate < least:
            look.fault(spent, f"截至{month}月执行{rate:.2f}%，低于{max(stages)}月应达到的{least}%")
        return
    for key, light in (("red", "红"), ("yellow", "黄")):
        if share < look.setting(key):
            what = f"截至{month}月执行{rate:.2f}%，只有时间进度{due:.2f}%的{share:.0f}%（{light}色预警）"
            look.fault(spent, what, f"{rate:.2f} ÷ {due:.2f} = {share:.2f}%")
            break


def _by_lights(look: Look, form: PaperForm, passed: Decimal | None) -> None:
    """Each row's light against how far it is behind the time, and a word where it is no green one."""
    rule = _rule(look)
    for line in form.lines:
        done, due = _done(line), value(line["schedule"].text, "%")
        time = due.number if due is not None else passed
        if done is None or time is None or not time:
            continue
        behind = time - done
        if rule:
            right = next((light for light, least in rule if behind >= least), "绿")
            by = f"低{behind:.2f}个百分点"
        else:
            share = done / time * _HUNDRED
            right = "红" if share < look.setting("red") else "黄" if share < look.setting("yellow") else "绿"
            by = f"为其{share:.0f}%"
        told = next((light for light in _LIGHTS if light in line["light"].said), "")
        look.saw(f"{line.name}进度{done:.2f}%，时间进度{time:.2f}%，{told or '没有填'}灯")
        said = f"“{line.name}”进度{done:.2f}%，时间进度{time:.2f}%，{by}，应亮{right}灯"
        worse = _LIGHTS.index(right) > (_LIGHTS.index(told) if told else 0)
        if worse and told != right:
            quote = line["light"].text or line.name
            look.fault(line["light"] or line["name"], f"{said}，表上是{told or '空的'}", quote=quote)
        elif right != "绿" and not any(line[key] for key in ("remark", "reason", "measure")):
            look.fault(line["light"], f"{said}，没有写说明", quote=line.name)


def _rule(look: Look) -> list[tuple[str, Decimal]]:
    """The lights with how many points behind each begins, as a note states them, the worst first; none where no note
    does."""
    for note in look.dossier.notes:
        if "序时" not in note.text and "进度" not in note.text:
            continue
        found: dict[str, Decimal] = {}
        points = ""
        for match in _RULE.finditer(note.text):
            points = match["points"] or match["named"] or points
            light = match["light"] or match["first"]
            if light and points:
                found.setdefault(light, Decimal(points))
        if found:
            return sorted(found.items(), key=lambda one: -one[1])
    return []


def _done(line: IndicatorRow) -> Decimal | None:
    """How far a row is, in per cent of its target: as it says, else reckoned; None for what does not grow with time."""
    unit = line["unit"].text
    aim, now = value(line["target"].text, unit), value((line["progress_value"] or line["actual"]).text, unit)
    stated = value(line["completion"].text, "%")
    if aim is None or now is None or not aim.number:
        return stated.number if stated is not None else None
    if direction(line, aim) == "≤" or aim.percent:
        return None
    return alike(now, aim, line).number / aim.number * _HUNDRED

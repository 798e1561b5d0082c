"""The whole of a run as tables, each counted from the ledger alone.

The reader gains figures that can be counted again: a table is a query, its rows sorted by what they say, never by when
they came.

Limits: money is what projects say of themselves; a project without a figure is counted, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from drafter.batch.ledger import Ledger
from drafter.batch.sameness import COMMON
from drafter.report.summary import Row, Summary, SummaryTable

STATES = ("有问题", "无法核查", "无问题", "不适用")
LIGHTS = ("红", "黄", "蓝")
GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
#: Bands of money in 元, each up to but not including the next.
BANDS = ((0, "10万元以下"), (100_000, "10万—100万元"), (1_000_000, "100万—1000万元"), (10_000_000, "1000万元以上"))
#: Duties that are alarms of money: red, yellow, within the year.
ALARMS = (23, 24, 26)
_YUAN = Decimal(10_000)


def summary(
    ledger: Ledger, duties: dict[int, str], missing: Sequence[str], roster: Sequence[str], common: int = 0
) -> Summary:
    """The tables of a ledger; `duties` are the words of the list by number, `missing` files of no known kind,
    `roster` units or projects that should have handed in, `common` how many groups of paragraphs are common talk."""
    projects = list(ledger.base.execute("select * from projects order by item, part"))
    named = dict(ledger.base.execute("select number, name from items"))
    tables = [
        _totals(ledger, projects),
        _grades(projects),
        _classes(ledger),
        _findings(ledger),
        _units(ledger, projects),
        _bands(projects),
        _alarms(ledger),
        _absent(ledger, projects, named, roster),
        _alike(ledger, named, common),
        _duties(ledger, duties),
        _broken(ledger, named, missing),
        _projects(ledger, projects, named),
    ]
    told = {str(row[0]): row[1] for row in tables[0].rows}
    line = f"{told['项目']}个项目，{told['有问题的项目']}个有问题，{told['读不了的文件']}个文件读不了"
    return Summary(tuple(tables), line)


def _one(ledger: Ledger, query: str) -> int:
    return int(ledger.base.execute(query).fetchone()[0] or 0)


def _money(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def wan(amount: Decimal | None) -> float:
    """An amount in 元 as 万元 for a cell."""
    return float(round((amount or Decimal(0)) / _YUAN, 4))


def grade_of(project: Sequence[str]) -> str:
    """The grade that a project says, else the one its score comes to; "" where it has neither."""
    said = (project[8] or "").strip('“”" ')[:1]
    if said in "优良中差" and said:
        return said
    score = _money(project[7])
    return next((word for least, word in GRADES if score >= least), "差") if score is not None else ""


def _totals(ledger: Ledger, projects: list[Sequence[str]]) -> SummaryTable:
    budget = sum((_money(one[5]) or Decimal(0) for one in projects), Decimal(0))
    both = [(_money(one[5]), _money(one[6])) for one in projects if one[5] and one[6]]
    asked = sum((one or Decimal(0) for one, _ in both), Decimal(0))
    spent = sum((one or Decimal(0) for _, one in both), Decimal(0))
    scores = [score for one in projects if (score := _money(one[7])) is not None]
    fault = "select count(*) from (select distinct item, part from duties where state = '有问题'{})"
    rows: list[Row] = [
        ("项目", len(projects)),
        ("有问题的项目", _one(ledger, fault.format(""))),
        *((f"有{light}灯的项目", _one(ledger, fault.format(f" and light = '{light}'"))) for light in LIGHTS),
        ("预算（万元）", wan(budget)),
        ("执行（万元）", wan(spent)),
        ("执行率（%）", float(round(spent / asked * 100, 2)) if asked else 0.0),
        ("有得分的项目", len(scores)),
        ("平均得分", float(round(sum(scores, Decimal(0)) / len(scores), 2)) if scores else 0.0),
        ("及格（60分及以上）的项目", sum(one >= 60 for one in scores)),
        ("读不了的文件", _one(ledger, "select count(*) from broken")),
        ("检查出的错误", _one(ledger, "select count(*) from findings where severity = 'error'")),
    ]
    return SummaryTable("总的情况", ("项目", "数"), tuple(rows), "执行率只算预算、执行两个数都有的项目")


def _grades(projects: list[Sequence[str]]) -> SummaryTable:
    rows: list[Row] = []
    for word in (*[word for _, word in GRADES], ""):
        found = [one for one in projects if grade_of(one) == word]
        money = sum((_money(one[5]) or Decimal(0) for one in found), Decimal(0))
        rows.append((word or "没有等级和得分", len(found), wan(money)))
    return SummaryTable("等级", ("等级", "项目数", "预算（万元）"), tuple(rows))


def _classes(ledger: Ledger) -> SummaryTable:
    query = "select kind, light, count(*) from duties where state = '有问题' group by kind, light"
    counts = {(kind, light): many for kind, light, many in ledger.base.execute(query)}
    kinds = ("完整性", "合规性", "可衡量性", "相关性", "匹配性")
    rows = [
        (
            kind,
            *[counts.get((kind, light), 0) for light in LIGHTS],
            sum(counts.get((kind, light), 0) for light in LIGHTS),
        )
        for kind in kinds
    ]
    return SummaryTable("问题按类别和灯", ("类别", *LIGHTS, "合计"), tuple(rows), "一个项目一条有问题算一处")


def _findings(ledger: Ledger) -> SummaryTable:
    query = """select family, code, sum(severity = 'error'), sum(severity = 'warning'), sum(severity = 'hint')
      from findings group by family, code order by 3 desc, 4 desc, 5 desc, code"""
    from drafter.checking.registry import rules

    heads, known = ("类别", "规则", "错误", "疑点", "提示"), rules()
    rows: list[Row] = []
    for family, code, *counts in ledger.base.execute(query):
        rows.append((family or "", f"{known[code].title}（{code}）" if code in known else code, *counts))
    return SummaryTable("检查结果", heads, tuple(rows))


def _lights(ledger: Ledger) -> dict[tuple[int, int], dict[str, int]]:
    found: dict[tuple[int, int], dict[str, int]] = {}
    query = "select item, part, light, count(*) from duties where state = '有问题' group by item, part, light"
    for item, part, light, many in ledger.base.execute(query):
        found.setdefault((item, part), {})[light] = many
    return found


def _units(ledger: Ledger, projects: list[Sequence[str]]) -> SummaryTable:
    lights = _lights(ledger)
    units: dict[str, list[Sequence[str]]] = {}
    for one in projects:
        units.setdefault(one[3] or "（没有写单位）", []).append(one)
    rows: list[Row] = []
    for unit, found in units.items():
        told = [lights.get((int(one[0]), int(one[1])), {}) for one in found]
        counts = [sum(one.get(light, 0) for one in told) for light in LIGHTS]
        both = [(_money(one[5]) or Decimal(0), _money(one[6]) or Decimal(0)) for one in found if one[5] and one[6]]
        budget = sum((one for one, _ in both), Decimal(0))
        spent = sum((one for _, one in both), Decimal(0))
        scores = [score for one in found if (score := _money(one[7])) is not None]
        mean = float(round(sum(scores, Decimal(0)) / len(scores), 2)) if scores else ""
        rate = float(round(spent / budget * 100, 2)) if budget else ""
        rows.append((unit, len(found), wan(budget), rate, mean, *counts, round(counts[0] / len(found), 2)))
    rows.sort(key=lambda one: (-float(one[8]), -float(one[5]), -float(one[6]), str(one[0])))
    heads = ("单位", "项目数", "预算（万元）", "执行率（%）", "平均得分", *LIGHTS, "每个项目红灯")
    return SummaryTable("单位排列", heads, tuple(rows), "每个项目红灯多的在前")


def _bands(projects: list[Sequence[str]]) -> SummaryTable:
    counts: dict[tuple[str, str], int] = {}
    for one in projects:
        money, score = _money(one[5]), _money(one[7])
        if money is None or score is None:
            continue
        band = next(word for least, word in reversed(BANDS) if money >= least)
        grade = next((word for least, word in GRADES if score >= least), "差")
        counts[band, grade] = counts.get((band, grade), 0) + 1
    words = [word for _, word in GRADES]
    rows: list[Row] = [(band, *[counts.get((band, word), 0) for word in words]) for _, band in BANDS]
    heads = ("预算", "90分及以上", "80—90分", "60—80分", "60分以下")
    return SummaryTable("资金和得分", heads, tuple(rows), "预算、得分都有的项目")


def _alarms(ledger: Ledger) -> SummaryTable:
    query = f"""select p.project, p.unit, d.light, d.ground from duties d join projects p using (item, part)
      where d.state = '有问题' and d.number in {ALARMS} order by d.number, p.item, p.part"""
    rows = tuple((a or "", b or "", c, d) for a, b, c, d in ledger.base.execute(query))
    return SummaryTable("预警", ("项目", "单位", "灯", "情况"), rows)


def _absent(
    ledger: Ledger, projects: list[Sequence[str]], named: dict[int, str], roster: Sequence[str]
) -> SummaryTable:
    rows: list[Row] = []
    for one in projects:
        papers = set((one[9] or "").split("、"))
        lacks = [] if papers & {"自评表", "案件"} else ["自评表"]
        lacks += [] if papers & {"报告", "案件"} else ["报告"]
        if lacks:
            rows.append((one[2] or named[int(one[0])], one[3] or "", "、".join(lacks)))
    known = " ".join([*named.values(), *[one[2] or "" for one in projects], *[one[3] or "" for one in projects]])
    rows += [(one, "", "全部材料") for one in roster if one not in known]
    return SummaryTable("没有交的", ("项目", "单位", "缺"), tuple(rows), "名单上有而一份材料也没有的，缺的是“全部材料”")


def _alike(ledger: Ledger, named: dict[int, str], common: int) -> SummaryTable:
    query = "select grouped, item, file, place, words, likeness from alike order by grouped, item, file, place"
    rows = tuple(
        (number, named[item], f"{file} {place}", words, likeness)
        for number, item, file, place, words, likeness in ledger.base.execute(query)
    )
    heads = ("组", "项目", "出处", "文字", "相似（%）")
    most = f"超过{COMMON}个项目（且超过二十分之一）都有的是通行的话，不列" + (f"，有{common}组" if common else "")
    return SummaryTable("单位之间雷同", heads, rows, f"名称和数字不计；{most}")


def _duties(ledger: Ledger, duties: dict[int, str]) -> SummaryTable:
    query = "select number, state, count(*) from duties group by number, state"
    counts: dict[int, dict[str, int]] = {}
    for number, state, many in ledger.base.execute(query):
        counts.setdefault(number, {})[state] = many
    grounds = """select number, ground, count(*) from duties where state = '无法核查'
      group by number, ground order by number, 3 desc, ground"""
    needs: dict[int, str] = {}
    for number, ground, _ in ledger.base.execute(grounds):
        needs.setdefault(number, ground)
    rows: tuple[Row, ...] = tuple(
        (number, duties.get(number, ""), *[found.get(state, 0) for state in STATES], needs.get(number, ""))
        for number, found in sorted(counts.items())
    )
    return SummaryTable("逐条", ("序号", "核查事项", *STATES, "无法核查的多半因为"), rows)


def _broken(ledger: Ledger, named: dict[int, str], missing: Iterable[str]) -> SummaryTable:
    query = "select item, file, why from broken order by file, why"
    rows: list[Row] = [(named[item], file, why) for item, file, why in ledger.base.execute(query)]
    rows += [("", file, "不是案件、报告或表格，没有读") for file in missing]
    return SummaryTable("没有能看的", ("项目", "文件", "原因"), tuple(rows))


def _projects(ledger: Ledger, projects: list[Sequence[str]], named: dict[int, str]) -> SummaryTable:
    lights = _lights(ledger)
    rows: list[Row] = []
    for one in projects:
        told = lights.get((int(one[0]), int(one[1])), {})
        budget, spent, score = (_money(one[at]) for at in (5, 6, 7))
        rate = float(round(spent / budget * 100, 2)) if budget and spent is not None else ""
        figures = (wan(budget) if budget is not None else "", wan(spent) if spent is not None else "", rate)
        scored = float(score) if score is not None else ""
        counts = [told.get(light, 0) for light in LIGHTS]
        rows.append(
            (one[2] or "", one[3] or "", *figures, scored, grade_of(one), *counts, one[9] or "", named[int(one[0])])
        )
    heads = ("项目", "单位", "预算（万元）", "执行（万元）", "执行率（%）", "得分", "等级", *LIGHTS, "材料", "文件夹")
    return SummaryTable("项目", heads, tuple(rows))

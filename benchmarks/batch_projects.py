"""Mixed projects with known faults, for measuring a batch: cases, forms, reports, broken files, paragraphs copied.

    python benchmarks/batch_projects.py FOLDER 1000 [--seed 7]

Writes FOLDER/材料/ and FOLDER/truth.json: for each project the numbers of the duties that are at fault, the files that
are broken, and the group of the paragraph that it copied (0: none). All invented, made from lists of words; the same
seed makes the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

PLACES = ("青山", "绿水", "白石", "长河", "东岭", "西塘", "南坪", "北港", "云溪", "龙门", "松林", "柳湾")
OFFICES = (
    "农业农村局",
    "水利局",
    "教育局",
    "民政局",
    "卫生健康局",
    "交通运输局",
    "文化和旅游局",
    "自然资源局",
    "林业局",
)
THINGS = ("河道清淤", "渠道修复", "校舍维修", "村道硬化", "老旧管网改造", "图书室建设", "防火通道养护", "人居环境整治")
PEOPLE = ("受益群众", "受益农户", "受益学生", "服务老人", "服务企业")
VERBS = ("组织", "协调", "督促", "安排", "指导", "推动", "会同", "委托", "抽调", "动员", "召集", "联合")
WHO = (
    "村民代表", "施工班组", "监理人员", "技术骨干", "包片干部", "业务股室", "第三方机构", "乡镇站所", "合作社社员",
    "志愿者", "党员突击队", "网格员",
)  # fmt: skip
DEEDS = (
    "逐段勘测断面", "复核工程量清单", "登记淤积点位", "比对设计图纸", "张贴施工公告", "清运弃土弃渣", "加固松动护坡",
    "补栽损毁苗木", "校验压力仪表", "更换老化阀门", "抽检混凝土强度", "整理影像档案", "走访沿线住户", "核定占地面积",
    "调试远传设备", "疏通排水暗涵", "翻修漏雨屋面", "铺设防滑地砖", "装配消防水带", "清点库存物资", "修订值班表",
    "讲解操作规程", "建立问题销号单", "回填管沟土方",
)  # fmt: skip
WHEN = (
    "入汛之前",
    "农闲时节",
    "暑假期间",
    "雨后两天内",
    "每月下旬",
    "开工当日",
    "验收以前",
    "夜间低峰",
    "节后复工时",
    "秋收以后",
)
HOW = (
    "边施工边公示",
    "先易后难",
    "错峰进场",
    "分段包干",
    "挂图推进",
    "一户一策",
    "轮班作业",
    "当面签认",
    "逐项打勾",
    "留样备查",
)


class Made(NamedTuple):
    """A project while it is made: its name, its figures, its rows of indicators, its paragraphs, what is wrong."""

    name: str
    unit: str
    budget: float
    spent: float
    rows: list[list[Any]]
    report: dict[str, Any]
    faults: list[int]


def paragraph(rng: random.Random) -> str:
    """A paragraph that nobody else has."""

    def clause() -> str:
        deed = f"{rng.choice(WHEN)}{rng.choice(VERBS)}{rng.choice(WHO)}{rng.choice(DEEDS)}"
        return f"{deed}{rng.randint(2, 90)}处，{rng.choice(HOW)}"

    clauses = [clause() for _ in range(rng.randint(5, 8))]
    return "，".join(clauses) + "。"


def edited(rng: random.Random, text: str) -> str:
    """A copy with other figures and a word or two changed."""
    made = "".join(str(rng.randint(1, 9)) if c.isdigit() else c for c in text)
    at = rng.randrange(len(made) - 4)
    return made[:at] + rng.choice(("再次", "及时", "认真")) + made[at:]


def _score_over(one: Made) -> None:
    one.rows[0][6] = one.rows[0][5] + 1
    one.faults.append(8)


def _no_reason(one: Made) -> None:
    one.rows[2][6], one.rows[2][7] = 18, ""
    target = int(one.rows[2][3][1:-1])
    one.rows[2][4] = f"{target * 9 // 10}人"
    one.faults.append(9)


def _no_satisfaction(one: Made) -> None:
    one.rows[1][5] = one.rows[1][6] = one.rows[1][5] + one.rows[3][5]
    del one.rows[3]
    one.faults.append(32)


def _weights(one: Made) -> None:
    one.rows[0][5] -= 5
    one.rows[0][6] = one.rows[0][5]
    one.faults.append(12)


def _told_otherwise(one: Made) -> None:
    one.report["spent"] = round(one.spent - 1.3, 2)
    one.faults.append(47)


def _small_sample(one: Made) -> None:
    one.report["sample"] = 9
    one.faults.append(58)


def _vague(one: Made) -> None:
    one.rows[2][3], one.rows[2][4] = "有效提升", "达成"
    one.faults.append(37)


def _empty_result(one: Made) -> None:
    one.rows[0][4] = ""
    one.faults.append(2)


def _no_problem(one: Made) -> None:
    one.report["problem"] = "无。"
    one.faults.append(64)


#: Faults of a form, and faults that a report beside it shows.
FORM: tuple[Callable[[Made], None], ...] = (_score_over, _no_reason, _no_satisfaction, _weights, _vague, _empty_result)
REPORT: tuple[Callable[[Made], None], ...] = (_told_otherwise, _small_sample, _no_problem)


def project(rng: random.Random, number: int) -> Made:
    """A sound project."""
    place, thing = rng.choice(PLACES), rng.choice(THINGS)
    length, people = rng.randint(10, 60), rng.randrange(200, 9000, 10)
    budget = round(rng.uniform(10, 900), 2)
    spent = round(budget * rng.uniform(0.95, 1), 2)
    rows: list[list[Any]] = [
        ["产出指标", "数量指标", f"{thing}数量", f"≥{length}处", f"{length + rng.randint(0, 1)}处", 40, 40, ""],
        ["产出指标", "质量指标", "验收合格率", "≥95%", f"{rng.randint(95, 100)}%", 20, 20, ""],
        [
            "效益指标",
            "社会效益指标",
            f"{rng.choice(PEOPLE)}人数",
            f"≥{people}人",
            f"{people + rng.randint(0, 40)}人",
            20,
            20,
            "",
        ],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", f"{rng.randint(90, 99)}%", 10, 10, ""],
    ]
    report: dict[str, Any] = {
        "spent": spent,
        "sample": rng.randint(60, 400),
        "problem": "个别点位的淤积测算偏粗，验收资料归档不够及时。",
    }
    return Made(f"{place}{thing}{number:05}", f"{place}县{rng.choice(OFFICES)}", budget, spent, rows, report, [])


def write(rng: random.Random, one: Made, home: Path, kinds: str, copied: str) -> list[str]:
    """The papers of a project; gives the names of those that are broken."""
    home.mkdir(parents=True)
    broken = []
    if "c" in kinds:
        (home / "案件.toml").write_text(_case(one), encoding="utf-8")
    if "f" in kinds:
        _form(one, home / "自评表.xlsx")
    if "r" in kinds:
        (home / "自评报告.txt").write_text(_report(rng, one, copied), encoding="utf-8")
    if "b" in kinds:
        which = rng.choice(("案件.toml", "自评表.xlsx", "自评报告.docx"))
        (home / which).write_bytes(b"genre = [" if which.endswith("toml") else b"PK\x03\x04" + rng.randbytes(200))
        broken.append(f"{home.name}/{which}")
    return broken


def _case(one: Made) -> str:
    return f"""genre = "project-self-evaluation"
year = 2024
[unit]
name = "{one.unit}"
[project]
name = "{one.name}"
[fund]
budget = "{one.budget}万元"
spent = "{one.spent}万元"
[score]
other = "89.5分"
[[work]]
title = "{one.name[:6]}任务"
[[work.points]]
topic = "现场施工"
[[work.points.events]]
kind = "activity"
items = ["现场办公会 {len(one.name)}次", "联合巡查 {int(one.budget) % 17 + 3}次"]
"""


def _form(one: Made, path: Path) -> None:
    import xlsxwriter

    score = sum(row[6] for row in one.rows)
    rate = round(one.spent / one.budget * 100, 2)
    rows: list[list[Any]] = [
        ["项目支出绩效自评表"], ["（2024年度）"], ["项目名称", one.name, "", "", "主管部门", one.unit],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", one.budget, one.budget, one.spent, 10, f"{rate}%", round(rate / 10, 2)],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        *one.rows, ["总分", "", "", "", "", 100, round(score + rate / 10, 2), ""],
    ]  # fmt: skip
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_numbers": False})
    from datetime import datetime

    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet("自评表")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(at, column, cell)
    book.close()


def _report(rng: random.Random, one: Made, copied: str) -> str:
    told = one.report
    rate = round(told["spent"] / one.budget * 100, 2)
    body = [paragraph(rng) for _ in range(4)]
    if copied:
        body[1] = copied
    return "\n".join(
        (
            f"{one.name}2024年度绩效自评报告", "一、项目概况",
            f"{one.name}由{one.unit}实施。全年预算数{one.budget}万元，全年执行数{told['spent']}万元，预算执行率{rate}%。",
            "二、实施情况", *body, "三、效益情况",
            f"随机抽取{told['sample']}人开展问卷调查，群众满意度{one.rows[-1][4] if len(one.rows) > 3 else '95%'}。",
            "四、存在的问题", told["problem"], "五、改进措施", paragraph(rng), one.unit, "2025年2月20日", "",
        )
    )  # fmt: skip


def make(folder: Path, many: int, seed: int = 7) -> dict[str, Any]:
    """Make the projects; gives the truth about them."""
    rng = random.Random(seed)
    truth: dict[str, Any] = {}
    group, source, left = 0, "", 0
    for number in range(many):
        one = project(rng, number)
        kinds = rng.choices(("c", "fr", "f", "r", "cfr"), (35, 35, 15, 10, 5))[0]
        if "f" in kinds and "c" not in kinds and rng.random() < 0.4:
            rng.choice((*FORM, *(REPORT if "r" in kinds else ())))(one)
        if rng.random() < 0.01:
            kinds = "b"
        copied, mine = "", 0
        if "r" in kinds and (left or rng.random() < 0.04):
            if not left:
                group, source, left = group + 1, paragraph(rng), rng.randint(1, 3)
                copied = source
            else:
                left -= 1
                copied = edited(rng, source)
            mine = group
        broken = write(rng, one, folder / "材料" / one.name, kinds, copied)
        truth[one.name] = {
            "kinds": kinds,
            "faults": [] if kinds == "b" else one.faults,
            "broken": broken,
            "group": mine,
        }
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=0), encoding="utf-8")
    return truth


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("many", type=int)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    make(given.folder, given.many, given.seed)

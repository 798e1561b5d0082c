"""A project with all its papers: what is planted in one of them is told, what only looks like it is not.

Invariants:
- the papers as they are have no fault;
- each fault is told under its duty at its place, in the words of many offices;
- the lawful sentence that looks like it (approved, explained, of another thing) is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from test_review import answers, sheet

from drafter.files.read import parse_toml
from drafter.reading.sheets.book import open_book
from drafter.reviewing.answer import FAULT, NONE, Answer

GOALS = """项目支出绩效目标申报表（2024年度）

项目名称：青山县2024年中小学校舍维修改造工程
主管部门：青山县教育局
实施单位：青山县教育基建管理站
批复文号：青财教〔2024〕6号
项目资金：年初预算500.00万元，其中当年财政拨款440.00万元、上年结转资金60.00万元。
年度总体目标：维修校舍屋面12000平方米，更换门窗800樘，消除校舍安全隐患，改善办学条件。

绩效指标
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t维修校舍屋面面积\t≥12000平方米
产出指标\t数量指标\t更换门窗数量\t≥800樘
产出指标\t质量指标\t维修工程验收合格率\t=100%
产出指标\t时效指标\t屋面维修完工时间\t2024年8月31日前
产出指标\t成本指标\t每平方米屋面维修成本\t≤320元
效益指标\t社会效益指标\t受益学生人数\t≥9000人
效益指标\t社会效益指标\t校舍漏雨报修下降率\t≥50%
满意度指标\t服务对象满意度指标\t师生满意度\t≥90%
"""
LAST = """青山县2023年中小学校舍维修改造工程支出绩效自评报告

一、项目基本情况
项目由县教育局主管，县教育基建管理站实施，维修屋面9800平方米。
二、项目资金情况
全年预算420.00万元，全年执行360.00万元，执行率85.71%，得8.57分。年末结转60.00万元，经县财政局同意结转2024年用于校舍维修。
三、项目组织实施情况
2023年共组织质量巡查16次，抽检防水卷材21批次，不合格材料全部清退出场。
四、绩效指标完成情况分析
维修屋面9800平方米，更换门窗640樘，均达到指标值。收回问卷300份，满意280份，满意度93.33%。
五、自评结论
自评得分98.57分，等级为优。
六、存在的问题及原因
（一）门窗更换偏慢。供货厂家六月集中检修，两批窗框晚到四十天，安装只能挤在开学以后进行。
（二）竣工资料不齐。三所学校没有留存隐蔽工程照片。
七、改进措施
（一）县教育基建管理站2024年4月底前与厂家约定分批供货时间。
（二）县教育基建管理站2024年5月底前统一竣工资料清单。
八、结果应用和公开
自评结果用于2024年校舍维修资金安排，2024年3月22日在县政府门户网站公开。

青山县教育局
2024年1月20日
"""
REPORT = """青山县2024年中小学校舍维修改造工程支出绩效自评报告

一、项目基本情况
（一）项目概况。项目由县教育局主管，县教育基建管理站实施，涉及18所学校。
（二）绩效目标。维修校舍屋面12000平方米，更换门窗800樘，绩效目标以青财教〔2024〕6号批复。
二、项目资金情况
（一）预算安排。年初预算和全年预算均为500.00万元，其中当年财政拨款440.00万元、上年结转60.00万元。
（二）资金使用。全年执行480.00万元，执行率96.00%。其中屋面维修372.00万元、门窗更换108.00万元。结余20.00万元为招标节约，已由县财政收回。
三、项目组织实施情况
项目2024年4月完成招标，7月5日开工，屋面维修8月20日完工，8月27日通过验收。县教育局组织质量巡查22次，抽检防水卷材30批次。上年自评反映的门窗更换偏慢问题已经整改，供货改为分三批到场；竣工资料不齐问题已经整改，18所学校资料全部归档。
四、绩效指标完成情况分析
（一）产出指标。维修校舍屋面12000平方米，得15分；更换门窗736樘，完成率92%，得9.2分；验收合格率100%，得10分；屋面8月20日完工，得10分；每平方米屋面维修成本310元，得5分。
（二）效益指标。受益学生9350人，得15分；校舍漏雨报修由上年的120次降至54次，下降55%，得15分。
（三）满意度指标。在18所学校发放并收回问卷360份，满意342份，师生满意度95%，得10分。
五、自评结论
自评得分98.80分，其中预算执行9.60分、产出49.2分、效益30分、满意度10分。90分（含）以上为优，本项目等级为优。
六、存在的问题及原因
（一）门窗更换少64樘。两所学校的异形窗需要重新开模，厂家排产晚了一个月。
（二）屋面排水口清理不及时。学校没有专人负责，秋季落叶堵塞排水口9处。
七、改进措施
（一）针对门窗缺口，由县教育基建管理站负责，2025年4月底前完成64樘异形窗安装。
（二）针对排水口清理，由县教育局安全股负责，2025年3月底前每校明确1名管护人员，每月清理1次。
八、结果应用和公开
自评结果作为2025年校舍维修资金安排依据。自评报告和自评表于2025年3月20日前在县政府门户网站公开。

青山县教育局
2025年1月22日
"""
REASON = "两所学校异形窗重新开模，厂家排产晚了一个月。改进：2025年4月底前装完。"
FORM = f"""项目支出绩效自评表
（2024年度）
项目名称|青山县2024年中小学校舍维修改造工程
主管部门|青山县教育局|||实施单位|青山县教育基建管理站
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|500|500|480|10|96.00%|9.6
|其中：当年财政拨款|440|440|420|—|—|—
|上年结转资金|60|60|60|—|—|—
|其他资金|0|0|0|—|—|—
年度总体目标|预期目标|||实际完成情况
|维修校舍屋面12000平方米，更换门窗800樘，消除校舍安全隐患，改善办学条件。|||维修屋面12000平方米，更换门窗736樘。
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|维修校舍屋面面积|≥12000平方米|12000平方米|15|15|
||更换门窗数量|≥800樘|736樘|10|9.2|{REASON}
|质量指标|维修工程验收合格率|=100%|100%|10|10|
|时效指标|屋面维修完工时间|2024年8月31日前|2024年8月20日|10|10|
|成本指标|每平方米屋面维修成本|≤320元|310元|5|5|
效益指标|社会效益指标|受益学生人数|≥9000人|9350人|15|15|
||校舍漏雨报修下降率|≥50%|55%|15|15|
满意度指标|服务对象满意度指标|师生满意度|≥90%|95%|10|10|
总分|||||100|98.8|"""


TABLES = [Path(__file__).with_name(name) for name in ("review_plants.toml", "review_kinds.toml", "review_words.toml")]


def papers(folder: Path, *changes: Sequence[str]) -> dict[int, Answer]:
    """The answers over the papers with some words changed: the paper, the words, what stands there instead."""
    texts = {"form": FORM, "goals": GOALS, "last": LAST, "report": REPORT}
    for paper, words, others in changes:
        assert words in texts[paper], words
        texts[paper] = texts[paper].replace(words, others)
    for name, file in (("goals", "目标.txt"), ("last", "上年.txt"), ("report", "报告.txt")):
        (folder / file).write_text(texts[name], encoding="utf-8")
    book = sheet(folder, [line.split("|") for line in texts["form"].split("\n")])
    return answers(book, *(str(folder / file) for file in ("目标.txt", "上年.txt", "报告.txt")))


def plants() -> list[dict[str, Any]]:
    """The rows of the tables of what is planted."""
    return [row for table in TABLES for row in parse_toml(table.read_text(encoding="utf-8"), table.name)["plant"]]


@pytest.mark.parametrize("plant", plants(), ids=lambda one: f"{one['number']}-{one['changes'][-1][2][:12]}")
def test_what_is_planted_is_told(tmp_path: Path, plant: dict[str, Any]) -> None:
    found = papers(tmp_path, *plant["changes"])
    number, fault = plant["number"], plant["fault"]
    at_fault = {each for each, one in found.items() if one.state == FAULT}
    assert (number in at_fault) == fault, found[number].ground
    assert fault or plant.get("beside") or not at_fault, [found[each].ground for each in at_fault]
    assert not fault or all(one.place and one.message for one in found[number].faults)


def test_papers_that_are_sound_have_no_fault(tmp_path: Path) -> None:
    found = papers(tmp_path)
    assert {one.duty.number: one.ground for one in found.values() if one.state == FAULT} == {}
    # The lines around the table of goals are labels of its form, and no report.
    assert found[74].ground.startswith("看了目标.txt")
    assert found[39].ground.startswith("看了维修校舍屋面12000平方米")


def test_goals_without_figures_promise_nothing_that_is_counted(tmp_path: Path) -> None:
    found = papers(
        tmp_path,
        ("goals", "维修校舍屋面12000平方米，更换门窗800樘，消除校舍安全隐患", "消除校舍安全隐患"),
        ("form", "维修校舍屋面12000平方米，更换门窗800樘，消除校舍安全隐患", "消除校舍安全隐患"),
    )  # fmt: skip
    assert found[39].state == NONE


def test_a_sign_that_was_taken_for_a_formula_is_read(tmp_path: Path) -> None:
    """A program that writes =16个 as text makes a formula that nobody reckoned."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "表.xlsx"))
    page = book.add_worksheet("自评 & 表")
    page.write_formula(0, 0, "=16个", None, "")
    page.write_formula(1, 1, "=100%", None, "")
    page.write_formula(2, 0, "=A1+B2", None, "")
    page.write_formula(3, 0, "=SUM(1,2)", None, 3)
    book.close()
    read = open_book((tmp_path / "表.xlsx").read_bytes(), "表.xlsx").sheets[0]
    assert (read.at(0, 0), read.at(1, 1), read.at(2, 0), read.at(3, 0)) == ("=16个", "=100%", "", 3)

"""Groups of deeds: a unit's own work areas, and the labels of notes in the words of their deeds.

Invariants: a unit shows its sector by its name alone; every area of the data has a name and words of its own, each in
one of its parts, and deeds of its own (`sector_deeds.toml`); no group is called by a part of which nothing is told; a
label that the deed says again, or its group is called by, is told once; no digit of a label is lost.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import tomli as tomllib
from conftest import ROOT

import drafter
from drafter.composing.engine import Engine
from drafter.composing.sectors import NONE, Grouping, area_of, like, shown

FOLDER = ROOT / "rules" / "lexicon" / "sectors"

HEAD = 'genre = "department-self-evaluation"\nyear = 2024\n[results]\nquantity = [\n{notes}]\n[unit]\nname = "{unit}"\n'


def draft(made: Engine, unit: str, *notes: str) -> str:
    listed = "".join(f'  "{note}",\n' for note in notes)
    return drafter.to_text(drafter.compose(made.read_case(HEAD.format(unit=unit, notes=listed))))


@pytest.mark.parametrize(
    ("unit", "sector"),
    [
        ("甲县档案馆", "archives"),
        ("乙市丙区市场监督管理局", "market"),
        ("甲县水务局", "water"),
        ("丁镇人民政府", "township"),
        ("戊街道办事处", "subdistrict"),
        ("甲县公安局交通警察大队", "police"),
        ("甲县融媒体中心", "publicity"),
        ("甲县有限公司", ""),
    ],
)
def test_a_unit_shows_its_sector(unit: str, sector: str) -> None:
    assert shown(unit) == sector


def held_by(area: dict[str, Any]) -> list[str]:
    return [*area["words"], *(word for part in area.get("parts", {}).values() for word in part)]


def test_every_sector_has_areas_with_words_of_their_own() -> None:
    listed = tomllib.loads((FOLDER.parent / "sectors.toml").read_text(encoding="utf-8"))["sector"]
    assert {one["file"] for one in listed} == {path.stem for path in FOLDER.glob("*.toml")}
    assert len(listed) == len({one["name"] for one in listed}) >= 60
    for path in FOLDER.glob("*.toml"):
        areas = tomllib.loads(path.read_text(encoding="utf-8"))["area"]
        held = Counter(word for area in areas for word in set(held_by(area)))
        assert max(held.values()) == 1, path.name
        assert len(areas) == len({area["name"] for area in areas}) >= 4, path.name
        assert all(2 <= len(area["name"]) <= 12 for area in areas), path.name
        for area in areas:
            parts = area.get("parts", {})
            assert len(parts) != 1 and all(parts.values()), area["name"]
            assert len(held_by(area)) == len(set(held_by(area))), area["name"]


@pytest.mark.parametrize(
    ("said", "sector", "area"),
    [
        ("征集老照片300张", "archives", "档案收集"),
        ("查处无证经营案件12件", "market", "执法办案"),
        ("维修水泵2台", "archives", ""),
    ],
)
def test_what_a_deed_speaks_of(said: str, sector: str, area: str) -> None:
    assert area_of(said, Grouping(sector)) == area
    assert area_of(said, NONE) == ""


DEEDS = tomllib.loads((ROOT / "tests" / "sector_deeds.toml").read_text(encoding="utf-8"))


def test_deeds_as_units_note_them_are_of_their_areas() -> None:
    assert set(DEEDS) == {path.stem for path in FOLDER.glob("*.toml")}
    wrong = [
        (sector, said, area_of(said, Grouping(sector)), area)
        for sector, areas in DEEDS.items()
        for area, every in areas.items()
        for said in every
        if area_of(said, Grouping(sector)) != area
    ]
    assert not wrong


def test_a_general_topic_gives_way_to_the_area_called_alike() -> None:
    assert like("食品药品安全", Grouping("market")) == "食品安全"
    assert like("农田建设", Grouping("market")) == ""


NOTES = (
    "接收方面，接收26个单位档案1.2万件进馆，目标1万件",
    "征集方面，老照片310张，家谱12部",
    "修裱方面，4800页（目标4000页）",
    "备份方面，数据18TB异地备份到邻县档案馆",
    "库房方面，温湿度达标350天",
    "查档方面，接待查档2310人次，出具证明1120份",
    "开放方面，向社会开放档案3120件",
    "村级建档方面，指导66个村建档，全部完成",
    "培训方面，村级档案员2期130人次",
    "年鉴方面，《甲县年鉴（2024）》9月出版，印制500册",
)


def test_labels_of_a_line_each_are_no_groups(made: Engine) -> None:
    text = draft(made, "甲县档案馆", *NOTES)
    assert "一是" in text and "十是" not in text
    assert "是档案收集。接收26个单位档案1.2万件进馆" in text
    for told in ("征集老照片310张", "修裱4800页", "培训村级档案员2期130人次", "指导66个村建档"):
        assert told in text, text
    for twice in ("接收方面", "征集方面", "修裱方面", "查档方面", "村级建档方面", "此外"):
        assert twice not in text, text


def test_without_a_sector_nothing_is_lost(made: Engine) -> None:
    text = draft(made, "甲县某某中心", *NOTES)
    for told in ("1.2万件", "310张", "4800页", "18TB", "350天", "2310人次", "66个村", "130人次", "500册"):
        assert told in text, text


def test_a_figure_in_a_label_is_told(made: Engine) -> None:
    text = draft(made, "甲县档案馆", "12345热线方面，办结工单160件", *NOTES)
    assert "12345热线" in text and "160件" in text


def test_a_group_that_the_writer_made_keeps_its_label(made: Engine) -> None:
    held = [f"{name}方面，完成第{n}批任务{n + 3}项" for name in ("西片", "东片", "南片") for n in (1, 2, 3)]
    text = draft(made, "甲县档案馆", *held)
    assert "一是西片。" in text and "三是南片。" in text


def test_a_deed_told_at_length_is_of_the_area_that_it_is_for() -> None:
    by = Grouping(shown("甲市退役军人事务局"))
    aim = "为增强退役军人就业竞争力"
    told = (
        f"5月至11月根据《甲市退役军人工作方案》{aim}会同市人社局、市总工会、市工商联在5个县（市、区）采取“订单+实训”方式"
        "在18家企业对返乡退役士兵、下岗退役军人、随军家属培训915人次、共22期，讲授数控加工、无人机操作和物流管理"
    )
    assert "就业" in area_of(told, by)
    assert "就业" not in area_of(told.replace(aim, ""), by)


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        (("红色家书图片展3场，参观1.8万人次", "改陈展厅1个，更新展板62块"), "展览"),
        (("编印民国商会史料汇编2种", "编写县委组织沿革1部，印制400册"), "编研"),
        (("红色家书图片展3场，参观1.8万人次", "编印民国商会史料汇编2种"), "编研和展览"),
    ],
)
def test_a_group_is_called_by_the_parts_of_its_area_that_are_told(
    made: Engine, told: tuple[str, ...], heading: str
) -> None:
    text = draft(made, "甲县档案馆", *told, *NOTES)
    assert f"是{heading}。" in text, text


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        (("气象科普进校园12场，听讲3200人", "世界气象日开放日接待市民860人次"), "气象科普"),
        (("预报员技能比武2次，46人参加", "党员活动12次"), "科研和队伍建设"),
    ],
)
def test_a_part_is_called_as_the_sector_calls_it(made: Engine, told: tuple[str, ...], heading: str) -> None:
    others = (
        "发布暴雨预警信号126次，准确率93%",
        "短时临近预报320期，提前量达到48分钟",
        "天气会商186次，其中加密会商42次",
        "区域自动站维护620站次，完成年度计划",
        "天气雷达巡检36次，数据可用性99.6%",
        "人影作业火箭弹发射860枚，作业62次",
        "标准化作业点新建6个，验收合格",
        "防雷装置检测1260家，出具检测报告1240份，合格率99.2%",
        "防雷装置设计审核36件，全部在5个工作日内办结",
        "增雨作业影响面积2600平方公里，增加降水1200万立方米",
    )
    text = draft(made, "甲县气象局", *others, *told)
    assert f"是{heading}。" in text and "科普和队伍" not in text, text

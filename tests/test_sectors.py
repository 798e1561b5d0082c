"""Groups of deeds: a unit's own work areas, and the labels of notes in the words of their deeds.

Invariants: a unit shows its sector by its name alone; every area of the data has a name and words of its own; a label
that the deed says again, or its group is called by, is told once; no digit of a label is lost.
"""

from __future__ import annotations

from collections import Counter

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


def test_every_sector_has_areas_with_words_of_their_own() -> None:
    listed = tomllib.loads((FOLDER.parent / "sectors.toml").read_text(encoding="utf-8"))["sector"]
    assert {one["file"] for one in listed} == {path.stem for path in FOLDER.glob("*.toml")}
    assert len(listed) == len({one["name"] for one in listed}) >= 60
    for path in FOLDER.glob("*.toml"):
        areas = tomllib.loads(path.read_text(encoding="utf-8"))["area"]
        held = Counter(word for area in areas for word in set(area["words"]))
        assert max(held.values()) == 1, path.name
        assert len(areas) == len({area["name"] for area in areas}) >= 4, path.name
        assert all(2 <= len(area["name"]) <= 12 for area in areas), path.name


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

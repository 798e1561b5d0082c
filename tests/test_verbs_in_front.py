"""What units do, told with its verb in front.

Invariants: a verb goes before the thing that was noted before it, never before what says how, where or by whom it was
done; a counted event without a verb gets the one that goes with it; a name and a rate keep their characters.
"""

from __future__ import annotations

import pytest
from test_sectors import draft

from drafter.composing.engine import Engine


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("破损族谱修裱1260页", "修裱破损族谱1260页"),
        ("人行道修补6800平方米", "修补人行道6800平方米"),
        ("善款募集260万元", "募集善款260万元"),
        ("礁体投放3460个", "投放礁体3460个"),
        ("非法码头取缔3座", "取缔非法码头3座"),
        ("水表轮换6200只", "轮换水表6200只"),
        ("闲置房产盘活36处", "盘活闲置房产36处"),
        ("许可证核发86本", "核发许可证86本"),
        ("保费代缴1200人", "代缴保费1200人"),
        ("学生体质抽测6200人", "抽测学生体质6200人"),
    ],
)
def test_a_verb_goes_before_its_thing(made: Engine, noted: str, told: str) -> None:
    assert f"{told}。" in draft(made, "甲县某某中心", noted)


@pytest.mark.parametrize(
    "noted",
    [
        "网络募集260万元",
        "增殖放流2360万尾",
        "分类投放320吨",
        "依法取缔12家",
        "精准适配86人",
        "公司归集12亿元",
        "随机抽测86人",
        "志愿者拍摄86张",
        "资金追回率98%",
        "样本轮换率92%",
    ],
)
def test_what_says_how_or_by_whom_stays_before_its_verb(made: Engine, noted: str) -> None:
    assert f"{noted}。" in draft(made, "甲县某某中心", noted)


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("“红色家书”档案文献展2场，参观3600人次", "举办“红色家书”档案文献展2场"),
        ("职工象棋赛1场", "举办职工象棋赛1场"),
        ("青年夜校36班", "举办青年夜校36班"),
        ("妇儿工委联席会议6次", "召开妇儿工委联席会议6次"),
        ("参加全省书画展2次", "参加全省书画展2次"),
        ("观摩职工运动会1场", "观摩职工运动会1场"),
    ],
)
def test_a_counted_event_has_a_verb(made: Engine, noted: str, told: str) -> None:
    assert told in draft(made, "甲县某某中心", noted)

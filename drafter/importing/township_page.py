"""Whether a page of notes is what a township writes of all its projects, by who writes and what is counted.

Limits: a page that names its kind in the first lines is of that kind.
"""

from __future__ import annotations

import re

#: Who writes stands in the first lines.
_OPENING = 3
_TOWN = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:镇|乡|街道(?:办事处|办)?)(?![\u4e00-\u9fff]{0,6}(?:局|校|小学|中学|幼儿园|院|馆|项目|工程|路))"
)
_NAMED = re.compile(r"整体支出|项目支出(?:绩效)?自评报告|整改|巡察|审计|督查")
#: 优13 良4, 6优1良, 评优的13个
_GRADED = re.compile(
    r"优秀?(?:的)?(?:有|为|是|：|:| )?\d{1,3}(?:个|项)?(?![\d.%分])"
    r"|\d{1,3}(?:个|项)?(?:项目)?(?:评为|为|是)?[“\"]?优(?:秀)?(?:[”\"，、。；\d]|良|$)"
)
_PROJECTS = re.compile(r"(?<!\d)\d{1,3}个(?:自评)?项目|项目(?:一共|总共|共|有|是|：)*\d{1,3}个")


def is_township(text: str) -> bool:
    """Whether a township writes of many projects, each with a grade of its own."""
    opening = "\n".join([line for line in text.split("\n") if line.strip()][:_OPENING])
    if _TOWN.search(opening) is None or _NAMED.search(opening) is not None:
        return False
    return "自评" in text and _GRADED.search(text) is not None and _PROJECTS.search(text) is not None

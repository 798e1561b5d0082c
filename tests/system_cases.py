"""Random cases that the budget system takes, as data of a case: what a careful clerk would enter."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

_LEVELS = {
    "产出指标": (50, ("数量指标", "质量指标", "时效指标", "成本指标")),
    "效益指标": (30, ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    "满意度指标": (10, ("服务对象满意度指标",)),
}
_UNITS = ("公里", "户", "万人次", "台（套）", "次", "亩", "个")
_THINGS = ("新建", "改造", "培训", "巡查", "补助", "检测", "发放", "管护")


def random_case(chance: random.Random) -> dict[str, Any]:
    """The data of one case that follows every rule of the system of the usual practice."""
    budget = Decimal(chance.randint(100, 90_000)) / 10
    spent = (budget * chance.randint(90, 100) / 100).quantize(Decimal("0.01"))
    indicators: list[dict[str, Any]] = []
    for level1, (points, seconds) in _LEVELS.items():
        many = 1 if level1 == "满意度指标" else chance.randint(2, 5)
        weights = [points // many] * many
        weights[0] += points - sum(weights)
        for weight in weights:
            level2 = chance.choice(seconds)
            row = {"level1": level1, "level2": level2, "name": f"{chance.choice(_THINGS)}{len(indicators) + 1}号"}
            indicators.append({**row, "weight": f"{weight}分", **_result(level2, chance)})
    return {
        "genre": "project-self-evaluation", "year": 2024, "place": "default",
        "unit": {"name": "某某县水务局"},
        "project": {"name": f"工程{chance.randint(1, 10**6)}", "department": "某某县水务局", "implementer": "某某站"},
        "fund": {"initial": f"{budget}万元", "budget": f"{budget}万元", "spent": f"{spent}万元"},
        "goals": {"expected": ["按期完成建设任务"], "actual": ["完成建设任务"]},
        "indicators": indicators,
    }  # fmt: skip


def _result(level2: str, chance: random.Random) -> dict[str, Any]:
    rate = level2 in ("质量指标", "服务对象满意度指标")
    if not rate and chance.random() < 0.2:
        word, low, high = chance.choice([("达成", 80, 100), ("部分达成", 60, 80), ("未达成", 0, 60)])
        percent = chance.randint(low, high)
        reason = {} if percent == 100 else {"reason": "部分环节未到位"}
        return {"kind": "定性", "target": "健全", "reached": word, "percent": f"{percent}%", **reason}
    unit = "%" if rate else chance.choice(_UNITS)
    target = chance.randint(60, 95) if rate else chance.randint(5, 400)
    sign = "≥" if rate else chance.choice("≥≥≤＝")
    if sign == "≤":
        actual = chance.randint(target // 2, target * 2 + 1)
        short = actual > target
    else:
        actual = min(chance.randint(target // 2, target + 40), 100 if rate else 10**9)
        short = actual < target
    far = sign != "≤" and actual * 100 >= target * 120
    reason = {"reason": "受汛期影响"} if short or far else {}
    return {"target": f"{sign}{target}{unit}", "actual": f"{actual}{unit}", **reason}

"""What a unit is made of, noted under a label: its offices, its people with last year's, what it looks after.

The writer gains that each line is one sentence, its brackets kept, with the verb that its label holds:
管养家底：航道5条、312公里（等级航道117公里） is 管养航道5条、312公里（其中等级航道117公里）.

Limits: a line that only counts people fills the fields of people, as before.
"""

from __future__ import annotations

import re

from drafter.importing.proposal import Proposal
from drafter.language.amounts import amounts
from drafter.language.marks import brackets, fold, split

_OFFICES = re.compile("(?:机构|内设|内设机构|机构设置|组织机构|下设|下属|站点|网点)(?:情况)?")
_HELD = re.compile(
    "(?P<verb>管养|管护|管理|管辖|养护|服务|监管|看护|负责|管)?的?(?:家底|底数|对象|范围|设施|摊子)(?:情况)?"
)
_PEOPLE = re.compile("(?:人员|编制|人|队伍|人员编制|编制人员)(?:情况)?")
_INSIDE = re.compile(r"（(?P<said>[^（）]*)）")


def of_unit(label: str, rest: str) -> str:
    """A line on the unit as one note; "" where it is none of these."""
    folded = fold(rest)
    parts = [rest[low:high].strip("，。 ") for low, high in split(folded, 0, len(folded), "；")]
    parts = [one for one in parts if one]
    if not parts or not all(amounts(fold(one)) for one in parts):
        return ""
    if _OFFICES.fullmatch(label):
        inside = label.startswith(("内设", "下设", "下属")) and not re.match("内设|下设|下属|下辖", parts[0])
        return (label[:2] if inside else "") + "，".join(parts)
    if (held := _HELD.fullmatch(label)) is not None:
        verb = {"管": "管理", "负责": "管理"}.get(held["verb"] or "", held["verb"] or "")
        told = "，".join(map(_with_parts, parts))
        return told if told.startswith(verb) else f"{verb}{told}"
    if _PEOPLE.fullmatch(label) and any(re.search(r"\d", match["said"]) for match in _INSIDE.finditer(folded)):
        return "，".join(_people(_INSIDE.sub(_counted, fold(one))) for one in parts)
    return ""


def _people(part: str) -> str:
    """A count of people or posts with its unit: 核编26 is 核定编制26名."""
    told = re.sub(r"^核编(?=\d)", "核定编制", part)
    unit = "名" if "编制" in told.split("（")[0] else "人"
    return re.sub(r"(?<![\d.])(\d+)(?=$|[（，、；])", rf"\g<1>{unit}", told, count=1)


def _counted(match: re.Match[str]) -> str:
    """A bracket whose bare figures count people: （上年84；退休4、招录1）."""
    return "（" + re.sub(r"(?<![\d.])(\d+)(?=$|[，、；])", r"\g<1>人", match["said"]) + "）"


def _with_parts(part: str) -> str:
    """What is counted with what of it stands in the bracket: 312公里（其中等级航道117公里）."""
    folded = fold(part)
    pairs = brackets(folded)
    if len(pairs) != 1 or pairs[0].mark != "（":
        return part
    inside = part[pairs[0].start + 1 : pairs[0].end - 1]
    before, within = amounts(folded[: pairs[0].start]), amounts(fold(inside))
    if not before or len(within) != 1 or re.search("其中|上年|目标|含|，|；", inside):
        return part
    whole, one = before[-1], within[0]
    unit = inside if one.unit else f"{inside}{whole.scale}{whole.unit}"
    if one.value >= whole.value or (one.unit and one.unit != whole.unit) or not inside[: one.start].strip():
        return part
    return f"{part[: pairs[0].start]}（其中{unit}）{part[pairs[0].end :]}"


_WHOLLY = re.compile("(?P<what>事业单位)、(?P<how>(?:财政)?(?:全额|差额)(?:拨款|补助)?)$")
_BELOW = re.compile("(?:下面|底下|下属|所属|直属|主管|管理?)的?(?=公益[一二]类$)")
_COMMAND = re.compile(
    "(?!实行|受|由|接受)[\u4e00-\u9fff、（）]{2,40}(?:双重|垂直|归口|分级|属地)(?:领导|管理)(?:的?(?:管理)?体制)?"
)
_NAMED = re.compile("——(?P<names>[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})*)$")


def settle_unit(proposal: Proposal) -> None:
    """What a unit is in the words of a report: 市交通局下面的公益一类 is 市交通局所属公益一类事业单位."""
    nature = proposal.get("unit.nature")
    if isinstance(nature, str) and nature.endswith(("公益一类", "公益二类")):
        proposal.table("unit")["nature"] = f"{_BELOW.sub('所属', nature)}事业单位"
    if isinstance(nature, str) and (wholly := _WHOLLY.search(nature)) is not None:
        # 直属事业单位、财政全额
        how = wholly["how"] if wholly["how"].endswith(("拨款", "补助")) else f"{wholly['how']}拨款"
        proposal.table("unit")["nature"] = f"{nature[: wholly.start()]}{how}{wholly['what']}"
    notes = proposal.get("unit.notes") or []
    for at, note in enumerate(notes):
        note = _NAMED.sub(r"（\g<names>）", note)
        # 省局与市政府双重领导: a system of command is one that a unit works under.
        notes[at] = f"实行{note}" if _COMMAND.fullmatch(note) else note

"""What came of it: effects without a figure or source, results that are used and told to the public, costs that are
set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.reviewing.answer import Look
from drafter.reviewing.laws import answers
from drafter.reviewing.names import stem
from drafter.reviewing.problems import runs
from drafter.reviewing.value import CellText

#: Of what was to be removed nothing is left.
_NONE_LEFT = re.compile(r"(?<![\d.])0(?![\d.])|零|全部|100%|[未不没]再|[再均已]无|均未|没有再")
#: What something is done for is no effect: 为彻底消除隐患，….
_PURPOSE = re.compile(r"(?:^|(?<=，))\s*为(?:了)?(?!主|此)[^，\d]{2,30}，")
#: Where a report tells what is meant to come, or what is wrong, and not what came.
_ELSEWHERE = re.compile(
    r"目标(?!.{0,6}(?:完成|实现|达成))|措施|建议|打算|下一步|问题|不足|背景|依据|概况|立项|计划|公开|应用"
)
_REMEDIES = re.compile(r"问题|不足|措施|建议|打算|改进")
_CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,2}、|^\d{1,2}[.、．](?!\d)|^第[一二三四五六七八九十][章部]")
_GRADED = re.compile(r"(?:得分|总分|自评|综合评分)[^。；]{0,12}\d[^。；]{0,4}分|等级")
#: Who is ahead of others.
_PLACED = re.compile(r"第[一二三四五六七八九十\d]|前[三五十\d]")
_RANKED = re.compile(r"前列|领先|一流|前茅|榜首|首位")
_COSTS = re.compile(r"成本|造价|单价|费用|(?:人均|亩均|户均|每\S{1,4})\S{0,8}(?:补助|补贴|投入|支出|标准)")
_INTENT = re.compile(
    r"(?:未|没有|没能|不能|难以|尚未|还没)(?:能)?(?:得到|彻底|根本|完全|从)|为(?!主)[^，]{0,20}(?:目标|目的)|旨在|力争|争取|确保|将(?!近)|拟|计划|预计|有望|目标|要求|为了|以便|进一步"
)


@answers("effects")
def effects(look: Look) -> None:
    """Great effects that a sentence claims without a figure and without a source."""
    patterns = {kind: re.compile(look.setting(kind)) for kind in ("claims", "sweeping", "levers")}
    source, lever = re.compile(look.setting("sources")), patterns["levers"]
    form = look.dossier.form
    named = [stem(line.name) for line in form.lines] if form else []
    for stretch, place in look.dossier.stretches(("paragraph",)):
        if any(_ELSEWHERE.search(one) for one in stretch.section[-1:]):
            continue
        before = ""
        for sentence in re.split("[。；]", stretch.text):
            told = _PURPOSE.sub("", sentence)
            claims = [(kind, match) for kind, one in patterns.items() for match in one.finditer(told)]
            if claims and not _INTENT.search(sentence):
                look.saw(f"{place}“{claims[0][1][0]}”")
                # 约30亿元 that the project is said to bring is what wants a source.
                bare = sentence if any(len(one) >= 4 and one in sentence for one in named) else lever.sub("", sentence)
                # 走在全市前列: no figure of another clause says so.
                ranked = next((match[0] for _, match in claims if _RANKED.search(match[0])), "")
                if ranked and not _PLACED.search(bare):
                    bare = next((clause for clause in re.split("[，,]", bare) if ranked[:2] in clause), bare)
                # 彻底解决: figures of the sentence before tell it where nothing was left.
                plain = all(kind == "claims" for kind, _ in claims) or _NONE_LEFT.search(before)
                if not _founded(bare, source, named, before if plain else ""):
                    what = f"“{claims[0][1][0]}”没有数据，也没有写来源"
                    look.fault(CellText(sentence.strip()[:60], place), what)
            before = sentence
    if not look.seen:
        look.skip("报告没有写“大幅”“显著”之类的成效")


def _founded(sentence: str, source: re.Pattern[str], named: list[str], before: str) -> bool:
    """Whether a sentence has a figure or a source, or speaks on of what the sentence before gave figures for."""
    bare = re.sub(r"20\d\d年(?:度)?|\d{1,2}月(?:\d{1,2}日)?|得?\d+(?:\.\d+)?分|\d+[A-Z]", "", sentence)
    if re.search(r"\d|[一二三四五六七八九十百千]+(?:成|倍|个百分点)", bare) or source.search(sentence):
        return True
    if any(len(name) >= 4 and name in sentence for name in named) and re.search(r"\d", before):
        return True
    shared = runs(sentence) & runs(before)
    return len(shared) >= 2 and bool(re.search(r"\d", re.sub(r"得?\d+(?:\.\d+)?分", "", before)))


@answers("published")
def published(look: Look) -> None:
    """A report that tells how its results are used tells too that they are made public."""
    public, used = re.compile(look.setting("public")), re.compile(look.setting("used"))
    own = re.compile(look.setting("what_public"))
    where: CellText | None = None
    told = False
    for stretch, place in look.dossier.stretches():
        # That results are used too little is a problem, and no telling how they are used.
        if any(_REMEDIES.search(one) and not used.search(one) for one in stretch.section):
            continue
        # What a paper is called says nothing of what is done.
        for sentence in re.split("[。；]", re.sub("《[^》]*》", "", stretch.text)):
            heading = stretch.section[-1] if stretch.section else ""
            clauses = [one for one in re.split("[，、]", sentence) if public.search(one)]
            about = any(map(own.search, clauses)) or used.search(heading) or public.search(heading)
            if stretch.kind == "paragraph" and clauses and about:
                told = True
                look.saw(f"{place}“{sentence.strip()[:24]}”")
            if used.search(sentence) or (stretch.kind == "paragraph" and any(map(used.search, stretch.section[-1:]))):
                where = (
                    CellText(sentence.strip()[:60], place) if where is None or stretch.kind == "paragraph" else where
                )
    if told:
        return
    if where is None and (last := _whole(look)) is not None:
        look.fault(last, "报告各部分都写了，没有写自评结果怎样应用、怎样公开")
        return
    if where is None:
        look.lack("报告里结果应用和公开的内容")
        return
    look.fault(where, "写了结果应用，没有写自评结果公开")


def _whole(look: Look) -> CellText | None:
    """The last heading of a report that has a chapter for each other part of the outline that the notice sets, and a
    grade; None for one that is built in another way."""
    headings = [
        CellText(one.text[:40], place)
        for one, place in look.dossier.stretches(("heading",))
        if _CHAPTER.match(one.text)
    ]
    public, own = re.compile(look.setting("public")), re.compile(look.setting("what_public"))
    for stretch, _ in look.dossier.stretches():
        # Told among the measures: told all the same.
        if any(public.search(one) and own.search(one) for one in re.split("[。；]", stretch.text)):
            return None
    parts = [re.compile(one) for one in look.setting("outline")]
    whole = _apart(parts, [one.text for one in headings])
    return headings[-1] if whole and look.dossier.text(_GRADED) else None


def _apart(parts: Sequence[re.Pattern[str]], headings: Sequence[str]) -> bool:
    """Whether each part has a heading of its own."""
    if not parts:
        return True
    return any(
        parts[0].search(one) and _apart(parts[1:], [*headings[:at], *headings[at + 1 :]])
        for at, one in enumerate(headings)
    )


@answers("cost-set")
def cost_set(look: Look) -> None:
    """Works, purchases and services have a cost indicator where outputs are told by number, quality and time."""
    dossier = look.dossier
    forms = [one for one in (dossier.goals, dossier.form) if one is not None and one.lines]
    if not forms:
        look.lack("有指标的自评表或申报表")
        return
    rows = [line for form in forms for line in form.lines]
    cost = [line for line in rows if _cost(line["level1"].said + line["level2"].said, line.name)]
    if cost:
        look.saw(f"{cost[0].name} {cost[0].place}")
        return
    form = forms[0]
    levels = " ".join(line["level2"].said for line in form.lines)
    if not all(word in levels for word in ("数量", "质量", "时效")):
        look.skip("产出没有按数量、质量、时效、成本分")
        return
    name = next((one.labels["project.name"].text for one in forms if "project.name" in one.labels), "")
    said = " ".join([name, *[one.goals[key].text for one in forms for key in ("expected", "term") if key in one.goals]])
    match = re.search(look.setting("works"), said)
    if match is None:
        look.skip("不是工程、购置类的项目")
        return
    first = next(line for line in form.lines if "数量" in line["level2"].said)
    others = "、".join(dict.fromkeys(line["level2"].text.strip() for line in form.lines if line["level2"]))
    what = f"工程、购置类项目（{match[0]}）没有成本指标，只有{others}"
    look.fault(CellText("成本指标", first.place or first["target"].place), what)


def _cost(level: str, name: str) -> bool:
    return "成本" in level or bool(_COSTS.search(name))

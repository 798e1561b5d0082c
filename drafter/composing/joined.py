"""What the claims of a note say of each other: a goal that belongs to the claim before, a gap told twice, a rank.

The reader of a report gains that nothing is said twice (少113台 behind 缺口113台) and that a figure is held against its
own goal and its own last year.

The passes, in this order: :func:`_by_means` (依托… stands before what was done),
:func:`_last_named` (上年满意度95.1% is said of this year's 满意率),
:func:`_goals_before` (a goal is held against the figure of its unit), :func:`_ranks`
(全省第4，上年第7 is one claim with its last year), :func:`_told_twice` (what is reckoned anyway is left out, its reason
kept), :func:`_told_why` (what hinders, behind a goal that was missed, is why). A goal has to be where it belongs before
its gap is known.

Limits: only neighbours within a note are held against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from drafter.composing.deeds import Deed, Spoken, deeds, in_unit_of
from drafter.composing.relations import comparable, relations
from drafter.facts.fact import Fact
from drafter.language.amounts import Amount, amounts
from drafter.language.late import LatePattern
from drafter.language.lexicon import words
from drafter.language.marks import fold
from drafter.language.quantity import round_half_up

_CHANGE = LatePattern(
    r"^(?:同比|还|尚|仍|就|比(?:目标|计划|任务|上年|去年))?(?:少|多|差|缺|短|超|高|低|增|减|降|升|缺口|提高|增长|增加|减少|下降|上升|缩短|降低|提前|超过|超出)了?\d"
)
#: 少了, 略降 behind figures that say so.
_VERDICT = LatePattern(
    "(?:是|算是|倒是)?(?:高|低|多|少|快|慢|好|便宜|省)(?:了|一?点|一?些)+|(?:后头|后来|后面|之后)(?:也|都)?(?:没有?|未)再?(?:多|增加?|建|动|有)"
    "|(?:还|就|都)?(?:没有?够着?|差在这(?:上头|里)?|没到|未到|差一点|差点)(?:了)?|(?:略有?|稍)?(?:少|多|晚|早|降|升|涨|跌|增|减|下降|上升|增加|减少|提高|持平|没变|未变)(?:了|些|点)?"
)
#: What words speak of that kept something from being done.
_HINDERS = LatePattern(
    "[未没停占缺延断坏涝旱]|不(?:足|够|通|准|愿|肯|同意|符|齐|到位|配合)|推迟|取消|流标|废标|翻修|封闭|紧张|外出|下雨|汛期|疫情|晚|难|拆迁|变更|调整|减少"
)
#: What only tells a goal: 定的60万, 没到目标18000元, 未达到2万元的目标.
_AIMED = LatePattern(
    r"(?:[没未](?:有|能)?(?:达?到|完成|够到?)|达到|超过|完成|超出)?了?(?:年初|原先|原来|本来|当初|全年|本年)?"
    r"(?:(?:定|要求|下达|安排|计划|预定|原定)(?:的|了)?(?:目标|任务|计划|指标|数)?|(?:目标|任务|计划|指标)(?:数|值)?(?:定)?)"
    r"(?:是|为|就是)?[：:]?\d[\d.,]*[万亿]?[\u4e00-\u9fff%]{0,4}?(?:没有?够着?|没到|还差点|没完成|没达到)?"
    r"|[没未](?:有|能)?(?:达?到|完成)了?(?:年初|全年)?\d[\d.,]*[万亿]?[\u4e00-\u9fff%]{0,4}?的(?:目标|任务|计划|指标)"
)
#: 但没到65% behind a goal of 65%.
_SHORT_OF = LatePattern(
    r"(?:但|可是?|不过|还是?|只是)*[没未](?:有|能)?(?:达?到|够到?|完成)了?\d[\d.,]*[万亿]?[\u4e00-\u9fff%]{0,4}"
)
#: 上年满意度95.1%: last year's figure, under a name of its own.
_LAST_NAMED = LatePattern(
    r"(?:上年|去年|上年度|上一年)(?:同期)?的?(?P<name>[\u4e00-\u9fff]{2,10}?)(?:为|是|只有|仅有?)?\d[\d.,]*[万亿]?[\u4e00-\u9fff%]{0,4}"
)
#: What names of one figure may differ in: 满意率 and 满意度.
_KIND_OF_FIGURE = "率度数量"
#: What means stand behind a deed.
_MEANS = LatePattern("(?:依托|借助|委托|通过|利用)[\u4e00-\u9fff“”]{3,20}")
_RANK = LatePattern(r"第(?P<rank>\d{1,3})(?P<unit>位|名)?")
_RANK_LAST = LatePattern(
    r"^(?:上年|去年|上年度|上一年)(?:为|是|列|居|排)?(?:全[省市县国州区])?第(?P<rank>\d{1,3})(?:位|名)?$"
)


def claims(roles: Mapping[str, object], spoken: bool = False) -> list[Deed]:
    """The claims of a note (the roles of its event), each with all that is said of it; `spoken` keeps its words."""
    return list(_claims(tuple(deeds(roles, spoken))))


@lru_cache(maxsize=4096)
def _claims(found: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """The same of what a note states, kept: a report asks five times, and so does each key that is typed beside it."""
    if len(found) < 2:
        return tuple(_told_in_bracket(deed) for deed in found)
    return tuple(_told_why(_told_twice(_ranks(_goals_before(_goals_told(_last_named(_by_means(found))))))))


def _last_named(found: Sequence[Deed]) -> list[Deed]:
    """满意率96.8%；上年满意度95.1%: last year's figure is said of this year's of the same name."""
    done: list[Deed] = []
    for deed in found:
        match = _LAST_NAMED.fullmatch(deed.words) if done and len(deed.figures) == 1 and not deed.spoken else None
        back = _of_name(done, match["name"], deed.figures[0][0]) if match is not None else -1
        if back < 0:
            done.append(deed)
            continue
        amount, figure = deed.figures[0]
        said = Spoken("last", figure, amount, 0, "，", deed.words)
        done[back] = done[back]._replace(spoken=(*done[back].spoken, said))
    return done


def _of_name(found: Sequence[Deed], name: str, amount: Amount) -> int:
    """The place of the claim whose last figure has a name and can be held against an amount; -1 where none is."""
    stem = name.rstrip(_KIND_OF_FIGURE)
    for at in range(len(found) - 1, -1, -1):
        deed = found[at]
        told = "".join(one if isinstance(one, str) else one.text for one in deed.parts)
        if stem in told and len(deed.figures) > 0 and not any(one.kind == "last" for one in deed.spoken):
            return at if comparable(deed, amount) is not None else -1
    return -1


def _goals_told(found: Sequence[Deed]) -> list[Deed]:
    """游客63.4万人次，定的60万，上年54.7万: a claim that only tells the goal is the goal of the one before, and what is
    said of it is said of that."""
    done: list[Deed] = []
    for deed in found:
        before = done[-1] if done else None
        aimed = before is not None and any(one.kind == "target" for one in before.spoken)
        if before is None or aimed or not before.figures or len(deed.figures) != 1 or not _AIMED.fullmatch(deed.words):
            done.append(deed)
            continue
        amount, figure = deed.figures[0]
        own = before.figures[-1][0]
        text = figure.text
        if not amount.unit:
            amount, text = in_unit_of(amount, own, text)
        if comparable(before, amount) is None:
            done.append(deed)
            continue
        goal = Spoken("target", Fact(figure.path, text, also=figure.also), amount, 0, "，", deed.words)
        done[-1] = before._replace(spoken=(*before.spoken, goal, *[_counted(one, own) for one in deed.spoken]))
    return done


def _counted(said: Spoken, own: Amount) -> Spoken:
    """What is said of a figure, a bare number in its unit."""
    if said.amount is None or said.amount.unit or said.kind not in ("target", "last"):
        return said
    amount, text = in_unit_of(said.amount, own, said.fact.text)
    return said._replace(fact=Fact(said.fact.path, text, also=said.fact.also), amount=amount)


def _tells_means(said: str) -> bool:
    """Whether words tell by what means something was done: 依托农业公司, 委托第三方; 委托投资公司管理 is a deed."""
    agents = tuple(words("verbs")["fronted"]["agents"])
    return _MEANS.fullmatch(said) is not None and (not said.startswith("委托") or said.endswith(agents))


def _by_means(found: Sequence[Deed]) -> list[Deed]:
    """设立基金128万元，依托农业发展公司: by what means a thing was done stands before it."""
    done: list[Deed] = []
    for deed in found:
        before = done[-1] if done else None
        means = deed.lead == "，" and not deed.figures and not deed.spoken and _tells_means(deed.words)
        if before is not None and means and before.verb and not before.spoken and before.words.startswith(before.verb):
            done[-1] = before._replace(parts=(*deed.parts, *before.parts), words=f"{deed.words}{before.words}")
            continue
        done.append(deed)
    return done


def _goals_before(found: Sequence[Deed]) -> list[Deed]:
    """新建宿舍楼3栋、6420平方米（计划3栋）: a goal is held against the figure of the list that has its unit."""
    done: list[Deed] = []
    for deed in found:
        if done and deed.lead in ("、", "，") and not deed.verb and not done[-1].spoken:
            before = done[-1]
            said = [one for one in deed.spoken if one.kind in ("target", "last") and one.amount is not None]
            if any(comparable(deed, one.amount) is None and comparable(before, one.amount) is not None for one in said):
                deed = deed._replace(figures=(*before.figures, *deed.figures), verb=before.verb)
        done.append(deed)
    return done


def _ranks(found: Sequence[Deed]) -> list[Deed]:
    """省考核列全省第4位，上年第7位: last year's rank is said of this year's."""
    done: list[Deed] = []
    for deed in found:
        match = _RANK_LAST.match(deed.words)
        now = _RANK.search(done[-1].words) if done else None
        if match is None or now is None or done[-1].spoken:
            done.append(deed)
            continue
        before = done[-1]
        rank, last = int(now["rank"]), int(match["rank"])
        path = f"{before.path}.rank"
        base = Fact(f"{path}.last", f"第{last}{now['unit'] or '位'}", also=(before.path,))
        change = Fact(f"{path}.change", f"{abs(last - rank)}位", derived=True, inputs=(before.path,))
        way = "same" if rank == last else "rise" if rank < last else "fall"
        said = Spoken(f"rank.{way}", base, None, 0, "，", change.text)
        done[-1] = before._replace(spoken=(said,))
    return done


def _told_twice(found: Sequence[Deed]) -> list[Deed]:
    """少113台，因设备停用 behind a goal that was missed by 113台: its reason stays, the figure is told already."""
    done: list[Deed] = []
    for deed in map(_told_in_bracket, found):
        if done and not deed.figures and done[-1].spoken and _VERDICT.fullmatch(deed.words):
            done[-1] = done[-1]._replace(spoken=(*done[-1].spoken, *deed.spoken))
            continue
        if done and _misses_again(done[-1], deed):
            done[-1] = done[-1]._replace(spoken=(*done[-1].spoken, *deed.spoken))
            continue
        if len(deed.figures) == 1 and _CHANGE.match(deed.words) and not _says_more(deed):
            # 采访36位（目标40位），录音84小时，差4位: the gap may be that of a figure further back.
            back = next((at for at in range(len(done) - 1, max(-1, len(done) - 3), -1) if _known(done[at], deed)), -1)
            if back >= 0:
                done[back] = done[back]._replace(spoken=(*done[back].spoken, *deed.spoken))
                continue
        done.append(deed)
    return done


def _misses_again(before: Deed, deed: Deed) -> bool:
    """Whether a claim only says that the goal of the one before was missed."""
    if len(deed.figures) != 1 or not _SHORT_OF.fullmatch(deed.words):
        return False
    goals = [one.amount.value for one in before.spoken if one.kind == "target" and one.amount is not None]
    return deed.figures[0][0].value in goals


def _says_more(deed: Deed) -> bool:
    """Whether words stand behind the figure of a deed: 差1.4公里在广场, 少4座改轮椅位."""
    found = amounts(fold(deed.words))
    return bool(found) and len(deed.words[found[-1].end :].strip("，。； ")) > 1


def _told_why(found: Sequence[Deed]) -> list[Deed]:
    """村卫生室开通结算108家（目标120家），光纤没通: words without a figure behind a missed goal, of which the first say
    what hinders, are the reason that nobody named so."""
    done: list[Deed] = []
    open_ = False
    for deed in found:
        plain = not deed.figures and not deed.spoken and deed.lead == "，"
        if done and plain and (open_ or (_HINDERS.search(deed.words) and _missed(done[-1]))):
            before = done[-1]
            text = f"{before.spoken[-1].fact.text}，{deed.words}" if open_ else deed.words
            said = Spoken("reason", Fact(f"{deed.path}.reason", text, also=(deed.path,)), None, 0, "，", text)
            kept = before.spoken[:-1] if open_ else before.spoken
            done[-1], open_ = before._replace(spoken=(*kept, said)), True
            continue
        open_ = False
        done.append(deed)
    return done


def _missed(deed: Deed) -> bool:
    """Whether a deed has a goal, missed it, and gives no reason for that yet."""
    if any(one.kind == "reason" for one in deed.spoken):
        return False
    return any(one.state < 0 for one in relations(deed))


def _told_in_bracket(deed: Deed) -> Deed:
    """98.1%（上年98.6%，下降0.5个百分点）: what the bracket says of the change is reckoned anyway."""
    kept = []
    for said in deed.spoken:
        found = amounts(said.verbatim) if said.kind == "more" and _CHANGE.match(said.verbatim) else []
        if len(found) != 1 or found[0].end != len(said.verbatim) or not _reckoned(deed, found[0]):
            kept.append(said)
    return deed if len(kept) == len(deed.spoken) else deed._replace(spoken=tuple(kept))


def _known(before: Deed, deed: Deed) -> bool:
    """Whether the figure of a deed is a gap or a rate of change that is reckoned for the deed before."""
    return _reckoned(before, deed.figures[0][0])


def _reckoned(before: Deed, amount: Amount) -> bool:
    """Whether an amount is a gap or a rate of change that is reckoned for a deed."""
    for said in before.spoken:
        pair = comparable(before, said.amount)
        if said.amount is None or pair is None:
            continue
        change = abs(pair[0].value - said.amount.value)
        plain = pair[0].sort == "rate" or not pair[0].scale
        if not amount.unit and not amount.scale and plain and change == amount.value:
            # 84.7%，目标85%，差0.3; 84套，目标96套，差12
            return True
        if (
            amount.sort == pair[0].sort or (amount.sort, pair[0].sort) == ("points", "rate")
        ) and change == amount.value:
            return True
        if amount.sort in ("rate", "points") and said.amount.value:
            reckoned = change if pair[0].sort == "rate" else change / said.amount.value * Decimal(100)
            if round_half_up(reckoned, amount.decimals) == amount.value:
                return True
    return False

"""What an amount of money is by the words before it: the field it fills, of which year, of the budget or the spending.

Limits: an amount whose words are not known in full has no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.language.amounts import Amount, amounts
from drafter.language.lexicon import alternatives, words
from drafter.language.marks import fold
from drafter.language.times import opening_time

FILL = re.compile(
    r"(?:为|是|就|一共|共计?|约|达到?|到位|至|：|:| |了|的|人员|资金数?|金额|数额|总计|合计"
    r"|预算数?|支出数?|拨款|指标|\u3000)+$"
)
LEAD = re.compile(
    r"^(?:其中|这样一来|这么一来|这样|所以|于是|分开来看|分开看|细分|具体来看|最后|到最后|最终|末了|到头来"
    r"|里面|里头|内中|一共|总共|包括|含|分别是|分别为|即|：|:|，|、|；|。|（|）| |今年|本年|当年|年中"
    r"|截至\d*月?年?底?"
    r"|截至年底|到年底"
    r"|年底|到?\d{1,2}月底|到年末|全年|共|又|另"
    r"|另有|还有|按来源|来源|资金来源|资金|在|以及|和|已|实际)+"
)
#: 8月追加省级补助86万元: when, how, and what is added.
_CHANGED = re.compile(
    r"(?P<when>\d{1,2}月(?:份|底|初|中旬|下旬|上旬)?(?:[\u4e00-\u9fff]{2,6}后|[\u4e00-\u9fff]{2}(?=追加|调增|增加|增拨))?(?:[省市县区]?财政(?=收回))?|[省市县区]?财政(?=收回)|年中|中途|中间|后来|下半年)?"
    r"(?:又|再|还)?(?P<how>追加|调增|增加|增拨|加|追|调减|核减|压减|收回)(?:了)?(?P<what>[\u4e00-\u9fff“”]{2,14})?"
)


class Counted(NamedTuple):
    """An amount with the words before it: `rest` are those of them that are not the `key`; `text` the amount with its
    unit, `last` whether last year's is meant."""

    amount: Amount
    key: str
    rest: str
    path: str
    context: str
    text: str = ""
    last: bool = False
    when: str = ""
    what: str = ""


@cache
def _entries(genre: str) -> dict[int, dict[str, list[tuple[str, str, str]]]]:
    """The path, side and sort of each word that an amount stands behind, by the length of the words, the longest
    first; those of one word in the order of the table."""
    found: dict[int, dict[str, list[tuple[str, str, str]]]] = {}
    for entry in words("money")["amount"]:
        if "genres" in entry and genre not in entry["genres"]:
            continue
        for word in entry["words"]:
            told = entry["path"], entry.get("in", ""), entry.get("sort", "money")
            found.setdefault(len(word), {}).setdefault(word, []).append(told)
    return dict(sorted(found.items(), reverse=True))


def _entered(tail: str, genre: str) -> Iterator[tuple[str, str, str, str]]:
    """The words that a text ends with, and what each says."""
    for length, listed in _entries(genre).items():
        word = tail[-length:]
        for told in listed.get(word, ()):
            yield word, *told


@cache
def _contexts() -> list[tuple[str, re.Pattern[str]]]:
    data = words("money")["context"]
    return [(name, re.compile(alternatives(data[name]))) for name in ("budget", "spent")]


@cache
def _never() -> re.Pattern[str]:
    return re.compile(alternatives(words("money")["context"]["not"]))


def counted(clause: str, genre: str, side: str, unit: str, path: str) -> Iterator[Counted]:
    """The amounts of a clause with the field that the words before each name ("" where they name none); `path` is the
    field that was named last, which 上年91.3% and a bare rate behind the spending go on with."""
    folded = fold(clause)
    at = 0
    for amount in amounts(folded):
        before = folded[at : amount.start]
        at = amount.end
        text = clause[amount.start : amount.end]
        if not amount.unit and (amount.scale or unit):
            text += "元" if amount.scale else unit
            amount = amount._replace(unit="元")
        if amount.sort not in ("money", "rate"):
            yield Counted(amount, "", before, "", side)
            continue
        one = _named(amount, before, genre, side)
        bare = before.strip("（，、；：: ")
        recalled = bare in words("money")["context"]["last"]
        if not one.path and amount.sort == "rate" and (not bare or recalled):
            one = one._replace(
                path="fund.rate" if path in ("fund.rate", "fund.budget") or path.startswith("fund.spent") else ""
            )
        elif not one.path and recalled and path in ("fund.spent", "fund.budget"):
            one = one._replace(path=path)
        elif not one.path and recalled and amount.sort == "money" and path not in ("fund.spent", "fund.budget"):
            # 上年1388万，花1340万: the first is the budget.
            one = one._replace(path="fund.budget")
        path = one.path or path
        yield one._replace(text=text, last=recalled or is_last(before.lstrip("（，、；：: ")))
    if at and re.sub(r"[）)。；，、\s]", "", folded[at:]):
        # Something is said behind the last amount that no field takes.
        yield Counted(amounts(folded)[-1], "", folded[at:], "", side)


def _named(amount: Amount, before: str, genre: str, side: str) -> Counted:
    said = re.sub("^截到?(?=[0-9])", "截至", before)
    when = opening_time(said, 0, len(said))
    # 截到12月31日一共支了: up to when says nothing of what it is, 年初 does.
    timed = said[:when] if re.search(r"\d", said[:when]) else ""
    bare = LEAD.sub("", said[when:] if timed else before)
    for data in ("last",):
        bare = re.sub(rf"^(?:{alternatives(words('money')['context'][data])})", "", bare)
    context = side_of(before, side)
    tails = (
        bare,
        re.sub("(?:批下来|定下来|下来|核定|[是为有共约了])+$", "", bare),
        FILL.sub("", bare),
        before.strip("（，、；：: "),
        FILL.sub("", before),
        # 总共就是760万: LEAD took the words that say what it is.
        re.sub("[是为就]+$", "", before.strip("（，、；：: ")),
    )
    own = amount.sort
    for tail in dict.fromkeys(tails):
        for word, path, wanted, sort in _entered(tail, genre):
            if sort != own or (wanted and wanted != context):
                continue
            rest = LEAD.sub("", tail[: -len(word)]).strip("，、： ")
            if rest and not path.startswith("fund.change") and not _plain(rest, genre):
                continue
            if _never().search(before):
                continue
            changed = path.startswith("fund.change")
            return Counted(amount, word, rest, path, context, when=timed if changed else "")
    name = re.sub(r"（[^）]*）", "", bare).strip("，、： ").removesuffix("了")
    if amount.sort == "money" and len(name) > 1 and re.fullmatch(words("money")["sources"]["like"], name):
        return Counted(amount, bare.strip("，、： "), "", "source", context)
    changed_ = _CHANGED.fullmatch(before.strip("（，、；：: "))
    if changed_ is not None and amount.sort == "money":
        path = "fund.change.added" if changed_["how"] not in ("调减", "核减", "压减", "收回") else "fund.change.cut"
        return Counted(amount, changed_["how"], "", path, context, when=changed_["when"] or "", what=changed_["what"])
    return Counted(amount, "", bare, "", context)


def _plain(rest: str, genre: str) -> bool:
    """Whether words before a key only repeat the context (项目全年预算: the word 项目)."""
    left = rest
    for word in (
        *(("一般公共预算", "财政拨款", "拨款") if genre == "department-self-evaluation" else ()),
        *(() if genre == "department-self-evaluation" else ("本项目", "项目")),
        "总的",
        "钱",
        "部门",
        "单位",
        "年度",
        "全年",
        "总体",
        "整体",
        "资金",
        "预算",
        "支出",
        "共",
        "上年",
        "去年",
        "其中",
        "调整",
        "已",
        "实际",
        "这个",
        "该",
        "一共",
    ):
        left = left.replace(word, "")
    return not re.sub(r"\d{4}年|[的，、： ]", "", left)


def side_of(text: str, side: str) -> str:
    """Which side a text about money speaks of (budget, spending); `side` where it does not say."""
    # 基本支出, 项目支出 and 转移支付 are names of parts, of the budget as of the spending.
    text = re.sub(r"(?:基本|项目)支出|转移支付", "", text)
    places = [(match.start(), name) for name, pattern in _contexts() for match in pattern.finditer(text)]
    return min(places)[1] if places else side


def is_last(text: str) -> bool:
    """Whether a text opens with words for last year."""
    return any(text.lstrip("（( ").startswith(word) for word in words("money")["context"]["last"])


def is_this(text: str) -> bool:
    """Whether a text opens with words for this year."""
    return any(text.startswith(word) for word in words("money")["context"]["this"])

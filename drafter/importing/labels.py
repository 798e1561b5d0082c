"""What a label means in a genre: the field it fills (`rules/lexicon/labels.toml`).

A label is looked up whole first, then without what only dresses it (本单位的, 情况, a bracket, a number), then by the
longest known word that it holds, and last by the way it is put (怎么办, 钱怎么花的).

Limits: a label that nothing knows is no fault; whoever reads keeps its words.
"""

from __future__ import annotations

import re
from functools import cache

from drafter.language.lexicon import words

_DRESS = re.compile(
    r"^(?:要说到?|说到|说说|再说说?|讲讲|谈谈|自己(?:觉得|感觉|认为|看|找|查|说|认|摆|想|总结)(?:的|出的|出来的|了)?|关于|我们|本单位|本年度?|今年|全年|主要的?|\d{4}年度?|\d+[个项]|其他)+|(?:的)?(?:情况|方面|如下|等|内容|部分|说明|简述|概述|小结|这块写|那块写|这段写|这块|那块|(?:就)?照(?:着)?[\u4e00-\u9fff]{0,4}抄(?:的)?|照搬|原话|写|嘛|呢|吧|啊|呀|自己说|自己找|我们说"
    r"|(?:也|都|已经?)?(?:商量|研究|合计|讨论|议|想|说|定)(?:过|好|妥)了?(?:的)?"
    r"|(?<=[\u4e00-\u9fff]{2})(?:自己)?(?:说|列|找|总结|有)?(?:了|出)?(?:\d{1,2}|[一二两三四五六七八九十])[条个点项](?:问题|事)?)+$"
)
_SPEAKER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?)?又?(?:来电|来信|发来|回话|报|念|讲|说|补)(?:补|报|说|讲|念)?(?:了|的|一下)?"
)
#: A label longer than this that only opens with a known word is a name of its own, unless it asks.
_NAMED = 4
_ASKS = re.compile("[啥咋什怎哪几吗呢]|情况|完成|指标|目标|成效|效果|措施|问题|工作|自评|评价")
_BRACKET = re.compile(r"[（(]([^）)]*)[）)]")
#: A word may stand for the whole label only if it makes up at least this share of it.
_SHARE = 0.5


@cache
def _known(genre: str) -> dict[str, str]:
    found: dict[str, str] = {}
    entries = words("labels")["label"]
    like = words("labels")["like"].get(genre, genre)
    own = [one for name in dict.fromkeys((genre, like)) for one in entries if name in one.get("genres", ())]
    for entry in [*own, *(one for one in entries if "genres" not in one)]:
        for word in entry["words"]:
            found.setdefault(word, entry["to"])
    return found


@cache
def _whole() -> frozenset[str]:
    """The words that are known as a whole label only."""
    return frozenset(word for entry in words("labels")["label"] if entry.get("whole") for word in entry["words"])


def meaning(label: str, genre: str) -> str:
    """The target of a label in a genre ("" where it has none): a path, or money, score, projects, problems …"""
    known = _known(genre)
    bare = re.sub(r"\s+", "", label)
    inside = _BRACKET.search(bare)
    for one in (bare, *([inside[1]] if inside else []), _BRACKET.sub("", bare)):
        plain = _DRESS.sub("", one)
        for word in (one, plain):
            if word in known:
                return known[word]
    if inside is not None and (target := _stem(inside[1], genre)):
        return target
    plain = _DRESS.sub("", _BRACKET.sub("", bare))
    if not plain:
        return ""
    first, mark, _ = re.sub("[和与及/]", "、", plain).partition("、")
    if mark and first in known:
        # 单位、项目名: what is told first has the name of the first.
        return known[first]
    held = [
        word
        for word in known
        if len(word) > 1 and word in plain and len(word) >= _SHARE * len(plain) and word not in _whole()
    ]
    # What a label ends with says what it is: 上年预算 is money, 预算绩效管理 is management.
    best = max(held, key=lambda word: (plain.endswith(word), len(word)), default="")
    return known[best] if best else _stem(plain, genre)


def known_label(label: str, genre: str) -> str:
    """The target of a label that is known as it stands, or by the way it is put ("" where a part of it only is)."""
    known = _known(genre)
    return known.get(label) or known.get(_DRESS.sub("", label)) or (_stem(label, genre) if 1 < len(label) < 6 else "")


def without_speaker(label: str, genre: str) -> str:
    """A label without who says what it leads (社区办报成绩, 又来电补组织情况); as it stands where the rest is none."""
    match = _SPEAKER.match(label)
    return label[match.end() :] if match and meaning(label[match.end() :], genre) else label


def beyond(label: str, genre: str) -> str:
    """What a label says besides the known word that it ends with: 桥质量 is about 桥 ("" where the whole is known)."""
    if known_label(label, genre) or known_label(_BRACKET.sub("", label), genre):
        return ""
    plain = _DRESS.sub("", _BRACKET.sub("", label))
    held = max((word for word in _known(genre) if plain.endswith(word)), key=len, default="")
    if not held:
        # 质量投诉处置 only opens with a known word.
        return plain if len(plain) > _NAMED and not _ASKS.search(plain) else ""
    return plain[: -len(held)]


@cache
def _stems(genre: str) -> list[tuple[str, re.Pattern[str]]]:
    entries = [one for one in words("labels")["stem"] if genre in one.get("genres", (genre,))]
    return [(str(one["to"]), re.compile("|".join(f"(?:{like})" for like in one["like"]))) for one in entries]


def _stem(plain: str, genre: str) -> str:
    """The target of a label by the way it is put (怎么办, 钱怎么花的), where no word of the table is its name."""
    if len(plain) > int(words("labels")["stems"]["longest"]):
        return ""
    return next((target for target, pattern in _stems(genre) if pattern.search(plain)), "")


@cache
def _opens(genre: str) -> list[tuple[str, re.Pattern[str]]]:
    entries = [one for one in words("labels")["opens"] if genre in one.get("genres", (genre,))]
    return [(str(one["to"]), re.compile(one["like"])) for one in entries]


def opened_by(text: str, genre: str) -> str:
    """Where a line without a label belongs by the words that it opens with ("" where they say nothing of it)."""
    return next((target for target, pattern in _opens(genre) if pattern.match(text)), "")


@cache
def _group(kind: str) -> re.Pattern[str]:
    return re.compile(words("labels")["groups"][kind])


def is_group(label: str, kind: str = "pattern") -> bool:
    """Whether a label only counts (目标一, 问题3) and what stands behind it is the name of a group."""
    return bool(_group(kind).fullmatch(re.sub(r"\s+", "", label)))

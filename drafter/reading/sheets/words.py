"""What the words of forms mean, as data (`places/*/forms/*.toml`, and the user's own in the configuration folder).

The reader gains forms found by what stands over and beside their cells: 绩 效 目 标, 全年预算数（A） and 1—7月执行数
are looked up without their blanks, brackets and months.

Limits: a word means one thing in one place of a form (over a column, beside a row, beside a value).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from drafter.files.values import DataTable
from drafter.reading.sheets.errors import BadLayout
from drafter.resources import config_folder, folder

#: The parts of a file of layouts whose keys are meanings and whose values are words.
SECTIONS = ("columns", "ticks", "money", "labels", "goals", "level1", "level2", "titles", "words")
#: Heads longer than this are looked up whole only: they are sentences.
_INSIDE, _WHOLE = 16, 40
#: Heads that are remembered with what they mean; a sheet of a hundred thousand names is not.
_KEPT = 20_000
_BRACKETS = re.compile(r"[(\[【〔](?P<inside>[^()\[\]【】〔〕]*)[)\]】〕]")
_PERIOD = re.compile(
    r"^(?:20\d\d年度?)?(?:截至|截止)?(?:(?:0?1|一)月?[-—–―~～至到]\d{1,2}月份?|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|末)?|[上下]半年|第?[一二三四1-4]季度|当前|目前|监控期|本期)"
)
_YEAR = re.compile(r"^(20\d\d)年度?(?=\D)")
_LEAD = re.compile(
    r"^(?:其中|按[^:]{2,10}分类?(?=:)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]|[①-⑨]|\([一二三四五六七八九十\d]{1,2}\))[:]?"
)
_TAIL = re.compile(r"[:;。]+$|(?:及|和|与|或|/)(?:代码|编码|编号)$|\([A-Z0-9/*÷×+-]{1,9}\)$|[A-C](?:/[AB])?$")
_MONEY = re.compile(r"(?:单位[:]?)?(?:人民币)?(百万元|千元|万元|亿元|元)$")


_SUM = re.compile(r"(?:小计|合计|总计|共计)$")
#: A cell that shows how to fill a form: its mark in brackets, before a colon, or alone.
_SHOWN = re.compile(
    r"(?:[(\[【<〔](?P<mark>[^()\[\]【】<>〔〕]{1,4})[)\]】>〕]|(?P<bare>[\u4e00-\u9fff]{1,4})(?:\d{0,2}:|\d{0,2}$))"
)
_OF_ROW = re.compile(r"^(?:[此本该]行)(?:仅|只)?[为是系]?(?:示例|样例|范例|举例)|示例行|以上为示例")


class Head(NamedTuple):
    """A head without what does not matter: `bare` words, what stood in `brackets`, the `year` that it begins with (0:
    none), whether it tells of a part of the year (`partly`)."""

    bare: str
    brackets: tuple[str, ...] = ()
    year: int = 0
    partly: bool = False

    @property
    def money(self) -> str:
        """The unit of money that the head names (元, 万元), or ""."""
        for said in (*self.brackets, self.bare):
            if (match := _MONEY.search(said)) is not None and (said != self.bare or match[0] == said):
                return match[1]
        return ""


@lru_cache(maxsize=_KEPT)
def head(words: str) -> Head:
    """What a cell says as a head: 其中：1-7月 执行数（B） is 本期执行数."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words[:200]))
    brackets = tuple(match["inside"] for match in _BRACKETS.finditer(text))
    bare = _BRACKETS.sub("", text)
    before = None
    while before != bare:
        before, bare = bare, _TAIL.sub("", _LEAD.sub("", bare))
    partly = False
    if (match := _PERIOD.match(bare)) is not None and len(match[0]) < len(bare):
        bare, partly = "本期" + bare[match.end() :].lstrip("的"), True
        if bare.startswith("本期本期"):
            bare = bare[2:]
    year = 0
    if (told := _YEAR.match(bare)) is not None:
        year, bare = int(told[1]), bare[told.end() :]
    return Head(bare, brackets, year, partly)


def _holds(bare: str, part: str) -> bool:
    """Whether a head holds a part; one that ends in $ stands at its end."""
    return bare.endswith(part[:-1]) if _ends(part) else part in bare


def _ends(part: str) -> bool:
    return part.endswith("$")


class HeadMeanings:
    """All meanings: :meth:`of` looks a head up in one section."""

    def __init__(self, data: Mapping[str, DataTable]) -> None:
        self.data = data
        self._said: dict[tuple[str, str], str] = {}
        self._exact: dict[str, dict[str, str]] = {}
        self._inside: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
        for section in ("columns", "money", "labels", "goals"):
            exact, inside = self._exact.setdefault(section, {}), self._inside.setdefault(section, [])
            for meaning, words in data.get(section, {}).items():
                for word in words:
                    if word.startswith("~"):
                        parts = word[1:].split("&")
                        has = tuple(part for part in parts if not part.startswith("!"))
                        inside.append((has, tuple(part[1:] for part in parts if part.startswith("!")), meaning))
                    else:
                        exact.setdefault(head(word).bare, meaning)
            # What a head ends in is what it names: 未执行原因 is a reason.
            inside.sort(key=lambda one: (not any(map(_ends, one[0])), -len(one[0]), -sum(map(len, one[0]))))

    def of(self, section: str, said: Head | str) -> str:
        """The meaning of a head in a section, or ""."""
        bare = said.bare if isinstance(said, Head) else head(said).bare
        if not bare or len(bare) > _WHOLE:
            return ""
        exact = self._exact[section]
        found = exact.get(bare)
        if found is None:
            found = self._within(section, bare)
            if len(exact) < _KEPT:
                exact[bare] = found
        return found

    def _within(self, section: str, bare: str) -> str:
        if len(bare) > _INSIDE:
            return ""
        for has, lacks, meaning in self._inside[section]:
            if all(_holds(bare, part) for part in has) and not any(_holds(bare, part) for part in lacks):
                return meaning
        return ""

    def label(self, section: str, meaning: str) -> str:
        """What a meaning is called: its first word."""
        return str(self.data[section][meaning][0]).lstrip("~")

    def all(self, name: str) -> tuple[str, ...]:
        """A list of [words]."""
        return tuple(self.data["words"][name])

    def sums(self, said: str) -> str:
        """The word for a sum (小计, 合计) that a cell is, or ends in: 权重合计; "" for none."""
        bare = head(said[:_WHOLE]).bare
        if bare in self.data["words"]["totals"]:
            return bare
        match = _SUM.search(bare) if len(bare) <= _INSIDE else None
        return match[0] if match is not None else ""

    def example(self, said: str, first: bool = False) -> bool:
        """Whether a cell says that it shows how to fill a form: 示例, （示例）培训人次, 例：…; 例 alone is a measure
        word where it is not the `first` of its row."""
        text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", said[:_WHOLE]))
        match = _SHOWN.match(text)
        if match is None or (match["mark"] or match["bare"]) not in self.data["words"]["examples"]:
            return _OF_ROW.search(text) is not None
        return first or match["bare"] is None or len(match["bare"]) > 1 or len(match[0]) > 1

    def level(self, which: str, said: str) -> str:
        """The level of indicators that some words name (level1, level2), or ""."""
        found = self._said.get((which, said))
        if found is None:
            bare = head(said).bare
            named = (level for level, marks in self.data[which].items() if any(mark in bare for mark in marks))
            found = self._keep((which, said), next(named, ""))
        return found

    def _keep(self, key: tuple[str, str], found: str) -> str:
        if len(self._said) < _KEPT:
            self._said[key] = found
        return found

    def title(self, said: str) -> str:
        """The kind of form that a title names, or ""."""
        bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", said))
        return next((kind for kind, marks in self.data["titles"].items() if any(mark in bare for mark in marks)), "")

    def direction(self, said: str) -> str:
        """越多越好, 越少越好, 等于, 定性 or 定量, as a sign or word says it; "" for none."""
        found = self._said.get(("directions", said))
        if found is None:
            text = unicodedata.normalize("NFKC", said).strip()
            found = ""
            for name, marks in self.data["words"]["directions"].items():
                if any(text == unicodedata.normalize("NFKC", mark) for mark in marks):
                    found = str(name)
                    break
            self._keep(("directions", said), found)
        return found


def load(files: Sequence[tuple[str, str]]) -> HeadMeanings:
    """The meanings that some files (name, text) state; later ones add to the former. Raises BadLayout, BrokenToml."""
    from drafter.files.read import parse_toml

    merged: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
    for number, (name, text) in enumerate(files):
        for section, table in parse_toml(text, name).items():
            if section not in SECTIONS or not isinstance(table, dict):
                raise BadLayout(name, 1, f"没有 [{section}] 这一节，可以有的是{'、'.join(SECTIONS)}")
            for meaning, words in table.items():
                _check(section, meaning, words, merged if number else None, name)
                before = merged[section].get(meaning)
                if isinstance(words, list) and isinstance(before, list):
                    # What was said first stays the name; a word that meant something else means this from now on.
                    for other, known in merged[section].items():
                        if other != meaning and isinstance(known, list):
                            merged[section][other] = [word for word in known if word not in words] or known
                    merged[section][meaning] = [*before, *[word for word in words if word not in before]]
                else:
                    merged[section][meaning] = words
    return HeadMeanings(merged)


def _check(section: str, meaning: str, words: Any, merged: DataTable | None, name: str) -> None:
    if section == "words" and meaning == "directions":
        return
    if merged is not None and meaning not in merged[section] and section not in ("level1", "level2", "titles"):
        known = "、".join(list(merged[section])[:40])
        raise BadLayout(name, 1, f"[{section}] 里没有 {meaning} 这个意思，可以有的是{known}")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadLayout(name, 1, f"[{section}] 的 {meaning} 应当是一列文字")


@cache
def known_words(place: str = "") -> HeadMeanings:
    """The meanings of the program, of a place by its name, and of the user's own files."""
    from drafter.files.read import decode, read_bytes

    folders = [folder("places") / "default" / "forms"]
    config = config_folder()
    if place and place != "default":
        folders += [folder("places") / place / "forms", *([config / "places" / place / "forms"] if config else [])]
    if config is not None:
        folders.append(config / "forms")
    files = []
    for one in folders:
        for path in sorted(one.glob("*.toml")) if one.is_dir() else ():
            files.append((str(path), decode(read_bytes(str(path)), str(path))))
    return load(files)

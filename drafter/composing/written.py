"""The written forms of what people say: 改了91处 is 整改91处 in a report, 没花出去的 is 未支出的.

The reader of a report gains one level of language throughout; the deed stays the one that was noted, since only words
that mean the same stand in the tables (`rules/lexicon/register.toml` and `handling.toml`, by kinds, before
`written.toml`).

Limits: names in 《》 and “” are left alone, and no figure is touched.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple

from drafter.cache import keep, key_of, load
from drafter.claims.bare_units import with_bare_units
from drafter.composing.colons import arrowed, turned
from drafter.facts.fact import Fact
from drafter.language.late import Demands, LatePattern, demands
from drafter.language.lexicon import words
from drafter.language.spoken import officially_said
from drafter.language.verbs import verb_words
from drafter.resources import folder

#: Raised whenever the same table would give other rows.
_SHAPE = b"drafter-written-4"
_TABLES = ("register", "handling", "written")
#: What stands for a piece of a pattern in the table of kinds.
_MARKS = {
    "〈首〉": "(?:(?<=[，。；：、（])|^)",
    "〈末〉": "(?=[，。；、）]|$)",
    "〈字〉": r"[\u4e00-\u9fff]",
    "〈汉〉": r"\u4e00-\u9fff",
    "〈中〉": "[一二三四五六七八九十]",
    "〈元〉": r"\d[\d.,]{0,14}[万亿]?元",
}
_GROUPS = LatePattern(r"(?<=\d),(?=\d{3}(?:,\d{3})*(?![\d,]))")
#: Names; what somebody said (“没花的三块，……”) is no name.
_NAMED = LatePattern("(《[^》]{0,200}》|“[^”，。；：！？]{0,60}”)")
_YET = LatePattern("还没(?=[\u4e00-\u9fff])(?![有收落入人钱])")
_NOT = LatePattern(
    "(?<![淹埋沉出吞隐湮还罚抄])没(?=[\u4e00-\u9fff])"
    "(?![有收入事人钱用什啥几多少辙准劲]|落(?!实)|办法|问题|时间|地方|条件|原因|意见|经验|依据|编制|资格|资金|经费)"
)
_UNABLE = LatePattern("(?P<deed>[\u4e00-\u9fff]{2})不了(?=[，。；、）]|$)")
#: 补了出库单, 恢复营业了: what is told is done; 批了再付, 不去了, 为了 and 了解 are something else.
_DONE = LatePattern(
    "(?<=[\u4e00-\u9fff])(?<![为除不到得没未])了(?=[\u4e00-\u9fff“《\\d])(?![解结如断却望不得再才就又也还都没未的])"
)
_OVER = LatePattern(
    "(?<=[\u4e00-\u9fff]{2})(?<![完少多晚掉高低走好坏大小对错没去来起上下出成到为除不])(?<!不.)(?<!不..)"
    "了(?=[，。；、）]|$)"
)


#: A form of more characters says by its own words where it begins.
_FEW = 3


class _Form(NamedTuple):
    """A row of the table: what people say, what a report says, the list of the case it is said in ("" for any), whether
    it goes before the verbs; `demands` are what a text must hold for the pattern to match, `letters` those of which it
    must hold one ("" where none is sure), the rarest in the table."""

    pattern: str
    to: str
    under: str
    first: bool
    demands: Demands
    letters: tuple[str, ...]


@cache
def _table() -> tuple[_Form, ...]:
    """The table, kept with its demands from start to start: to read it takes ten times as long."""
    key = key_of(_SHAPE, *((folder("rules") / "lexicon" / f"{one}.toml").read_bytes() for one in _TABLES))
    kept = load("written", key)
    if isinstance(kept, tuple):
        return tuple([_Form(*row) for row in kept])
    spoken = [row for table in _TABLES[:-1] for kind in words(table)["kind"] for row in kind["rows"]]
    kinds = [(_spelt(said), to, "", True) for said, to in spoken]
    forms = [
        (one["pattern"], one["to"], one.get("under", ""), one.get("first", False)) for one in words("written")["form"]
    ]
    told = [(one, demands(one[0])) for one in (*kinds, *forms)]
    often = Counter(letter for _, groups in told for group in groups for word in group for letter in word)
    rows = tuple([_Form(*one, groups, _letters(groups, often)) for one, groups in told])
    keep("written", key, tuple([tuple(row) for row in rows]))
    return rows


def _letters(groups: Demands, often: Mapping[str, int]) -> tuple[str, ...]:
    """Letters of one of which a text cannot do without: those that few forms wait for are the rarest in a text."""
    signs = [{min(word, key=lambda letter: (often[letter], letter)) for word in group} for group in groups]
    return tuple(sorted(min(signs, key=lambda some: sum(often[letter] for letter in some), default={""})))


def _spelt(pattern: str) -> str:
    """A pattern of the table of kinds without its marks."""
    for mark, piece in _MARKS.items():
        pattern = pattern.replace(mark, piece)
    return pattern


class _Forms(NamedTuple):
    """Forms in their order, and where those stand in it that a character of a text calls for ("": always looked at)."""

    rules: list[tuple[LatePattern, str]]
    called: dict[str, list[int]]

    def for_(self, text: str, start: int) -> list[int]:
        """Those from `start` on that a text calls for."""
        found = set(self.called.get("", ()))
        for letter in self.called.keys() & set(text):
            found.update(self.called[letter])
        return sorted([one for one in found if one >= start])


@cache
def _forms(under: str, first: bool) -> _Forms:
    rows = [one for one in _table() if one.under in ("", under) and one.first == first]
    called: dict[str, list[int]] = {}
    for at, one in enumerate(rows):
        for letter in one.letters:
            called.setdefault(letter, []).append(at)
    return _Forms([(LatePattern(one.pattern, known=one.demands), one.to) for one in rows], called)


@lru_cache(maxsize=8192)
def written(text: str, under: str = "") -> str:
    """Some words as a report writes them; `under` is the list of the case that they stand in, where that matters.

    What people put round a statement goes first, then the verbs get their words, then the phrases."""
    text = turned(_replaced(text, _forms(under, True)))
    return with_bare_units(_replaced(officially_said(text), _forms(under, False), _plain))


def _plain(piece: str) -> str:
    text = _NOT.sub(_denied, _YET.sub("尚未", _GROUPS.sub("", piece)))
    text = _UNABLE.sub(_unable, text)
    return _OVER.sub("", _DONE.sub("", text)) if "了" in text else text


def _denied(match: re.Match[str]) -> str:
    """没完成 is 未完成, 没场地 is 没有场地: a deed was not done, a thing is not there."""
    following = match.string[match.end() : match.end() + 2]
    return "未" if following in verb_words() or following[0] in words("spoken")["not"]["acts"] else "没有"


def _unable(match: re.Match[str]) -> str:
    """追加不了 is 无法追加."""
    return f"无法{match['deed']}" if match["deed"] in verb_words() else match[0]


def _replaced(text: str, forms: _Forms, more: Callable[[str], str] = str) -> str:
    """`text` with forms replaced outside of names."""
    pieces = _NAMED.split(text)
    for at in range(0, len(pieces), 2):
        # The mark that a name opens with stays to be seen: 发了《…》 is 印发《…》.
        behind = pieces[at + 1][:1] if at + 1 < len(pieces) else ""
        piece = pieces[at] + behind
        waiting = deque(forms.for_(piece, 0))
        while waiting:
            now = waiting.popleft()
            pattern, to = forms.rules[now]
            if pattern.hopeless(piece):
                continue
            told, changes = pattern.compiled.subn(to, piece)
            if changes and any(map(_parts, pattern.compiled.finditer(piece))):
                told = pattern.compiled.sub(partial(_said_so, to), piece)
            if told != piece:
                piece = told
                waiting = deque(forms.for_(piece, now + 1))
        pieces[at] = more(piece).removesuffix(behind)
    return "".join(pieces)


def _parts(match: re.Match[str]) -> bool:
    """Whether a form of few characters parts a verb (铺|装滨河步道, 支付|错) that it does not open with itself."""
    at, text = match.start(), match.string
    few = match.end() - at == 1 or (match.end() - at <= _FEW and text[at : at + 2] not in verb_words())
    # A form that names what stands before it (登|记错了) knows where it begins.
    known = match.re.pattern.startswith("(?<=")
    return few and not known and at > 0 and text[at - 1 : at + 1] in verb_words()


def _said_so(to: str, match: re.Match[str]) -> str:
    """What a form says for what it matches, which stays where that would part a verb."""
    return match[0] if _parts(match) else match.expand(to)


def officially(fact: Fact) -> Fact:
    """A fact in written words, the same fact where there is nothing to change."""
    text = written(fact.text, _under(fact.path))
    if not fact.path.startswith("fund"):
        text = arrowed(text)
    if text == fact.text:
        return fact
    return Fact(fact.path, text, fact.quantity, fact.number, fact.derived, fact.missing, fact.also, fact.inputs)


def _under(path: str) -> str:
    return next((one for one in ("application", "findings") if path.startswith(one)), "")


def told(note: str, path: str) -> str:
    """A note at a path of the case in written words."""
    return written(note, _under(path))

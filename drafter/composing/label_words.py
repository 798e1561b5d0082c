"""The label of a note in the words of its deed: 征集：老照片1286张 is told as 征集老照片1286张.

The reader of a report gains sentences instead of the entries of a list: a label that the deed says again, or that
its group is called by, is not told twice; one that is what was done stands before what it was
done to. Any other opens its sentence (经营主体方面，…).

Limits: a label with a figure that the deed does not hold is always told.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.composing.telling import Statement
from drafter.facts.fact import Fact
from drafter.language.late import LatePattern
from drafter.language.verbs import verb_words

#: What a label says beside its matter: 搬库·续, 执法情况, 安全生产工作.
_BESIDE = LatePattern(r"[·—-].*$|(?:工作|情况|方面|任务|项目|类|这块)$")
_FIGURE = LatePattern(r"\d")
_WHOSE = LatePattern("^(?:另外?|补充?|还有|其[他它余])$|[股科室]$|窗口$")
#: What tells of one of what the label names.
_EACH = LatePattern("[每各]|[人户亩日月年单]均|平均")
#: So many characters of a statement are its opening, in which a label counts as said.
_OPENING = 24
#: A label of which this share of the characters stands there is told.
_MOST = 0.75


def unsaid(label: str) -> bool:
    """Whether a label says whose note it is (维权股, 办证窗口) or only that there is more (另): no word of a report."""
    return _WHOSE.search(label) is not None


def worded(found: Sequence[Statement], group: str) -> list[Statement]:
    """The statements of a group with their labels where they belong; `topic` is None where it needs not open the
    sentence, and a note that goes on does as it began. `group`: what the group is called, "" for nothing."""
    opened: dict[int, Fact | None] = {}
    done = []
    for one in found:
        told = one._replace(topic=opened[one.note]) if one.note in opened else _worded(one, group)
        opened.setdefault(one.note, told.topic)
        done.append(told)
    return done


def _worded(one: Statement, group: str) -> Statement:
    label = one.topic
    if label is None or not one.parts:
        return one
    bare = _BESIDE.sub("", label.text) or label.text
    if _said(bare, one, group):
        return one._replace(topic=None)
    own = Fact(label.path, bare, also=label.also)
    first = one.parts[0]
    counted = isinstance(first, Fact) and ".figure" in first.path
    if counted or _EACH.match(str(first)) or (_does(bare) and not _has_verb(one)):
        # 修裱：6200页; 数字化成本：每页0.42元; 征集：老照片1286张.
        return one._replace(parts=(own, *one.parts), topic=None)
    return one._replace(topic=own)


def _said(label: str, one: Statement, group: str) -> bool:
    """Whether a label is told already: by its group, or by the opening of its deed, whole or for the most part
    (村级建档 in 指导142个村建档)."""
    opening = "".join(map(str, one.parts))[:_OPENING]
    if _FIGURE.search(label):
        return label in opening
    if label in group or label in opening:
        return True
    return len(label) > 1 and sum(c in opening for c in label) >= _MOST * len(label)


def _does(label: str) -> bool:
    """Whether a label is something done: its last word, or all of it, is a verb."""
    return any(label.endswith(verb) for verb in (label[-2:], label[-3:], label[-4:]) if verb in verb_words())


def _has_verb(one: Statement) -> bool:
    verbs = any(isinstance(part, Fact) and ".verb" in part.path for part in one.parts)
    return verbs or str(one.parts[0])[:2] in verb_words()

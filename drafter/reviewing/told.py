"""The budget and the spending of the whole project as its report tells them.

Limits: an amount of a report counts where its words name the whole of the project, or nothing; a part that is told
(中央资金、工程款) is no other amount of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from drafter.claims.labels import label, year_of
from drafter.claims.mention import Mention
from drafter.claims.mentions import mentions
from drafter.reviewing.value import CellText

if TYPE_CHECKING:
    from drafter.claims.text import Stretch

_INITIAL = re.compile(r"年初|批复|下达|申请|申报")
#: A clause that names the whole outright, whatever the clause before it was of.
_NAMED = re.compile(
    r"(?:项目|本项目|本年度?|当年)?(?:全年|年初|调整后)(?:项目)?(?:预算|资金)?(?:预算|执行|支出|支付)(?:数|金额|总额)?(?:为|是|共|计|共计|达|达到)?"
)
_YEARLY = re.compile(r"全年预算|调整(?:后|预算)")
#: What comes to the project in all: 项目资金总额820万元.
_TOTAL = re.compile(r"(?:项目|专项|年度|本年度?)(?:资金|预算|经费)总额(?:为|是|共|计|共计)?$")
_PROJECTS = re.compile(r"项目支出(?:预算|决算|执行|资金)?(?:数|额|金额|总额)?(?:为|是|共|计|共计)?$")
_PART = re.compile(
    r"其中|中央|省级|市级|县级|区级|镇级|上级|本级|自筹|债券|基本支出|人员|公用|工程|采购|设备|培训|结转|结余|尾款|质保|标段|合同"
    r"|用于|一期|二期|分别|追加|调减|调增|收入|上年|去年|累计|截至|预付|每|人均|户均|标准|第[一二三四]|[1-4]季度|上半年|下半年|月"
)


class ReportClaim(NamedTuple):
    """An amount of the whole that a report tells: its part, where, its words."""

    role: str
    mention: Mention
    cell: CellText


class Reports(Protocol):
    """This year's reports on a project: the year they report on, and their stretches, each with its place."""

    @property
    def year(self) -> int:
        """The year of the reports."""

    def of_whole(self, kinds: Sequence[str] = ...) -> Iterator[tuple[Stretch, str]]:
        """The stretches of the reports on all of it, of some kinds, each with the file that it stands in."""


def claims(dossier: Reports) -> Iterator[ReportClaim]:
    """The amounts of the whole that this year's reports tell, in their order."""
    year = dossier.year
    # Beside 基本支出 项目支出 is the other part of the whole.
    split = any("基本支出" in stretch.text for stretch, _ in dossier.of_whole(("paragraph",)))
    for stretch, place in dossier.of_whole(("paragraph",)):
        for one in mentions(stretch):
            if one.figure.sort != "money" or one.prior or one.figure.rough or one.rising or one.reached:
                continue
            name, role = label(one)
            # What stands in the clause before the figure names a part, or the whole.
            whole = one.role == "total" and bool(_TOTAL.search(one.left))
            if role not in ("spent",) and one.role != "budget" and not whole:
                continue
            named = bool(_NAMED.fullmatch(re.split("[，,；;]", one.left)[-1]))
            if (name and not whole and not re.search(r"项目|本项|该项|专项|总|全年", name)) or (
                _PART.search(one.left) and not named
            ):
                continue
            if split and _PROJECTS.search(one.left):
                continue
            if year_of(stretch, one, year) not in (year, -1) or _before(stretch.text, one):
                continue
            part = "spent" if role == "spent" else "budget"
            # 年初预算和全年预算均为…: both are told.
            if part == "budget" and _INITIAL.search(one.left) and not _YEARLY.search(one.left):
                part = "initial"
            yield ReportClaim(part, one, CellText(one.figure.text, place))


def _before(text: str, one: Mention) -> bool:
    """Whether the sentence speaks of a part before the figure: 其中：中央资金预算20万元，支出18万元."""
    start = max(text.rfind(mark, 0, one.figure.start) for mark in "。；")
    return bool(re.search(r"其中|分别|基本支出|[：:]", text[start + 1 : one.figure.start]))

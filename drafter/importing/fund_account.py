"""The account of the year that labelled lines tell, put into the case: each sum in its place, parts with their whole.

The writer gains 未支出153.5万元，其中尾款88万元（…）、质保金65.5万元（…） where notes have the parts beneath a
label, and the changes of a budget with what they consist of.

Limits: only where the lines name the budget of the year or what was spent; parts that do not come to the whole are told
as they were noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from drafter.files.values import RawTable
from drafter.importing.fund_lines import (
    FundLine,
    Rate,
    Sum,
    change_in,
    fund_word,
    parts_of,
    read_fund_line,
    unit_of,
    when_of,
    without_time,
)
from drafter.importing.fund_sentences import told_in_a_sentence
from drafter.importing.lines import NotedLine, statements
from drafter.importing.money_units import sum_in
from drafter.importing.proposal import Proposal
from drafter.language.marks import fold

_DEPARTMENT, _PROJECT, _TOWN = "department-self-evaluation", "project-self-evaluation", "township-summary"
GENRES = (_DEPARTMENT, _PROJECT, _TOWN)
#: How the two halves of a department's money are called in short.
_HALVES = {"基本": "基本支出", "项目": "项目支出"}


def without_account(every: Sequence[NotedLine], proposal: Proposal, genre: str) -> list[NotedLine]:
    """The lines of a page that are left once its account is in the case."""
    if genre not in GENRES:
        return list(every)
    every = [left for line in every for left in told_in_a_sentence(line, proposal)]
    found: list[NotedLine | FundLine] = []
    at, unit = 0, ""
    while at < len(every):
        line = read_fund_line(every, at, unit)
        found.append(every[at] if line is None else line)
        unit = unit or (unit_of(every[at].text) if line is not None else "")
        at += 1 if line is None else line.many
    account = [one for one in found if isinstance(one, FundLine)]
    sums = {one.sort for one in account if one.head is not None}
    if not (proposal.get("fund.budget") and account) and (not sums & {"budget", "spent"} or len(account) < 2):
        return list(every)
    _Account(proposal, genre).fill(account)
    return [one for one in found if isinstance(one, NotedLine)]


def _listed(parts: Sequence[Sum]) -> str:
    told = (
        f"{_HALVES.get(one.name, one.name)}{one.told}" + (f"（{one.inside}）" if one.inside else "") for one in parts
    )
    return "、".join(told)


def _rated(one: Rate) -> str:
    return f"执行率{one.told}{f'（上年{one.last}）' if one.last else ''}"


def _total(parts: Sequence[Sum]) -> Decimal:
    return sum((one.value for one in parts), Decimal(0))


class _Account:
    """Fills the table of money of one proposal."""

    def __init__(self, proposal: Proposal, genre: str) -> None:
        self.proposal, self.genre = proposal, genre
        self.fill_of: Mapping[str, Callable[[FundLine], None]] = {
            "initial": self.initial,
            "change": self.change,
            "budget": self.budget,
            "spent": self.spent,
            "part": self.part,
            "uses": self.uses,
            "sources": self.sources,
            "unspent": self.unspent,
            "rate": self.rates,
            "aside": self.aside,
        }

    def fill(self, account: Sequence[FundLine]) -> None:
        """Put all lines in; what they say beside their sums comes behind them."""
        for line in account:
            self.proposal.line = line.number
            self.fill_of[line.sort](line)
        self.proposal.line = 0

    # -- the budget ------------------------------------------------------------------------------------------------
    def initial(self, line: FundLine) -> None:
        """What was there at the beginning, and its parts."""
        if line.head is None:
            return self.aside(line)
        self.put("fund.initial", line.head.told, line)
        parts = [*parts_of(line.head.inside, line.head.unit), *line.sums]
        if parts and _total(parts) == line.head.value:
            self.proposal.put("fund.initial_parts", _listed(parts), line.words)
        elif line.head.inside or parts:
            beneath = f"，{_listed(line.sums)}" if line.sums else ""
            self.note(f"年初预算{line.head.told}{self._boxed(line.head)}{beneath}", line)
        return self.remarks(line)

    def change(self, line: FundLine) -> None:
        """What came in the course of the year and what went; 追加 as the label needs no word of its own."""
        for one in (one for one in (*line.told, *line.beneath) if isinstance(one, Sum)):
            self.changed(one, line)
        self.remarks(line)

    def changed(self, one: Sum, line: FundLine) -> None:
        """One change: how, how much, of what, when and why."""
        own = change_in(one.name)
        # 台风救灾268.00 beneath 追加 is what was added.
        verb = own or change_in(line.label)
        if verb is None:
            return self.note(f"{line.label}，{one.name or line.label}{one.told}{self._boxed(one)}", line)
        before, behind = (one.name[: own.start()], one.name[own.end() :]) if own is not None else ("", one.name)
        row: RawTable = {"name": verb[0], "amount": one.told}
        when, before = when_of(before)
        before = before.strip("，")
        parts = parts_of(one.inside, one.unit)
        if when:
            row["when"] = when
        if behind:
            row["money"] = behind
        if fund_word("payer").match(before):
            row["money"] = before if re.search("资金|补助|专款|经费|款$", before) else f"{before}资金"
        elif before:
            row["reason"] = re.sub("^(?:因为?|由于)", "", before)
        if parts and _total(parts) == one.value:
            row["parts"] = _listed(parts)
        elif one.inside:
            row["reason"] = f"{row['reason']}（{one.inside}）" if "reason" in row else one.inside
        self.proposal.add("fund.changes", row, line.words)
        return None

    def budget(self, line: FundLine) -> None:
        """The budget of the year, what it consists of, and that of last year."""
        if line.head is None:
            return self.aside(line)
        self.put("fund.budget", line.head.told, line)
        if line.head.last:
            self.proposal.put_last("fund.budget", line.head.last, line.words)
        else:
            self.of_budget([*parts_of(line.head.inside, line.head.unit), *line.sums], line.head, line)
        for one in line.rates:
            self.put("fund.rate", one.told, line)
        return self.remarks(line)

    def of_budget(self, parts: list[Sum], head: Sum, line: FundLine) -> None:
        """The parts of the budget of the year: its halves, or who gave it."""
        if self.halves(parts):
            for one in parts:
                self.put("fund.basic" if one.name.startswith("基本") else "fund.project", one.told, line)
        elif self.genre != _TOWN and parts and all(fund_word("payer").search(one.name) for one in parts):
            self.given(parts, line)
        elif parts:
            self.note(f"全年预算中，{_listed(parts)}", line)
        elif head.inside:
            self.note(f"全年预算{head.told}{self._boxed(head)}", line)

    def given(self, parts: Sequence[Sum], line: FundLine) -> None:
        """Who gave the money."""
        for one in parts:
            self.proposal.add("fund.sources", {"name": one.name, "budget": one.told}, line.words)
            if one.inside:
                self.note(f"{one.name}{'' if '资金' in one.name else '资金'}{one.inside}", line)

    def sources(self, line: FundLine) -> None:
        """Where the money came from; 年初486 and 年中追加32 among it are the budget at first and a change."""
        plain: list[Sum] = []
        for one in (one for one in (*line.told, *line.beneath) if isinstance(one, Sum)):
            if re.fullmatch("年初(?:预算|安排|下达)?", one.name):
                self.put("fund.initial", one.told, line)
                plain.extend(parts_of(one.inside, one.unit))
            elif change_in(one.name) is not None:
                self.changed(one, line)
                payer = fund_word("payer").search(one.name)
                if payer is not None and fund_word("grown").search(one.name):
                    name = without_time(fund_word("grown").split(one.name)[0])
                    plain.append(one._replace(name=name or payer[0], inside=""))
            elif one.name:
                plain.append(one)
            else:
                self.put("fund.budget", one.told, line)
                plain.extend(parts_of(one.inside, one.unit))
        self.given(plain, line)
        self.remarks(line)

    # -- the spending ----------------------------------------------------------------------------------------------
    def spent(self, line: FundLine) -> None:
        """What was spent, its rate, and its halves."""
        if line.head is None:
            return self.aside(line)
        self.put("fund.spent", line.head.told, line)
        if line.head.last:
            self.proposal.put_last("fund.spent", line.head.last, line.words)
        parts = [] if line.head.last else [*parts_of(line.head.inside, line.head.unit), *line.sums]
        if self.halves(parts):
            for one in parts:
                half = "fund.spent_basic" if one.name.startswith("基本") else "fund.spent_project"
                self.put(half, one.told, line)
                if one.inside:
                    self.note(_listed([one]), line)
        elif parts:
            self.used(parts, line.head.value, line)
        elif line.head.inside and not line.head.last:
            self.note(f"支出{line.head.told}{self._boxed(line.head)}", line)
        self.rates(line)
        return self.remarks(line)

    def part(self, line: FundLine) -> None:
        """What was spent of a half, of what budget, at what rate."""
        half = "basic" if "基本" in line.label else "project"
        name = _HALVES["基本" if half == "basic" else "项目"]
        if line.head is None or self.genre != _DEPARTMENT:
            return self.aside(line)
        if not self.proposal.put(f"fund.spent_{half}", line.head.told, line.words):
            return self.aside(line)
        rates = list(line.rates)
        for text in statements(line.head.inside, "；，、"):
            rate = re.fullmatch(r"(?:预算)?执行率(\d[\d.]*%)", fold(text))
            own = re.fullmatch(
                r"(?:其)?(?:项目|基本)?(?:支出)?(?:全年)?预算(?:数)?(\d[\d.,]*(?:[万亿]?元)?)", fold(text)
            )
            if rate is not None:
                rates.append(Rate(rate[1]))
            elif own is not None and self.proposal.put(
                f"fund.{half}", own[1] if "元" in own[1] else own[1] + line.head.unit
            ):
                continue
            else:
                self.note(f"{name}{line.head.told}（{text}）", line)
        for one in rates:
            if one.told.rstrip("0").rstrip(".") in ("100%", "100"):
                self.proposal.put(f"fund.{half}", line.head.told, line.words)
            self.note(f"{name}{_rated(one)}", line)
        if line.head.value and line.sums:
            self.note(f"{name}中，{_listed(line.sums)}", line)
        return self.remarks(line)

    def rates(self, line: FundLine) -> None:
        """The rate of the whole."""
        for one in line.rates:
            self.put("fund.rate", one.told, line)
            if one.last:
                self.proposal.put_last("fund.rate", one.last, line.words)

    def uses(self, line: FundLine) -> None:
        """What the money was spent on."""
        self.used(line.sums, None, line)
        self.remarks(line)

    def used(self, parts: Sequence[Sum], whole: Decimal | None, line: FundLine) -> None:
        """What a sum was spent on; of a project that of all of it has rows of its own."""
        total = _total(parts)
        if self.genre == _PROJECT and total in (whole, sum_in(self.proposal.get("fund.spent"))):
            for one in parts:
                self.proposal.add("fund.uses", {"name": one.name, "spent": one.told}, line.words)
                if one.inside:
                    self.note(f"{one.name}{one.told}{self._boxed(one)}", line)
            return
        lead = next(
            (f"{name}中，" for key, name in (("spent_project", "项目支出"), ("spent_basic", "基本支出"))
             if total == sum_in(self.proposal.get(f"fund.{key}"))),
            "支出中，",
        )  # fmt: skip
        self.note(f"{lead}{_listed(parts)}", line)

    def unspent(self, line: FundLine) -> None:
        """What was left, part by part, and why."""
        if line.head is None and not line.sums:
            return self.aside(line)
        parts = list(line.sums)
        if line.head is not None:
            self.put("fund.balance", line.head.told, line)
            parts = [*parts_of(line.head.inside, line.head.unit), *parts]
        said = list(line.remarks)
        if line.head is not None and line.head.inside and not parts:
            said.append(line.head.inside)
        listed = f"其中{_listed(parts)}" if parts else ""
        why = "，".join(one for one in (*said, listed) if one)
        if why and not self.proposal.put("fund.reason", why, line.words):
            self.note(f"未支出资金中，{why}", line)
        return None

    # -- what has figures of its own -------------------------------------------------------------------------------
    def aside(self, line: FundLine) -> None:
        """A sum with a budget and a spending of its own: told together, behind the rest."""
        told = []
        for one in (*line.told, *line.beneath):
            if isinstance(one, Sum):
                told.append(f"{one.name}{one.told}{self._boxed(one)}")
            elif isinstance(one, Rate):
                told.append(_rated(one))
            else:
                told.append(one)
        self.note(f"{line.label}{'，'.join(told)}", line)

    def remarks(self, line: FundLine) -> None:
        """What a line says without a figure, about money."""
        for one in line.remarks:
            self.note(one if "资金" in one else f"资金{one}", line)

    # -- helpers ---------------------------------------------------------------------------------------------------
    @staticmethod
    def _boxed(one: Sum) -> str:
        return f"（{one.inside}）" if one.inside else ""

    def halves(self, parts: Sequence[Sum]) -> bool:
        """Whether some sums are the halves of a department's money."""
        names = {_HALVES.get(one.name, one.name) for one in parts}
        return self.genre == _DEPARTMENT and bool(names) and names <= set(_HALVES.values())

    def put(self, path: str, told: str, line: FundLine) -> None:
        """Set a figure; another one that stands there keeps its place, and this one is noted."""
        if not self.proposal.put(path, told, line.words):
            self.note(f"{line.label}{told}", line)

    def note(self, text: str, line: FundLine) -> None:
        """Tell something of money as it was noted."""
        self.proposal.add("fund.notes", text, line.words)

"""Papers of several projects, parted by the names that their forms and cases bear, and by the folders they lie in.

The reader gains a book of many forms, or folders where projects lie, reviewed project by project.

Limits: a report belongs to the projects whose names it tells; one that names none belongs to those of its folder, else
to the first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.reviewing.form import PaperForm
from drafter.reviewing.paper import Paper
from drafter.reviewing.proofs import proofs_of

#: From this likeness on two names of forms in different files are one project's, written in two ways.
_ALIKE = 0.6
_YEAR = re.compile(r"20\d\d年?度?")


class Share(NamedTuple):
    """The papers of one project; `name` is "" where there is only one."""

    name: str
    papers: tuple[Paper, ...]


def shares(papers: Sequence[Paper]) -> list[Share]:
    """The projects among some papers, in the order in which they are named."""
    names: dict[str, None] = {}
    for paper in papers:
        for form in paper.forms:
            if form.lines and (name := _name(form)):
                names.setdefault(name, None)
    known = list(names)
    if len(known) < 2:
        return [Share("", tuple(papers))]
    # 改厕 and 改厕项目（二期） of two forms are one project where neither stands twice in a file.
    twice = any(_several(paper) for paper in papers)
    groups = [[name] for name in known] if twice else _groups(known)
    if len(groups) < 2:
        return [Share("", tuple(papers))]
    return [Share(group[0], tuple(_kept(papers, group, groups))) for group in groups]


def _several(paper: Paper) -> bool:
    """Whether one file holds forms of one kind under different names."""
    kinds: dict[str, set[str]] = {}
    for form in paper.forms:
        if form.lines and (name := _name(form)):
            kinds.setdefault(form.kind, set()).add(name)
    return any(len(found) > 1 for found in kinds.values())


def _groups(names: Sequence[str]) -> list[list[str]]:
    """Names that may be of one project together; a form of goals often shortens that of the results."""
    groups: list[list[str]] = []
    for name in names:
        bare = _YEAR.sub("", name)
        for group in groups:
            first = _YEAR.sub("", group[0])
            if bare in first or first in bare or SequenceMatcher(None, first, bare).ratio() >= _ALIKE:
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _kept(papers: Sequence[Paper], group: Sequence[str], groups: Sequence[Sequence[str]]) -> list[Paper]:
    mine = {os.path.dirname(paper.file) for paper in papers if _names(paper) & set(group)}  # noqa: PTH120
    others = {
        os.path.dirname(paper.file)  # noqa: PTH120
        for paper in papers
        for name in _names(paper)
        if name not in group
    }
    kept = []
    for paper in papers:
        forms = tuple(form for form in paper.forms if _name(form) in ("", *group))
        page, folder = paper.page, os.path.dirname(paper.file)  # noqa: PTH120
        accounts, grids = paper.accounts, paper.grids
        # A folder that only forms of one project lie in is its own.
        own, other = folder in mine - others, folder in others - mine
        if page is not None and not own:
            text = re.sub(r"\s", "", page.reading.source.text)
            told = [one for one in groups if any(name in text for name in one)]
            if other or group not in (told or groups[:1]):
                page = None
        if other or not (own or group is groups[0]):
            accounts, grids = (), ()
        if other:
            forms = tuple(form for form in forms if _name(form) in group)
        if forms or page is not None or accounts or next(proofs_of(grids), None) is not None:
            kept.append(paper._replace(forms=forms, page=page, accounts=accounts, grids=grids))
    return kept


def _names(paper: Paper) -> set[str]:
    return {name for form in paper.forms if form.lines and (name := _name(form))}


def _name(form: PaperForm) -> str:
    found = form.labels.get("project.name")
    return re.sub(r"\s", "", found.text) if found is not None else ""

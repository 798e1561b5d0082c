"""Papers of several projects, parted by the names that their forms and cases bear.

The reader gains a book of many forms, or a folder where projects lie together, reviewed project by project.

Limits: a report belongs to the projects whose names it tells; one that names none belongs to the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.reviewing.form import Form
from drafter.reviewing.paper import Paper


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
    # 改厕 and 改厕项目（二期） of two forms are one where one name holds the other and neither stands twice in a file.
    if len(known) < 2 or not any(_several(paper) for paper in papers):
        return [Share("", tuple(papers))]
    return [Share(name, tuple(_kept(papers, name, known))) for name in known]


def _several(paper: Paper) -> bool:
    """Whether one file holds forms of one kind under different names."""
    kinds: dict[str, set[str]] = {}
    for form in paper.forms:
        if form.lines and (name := _name(form)):
            kinds.setdefault(form.kind, set()).add(name)
    return any(len(found) > 1 for found in kinds.values())


def _kept(papers: Sequence[Paper], name: str, known: Sequence[str]) -> list[Paper]:
    kept = []
    for paper in papers:
        forms = tuple(form for form in paper.forms if _name(form) in ("", name))
        page = paper.page
        if page is not None:
            text = re.sub(r"\s", "", page.reading.source.text)
            told = [one for one in known if one in text]
            if name not in (told or known[:1]):
                page = None
        if forms or page is not None:
            kept.append(paper._replace(forms=forms, page=page))
    return kept


def _name(form: Form) -> str:
    found = form.labels.get("project.name")
    return re.sub(r"\s", "", found.text) if found is not None else ""

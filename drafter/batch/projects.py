"""Which files belong to which project, from folders as offices keep them.

The reader gains that neither a list nor a naming rule has to be kept: what lies in one folder, or is called the same
but for the kind of paper (自评表, 自评报告, 上年, 2023年度 …), is one project.

Limits: kinds are told by names here, without opening a file; what a paper is, its content says later.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drafter.errors import DrafterError, MissingFile
from drafter.reading.formats import readable

#: What is read: cases, and all that a reader is registered for.
_READ = frozenset((".toml", *readable()))
_OWN = frozenset(("drafter.toml", "drafter-baseline.toml", "review.toml"))
_KINDS = re.compile(
    r"20\d\d(?:年度?)?|上年度?|去年|本年度?|绩效|预算|项目支出|部门整体支出|整体支出|财政支出|支出|自评价?|评价|目标|申报|批复|监控|运行"
    r"|总结|情况|核查|审核|报告|案件|附件|附表|表|书|公开|终稿|定稿|初稿|修改稿|送审稿|扫描件|副本|[（(]\d*[)）]|[\s_\-—–·.、,，+&和与（）()【】\[\]]"
)
_GENERIC = frozenset(("", "项目", "资金", "case", "report", "form", "goals", "last"))


class NothingFound(DrafterError):
    """No file that could be read under what was given."""

    def __init__(self, given: Sequence[str]) -> None:
        super().__init__()
        self.given = tuple(given)


class BatchProject(NamedTuple):
    """`name` is what its folder under the output is called, `files` its papers in order, as they are opened."""

    name: str
    files: tuple[str, ...]


class FoundProjects(NamedTuple):
    """All projects by name, and the files that are of no known kind."""

    projects: tuple[BatchProject, ...]
    unread: tuple[str, ...]


def find(given: Sequence[str], output: str) -> FoundProjects:
    """The projects under folders and in books that were named; nothing under `output` is looked at.

    Raises MissingFile for a path that is not there, NothingFound where nothing can be read.
    """
    groups: dict[str, list[str]] = {}
    unread: list[str] = []
    shut = os.path.realpath(output)
    for one in dict.fromkeys(given):
        if os.path.isdir(one):  # noqa: PTH112 - pathlib knows no surrogates better
            _walk(one, shut, groups, unread)
        elif os.path.lexists(one):
            _put(os.path.dirname(one), os.path.basename(one), "", groups, unread)  # noqa: PTH119, PTH120
        else:
            raise MissingFile(one)
    if not groups:
        raise NothingFound(given)
    return FoundProjects(tuple(_named(groups)), tuple(unread))


def _walk(root: str, shut: str, groups: dict[str, list[str]], unread: list[str]) -> None:
    for folder, below, names in os.walk(root):
        below[:] = sorted(
            name
            for name in below
            if not name.startswith(".") and os.path.realpath(os.path.join(folder, name)) != shut  # noqa: PTH118
        )
        inside = os.path.relpath(folder, root)
        for name in sorted(names):
            _put(folder, name, "" if inside == os.curdir else inside, groups, unread)


def _put(folder: str, name: str, inside: str, groups: dict[str, list[str]], unread: list[str]) -> None:
    stem, ending = os.path.splitext(name)  # noqa: PTH122
    path = os.path.join(folder, name)  # noqa: PTH118
    if name.startswith((".", "~$")) or name in _OWN:
        return
    if ending.lower() not in _READ:
        unread.append(path)
        return
    bare = _KINDS.sub("", stem)
    key = f"{inside.replace(os.sep, '／')}／{'' if bare.lower() in _GENERIC else bare}"
    groups.setdefault(key, []).append(path)


def _named(groups: dict[str, list[str]]) -> Iterable[BatchProject]:
    """Projects with names that are unique and fit for a folder; what is named by its kind alone (自评表.xlsx) belongs
    to the one other project of its folder, where there is one."""
    folders: dict[str, list[str]] = {}
    for key in groups:
        folders.setdefault(key.rpartition("／")[0], []).append(key)
    for folder, keys in folders.items():
        nameless = f"{folder}／"
        if nameless in keys and len(keys) == 2:
            (other,) = [key for key in keys if key != nameless]
            groups[other] = sorted((*groups.pop(nameless), *groups[other]))
    used: set[str] = set()
    for key in sorted(groups):
        inside, _, bare = key.rpartition("／")
        last = inside.rpartition("／")[2]
        stem = os.path.splitext(os.path.basename(groups[key][0]))[0]  # noqa: PTH119, PTH122
        if bare:
            stems = [os.path.splitext(os.path.basename(one))[0] for one in groups[key]]  # noqa: PTH119, PTH122
            shared = _shared(stems)
            shared = re.sub(r"(?:[\s_\-—·（(]|20\d{0,2})+$", "", shared) or bare
            bare = shared if len(shared) >= len(bare) else bare
        name = "·".join(part for part in (inside.replace("／", "·"), bare if bare and bare not in last else "") if part)
        name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name or stem)[:80].rstrip(" .") or "项目"
        number, told = 2, name
        while told.lower() in used:
            told, number = f"{name}（{number}）", number + 1
        used.add(told.lower())
        yield BatchProject(told, tuple(groups[key]))


def _shared(words: Sequence[str]) -> str:
    """What all of some words begin with."""
    first, last = min(words), max(words)
    long = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:long]

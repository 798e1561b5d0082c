"""The papers that lie together with one of them: those of the same project in its folder.

Limits: told by names, as a batch does (:mod:`drafter.batch.projects`).
"""

from __future__ import annotations

import os


def together(file: str) -> list[str]:
    """The papers of the project that `file` is one of, itself first. Raises MissingFile."""
    from drafter.batch.projects import find

    folder = os.path.dirname(file) or os.curdir  # noqa: PTH120 - pathlib knows no surrogates better
    beside = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]  # noqa: PTH118, PTH208
    mine = os.path.realpath(file)
    for project in find([file, *[one for one in beside if os.path.isfile(one)]], "").projects:  # noqa: PTH113
        if any(os.path.realpath(one) == mine for one in project.files):
            return [file, *[one for one in project.files if os.path.realpath(one) != mine]]
    return [file]

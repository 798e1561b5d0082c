"""Command lines as people mistype them: options of other commands, values that cannot be, files that are not there."""

from __future__ import annotations

import random
import shlex

from fuzz import seeds
from fuzz.makers import CASE
from fuzz.sample import Sample, made
from fuzz.words import chance, pick

_COMMANDS = {
    "draft": (CASE,),
    "check": ("报告.txt", CASE, "网页.html"),
    "diff": ("报告.txt", "网页.html", CASE),
    "new": ("项目支出绩效自评报告", "township-summary"),
    "phrases": ("list", "show issue", f"coverage {CASE}"),
    "import": ("报告.txt",),
    "notes": ("清淤12公里",),
}
#: What takes a whole bank, or many drafts, is asked for seldom.
_DEAR = ("phrases",)


def line(rng: random.Random) -> Sample:
    """A command line, with a case, a report and a page that it may be about."""
    command = rng.choice(list(_COMMANDS))
    if command in _DEAR and not chance(rng, 20):
        command = "check"
    words = [command]
    for _ in range(2 if command == "diff" else 1):
        words += rng.choice(_COMMANDS[command]).split() if not chance(rng, 8) else [pick(rng, "names")]
    for _ in range(rng.randrange(4)):
        words.append(pick(rng, "options"))
        if rng.randrange(5):
            words.append(
                pick(rng, "values", "names") if rng.randrange(3) else pick(rng, "figures", "dates", "odd", "marks")
            )
    if chance(rng, 20):
        rng.shuffle(words)
    # No argument of a process holds a zero.
    words = [word.replace("\0", "") for word in words]
    files = {
        CASE: rng.choice(seeds.corpus("case")),
        "报告.txt": seeds.report(rng)[0],
        "网页.html": rng.choice(seeds.corpus("html")),
    }
    return made("arguments", shlex.join(words).replace("\n", " "), files)

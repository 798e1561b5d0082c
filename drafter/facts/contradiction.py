"""What does not hold together in a case: one line for a person, its members for whoever shows it otherwise."""

from __future__ import annotations

from drafter.errors import Place
from drafter.wording import Wording


class Contradiction(str):
    """The line (``案件.toml:6: 预算执行率写作99.99%，应为106.14 ÷ 116 = 91.50%``), and what it is made of.

    `path` is where in the case, `what` the words without the place (a template with its members), `claimed` and
    `computed` what is stated and what follows from the rest ("" where nothing is reckoned), `working` the computation;
    `due` tells that something is absent rather than wrong.
    """

    __slots__ = ("claimed", "computed", "due", "path", "what", "working")

    path: str
    what: Wording
    claimed: str
    computed: str
    working: str
    due: bool

    def __new__(
        cls, place: Place, path: str, what: Wording, claimed: str = "", computed: str = "", working: str = "",
        due: bool = False,
    ) -> Contradiction:  # fmt: skip
        """The contradiction as the line that tells of it."""
        made = super().__new__(cls, f"{Place(place.file, place.line)}: {what}")
        made.path, made.what, made.due = path, what, due
        made.claimed, made.computed, made.working = claimed, computed, working
        return made

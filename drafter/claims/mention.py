"""A figure with the part it plays, and a whole with its parts: what is read out of one stretch of a text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from drafter.language.figures import Figure
from drafter.language.interval import Interval, around, plain


class Mention(NamedTuple):
    """A figure of a stretch: `left` are the words of its clause before it (back to the figure before), `role` one of
    the roles of the table ("" for none; of_last for a rate of the figure right before it, 占652.30万元的85.85%), `cue`
    the word that gave it, `clause`, `sentence` and `segment` (what ； and 。 part) their numbers.

    `prior` tells a figure of last year, `rising` is 1 or -1 for a difference or a growth, 0 else; `reached` a figure
    after 增加到; `half` is half a unit of the finest decimals that its paragraph shows of such figures, and `shown` the
    interval it stands for: that around its value, or `exact` where it was worked out.
    """

    figure: Figure
    left: str
    role: str
    cue: str
    clause: int
    sentence: int
    prior: bool
    rising: int
    reached: bool
    half: Decimal
    year: int
    segment: int
    exact: Interval | None = None

    @property
    def value(self) -> Decimal:
        """The value of its figure, in the base unit."""
        return self.figure.value

    @property
    def shown(self) -> Interval:
        """Worked out when asked: a long report has hundreds of thousands of figures."""
        return self.exact or around(self.figure.value, self.half)

    def like(self, value: Decimal, decimals: int = 6) -> str:
        """A value in plain units, written as this figure is: in its scale and unit, without trailing zeros."""
        return plain(self.figure.counted(value), decimals) + self.figure.scale + self.figure.unit


class Parts(NamedTuple):
    """A whole and what stands behind 其中: `between` are the words of the list, from the head to its end."""

    whole: Mention
    parts: tuple[Mention, ...]
    start: int
    end: int
    between: str

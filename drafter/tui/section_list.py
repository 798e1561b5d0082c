"""The sections of a report beside its form: how full each is, what is wrong in it.

Limits: figures come from outside; a click or a number chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from drafter.editing.page import cut
from drafter.language.width import pad
from drafter.messages import say


class SectionList(Widget):
    """The labels of sections with their standing."""

    class Opened(Message):
        """A section was chosen."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.labels: Sequence[str] = ()
        self.standing: Sequence[tuple[int, int, int, int, int, int]] = ()
        self.index = 0

    def show(self, labels: Sequence[str], index: int, standing: Sequence[tuple[int, int, int, int, int, int]]) -> None:
        self.labels, self.index, self.standing = labels, index, standing
        self.refresh()

    def render(self) -> Text:
        text = Text(no_wrap=True)
        wide = max(self.content_region.width, 10)
        for number, label in enumerate(self.labels):
            standing = self.standing[number] if number < len(self.standing) else (0,) * 6
            filled, total, done, required, faults, doubts = standing
            style = "reverse" if number == self.index else ""
            text.append(pad(cut(f"{number + 1} {label}", wide), wide) + "\n", style)
            told = say("  填{filled}/{total}", filled=filled, total=total)
            text.append(told, "dim")
            if required:
                text.append(
                    say(" 必{done}/{required}", done=done, required=required),
                    "bold red" if done < required else "green",
                )
            if faults:
                text.append(say(" 错{count}", count=faults), "bold red")
            if doubts:
                text.append(say(" 疑{count}", count=doubts), "yellow")
            text.append("\n")
        return text

    def on_click(self, event: events.Click) -> None:
        index = (event.y - self.content_region.y + self.region.y) // 2
        if 0 <= index < len(self.labels):
            self.post_message(self.Opened(index))

"""Help, the palette, and the writer's own editor.

Limits: what a command does is the editor's act of that name.
"""

from __future__ import annotations

from drafter.errors import DrafterError
from drafter.messages import say
from drafter.tui.dialogs import Ask, Pick, TextPage
from drafter.tui.keys import commands
from drafter.tui.outside import edit_outside
from drafter.tui.work import Work


class Asking:
    """What the editor shows over itself when asked to."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def help(self) -> None:
        """Help on the entry in focus and the keys."""
        from drafter.tui.help import field_help

        self.work.app.push_screen(TextPage(say("帮助"), field_help(self.work.form.entry, self.work.bench)))

    def palette(self) -> None:
        """All commands by their names."""

        def picked(name: str) -> None:
            if name:
                self.work.app.call_later(self.work.app.run_action, name)

        self.work.ask(Pick(say("命令"), commands()), picked)

    def outside(self) -> None:
        """The field in focus in the writer's own editor; the whole case where none is typed into."""
        form = self.work.form
        if not form.typing:
            self.outside_case()
            return
        buffer = form.buffer

        def edited(text: str) -> None:
            buffer.text = text.rstrip("\n") if buffer.many else " ".join(text.split())
            buffer.at = len(buffer.text)
            form.changed()

        edit_outside(self.work.app, buffer.text, edited)

    def outside_case(self, text: str = "") -> None:
        """The whole case as text; what came back and does not read is offered again, not thrown away."""
        document = self.work.bench.document

        def edited(found: str) -> None:
            try:
                document.replace(found, say("外部编辑"))
            except DrafterError as error:
                answers = [("again", say("接着改")), ("drop", say("不要这次的改动"))]

                def answered(answer: str) -> None:
                    if answer == "again":
                        self.outside_case(found)

                self.work.ask(Ask(str(error), answers), answered)
                return
            self.work.show(reload=True)
            self.work.later()

        edit_outside(self.work.app, text or document.text, edited, ".toml")

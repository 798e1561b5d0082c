"""What each act of the table of keys does in the editor.

Limits: names alone; the parts of the editor do it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import App

from drafter.tui.asking import Asking
from drafter.tui.filing import Filing
from drafter.tui.form_view import FormView
from drafter.tui.going import Going
from drafter.tui.hearing import Hearing
from drafter.tui.noting import Noting
from drafter.tui.remarks import ShownRemarks
from drafter.tui.rows import Rows
from drafter.tui.sentences import Sentences


class Editor(Protocol):
    """The screen, as far as its acts need it: its parts."""

    asking: Asking
    filing: Filing
    rows: Rows
    noting: Noting
    sentences: Sentences
    going: Going
    hearing: Hearing
    remarks: ShownRemarks

    @property
    def form(self) -> FormView: ...

    @property
    def app(self) -> App[object]: ...


def acts_of(editor: Editor) -> dict[str, Callable[..., object]]:
    """The acts by the names of :data:`drafter.tui.keys.EDITOR`."""
    asking, filing, rows, noting = editor.asking, editor.filing, editor.rows, editor.noting
    sentences, going = editor.sentences, editor.going
    return {
        "help": asking.help,
        "palette": asking.palette,
        "outside": asking.outside,
        "outside_case": asking.outside_case,
        "save": filing.save,
        "save_as": filing.save_as,
        "export": filing.export,
        "preview": filing.preview,
        "review": filing.review,
        "leave": filing.leave,
        "add": rows.add_here,
        "add_outer": rows.add_outer,
        "copy_row": rows.copy,
        "delete_row": rows.delete,
        "move_row": rows.move,
        "kind": noting.pick_kind,
        "reread": noting.reread,
        "read_in": editor.hearing.intake.ask,
        "read_sheet": editor.hearing.sheets.ask,
        "wording": sentences.wording,
        "redraw": sentences.redraw,
        "release": sentences.release,
        "remarks": editor.remarks.ask,
        "due": going.due,
        "next_empty": going.next_empty,
        "other_pane": going.other_pane,
        "form": lambda: editor.form.focus(),
        "jump": going.jump,
        "page": going.page,
        "section": going.section,
        "undo": lambda: going.step_back(True),
        "redo": lambda: going.step_back(False),
        "theme": lambda: editor.app.action_toggle_theme(),  # type: ignore[attr-defined]
        "tour": lambda: editor.app.action_tour(),  # type: ignore[attr-defined]
    }

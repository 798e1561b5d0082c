"""Trying a sample in the editor: what a form offers is typed, rows are moved, steps taken back; with and without a
screen."""

from __future__ import annotations

import asyncio
import gc
import itertools
import random
from typing import TYPE_CHECKING

from drafter.__main__ import COLLECTED
from drafter.errors import DrafterError
from fuzz.commands import REFUSED, USED, Broken, refused
from fuzz.makers import CASE
from fuzz.sample import Sample
from fuzz.values import put_journal
from fuzz.words import pick

if TYPE_CHECKING:
    from drafter.editing.workbench import Workbench

_SIZES = ((120, 40), (80, 24), (40, 12), (200, 60))


def edit(sample: Sample) -> str:
    """A case on the desk, a handful of edits, everything looked at after each."""
    from drafter.editing.case_file import CaseFile
    from drafter.editing.workbench import Workbench

    rng = random.Random(sample.way)
    try:
        file = CaseFile(CASE)
    except DrafterError as error:
        refused(error)
        return REFUSED
    try:
        file.begin()
        bench = Workbench(file)
        bench.document.data  # noqa: B018 - a text that is no TOML is for another screen
        for _ in range(rng.randint(1, 6)):
            before = bench.document.text
            try:
                _step(rng, bench)
            except DrafterError as error:
                refused(error)
                if bench.document.text != before:
                    raise Broken("an edit was refused and made") from error
            _look(rng, bench)
        bench.export(rng.choice(("报告.txt", "报告.md", "报告.html", "报告.docx", "报告.json")))
        file.save()
    except DrafterError as error:
        refused(error)
        return REFUSED
    finally:
        file.close()
    return USED


def _step(rng: random.Random, bench: Workbench) -> None:
    """Something that the form lets one do."""
    from drafter.editing.typed import value

    document = bench.document
    turn = rng.randrange(12)
    if turn >= 10:
        _say(rng, bench)
        return
    if turn == 0:
        document.undo()
        return
    if turn == 1:
        document.redo()
        return
    entries = [one for section in bench.sections for one in bench.form.entries(section, everything=True)]
    one = rng.choice(entries)
    if one.sort == "field":
        text = pick(rng, "figures", "clauses", "dates", "odd", "units", "marks", "toml_values", "numbering")
        document.set(one.path, value(one.text + text if turn < 5 else text, one.field))
        if turn == 9:
            document.set(one.path, None)
    elif one.sort == "list":
        row = {"kind": rng.choice(list(bench.reading.engine.schema.kinds))} if one.field.type == "events" else {}
        document.insert(one.path, rng.randint(0, one.size), row)
    elif turn < 4:
        document.delete(one.path)
    elif turn < 6:
        document.duplicate(one.path)
    else:
        document.move(one.path, rng.randrange(4))


def _say(rng: random.Random, bench: Workbench) -> None:
    """Something that the writer decides about a sentence of the draft."""
    from drafter.editing import wording

    page, case, draft = bench.page(80), bench.case, bench.draft
    if page is None or case is None or draft is None or not page.sentences:
        return
    sentence = rng.choice(page.sentences)
    wording.origins(case, sentence)
    turn = rng.randrange(5)
    if turn == 0:
        choices = list(itertools.islice(wording.choices(bench.reading.engine, case, draft, sentence), 4))
        if choices:
            wording.pin(bench.document, *rng.choice(choices)[:2])
    elif turn == 1:
        wording.reword(bench.document, sentence, sentence.text[1:] + pick(rng, "clauses", "odd", "figures", "marks"))
    elif turn == 2:
        wording.leave_out(bench.document, sentence)
    elif turn == 3:
        wording.release(bench.document, sentence)
    else:
        wording.pin(bench.document, rng.choice(sentence.identity.split("+")), pick(rng, "clauses", "odd"))


def _look(rng: random.Random, bench: Workbench) -> None:
    columns = rng.choice((20, 40, 80))
    bench.page(columns)
    bench.remarks()
    for path in bench.due():
        bench.label(path)
    for section in bench.sections:
        bench.form.filled(section)


def screen(sample: Sample) -> str:
    """The interface on a made-up terminal, and keys in no order."""
    from drafter.tui.app import DrafterApp

    put_journal()
    rng = random.Random(sample.way)
    app = DrafterApp(CASE)

    async def play() -> None:
        async with app.run_test(size=rng.choice(_SIZES), notifications=True) as pilot:
            await pilot.pause()
            for _ in range(rng.randint(3, 25)):
                app.simulate_key(pick(rng, "keys"))
                await pilot.pause()
                if not app.is_running:
                    break

    try:
        asyncio.run(play())
    finally:
        # The interface keeps what is loaded from the collector, for its own life.
        gc.unfreeze()
        gc.set_threshold(*COLLECTED)
    return USED

"""The registry of writers, and that of readers. What holds:

- every format of a report is written by its writer and by the command, in the same bytes; its ending chooses it;
- the command line, the interface and the dialogs offer what the registries have, and nothing else.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CASES

import drafter
from drafter.cli import main
from drafter.commands import Commands
from drafter.editing.workbench import FORMATS
from drafter.errors import UnknownEnding
from drafter.reading.formats import READERS, readable
from drafter.reading.kinds import PROMISED
from drafter.tui.files import TEXTS
from drafter.writing.given import ReportGiven
from drafter.writing.registry import WRITERS, endings, named_by, names, writer

CASE = next(path for path in CASES if "[[projects]]" in path.read_text("utf-8"))
#: A zip holds the time at which it was made.
ZIPS = ("docx", "xlsx")


@pytest.mark.parametrize("name", names("report"))
def test_a_report_is_written_in_every_format(name: str, tmp_path: Path) -> None:
    case = drafter.load_case(CASE)
    known = writer("report", name)
    assert known.write is not None
    made = known.write(ReportGiven(drafter.compose(case), case))
    for ending in known.endings:
        file = tmp_path / f"报告{ending}"
        assert named_by("report", str(file)) == known
        assert main(["draft", str(CASE), "-o", str(file)]) == 0
        written = file.read_bytes()
        assert written[:2] == made[:2] == b"PK" if name in ZIPS else written == made


@pytest.mark.parametrize("what", WRITERS)
def test_an_ending_is_of_one_format(what: str) -> None:
    listed = [ending for one in WRITERS[what] for ending in one.endings]
    assert len(listed) == len(set(listed))
    assert set(endings(what)) == {"", *listed} and endings(what)[""] == names(what)[0]


@pytest.mark.parametrize("file", ["报告", "报告.doc", "报告.pdf", ".docx"])
def test_other_endings_are_refused(file: str) -> None:
    with pytest.raises(UnknownEnding) as error:
        named_by("report", file)
    assert set(error.value.known) == set(names("report"))


@pytest.mark.parametrize(("command", "what"), [("draft", "report"), ("check", "findings"), ("diff", "comparison")])
def test_a_command_offers_what_there_is(command: str, what: str) -> None:
    import argparse
    from importlib import import_module

    parser = argparse.ArgumentParser()
    commands: Commands = parser.add_subparsers()
    import_module(f"drafter.commands.{command}").add(commands)
    (option,) = [one for one in commands.choices[command]._actions if "--format" in one.option_strings]
    assert tuple(option.choices or ()) == names(what)


def test_the_interface_offers_what_there_is() -> None:
    assert set(FORMATS) == set(names("report"))
    assert set(TEXTS) == {".toml", *readable()}


def test_what_can_be_read_is_listed() -> None:
    assert {".txt", ".md", ".docx", ".html", ".pdf", ".xlsx", ".doc", ".wps"} <= set(readable())
    assert not {".ofd", ".pptx"} & set(readable())
    assert {PROMISED[one] for one in readable()} <= set(READERS)

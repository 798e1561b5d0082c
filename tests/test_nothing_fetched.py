"""Nothing is fetched, whatever a file asks for.

Invariants:
- A server on this machine that remembers what it is asked is asked nothing while files of every kind that lead to it
  are checked, compared and given as `--reference-doc`.
- Each of them is read, or refused in one line: never a traceback, never a file beside it.
- The server is asked when somebody does fetch (so the tests above can fail), and other programs are given no page.
"""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CASES
from hostile import END, TITLE, Server, hostile

from drafter.cli import main
from drafter.reading import office
from drafter.reading.kinds import kind_of

NAMES = sorted(hostile("http://127.0.0.1:9"))
CONVERTED = {
    name
    for name, data in hostile("http://127.0.0.1:9").items()
    if kind_of(data, os.path.splitext(name)[1]) in ("doc", "rtf", "odt", "fodt", "word-2003")  # noqa: PTH122
}
#: Of what another program converts, these are compared as well as checked: a start of it takes a second.
COMPARED = {"picture.odt", "picture.fodt", "include-picture.rtf", "flat.doc"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as found:
        yield found


def test_there_are_files_of_more_than_thirty_kinds() -> None:
    assert len(NAMES) >= 60 and len({name.rpartition(".")[0] for name in NAMES}) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_the_server_is_asked_nothing(
    name: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    file, other, out = tmp_path / name, tmp_path / "好.txt", tmp_path / "出.docx"
    data = hostile(server.url)[name]
    file.write_bytes(data)
    other.write_text(f"{TITLE}\n一、基本情况\n{END}\n", encoding="utf-8")
    server.asked.clear()
    commands = [["check", str(file)], ["draft", str(CASES[0]), "-o", str(out), "--reference-doc", str(file)]]
    if name not in CONVERTED or name in COMPARED:
        commands += [["diff", str(other), str(file)], ["diff", str(file), str(other), "-o", str(out)]]
    for command in commands:
        out.unlink(missing_ok=True)
        code = main(command)
        said = capsys.readouterr()
        assert code in (0, 1, 2) and "Traceback" not in said.err
        if code == 2:
            assert said.out == "" and said.err.count("\n") == 1 and name in said.err, said
            assert not out.exists()
    assert server.asked == []
    assert {one.name for one in tmp_path.iterdir()} <= {name, "好.txt", "出.docx"}
    assert file.read_bytes() == data


def test_a_document_that_lends_its_look_leads_nowhere(server: Server, tmp_path: Path) -> None:
    """What is written with the look of a hostile document holds no address of it."""
    import zipfile

    for name, data in hostile(server.url).items():
        if not name.endswith(".docx") or not data.startswith(b"PK"):
            continue
        (tmp_path / name).write_bytes(data)
        out = tmp_path / "出.docx"
        if main(["draft", str(CASES[0]), "-o", str(out), "--reference-doc", str(tmp_path / name)]) == 0:
            with zipfile.ZipFile(out) as made:
                for part in made.namelist():
                    assert server.url.encode() not in made.read(part), (name, part)
            out.unlink()
    assert server.asked == []


def test_no_page_is_given_to_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("another program was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    monkeypatch.setattr(office, "office", lambda: "/usr/bin/soffice")
    for name, data in hostile("http://127.0.0.1:9").items():
        if name not in CONVERTED:
            (tmp_path / name).write_bytes(data)
            assert main(["check", str(tmp_path / name)]) in (0, 1, 2)


def test_the_server_does_remember(server: Server) -> None:
    server.asked.clear()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{server.url}/x")
    assert server.asked == ["GET /x"]

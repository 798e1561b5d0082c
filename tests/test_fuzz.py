"""Structured mutation (`make fuzz`): what was found stays mended, and the harness sees what it is there for.

Invariants:
- no input that was ever found (`fuzz/found`) breaks anything again, takes five seconds or a gigabyte;
- an input is a function of the seed, its kind and its number; every kind makes inputs that the program uses, and such
  that it refuses where it ever does, within the bounds of size and the shares that are stated;
- an exception that is none of the program's own, a refusal without words, a wait, work without end, memory without end,
  a connection and a process that dies are each found, named, and made smaller.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from fuzz import kinds, packaged, pages, pool, sample, textual, watch
from fuzz.sample import Sample, made, string
from fuzz.shrink import shrunk
from fuzz.tally import Tally, of_result, read, told, written
from fuzz.worker import Bounds, Task

FOUND = sorted(path for path in (ROOT / "fuzz" / "found").glob("*") if path.is_dir())
#: What takes seconds to begin; it is tried by `make fuzz`.
SLOW = ("screen", "lint")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to try inputs in, and nothing of anybody's around it."""
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"DRAFTER_{name}", str(tmp_path / name))
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@cache
def again() -> tuple[int, str]:
    """Everything that was found, tried again by one process of its own: its status, and what it says."""
    command = [sys.executable, "-m", "fuzz", "--again", *map(str, FOUND)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_all_that_was_found_is_tried() -> None:
    status, said = again()
    assert status == 0 and len(FOUND) > 30, said


@pytest.mark.parametrize("place", FOUND, ids=lambda place: place.name)
def test_what_was_found_stays_mended(place: Path) -> None:
    _, said = again()
    assert sample.kept(place).files
    (outcome,) = [line for line in said.splitlines() if line.startswith(f"{place.name}: ")]
    assert outcome.split()[1] in ("used", "refused"), said


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_input_is_a_function_of_its_number(kind: str) -> None:
    first = [kinds.sample_of(0, kind, number) for number in range(20)]
    again = [kinds.sample_of(0, kind, number) for number in reversed(range(20))]
    assert first == again[::-1]
    assert len({one.mark for one in first}) > 1
    assert first != [kinds.sample_of(1, kind, number) for number in range(20)]
    assert all(one.size <= 2 * textual.LARGEST and one.kind == kind for one in first)


def test_the_same_in_another_process() -> None:
    script = "from fuzz import kinds; print([kinds.sample_of(3, kind, 5).mark for kind in kinds.KINDS])"
    said = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1 and b"'" in said.pop()


@pytest.mark.parametrize("kind", [kind for kind in kinds.KINDS if kind not in SLOW])
def test_inputs_are_neither_all_used_nor_all_refused(kind: str) -> None:
    doing = kinds.doing_of(kind)
    tried = Counter(_tried(kinds.sample_of(0, kind, number), doing).outcome for number in range(90))
    assert tried["used"] > 5
    assert tried["refused"] > 0 or kind in ("line", "note", "text", "pair", "paste")


def test_kinds_have_their_shares() -> None:
    given: Counter[str] = Counter()
    for task in pool.tasks(list(kinds.KINDS), 50_000):
        assert task.start == given[task.kind]
        given[task.kind] += task.many
    assert given == {kind: max(1, one.share // 20) for kind, one in kinds.KINDS.items()}
    half = {kind: count // 2 for kind, count in given.items()}
    rest = list(pool.tasks(list(kinds.KINDS), 50_000, half))
    assert sum(task.many for task in rest) == sum(given.values()) - sum(half.values())
    assert all(task.start >= half[task.kind] for task in rest)
    early = {task.kind for task, _ in zip(pool.tasks(list(kinds.KINDS)), range(60), strict=False)}
    assert early == set(kinds.KINDS)


def _tried(one: Sample, doing: Callable[[Sample], str], seconds: float = 60.0) -> watch.Result:
    """Without an alarm: the signal is the test runner's."""
    return watch.attempt(one, doing, seconds, 10**12)


def _raises(one: Sample) -> str:
    if "7" in one.string:
        raise KeyError(one.string)
    return "used"


def test_an_exception_is_a_find_and_files_are_gone_after_it(here: Path) -> None:
    found = _tried(made("x", "", {"a.txt": "17"}), _raises)
    assert (found.outcome, found.what) == ("find", "KeyError in nowhere") and "KeyError" in found.trace
    assert not list(here.iterdir())
    assert _tried(string("x", "18"), _raises).outcome == "used"


def _body(one: Sample) -> bytes:
    """The main part of a package."""
    return (packaged.unpacked(one.files[0][1]) or {}).get("word/document.xml", b"")


def test_a_find_is_made_smaller() -> None:
    def breaks(one: Sample) -> bool:
        return _tried(one, _raises).outcome == "find"

    text = "".join(random.Random(0).choices("abcdef一二三\n", k=3_000)) + "7" + "x" * 500
    assert shrunk(string("x", text), breaks, 20.0).string == "7"
    whole = made("x", "", {"a.txt": b"\xff\xfe7\x80"})
    assert shrunk(whole, lambda one: b"7" in one.files[0][1], 20.0).files == (("a.txt", b"7"),)
    assert shrunk(string("x", "safe"), breaks, 1.0).string == "safe"
    parts = packaged.parts_of("<w:p><w:r><w:t>7</w:t></w:r></w:p>")
    document = made("x", "", {"a.docx": packaged.packed(parts)})
    less = shrunk(document, lambda one: b"7" in _body(one), 20.0)
    assert packaged.unpacked(less.files[0][1]) == {"word/document.xml": b"7"}


def test_finds_of_one_kind_are_one() -> None:
    tally = Tally()
    for number in (9, 4, 6):
        tally = tally.add(of_result("x", number, watch.Result("find", 1.0 / number, number, "KeyError in a", "…")))
    tally = tally.add(of_result("x", 5, watch.Result("used", 2.0, 7)))
    assert [(one.number, one.times) for one in tally.finds] == [(4, 3)]
    assert tally.tried == 4 and tally.slowest == (2.0, 5) and tally.held == (9, 9)
    assert "find: x 4: KeyError in a (3 times)" in told({"x": tally}, 1.0)
    assert read(written({"x": tally})) == {"x": tally}


def test_kept_samples_come_back(tmp_path: Path) -> None:
    for kind in kinds.KINDS:
        one = kinds.sample_of(0, kind, 1)
        assert sample.kept(sample.keep(one, tmp_path)) == one


# What a worker of its own must find; each stands for the function that tries a kind.
def _endless(one: Sample) -> str:
    while True:
        pass


def _waits(one: Sample) -> str:
    time.sleep(1_000)
    return "used"


def _hoards(one: Sample) -> str:
    kept = []
    while True:
        kept.append(bytearray(50_000_000))


def _calls_home(one: Sample) -> str:
    with socket.socket() as line:
        line.connect(("127.0.0.1", 9))
    return "used"


def _dies(one: Sample) -> str:
    os.abort()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
@pytest.mark.parametrize(
    ("seconds", "whats"),
    [
        (0.2, {"_endless": "TooSlow in nowhere", "_waits": "waits, or hears no alarm"}),
        (
            20.0,
            {
                "_hoards": "MemoryError in nowhere",
                "_calls_home": "Outside in nowhere",
                "_dies": "ended by signal 6",
            },
        ),
    ],
)
def test_a_worker_finds(seconds: float, whats: dict[str, str]) -> None:
    """And goes on with the next input, in a new process where it has to."""
    # Each under a kind of its own, which the finds are told by; all by one worker, whose start is what takes long.
    named = dict(zip(("figure", "line", "note"), whats, strict=False))
    tasks = [Task(kind, 0, 2, doing=f"test_fuzz.{name}") for kind, name in named.items()]
    with pool.Pool(1, 0, Bounds(seconds, 400_000_000, 1.0)) as workers:
        found = workers.run(iter(tasks))
    for kind, name in named.items():
        assert (found[kind].tried, found[kind].used) == (2, 0)
        assert [(one.what, one.times) for one in found[kind].finds] == [(whats[name], 2)]


def test_a_pdf_is_laid_out_and_read(here: Path) -> None:
    pytest.importorskip("pypdfium2")
    from drafter.reading.formats import read_any

    for packed in (False, True):
        Path("a.pdf").write_bytes(pages.laid(["自评报告", "　　一、概况", "　　预算200万元。"], packed))
        assert "预算200万元。" in read_any("a.pdf").source.text

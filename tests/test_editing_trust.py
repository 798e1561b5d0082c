"""What people trust an editor with.

Invariants:
- every change is in the journal at once and read back to the character; a torn end costs the torn change alone;
- saving is whole or not at all, keeps one backup, and never overwrites what others wrote meanwhile unasked;
- changes of others in other lines are merged, in the same line they are asked about;
- a lock names its holder and falls with its process, kill -9 included;
- a folder that vanished, a read-only file, a full disk: said, and what was typed is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.editing import recent
from drafter.editing.case_file import CaseFile
from drafter.editing.recovery import recover
from drafter.editing.slots import journal_file
from drafter.errors import CannotWrite, ChangedOnDisk

TEXT = '# 头\ngenre = "project-self-evaluation"\nyear = 2024\n'
TEXT += '[unit]\nname = "甲局" # 名\n[fund]\nbudget = 100\nspent = 90\n'


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "案件.toml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_a_journal_brings_back_what_was_typed(case: str) -> None:
    one = CaseFile(case)
    one.begin()
    for length in range(1, 6):
        one.document.set("unit.name", "青山县农业局"[:length])
    one.document.insert("work", 0, {"title": "目标"})
    typed = one.document.text
    one.close(keep=True)
    two = CaseFile(case)
    assert two.lost is not None and two.lost.edits == 6
    two.restore()
    assert two.document.text == typed and two.changed
    two.document.undo()
    assert two.document.text == TEXT
    two.close()


def test_a_torn_line_costs_itself_alone(case: str) -> None:
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")
    one.document.seal()
    after_first = one.document.text
    one.document.set("fund.budget", "二百万")
    one.close(keep=True)
    path = journal_file(case)
    assert path is not None
    whole = path.read_bytes()
    second = whole.rstrip(b"\n").rfind(b"\n") + 1
    for end in range(second, len(whole) - 1):
        path.write_bytes(whole[:end])
        found = recover(case)
        assert found is not None and found.text == after_first
    for rubbish in (b"", b"{", b"\xff\xfe", b'{"base": 1}\n', b"[]\n"):
        path.write_bytes(rubbish)
        assert recover(case) is None
    path.write_bytes(whole + b"\n[9999999, 1, 0]\n")
    assert CaseFile(case).lost is not None


def test_nothing_is_offered_after_a_clean_end(case: str) -> None:
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")
    one.save()
    one.close()
    assert CaseFile(case).lost is None and not one.changed
    assert Path(f"{case}.bak").read_text(encoding="utf-8") == TEXT


def test_what_others_wrote_is_not_overwritten_unasked(case: str) -> None:
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")
    Path(case).write_text(TEXT.replace("90", "95"), encoding="utf-8")
    assert one.elsewhere()
    with pytest.raises(ChangedOnDisk):
        one.save()
    assert one.take_theirs() and one.document.raw("fund.spent") == 95 and one.document.raw("unit.name") == "乙局"
    one.save()
    Path(case).write_text(one.saved.replace("乙局", "丙局"), encoding="utf-8")
    one.document.set("unit.name", "丁局")
    assert not one.take_theirs()
    one.reload()
    assert one.document.raw("unit.name") == "丙局"
    one.document.undo()
    assert one.document.raw("unit.name") == "丁局"
    one.save(overwrite=True)
    assert "丁局" in Path(case).read_text(encoding="utf-8")
    one.close()


def test_windows_line_breaks_stay(case: str) -> None:
    Path(case).write_bytes(TEXT.replace("\n", "\r\n").encode())
    one = CaseFile(case)
    one.document.set("unit.name", "乙局")
    one.save()
    assert Path(case).read_bytes() == TEXT.replace("甲局", "乙局").replace("\n", "\r\n").encode()
    one.close()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_lock_names_its_holder_and_dies_with_it(case: str) -> None:
    script = (
        "import sys,time\nfrom drafter.editing.case_file import CaseFile\n"
        "one = CaseFile(sys.argv[1]); print(one.alone, flush=True); time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, case], stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"True\n"
    one = CaseFile(case)
    assert not one.alone and f"进程{holder.pid}" in one.holder and not one.take_over()
    holder.kill()
    holder.wait()
    assert one.take_over()
    one.close()
    assert sorted(one.name for one in Path(case).parent.iterdir()) == ["state", Path(case).name]
    assert not list((Path(case).parent / "state" / "journals").iterdir())


def test_a_full_or_vanished_place_costs_nothing(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("drafter.files.write.os.fsync", full)
        with pytest.raises(CannotWrite, match="磁盘满了"):
            one.save()
    assert Path(case).read_text(encoding="utf-8") == TEXT and one.changed
    one.lock.release()
    Path(case).unlink()
    Path(case).parent.rename(Path(case).parent.with_name("别处"))
    with pytest.raises(CannotWrite, match="文件夹不存在"):
        one.save()
    assert one.document.raw("unit.name") == "乙局"
    Path(case).parent.with_name("别处").rename(Path(case).parent)
    one.save()
    assert "乙局" in Path(case).read_text(encoding="utf-8")


def test_without_a_place_for_journals_it_says_so(case: str, state: Path) -> None:
    state.write_text("不是文件夹", encoding="utf-8")
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")
    assert one.journal.fault
    one.save()
    assert recent.recent() == [] and not recent.first_time("tour")
    recent.remember(case)


def test_recent_cases_and_the_tour(case: str, tmp_path: Path) -> None:
    other = tmp_path / "另一个.toml"
    other.write_text(TEXT, encoding="utf-8")
    for file in (case, str(other), case):
        recent.remember(file)
    assert recent.recent() == [os.path.realpath(case), os.path.realpath(other)]
    other.unlink()
    assert recent.recent() == [os.path.realpath(case)]
    recent.forget(os.path.realpath(case))
    assert recent.recent() == []
    assert recent.first_time("tour") and not recent.first_time("tour")


@pytest.mark.parametrize(
    "data",
    [
        b"[",
        b"[" * 200_000,
        b"\xff\xfe",
        b"NaN",
        b'{"a": 1}',
        b'[1, null, {}, "\\u0000", "\\ud800", "/", ""]',
        b'["' + b"x" * 1_000_000 + b'"]',
        b"\0" * 100,
    ],
)
def test_a_damaged_list_of_recent_cases_is_an_empty_one(data: bytes, case: str, state: Path) -> None:
    state.mkdir(exist_ok=True)
    (state / "recent.json").write_bytes(data)
    assert recent.recent() == []
    recent.remember(case)
    assert recent.recent() == [os.path.realpath(case)]


def test_an_edit_costs_a_line_of_the_journal(case: str) -> None:
    one = CaseFile(case)
    one.begin()
    for number in range(200):
        one.document.set("unit.name", f"局{number}")
    (journal,) = (Path(case).parent / "state" / "journals").glob("*.jsonl")
    assert journal.stat().st_size < 200 * 200 + 2 * len(TEXT.encode())
    one.close()

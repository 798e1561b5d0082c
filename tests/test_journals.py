"""Journals that are damaged, and windows that are many.

Invariants:
- a journal is not trusted: whatever its bytes, opening raises nothing, says what is wrong in a line, keeps the very
  bytes aside, and a new journal works from there on; what stands before the damage can be recovered;
- an end in the midst of the last line is no damage;
- each window has a journal of its own; all that dead windows left is brought together, and where that cannot be, the
  other text is one undo away;
- what could not be written whole is taken back, and tried again;
- nothing but the case and its backup lies beside it, whatever happened.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st
from screens import play, screen, shows
from textual.pilot import Pilot

from drafter.editing.case_file import CaseFile
from drafter.editing.history import merge
from drafter.editing.recovery import read_journal, recover
from drafter.editing.slots import journal_file
from drafter.errors import BrokenToml, ChangedOnDisk
from drafter.files import fresh
from drafter.files.write import write_new, write_whole
from drafter.tui.app import DrafterApp
from drafter.tui.editor import EditorScreen

TEXT = 'genre = "project-self-evaluation"\nyear = 2024\n\n[unit]\nname = "甲局"\nshort = ""\n\n[project]\nname = ""\n'
DOORS = SHARED / "acceptance" / "doors"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tour.shown").touch()
    return tmp_path / "state"


@pytest.fixture
def case(tmp_path: Path) -> str:
    (tmp_path / "夹").mkdir()
    file = tmp_path / "夹" / "案件.toml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def journal(case: str, number: int = 1) -> Path:
    path = journal_file(case, number)
    assert path is not None
    path.parent.mkdir(exist_ok=True)
    return path


def lines(case: str, *patches: object, base: object = TEXT, **head: object) -> bytes:
    """A journal as it is written, with some lines behind its head."""
    first = {"file": os.path.realpath(case), "time": 1_700_000_000.0, "base": base, **head}
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in (first, *patches))


def beside(case: str) -> set[str]:
    return {one.name for one in Path(case).parent.iterdir()}


Make = Callable[[str], bytes]
#: Journals of which nothing can be used.
HOPELESS: dict[str, Make] = {
    "nan": lambda case: lines(case, [0, 1, "y"], base="x", time=float("nan")),
    "infinity": lambda case: lines(case, [0, 0, "y"], time=float("inf")),
    "no time of this world": lambda case: lines(case, [0, 0, "y"], time=1e300),
    "negative time": lambda case: lines(case, [0, 0, "y"], time=-5),
    "a flag for a time": lambda case: lines(case, [0, 0, "y"], time=True),
    "a text for a time": lambda case: lines(case, [0, 0, "y"], time="昨天"),
    "a number for a text": lambda case: lines(case, [0, 0, "y"], base=7),
    "nothing for a text": lambda case: lines(case, [0, 0, "y"], base=None),
    "half a pair of surrogates": lambda case: lines(case).replace("甲局".encode(), b"\\ud800"),
    "of another file": lambda case: lines(case, [0, 0, "# y\n"], file="/别处/案件.toml"),
    "of nobody": lambda case: json.dumps({"base": TEXT, "time": 1.0}).encode() + b'\n[0, 0, "y"]\n',
    "a list": lambda case: b'[1, 2, 3]\n[0, 0, "y"]\n',
    "no JSON": lambda case: b"{'base': 'x'}\n",
    "deep": lambda case: b"[" * 200_000 + b"\n",
    "digits without end": lambda case: b'{"time": ' + b"9" * 100_000 + b"}\n",
    "zeros": lambda case: b"\0" * 4096,
    "not UTF-8": lambda case: '{"base": "河湖"}\n'.encode("gbk"),
    "UTF-16": lambda case: lines(case).decode().encode("utf-16"),
    "a picture": lambda case: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "half a head": lambda case: lines(case)[:40],
}
#: A line that spoils a journal behind two good ones.
SPOILT: dict[str, bytes] = {
    "beyond the end": b'[9999999, 0, "y"]',
    "before the beginning": b'[-3, 0, "y"]',
    "takes less than nothing": b'[5, -5, "y"]',
    "takes more than there is": b'[0, 9999999, "y"]',
    "a fraction": b'[1.5, 0, "y"]',
    "a whole fraction": b'[1.0, 0, "y"]',
    "a flag": b'[true, 0, "y"]',
    "no number at all": b'[NaN, 0, "y"]',
    "infinity": b'[1e999, 0, "y"]',
    "huge number": b"[" + b"9" * 5000 + b', 0, "y"]',
    "number for text": b"[0, 0, 5]",
    "two parts": b"[0, 0]",
    "four parts": b'[0, 0, "y", 1]',
    "surrogate": b'[0, 0, "\\udfff"]',
    "word": b"hello",
    "empty line": b"",
    "deep": b"[" * 100_000,
    "bytes": bytes(range(128, 256)),
    "note of a number": b'{"note": 1, "text": "y"}',
    "unknown table": b'{"base": "x"}',
}


@pytest.mark.parametrize("make", HOPELESS.values(), ids=HOPELESS.keys())
def test_a_hopeless_journal_is_said_and_kept_aside(make: Make, case: str) -> None:
    path, data = journal(case), make(case)
    path.write_bytes(data)
    one = CaseFile(case)
    assert one.lost is None and len(one.told) == 1 and "坏了" in one.told[0] and "\n" not in one.told[0]
    kept = [aside for aside in path.parent.iterdir() if ".damaged" in aside.name]
    assert [aside.read_bytes() for aside in kept] == [data] and str(kept[0]) in one.told[0]
    assert one.document.text == TEXT and Path(case).read_text(encoding="utf-8") == TEXT
    one.begin()
    one.document.set("unit.name", "乙局")
    one.close(keep=True)
    again = CaseFile(case)
    assert again.lost is not None and '"乙局"' in again.lost.text and not again.told
    again.close()
    assert beside(case) == {"案件.toml"}


@pytest.mark.parametrize("line", SPOILT.values(), ids=SPOILT.keys())
def test_what_stands_before_the_damage_is_recovered(line: bytes, case: str) -> None:
    at = TEXT.index("甲局")
    good = lines(case, [at, 1, "乙"], [at + 1, 1, "所"])
    data = good + line + b"\n" + json.dumps([0, 0, "# 不算\n"]).encode() + b"\n"
    path = journal(case)
    path.write_bytes(data)
    one = CaseFile(case)
    assert one.lost is not None and one.lost.edits == 2 and "第4行" in one.lost_fault
    assert one.lost.text == TEXT.replace("甲局", "乙所")
    # Whoever cannot decide loses nothing.
    one.close(keep=True)
    assert path.read_bytes() == data
    one = CaseFile(case)
    assert one.restore()
    one.begin()
    assert one.document.raw("unit.name") == "乙所" and len(one.told) == 1
    assert [kept.read_bytes() for kept in path.parent.iterdir() if ".damaged" in kept.name] == [data]
    one.close()


def test_what_is_no_file_is_no_journal(case: str) -> None:
    makers: list[Callable[[Path], object]] = [
        lambda path: path.mkdir(),
        lambda path: path.symlink_to(path.parent),
        lambda path: path.symlink_to(case),
    ]
    if hasattr(os, "mkfifo"):
        makers.append(os.mkfifo)
    for make in makers:
        make(journal(case))
        one = CaseFile(case)
        assert one.lost is None and len(one.told) == 1
        one.begin()
        one.document.set("unit.name", f"乙局{len(one.document.text)}")
        assert recover(case) is not None
        one.close()
    assert Path(case).read_text(encoding="utf-8") == TEXT


def test_an_enormous_journal_is_not_read(case: str) -> None:
    path = journal(case)
    path.write_bytes(lines(case))
    os.truncate(path, 3_000_000_000)
    one = CaseFile(case)
    assert one.lost is None and "大得不正常" in one.told[0]
    one.close()
    at = TEXT.index("甲局")
    path.write_bytes(lines(case, *[[at, 0, "乙"]] * 30_000))
    one = CaseFile(case)
    assert one.lost is not None and one.lost.edits == 20_000 and "大得不正常" in one.lost_fault
    one.close(keep=True)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_in_a_journal_are_read_without_a_fault(data: bytes, at: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path, case = Path(folder) / "日志", str(Path(folder) / "案件.toml")
        path.write_bytes(lines(case, [3, 2, "字"], [0, 0, "# 头\n"])[:at] + data)
        reading = read_journal(path, case)
        assert reading.found is None or reading.found.text.encode()


def test_a_torn_end_is_no_damage(case: str) -> None:
    whole = lines(case, [0, 0, "# 一\n"], [0, 0, "# 二\n"])
    path = journal(case)
    for end in range(len(lines(case, [0, 0, "# 一\n"])), len(whole)):
        path.write_bytes(whole[:end])
        one = CaseFile(case)
        assert one.lost is not None and one.lost.text == "# 一\n" + TEXT and not one.told and not one.lost_fault
        one.close(keep=True)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda case: (DOORS / "journal_nan.jsonl").read_bytes(), id="door"),
        pytest.param(HOPELESS["nan"], id="nan"),
        pytest.param(HOPELESS["zeros"], id="zeros"),
        pytest.param(HOPELESS["of another file"], id="another"),
    ],
)
def test_the_interface_opens_and_says_so(data: Make, case: str, request: pytest.FixtureRequest) -> None:
    if request.node.callspec.id == "door" and not DOORS.is_dir():
        pytest.skip("acceptance material is not beside the project")
    journal(case).write_bytes(data(case))

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "上次的日志坏了", "单位全称")
        await pilot.press("tab", "乙")
        await pilot.pause(0.1)

    app = play(act, case)
    assert app.fault is None
    left = recover(case)
    assert left is not None and "甲局乙" in left.text


# -- windows ------------------------------------------------------------------------------------------------------
def test_every_window_has_its_own_journal_and_all_are_brought_together(case: str) -> None:
    windows = [CaseFile(case) for _ in range(4)]
    assert [one.alone for one in windows] == [True, False, False, False]
    assert all(str(os.getpid()) in one.holder for one in windows[1:])
    for one in windows:
        one.begin()
    for one, path in zip(windows, ("unit.name", "unit.short", "project.name", "year"), strict=True):
        one.document.set(path, 2023 if path == "year" else f"新{path}")
    for one in windows:
        one.close(keep=True)
    again = CaseFile(case)
    count = 0
    while again.lost is not None:
        assert again.restore()
        count += 1
    again.begin()
    assert count == 4 and again.document.raw("year") == 2023
    assert [again.document.raw(path) for path in ("unit.name", "unit.short", "project.name")] == [
        "新unit.name", "新unit.short", "新project.name",
    ]  # fmt: skip
    again.save()
    again.close()
    assert beside(case) == {"案件.toml", "案件.toml.bak"}
    assert list(journal(case).parent.iterdir()) == []


def test_where_two_windows_wrote_one_line_both_are_kept(case: str) -> None:
    one, two = CaseFile(case), CaseFile(case)
    for file, name in ((one, "甲一局"), (two, "甲二局")):
        file.begin()
        file.document.set("unit.name", name)
    two.document.set("project.name", "巡河")
    one.document.set("unit.short", "一局")
    one.close(keep=True)
    two.close(keep=True)
    again = CaseFile(case)
    assert again.restore() and not again.restore()
    # Only where they met one had to give way, and undo brings it back.
    values = [again.document.raw(path) for path in ("unit.name", "unit.short", "project.name")]
    assert values == ["甲二局", "一局", "巡河"]
    again.document.undo()
    assert again.document.raw("unit.name") == "甲一局"
    again.close()


def test_both_together_may_be_no_case(case: str) -> None:
    """Each adds the same table in another place: right by itself, wrong together."""
    first = TEXT + "[fund]\nbudget = 1\n"
    second = TEXT.replace("[unit]", "[fund]\nspent = 2\n\n[unit]")
    journal(case).write_bytes(lines(case, [len(TEXT), 0, first[len(TEXT) :]]))
    at = TEXT.index("[unit]")
    journal(case, 2).write_bytes(lines(case, [at, 0, second[at : at + len(second) - len(TEXT)]], time=1_700_000_001.0))
    one = CaseFile(case)
    assert one.restore() and not one.restore()
    assert one.document.raw("fund.spent") == 2
    one.document.undo()
    assert one.document.raw("fund.budget") == 1
    one.close()


def test_a_window_that_saves_does_not_take_the_case_from_another(case: str) -> None:
    one, two = CaseFile(case), CaseFile(case)
    one.begin()
    two.begin()
    two.document.set("unit.short", "二局")
    two.save()
    assert not two.take_over()
    one.look_after()
    assert one.alone
    one.document.set("unit.name", "一局")
    assert one.take_theirs()
    one.save()
    one.look_after()
    two.reload()
    third = CaseFile(case)
    assert one.alone and not two.take_over() and not third.alone
    third.close()
    one.close()
    two._wait = 0.0
    assert two.take_over() and two.alone
    two.close()
    assert Path(case).read_text(encoding="utf-8") == TEXT.replace("甲局", "一局").replace(
        'short = ""', 'short = "二局"'
    )
    assert list(journal(case).parent.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="locks of open files")
def test_another_user_is_noticed_and_leaves_nothing_beside(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = CaseFile(case)
    monkeypatch.setenv("DRAFTER_STATE", str(Path(case).parent.parent / "别人的"))
    two = CaseFile(case)
    assert not two.alone and two.holder == "别人"
    # A file that another program puts in the place of the case takes the lock over.
    Path(case).with_name("新").write_text(TEXT, encoding="utf-8")
    Path(case).with_name("新").replace(case)
    one.look_after()
    assert one.alone and not two.take_over()
    one.document.set("unit.short", "一局")
    one.save()
    assert not two.take_over()
    one.close()
    assert two.take_over()
    two.close()
    assert beside(case) == {"案件.toml", "案件.toml.bak"}


def test_the_journal_starts_from_what_others_saved(case: str) -> None:
    """What another window saved and saved again is not undone by what this one left."""
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "一局")
    for name in ("巡", "巡河", "巡河护岸"):
        Path(case).write_text(TEXT.replace('[project]\nname = ""', f'[project]\nname = "{name}"'), encoding="utf-8")
        if name != "巡河护岸":
            assert one.take_theirs()
    one.close(keep=True)
    again = CaseFile(case)
    assert again.restore()
    assert again.document.raw("unit.name") == "一局" and again.document.raw("project.name") == "巡河护岸"
    again.close()


def test_windows_that_save_at_the_same_moment_undo_nothing(case: str) -> None:
    """Between looking at the file and putting another in its place nobody else does the same."""
    paths = ("unit.name", "unit.short", "project.name")
    faults: list[BaseException] = []

    def work(path: str) -> None:
        try:
            file = CaseFile(case)
            file.begin()
            for count in range(25):
                file.document.set(path, f"{path}{count}")
                while True:
                    try:
                        file.save()
                        break
                    except ChangedOnDisk:
                        assert file.take_theirs()
            file.close()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(path,)) for path in paths]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    last = CaseFile(case)
    assert [last.document.raw(path) for path in paths] == [f"{path}24" for path in paths]
    last.close()
    assert beside(case) == {"案件.toml", "案件.toml.bak"}


@pytest.mark.parametrize(("keys", "name"), [(["enter"], "甲局乙"), (["down", "enter"], "丙局")])
def test_a_change_of_others_in_the_same_place_asks_at_saving(keys: list[str], name: str, case: str) -> None:
    """What is typed meanwhile is not taken by a question, and what does not meet is kept whoever is preferred."""

    async def act(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "单位全称")
        await pilot.press("tab", "乙")
        theirs = TEXT.replace("甲局", "丙局").replace('[project]\nname = ""', '[project]\nname = "巡河"')
        Path(case).write_text(theirs, encoding="utf-8")
        editor = app.screen
        assert isinstance(editor, EditorScreen)
        editor.filing.look_at_disk()
        await shows(app, pilot, "保存时再问您")
        await pilot.press("tab", "丁")
        await pilot.pause(0.1)
        assert editor.bench.document.raw("unit.short") == "丁"
        await pilot.press("ctrl+s")
        await shows(app, pilot, "碰着的地方用我的")
        await pilot.press(*keys)
        await pilot.pause(0.2)
        await pilot.press("ctrl+s")
        await pilot.pause(0.3)

    play(act, case)
    data = tomli.loads(Path(case).read_text(encoding="utf-8"))
    assert data["unit"] == {"name": name, "short": "丁"} and data["project"]["name"] == "巡河"


def test_half_a_line_is_taken_back_and_tried_again(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = CaseFile(case)
    one.begin()
    one.document.set("unit.name", "乙局")
    real, full = os.write, False

    def write(handle: int, data: bytes) -> int:
        if not full or handle != one.journal._handle:
            return real(handle, data)
        if len(data) > 4:
            return real(handle, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    def nothing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("drafter.editing.journal.os.write", write)
    full = True
    with monkeypatch.context() as patched:
        patched.setattr("drafter.files.fresh.os.fsync", nothing)
        one.document.set("unit.name", "丙局")
        assert one.journal.fault
        left = recover(case)
        assert left is not None and '"乙局"' in left.text
    full = False
    one.look_after()
    assert not one.journal.fault
    left = recover(case)
    assert left is not None and '"丙局"' in left.text
    one.document.set("unit.name", "丁局")
    left = recover(case)
    assert left is not None and '"丁局"' in left.text
    one.close()


def test_a_long_session_begins_its_journal_anew(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.editing.journal._MANY", 20)
    one = CaseFile(case)
    one.begin()
    for number in range(100):
        one.document.set("unit.name", f"局{number}")
        left = recover(case)
        assert left is not None and f'"局{number}"' in left.text and left.edits <= 22
    one.close()


def test_an_end_between_two_questions_loses_nothing(case: str) -> None:
    at = TEXT.index("甲局")
    journal(case).write_bytes(lines(case, [at, 1, "乙"]))
    journal(case, 2).write_bytes(lines(case, [len(TEXT), 0, "# 末\n"], time=1_700_000_001.0))
    one = CaseFile(case)
    assert one.restore() and one.lost is not None
    one.close(keep=True)
    again = CaseFile(case)
    assert again.restore() and again.restore() and again.lost is None
    again.close(keep=True)
    third = CaseFile(case)
    assert third.lost is not None
    third.close(keep=True)


def test_a_text_that_is_no_case_is_kept_as_well(case: str) -> None:
    Path(case).write_text(TEXT + "[fund\n", encoding="utf-8")

    async def spoil(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "[fund")
        await pilot.press("end", "甲", "乙")
        await pilot.pause(0.2)

    play(spoil, case)
    left = recover(case)
    assert left is not None and left.text.endswith("[fund甲乙\n")
    # Meanwhile somebody mends the file: what was left is still no case, and is shown as text.
    Path(case).write_text(TEXT + "# 好了\n", encoding="utf-8")

    async def mend(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "要恢复吗")
        await pilot.press("enter")
        await shows(app, pilot, "已恢复")
        await pilot.press("end", "backspace", "backspace", "]")
        await pilot.press("ctrl+s")
        await shows(app, pilot, "单位全称")

    play(mend, case)
    saved = Path(case).read_text(encoding="utf-8")
    assert saved.startswith(TEXT) and "[fund]" in saved


def test_a_sentence_half_rewritten_is_there_again(case: str) -> None:
    async def rewrite(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "单位全称")
        await pilot.press("f6", "f2")
        await shows(app, pilot, "改写")
        await pilot.press("e")
        await shows(app, pilot, "Ctrl+S 确定")
        await pilot.press("改", "过", "的")
        await pilot.pause(0.2)

    play(rewrite, case)
    left = recover(case)
    assert left is not None and left.text == left.base and any("改过的" in one for one in left.notes.values())

    async def recovered(app: DrafterApp, pilot: Pilot[int]) -> None:
        await shows(app, pilot, "改写到一半，要恢复吗")
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("f6", "f2")
        await shows(app, pilot, "改写")
        await pilot.press("e")
        await shows(app, pilot, "改过的", "Ctrl+S 确定")
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert "改过的" not in screen(app)

    play(recovered, case)
    left = recover(case)
    assert left is not None and not left.notes


# -- files --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("named", [False, True], ids=["without a name", "with a name"])
def test_a_file_in_the_making_leaves_nothing(named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if named:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    target = tmp_path / "文件"
    write_whole(str(target), b"1")
    target.chmod(0o640)
    write_whole(str(target), b"2" * 100_000)
    assert target.read_bytes() == b"2" * 100_000 and target.stat().st_mode & 0o777 == 0o640
    write_new(str(tmp_path / "新"), b"3")
    with pytest.raises(Exception, match="已经有这个文件"):
        write_whole(str(tmp_path / "新"), b"4", replace=False)

    def broken(*_: object) -> None:
        raise OSError(5, "")

    monkeypatch.setattr("drafter.files.fresh.os.fsync", broken)
    with pytest.raises(Exception, match="写"):
        write_whole(str(target), b"5")
    assert {one.name for one in tmp_path.iterdir()} == {"文件", "新", "state"} and target.read_bytes()[:1] == b"2"


def test_what_an_end_left_half_written_is_swept_away(case: str) -> None:
    folder = Path(case).parent
    old, young, other = folder / ".drafter-a1", folder / ".drafter-b2", folder / ".drafter"
    for one in (old, young, other):
        one.write_text("x", encoding="utf-8")
    os.utime(old, (time.time() - 3600,) * 2)
    os.utime(other, (time.time() - 3600,) * 2)
    CaseFile(case).close()
    assert beside(case) == {"案件.toml", ".drafter-b2", ".drafter"}
    fresh.sweep(str(folder / "没有"))


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name")
def test_what_a_dead_process_left_goes_at_once(case: str, state: Path) -> None:
    """Killed between getting a name and taking its place, a file lies out of sight, and only until the next start."""
    script = (
        "import os, sys\nfrom drafter.files import fresh\n"
        "one = fresh.Fresh(sys.argv[1]); one.write(b'1', 0o600); one.named(); print(one._name); os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(Path(case).parent)], capture_output=True, text=True)
    left = Path(done.stdout.strip())
    assert left.is_file() and left.parent == state and beside(case) == {"案件.toml"}
    alive = fresh.Fresh(str(Path(case).parent))
    alive.named()
    CaseFile(case).close()
    assert not left.exists() and Path(alive._name).exists()
    alive.close()
    # Where others can write, or on another disk, it lies beside.
    state.chmod(0o777)
    done = subprocess.run([sys.executable, "-c", script, str(Path(case).parent)], capture_output=True, text=True)
    assert Path(done.stdout.strip()).parent == Path(case).parent
    CaseFile(case).close()
    assert beside(case) == {"案件.toml"}


@given(*[st.lists(st.sampled_from("甲乙丙丁\n"), max_size=12).map("".join)] * 3)
def test_merging_keeps_what_only_one_changed(base: str, ours: str, theirs: str) -> None:
    assert merge(base, ours, base) == ours and merge(base, base, theirs) == theirs and merge(base, ours, ours) == ours
    both = merge(base, ours, theirs, insist=True)
    assert both is not None
    clean = merge(base, ours, theirs)
    assert clean is None or clean == both == merge(base, theirs, ours)


def test_what_was_left_may_be_no_toml(case: str) -> None:
    journal(case).write_bytes(lines(case, [0, 0, "[[[\n"]))
    one = CaseFile(case)
    with pytest.raises(BrokenToml):
        one.check()
    with pytest.raises(BrokenToml):
        one.restore()
    assert one.lost is not None and one.restore(raw=True) and one.document.text == "[[[\n" + TEXT
    one.close(keep=True)

"""What is kept between two starts (drafter/cache.py). What holds:

- what was kept comes back as it was, under its own key alone;
- it is taken back only from a folder and a file of this user's own, without a write bit for anybody else, reached over
  no link that another could have made and through no folder where another could put one in its place;
- a byte that is not as it was written is noticed before any of it is used;
- whatever is not so is made again: no word of it, no fault, nothing written where it is not trusted;
- a draft is the same with a cache, without one, and with one that somebody has meddled with;
- the dictionary of words is kept the same way, and never taken from the common folder for temporary files.
"""

from __future__ import annotations

import marshal
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import cache_with_ours

from drafter import cache
from drafter.comparing import words
from drafter.composing.engine import load_engine

posix = pytest.mark.skipif(os.name == "nt", reason="owners and permissions of POSIX")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
KEY = cache.key_of(b"what it was made from")
THING = {"a": (1, "甲", b"\0"), "b": None}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "own" / "cache"))
    return tmp_path / "own" / "cache"


def kept(home: Path) -> Path:
    """The file of the thing, which is kept first."""
    cache.keep("thing", KEY, THING)
    assert cache.load("thing", KEY) == THING
    (found,) = home.glob("thing-*.bin")
    return found


def test_what_is_kept_comes_back(home: Path) -> None:
    assert cache.load("thing", KEY) is None
    kept(home)
    assert cache.load("thing", cache.key_of(b"something else")) is None
    assert cache.load("other", KEY) is None
    assert [one.suffix for one in home.iterdir()] == [".bin"]


def test_keys_tell_parts_apart() -> None:
    made = [(b"ab", b""), (b"a", b"b"), (b"", b"ab"), (b"ab",), ()]
    assert len({cache.key_of(*parts) for parts in made}) == len(made)


@posix
def test_files_and_folders_are_for_this_user_alone(home: Path) -> None:
    mask = os.umask(0o002)
    try:
        file = kept(home)
    finally:
        os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
    assert home.parent.stat().st_mode & 0o777 == 0o700


# -- what is not trusted ----------------------------------------------------------------------------------------------
def folder_for_others(file: Path) -> None:
    file.parent.chmod(0o777)


def folder_for_the_group(file: Path) -> None:
    file.parent.chmod(0o720)


def file_for_others(file: Path) -> None:
    file.chmod(0o606)


def file_for_the_group(file: Path) -> None:
    file.chmod(0o660)


def file_is_a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def file_is_a_link_to_a_link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.with_name("between").symlink_to("elsewhere")
    file.symlink_to("between")


def file_is_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def file_is_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def folder_is_a_link(file: Path) -> None:
    real = file.parent.with_name("real")
    file.parent.rename(real)
    file.parent.symlink_to(real)


def folder_above_for_others(file: Path) -> None:
    file.parent.parent.chmod(0o777)


def folder_above_for_the_group(file: Path) -> None:
    file.parent.parent.chmod(0o770)


WAYS: list[Callable[[Path], None]] = [
    folder_for_others, folder_for_the_group, file_for_others, file_for_the_group, file_is_a_link,
    file_is_a_link_to_a_link, file_is_a_pipe, file_is_a_folder, folder_is_a_link, folder_above_for_others,
    folder_above_for_the_group,
]  # fmt: skip


@posix
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_others_could_write_is_not_taken(
    home: Path, way: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    way(kept(home))
    assert cache.load("thing", KEY) is None
    assert capfd.readouterr() == ("", "")


@posix
@pytest.mark.parametrize("way", [folder_for_others, folder_is_a_link, folder_above_for_others])
def test_nor_is_anything_written_there(home: Path, way: Callable[[Path], None]) -> None:
    file = kept(home)
    way(file)
    before = sorted(home.iterdir())
    cache.keep("thing", cache.key_of(b"another"), THING)
    assert sorted(home.iterdir()) == before


@root
@pytest.mark.parametrize("which", ["file", "folder", "above"])
def test_what_another_owns_is_not_taken(home: Path, which: str) -> None:
    file = kept(home)
    os.chown({"file": file, "folder": home, "above": home.parent}[which], 65534, -1)
    assert cache.load("thing", KEY) is None


@posix
def test_what_another_owns_is_not_taken_by_anybody(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(home)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert cache.load("thing", KEY) is None


@posix
def test_everybody_may_have_a_folder_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a folder like /tmp nobody can take away what is another's.
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert cache.ours_alone(str(shared)) is False
    monkeypatch.setenv("DRAFTER_CACHE", str(shared / "mine"))
    kept(shared / "mine")
    shared.chmod(0o777)
    assert cache.load("thing", KEY) is None


@posix
def test_a_way_over_links_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # /home may be a link; in a folder where others write, anything may.
    (tmp_path / "real").mkdir()
    (tmp_path / "home").symlink_to("real/../real")
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "home" / "cache"))
    kept(tmp_path / "home" / "cache")
    (tmp_path / "round").symlink_to("round")
    assert cache.ours_alone(str(tmp_path / "round" / "cache")) is False
    assert cache.ours_alone(str(tmp_path / "nothing")) is False
    assert cache.ours_alone("") is False


def test_on_windows_it_lies_in_the_profile(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(parents=True)
    for name in ("LOCALAPPDATA", "APPDATA", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    assert cache._on_windows(str(home)) is False
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "ow"))
    assert cache._on_windows(str(home)) is False
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    assert cache._on_windows(str(home)) is True
    (tmp_path / "own" / "link").symlink_to(home, target_is_directory=True)
    assert cache._on_windows(str(tmp_path / "own" / "link")) is False


# -- what was changed -------------------------------------------------------------------------------------------------
def test_no_byte_may_differ(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(home)
    data = file.read_bytes()
    used: list[bytes] = []
    monkeypatch.setattr(marshal, "loads", lambda body: used.append(bytes(body)))
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache.load("thing", KEY) is None
        file.write_bytes(data[:at])
        assert cache.load("thing", KEY) is None
    file.write_bytes(data + b"\0")
    assert cache.load("thing", KEY) is None
    # None of it was looked into.
    assert used == []
    file.write_bytes(data)
    cache.load("thing", KEY)
    assert used == [marshal.dumps(THING)]


def test_one_file_is_not_another(home: Path) -> None:
    file = kept(home)
    other = cache.key_of(b"another")
    cache.keep("thing", other, "other")
    for one in home.glob("thing-*.bin"):
        if one != file:
            file.write_bytes(one.read_bytes())
    assert cache.load("thing", KEY) is None
    assert cache.load("thing", other) == "other"


# -- what is safe to lose ---------------------------------------------------------------------------------------------
def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    for name in (str(file), str(file / "below"), "a\0b"):
        monkeypatch.setattr(cache, "_folder", lambda name=name: name)
        cache.keep("thing", KEY, THING)
        assert cache.load("thing", KEY) is None
    cache.keep("thing", KEY, object())
    assert file.read_bytes() == b""


def test_the_newest_are_kept_and_what_was_left_goes(home: Path) -> None:
    for number in range(12):
        cache.keep("thing", cache.key_of(str(number).encode()), number)
        for file in home.glob("*.bin"):
            os.utime(file, (file.stat().st_atime - 10, file.stat().st_mtime - 10))
    left, busy = home / "thing-old.tmp", home / "thing-new.tmp"
    for file in (left, busy):
        file.write_bytes(b"")
    os.utime(left, (0, time.time() - 90_000))
    cache.keep("other", KEY, THING)
    assert left.exists()
    cache.keep("thing", cache.key_of(b"last"), "last")
    assert not left.exists() and busy.exists()
    assert len(list(home.glob("thing-*.bin"))) == 8
    assert cache.load("thing", cache.key_of(b"11")) == 11
    assert cache.load("thing", cache.key_of(b"0")) is None
    assert cache.load("other", KEY) == THING


@posix
@pytest.mark.parametrize("way", [folder_for_others, file_for_the_group, file_is_a_link], ids=lambda way: way.__name__)
def test_a_draft_is_the_same(home: Path, way: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> None:
    home.parent.mkdir(mode=0o700)
    cache_with_ours(home)
    first = load_engine()
    assert load_engine().bank.forms.keys() == first.bank.forms.keys()
    for file in sorted(home.glob("bundle-*.bin")):
        way(file)
    # What would be taken from there would not be an engine.
    monkeypatch.setattr(marshal, "loads", None)
    taken = cache.load("bundle", cache.key_of(b"x"))
    assert taken is None
    monkeypatch.undo()
    monkeypatch.setenv("DRAFTER_CACHE", str(home))
    again = load_engine()
    assert again.bank.forms.keys() == first.bank.forms.keys()
    assert again.schema.genres == first.schema.genres


def test_words_are_not_taken_from_the_common_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = tmp_path / "tmp"
    common.mkdir()
    (common / "jieba.cache").write_bytes(marshal.dumps(({"组织开展": 1, "组": 0, "组织": 0, "组织开": 0}, 1)))
    monkeypatch.setattr(tempfile, "tempdir", str(common))
    words._cutter.cache_clear()
    try:
        assert list(words._cutter()("组织开展")) == ["组织", "开展"]
        assert [file.name[:6] for file in home.glob("*.bin")] == ["words-"]
        words._cutter.cache_clear()
        assert list(words._cutter()("部署开展")) == ["部署", "开展"]
    finally:
        words._cutter.cache_clear()
    assert [file.name for file in common.iterdir()] == ["jieba.cache"]


# -- things in parts --------------------------------------------------------------------------------------------------
PARTS = {"one": b"first", "none": b"", "two": b"second"}


def parted(home: Path) -> Path:
    """The file of the thing in parts, which is kept first."""
    cache.keep_parted("parted", KEY, cache.PartedThing(THING, PARTS))
    (found,) = home.glob("parted-*.bin")
    return found


def test_a_thing_in_parts_comes_back(home: Path) -> None:
    assert cache.load_parted("parted", KEY) is None
    parted(home)
    found = cache.load_parted("parted", KEY)
    assert found is not None
    assert found.thing == THING and dict(found.parts) == PARTS
    assert cache.load_parted("parted", cache.key_of(b"something else")) is None
    with pytest.raises(KeyError):
        found.parts["three"]
    # What marshal does not know is not kept.
    cache.keep_parted("other", KEY, cache.PartedThing(object(), PARTS))
    assert cache.load_parted("other", KEY) is None


def test_no_byte_of_a_part_may_differ(home: Path) -> None:
    file = parted(home)
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = cache.load_parted("parted", KEY)
        # Either the thing is not there, or the part alone that the byte stands in: the others are as they were.
        if found is not None:
            assert found.thing == THING
            whole = {name: found.parts[name] for name in PARTS if found.parts.get(name) is not None}
            assert len(whole) == len(PARTS) - 1 and whole.items() <= PARTS.items()
        file.write_bytes(data[:at])
        assert cache.load_parted("parted", KEY) is None
    file.write_bytes(data + b"\0")
    assert cache.load_parted("parted", KEY) is None


def test_parts_stay_while_their_file_is_replaced(home: Path) -> None:
    file = parted(home)
    found = cache.load_parted("parted", KEY)
    assert found is not None
    other = file.with_name("other")
    other.write_bytes(b"another")
    other.replace(file)
    assert dict(found.parts) == PARTS


@posix
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_parts_that_others_could_write_are_not_taken(home: Path, way: Callable[[Path], None]) -> None:
    way(parted(home))
    assert cache.load_parted("parted", KEY) is None


def test_a_damaged_part_is_made_again(home: Path) -> None:
    home.parent.mkdir(mode=0o700)
    cache_with_ours(home)
    first = load_engine()
    told = [form.text for form in first.bank.forms["train"]]
    for file in sorted(home.glob("bundle-*.bin")):
        data = file.read_bytes()
        # All parts lie behind the head; the head itself is sound.
        for at in range(len(data) // 2, len(data), 1000):
            data = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        file.write_bytes(data)
    again = load_engine()
    assert {kind: len(forms) for kind, forms in again.bank.forms.items()} == {
        kind: len(forms) for kind, forms in first.bank.forms.items()
    }
    assert [form.text for form in again.bank.forms["train"]] == told

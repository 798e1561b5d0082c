"""What the tests share: the repository, the program's own engine, the example cases."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from drafter.api import engine
from drafter.composing.engine import Engine

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases").glob("[!.]*.toml"))
SHARED = ROOT.parent / "shared"
# No test is timed: machines are noisy.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
# Whoever runs the tests may have a phrase bank of their own.
os.environ["DRAFTER_CONFIG"] = str(ROOT / "tests" / "no-such-folder")
# A home that nothing can be kept in (a bare machine has one) would make every process of the tests compile the bank
# again: one cache for all of them, made by the first process, which the others are given.
if "DRAFTER_TESTS" not in os.environ:
    os.environ["DRAFTER_TESTS"] = tempfile.mkdtemp(prefix="drafter-tests-")
    atexit.register(shutil.rmtree, os.environ["DRAFTER_TESTS"], ignore_errors=True)
    os.environ["DRAFTER_CACHE"] = str(Path(os.environ["DRAFTER_TESTS"]) / "cache")
    os.environ["DRAFTER_STATE"] = str(Path(os.environ["DRAFTER_TESTS"]) / "state")
    # Compiled modules are kept as well, whatever the machine is used to.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: some tests wait for a server, a browser, an office program."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + 1


#: The cache that the tests share.
CACHE = Path(os.environ["DRAFTER_CACHE"])


def cache_with_ours(place: Path) -> Path:
    """A folder of a cache that a test may add to, or spoil, with what was compiled of the program's own data in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_CACHE", str(CACHE))
        engine()
    place.mkdir(mode=0o700)
    for file in CACHE.glob("*.bin"):
        # Another process may be taking away the oldest.
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(file, place)
    return place


@pytest.fixture
def own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of settings of its own, and nothing remembered of the words of sheets."""
    from drafter.reading.sheets.words import known_words

    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))
    known_words.cache_clear()


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for a test that has a bank of its own."""
    monkeypatch.setenv("DRAFTER_CACHE", str(cache_with_ours(tmp_path / "cache")))


@pytest.fixture(scope="session")
def made() -> Engine:
    """The engine on the program's own data."""
    return engine()

"""What the tests share: the repository, the program's own engine, the example cases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from drafter.api import engine
from drafter.drafting.engine import Engine

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases").glob("[!.]*.toml"))
SHARED = ROOT.parent / "shared"
# No test is timed: machines are noisy.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
# Whoever runs the tests may have a phrase bank of their own.
os.environ["DRAFTER_CONFIG"] = str(ROOT / "tests" / "no-such-folder")


@pytest.fixture(scope="session")
def made() -> Engine:
    """The engine on the program's own data."""
    return engine()

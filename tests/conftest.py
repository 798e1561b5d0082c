"""What the tests share: the repository, the program's own engine, the example cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.api import engine
from drafter.drafting.engine import Engine

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases").glob("*.toml"))
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def made() -> Engine:
    """The engine on the program's own data."""
    return engine()

"""The installed program.

Invariants:
- the wheel carries phrase bank, templates, example cases and the rules of the checks; installed into an empty
  environment, it drafts the same text as the source tree, and checks, from a folder where no source lies;
- the sources' core never imports Textual, and drafting imports neither it nor jieba, babel or a network module.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from conftest import ROOT

import drafter


def run(*command: str | Path, cwd: Path | None = None) -> str:
    # What measures coverage would be among what is imported.
    gone = ("PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_CONFIG")
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_wheel_drafts_from_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("phrasebank", "templates", "cases", "rules"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"drafter/data/{path.relative_to(ROOT).as_posix()}" in names
    assert "drafter/py.typed" in names
    assert {
        "drafter/tui/app.tcss",
        *(f"drafter/serving/web/{name}" for name in ("page.html", "page.css", "page.js", "told.html")),
        "drafter/locale/en/LC_MESSAGES/drafter.po",
    } <= names
    empty = tmp_path / "empty"
    venv.create(empty, with_pip=True)
    programs = empty / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel)
    case = ROOT / "cases" / "wenming-city.toml"
    text = run(programs / "drafter", "draft", case, cwd=tmp_path)
    assert text == drafter.to_text(drafter.compose(drafter.load_case(case)))
    (tmp_path / "报告.txt").write_text("全年预算116万元，支出106.14万元，执行率99.99%。\n", encoding="utf-8")
    script = "import sys; from drafter.cli import main; sys.exit(main(['check', '报告.txt']) - 1)"
    assert "106.14 ÷ 116 = 91.50%" in run(programs / "python", "-X", "utf8", "-c", script, cwd=tmp_path)
    shipped = "import drafter.resources as r; print(*sorted(p.name for p in r.folder('cases').iterdir()))"
    assert "wenming-city.toml" in run(programs / "python", "-c", shipped, cwd=tmp_path)


def test_drafting_imports_no_more_than_it_needs() -> None:
    script = (
        "import sys\n"
        "from drafter.cli import main\n"
        "main(['draft', 'cases/wenming-city.toml', '-o', sys.argv[1]])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    # The first run may have to compile the bank; what counts is every run after it.
    run(sys.executable, "-c", script, os.devnull, cwd=ROOT)
    loaded = set(run(sys.executable, "-c", script, os.devnull, cwd=ROOT).split())
    assert "jinja2" in loaded
    assert not loaded & {"textual", "jieba", "babel", "rich", "tomlkit", "asyncio", "ssl", "dataclasses"}


def test_help_comes_before_the_engine() -> None:
    script = (
        "import sys\n"
        "from drafter.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules))\n"
    )
    assert "jinja2" not in run(sys.executable, "-c", script, cwd=ROOT).split()


def test_the_core_never_imports_textual() -> None:
    script = (
        "import pkgutil, importlib, sys, drafter\n"
        "for info in pkgutil.walk_packages(drafter.__path__, 'drafter.'):\n"
        "    if not {'tui', 'serving', 'served'} & set(info.name.split('.')) and not info.name.endswith('__main__'):\n"
        "        importlib.import_module(info.name)\n"
        "print(*sys.modules)\n"
    )
    assert "textual" not in run(sys.executable, "-c", script, cwd=ROOT).split()

"""The documentation says what the program does.

Invariants:

- Every ``toml`` block of README.md and docs/case-format.md is a case that loads and composes: alone, or, where it opens
  with ``# 片段``, below the header of the first complete case of its file. What a fragment fills in is stated in full.
- Every ``toml`` block that opens with ``# 句式库`` is an addition that the phrase bank takes.
- Every ``python`` block of README.md runs from the root of the source tree.
- Every field, event kind, role, circumstance, derived figure and problem stands in docs/case-format.md as declared.
- README.md names the test command, every option of ``drafter draft`` and every format.
- Excerpts in README.md and docs/json.md are what the program writes, in facts and in shape.

Limits: prose around the blocks is for people to keep true; the wording of excerpts may change with the phrase bank.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import drafter
from drafter import api, cli
from drafter.drafting.engine import load_engine
from drafter.facts.fields import TYPES, Field
from drafter.phrasing.bank import CIRCUMSTANCES
from drafter.writing.text import explain

ROOT = Path(__file__).resolve().parent.parent
FRAGMENT, BANK = "# 片段", "# 句式库"
README = (ROOT / "README.md").read_text(encoding="utf-8")
CASE_FORMAT = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
PAGES = {"README.md": README, "docs/case-format.md": CASE_FORMAT}


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def marked(text: str, mark: str) -> list[str]:
    """The ``toml`` blocks that open with `mark`; with "", those that stand alone."""
    found = blocks(text, "toml")
    if mark:
        return [block for block in found if block.startswith(mark + "\n")]
    return [block for block in found if not block.startswith((FRAGMENT, BANK))]


def header(text: str) -> str:
    """The first complete case of a page up to its first ``[[…]]``."""
    return re.split(r"^\[\[", marked(text, "")[0], maxsplit=1, flags=re.MULTILINE)[0]


def named(mark: str) -> list[Any]:
    return [
        pytest.param(page, block, id=f"{page}-{number}")
        for page, text in PAGES.items()
        for number, block in enumerate(marked(text, mark))
    ]


@pytest.mark.parametrize(("page", "block"), named(""))
def test_complete_case_composes(page: str, block: str) -> None:
    draft = drafter.compose(api.engine().read_case(block, page))
    assert draft.missing == ()
    assert "〔待补" not in drafter.to_text(draft)


@pytest.mark.parametrize(("page", "block"), named(FRAGMENT))
def test_fragment_is_stated_in_full(page: str, block: str) -> None:
    case = api.engine().read_case(header(PAGES[page]) + block, page)
    assert case.value("highlights") or case.value("work")
    for seed in range(3):
        unstated = [one for one in drafter.compose(case, seed).unstated if one.fact.startswith(("highlights", "work"))]
        assert unstated == []


@pytest.mark.parametrize(("page", "block"), named(BANK))
def test_addition_to_the_bank_is_taken(page: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The program's own bundle stays in the user's cache.
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    bank = tmp_path / "phrasebank"
    shutil.copytree(ROOT / "phrasebank", bank)
    (bank / "local.toml").write_text(block, encoding="utf-8")
    loaded = load_engine(phrasebank=bank).bank
    for name, kind in re.findall(r'^name = "(.+)"\nkind = "(.+)"$', block, re.MULTILINE):
        assert name in {form.construction for form in loaded.forms[kind]}, page


@pytest.mark.parametrize("block", blocks(README, "python"))
def test_python_of_the_readme_runs(block: str) -> None:
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", block], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert "fund.budget" in done.stdout.decode()


@pytest.mark.parametrize("page", PAGES)
def test_there_is_something_to_test(page: str) -> None:
    # The other tests pass on a page without blocks; this one does not.
    assert marked(PAGES[page], "")
    assert marked(CASE_FORMAT, FRAGMENT) and marked(README, BANK) and blocks(README, "python") and blocks(JSON, "json")


# -- docs/case-format.md has everything that may be filled in ---------------------------------------------------------
def stands(row: str) -> None:
    assert row in CASE_FORMAT, f"docs/case-format.md 缺少这一行：{row}"


def role_row(name: str, role: Field) -> str:
    unit = role.unit or role.measure
    return f"| `{name}` | {role.label} | {role.type} | {unit} | {'是' if role.required else ''} |"


@pytest.mark.parametrize("path", api.engine().schema.fields)
def test_field_stands_in_the_table(path: str) -> None:
    field = api.engine().schema.fields[path]
    stands(f"| `{path}` | {field.label} | {field.type} | {field.unit} |")


@pytest.mark.parametrize("name", TYPES)
def test_type_is_explained(name: str) -> None:
    stands(f"\n| {name} | ")


@pytest.mark.parametrize("name", api.engine().bank.event_kinds())
def test_kind_has_its_section(name: str) -> None:
    kind = api.engine().bank.event_kinds()[name]
    title = f"\n#### `{name}` {kind.label}\n"
    stands(title)
    section = re.split(r"^##", CASE_FORMAT.partition(title)[2], maxsplit=1, flags=re.MULTILINE)[0]
    for role, field in kind.roles.items():
        row = role_row(role, field)
        assert role in CIRCUMSTANCES or row in section, f"docs/case-format.md 的 {name} 缺少这一行：{row}"
    examples = blocks(section, "toml")
    assert any(f'kind = "{name}"' in example for example in examples), f"{name} 没有例子"


@pytest.mark.parametrize("name", CIRCUMSTANCES)
def test_circumstance_stands_in_the_table(name: str) -> None:
    role = next(kind.roles[name] for kind in api.engine().bank.event_kinds().values() if name in kind.roles)
    stands(role_row(name, role))


@pytest.mark.parametrize("name", api.engine().bank.pairs)
def test_problem_stands_in_the_table(name: str) -> None:
    stands(f"| `{name}` | {api.engine().bank.pairs[name].label} |")


def test_derived_figures_stand_in_the_table() -> None:
    for rule in api.engine().rules:
        stands(f"| `{rule.path}` | {rule.label} |")


def test_named_kinds_and_problems_exist() -> None:
    # The other direction: what the bank no longer has must leave the page.
    bank = api.engine().bank
    assert set(re.findall(r"^#### `(.+?)`", CASE_FORMAT, re.MULTILINE)) == set(bank.event_kinds())
    table = CASE_FORMAT.partition("\n## 问题和措施\n")[2]
    assert set(re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)) == set(bank.pairs)


# -- README.md and docs/json.md ---------------------------------------------------------------------------------------
def test_readme_has_the_commands_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["draft", "--help"])
    said = capsys.readouterr().out
    options = set(re.findall(r"(?<![\w-])--?[a-z]+", said))
    assert {"--format", "--seed", "--strict", "--explain", "-o", "-h"} <= options
    for option in options:
        assert f"`{option}" in README, option
    shapes = re.search(r"--format \{(.+?)\}", said)
    assert shapes is not None
    for shape in shapes[1].split(","):
        assert f"`{shape}`" in README or f"`--format {shape}`" in README, shape
    for command in ("make test", "make lint", "make bench", "make draft", "pip install ."):
        assert command in README


def test_links_lead_somewhere() -> None:
    for page, text in {**PAGES, "docs/json.md": JSON}.items():
        for target in re.findall(r"\]\((?!#|https?:)([^)#]+)", text):
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_facts_of_the_explained_excerpt_are_real() -> None:
    case = api.engine().read_case(marked(README, "")[0], "案件.toml")
    real = {line for seed in range(20) for line in explain(drafter.compose(case, seed)).splitlines()}
    shown = re.findall(r"^    事实：.+$", README, re.MULTILINE)
    assert len(shown) >= 3
    for line in shown:
        assert line in real


def shape(data: Any, key: str = "") -> Any:
    """The keys and types of JSON data, whatever its length; blocks apart by their kind."""
    if isinstance(data, dict):
        return tuple((name, shape(value, name)) for name, value in data.items())
    if isinstance(data, list):
        return (key, frozenset(shape(one) for one in data))
    return type(data).__name__


def test_json_page_shows_the_shape_that_is_written() -> None:
    case = api.engine().read_case(marked(CASE_FORMAT, "")[0], "案件.toml")
    real = json.loads(drafter.to_json(drafter.compose(case)))
    shown = json.loads(blocks(JSON, "json")[0])
    assert list(shown) == list(real)
    real_blocks = {shape(block) for block in real["blocks"]}
    for block in shown["blocks"]:
        assert shape(block) in real_blocks
        for sentence in block.get("sentences", ()):
            for span in sentence["spans"]:
                assert 0 <= span["start"] < span["end"] <= len(sentence["text"])
    for name in ("unstated", "missing", "contradictions"):
        assert shape(shown[name], name) == shape(real[name], name)
    for name in (*real, "heading", "paragraph", "table", *real["unstated"][0]):
        assert f"`{name}`" in JSON, name

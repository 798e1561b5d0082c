"""The documentation says what the program does.

Invariants:

- A run of docs/generate.py changes nothing: fields, kinds of event, derived figures, problems and genres stand in
  docs/case-format.md as declared, and every figure that scoring derives is told; docs/checks.md has every rule,
  README.md every genre and format, docs/word.md every ending that is read.
- Every ``toml`` block is of use as it stands. Without a mark it is a case that loads and composes; ``# 片段`` goes
  below the header of the first complete case of its page and is stated in full, ``# 开头`` below its year, ``# 手改``
  at its end (and leaves nothing to look at); ``# 句式库`` is a phrase bank over the program's; ``# 评分设置`` is a file
  of settings; ``# 种类`` with the ``jinja`` block of its page is a genre; ``# 检查设置`` and ``# 已接受`` are
  settings and a baseline of the checks.
- Every ``python`` block of README.md runs from the root of the source tree.
- README.md names every genre, every command, every option of `drafter draft`, every format; docs/genres.md every key of
  a genre and every word of a template; docs/phrasebank.md every key, every filter with an example that is true.
- Excerpts in README.md and docs/json.md are what the program writes, in facts and in shape. Links lead somewhere.

Limits: prose around the blocks is for people to keep true; the wording of excerpts may change with the phrase bank.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import tomli

import drafter
from drafter import api, cli
from drafter.checking.baseline import read_baseline
from drafter.checking.registry import rules
from drafter.checking.run import check_text
from drafter.checking.settings import settings_for
from drafter.composing import compiling as bundle
from drafter.composing import order
from drafter.composing.engine import Engine, load_engine
from drafter.facts.fact import Fact, Item
from drafter.facts.fields import TYPES
from drafter.facts.load import split_item
from drafter.facts.settings import _KEYS as SETTINGS
from drafter.phrasing import shapes
from drafter.phrasing.filters import FILTERS
from drafter.phrasing.sandbox import Sandbox
from drafter.writing import findings
from drafter.writing.text import explain

ROOT = Path(__file__).resolve().parent.parent
FRAGMENT, TOP, HAND, BANK, SETTING, GENRE = "# 片段", "# 开头", "# 手改", "# 句式库", "# 评分设置", "# 种类"
CHECK, ACCEPTED = "# 检查设置", "# 已接受"
MARKS = (FRAGMENT, TOP, HAND, BANK, SETTING, GENRE, CHECK, ACCEPTED)
NAMES = ("README.md", *(f"docs/{name}.md" for name in ("case-format", "genres", "phrasebank", "json", "checks")))
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
README, CASE_FORMAT, GENRES, PHRASEBANK, JSON, CHECKS = PAGES.values()
INDEX = re.compile(r"\[\d+\]")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a page in one language, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def marked(text: str, mark: str) -> list[str]:
    """The ``toml`` blocks that open with `mark`; with "", those that stand alone."""
    found = blocks(text, "toml")
    if mark:
        return [block for block in found if block.startswith(mark + "\n")]
    return [block for block in found if not block.startswith(MARKS)]


def header(text: str) -> str:
    """The first complete case of a page up to its first ``[[…]]``."""
    return re.split(r"^\[\[", marked(text, "")[0], maxsplit=1, flags=re.MULTILINE)[0]


def named(mark: str) -> list[Any]:
    return [
        pytest.param(page, block, id=f"{page}-{number}")
        for page, text in PAGES.items()
        for number, block in enumerate(marked(text, mark))
    ]


# -- blocks -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("page", "block"), named(""))
def test_complete_case_composes(page: str, block: str) -> None:
    case = api.engine().read_case(block, page)
    draft = drafter.compose(case)
    assert draft.missing == ()
    assert "〔待补" not in drafter.to_text(draft)


@pytest.mark.parametrize(("page", "block"), named(FRAGMENT))
def test_fragment_is_stated_in_full(page: str, block: str) -> None:
    case = api.engine().read_case(header(PAGES[page]) + block, page)
    names = ("highlights", "work", "own", "last_year")
    filled = next(name for name in names if re.search(rf"^\[+{name}\b", block, re.M))
    for seed in range(3):
        unstated = [one.fact for one in drafter.compose(case, seed).unstated if one.fact.startswith(filled)]
        # Last year's budget is told as part of last year's rate.
        assert unstated in ([], ["last_year.fund.budget"])


@pytest.mark.parametrize(("page", "block"), named(TOP))
def test_top_of_a_case_is_taken(page: str, block: str) -> None:
    whole = marked(PAGES[page], "")[0]
    plain = drafter.compose(api.engine().read_case(whole, page))
    draft = drafter.compose(api.engine().read_case(re.sub(r"^(year = .*\n)", rf"\1{block}", whole, flags=re.M), page))
    assert draft.characters() > plain.characters()


@pytest.mark.parametrize(("page", "block"), named(HAND))
def test_hand_is_followed(page: str, block: str) -> None:
    whole = marked(PAGES[page], "")[0]
    for seed in range(3):
        draft = drafter.compose(api.engine().read_case(f"{whole}\n{block}", page), seed)
        assert draft.notes == ()
        for text in re.findall(r'^text = "(.+)"$', block, re.MULTILINE):
            assert text in drafter.to_text(draft)


@pytest.mark.parametrize(("page", "block"), named(SETTING))
def test_settings_are_taken(page: str, block: str, tmp_path: Path) -> None:
    (tmp_path / "评分设置.toml").write_text(block, encoding="utf-8")
    scored = next(one for one in marked(PAGES[page], "") if "[[indicators]]" in one)
    case = tmp_path / "案件.toml"
    case.write_text(re.sub(r"^(year = .*\n)", '\\1scoring = "评分设置.toml"\n', scored, flags=re.M), encoding="utf-8")
    assert "优秀" in drafter.to_text(drafter.compose(drafter.load_case(case)))


@pytest.mark.parametrize(("page", "block"), named(BANK))
def test_own_bank_is_taken(page: str, block: str, tmp_path: Path, own_cache: None) -> None:
    path = tmp_path / "本单位句式.toml"
    path.write_text(block, encoding="utf-8")
    bank = load_engine(extra=[path]).bank
    data = tomli.loads(block)
    said = {form.construction for forms in bank.forms.values() for form in forms}
    for one in data.get("construction", ()):
        assert (one["name"] in said) is not one.get("remove", False), page
    assert {*data.get("kind", ())} <= {*bank.kinds}
    assert {one["name"] for one in data.get("pair", ())} <= {*bank.pairs}


@pytest.mark.parametrize(("page", "block"), named(CHECK))
def test_check_settings_are_taken(page: str, block: str, tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(block, encoding="utf-8")
    assert settings_for(str(tmp_path / "报告.txt")) == tomli.loads(block)


@pytest.mark.parametrize(("page", "block"), named(ACCEPTED))
def test_accepted_findings_are_taken(page: str, block: str, tmp_path: Path) -> None:
    path = tmp_path / "drafter-baseline.toml"
    path.write_text(block, encoding="utf-8")
    assert [code for code, _, _ in read_baseline(str(path))] == [row["code"] for row in tomli.loads(block)["accepted"]]


@pytest.mark.parametrize("block", blocks(README, "python"))
def test_python_of_the_readme_runs(block: str) -> None:
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", block], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert "fund.budget" in done.stdout.decode()


def test_there_is_something_to_test() -> None:
    # The other tests pass on a page without blocks; this one does not.
    for page, mark in ((README, ""), (CASE_FORMAT, ""), (PHRASEBANK, BANK), (GENRES, GENRE)):
        assert marked(page, mark)
    assert all(marked(CASE_FORMAT, mark) for mark in (FRAGMENT, TOP, HAND, SETTING))
    assert all(marked(CHECKS, mark) for mark in (CHECK, ACCEPTED))
    assert blocks(README, "python") and blocks(JSON, "json") and blocks(GENRES, "jinja")


# -- docs/case-format.md has everything that may be filled in ---------------------------------------------------------
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_up_to_date(made: Engine) -> None:
    made_of = generator()
    assert len(made_of.PAGES) == 4
    for page in made_of.PAGES:
        # Said without the page itself, which is long.
        text = page.read_text(encoding="utf-8")
        up_to_date = made_of.generated(text, made) == text
        assert up_to_date, f"{page.name} 落后了，请运行 python docs/generate.py"
    lists = {name for page in made_of.PAGES[2:] for name in re.findall("<!-- 生成：(.+?) -->", page.read_text("utf-8"))}
    assert lists == set(made_of._LISTS)


def test_every_generated_part_is_in_the_page(made: Engine) -> None:
    assert set(re.findall(r"<!-- 生成：(.+?) -->\n", CHECKS)) == set(generator()._CHECK_PARTS)
    assert set(re.findall(r"^#### `(.+?)`", CHECKS, re.MULTILINE)) == set(rules())
    parts = re.findall(r"<!-- 生成：(.+?) -->\n(.*?)<!-- 生成完 -->", CASE_FORMAT, re.DOTALL)
    assert {name for name, _ in parts} == set(generator()._PARTS)
    assert set(re.findall(r"^#### `(.+?)`", CASE_FORMAT, re.MULTILINE)) == set(made.schema.kinds)
    told = dict(parts)
    assert set(re.findall(r"^\| `(.+?)` \|", told["字段"], re.MULTILINE)) == set(made.schema.fields)
    assert set(re.findall(r"^\| `(.+?)` \|", told["问题和措施"], re.MULTILINE)) == set(made.bank.pairs)


@pytest.mark.parametrize("name", TYPES)
def test_type_is_explained(name: str) -> None:
    assert f"\n| {name} | " in CASE_FORMAT


@pytest.mark.parametrize("path", [*sorted((ROOT / "cases").glob("*.toml")), *marked(CASE_FORMAT, "")])
def test_derived_figures_are_explained(path: Path | str) -> None:
    text = path.read_text(encoding="utf-8") if isinstance(path, Path) else path
    for derived in api.engine().read_case(text).derived:
        assert f"| `{INDEX.sub('[]', derived)}` |" in CASE_FORMAT


def test_settings_are_explained() -> None:
    for key in SETTINGS:
        assert f"| `{key}` | " in CASE_FORMAT


# -- docs/genres.md and docs/phrasebank.md ----------------------------------------------------------------------------
@pytest.mark.parametrize("word", sorted(order.WORDS))
def test_word_of_a_template_is_explained(word: str) -> None:
    assert re.search(rf"^\| `{word}\(", GENRES, re.MULTILINE)


@pytest.mark.parametrize("key", sorted(bundle._GENRE_KEYS))
def test_key_of_a_genre_is_explained(key: str) -> None:
    assert re.search(rf"^\| `{key}` \|", GENRES, re.MULTILINE)


def test_genre_of_the_page_drafts(tmp_path: Path, own_cache: None) -> None:
    templates, bank = tmp_path / "templates", tmp_path / "本种类句式.toml"
    shutil.copytree(ROOT / "templates", templates)
    folder = templates / "budget-brief"
    folder.mkdir()
    (folder / "genre.toml").write_text(marked(GENRES, GENRE)[0], encoding="utf-8")
    (folder / "report.j2").write_text(blocks(GENRES, "jinja")[0], encoding="utf-8")
    bank.write_text(marked(GENRES, BANK)[0], encoding="utf-8")
    made = load_engine(templates=templates, extra=[bank])
    from drafter.composing.compose import compose

    case = made.read_case((ROOT / "cases" / "laojiu-xiaoqu.toml").read_text(encoding="utf-8"))
    draft = compose(made, case._replace(genre="budget-brief"))
    assert draft.title and draft.missing == ()
    assert any(isinstance(block, drafter.Table) for block in draft.blocks)
    assert any(isinstance(block, drafter.Paragraph) for block in draft.blocks)


def test_a_template_takes_the_events_that_a_row_holds(tmp_path: Path, own_cache: None) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    folder = templates / "deeds"
    folder.mkdir()
    (folder / "genre.toml").write_text('label = "事项"\nnumbering = ["一、"]\nrequired = {}\n', encoding="utf-8")
    (folder / "report.j2").write_text(
        "{% for part in rows('work') %}\n{% for point in part.points %}\n"
        "{{ paragraph(events(point.events)) }}\n{% endfor %}\n{{ paragraph(events(part.notes)) }}\n{% endfor %}\n",
        encoding="utf-8",
    )
    made = load_engine(templates=templates)
    from drafter.composing.compose import compose

    case = made.read_case((ROOT / "cases" / "wenming-city.toml").read_text(encoding="utf-8"))
    blocks_ = compose(made, case._replace(genre="deeds")).blocks
    told = {
        span.fact.partition(".points")[0]
        for block in blocks_ if isinstance(block, drafter.Paragraph) for one in block.sentences for span in one.spans
    }  # fmt: skip
    groups = case.value("work")
    assert isinstance(groups, tuple) and len(groups) > 1
    assert {f"work[{number}]" for number in range(len(groups))} <= told


@pytest.mark.parametrize("keys", ["KIND", "ROLE", "FORM", "CONSTRUCTION", "PAIR"])
def test_key_of_the_bank_is_explained(keys: str) -> None:
    for key in getattr(shapes, keys):
        assert f"| `{key}` | " in PHRASEBANK, key


def shown_filters() -> list[Any]:
    rows = re.findall(r"^\| `(\w+)` \| .+? \| `\{\{ (.+?) \}\}` \| `(.+?)` \| (.+?) \|$", PHRASEBANK, re.MULTILINE)
    return [pytest.param(*(cell.replace("\\|", "|") for cell in row), id=f"{row[0]}-{row[1]}") for row in rows]


@pytest.mark.parametrize(("name", "expression", "value", "written"), shown_filters())
def test_example_of_a_filter_is_true(name: str, expression: str, value: str, written: str) -> None:
    assert f"|{name}" in expression
    role = expression.partition("|")[0]

    def item(text: str, path: str) -> Fact | Item:
        bare, count = split_item(text)
        return Item(Fact(f"{path}.name", bare), Fact(f"{path}.count", count)) if bare and count else Fact(path, text)

    data = tomli.loads(f"x = {value}")["x"]
    many = tuple(item(one, f"{role}[{index}]") for index, one in enumerate(data)) if isinstance(data, list) else None
    filled = many or Fact(role, str(data), number=Decimal(data) if str(data).isdigit() else None)
    said = Sandbox().from_string("{{ " + expression + " }}").render({role: filled})
    assert {"True": "成立", "False": "不成立"}.get(str(said), str(said)) == written


def test_every_filter_has_an_example() -> None:
    assert {param.values[0] for param in shown_filters()} == set(FILTERS)


# -- README.md and docs/json.md ---------------------------------------------------------------------------------------
def helped(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "drafter", *words, "--help"], cwd=ROOT, capture_output=True, timeout=120
    )
    assert done.returncode == 0
    return done.stdout.decode()


def test_readme_has_the_options_of_draft(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["draft", "--help"])
    said = capsys.readouterr().out
    options = set(re.findall(r"(?<![\w-])--?[a-z]+", said))
    assert {"--format", "--seed", "--strict", "--explain", "--length", "--phrases", "-o", "-h"} <= options
    for option in options:
        assert f"`{option}" in README, option
    shapes = re.search(r"--format \{(.+?)\}", said)
    assert shapes is not None
    for shape in shapes[1].split(","):
        assert f"`{shape}`" in README or f"`--format {shape}`" in README, shape


def test_readme_has_the_commands_and_genres() -> None:
    commands = re.findall(r"^    (\w+) ", helped().partition("命令：")[2], re.MULTILINE)
    actions = re.findall(r"^    (\w+) ", helped("phrases").partition("命令：")[2], re.MULTILINE)
    assert {"draft", "new", "phrases"} <= {*commands}
    for command in (*commands, *(f"phrases {action}" for action in actions)):
        assert f"drafter {command}" in README, command
    for genre in api.engine().genres:
        assert f"`{genre}`" in README
    for command in ("make test", "make lint", "make bench", "make draft", "pip install ."):
        assert command in README


def anchors(text: str) -> set[str]:
    """What the headings of a page are called in links, as GitHub does it."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}


def test_links_lead_somewhere() -> None:
    for page, text in PAGES.items():
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", prose):
            path = ((ROOT / page).parent / target).resolve() if target else ROOT / page
            assert path.exists(), f"{page}: {target}"
            if anchor:
                assert anchor in anchors(path.read_text(encoding="utf-8")), f"{page}: {target}#{anchor}"


def test_facts_of_the_explained_excerpt_are_real() -> None:
    for page in (README, CASE_FORMAT):
        case = api.engine().read_case(marked(page, "")[0], "案件.toml")
        real = {line for seed in range(20) for line in explain(drafter.compose(case, seed)).splitlines()}
        shown = re.findall(r"^    (?:事实|标识)：.+$", page, re.MULTILINE)
        assert shown
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
    for name in ("unstated", "missing", "contradictions", "notes"):
        assert shape(shown[name], name) == shape(real[name], name)
    for name in (*real, "heading", "paragraph", "table", "style", *real["unstated"][0]):
        assert f"`{name}`" in JSON, name
    for style in ("addressee", "signature", "date", "attachment"):
        assert f"`{style}`" in JSON
    for kind in ("gone", "unfit", "refused", "outdated", "unsealed", "untraced", "unclear"):
        assert f"`{kind}`" in JSON


def test_json_page_shows_the_shape_of_findings() -> None:
    shown = json.loads(blocks(JSON, "json")[1])
    found = check_text("二、自评情况\n2024年预算116万元，支出106.14万元，执行率99.99%。\n", "报告.txt")
    real = json.loads(findings.to_json(found))
    assert list(shown) == list(real)
    assert list(shown["findings"][0]) == list(real["findings"][0])
    for name in (*real, *real["findings"][0]):
        assert f"`{name}`" in JSON, name


def test_excerpt_of_findings_is_real() -> None:
    headings = "二、自评情况\n（二）资金使用绩效\n1.资金支出情况\n"
    text = headings + "2024年预算116万元，实际支出106.14万元，预算执行率99.99%。\n"
    shown = blocks(CHECKS, "text")[0]
    real = findings.to_text([one for one in check_text(text, "报告.txt") if one.code == "rate"])
    assert [line.replace("第7行", "第4行") for line in shown.splitlines()] == real.splitlines()


def test_checks_page_has_the_options_of_check() -> None:
    for option in set(re.findall(r"(?<![\w-])--[a-z-]+", helped("check"))) - {"--help", "--format", "--output"}:
        assert f"{option}" in CHECKS, option

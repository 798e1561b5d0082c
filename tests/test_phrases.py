"""The phrase bank on a screen: `drafter phrases` (drafter/phrasing/catalogue.py, drafter/writing/catalogue.py, drafter/
drafting/survey.py, drafter/commands/phrases.py). What holds:

- list names every kind with the number of its forms and its roles, and every pair with theme, label and condition;
- show renders each form once, on facts of a case where some fit, all of them stated as they stand in the case, else on
  sample values, and says which;
- a form that a draft used is covered, and only such a one; the last line of coverage sums up;
- lint prints every fault of the files given, with file and line, and answers 1; a sound bank answers 0;
- each of them sees a unit's own bank: the user's folder, what a case names, `--phrases`, later ones over earlier;
- columns stand under each other where Chinese characters take two columns; there are no colours;
- what cannot be done is one line on stderr, exit 2.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from conftest import CASES, ROOT
from hypothesis import given
from hypothesis import strategies as st

from drafter import cli
from drafter.composing import survey
from drafter.composing.compose import compose
from drafter.composing.engine import Engine
from drafter.facts.case import Case
from drafter.language.width import aligned, pad, width
from drafter.phrasing import catalogue
from drafter.phrasing.catalogue import CaseMessages

CASE = ROOT / "cases" / "wenming-city.toml"
SEEDS = range(3)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert cli.main(["phrases", *arguments]) == code
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    assert not [line for line in out.split("\n") if line != line.rstrip()]
    return out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    try:
        code = cli.main(["phrases", *arguments])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    return err


@pytest.fixture(scope="module")
def case(made: Engine) -> Case:
    return made.load_case(str(CASE))


@pytest.fixture(scope="module")
def told(made: Engine, case: Case) -> Sequence[CaseMessages]:
    return [CaseMessages("甲.toml", survey.messages(made, case), partial(survey.session, made, case))]


# -- widths -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("预算", 4),
        ("a预", 3),
        ("，", 2),
        ("Ａ", 2),
        ("“甲”", 4),
        ("—", 1),
        ("e\u0301", 1),
        ("", 0),
        ("𠮷", 2),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.lists(st.tuples(st.text("ab预算，“", max_size=6), st.text("ab预算", max_size=6), st.just("末")), min_size=1))
def test_columns_stand_under_each_other(rows: list[tuple[str, ...]]) -> None:
    lines = aligned(rows)
    assert len({width(line) for line in lines}) == 1
    assert all(line.startswith(row[0]) and line.endswith("末") for line, row in zip(lines, rows, strict=True))


def test_padding_never_cuts() -> None:
    assert pad("预算", 6) == "预算  "
    assert pad("预算数", 4) == "预算数"


# -- list -------------------------------------------------------------------------------------------------------------
def test_list_has_every_kind_and_pair(made: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "list")
    for kind in made.bank.kinds.values():
        count = len(made.bank.forms.get(kind.name, ()))
        row = re.search(rf"^  {re.escape(kind.name)} .*?  +{count}( .*)?$", text, re.MULTILINE)
        assert (row is None) == (kind.use == "pair"), kind.name
        for role, field in kind.roles.items():
            mark = "*" if field.required else ""
            assert row is None or role in kind.frame or f"{role}{mark} {field.label}" in row[0]
    for pair in made.bank.pairs.values():
        shown = pair.condition or "自选"
        assert re.search(
            rf"^  {re.escape(pair.name)} +{pair.theme} +{pair.label} +{re.escape(shown)}$", text, re.MULTILINE
        )
    assert text.strip().split("\n")[-1].endswith(f"{len(made.bank.pairs)}对问题和措施")
    assert said(capsys) == text


def test_the_columns_of_the_list_are_straight(capsys: pytest.CaptureFixture[str]) -> None:
    block = said(capsys, "list").split("\n\n")[0].split("\n")[1:-1]
    starts = {width(match[1]) for line in block if (match := re.match(r"(  \S+ +\S+ +(?:\d+|说法)) ", line))}
    assert len(starts) == 1


def test_one_kind_in_full(made: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "list", "--kind", "train")
    kind = made.bank.kinds["train"]
    assert text.startswith(f"train  {kind.label}：{kind.help}\n")
    for role, field in kind.roles.items():
        assert re.search(rf"^  {role} +{re.escape(field.label)} +{field.type}", text, re.MULTILINE)
    statement = said(capsys, "list", "--kind", "fund.execution")
    assert "取自 fund.budget" in statement


# -- show -------------------------------------------------------------------------------------------------------------
def test_every_form_is_rendered(made: Engine, told: Sequence[CaseMessages], case: Case) -> None:
    forms = [form for many in made.bank.forms.values() for form in many]
    renderings = catalogue.rendered(made.bank, forms, told)
    assert [one.form for one in renderings] == forms
    assert [one.form.name for one in renderings if not one.text] == []
    assert not [one.text for one in renderings if "{{" in one.text or "None" in one.text]
    # Names of samples are called by their labels.
    assert not [one.text for one in renderings if "样本" in one.text and "样本" not in one.form.text]
    real = [one for one in renderings if one.file]
    assert 100 < len(real) < len(forms)


def test_facts_stand_as_in_the_case(
    made: Engine, told: Sequence[CaseMessages], capsys: pytest.CaptureFixture[str]
) -> None:
    for one in catalogue.rendered(made.bank, catalogue.find(made.bank, "fund.execution"), told):
        if one.file:
            assert "106.14万元" in one.text
    text = said(capsys, "show", "fund.execution", "--case", str(CASE))
    assert "106.14万元" in text and "——wenming-city.toml" in text
    assert "没有合适的事实，用样值代替：" in text
    assert text.count("\n  #") == len(made.bank.forms["fund.execution"])


def test_forms_are_shown_on_different_facts(made: Engine, told: Sequence[CaseMessages]) -> None:
    renderings = catalogue.rendered(made.bank, catalogue.find(made.bank, "activity"), told)
    assert len({one.text for one in renderings if one.file}) > 3


@pytest.mark.parametrize("name", ["train", "train.give", "train.give#1", "frame.basis", "point.lead", "title.project"])
def test_show_takes_kinds_constructions_and_forms(capsys: pytest.CaptureFixture[str], name: str) -> None:
    text = said(capsys, "show", name, "--case", str(CASE))
    assert "——wenming-city.toml" in text
    assert re.fullmatch(r"共\d+种说法，\d+种有案件的事实可用", text.strip().split("\n")[-1])


def test_show_takes_a_pair_with_both_its_sides(made: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    name = next(iter(made.bank.pairs))
    text = said(capsys, "show", name)
    for part in ("problem.lead", "problem.detail", "measure.lead", "measure.detail"):
        assert f"{part}.{name}（" in text


# -- coverage ---------------------------------------------------------------------------------------------------------
def test_what_a_draft_uses_is_covered(made: Engine, case: Case) -> None:
    used = survey.used(made, case, SEEDS)
    drafted: set[str] = set()
    for seed in SEEDS:
        for block in compose(made, case, seed).blocks:
            for sentence in getattr(block, "sentences", ()):
                drafted.update(sentence.constructions)
    assert drafted <= used
    assert {name.partition("#")[0] for name in used - drafted} == {"title.project"}
    found = catalogue.coverage(made.bank, used)
    unused = {form.name for forms in found.unused.values() for form in forms}
    assert not unused & used
    assert found.forms == len(unused) + len(used)


def test_coverage_sums_up(made: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "coverage", str(CASE))
    assert text.startswith("没有用到的说法（1个案件，每个20个种子）\n")
    last = text.strip().split("\n")[-1]
    match = re.fullmatch(r"共(\d+)种说法，用到(\d+)种（[\d.]+%），没有用到(\d+)种；(\d+)个种类的说法不到4种", last)
    assert match is not None
    forms, used, unused, thin = map(int, match.groups())
    assert forms == used + unused == sum(map(len, made.bank.forms.values()))
    assert thin == sum(len(made.bank.forms.get(kind, ())) < 4 for kind in made.bank.kinds)
    assert len(re.findall(r"^    \S+#\d+  ", text, re.MULTILINE)) == unused


def test_more_cases_cover_no_less(made: Engine, case: Case) -> None:
    others = [survey.used(made, made.load_case(str(path)), SEEDS) for path in CASES if path != CASE]
    one = catalogue.coverage(made.bank, survey.used(made, case, SEEDS))
    all_ = catalogue.coverage(made.bank, survey.used(made, case, SEEDS).union(*others))
    assert sum(map(len, all_.unused.values())) < sum(map(len, one.unused.values()))


# -- lint -------------------------------------------------------------------------------------------------------------
def test_the_own_bank_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert re.fullmatch(r"没有错误：\d+个文件，\d+个种类，\d+种说法\n", said(capsys, "lint"))


BAD = """\
[[construction]]
name = "local.issue"
kind = "issue"
forms = ["印发{{ wht }}", "{{ what|titeld }}"]
[[construction]]
name = "local.train"
kind = "trian"
forms = ["x"]
"""


def test_every_fault_is_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad, broken = tmp_path / "坏.toml", tmp_path / "断.toml"
    bad.write_text(BAD, encoding="utf-8")
    broken.write_text("[kind\n", encoding="utf-8")
    lines = said(capsys, "lint", str(bad), str(broken), code=1).strip().split("\n")
    assert lines[-1] == "共4处错误"
    for line, place, words in zip(
        sorted(lines[:-1]),
        sorted([f"{bad}:4:", f"{bad}:4:", f"{bad}:7:", f"{broken}:1:"]),
        [
            "没有的角色 wht，是不是 what",
            "没有的过滤器 titeld，是不是 titled",
            "trian 没有定义，是不是 train",
            "右方括号",
        ],
        strict=True,
    ):
        assert line.startswith(place)
        assert words in line


def test_a_sound_addition_passes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = said(capsys, "lint")
    good = tmp_path / "好.toml"
    good.write_text(
        BAD.split('[[construction]]\nname = "local.train"')[0]
        .replace("{{ wht }}", "{{ what|titled }}")
        .replace("titeld", "titled"),
        encoding="utf-8",
    )
    after = said(capsys, "lint", str(good))
    assert [int(one) for one in re.findall(r"\d+", after)][2] == [int(one) for one in re.findall(r"\d+", before)][2] + 2


def test_a_folder_is_a_bank_over_ours(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "phrasebank", tmp_path / "bank")
    assert "没有错误" in said(capsys, "lint", str(tmp_path / "bank"))
    (tmp_path / "bank" / "local.toml").write_text(BAD, encoding="utf-8")
    assert "共3处错误" in said(capsys, "lint", str(tmp_path / "bank"), code=1)


# -- a bank of one's own ----------------------------------------------------------------------------------------------
OWN = """\
[kind.stroll]
label = "散步"
[kind.stroll.roles]
where = { label = "地点", required = true }
[[construction]]
name = "stroll.go"
kind = "stroll"
forms = ["到{{ where }}散步", "散步走过{{ where }}"]
[[construction]]
name = "unit.responsible"
kind = "project.unit"
forms = ["{{ unit }}承办本项目"]
"""
PATCH = '[[construction]]\nname = "stroll.go"\nkind = "stroll"\nforms = ["在{{ where }}走一走"]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "本单位.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_each_command_takes_a_bank_of_ones_own(
    capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path, made: Engine
) -> None:
    patch = tmp_path / "补充.toml"
    patch.write_text(PATCH, encoding="utf-8")
    assert "没有" in refused(capsys, "show", "stroll")
    assert re.search(r"^  stroll +散步 +2 +where\* 地点$", said(capsys, "list", "--phrases", str(own)), re.MULTILINE)
    assert said(capsys, "list", "--kind", "stroll", "--phrases", str(own)).startswith("stroll  散步\n")
    shown = said(capsys, "show", "stroll.go", "--phrases", str(own), "--phrases", str(patch))
    assert "在地点走一走" in shown and "散步走过" not in shown and str(patch) in shown
    text = said(capsys, "coverage", str(CASE), "--phrases", str(own))
    assert "stroll.go#1" in text and "unit.responsible#1" not in text
    assert "没有错误" in said(capsys, "lint", str(patch), "--phrases", str(own))
    assert "stroll 没有定义" in said(capsys, "lint", str(patch), code=1)


def test_the_users_folder_is_seen(
    capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config" / "phrasebank"
    folder.mkdir(parents=True)
    own.rename(folder / "own.toml")
    taken = folder / "taken.toml"
    taken.write_text('[[construction]]\nname = "issue.subject"\nremove = true\n', encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))
    assert "stroll  散步" in said(capsys, "list", "--kind", "stroll")
    assert "到地点散步" in said(capsys, "show", "stroll")
    assert "issue.subject" in refused(capsys, "show", "issue.subject")
    assert "stroll.go#0" in said(capsys, "coverage", str(CASE))
    patch = tmp_path / "补充.toml"
    patch.write_text(PATCH, encoding="utf-8")
    sound = said(capsys, "lint")
    # What lies in the folder is not laid over itself when it is named.
    assert said(capsys, "lint", str(folder)) == said(capsys, "lint", str(taken)) == sound
    assert "没有错误" in said(capsys, "lint", str(patch))
    taken.write_text('[[construction]]\nname = "x"\n', encoding="utf-8")
    assert said(capsys, "lint", code=1).startswith(f"{taken}:")


def test_the_bank_that_a_case_names_is_seen(capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
    case = tmp_path / "案件.toml"
    event = '\n[[highlights]]\nkind = "stroll"\nwhere = "河边"\n'
    text = CASE.read_text(encoding="utf-8").replace("\nyear = ", f'\nphrasebank = "{own.name}"\nyear = ', 1)
    case.write_text(text + event, encoding="utf-8")
    assert "到河边散步  ——案件.toml" in said(capsys, "show", "stroll", "--case", str(case))
    assert "stroll.go#0" not in said(capsys, "coverage", str(case))


def test_lint_checks_what_reports_are_made_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "坏.toml"
    bad.write_text('[kind.why.roles]\nreason = { label = "原因", fact = "fund.raeson" }\n', encoding="utf-8")
    lines = said(capsys, "lint", str(bad), code=1).split("\n")
    assert lines[0].startswith(f"{bad}:2:33: 没有 fund.raeson 这个字段（角色 reason 的 fact），是不是 fund.reason")


# -- what cannot be done ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--kind", "trian"), '没有 "trian" 这个种类，是不是 train'),
        (("show", "train.giv"), '没有 "train.giv" 这个句式或种类，是不是 train.give'),
        (("show",), "缺少名字"),
        (("show", "train", "--case", "没有.toml"), "没有.toml: 找不到这个文件"),
        (("coverage", "没有.toml"), "没有.toml: 找不到这个文件"),
        (("lint", "没有.toml"), "没有.toml: 找不到这个文件"),
        (("list", "--phrases", "没有.toml"), "没有.toml: 找不到这个文件"),
        (("lint", "--phrases", "没有.toml"), "没有.toml: 找不到这个文件"),
        (("lsit",), "不能是 lsit"),
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(capsys, *arguments)


@pytest.mark.parametrize("command", ["list", "show", "lint", "coverage"])
def test_help_is_chinese_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["phrases", command, "--help"])
    text = capsys.readouterr().out
    assert text.startswith(f"用法：drafter phrases {command}")
    assert f"例：\n  drafter phrases {command}" in text
    assert "usage" not in text

"""What is said to a user, in Chinese and in English. What holds:

- every template has both languages, with the same members, and none has Chinese in its English but what it quotes;
- every template that the code names is there, and every one that is there is named; each error has one;
- every message of a table of words has its English, and so has every word that an error is given;
- a finding is a template with its members; members that are wordings themselves can be exchanged;
- nobody looks for anything in a finished message.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from conftest import ROOT

from drafter import api
from drafter.checking.registry import rules
from drafter.checking.run import check_text
from drafter.language.tables import table
from drafter.messages import catalogue
from drafter.wording import NOTHING, Wording, at, changed, own, row, template, templates, terms, word
from drafter.writing.findings import rule_text, rules_text

#: The tables of words whose rows are messages, by the module of the rule.
_ROWS = {
    "headings": ("marks",),
    "residue": ("anywhere", "cells", "certain", "doubtful", "folded"),
    "units": ("bare", "doubled", "money", "unlike"),
    "width": ("clusters", "dots", "half"),
    "words": ("better", "typos", "wrong"),
}
#: What English quotes: it is what is to be written, or deleted.
_QUOTED = re.compile(
    r"\d+月(?:\d+日)?|“[^”]*”|\"[^\"]*\"|《[^》]*》|[优良中差万亿元倍约余多、〔〕（）《》〈〉—～]|以上|\d+日|\d{4}年"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Names that have the shape of a template's and are settings, or a part of a document of Word.
_OTHERS = frozenset(("reasons.execution", "reasons.over", "settings.xml"))


def _homes() -> list[str]:
    return [path.stem for path in sorted((ROOT / "rules").glob("**/*.toml")) if "[says" in path.read_text("utf-8")]


def _said() -> list[str]:
    return [f"{home}.{key}" for home in _homes() for key in templates(home)]


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _english(text: str) -> bool:
    return not _CHINESE.search(_QUOTED.sub("", text))


def test_both_languages_have_the_same_members() -> None:
    assert len(_said()) > 600
    for name in _said():
        chinese, english = template(name, "zh"), template(name, "en")
        assert (chinese and english) or name == NOTHING.template
        assert _fields(chinese) == _fields(english), name
        assert "" not in _fields(chinese), name
        assert _english(english), english


def test_a_home_is_one_file() -> None:
    assert len(set(_homes())) == len(_homes())


@pytest.mark.parametrize("module", _ROWS)
def test_every_row_of_words_has_its_english(module: str) -> None:
    said = {message for name in _ROWS[module] for message in table(f"text/{module}")["words"][name].values()}
    assert said and said <= set(templates(module))
    assert {key for key in templates(module) if _CHINESE.search(key)} == said
    assert row(module, min(said), "某").template == f"{module}.{min(said)}"
    assert row(module, "自己的“{}”", "某") == own("自己的“某”")


def test_words_of_the_program_are_english() -> None:
    assert all(_CHINESE.search(chinese) and _english(english) for chinese, english in terms().items())


# -- what the code names ----------------------------------------------------------------------------------------------
@cache
def _nodes() -> tuple[ast.AST, ...]:
    files = sorted((ROOT / "drafter").glob("**/*.py"))
    return tuple([node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))])


@cache
def _classes() -> dict[str, ast.ClassDef]:
    """The classes of errors, by name."""
    found: dict[str, ast.ClassDef] = {}
    known = {"DrafterError"}
    every = [node for node in _nodes() if isinstance(node, ast.ClassDef)]
    while more := [
        one for one in every if one.name not in found and known & {getattr(base, "id", "") for base in one.bases}
    ]:
        found |= {one.name: one for one in more}
        known |= set(found)
    return found


def test_every_template_is_named_and_there() -> None:
    shaped = {
        node.value
        for node in _nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z_]+\.[A-Za-z_-]+", node.value)
    }
    # The names of these are put together: a table of marks, an error with its kind, a setting with its kind.
    made = ("scoretable.", "errors.", "settings.")
    known = {name for name in _said() if not _CHINESE.search(name)}
    assert [name for name in known - shaped if not name.startswith(made)] == []
    homes = {name.partition(".")[0] for name in known}
    paths = {f"score.{one}" for one in ("execution", "indicators", "other", "total")}
    assert {name for name in shaped if name.partition(".")[0] in homes} - known - _OTHERS - set(
        api.engine().schema.fields
    ) - paths == set()


def test_every_error_has_its_template() -> None:
    classes = _classes()
    assert len(classes) > 80
    kinds = {key.partition("-")[0] for key in templates("errors")} - {"top"}
    assert kinds <= set(classes)
    # These are made of others, or say what the one says that they are a case of.
    bare = {
        name for name in set(classes) - kinds if not kinds & {getattr(base, "id", "") for base in classes[name].bases}
    }
    assert bare <= {"AtFile", "CaseError", "DataFault", "BadBank"}


def test_what_an_error_is_given_has_its_english() -> None:
    """Words that stand where an error is raised; those about the program's own data are for who wrote them."""
    asked = set(_classes()) - {"DataFault", "BadDuty", "BadLayout"}
    english = {**terms(), **catalogue("en")}
    left = []
    for node in _nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in asked:
            given = [*node.args, *(one.value for one in node.keywords)]
            texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            left += [text for text in texts if _CHINESE.search(text) and text not in english]
            left += [
                ast.unparse(one)
                for one in given
                if isinstance(one, ast.JoinedStr) and _CHINESE.search(ast.unparse(one))
            ]
    assert left == []


# -- findings and wordings --------------------------------------------------------------------------------------------
def test_a_finding_has_members() -> None:
    (found,) = [one for one in check_text("预算116万元，支出106.14万元，执行率99.99%。") if one.code == "rate"]
    assert found.said.template == "rate.quotient"
    assert found.members == {"budget": "116万元", "spent": "106.14万元", "claimed": "99.99%", "computed": "91.50%"}
    assert found.message == "106.14万元÷116万元是91.50%，请核对执行率和两个金额"
    assert found.said.within("en") == "106.14万元 ÷ 116万元 is 91.50%: check the execution rate and both amounts"
    with pytest.raises(TypeError):
        found.members["budget"] = "1"  # type: ignore[index]


def test_members_are_translated_where_they_are_the_programs_own() -> None:
    said = word(
        "growth.opposite", pair=word("growth.pair", before="1万元", now="2万元"), claimed="减少", computed="增加"
    )
    assert said.within("zh") == "由1万元到2万元是增加，与所写的“减少”相反"
    assert said.within("en") == "From 1万元 to 2万元 is an increase, the opposite of “减少”"


def test_a_list_is_joined_in_its_language() -> None:
    said = word("shared.lines", lines=(1, 2, 3), unit="行")
    assert (said.within("zh"), said.within("en")) == ("第1、2、3行", "lines 1, 2, 3")


def test_wordings_within_can_be_exchanged() -> None:
    def bare(part: Wording) -> Wording:
        return NOTHING if part == at("a.b") else part

    said = word("due.fact", label="单位全称", at=at("a.b"))
    assert str(said) == "缺少单位全称（a.b），请补上"
    assert str(changed(said, bare)) == "缺少单位全称，请补上"
    assert changed(said, lambda part: part) == said


def test_a_text_of_somebodys_own_may_hold_braces() -> None:
    assert str(own("自己的{话}")) == "自己的{话}"
    assert str(word("residue.模板的变量“{}”还没有换成内容", said="{{name}}")) == "模板的变量“{{name}}”还没有换成内容"


def test_nobody_looks_into_a_finished_message() -> None:
    """A message is the last step: no pattern, no `in`, no startswith over what `message` gives."""

    def finished(node: ast.AST) -> bool:
        if isinstance(node, ast.Call):
            node = node.func
        return isinstance(node, ast.Attribute) and node.attr == "message"

    found = []
    for node in _nodes():
        if isinstance(node, ast.Compare) and any(isinstance(one, (ast.In, ast.NotIn)) for one in node.ops):
            found += [ast.unparse(node) for one in (node.left, *node.comparators) if finished(one)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = {"search", "match", "fullmatch", "finditer", "findall", "sub", "replace", "startswith"}
            if node.func.attr in asked and any(finished(one) for one in (node.func.value, *node.args)):
                found.append(ast.unparse(node))
    assert found == []


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "缺少单位全称"), ("en", "Full name of the unit (unit.name) is missing")]
)
def test_the_command_speaks_the_language(tmp_path: Path, language: str, said: str) -> None:
    case = tmp_path / "case.toml"
    case.write_text('genre = "project-self-evaluation"\nyear = 2024\n', encoding="utf-8")
    start = f"import os; os.environ['DRAFTER_LANG'] = {language!r}; from drafter.cli import main"
    script = f"{start}; main(['check', {str(case)!r}])"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, encoding="utf-8"
    )
    assert said in done.stdout


def test_every_rule_is_explained_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    known = rules()
    assert len(known) > 100
    for rule in known.values():
        assert _english(rule.en["title"]) and not rule.en["title"].endswith("."), rule.code
        assert rule.en["explain"].endswith("."), rule.code
        # The settings, the lists and the standards that it names are the same in both.
        for mark in (r"\[words[\w.]*\]", r"GB/T [\d—]+|〔\d{4}〕\d+号"):
            assert set(re.findall(mark, rule.explain)) == set(re.findall(mark, rule.en["explain"])), rule.code
        assert all(name in rule.en["explain"] for name in re.findall(r"[（(]([a-z]+)[，,）)]", rule.explain)), rule.code
    assert set(table("found")["families"]) == {rule.family for rule in known.values()}
    monkeypatch.setattr("drafter.checking.registry.language", lambda: "en")
    monkeypatch.setattr("drafter.wording.language", lambda: "en")
    shown = rule_text(known["reason-missing"], {"threshold": 60})
    assert "Reasons · warning" in shown and "threshold = 60" in shown
    assert not _CHINESE.search(shown.partition("Wrong:")[0])
    listed = rules_text(known.values())
    assert f"{len(known)} rules" in listed and all(rule.en["title"] in listed for rule in known.values())
    assert _english(listed)

"""Banks that must do no harm (drafter/phrasing/limits.py, form.py, shapes.py, macros.py, trial.py). What holds:

- whatever a form, a condition, a role or a table of a bank is made of, `drafter phrases lint` says it in lines of
  Chinese with the file and the line, and ends with 1; nothing is printed of Python's;
- a form is measured before it is parsed, so that neither length nor depth costs more than its own reading;
- what is said of one fault is a line that can be read, however long the thing is that is wrong;
- a bank of many faults is told with the first hundred;
- the program's own bank is far inside of every bound.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from drafter.cli import main
from drafter.composing.engine import load_engine
from drafter.errors import BadBank
from drafter.language.quoted import unquoted
from drafter.phrasing import limits
from drafter.phrasing.form import parse
from drafter.phrasing.loader import Loader
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.shapes import near, role_name

KIND = """\
[kind.zz]
label = "甲"
[kind.zz.roles.topic]
label = "主题"
required = true
[kind.zz.roles.many]
label = "各项"
type = "names"
[kind.zz.roles.num]
label = "数"
type = "figure"
[kind.zz.roles.fl]
label = "是否"
type = "flag"
"""


def construction(form: str, when: str = "", kind: str = "zz") -> str:
    condition = f"when = '''{when}'''\n" if when else ""
    return f"[[construction]]\nname = \"zz\"\nkind = \"{kind}\"\n{condition}forms = ['''{form}''']\n"


#: A bank, the line at which something is wrong with it (0: any), and a word of what is said.
FAULTS: dict[str, tuple[str, int, str]] = {
    # brackets: round, square, curly, and calls in calls
    "round brackets": (KIND + construction("{{ " + "(" * 300 + "topic" + ")" * 300 + " }}"), 18, "套得太深"),
    "square brackets": (KIND + construction("{{ " + "[" * 300 + "]" * 300 + " }}"), 18, "套得太深"),
    "curly brackets": (KIND + construction("{{ " + "{" * 300 + "}" * 300 + " }}"), 18, "套得太深"),
    "brackets in a condition": (KIND + construction("{{ topic }}", "(" * 99 + "topic" + ")" * 99), 19, "套得太深"),
    # ifs within ifs, loops within loops, blocks within blocks
    "ifs": (KIND + construction("{% if topic %}" * 30 + "a" + "{% endif %}" * 30), 18, "套得太深"),
    "loops": (KIND + construction("{% for x in many %}" * 30 + "{% endfor %}" * 30), 18, "套得太深"),
    "filter blocks": (KIND + construction("{% filter quoted %}" * 30 + "{% endfilter %}" * 30), 18, "套得太深"),
    "nine ifs": (KIND + construction("{% if topic %}" * 9 + "{{ topic }}" + "{% endif %}" * 9), 18, "套得太深"),
    # chains: and, or, not, minus, one condition in the other
    "and": (KIND + construction("{{ topic }}", " and ".join(["topic"] * 100)), 19, "太繁"),
    "or": (KIND + construction("{{ topic }}", " or ".join(["topic"] * 100)), 19, "太繁"),
    "not": (KIND + construction("{{ topic }}", "not " * 200 + "topic"), 19, "太繁"),
    "minus": (KIND + construction("{{ topic }}", "-" * 200 + "num"), 19, "太繁"),
    "if in if": (KIND + construction("{{ " + "topic if num else " * 90 + "topic }}"), 18, "太繁"),
    "too long": (KIND + construction("{{ topic }}", " and ".join(["topic"] * 4000)), 19, "太长"),
    # chains without a bracket: filters, attributes, indexes
    "filters": (KIND + construction("{{ topic" + "|quoted" * 200 + " }}"), 18, "套得太深"),
    "attributes": (KIND + construction("{{ topic" + ".a" * 400 + " }}"), 18, "套得太深"),
    "indexes": (KIND + construction("{{ topic" + "[0]" * 400 + " }}"), 18, "套得太深"),
    # a brace at the end, open marks
    "a brace at the end": (KIND + construction("a{{ topic }}b{"), 18, "末尾多了一个 {"),
    "a brace and blanks": (KIND + construction("a{{ topic }}b{   "), 18, "末尾多了一个 {"),
    "a brace too many": (KIND + construction("a{{ topic }}b}}"), 18, "多了一个花括号"),
    "a brace before": (KIND + construction("}{{ topic }}%}"), 18, "多了一个花括号"),
    "a brace among words": (KIND + construction("a{ {{ topic }} }b"), 18, "多了一个花括号"),
    "an open comment": (KIND + construction("{{ topic }}{# "), 18, "注释 {# 没有用 #} 结束"),
    "an open raw": (KIND + construction("{% raw %}{{ topic }}"), 18, "没有用 {% endraw %} 结束"),
    "out of its macro": (KIND + construction("{{ topic }}{% endmacro %}{% macro x() %}"), 18, "endmacro"),
    "many openings": (KIND + construction("{{" * 900), 18, "套得太深"),
    # words that the language keeps
    "caller": (KIND.replace("topic", "caller") + construction("{{ caller }}"), 3, "caller 是说法里有专门用处的词"),
    "varargs": (KIND.replace("topic", "varargs") + construction("{{ varargs }}"), 3, "varargs 是说法里有专门用处的词"),
    "not as a role": (KIND.replace("topic", "not") + construction("甲"), 3, "not 是说法里有专门用处的词"),
    "no name": (KIND.replace("roles.topic", 'roles."a-b"') + construction("甲"), 3, "角色名 a-b 只能用"),
    # numbers
    "1e400": (KIND + construction("{{ topic }}", "num == 1e400"), 19, "太大或太小"),
    "many digits": (KIND + construction("{{ topic }}", "num == " + "9" * 1900), 19, "太大或太小"),
    "hexadecimal": (KIND + construction("{{ topic }}", "num == 0x" + "f" * 1900), 19, "太大或太小"),
    "a power": (KIND + construction("{{ topic }}", "num == 9**9**9**9"), 19, "加减乘除"),
    "nan": (KIND + construction("{{ topic }}", "num < nan"), 19, "没有的角色 nan"),
    # conditions that cannot be worked out, or are two
    "a filter on the wrong role": (KIND + construction("{{ topic }}", "many|names"), 19, "条件算不出来"),
    "a filter without its words": (KIND + construction("{{ topic|nil }}"), 18, "渲染不出来"),
    "a number in words": (KIND + construction("{{ topic }}{{ num|cn }}"), 18, "渲染不出来"),
    "two expressions": (KIND + construction("{{ topic }}", "topic }}{{ num"), 19, "条件写法有误"),
    "out of its brackets": (KIND + construction("{{ topic }}", "topic) or (num"), 19, "位置不对"),
    "a block in a condition": (
        KIND + construction("{{ topic }}", "topic }}{% if num %}x{% endif %}{{ topic"),
        19,
        "条件",
    ),
    # what is no text
    "a list for a label": (KIND.replace('"甲"', '["甲"]') + construction("{{ topic }}"), 2, "label 应当是"),
    "a word for true": (
        KIND.replace("true", '"yes"') + construction("{{ topic }}"),
        5,
        "应当是 true 或 false",
    ),
    "a list for a type": (KIND.replace('"names"', '["names"]') + construction("{{ topic }}"), 8, "type 应当是"),
    "a number for forms": (KIND + '[[construction]]\nname = "q"\nkind = "zz"\nforms = 3\n', 15, "没有 forms"),
    "a table of forms": (KIND + '[[construction]]\nname = "q"\nkind = "zz"\nforms = {a = 1}\n', 15, "没有 forms"),
    "numbers among forms": (KIND + '[[construction]]\nname = "q"\nkind = "zz"\nforms = [1]\n', 18, "应当是文字"),
    "a number for when": (KIND + construction("{{ topic }}").replace("forms", "when = 5\nforms"), 18, "when 应当是"),
    "a theme": ("theme = [1]\n" + KIND + construction("{{ topic }}"), 1, "theme 应当是"),
    "decimals": (
        KIND + '[kind.zz.derive]\nnum = {rule = "rate", of = ["num"], decimals = 99999999}\n',
        16,
        "0到6的整数",
    ),
    "a derivation": (KIND + "[kind.zz.derive]\nnum = 5\n", 16, "应当是一个表"),
    "words for a pair": ('[[pair]]\nname = "p"\nlabel = "x"\nwhen = 5\nproblem = 3\nmeasure = 4\n', 0, "写法不对"),
    "a condition of a pair": (
        '[[pair]]\nname = "p"\nlabel = "x"\nwhen = "1e400 > rate"\n'
        '[pair.roles]\nrate = {label = "率", type = "figure"}\n[pair.problem]\nlead = ["甲"]\ndetail = ["甲"]\n'
        '[pair.measure]\nlead = ["乙"]\ndetail = ["乙"]\n',
        4,
        "太大或太小",
    ),
    # what nobody sees, and no document can hold
    "a control character": (KIND + construction("@").replace("'''@'''", '"a\\u0000{{ topic }}"'), 18, "U+0000"),
    "in a constant": (KIND + construction('{{ topic|suffix("\\x07") }}'), 18, "U+0007"),
    "half a character": (KIND + construction('{{ topic|suffix("\\ud800") }}'), 18, "U+D800"),
    "in a name": (KIND.replace("[kind.zz", '[kind."z\\u0000z"'), 1, "U+0000"),
    # quotation marks, never closed
    "quotation marks": (KIND + construction("“" * 400_000 + "。{{ topic }}"), 18, "太长"),
    "title marks": (KIND + construction("《" * 1500 + "。{{ topic }}"), 18, "一种说法只说一句"),
    "brackets without end": (KIND + construction("（‘" * 700 + "。{{ topic }}"), 18, "一种说法只说一句"),
    # many of them
    "forms of one construction": (
        KIND + construction("{{ topic }}").replace("forms = [", "forms = [" + "'''{{ topic }}'''," * 300),
        18,
        "说法太多",
    ),
    "conditions that never hold": (
        KIND
        + "".join(construction("{{ topic }}", "num and not num").replace('"zz"', f'"z{i}"', 1) for i in range(130)),
        19,
        "永远用不上",
    ),
    "kinds that are not there": (
        "".join(f'[[construction]]\nname = "q{i}"\nkind = "k{i}"\nforms = ["x"]\n' for i in range(400)),
        3,
        "没有定义",
    ),
    "long names": (f'[kind.{"a" * 40_000}]\nlabel = "x"\n' + construction("x", "", "a" * 40_001), 5, "没有定义"),
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_line_with_its_place(name: str) -> None:
    text, line, words = FAULTS[name]
    with pytest.raises(BadBank) as caught:
        Loader().load([("own.toml", text)])
    said = str(caught.value).split("\n")
    assert 0 < len(said) <= 100
    for one in said:
        assert one.startswith("own.toml:"), one
        assert len(one) < 900, one
        assert re.search(r"[\u4e00-\u9fff]", one), one
        assert "Error" not in one and "Traceback" not in one
    assert words in said[0], said[0]
    assert not line or said[0].startswith(f"own.toml:{line}:"), said[0]


@pytest.mark.parametrize("name", ["ifs", "caller", "1e400", "a filter on the wrong role"])
def test_lint_says_it(own_cache: None, capfd: pytest.CaptureFixture[str], name: str) -> None:
    Path("own.toml").write_text(FAULTS[name][0], encoding="utf-8")
    assert main(["phrases", "lint", "own.toml"]) == 1
    said = capfd.readouterr()
    assert said.err == ""
    assert said.out.startswith("own.toml:")
    assert FAULTS[name][2] in said.out
    assert said.out.endswith("共1处错误\n")


@pytest.mark.skipif(not (SHARED / "acceptance" / "doors").is_dir(), reason="the inputs to measure with are elsewhere")
@pytest.mark.parametrize(
    "name", ["paren", "ifs", "andchain", "brace", "rolecaller", "when_names", "bigexpint", "../quotes_bank"]
)
def test_banks_to_measure_with(own_cache: None, capfd: pytest.CaptureFixture[str], name: str) -> None:
    doors = SHARED / "acceptance" / "doors"
    file = doors / f"bank_{name}.toml" if "/" not in name else doors / f"{name[3:]}.toml"
    assert main(["phrases", "lint", str(file)]) == 1
    assert re.match(rf"{re.escape(str(file))}:\d+:", capfd.readouterr().out)


@pytest.mark.parametrize(
    "form",
    [
        "{% if topic %}" * 8 + "{{ topic }}" + "{% endif %}" * 8,
        "{{ ((((((((topic)))))))) }}",
        "{{ topic }}" + "甲" * 1900,
        "{% raw %}{{%{% endraw %}{{ topic }}",
        "{{ topic }}{# note #}",
    ],
)
def test_what_is_within_the_bounds_is_read(form: str) -> None:
    parsed, faults = parse(Sandbox(), form, "zz", ["topic"])
    assert faults == []
    assert parsed.used == ["topic"]


def test_our_own_bank_is_far_inside(own_cache: None) -> None:
    sandbox, longest = Sandbox(), 0
    for forms in load_engine().bank.forms.values():
        for form in forms:
            longest = max(longest, len(form.text))
            assert limits.too_much(sandbox, form.text, limits.FORM // 2) is None
    assert 100 < longest < limits.FORM // 2


@given(st.text(alphabet="ab(){}[]%#|,.'\"=-~! 012andortpic“”《》\n", max_size=120))
def test_any_form_is_read_or_refused(text: str) -> None:
    parsed, faults = parse(Sandbox(), text, "zz", ["topic", "num"])
    assert all(isinstance(one, str) and one for one in faults)
    assert set(parsed.used) <= {"topic", "num"}


def reference(text: str) -> str:
    """The same as unquoted, by a pattern that takes the square of the time."""
    return re.sub(r"“[^”]*”|‘[^’]*’|《[^》]*》|（[^）]*）", "", text)


@given(st.text(alphabet="甲“”‘’《》（）", max_size=40))
def test_unquoted_is_what_it_was(text: str) -> None:
    assert unquoted(text) == reference(text)


@pytest.mark.parametrize("marks", ["“", "《", "（‘", "“《（‘", "”“", "“”" * 2 + "《"])
def test_unquoted_takes_long_texts(marks: str) -> None:
    text = marks * 300_000
    assert len(unquoted(text)) <= len(text)


@pytest.mark.parametrize(
    ("name", "good"), [("topic", True), ("主题", True), ("a1", True), ("self", False), ("1a", False), ("a b", False)]
)
def test_names_of_roles(name: str, good: bool) -> None:
    assert (role_name(name) == "") is good


def test_a_long_word_is_near_nothing() -> None:
    assert near("topcs", ["topic", "many"]) == "，是不是 topic"
    assert near("a" * 50_000, ["a" * 49_999]) == ""

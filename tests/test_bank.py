"""The phrase bank: what is wrong with it is said at load, together, each fault with file and line.

Invariants:
- the program's own bank loads, and each of its forms renders and states all it is given (the loader tries it);
- a bank with faults is refused whole, each fault named once with its file and line;
- nothing in a bank or template reaches Python, loops, or concatenates strings;
- the registry of filters, the sandbox and the template words are the same lists everywhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from drafter.drafting.bundle import TEMPLATE_WORDS, make_bundle
from drafter.drafting.engine import Engine, data_files
from drafter.drafting.outline import Outline
from drafter.drafting.plan import Plan
from drafter.errors import BadBank
from drafter.phrasing.filters import FILTERS
from drafter.phrasing.loader import Loader
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.session import Session

KIND = """
[kind.train]
label = "培训"
[kind.train.roles]
what = { label = "内容", required = true }
count = { label = "次数", type = "figure" }
"""


def faults(text: str) -> list[str]:
    """The faults of a one-file bank, each as one line."""
    with pytest.raises(BadBank) as caught:
        Loader().load([("bank.toml", text)])
    return str(caught.value).split("\n")


def form(text: str, **more: str) -> str:
    entry = ", ".join([f"text = '{text}'", *(f"{key} = '{value}'" for key, value in more.items())])
    return KIND + f'[[construction]]\nname = "train.a"\nkind = "train"\nforms = [\n  {{ {entry} }},\n]\n'


def test_a_sound_bank_loads() -> None:
    bundle = Loader().load([("bank.toml", form("开展{{ what }}培训{% if count %}{{ count }}{% endif %}"))])
    assert [entry[0] for entry in bundle["forms"]["train"]] == ["train.a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (form("开展{{ whta }}"), "没有的角色 whta，是不是 what"),
        (form("开展{{ what|titeld }}"), "没有的过滤器 titeld，是不是 titled"),
        (form("开展{{ what|upper }}"), "没有的过滤器 upper"),
        (form("开展{{ what"), "写法有误"),
        (form("开展{% if what %}"), "写法有误"),
        (form("开展培训{{ count }}"), "永远用不上：没有说到必填的角色 what"),
        (form("开展{{ what }}", when="count > 3 and count < 2"), "永远用不上：条件不可能成立"),
        (form("开展{{ what }}{{ count }}", when="not count"), "永远用不上：条件不可能成立"),
        (form("开展{{ what }}{% if count %}{% if count > 3 %}{{ count }}{% endif %}{% endif %}"), "会漏掉角色 count"),
        (form("{% for w in what %}{{ w }}{% endfor %}"), "不能用循环"),
        (form("{{ what.__class__ }}"), "不能用属性"),
        (form("{{ what ~ count }}"), "不能用~ 拼接"),
        (form("{{ what() }}"), "不能用函数调用"),
        (form("{% set x = what %}{{ what }}"), "不能用赋值"),
        (form("{{ what }}", own="yes"), "own 应当是"),
        (form("{{ what }}", colour="red"), "没有 colour 这一项"),
        (form("   "), "是空的"),
        (form("{{ what }}").replace('kind = "train"', 'kind = "trian"'), "种类 trian 没有定义，是不是 train"),
        (KIND + KIND.replace("培训", "又一个"), "同一个表写了两次"),
        (KIND.replace('type = "figure"', 'type = "figur"'), "类型 figur 不认识，是不是 figure"),
        ("[[constructoin]]\n", "没有 constructoin 这种表"),
        ("theme = \n", "值写法不对"),
    ],
)
def test_each_fault_is_named(text: str, words: str) -> None:
    found = faults(text)
    assert len(found) == 1, found
    assert words in found[0]
    assert found[0].startswith("bank.toml:")


def test_faults_carry_their_own_lines_and_come_together() -> None:
    text = form("开展{{ whta }}") + '[[construction]]\nname = "train.a"\nkind = "train"\nforms = ["{{ what }}"]\n'
    lines = text.split("\n")
    found = faults(text)
    first = next(i for i, line in enumerate(lines, 1) if "whta" in line)
    second = len(lines) - 3
    assert [line.split(":")[1] for line in found] == [str(first), str(second)]
    assert "重名" in found[1]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("{{ paragrahp() }}", "模板里没有 paragrahp 这个词"),
        ("{{ heading(1, 'x') }}写在这里", "不能直接写字：写在这里"),
        ("{{ ''.__class__ }}", "不能取 __class__"),
        ("{% import 'x' as y %}", "不能用 Import"),
        ("{% macro m() %}{% endmacro %}", "不能用 Macro"),
        ("{{ heading(1, 'x'|upper) }}", "没有的过滤器 upper"),
        ("{{ heading(1, }}", "模板写法有误"),
    ],
)
def test_faults_of_a_template(script: str, words: str) -> None:
    roots = {name: ROOT / name for name in ("phrasebank", "templates")}
    files = [(name, data.decode()) for name, data in data_files(roots)]
    spoilt = [(n, f"\n{script}\n" if n == "templates/project-self-evaluation/report.j2" else t) for n, t in files]
    with pytest.raises(BadBank) as caught:
        make_bundle(spoilt)
    assert words in str(caught.value)
    assert "report.j2:2" in str(caught.value)


def test_one_registry(made: Engine) -> None:
    assert Sandbox().filters.keys() == FILTERS.keys()
    assert Sandbox().globals == {}
    case = made.read_case('genre = "project-self-evaluation"\nyear = 2024\n')
    outline = Outline(Plan(case, made.genres[case.genre], made.bank), Session(made.bank, 0, None, None, None))
    assert outline.functions().keys() == TEMPLATE_WORDS


def test_every_event_kind_has_four_forms(made: Engine) -> None:
    thin = {kind: len(made.bank.forms.get(kind, ())) for kind in made.bank.event_kinds()}
    assert {kind: count for kind, count in thin.items() if count < 4} == {}


def test_bank_cache_is_safe_to_lose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.drafting.engine import load_engine

    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path))
    first = load_engine()
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:40])
    second = load_engine()
    assert first.bank.forms.keys() == second.bank.forms.keys()
    kept.write_bytes(b"")
    assert load_engine().schema.genres == first.schema.genres

"""What a change of a phrase bank costs, and how its forms are written (drafter/phrasing/piece.py, fragments.py). Holds:

- a bank whose files have not changed compiles nothing; one changed file compiles its own forms and no others;
- what other files give a form (the roles of its kind, a fragment, words) counts as its own;
- a kept piece makes the same bank as a new one; one that is damaged is made again;
- a file with a fault leaves the pieces of the others kept, none of its own;
- a fragment stands for its text, words for themselves, as if they had been written out; what leads nowhere is named;
- no form, fragment or condition of ours has more than 120 characters; each fragment and list of words is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli

from drafter.composing.engine import Engine, load_engine
from drafter.errors import BadBank
from drafter.phrasing.fragments import Fragments
from drafter.phrasing.loader import Loader
from drafter.phrasing.sandbox import Sandbox

ROOT = Path(__file__).parents[1]

TRAIN = """
[kind.train]
label = "培训"
[kind.train.roles]
what = { label = "内容", required = true }
count = { label = "次数", type = "figure" }

[[construction]]
name = "train.a"
kind = "train"
forms = ["开展{{ what }}培训{@次数}"]
"""
MEET = """
[kind.meet]
label = "会议"
[kind.meet.roles]
what = { label = "名称", required = true }

[[construction]]
name = "meet.a"
kind = "meet"
forms = ["召开{{ what }}", { text = "{{ what }}召开", when = "what|ends(@会议)" }]
"""
SHARED = """
[fragment]
"次数" = "{% if count %}{{ count }}{% endif %}"

[words]
"会议" = ["会", "会议"]

[[construction]]
name = "train.b"
kind = "train"
forms = ["举办{{ what }}培训{@次数}"]

[[pair]]
name = "x.y"
label = "甲"
when = "rate < 60"
[pair.roles]
rate = { label = "执行率", type = "figure" }
[pair.problem]
lead = ["甲有问题"]
detail = ["甲的问题在于没有做"]
[pair.measure]
lead = ["改进甲"]
detail = ["今后把甲做好"]
"""
#: What is compiled of the file that is shared: its pair with the condition (""), its form of training.
OF_SHARED = ["", "measure.detail.x.y", "measure.lead.x.y", "problem.detail.x.y", "problem.lead.x.y", "train"]


class Bank:
    """A bank of three files in a folder, and which kinds were compiled to load it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.compiled = root / "phrasebank", list[str]()
        self.root.mkdir()
        (root / "templates").mkdir()
        for name, text in (("train", TRAIN), ("meet", MEET), ("shared", SHARED)):
            self.write(name, text)
        monkeypatch.setattr(Sandbox, "compile", _noting(Sandbox.compile, self.compiled))
        monkeypatch.setenv("DRAFTER_CACHE", str(root / "cache"))

    def write(self, name: str, text: str) -> None:
        (self.root / f"{name}.toml").write_text(text, "utf-8")

    def load(self) -> tuple[Engine, list[str]]:
        self.compiled.clear()
        return load_engine(self.root, self.root.parent / "templates"), sorted(self.compiled)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bank:
    return Bank(tmp_path, monkeypatch)


def texts(engine: Engine) -> dict[str, list[str]]:
    return {kind: [form.text for form in forms] for kind, forms in engine.bank.forms.items()}


def test_what_has_not_changed_is_not_compiled(bank: Bank) -> None:
    first, compiled = bank.load()
    # Each file its own kinds: `train` is said in two of them.
    assert compiled == sorted([*OF_SHARED, "meet", "train"])
    again, compiled = bank.load()
    assert compiled == [] and texts(again) == texts(first)


@pytest.mark.parametrize(
    ("name", "old", "new", "compiled"),
    [
        ("meet", "召开{{ what }}", "组织{{ what }}", ["meet"]),
        ("meet", "[kind.meet]", "# 只是一句话\n[kind.meet]", ["meet"]),
        ("train", "开展", "组织", ["train"]),
        # The roles of a kind belong to all that say it, a fragment and words to all that name them.
        ("train", 'label = "次数"', 'label = "几次"', [*OF_SHARED, "train"]),
        ("shared", "{% if count %}{{ count }}", "{% if count %}共{{ count }}", [*OF_SHARED, "train"]),
        ("shared", '"会议"]', '"会议", "会商"]', sorted([*OF_SHARED, "meet"])),
    ],
)  # fmt: skip
def test_a_change_costs_what_depends_on_it(bank: Bank, name: str, old: str, new: str, compiled: list[str]) -> None:
    bank.load()
    text = (bank.root / f"{name}.toml").read_text("utf-8")
    assert old in text
    bank.write(name, text.replace(old, new))
    assert bank.load()[1] == compiled


def test_ours_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # All of our files, and one kind of one of them said anew over them.
    ours = load_engine()
    own = tmp_path / "own.toml"
    own.write_text(
        '[[construction]]\nname = "adjust.own"\nkind = "adjust"\nforms = ["另行调整{{ what|list }}"]\n', "utf-8"
    )
    compiled: list[str] = []
    monkeypatch.setattr(Sandbox, "compile", _noting(Sandbox.compile, compiled))
    layered = load_engine(extra=(str(own),))
    assert sorted(set(compiled) - {"", "adjust"}) == [name for name in sorted(set(compiled)) if name.endswith(".j2")]
    assert len(layered.bank.forms["adjust"]) == len(ours.bank.forms["adjust"]) + 1


def _noting(compiling: Callable[..., object], noted: list[str]) -> Callable[..., object]:
    """What compiles, noting the kind (or the template) that each code is of."""

    def noting(sandbox: Sandbox, *arguments: object, **named: object) -> object:
        noted.append(str(arguments[1]))
        return compiling(sandbox, *arguments, **named)

    return noting


def test_a_kept_piece_is_as_good_as_a_new_one(bank: Bank) -> None:
    first, _ = bank.load()
    for file in (bank.root.parent / "cache").glob("bundle-*.bin"):
        file.unlink()
    again, compiled = bank.load()
    assert compiled == []
    assert texts(again) == texts(first)
    for kind, forms in first.bank.forms.items():
        for one, other in zip(forms, again.bank.forms[kind], strict=True):
            for what in ("name", "file", "line", "needs", "says", "roles", "condition", "bigrams", "size", "own"):
                assert getattr(one, what) == getattr(other, what)
    assert {pair.name: pair.condition for pair in again.bank.pairs.values()} == {"x.y": "rate < 60"}


def test_a_damaged_piece_is_made_again(bank: Bank) -> None:
    first, _ = bank.load()
    for file in (bank.root.parent / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    again, compiled = bank.load()
    assert len(compiled) > 6 and texts(again) == texts(first)


def test_a_fault_spoils_no_other_file(bank: Bank) -> None:
    bank.load()
    bank.write("meet", MEET.replace("召开{{ what }}", "召开{{ waht }}"))
    with pytest.raises(BadBank):
        bank.load()
    bank.write("meet", MEET.replace("召开{{ what }}", "举行{{ what }}"))
    assert bank.load()[1] == ["meet"]


# -- fragments and words ----------------------------------------------------------------------------------------------
GIVEN = Fragments(
    {"内": "里{{ a }}", "外": "外{@内}", "空": "", "圆": "{@圆}", "多": "{@内}" * 300},
    {"会": ("会", "会议"), "一/二": ("一",)},
)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("甲{@内}乙", "甲里{{ a }}乙"),
        ("{@外}{@外}", "外里{{ a }}外里{{ a }}"),
        ("{@空}甲", "甲"),
        ("{% if a|ends(@会) %}甲{% endif %}", "{% if a|ends('会', '会议') %}甲{% endif %}"),
        ("{{ a|has(@会, @一/二, '@会') }}", "{{ a|has('会', '会议', '一', '@会') }}"),
        ("寄到 a@会.cn {{ a }}", "寄到 a@会.cn {{ a }}"),
    ],
)
def test_what_is_named_is_put_in(form: str, text: str) -> None:
    assert GIVEN.form(form) == (text, "")


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("{@没有}", "用了没有的片段 没有"),
        ("{@内 }", "用了没有的片段 内 ，是不是 内"),
        ("{@圆}", "片段里套片段"),
        ("{@多}" * 3, "连同片段太长"),
        ("{% if a|ends(@合) %}{% endif %}", "用了没有的词表 合"),
        ("{% if a|ends(@) %}{% endif %}", "用了没有的词表 "),
    ],
)
def test_what_leads_nowhere_is_said(form: str, why: str) -> None:
    assert GIVEN.form(form)[1].startswith(why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[fragment]\n"甲" = 3\n', "片段 甲 应当是加引号的文字"),
        ('[fragment]\n"甲 乙" = "丙"\n', "片段的名字 甲 乙 只能用"),
        ('[words]\n"甲" = []\n', "词表 甲 应当是一列加引号的文字"),
        ('[words]\n"甲" = ["a\'b"]\n', "词表 甲 的词里不能有引号"),
        ('[words]\n"甲(" = ["乙"]\n', "词表的名字 甲( 只能用"),
        ('fragment = 3\n', "fragment 应当写成 [fragment] 表"),
        (TRAIN, "说法 train.a#0 用了没有的片段 次数"),
        (TRAIN + '[fragment]\n"次数" = "{{ cuont }}"\n', "train.a#0 用了种类 train 没有的角色 cuont，是不是 count"),
        (MEET, "说法 meet.a#1 用了没有的词表 会议"),
    ],
)  # fmt: skip
def test_faults_are_named(text: str, why: str) -> None:
    with pytest.raises(BadBank) as caught:
        Loader().load([("bank.toml", text)])
    (found,) = str(caught.value).split("\n")
    assert found.startswith("bank.toml:") and why in found


def test_a_layer_says_a_fragment_in_its_own_way() -> None:
    own = '[fragment]\n"次数" = "{% if count %}（{{ count }}）{% endif %}"\n'
    bank = Loader().load([("train.toml", TRAIN), ("shared.toml", SHARED)], [[("own.toml", own)]])
    assert [form.text for form in bank.forms["train"]] == [
        "开展{{ what }}培训{% if count %}（{{ count }}）{% endif %}",
        "举办{{ what }}培训{% if count %}（{{ count }}）{% endif %}",
    ]


# -- ours -------------------------------------------------------------------------------------------------------------
def written(data: Mapping[str, Any]) -> list[str]:
    """All texts of forms and conditions in a file of the bank, as they were written."""
    found: list[str] = []
    for row in [*data.get("construction", ()), *data.get("pair", ())]:
        parts = [row, *(row.get(side, {}) for side in ("problem", "measure"))]
        forms = [form for part in parts for key in ("forms", "lead", "detail") for form in part.get(key, ())]
        found.append(row.get("when", ""))
        for one in forms:
            found.extend([one] if isinstance(one, str) else [one["text"], one.get("when", "")])
    return [*found, *data.get("fragment", {}).values()]


FILES = {
    file.relative_to(ROOT).as_posix(): tomli.loads(file.read_text("utf-8"))
    for file in sorted((ROOT / "phrasebank").rglob("*.toml"))
}
#: Characters of a form, a fragment or a condition: more is not read at a glance.
MOST = 120


@pytest.mark.parametrize("file", FILES)
def test_no_form_of_ours_is_long(file: str) -> None:
    assert [text for text in written(FILES[file]) if len(text) > MOST] == []


def test_what_has_a_name_is_used() -> None:
    whole = "\n".join([text for data in FILES.values() for text in written(data)])
    for data in FILES.values():
        assert [name for name in data.get("fragment", {}) if f"{{@{name}}}" not in whole] == []
        assert [name for name in data.get("words", {}) if not re.search(rf"@{name}[,)]", whole)] == []

"""A unit's own phrase bank over the program's.

Invariants:
- an addition competes, a construction, kind, pair or circumstance of the same name replaces ours whole, `remove` takes
  one away; later layers win: ours, the user's folder, the case's, the command line's;
- within one layer the same name twice is a fault; so is a kind left without a form, or a removal of what is not there;
- all faults of all files come together, each with file and line, whatever shape the file has, and the exit is 2;
- without a bank of its own nothing changes: same engine, same text, same bundle;
- each set of files has its own bundle in the cache, at most eight, and an edited file is read anew;
- a case is composed with the bank it was read with, whatever became of the files since.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st

import drafter
from drafter import api
from drafter.cli import main
from drafter.composing import own_bank
from drafter.composing.engine import Engine, load_engine
from drafter.errors import BadBank, Place
from drafter.phrasing.bank import Bank
from drafter.phrasing.loader import Loader
from drafter.phrasing.overlays import Layered, read, settle
from drafter.resources import config_folder

OURS = """
[kind.train]
label = "培训"
[kind.train.roles]
what = { label = "内容", required = true }
[kind.meet]
label = "会议"
[kind.meet.roles]
what = { label = "内容", required = true }
[[construction]]
name = "train.a"
kind = "train"
forms = ["开展{{ what }}培训", "组织{{ what }}培训"]
[[construction]]
name = "train.b"
kind = "train"
forms = ["举办{{ what }}培训"]
[[construction]]
name = "meet.a"
kind = "meet"
forms = ["召开{{ what }}会"]
"""
#: Replaces the one construction that says how the money was spent.
ISSUE = """
[[construction]]
name = "unit.responsible"
kind = "project.unit"
forms = ["{{ unit }}承办本项目"]
"""
CASE = """
genre = "project-self-evaluation"
year = 2024
{bank}
[unit]
name = "青山县农业农村局"
[project]
name = "农村人居环境整治补助"
[fund]
budget = 200
spent = 180
[score]
total = "95分"
"""


def construction(name: str, *forms: str, kind: str = "train", **more: str) -> str:
    lines = [f'name = "{name}"', f'kind = "{kind}"', f"forms = {list(forms)!r}"]
    return "\n".join(["[[construction]]", *lines, *(f'{key} = "{value}"' for key, value in more.items())]) + "\n"


def removal(name: str) -> str:
    return f'[[construction]]\nname = "{name}"\nremove = true\n'


def loaded(*layers: str, ours: str = OURS) -> dict[str, list[str]]:
    """The forms of each kind, as texts, with `layers` of one file each over `ours`."""
    extra = [[(f"{index}.toml", text)] for index, text in enumerate(layers)]
    bundle = Loader().load([("ours.toml", ours)], extra)
    return {kind: [form.text for form in forms] for kind, forms in bundle.forms.items()}


def faults(*layers: list[tuple[str, str]]) -> list[str]:
    with pytest.raises(BadBank) as caught:
        Loader().load([("ours.toml", OURS)], layers)
    return str(caught.value).split("\n")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_follows_is_told_in_the_unit_of_its_role(tmp_path: Path) -> None:
    # 户均 of 20万元 and 10户, in 万元 as declared, not in 元.
    path = tmp_path / "rent.toml"
    path.write_text(
        '[kind.rent]\nlabel = "减免"\n[kind.rent.roles]\n'
        'what = { label = "什么", required = true }\n'
        'count = { label = "户数", type = "figure", unit = "户" }\n'
        'amount = { label = "金额", type = "figure", unit = "万元" }\n'
        'each = { label = "户均", type = "figure", unit = "万元", free = true }\n'
        '[kind.rent.derive]\neach = { rule = "average", of = ["amount", "count"], unit = "万元" }\n'
        '[[construction]]\nname = "rent.give"\nkind = "rent"\n'
        'forms = ["减免{{ what }}{{ amount }}，惠及{{ count }}，户均{{ each }}"]\n',
        "utf-8",
    )
    event = '[[highlights]]\nkind = "rent"\nwhat = "租金"\namount = "20万元"\ncount = "16户"\n'
    case = api.read_case(CASE.format(bank="") + event, phrases=[path])
    assert "减免租金20万元，惠及16户，户均1.25万元。" in drafter.to_text(drafter.compose(case))


# -- layers -----------------------------------------------------------------------------------------------------------
def test_an_addition_competes() -> None:
    assert loaded(construction("train.c", "办{{ what }}班"))["train"] == [
        "开展{{ what }}培训",
        "组织{{ what }}培训",
        "举办{{ what }}培训",
        "办{{ what }}班",
    ]


def test_the_same_name_replaces_in_its_place() -> None:
    assert loaded(construction("train.a", "办{{ what }}班"))["train"] == ["办{{ what }}班", "举办{{ what }}培训"]


def test_later_layers_win() -> None:
    first, second = construction("train.a", "甲{{ what }}"), construction("train.a", "乙{{ what }}")
    assert loaded(first, second)["train"][0] == "乙{{ what }}"
    assert loaded(second, first)["train"][0] == "甲{{ what }}"


def test_what_is_removed_is_gone_and_may_come_back() -> None:
    assert loaded(removal("train.a"))["train"] == ["举办{{ what }}培训"]
    assert loaded(removal("train.a"), construction("train.a", "甲{{ what }}"))["train"] == [
        "举办{{ what }}培训",
        "甲{{ what }}",
    ]


def test_a_kind_is_replaced_whole() -> None:
    kind = (
        '[kind.train]\nlabel = "集训"\n[kind.train.roles]\nwhat = { label = "内容", type = "names", required = true }\n'
    )
    bundle = Loader().load(
        [("ours.toml", OURS)],
        [[("own.toml", kind + construction("train.a", "{{ what|list }}集训") + removal("train.b"))]],
    )
    assert bundle.kinds["train"].label == "集训"
    assert bundle.kinds["train"].roles["what"].field.type == "names"
    # Our forms of the kind have to suit the new roles, or be replaced as well.
    (fault, *_) = faults([("own.toml", kind.replace("what =", "topic ="))])
    assert fault.startswith("ours.toml:") and "角色 what" in fault


def test_pairs_and_circumstances_are_replaced() -> None:
    pair = """
[[pair]]
name = "x.y"
label = "{label}"
[pair.problem]
lead = ["{label}有问题"]
detail = ["{label}的问题在于没有做"]
[pair.measure]
lead = ["改进{label}"]
detail = ["今后把{label}做好"]
"""
    late = '[circumstance.date]\nlabel = "{label}"\ntype = "date"\n'
    ours = late.format(label="时间") + OURS + pair.replace("{label}", "甲")
    own = late.format(label="日子") + pair.replace("{label}", "乙")
    bundle = Loader().load([("ours.toml", ours)], [[("own.toml", own)]])
    assert bundle.pairs["x.y"].label == "乙"
    assert [form.text for form in bundle.forms["problem.lead.x.y"]] == ["乙有问题"]
    assert bundle.kinds["train"].roles["date"].field.label == "日子"


names = st.sampled_from(["a", "b", "c"])
rows = st.tuples(names, st.booleans(), st.text("甲乙丙", min_size=1, max_size=3))


@given(st.lists(st.lists(rows, max_size=3, unique_by=lambda row: row[0]), max_size=4))
def test_layers_settle_like_dictionaries(layers: list[list[tuple[str, bool, str]]]) -> None:
    texts = [
        "".join(removal(name) if gone else construction(name, form) for name, gone, form in layer) for layer in layers
    ]
    found: list[tuple[Place, str]] = []

    def note(place: Place, what: str) -> None:
        found.append((place, what))

    settled: Layered = settle([read([(f"{i}.toml", text)], note) for i, text in enumerate(texts)], note)
    model: dict[str, str] = {}
    missing = 0
    for layer in layers:
        before = dict(model)
        for name, gone, form in layer:
            if not gone:
                model[name] = form
            elif name in before:
                del model[name]
            else:
                missing += 1
    forms = {name: table.data["forms"] for name, table in settled.tables["construction"].items()}
    assert forms == {name: [form] for name, form in model.items()}
    assert len(found) == missing


# -- faults -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (construction("x", "{{ what }}") * 2, "own.toml:6:8: 构式 x 与 own.toml:2:8 重名"),
        (removal("train.x"), "没有可删去的构式 train.x，是不是 train."),
        (removal("meet.a"), "种类 meet 因此一种说法也没有了"),
        (construction("meet.a", "{{ what }}"), "种类 meet 因此一种说法也没有了"),
        ('[[construction]]\nname = "train.a"\nremove = 1\n', "remove 只写在构式里"),
        ('[[construction]]\nname = "train.a"\nremove = true\nforms = ["x"]\n', "此外只写 name"),
        ("[kind.train]\nremove = true\n", "remove 只写在构式里"),
        ('construction = "x"\n', "construction 应当写成 [[construction]] 表"),
        ('construction = ["x"]\n', "construction 应当写成 [[construction]] 表"),
        ("kind = 5\n", "kind 应当写成 [kind.名字] 表"),
        ('kind.train = "x"\n', "kind 应当写成 [kind.名字] 表"),
        ('[[kind]]\nname = "x"\n', "kind 应当写成 [kind.名字] 表"),
        ("[[construction]]\nforms = []\n", "构式缺少 name"),
        ('[[pair]]\nname = "p"\nroles = 3\n', "p 的写法不对"),
        ('[[pair]]\nname = "p"\nproblem = "x"\n', "p 的写法不对"),
        ('[kind.x]\nlabel = "x"\nroles = "y"\n', "x 的写法不对"),
        ('[kind.x]\nlabel = "x"\nroles.y = "z"\n', "角色 y 应当是一个表"),
        ("x = [", "own.toml:1"),
    ],
)
def test_each_fault_is_named(text: str, words: str) -> None:
    found = faults([("own.toml", text)])
    assert any(words in one for one in found), found
    assert all(one.startswith("own.toml:") for one in found)


def test_faults_of_all_files_come_together(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(construction("x.a", "{{ wat }}"), "utf-8")
    (tmp_path / "b.toml").write_text("x = [\n", "utf-8")
    (tmp_path / "c.toml").write_bytes("名".encode("gbk"))
    folder = tmp_path / "empty"
    folder.mkdir()
    paths = [str(tmp_path / name) for name in ("a.toml", "b.toml", "c.toml", "no.toml", "empty")]
    with pytest.raises(BadBank) as caught:
        load_engine(extra=paths)
    lines = str(caught.value).split("\n")
    for path, words in zip(
        paths, ("种类 train", "TOML写法有误", "不是UTF-8编码", "找不到这个文件", "没有 .toml 文件"), strict=True
    ):
        assert sum(line.startswith(path) for line in lines) == 1, lines
        assert any(line.startswith(path) and words in line for line in lines)
    assert not cache.exists()


# -- where a bank comes from ------------------------------------------------------------------------------------------
def test_a_case_brings_its_bank(own_cache: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "本单位句式.toml").write_text(ISSUE, "utf-8")
    file = tmp_path / "案件.toml"
    file.write_text(CASE.format(bank='phrasebank = ["本单位句式.toml"]'), "utf-8")
    monkeypatch.chdir(tmp_path.parent)
    case = drafter.load_case(file)
    draft = drafter.compose(case)
    assert "青山县农业农村局承办本项目" in drafter.to_text(draft)
    assert [one.why for one in draft.unstated if one.fact.startswith("phrasebank")] == ["本单位的句式库，不写进正文"]
    # A case without one is drafted by the program's own, before and after.
    assert "承办本项目" not in drafter.to_text(drafter.compose(api.read_case(CASE.format(bank=""))))
    assert "承办本项目" in drafter.to_text(drafter.compose(case, 1))
    # One path is a list of one, as elsewhere in a case.
    file.write_text(CASE.format(bank='phrasebank = "本单位句式.toml"'), "utf-8")
    assert "承办本项目" in drafter.to_text(drafter.compose(drafter.load_case(file)))


def test_an_edited_bank_is_read_anew(own_cache: None, tmp_path: Path) -> None:
    bank = tmp_path / "own.toml"
    bank.write_text(ISSUE, "utf-8")
    text = CASE.format(bank=f"phrasebank = {str(bank)!r}")
    before = api.read_case(text)
    assert "承办本项目" in drafter.to_text(drafter.compose(before))
    bank.write_text(ISSUE.replace("承办", "具体负责"), "utf-8")
    os.utime(bank, ns=(1, time.time_ns() + 10**9))
    assert "具体负责本项目" in drafter.to_text(drafter.compose(api.read_case(text)))


def test_user_case_and_option_in_their_order(own_cache: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = tmp_path / "config" / "phrasebank"
    user.mkdir(parents=True)
    (user / "own.toml").write_text(ISSUE.replace("承办", "由用户承办"), "utf-8")
    (user / ".own.toml~").write_text("x = [", "utf-8")
    (user / ".hidden.toml").write_text("x = [", "utf-8")
    (tmp_path / "case.toml").write_text(ISSUE.replace("承办", "由案件承办"), "utf-8")
    (tmp_path / "option.toml").write_text(ISSUE.replace("承办", "由选项承办"), "utf-8")
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "config"))

    def text(bank: str, *phrases: Path) -> str:
        return drafter.to_text(drafter.compose(api.read_case(CASE.format(bank=bank), "案件.toml", phrases)))

    named = f"phrasebank = {str(tmp_path / 'case.toml')!r}"
    assert "由用户承办" in text("")
    assert "由案件承办" in text(named)
    assert "由选项承办" in text(named, tmp_path / "option.toml")
    assert "由用户承办" in text(named, tmp_path / "option.toml", user)


@pytest.mark.parametrize(
    ("named", "paths"),
    [
        ('phrasebank = ["a.toml", "子/b.toml"]', ("d/a.toml", "d/子/b.toml")),
        ('phrasebank = "a.toml"', ("d/a.toml",)),
        ('phrasebank = ["", " "]', ()),
        ("phrasebank = 3", ()),
        ('phrasebank = "/x/a.toml"', ("/x/a.toml",)),
        ("# phrasebank", ()),
        ("phrasebank = [", ()),
        ("", ()),
    ],
)
def test_paths_start_from_the_case(named: str, paths: tuple[str, ...]) -> None:
    assert own_bank.of_case(named, os.path.join("d", "案件.toml")) == tuple(  # noqa: PTH118
        path.replace("/", os.sep) if path[0] != "/" else path for path in paths
    )


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"DRAFTER_CONFIG": "/a"}, "/a"),
        ({"XDG_CONFIG_HOME": "/b"}, "/b/drafter"),
        ({"HOME": "/c"}, "/c/.config/drafter"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the folders of another system")
def test_the_users_folder(environment: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAFTER_CONFIG", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert config_folder() == Path(folder)


# -- the command line -------------------------------------------------------------------------------------------------
def test_the_option_can_be_given_again(
    own_cache: None, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "案件.toml").write_text(CASE.format(bank=""), "utf-8")
    (tmp_path / "a.toml").write_text(ISSUE, "utf-8")
    (tmp_path / "b.toml").write_text(ISSUE.replace("承办", "管理"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["draft", "案件.toml", "--phrases", "a.toml", "--phrases", "b.toml"]) == 0
    assert "管理本项目" in capfd.readouterr().out
    (tmp_path / "b.toml").write_text("[[construction]]\nname = 3\n[kind.x]\ncolour = 1\n", "utf-8")
    assert main(["draft", "案件.toml", "--phrases", "b.toml", "--phrases", "no.toml", "-o", "out.txt"]) == 2
    lines = capfd.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["b.toml", "b.toml", "b.toml", "no.toml"]
    assert not (tmp_path / "out.txt").exists()


# -- what a bank may take away ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "spoilt"),
    [
        ("title.project", '{ text = "{{ project }}{{ year }}报告", when = "year < 2000" }'),
        ("frame.date", '{ text = "{{ date }}", when = "date|has(\'无\')" }'),
        ("frame.effect", '{ text = "{{ effect }}", when = "effect|has(\'无\')" }'),
    ],
)
def test_a_form_that_never_suits_costs_its_facts_only(
    own_cache: None, tmp_path: Path, made: Engine, kind: str, spoilt: str
) -> None:
    names = dict.fromkeys(form.construction for form in made.bank.forms[kind])
    own = "".join(f'[[construction]]\nname = "{name}"\nkind = "{kind}"\nforms = [{spoilt}]\n' for name in names)
    (tmp_path / "own.toml").write_text(own, "utf-8")
    for path in CASES[:4]:
        case = drafter.load_case(path, [tmp_path / "own.toml"])
        draft = drafter.compose(case)
        text = drafter.to_text(draft)
        assert "，。" not in text
        stated = {
            s.fact for b in draft.blocks if isinstance(b, drafter.Paragraph) for o in b.sentences for s in o.spans
        }
        role = kind.rpartition(".")[2]
        for fact in case.facts:
            if fact.endswith(f".{role}") and fact not in stated and kind.startswith("frame."):
                assert any(one.fact == fact and "句式库里没有" in one.why for one in draft.unstated)


# -- the cache --------------------------------------------------------------------------------------------------------
def forms(bank: Bank) -> list[str]:
    return [f"{form.name} {form.text}" for kind in bank.forms.values() for form in kind]


def test_nothing_changes_without_a_bank_of_ones_own(cache: Path) -> None:
    first, again = load_engine(), load_engine(extra=())
    assert (again.extra, forms(again.bank)) == ((), forms(first.bank))
    assert len(list(cache.glob("bundle-*.bin"))) == 1
    assert api.engine() is api.engine()


def test_a_case_keeps_the_bank_it_was_read_with(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(ISSUE, "utf-8")
    path = next(one for one in CASES if "承办本项目" in drafter.to_text(drafter.compose(drafter.load_case(one, [own]))))
    case = drafter.load_case(path, [own])
    before = drafter.to_text(drafter.compose(case))
    # The file changes, another case is read with it, and then it is gone.
    own.write_text(ISSUE.replace("承办", "承担"), "utf-8")
    os.utime(own, (0, 0))
    again = drafter.load_case(path, [own])
    assert again.engine is not case.engine
    own.unlink()
    assert drafter.to_text(drafter.compose(case)) == before
    assert drafter.to_text(drafter.compose(again)) != before


def test_bundles_stand_side_by_side(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[int] = []
    from drafter.composing import compiling as bundle

    def counted(*arguments: object) -> bundle.Bundle:
        compiled.append(1)
        return made(*arguments)

    made: Callable[..., bundle.Bundle] = bundle.make_bundle
    monkeypatch.setattr(bundle, "make_bundle", counted)
    # A small bank: it is the files that count here.
    ours = tmp_path / "phrasebank"
    ours.mkdir()
    (ours / "ours.toml").write_text(OURS, "utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    own = tmp_path / "own.toml"
    for number in range(10):
        own.write_text(
            construction("train.a", f"第{number}{{{{ what }}}}".replace(str(number), "甲" * (number + 1))), "utf-8"
        )
        for _ in range(2):
            engine = load_engine(ours, templates, [own])
            assert engine.bank.forms["train"][0].text == f"第{'甲' * (number + 1)}{{{{ what }}}}"
        load_engine(ours, templates)
        assert len(compiled) == number + 2
    assert len(list(cache.glob("bundle-*.bin"))) == 8
    # What was used last stayed: our own bundle, which is used each time, and the newest of the others.
    load_engine(ours, templates, [own])
    assert len(compiled) == 11

"""The phrase bank: what is wrong with it is said at load, together, each fault with file and line.

Invariants:
- the program's own bank loads, and each of its forms renders and states all it is given (the loader tries it);
- a bank with faults is refused whole, each fault named once with its file and line;
- so is a name that leads nowhere: what a role is filled from, what an order of speaking tells, tables and groupings;
- what Jinja2 says of a form that it cannot read is said in Chinese;
- nothing in a bank or template reaches Python, loops, or concatenates strings;
- the registry of filters, the sandbox and the template words are the same lists everywhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, cache_with_ours

from drafter.composing.compiling import Pieces, make_bundle
from drafter.composing.engine import Engine, data_files
from drafter.composing.order import WORDS, faults_of, order
from drafter.composing.outline import Outline
from drafter.composing.plan import Plan
from drafter.errors import BadBank, DataFault
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


FILES = [
    (name, data.decode()) for name, data in data_files({name: ROOT / name for name in ("phrasebank", "templates")})
]


def replaced(file: str, old: str | None, new: str) -> list[tuple[str, str]]:
    """The program's data files with `old` (None: everything) of one of them as `new`."""
    assert any(name == file and (old or "") in text for name, text in FILES)
    return [(name, (new if old is None else text.replace(old, new)) if name == file else text) for name, text in FILES]


def spoilt(file: str, old: str | None, new: str) -> list[str]:
    with pytest.raises(BadBank) as caught:
        make_bundle(replaced(file, old, new), store=Pieces())
    return str(caught.value).split("\n")


def test_a_sound_bank_loads() -> None:
    bundle = Loader().load([("bank.toml", form("开展{{ what }}培训{% if count %}{{ count }}{% endif %}"))])
    assert [entry.construction for entry in bundle.forms["train"]] == ["train.a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (form("开展{{ whta }}"), "没有的角色 whta，是不是 what"),
        (form("开展{{ what|titeld }}"), "没有的过滤器 titeld，是不是 titled"),
        (form("开展{{ what|upper }}"), "没有的过滤器 upper"),
        (form("开展{{ what"), "写法有误：没有写完，缺少 }}"),
        (form("开展{% if what %}"), "写法有误：{% if … %} 没有用 {% endif %} 结束"),
        (form("{{ what }}{% endif %}"), "写法有误：{% endif %} 前面没有对应的开头"),
        (form("{% fi what %}{{ what }}{% endif %}"), "写法有误：没有 {% fi %} 这种写法"),
        (
            form("{% if what %}{{ what }}{% endfor %}"),
            "{% endfor %} 对不上，前面的 {% if … %} 还没有用 {% endif %} 结束",
        ),
        (form("{{ what }"), "写法有误：花括号没有写全"),
        (form("{{ what，count }}"), "写法有误：花括号里用了全角的 ， ，要换成英文的 ,"),
        (form("{{ what }}", when="count = 3"), "写法有误：判断相等要写两个等号 =="),
        (form("{{ what|list(a=1, 2) }}"), "写法有误：括号里的写法不对"),
        (form("{{ what is odd }}"), "里不能用is 判断"),
        (form("{{ what. }}"), "写法有误：圆点后面没有写名字"),
        (KIND.replace("required = true", "required = true, yearly = true"), "角色 what 必填，不能是 yearly"),
        (KIND.replace("required = true", "fact = 5"), "角色 what 的 fact 应当是加引号的字段路径"),
        (form("开展培训{{ count }}"), "永远用不上：没有说到必填的角色 what"),
        (form("开展{{ what }}", when="count > 3 and count < 2"), "永远用不上：条件不可能成立"),
        (form("开展{{ what }}{{ count }}", when="not count"), "永远用不上：条件不可能成立"),
        (form("开展{{ what }}{% if count %}{% if count > 3 %}{{ count }}{% endif %}{% endif %}"), "会漏掉角色 count"),
        (form("{% for w in what %}{{ w }}{% endfor %}"), "不能用循环"),
        (form("{{ what.__class__ }}"), "不能用属性"),
        (form("{{ what + count }}"), "不能用加减乘除"),
        (form("{{ what if count }}"), "请写作 {% if 乙 %}甲{% endif %}"),
        (form("{{ what ~ count }}"), "不能用~ 拼接"),
        (form("{{ what() }}"), "不能用函数调用"),
        (form("{% set x = what %}{{ what }}"), "不能用赋值"),
        (form("{{ what }}", own="yes"), "own 应当是"),
        (form("{{ what }}", colour="red"), "没有 colour 这一项"),
        (form("   "), "是空的"),
        (form("开展{{ what }}。"), "里有“。”：一种说法只说一句"),
        (form("开展{{ what }}！效果好"), "里有“！”：一种说法只说一句"),
        (form("开展{{ what }}{% if count %}。共{{ count }}{% endif %}"), "里有“。”"),
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


@pytest.mark.parametrize("text", ["以“绿色出行！”为题，开展{{ what }}", "对照《怎么办？》开展{{ what }}（共享。共建）"])
def test_what_is_quoted_may_end_a_sentence(text: str) -> None:
    assert Loader().load([("bank.toml", form(text + "{% if count %}{{ count }}{% endif %}"))]).forms


def test_a_narrow_condition_is_not_taken_for_an_impossible_one() -> None:
    roles = "".join(f'r{index} = {{ label = "数", type = "figure", free = true }}\n' for index in range(3))
    narrow = form("开展{{ what }}", when="not count and r0 == 70 and r1 == 80")
    assert Loader().load([("bank.toml", narrow.replace("count =", roles + "count =", 1))]).forms


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("{{ paragrahp() }}", "模板里没有 paragrahp 这个词"),
        ("{{ heading(1, 'x') }}写在这里", "不能直接写字：写在这里"),
        ("{{ ''.__class__ }}", "不能取 __class__"),
        ("{% import 'x' as y %}", "不能用 Import"),
        ("{% macro m() %}{% endmacro %}", "不能用 Macro"),
        ("{{ heading(1, 'x'|upper) }}", "没有的过滤器 upper"),
        ("{{ heading(1, }}", "模板写法有误：} 的位置应当是 )"),
        ("{% for x in rows('work') %}", "模板写法有误：{% for … %} 没有用 {% endfor %} 结束"),
        # Names that lead nowhere.
        ("{{ title('title.projct') }}", "没有 title.projct 这个陈述（title 里），是不是 title.project"),
        ("{{ paragraph('fund.execution', 'fund.wy') }}", "没有 fund.wy 这个陈述（paragraph 里），是不是 fund.why"),
        ("{{ paragraph('train') }}", "没有 train 这个陈述"),
        ("{{ paragraph(say('fund.executio')) }}", "没有 fund.executio 这个陈述（say 里），是不是 fund.execution"),
        ("{{ paragraph(events('work'), lead='finding.led') }}", "没有 finding.led 这个种类（paragraph 里），是不是"),
        ("{{ paragraph(events('highlight')) }}", "没有 highlight 这个字段（events 里），是不是 highlights"),
        ("{{ paragraph(bands('projects')) }}", "没有 projects 这个档（bands 里）"),
        ("{{ table('projects') }}", "没有 projects 这个表（table 里）"),
        ("{{ items('tasks', 'task.itm') }}", "没有 task.itm 这个种类（items 里），是不是 task.item"),
        ("{{ items('tasks', 'train') }}", "items 用的种类 train 要恰好有一个要素"),
        ("{{ sign('sign.unit', 'sign.dat') }}", "没有 sign.dat 这个字段（sign 里），是不是 sign.date"),
        ("{{ heading(5, 'x') }}", "标题只有4级（numbering），没有第5级"),
        (
            "{% for part in rows('work') %}{{ heading(1, part.titel) }}{% endfor %}",
            "没有 work[].titel 这个字段（part.titel），是不是 title",
        ),
        (
            "{% for a in rows('work') %}{% for b in a.points %}{{ heading(1, b.topics) }}{% endfor %}{% endfor %}",
            "没有 work[].points[].topics 这个字段（b.topics），是不是 topic",
        ),
    ],
)
def test_faults_of_a_template(script: str, words: str) -> None:
    (found,) = spoilt("templates/project-self-evaluation/report.j2", None, f"\n{script}\n")
    assert words in found
    assert "project-self-evaluation/report.j2:2: " in found


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("{{ heading(1, '甲'.ljust(999999999)) }}", "只能调用列出的词"),
        ("{% for x in rows('work') %}{{ heading(1, x.title.upper()) }}{% endfor %}", "只能调用列出的词"),
        ("{{ heading(1e400, 'x') }}", "有一个数太大"),
        ("{{ heading(99999999999999999999, 'x') }}", "有一个数太大"),
        ("{% for x in '甲乙丙' %}{{ problems() }}{% endfor %}", "只能循环"),
        ("{% for x in rows('work') %}{% for y in x %}{{ problems() }}{% endfor %}{% endfor %}", "只能循环"),
        ("{% for a in rows('work') %}" * 4 + "{{ problems() }}" + "{% endfor %}" * 4, "循环里套循环最多3层"),
        ("{% if given('year') %}" * 300 + "{% endif %}" * 300, "条件里套条件最多"),
        (f"{{{{ heading(1, {'(' * 500}'x'{')' * 500}) }}}}", "括号里套括号最多"),
        (f"{{% if {'not ' * 900}given('year') %}}{{% endif %}}", "最多40个"),
        ("{% for x in rows('work') %}{{ x() }}{% endfor %}", "只能调用列出的词"),
        ("{{ problems() }}" * 5_000, "太长"),
    ],
)
def test_an_order_of_speaking_ends(script: str, words: str) -> None:
    faults: list[DataFault] = []
    read = order(script, "report.j2", faults)
    faults.extend(faults_of(read.tree, "report.j2", read.sandbox.filters) if read is not None else ())
    (found,) = faults
    assert words in str(found) and str(found).startswith("report.j2:1: ")


@pytest.mark.parametrize(
    "script",
    [
        "{% if given('fund') and given('staff.total') and given('indicators.missed') %}{{ problems() }}{% endif %}",
        "{% for part in rows('work') %}{{ points(part.points) }}{% endfor %}",
        "{{ paragraph('project.money', least='full') }}",
        "{% for x in rows('work') %}{% for x in rows('projects') %}{{ heading(1, x.rate) }}{% endfor %}{% endfor %}",
    ],
)
def test_what_an_order_of_speaking_may_name(script: str) -> None:
    make_bundle(replaced("templates/project-self-evaluation/report.j2", None, script), store=Pieces())


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("genre.toml", '"projects.most"', '"projects.mst"', "21:71: 没有 projects.mst 这个数（"),
        (
            "genre.toml",
            '"band.idle"',
            '"band.idel"',
            "17:8: 没有 band.idel 这个种类（bands.projects.idle），是不是 band.idle",
        ),
        ("genre.toml", 'by = "rate"', 'by = "rat"', "13:6: 没有 rat 这个键（bands.projects.by），是不是 rate"),
        ("genre.toml", '"budget"], ', '"budgte"], ', "没有 budgte 这个键（tables.projects.columns.2），是不是 budget"),
        ("genre.toml", 'title = "项目支出情况表"\n', "", "33:1: [tables.projects] 缺少 title"),
        ("genre.toml", 'size = "budget"\n', "", "11:1: [bands.projects] 缺少 size"),
    ],
)
def test_faults_of_tables_and_groupings(file: str, old: str, new: str, words: str) -> None:
    (found,) = spoilt(f"templates/township-summary/{file}", old, new)
    assert found.startswith("templates/township-summary/genre.toml:")
    assert words in found


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "fields.toml",
            '["register"]\ntype = "choice"',
            '["register"]\ntype = "chioce"',
            "字段 register 的 type 应当是",
        ),
        ("fields.toml", 'label = "语体"', 'lable = "语体"', "字段 register 没有 lable 这一项"),
        ("fields.toml", '["length"]\n', '["length"]\n[[', "fields.toml:"),
        ("derivations.toml", 'rule = "balance"', 'rule = "balanc"', "推算 fund.balance 的 rule 应当是"),
        ("derivations.toml", 'usual = "预算执行率"', 'usaul = "预算执行率"', "推算 score.execution 没有 usaul 这一项"),
        ("derivations.toml", 'of = ["fund.rate"]\nweight', "weight", "推算 score.execution 缺少 of"),
        ("project-self-evaluation/genre.toml", 'help = "一个项目', 'hlep = "一个项目', "没有 hlep 这一项"),
        ("project-self-evaluation/genre.toml", 'label = "项目支出绩效自评报告"', "", "缺少 label"),
        (
            "project-self-evaluation/genre.toml",
            '"unit.name" = ',
            '"unit.nmae" = ',
            "required 里的 unit.nmae 不是已声明的字段",
        ),
        (
            "project-self-evaluation/genre.toml",
            '"goals.expected"',
            '"goal.expected"',
            "fields 里的 goal.expected 没有对应的字段",
        ),
    ],
)
def test_faults_of_fields_derivations_and_genres(file: str, old: str, new: str, words: str) -> None:
    assert any(words in one and one.startswith(f"templates/{file}:") for one in spoilt(f"templates/{file}", old, new))


def test_a_genre_without_its_report_is_refused() -> None:
    files = [one for one in FILES if one[0] != "templates/monitoring/report.j2"]
    with pytest.raises(BadBank) as caught:
        make_bundle(files, store=Pieces())
    assert "templates/monitoring/report.j2: 缺少这个文件（报告的叙述次序）" in str(caught.value)


PAIR = """
[[pair]]
name = "x.y"
label = "甲"
[pair.roles]
rate = {{ label = "执行率", type = "figure", fact = "{fact}" }}
[pair.problem]
lead = ["甲有问题"]
detail = ["甲的问题在于没有做"]
[pair.measure]
lead = ["改进甲"]
detail = ["今后把甲做好"]
"""


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("fund.rte", "没有 fund.rte 这个字段（角色 rate 的 fact），是不是 fund.rate"),
        ("fund.rate | projects.rte", "没有 projects.rte 这个字段（角色 rate 的 fact），是不是 projects.rate"),
        ("@rte", "没有 @rte 这个字段（角色 rate 的 fact），是不是 rate"),
        ("last_year.unit.name", "没有 last_year.unit.name 这个字段"),
        ("fund.rate | projects.rate", ""),
        ("last_year.score.total", ""),
        ("compare.rate_change", ""),
        ("indicators.missed", ""),
        ("score.other", ""),
        ("year", ""),
        ("@rate", ""),
        ("@points[].topic", ""),
    ],
)
def test_what_a_role_is_filled_from_is_there(fact: str, words: str) -> None:
    extra = [[("own.toml", PAIR.format(fact=fact))]]
    if not words:
        make_bundle(FILES, extra, store=Pieces())
        return
    with pytest.raises(BadBank) as caught:
        make_bundle(FILES, extra, store=Pieces())
    (found,) = str(caught.value).split("\n")
    assert found.startswith("own.toml:6:")
    assert words in found


def test_a_template_does_not_ask_for_all_rows_in_a_loop_over_all(made: Engine) -> None:
    rows = "".join([f'[[work]]\ntitle = "目标{number}"\n' for number in range(300)])
    case = made.read_case(f'genre = "project-self-evaluation"\nyear = 2024\n{rows}')
    outline = Outline(Plan(case, made.genres[case.genre], made.bank), Session(made.bank, 0, None, None, None))
    assert [len(outline.rows("work")) for _ in range(20)] == [300] * 20  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="取的行太多"):
        for _ in range(300):
            outline.rows("work")


def test_one_registry(made: Engine) -> None:
    assert Sandbox().filters.keys() == FILTERS.keys()
    assert Sandbox().globals == {}
    case = made.read_case('genre = "project-self-evaluation"\nyear = 2024\n')
    outline = Outline(Plan(case, made.genres[case.genre], made.bank), Session(made.bank, 0, None, None, None))
    assert outline.functions().keys() == WORDS


def test_every_event_kind_has_four_forms(made: Engine) -> None:
    # A note is told in its own words.
    thin = {kind: len(made.bank.forms.get(kind, ())) for kind in made.bank.event_kinds() if kind != "note"}
    assert {kind: count for kind, count in thin.items() if count < 4} == {}


def test_bank_cache_is_safe_to_lose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.composing.engine import load_engine

    home = cache_with_ours(tmp_path / "cache")
    monkeypatch.setenv("DRAFTER_CACHE", str(home))
    first = load_engine()
    kept = list(home.glob("bundle-*.bin"))
    assert kept
    for file in home.iterdir():
        file.write_bytes(file.read_bytes()[:40])
    second = load_engine()
    assert first.bank.forms.keys() == second.bank.forms.keys()
    for file in kept:
        file.write_bytes(b"")
    assert load_engine().schema.genres == first.schema.genres

"""Write the generated parts of README.md and docs/ from the program's own registries.

    python docs/generate.py

The reader of the pages gains tables that cannot lag behind the program: fields, kinds of event with an example each,
derived figures, problems with their measures, rules of the checks with theirs; kinds of report, formats that are
written and files that are read. What stands between
``<!-- 生成：名字 -->`` and ``<!-- 生成完 -->`` is replaced, everything else is a person's. tests/test_docs.py asserts
that a run changes nothing.

Limits: an example is an event of an example case that the bank states in full; a kind that no case uses gets one made
of the examples of its roles.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli
from jinja2 import Environment, nodes

from drafter.checking.registry import Rule as CheckRule
from drafter.checking.registry import rules as check_rules
from drafter.checking.settings import thresholds, words
from drafter.composing.compose import compose
from drafter.composing.engine import Engine, load_engine
from drafter.errors import DrafterError
from drafter.facts.derive import Formula
from drafter.facts.fields import LISTS, Field, covers
from drafter.facts.standing import STANDING
from drafter.phrasing.bank import CIRCUMSTANCES, Kind, Pair
from drafter.phrasing.helps import by_name
from drafter.reading.formats import CALLED, readable
from drafter.reading.kinds import PROMISED
from drafter.writing.findings import LABELS
from drafter.writing.registry import WRITERS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "case-format.md"
CHECKS = ROOT / "docs" / "checks.md"
#: The pages that have generated parts.
PAGES = (PAGE, CHECKS, ROOT / "README.md", ROOT / "docs" / "word.md")
_PART = re.compile(r"(<!-- 生成：(.+?) -->\n).*?(?=<!-- 生成完 -->)", re.DOTALL)
_HEAD = "| 字段 | 名称 | 种类 | 单位 | 说明 | 例 |"
_ROLES = ("| 字段 | 名称 | 种类 | 单位 | 必填 | 说明 |", "| --- | --- | --- | --- | --- | --- |")
#: What scoring the indicators gives, beside the rules of templates/derivations.toml: label and how it is found.
SCORED: Mapping[str, tuple[str, str]] = {
    "indicators[].weight": ("分值", "没有填分值的指标，平分所属部分余下的分值"),
    "indicators[].score": ("得分", "由指标值、完成值和分值按方向计算，见[绩效指标和评分表](#绩效指标和评分表)"),
    "score.indicators": ("各项指标得分合计", "各项指标得分相加"),
    "score.other": ("其余指标得分", "填了指标的，就是各项指标得分合计"),
    "indicators.total": ("指标数", "指标的项数"),
    "indicators.satisfaction": ("满意度指标数", "满意度指标的项数"),
    "indicators.missed": ("没有完成的指标", "没有达到指标值的项数"),
    "indicators.over": ("远超目标的指标", "越多越好而完成值达到指标值130%及以上的项数（界限见评分设置）"),
}
#: What stands half-way through a year, for reports that are written before it is over.
EARLY: Mapping[str, str] = {
    "fund.watched": "调整后预算数，没有的用年初预算数",
    "fund.until": "由监控截至的月份看出",
    "fund.year_share": "过去的月数 ÷ 12",
    "fund.progress_rate": "本期执行数 ÷ 所对照的预算数",
    "fund.outlook_rate": "全年预计执行数 ÷ 所对照的预算数",
    "fund.pace": "本期执行率 − 时间进度",
    "fund.light": "本期执行率低于时间进度的60%为红灯，低于80%为黄灯（界限看地方样式）",
    "standing.total": "指标的项数",
    "standing.unlit": "没有本期完成值，或者完成值不是数的项数",
    "indicators[].level1": "由二级指标推出",
    "indicators[].aim": "≥6家说作不少于6家",
    "indicators[].goal": "与年度指标值的说法相同，用在括号里",
    "indicators[].done": "本期完成值 ÷ 年度指标值",
    "indicators[].light": "完成比例对照时间进度，比率对照年度指标值",
    "indicators[].state": "met 已完成，green、yellow、red 是灯",
}
_SIGNS = {"gt": "大于", "gteq": "不低于", "lt": "低于", "lteq": "不超过", "eq": "为", "ne": "不为"}
#: The lower bound that data write for more than nothing.
_NIL = "0.000001"
_WAYS: Mapping[str, str] = {
    "rate": "{0} ÷ {1}",
    "share": "{0} ÷ {1}",
    "balance": "{0} − {1}",
    "difference": "{0} − {1}",
    "growth": "（{0} − {1}）÷ {1}",
    "average": "{0} ÷ {1}",
    "mean": "{0}的平均数",
}


def generated(text: str, engine: Engine) -> str:
    """The page `text` with every generated part written anew. Raises KeyError for a part that there is not."""
    parts = {**_PARTS, **_CHECK_PARTS, **_LISTS}
    named = [match[2] for match in _PART.finditer(text)]
    lines = {name: "".join(f"{line}\n" for line in parts[name](engine)) for name in named}
    return _PART.sub(lambda match: match[1] + lines[match[2]], text)


def main() -> int:
    engine = load_engine()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(generated(text, engine), encoding="utf-8", newline="\n")
    return 0


# -- genres and fields ------------------------------------------------------------------------------------------------
def genres(engine: Engine) -> Iterator[str]:
    """Every kind of report with what it cannot do without."""
    yield from ("| `genre` | 名称 | 写什么 | 必填 |", "| --- | --- | --- | --- |")
    for genre in engine.genres.values():
        required = "、".join(f"{label} `{path}`" for path, label in genre.required.items())
        yield row(f'`"{genre.name}"`', genre.label, genre.help, required)


def genre_list(engine: Engine) -> Iterator[str]:
    """Every kind of report with what it is for."""
    yield from ("| `genre` | 名称 | 写什么 |", "| --- | --- | --- |")
    for genre in engine.genres.values():
        yield row(f"`{genre.name}`", genre.label, genre.help)


def written_formats(engine: Engine) -> Iterator[str]:
    """What a report is written as."""
    yield from ("| 格式 | 扩展名 | 没有 `-o` 时 |", "| --- | --- | --- |")
    for one in WRITERS["report"]:
        yield row(f"`{one.name}`", "、".join(one.endings), "要有 `-o`" if one.binary else "显示在屏幕上")


def read_endings(engine: Engine) -> Iterator[str]:
    """The endings of the files that are read, by what the files are."""
    yield from ("| 是什么 | 扩展名 |", "| --- | --- |")
    for called in dict.fromkeys(CALLED[PROMISED[one]] for one in readable()):
        yield row(called, "、".join(one for one in readable() if CALLED[PROMISED[one]] == called))


def fields(engine: Engine) -> Iterator[str]:
    """All fields: those of several kinds of report, those of each, those of none (settings)."""
    using = {
        path: tuple([one.name for one in engine.genres.values() if any(covers(mark, path) for mark in one.fields)])
        for path in engine.schema.fields
    }
    shared = [path for path, names in using.items() if len(names) > 1]
    yield from ("### 几类报告都用的", "", f"{_HEAD} 用于 |", "| --- " * 7 + "|")
    for path in shared:
        names = using[path]
        all_of_them = len(names) == len(engine.genres)
        where = "各类报告" if all_of_them else "、".join(engine.genres[name].label for name in names)
        yield row(*field_cells(engine.schema.fields[path]), where)
    for genre in engine.genres.values():
        own = [path for path, names in using.items() if names == (genre.name,)]
        if own:
            yield from ("", f"### 只用于{genre.label}", "", _HEAD, "| --- " * 6 + "|")
            yield from [row(*field_cells(engine.schema.fields[path])) for path in own]
    settings = [path for path, names in using.items() if not names]
    yield from ("", "### 写作设置", "", "哪一类报告都可以填，本身不写进正文。", "", _HEAD, "| --- " * 6 + "|")
    yield from [row(*field_cells(engine.schema.fields[path])) for path in settings]


def field_cells(field: Field) -> tuple[str, ...]:
    few = field.choices if len(field.choices) <= 6 else ()
    said = [field.help, f"只能是{'、'.join(few)}" if few else "", f"最多{field.max}" if field.max else ""]
    shown = f"`{example(field)}`" if field.example and field.type not in ("events", "rows") else ""
    return f"`{field.path}`", field.label, field.type, field.unit, "；".join(filter(None, said)), shown


def example(field: Field) -> str:
    """The declared example as TOML."""
    if field.type == "flag":
        return field.example.lower()
    if field.type not in LISTS and not (field.type in ("figure", "value") and re.fullmatch(r"[\d.]+", field.example)):
        return json.dumps(field.example, ensure_ascii=False)
    return toml(tomli.loads(f"x = {field.example}")["x"])


# -- events -----------------------------------------------------------------------------------------------------------
def circumstances(engine: Engine) -> Iterator[str]:
    """What any event may have beside its own roles."""
    yield from _ROLES
    for name in CIRCUMSTANCES:
        yield role_row(name, next(kind.roles[name] for kind in engine.schema.kinds.values() if name in kind.roles))


def kinds(engine: Engine) -> Iterator[str]:
    """A section for each kind of event, theme by theme."""
    told = [kind for kind in engine.bank.kinds.values() if kind.use == "event"]
    examples = Examples(engine)
    for theme in dict.fromkeys(kind.theme for kind in told):
        yield from (f"### {theme}", "")
        for kind in told:
            if kind.theme == theme:
                yield from kind_lines(kind)
                yield from ("```toml", "# 片段", *examples.of(kind), "```", "")


def kind_lines(kind: Kind) -> Iterator[str]:
    yield from (
        f"#### `{kind.name}` {kind.label}",
        "",
        by_name(kind.help) + "。" * (kind.help[-1:] not in "。"),
        "",
        *_ROLES,
    )
    for role, field in kind.roles.items():
        if role not in CIRCUMSTANCES:
            of = [kind.roles[one].label for one in kind.derive[role][1]] if role in kind.derive else []
            yield role_row(role, field, f"不用填，由{'和'.join(of)}推算" if of else "")
    yield ""


def role_row(name: str, field: Field, more: str = "") -> str:
    said = [field.help, f"只能是{'、'.join(field.choices)}" if field.choices else "", more]
    required = "是" if field.required else ""
    unit = field.unit or field.measure
    return row(f"`{name}`", field.label, field.type, unit, required, "；".join(filter(None, said)))


class Examples:
    """An example of each kind, as lines of TOML: the fullest event of an example case that is stated in full."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.header = header(PAGE.read_text(encoding="utf-8"))
        self.found: dict[str, list[Mapping[str, Any]]] = {}
        for file in sorted((ROOT / "cases").glob("*.toml")):
            self.gather(tomli.loads(file.read_text(encoding="utf-8")))

    def gather(self, data: Any) -> None:
        if isinstance(data, dict):
            if isinstance(data.get("kind"), str):
                self.found.setdefault(data["kind"], []).append(data)
            for value in data.values():
                self.gather(value)
        elif isinstance(data, list):
            for value in data:
                self.gather(value)

    def of(self, kind: Kind) -> list[str]:
        def fullness(event: Mapping[str, Any]) -> tuple[int, int]:
            own = [value for role, value in event.items() if role not in CIRCUMSTANCES]
            return len(own), sum(len(toml(value)) for value in own)

        events = sorted(self.found.get(kind.name, ()), key=fullness, reverse=True)
        made = [self.made(kind, only) for only in (False, True)]
        drafts = [self.lines(kind, event) for event in (*events, *made)]
        return next((lines for lines in drafts if self.stated("\n".join(lines))), drafts[0])

    def made(self, kind: Kind, only_required: bool) -> dict[str, Any]:
        """An event of the examples of its roles, or of their labels."""
        event: dict[str, Any] = {}
        for role, field in kind.roles.items():
            if role in CIRCUMSTANCES or role in kind.derive or (only_required and not field.required):
                continue
            figure = f"3{field.measure or field.unit or '次'}"
            text = field.example or (figure if field.type == "figure" else field.label)
            event[role] = [text] if field.type in LISTS else text
        return event

    def lines(self, kind: Kind, event: Mapping[str, Any]) -> list[str]:
        roles = [f"{key} = {toml(value)}" for key, value in event.items() if key != "kind"]
        return ["[[highlights]]", f"kind = {toml(kind.name)}", *roles]

    def stated(self, lines: str) -> bool:
        try:
            case = self.engine.read_case(f"{self.header}{lines}\n")
        except DrafterError:
            return False
        drafts = [compose(self.engine, case, seed) for seed in range(3)]
        return not any(one.fact.startswith("highlights") for draft in drafts for one in draft.unstated)


def header(page: str) -> str:
    """The first complete case of a page up to its first ``[[…]]``."""
    blocks = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    whole = next(block for block in blocks if not block.startswith("# "))
    return re.split(r"^\[\[", whole, maxsplit=1, flags=re.MULTILINE)[0]


# -- derived figures --------------------------------------------------------------------------------------------------
def derived(engine: Engine) -> Iterator[str]:
    """Every figure that need not be filled in, and how it is found."""
    yield from ("| 数 | 名称 | 怎么算 |", "| --- | --- | --- |")
    for rule in engine.rules:
        yield row(f"`{rule.path}`", rule.label, way(rule, engine))
    for path, (label, how) in SCORED.items():
        yield row(f"`{path}`", label, how)
    for path, label in STANDING.items():
        yield row(f"`{path}`", label, EARLY.get(path, f"{label}的项数，申报和监控用"))


def way(rule: Formula, engine: Engine) -> str:
    if rule.rule == "event":
        kind, role = rule.of
        declared = engine.bank.kinds[kind]
        return f"取自第一项“{declared.label}”的{declared.roles[role].label}"
    of = [label_of(pattern, engine) for pattern in rule.of]
    if rule.rule == "count":
        head = rule.of[0].partition("[]")[0]
        least, below = [bound and f"{bound}{unit_of(rule.of[0], engine)}" for bound in (rule.least, rule.below)]
        if rule.below == _NIL:
            least, below = "为0", ""
        elif rule.least == _NIL:
            least = "大于0"
        elif least:
            least += "以上"
        bounds = "、".join(filter(None, (least, below and f"不到{below}")))
        name = engine.schema.fields[head].label
        return f"{bare(rule.of[0], engine)}{bounds}的{name}数" if bounds else f"{name}数"
    if rule.rule in ("sum", "total"):
        return f"{of[0]}相加" if len(of) == 1 else " + ".join(of) + "（有几项加几项）" * (rule.rule == "total")
    if rule.rule == "grade":
        grades = engine.settings["grades"]
        told = [f"{bound}分以上为{word}" for bound, word in grades[:-1]]
        return f"{of[0]}{'，'.join(told)}，{grades[-2][0]}分以下为{grades[-1][1]}"
    if rule.rule == "score":
        usual = engine.settings["weights"][rule.usual]
        return f"{of[0]} × `{rule.weight}`（不填按{usual}分），最多得满分"
    decimals = "，保留两位小数" if rule.decimals == 2 else ""
    return _WAYS[rule.rule].format(*of) + decimals


def label_of(pattern: str, engine: Engine) -> str:
    """What the figure at `pattern` is called: 支出数, 上年支出数, 各自评项目的执行率."""
    if pattern.startswith("last_year.") and pattern not in {rule.path for rule in engine.rules}:
        return f"上年{label_of(pattern.removeprefix('last_year.'), engine)}"
    head, mark, _ = pattern.partition("[]")
    return f"各{engine.schema.fields[head].label}的{bare(pattern, engine)}" if mark else bare(pattern, engine)


def bare(pattern: str, engine: Engine) -> str:
    field = engine.schema.fields.get(pattern)
    return field.label if field else next(rule.label for rule in engine.rules if rule.path == pattern)


def unit_of(pattern: str, engine: Engine) -> str:
    field = engine.schema.fields.get(pattern)
    return field.unit if field else next(rule.unit for rule in engine.rules if rule.path == pattern)


# -- problems and measures --------------------------------------------------------------------------------------------
def pairs(engine: Engine) -> Iterator[str]:
    """The problems of each theme, with when they speak for themselves."""
    for theme in dict.fromkeys(pair.theme for pair in engine.bank.pairs.values()):
        yield from (f"### {theme}", "", "| 名字 | 说的是什么 | 何时写入 |", "| --- | --- | --- |")
        for pair in engine.bank.pairs.values():
            if pair.theme == theme:
                said = Condition(pair, engine).text()
                yield row(f"`{pair.name}`", pair.label, f"自选；或{said}时自动写入" if said else "自选")
        yield ""


class Condition:
    """The condition of a pair in Chinese. What no field and no rule gives is known to be absent."""

    def __init__(self, pair: Pair, engine: Engine) -> None:
        self.pair, self.engine = pair, engine
        self.roles = engine.bank.kinds[f"problem.lead.{pair.name}"].roles
        self.units = {path: field.unit for path, field in engine.schema.fields.items()}
        self.units.update({rule.path: rule.unit for rule in engine.rules})
        self.units.update({path: "项" if path.startswith("indicators") else "分" for path in SCORED})

    def text(self) -> str:
        """The whole condition, "" where it never holds or there is none."""
        if not self.pair.condition:
            return ""
        tree = Environment().parse("{{ " + self.pair.condition + " }}")
        (output,) = [node for node in tree.body if isinstance(node, nodes.Output)]
        said = self.say(output.nodes[0])
        return said if isinstance(said, str) else ""

    def say(self, node: nodes.Node) -> str | bool:
        """A part in words, or True or False where that is settled."""
        if isinstance(node, (nodes.And, nodes.Or)):
            return self.joined(node)
        if isinstance(node, nodes.Not):
            return self.denied(node.node)
        if isinstance(node, nodes.Name):
            return f"有{self.roles[node.name].label}" if self.known(node.name) else False
        if isinstance(node, nodes.Filter):
            return self.filtered(node)
        assert isinstance(node, nodes.Compare) and isinstance(node.expr, nodes.Name)
        sign, other = node.ops[0].op, node.ops[0].expr
        if not self.known(node.expr.name) or (isinstance(other, nodes.Name) and not self.known(other.name)):
            return False
        if isinstance(other, nodes.Name):
            against = self.roles[other.name].label
        else:
            assert isinstance(other, nodes.Const)
            against = f"{other.value}{self.units.get(self.sources(node.expr.name)[0], '')}" if other.value else "0"
        return f"{self.roles[node.expr.name].label}{_SIGNS[sign]}{against}"

    def joined(self, node: nodes.And | nodes.Or) -> str | bool:
        settled = isinstance(node, nodes.Or)
        whole = self.parts(node, type(node))
        # `includes and includes|has('在途')`: that it is there goes without saying.
        compared = {name.name for part in whole for name in part.find_all(nodes.Name)}
        kept = [part for part in whole if settled or not (isinstance(part, nodes.Name) and part.name in compared)]
        parts = [self.say(part) for part in kept]
        if settled in parts:
            return settled
        words = list(dict.fromkeys(part for part in parts if isinstance(part, str)))
        if not words:
            return not settled
        for index in range(len(words) - 1, 0, -1):
            # 执行率不低于60%且低于80%
            label = next((role.label for role in self.roles.values() if words[index].startswith(role.label)), "")
            if label and words[index - 1].startswith(label) and not settled:
                words[index - 1 : index + 1] = [words[index - 1] + "且" + words[index].removeprefix(label)]
        if len(words) == 1:
            return words[0]
        return f"（{'或者'.join(words)}）" if settled else "、".join(words[:-1]) + f"，并且{words[-1]}"

    def parts(self, node: nodes.Node, kind: type[nodes.BinExpr]) -> list[nodes.Node]:
        if not isinstance(node, kind):
            return [node]
        return [*self.parts(node.left, kind), *self.parts(node.right, kind)]

    def denied(self, node: nodes.Node) -> str | bool:
        said = self.say(node)
        if isinstance(said, bool):
            return not said
        if isinstance(node, nodes.Name):
            return f"没有{self.roles[node.name].label}"
        if isinstance(node, nodes.Compare) and node.ops[0].op == "eq":
            return said.replace("为", "不为", 1)
        return f"不是{said}" if said.startswith("（") else f"不是（{said}）"

    def filtered(self, node: nodes.Filter) -> str | bool:
        assert isinstance(node.node, nodes.Name)
        if not self.known(node.node.name):
            return False
        words = "、".join(f"“{arg.value}”" for arg in node.args if isinstance(arg, nodes.Const))
        verb = {"has": "里有", "ends": "以{0}结尾", "starts": "以{0}开头"}[node.name]
        return self.roles[node.node.name].label + (verb.format(words) if "{" in verb else verb + words)

    def known(self, role: str) -> bool:
        """Whether a field or a derivation gives the role; a table of fields (`fund.carried`) is no figure."""
        return bool(self.sources(role))

    def sources(self, role: str) -> Sequence[str]:
        return [path for path in self.pair.sources.get(role, "").split(" | ") if path in self.units or path == "year"]


# -- rules of the checks ----------------------------------------------------------------------------------------------
_ON = {"text": "报告", "case": "案件", "both": "案件、报告"}


def rule_table(engine: Engine) -> Iterator[str]:
    """All rules, a row each."""
    yield from ("| 代码 | 查什么 | 类别 | 程度 | 查 |", "| --- | --- | --- | --- | --- |")
    for rule in check_rules().values():
        link = re.sub(r"[^\w\- ]", "", f"{rule.code} {rule.title}").lower().replace(" ", "-")
        yield row(f"[`{rule.code}`](#{link})", rule.title, rule.family, LABELS[rule.severity], _ON[rule.on])


def rule_sections(engine: Engine) -> Iterator[str]:
    """A section for each rule, family by family."""
    found = check_rules().values()
    for family in dict.fromkeys(rule.family for rule in found):
        yield from (f"### {family}", "")
        for rule in found:
            if rule.family == family:
                yield from rule_lines(rule)


def rule_lines(rule: CheckRule) -> Iterator[str]:
    doubtful = "" if rule.doubtful == rule.severity else f"（拿不准的作{LABELS[rule.doubtful]}）"
    yield from (f"#### `{rule.code}` {rule.title}", "", f"{LABELS[rule.severity]}{doubtful}。{rule.explain}", "")
    for label, example in (("错", rule.wrong), ("对", rule.right)):
        if example:
            yield from (f"{label}：", "", "```text", *example.splitlines(), "```", "")
    if settings := thresholds(rule.code):
        shown = "、".join(f"`{name} = {toml(value)}`" for name, value in settings.items())
        yield from (f"可设：{shown}", "")


def word_table(engine: Engine) -> Iterator[str]:
    """The lists of words that a unit may add to; of patterns only their makers know what to add."""
    yield from ("| 组 | 名 | 现有的词 |", "| --- | --- | --- |")
    for module, lists in words().items():
        for name, value in lists.items():
            flat = ["、".join(one) if isinstance(one, list) else str(one) for one in value]
            if any(re.search(r"[\\()|*+?\[\]^$]", one) for one in flat):
                continue
            shown = "；" if any(isinstance(one, list) for one in value) else "、"
            more = "等" if len(flat) > 4 else ""
            yield row(f"`words.{module}`", f"`{name}`", f"`{shown.join(flat[:4])}`{more}")


# -- TOML and tables --------------------------------------------------------------------------------------------------
def toml(value: Any) -> str:
    """A value of a case as TOML in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, (date, Decimal)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


_PARTS: Mapping[str, Callable[[Engine], Iterator[str]]] = {
    "报告种类": genres,
    "字段": fields,
    "状语": circumstances,
    "事项": kinds,
    "推算的数": derived,
    "问题和措施": pairs,
}

_CHECK_PARTS: Mapping[str, Callable[[Engine], Iterator[str]]] = {
    "规则一览": rule_table,
    "规则": rule_sections,
    "词表": word_table,
}

#: Of README.md and docs/word.md.
_LISTS: Mapping[str, Callable[[Engine], Iterator[str]]] = {
    "报告一览": genre_list,
    "输出格式": written_formats,
    "能读的扩展名": read_endings,
}


if __name__ == "__main__":
    sys.exit(main())

"""From the TOML files of a phrase bank to one checked, compiled bundle.

The reader of a bank gains that all its faults are reported together, each with file and line: an unknown role or
filter, a form that can never apply or would drop a fact, two constructions of one name. Every form is tried on sample
values of its roles before anybody drafts with it.

The bundle is plain data and one code object, so that :mod:`drafter.phrasing.cache` can keep it; it is made anew
whenever a file of the bank changes.

Limits: what a form means is for a reader to judge; the trial of its words is in :mod:`drafter.phrasing.trial`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from drafter.errors import BadBank, DataFault, Place
from drafter.facts.derive import RULES
from drafter.facts.fields import TYPES
from drafter.phrasing.filters import FILTERS
from drafter.phrasing.layers import Source, Table, read, settle
from drafter.phrasing.sandbox import FORM_NODES, Sandbox
from drafter.phrasing.syntax_words import in_chinese
from drafter.phrasing.trial import Trial

_KIND_KEYS = {"label", "help", "example", "merges", "parallel", "theme", "derive", "use", "roles"}
_ROLE_KEYS = {
    *("label", "help", "example", "type", "unit", "measure", "required", "fact", "choices", "negative", "free"),
    "yearly",
}
_FORM_KEYS = {"text", "when", "own", "alone", "register"}
_CONSTRUCTION_KEYS = {"name", "kind", "when", "forms", "register"}
_PAIR_KEYS = {"name", "theme", "label", "when", "roles", "problem", "measure"}
_NODE_NAMES = {
    "For": "循环",
    "Call": "函数调用",
    "Getattr": "属性",
    "Getitem": "下标",
    "Concat": "~ 拼接",
    "Assign": "赋值",
    "Test": "is 判断",
    "CondExpr": "“甲 if 乙”，请写作 {% if 乙 %}甲{% endif %}",
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), "加减乘除"),
    **dict.fromkeys(("List", "Tuple", "Dict"), "列表"),
}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|（[^）]*）")
#: What ends a sentence (GB/T 15834-2011, 4.1 to 4.3).
_END = re.compile("[。！？]")


@dataclass
class _Parsed:
    """What the syntax tree of a form tells: roles needed, roles said, roles tested, constants compared with."""

    needs: set[str] = field(default_factory=set)
    says: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)
    numbers: list[Decimal] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Loader:
    """Checks and compiles the files of a bank, and of the layers over it (see :mod:`drafter.phrasing.layers`).

    `paths` are the fields and derived figures that roles may be filled from; without them `fact` goes unchecked.
    """

    def __init__(self, paths: Collection[str] | None = None) -> None:
        self.paths = paths
        self.sandbox = Sandbox()
        self.faults: list[DataFault] = []
        self.kinds: dict[str, dict[str, Any]] = {}
        self.forms: dict[str, list[tuple[Any, ...]]] = {}
        self.pairs: dict[str, dict[str, Any]] = {}
        self.circumstances: dict[str, dict[str, Any]] = {}
        # The macros of each kind ("" for the conditions of pairs), compiled apart so that a draft loads what it uses.
        self.macros: dict[str, list[str]] = {"": []}
        self.constants: dict[tuple[str, str], tuple[list[str], list[Decimal]]] = {}

    def fault(self, place: Place, what: str) -> None:
        self.faults.append(DataFault(place, what))

    def load(self, files: Sequence[tuple[str, str]], extra: Sequence[Sequence[tuple[str, str]]] = ()) -> dict[str, Any]:
        """The bundle of a bank given as (file name, text) pairs, with the layers `extra` over it.

        Raises BadBank with every fault.
        """
        layered = settle([read(layer, self.fault) for layer in (files, *extra)], self.fault)
        for what, take in (
            ("circumstance", self.circumstance),
            ("kind", self.kind),
            ("construction", self.construction),
            ("pair", self.pair),
        ):
            for table in layered.tables[what].values():
                try:
                    take(table)
                except (AttributeError, KeyError, TypeError, ValueError):
                    # Words where a table should stand, or the reverse: whatever a first attempt looks like.
                    self.fault(table.at(), f"{table.name} 的写法不对，请对照自带的句式库")
        for before, after in layered.gone:
            kind = before.data.get("kind")
            if isinstance(kind, str) and kind in self.kinds and not self.forms.get(kind):
                self.fault(after.at(), f"种类 {kind} 因此一种说法也没有了，至少要留一个构式")
        if self.faults:
            raise BadBank(sorted(self.faults, key=lambda f: (f.place.file, f.place.line) if f.place else ("", 0)))
        code = {kind: self.sandbox.compile("".join(each), kind, kind) for kind, each in self.macros.items()}
        bundle = {"kinds": self.kinds, "forms": self.forms, "pairs": self.pairs, "code": code}
        Trial(self, bundle).run()
        if self.faults:
            raise BadBank(sorted(self.faults, key=lambda f: (f.place.file, f.place.line) if f.place else ("", 0)))
        return bundle

    # -- kinds and roles ------------------------------------------------------------------------------------------
    def role(self, source: Source, path: tuple[Any, ...], name: str, table: Any) -> dict[str, Any]:
        if not isinstance(table, dict):
            self.fault(source.at(*path), f"角色 {name} 应当是一个表")
            return {"label": name, "type": "name"}
        for key in table:
            if key not in _ROLE_KEYS:
                self.fault(source.at(*path, key), f"角色 {name} 没有 {key} 这一项{_near(key, _ROLE_KEYS)}")
        if table.get("type", "name") not in TYPES:
            self.fault(
                source.at(*path, "type"), f"角色 {name} 的类型 {table['type']} 不认识{_near(table['type'], TYPES)}"
            )
        if "label" not in table:
            self.fault(source.at(*path), f"角色 {name} 缺少 label（给人看的名称）")
        if table.get("yearly") and table.get("required"):
            self.fault(source.at(*path, "yearly"), f"角色 {name} 必填，不能是 yearly（下年的案件会把它清空）")
        if "fact" in table:
            self.sources(source.at(*path, "fact"), name, table["fact"])
        return {"type": "name", "label": name, **table}

    def sources(self, place: Place, name: str, fact: object) -> None:
        """What a role is filled from: a path, several (` | `), or a key of the row at hand (`@name`)."""
        if not isinstance(fact, str) or not fact:
            self.fault(place, f"角色 {name} 的 fact 应当是加引号的字段路径")
            return
        for path in fact.split(" | ") if self.paths is not None else ():
            known = {one.partition("[].")[2] for one in self.paths or ()} if path[:1] == "@" else self.paths or ()
            if path.removeprefix("@") not in known:
                near = _near(path.removeprefix("@"), known)
                self.fault(place, f"没有 {path} 这个字段（角色 {name} 的 fact）{near}")

    def circumstance(self, table: Table) -> None:
        self.circumstances[table.name] = self.role(table.source, table.path, table.name, table.data)

    def kind(self, found: Table) -> None:
        source, name, table = found.source, found.name, found.data
        place = found.at()
        for key in table:
            if key not in _KIND_KEYS:
                self.fault(source.at("kind", name, key), f"种类 {name} 没有 {key} 这一项{_near(key, _KIND_KEYS)}")
        roles = {
            role: self.role(source, ("kind", name, "roles", role), role, data)
            for role, data in table.get("roles", {}).items()
        }
        statement = any("fact" in role for role in roles.values())
        use = table.get("use") or ("statement" if statement else "event")
        if use == "event":
            if "label" not in table:
                self.fault(place, f"种类 {name} 缺少 label（给人看的名称）")
            for role, data in self.circumstances.items():
                roles.setdefault(role, {**data, "frame": True})
        merges = table.get("merges", "")
        if merges and merges not in roles:
            self.fault(source.at("kind", name, "merges"), f"merges 指的角色 {merges} 不在种类 {name} 里")
        self.kinds[name] = {
            "label": table.get("label", name),
            "help": table.get("help", ""),
            "example": table.get("example", ""),
            "merges": merges,
            "parallel": bool(table.get("parallel")),
            "derive": self.derived(source, name, table.get("derive", {}), roles),
            "theme": table.get("theme", source.data.get("theme", "")),
            "use": use,
            "roles": roles,
        }

    def derived(
        self, source: Source, name: str, table: Mapping[str, Any], roles: Mapping[str, Any]
    ) -> dict[str, tuple[str, tuple[str, ...], str, int]]:
        """The roles of a kind that follow from others: role → rule, inputs, unit and decimals."""
        found = {}
        for role, rule in table.items():
            place = source.at("kind", name, "derive", role)
            of = tuple(rule.get("of", ()))
            unknown = [one for one in (role, *of) if one not in roles]
            if unknown or rule.get("rule") not in RULES:
                what = f"角色 {unknown[0]}" if unknown else f"算法 {rule.get('rule')}"
                self.fault(place, f"种类 {name} 的推算用了没有的{what}")
                continue
            found[role] = (rule["rule"], of, rule.get("unit", ""), rule.get("decimals", 2))
        return found

    # -- constructions --------------------------------------------------------------------------------------------
    def construction(self, found: Table) -> None:
        source, path, name, table = found
        place, kind = found.at(), table.get("kind")
        for key in table:
            if key not in _CONSTRUCTION_KEYS:
                self.fault(source.at(*path, key), f"构式 {name} 没有 {key} 这一项{_near(key, _CONSTRUCTION_KEYS)}")
        if kind not in self.kinds:
            self.fault(source.at(*path, "kind"), f"构式 {name} 的种类 {kind} 没有定义{_near(str(kind), self.kinds)}")
            return
        forms = table.get("forms")
        if not isinstance(forms, list) or not forms:
            self.fault(place, f"构式 {name} 没有 forms（说法）")
            return
        for number, form in enumerate(forms):
            entry = {"text": form} if isinstance(form, str) else form
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                self.fault(
                    source.at(*path, "forms", number), f"构式 {name} 的第{number + 1}种说法应当是文字，或写明 text 的表"
                )
                continue
            self.form(source.at(*path, "forms", number), name, number, kind, entry, table.get("when", ""), table)

    def form(
        self,
        place: Place,
        name: str,
        number: int,
        kind: str,
        entry: Mapping[str, Any],
        when: str,
        table: Mapping[str, Any],
    ) -> None:
        label = f"{name}#{number}"
        for key in entry:
            if key not in _FORM_KEYS:
                self.fault(place, f"说法 {label} 没有 {key} 这一项{_near(key, _FORM_KEYS)}")
        if entry.get("own", "") not in ("", "thing", "agent"):
            self.fault(place, f'说法 {label} 的 own 应当是 "thing"（事物作主语）或 "agent"（别的单位作主语）')
        text = entry["text"].strip()
        parsed = self.parse(place, label, text, kind)
        condition = " and ".join(f"({part})" for part in (when, entry.get("when", "")) if part)
        tested = self.parse(place, label, "{{ " + condition + " }}", kind) if condition else _Parsed()
        if parsed is None or tested is None:
            return
        if not text:
            self.fault(place, f"说法 {label} 是空的")
            return
        if mark := _END.search(_QUOTED.sub("", _TAG.sub(" ", text))):
            # A text read back must give the same sentences, and each of them its own identity.
            self.fault(place, f"说法 {label} 里有“{mark[0]}”：一种说法只说一句，句末的标点由程序加")
            return
        roles = self.kinds[kind]["roles"]
        for role, data in roles.items():
            if data.get("required") and role not in parsed.says and data["type"] != "flag":
                self.fault(place, f"说法 {label} 永远用不上：没有说到必填的角色 {role}（{data['label']}）")
        macros = self.macros.setdefault(kind, [])
        count = len(macros)
        macro = f"f{count}"
        macros.append(f"{{% macro {macro}({', '.join(parsed.used)}) %}}{text}{{% endmacro %}}")
        self.constants[kind, macro] = (parsed.words + tested.words, parsed.numbers + tested.numbers)
        when_macro = ""
        if condition:
            when_macro = self.condition(kind, f"w{count}", tested.used, condition)
        words = _HAN.findall(_TAG.sub(" ", text))
        bigrams = tuple(sorted({run[i : i + 2] for run in words for i in range(len(run) - 1)}))
        self.forms.setdefault(kind, []).append(
            (
                name,
                number,
                text,
                tuple(parsed.used),
                tuple(sorted(parsed.needs)),
                tuple(sorted(parsed.says)),
                macro,
                when_macro,
                tuple(tested.used),
                entry.get("own", ""),
                bool(entry.get("alone")),
                entry.get("register", table.get("register", "")),
                bigrams,
                place.file,
                place.line,
                condition,
                sum(map(len, words)),
            )
        )

    def condition(self, kind: str, macro: str, roles: Sequence[str], condition: str) -> str:
        """Add the macro of a condition, which answers True or False; gives its name back."""
        macro_text = f"{{% macro {macro}({', '.join(roles)}) %}}{{{{ not not ({condition}) }}}}{{% endmacro %}}"
        self.macros.setdefault(kind, []).append(macro_text)
        return macro

    def parse(self, place: Place, label: str, text: str, kind: str) -> _Parsed | None:
        """The roles and constants of a form, or None with its faults reported."""
        try:
            tree = self.sandbox.parse(text)
        except TemplateSyntaxError as error:
            self.fault(place, f"说法 {label} 的写法有误：{in_chinese(error.message)}")
            return None
        parsed, before = _Parsed(), len(self.faults)
        roles = self.kinds[kind]["roles"]
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, FORM_NODES):
                what = type(node).__name__
                self.fault(place, f"说法 {label} 里不能用{_NODE_NAMES.get(what, what)}")
                return None
            if isinstance(node, nodes.Filter) and node.name not in FILTERS:
                self.fault(place, f"说法 {label} 用了没有的过滤器 {node.name}{_near(node.name, FILTERS)}")
            elif isinstance(node, nodes.Name):
                if node.name not in roles:
                    self.fault(place, f"说法 {label} 用了种类 {kind} 没有的角色 {node.name}{_near(node.name, roles)}")
                elif node.name not in parsed.used:
                    parsed.used.append(node.name)
            elif isinstance(node, nodes.Const):
                if isinstance(node.value, str):
                    parsed.words.append(node.value)
                elif isinstance(node.value, (int, float)):
                    parsed.numbers.append(Decimal(str(node.value)))
        if len(self.faults) > before:
            return None
        _outputs(tree.body, frozenset(), parsed)
        return parsed

    # -- pairs ----------------------------------------------------------------------------------------------------
    def pair(self, found: Table) -> None:
        source, path, name, table = found
        for key in table:
            if key not in _PAIR_KEYS:
                self.fault(source.at(*path, key), f"{name} 没有 {key} 这一项{_near(key, _PAIR_KEYS)}")
        roles = {
            role: self.role(source, (*path, "roles", role), role, data) for role, data in table.get("roles", {}).items()
        }
        when_macro = ""
        when_roles: tuple[str, ...] = ()
        for side in ("problem", "measure"):
            for part in ("lead", "detail"):
                kind = f"{side}.{part}.{name}"
                # Its roles are optional one by one: a form that needs one applies only where the case has it.
                self.kinds[kind] = {
                    "label": table.get("label", name),
                    "help": "",
                    "example": "",
                    "merges": "",
                    "parallel": False,
                    "derive": {},
                    "theme": table.get("theme", ""),
                    "use": "pair",
                    "roles": roles,
                }
                forms = table.get(side, {}).get(part)
                if not forms:
                    self.fault(source.at(*path, side), f"{name} 的 {side}.{part} 没有说法")
                    continue
                for number, form in enumerate(forms):
                    entry = {"text": form} if isinstance(form, str) else form
                    self.form(source.at(*path, side, part, number), kind, number, kind, entry, "", {})
        if condition := table.get("when"):
            place = source.at(*path, "when")
            tested = self.parse(place, name, "{{ " + condition + " }}", f"problem.lead.{name}")
            if tested is not None:
                when_roles = tuple(tested.used)
                when_macro = self.condition("", f"p{len(self.macros[''])}", tested.used, condition)
        self.pairs[name] = {
            "theme": table.get("theme", ""),
            "label": table.get("label", name),
            "sources": {role: data["fact"] for role, data in roles.items() if "fact" in data},
            "condition": table.get("when", ""),
            "when": when_macro,
            "when_roles": when_roles,
        }


def _outputs(body: Sequence[nodes.Node], guarded: frozenset[str], parsed: _Parsed) -> None:
    """Fill in which roles a form says, and which of them it cannot do without (said outside any `if` on them)."""
    for node in body:
        if isinstance(node, nodes.If):
            names = {name.name for name in node.test.find_all(nodes.Name)}
            if isinstance(node.test, nodes.Name):
                names.add(node.test.name)
            _outputs(node.body, guarded | names, parsed)
            for branch in node.elif_:
                more = {name.name for name in branch.test.find_all(nodes.Name)}
                if isinstance(branch.test, nodes.Name):
                    more.add(branch.test.name)
                _outputs(branch.body, guarded | names | more, parsed)
            _outputs(node.else_, guarded | names, parsed)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                names = {name.name for name in part.find_all(nodes.Name)}
                if isinstance(part, nodes.Name):
                    names.add(part.name)
                parsed.says |= names
                parsed.needs |= names - guarded


def _near(word: str, known: Any) -> str:
    match = get_close_matches(word, list(known), 1, 0.6)
    return f"，是不是 {match[0]}" if match else ""

"""From the TOML files of a phrase bank to one checked, compiled bundle.

The reader of a bank gains that all its faults are reported together, each with file and line: an unknown role or
filter, a form that can never apply or would drop a fact, two constructions of one name. Every form is tried on sample
values of its roles before anybody drafts with it.

The bundle is plain data and one code object, so that :mod:`drafter.cache` can keep it; it is made anew
whenever a file of the bank changes.

Limits: what a form means is for a reader to judge; the trial of its words is in :mod:`drafter.phrasing.form_trials`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from drafter.errors import BadBank, DataFault, Place
from drafter.facts.derive import RULES
from drafter.facts.fields import TYPES
from drafter.phrasing import form as forms
from drafter.phrasing import limits, shapes
from drafter.phrasing.form_trials import Trial
from drafter.phrasing.macros import Macros
from drafter.phrasing.overlays import Source, Table, read, settle
from drafter.phrasing.sandbox import Sandbox
from drafter.phrasing.shapes import near

#: Faults after which no more are looked for: whoever has so many mends these first.
_ENOUGH = 100


class _Enough(Exception):
    """There are as many faults as anybody will read."""


class Loader:
    """Checks and compiles the files of a bank, and of the layers over it (see :mod:`drafter.phrasing.overlays`).

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
        self.macros = Macros()
        self.total = 0
        self.constants: dict[tuple[str, str], tuple[list[str], list[Decimal]]] = {}

    def fault(self, place: Place, what: str) -> None:
        self.faults.append(DataFault(place, what))
        if len(self.faults) >= _ENOUGH:
            raise _Enough()

    def load(
        self, files: Sequence[tuple[str, str]], extra: Sequence[Sequence[tuple[str, str]]] = (), tried: bool = True
    ) -> dict[str, Any]:
        """The bundle of a bank given as (file name, text) pairs, with the layers `extra` over it.

        With `tried` its forms are compiled and tried; whoever already has faults to tell need not wait for that and has
        no bundle. Raises BadBank with every fault.
        """
        bundle: dict[str, Any] = {}
        try:
            self.tables(files, extra)
            if tried and not self.faults:
                code = self.macros.compile(self.sandbox, self.fault)
                bundle = {"kinds": self.kinds, "forms": self.forms, "pairs": self.pairs, "code": code}
                if not self.faults:
                    Trial(self, bundle).run()
        except _Enough:
            pass
        if self.faults:
            raise BadBank(sorted(self.faults, key=lambda f: (f.place.file, f.place.line) if f.place else ("", 0)))
        return bundle

    def tables(self, files: Sequence[tuple[str, str]], extra: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Take what the files declare, the layers settled."""
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

    # -- kinds and roles ------------------------------------------------------------------------------------------
    def role(self, source: Source, path: tuple[Any, ...], name: str, table: Any) -> dict[str, Any]:
        if why := shapes.role_name(name):
            self.fault(source.at(*path), why)
        if not isinstance(table, dict):
            self.fault(source.at(*path), f"角色 {name} 应当是一个表")
            return {"label": name, "type": "name"}
        if "type" in table and isinstance(table["type"], str) and table["type"] not in TYPES:
            kind = table["type"]
            self.fault(source.at(*path, "type"), f"角色 {name} 的类型 {kind} 不认识{near(kind, TYPES)}")
            table = {key: value for key, value in table.items() if key != "type"}
        self.shaped(source, path, table, shapes.ROLE, f"角色 {name}")
        if "label" not in table:
            self.fault(source.at(*path), f"角色 {name} 缺少 label（给人看的名称）")
        if table.get("yearly") and table.get("required"):
            self.fault(source.at(*path, "yearly"), f"角色 {name} 必填，不能是 yearly（下年的案件会把它清空）")
        if "fact" in table:
            self.sources(source.at(*path, "fact"), name, table["fact"])
        return {"type": "name", "label": name, **table}

    def shaped(
        self, source: Source, path: tuple[Any, ...], table: Mapping[str, Any], known: Mapping[str, Any], what: str
    ) -> None:
        """A fault for each key that a table has not, or whose value is of another kind than it takes."""
        for key, why in shapes.misshapen(table, known, what):
            self.fault(source.at(*path, key), why)

    def sources(self, place: Place, name: str, fact: object) -> None:
        """What a role is filled from: a path, several (` | `), or a key of the row at hand (`@name`)."""
        if not isinstance(fact, str) or not fact:
            self.fault(place, f"角色 {name} 的 fact 应当是加引号的字段路径")
            return
        for path in fact.split(" | ") if self.paths is not None else ():
            known = {one.partition("[].")[2] for one in self.paths or ()} if path[:1] == "@" else self.paths or ()
            if path.removeprefix("@") not in known:
                what = f"没有 {path} 这个字段（角色 {name} 的 fact）"
                self.fault(place, what + near(path.removeprefix("@"), known))

    def circumstance(self, table: Table) -> None:
        self.circumstances[table.name] = self.role(table.source, table.path, table.name, table.data)

    def kind(self, found: Table) -> None:
        source, name, table = found.source, found.name, found.data
        place = found.at()
        self.shaped(source, ("kind", name), table, shapes.KIND, f"种类 {name}")
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
            if not isinstance(rule, dict):
                self.fault(place, f"种类 {name} 的推算 {role} 应当是一个表")
                continue
            self.shaped(source, ("kind", name, "derive", role), rule, shapes.DERIVE, f"推算 {role}")
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
        self.shaped(source, path, table, shapes.CONSTRUCTION, f"构式 {name}")
        if kind not in self.kinds:
            self.fault(source.at(*path, "kind"), f"构式 {name} 的种类 {kind} 没有定义{near(str(kind), self.kinds)}")
            return
        if not isinstance(table.get("forms"), list) or not table["forms"]:
            self.fault(place, f"构式 {name} 没有 forms（说法）")
            return
        self.several(source, (*path, "forms"), name, kind, table["forms"], table)

    def several(
        self,
        source: Source,
        path: tuple[Any, ...],
        name: str,
        kind: str,
        given: Sequence[Any],
        table: Mapping[str, Any],
    ) -> None:
        """The forms of a construction, or of one part of a pair; `table` holds what they share."""
        if len(given) > limits.FORMS:
            self.fault(source.at(*path), f"{name} 的说法太多，有{len(given)}种，最多{limits.FORMS}种")
            return
        self.total += len(given)
        if self.total > limits.FORMS_IN_ALL:
            self.fault(source.at(*path), f"说法太多，连同自带的最多{limits.FORMS_IN_ALL}种")
            raise _Enough()
        for number, one in enumerate(given):
            place, entry = source.at(*path, number), {"text": one} if isinstance(one, str) else one
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                self.fault(place, f"{name} 的第{number + 1}种说法应当是文字，或写明 text 的表")
                continue
            self.form(place, name, number, kind, entry, table)

    def form(
        self, place: Place, name: str, number: int, kind: str, entry: Mapping[str, Any], table: Mapping[str, Any]
    ) -> None:
        label = f"说法 {name}#{number}"
        for _, why in shapes.misshapen(entry, shapes.FORM, label):
            self.fault(place, why)
        if entry.get("own", "") not in ("", "thing", "agent"):
            self.fault(place, f'{label} 的 own 应当是 "thing"（事物作主语）或 "agent"（别的单位作主语）')
        text = entry["text"].strip()
        parsed = self.parsed(place, label, text, kind)
        parts = [part for part in (table.get("when", ""), entry.get("when", "")) if isinstance(part, str) and part]
        condition = " and ".join([f"({part})" for part in parts])
        tested = self.tested(place, label, parts, condition, kind)
        if parsed is None or tested is None:
            return
        if not text:
            self.fault(place, f"{label} 是空的")
            return
        if mark := forms.ends_inside(text):
            # A text read back must give the same sentences, and each of them its own identity.
            self.fault(place, f"{label} 里有“{mark}”：一种说法只说一句，句末的标点由程序加")
            return
        roles = self.kinds[kind]["roles"]
        for role, data in roles.items():
            if data.get("required") and role not in parsed.says and data["type"] != "flag":
                self.fault(place, f"{label} 永远用不上：没有说到必填的角色 {role}（{data['label']}）")
        count = self.macros.count(kind)
        macro, when_macro = f"f{count}", f"w{count}" if condition else ""
        self.macros.add(kind, forms.macro(macro, parsed.used, text), place, label)
        self.constants[kind, macro] = (parsed.words + tested.words, parsed.numbers + tested.numbers)
        if condition:
            self.macros.add(kind, forms.condition_macro(when_macro, tested.used, condition), place, label)
        words = forms.han(text)
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

    def parsed(self, place: Place, label: str, text: str, kind: str) -> forms.Parsed | None:
        """What a form tells, or None with its faults reported."""
        found, faults = forms.parse(self.sandbox, text, kind, self.kinds[kind]["roles"])
        for why in faults:
            self.fault(place, f"{label} {why}")
        return None if faults else found

    def tested(self, place: Place, label: str, parts: Sequence[str], whole: str, kind: str) -> forms.Parsed | None:
        """What the parts of a condition, joined as `whole`, ask for; None with their faults reported."""
        found = forms.Parsed()
        # Each for itself before they are joined, so that none reaches beyond its brackets.
        for part in dict.fromkeys((*parts, whole) if len(parts) > 1 else parts):
            found, faults = forms.condition(self.sandbox, part, kind, self.kinds[kind]["roles"])
            for why in faults:
                self.fault(place, f"{label} {why}")
            if faults:
                return None
        return found

    # -- pairs ----------------------------------------------------------------------------------------------------
    def pair(self, found: Table) -> None:
        source, path, name, table = found
        self.shaped(source, path, table, shapes.PAIR, name)
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
                given = table.get(side, {}).get(part)
                if not given or not isinstance(given, list):
                    self.fault(source.at(*path, side), f"{name} 的 {side}.{part} 没有说法")
                    continue
                self.several(source, (*path, side, part), kind, kind, given, {})
        if condition := table.get("when"):
            place = source.at(*path, "when")
            tested = self.tested(place, f"说法 {name}", [condition], condition, f"problem.lead.{name}")
            if tested is not None:
                when_roles, when_macro = tuple(tested.used), f"p{self.macros.count('')}"
                self.macros.add("", forms.condition_macro(when_macro, tested.used, condition), place, name)
        self.pairs[name] = {
            "theme": table.get("theme", ""),
            "label": table.get("label", name),
            "sources": {role: data["fact"] for role, data in roles.items() if "fact" in data},
            "condition": table.get("when", ""),
            "when": when_macro,
            "when_roles": when_roles,
        }

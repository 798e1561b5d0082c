"""What a bank declares before anything is said: circumstances, kinds with their roles, pairs, fragments, words.

Whoever writes a bank gains each fault of a table with its line; whoever compiles its forms, kinds that are known.

Limits: forms are only counted here (:mod:`drafter.phrasing.piece` reads them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from drafter.errors import Place
from drafter.facts.derive import RULES
from drafter.facts.fields import TYPES, Field, declared
from drafter.phrasing import shapes
from drafter.phrasing.faults import BankFaults
from drafter.phrasing.fragments import Fragments, named_badly
from drafter.phrasing.helps import members
from drafter.phrasing.overlays import BankFile, BankTable, Key, Layered
from drafter.phrasing.rows import KindRow, Reckoned, RoleRow
from drafter.phrasing.shapes import near

#: The parts of a pair, each a kind of its own: `problem.lead.x` says problem x in short.
PARTS = tuple((side, part) for side in ("problem", "measure") for part in ("lead", "detail"))


class Declarations:
    """The tables of a bank, the layers over it settled; faults go to `fault`.

    `paths` are the fields and derived figures that roles may be filled from; without them `fact` goes unchecked.
    """

    def __init__(self, paths: Collection[str] | None, fault: BankFaults) -> None:
        self.paths, self.fault = paths, fault
        self.circumstances: dict[str, RoleRow] = {}
        self.kinds: dict[str, KindRow] = {}
        self.texts: dict[str, str] = {}
        self.words: dict[str, tuple[str, ...]] = {}

    def take(self, layered: Layered) -> None:
        """Declare what all tables declare, in an order in which each finds what it names. Raises Enough."""
        for what, take in (
            ("fragment", self._fragment),
            ("words", self._words),
            ("circumstance", self._circumstance),
            ("kind", self._kind),
            ("pair", self._pair),
        ):
            for table in layered.tables[what].values():
                try:
                    take(table)
                except (AttributeError, KeyError, TypeError, ValueError):
                    # Words where a table should stand, or the reverse: whatever a first attempt looks like.
                    self.fault(table.at(), f"{table.name} 的写法不对，请对照自带的句式库")
        for table in layered.tables["kind"].values():
            if table.name in self.kinds:
                self._help(table, self.kinds[table.name])

    def _help(self, table: BankTable, row: KindRow) -> None:
        """A fault where the help of a kind names what is neither a role of it nor a kind."""
        try:
            unknown = [one for one in members(row.help) if one not in row.roles and one not in self.kinds]
        except ValueError:
            self.fault(table.at("help"), f"种类 {table.name} 的 help 里花括号不成对")
            return
        for one in unknown[:1]:
            known = (*row.roles, *self.kinds)
            self.fault(table.at("help"), f"种类 {table.name} 的 help 里，{one} 不是要素，也不是种类{near(one, known)}")

    @property
    def fragments(self) -> Fragments:
        """The fragments and words by name."""
        return Fragments(self.texts, self.words)

    def shaped(
        self, source: BankFile, path: Key, table: Mapping[str, object], known: Mapping[str, shapes.Shape], what: str
    ) -> None:
        """A fault for each key that a table has not, or whose value is of another kind than it takes."""
        for key, why in shapes.misshapen(table, known, what):
            self.fault(source.at(*path, key), why)

    # -- fragments and words --------------------------------------------------------------------------------------
    def _fragment(self, table: BankTable) -> None:
        text = table.data["text"]
        if named_badly(table.name):
            self.fault(table.at(), f"片段的名字 {table.name} 只能用汉字、字母、数字、- 和 /")
        elif not isinstance(text, str) or not text:
            self.fault(table.at(), f"片段 {table.name} 应当是加引号的文字")
        else:
            self.texts[table.name] = text

    def _words(self, table: BankTable) -> None:
        words = table.data["text"]
        if named_badly(table.name):
            self.fault(table.at(), f"词表的名字 {table.name} 只能用汉字、字母、数字、- 和 /")
        elif not isinstance(words, list) or not words or not all(isinstance(one, str) and one for one in words):
            self.fault(table.at(), f"词表 {table.name} 应当是一列加引号的文字")
        elif any(mark in one for one in words for mark in "'\"\\{}"):
            self.fault(table.at(), f"词表 {table.name} 的词里不能有引号、花括号和反斜杠")
        else:
            self.words[table.name] = tuple(words)

    # -- kinds and roles ------------------------------------------------------------------------------------------
    def role(self, source: BankFile, path: Key, name: str, table: object) -> RoleRow:
        """The role that a table declares, one without a type of its own where it is wrong."""
        if why := shapes.role_name(name):
            self.fault(source.at(*path), why)
        if not isinstance(table, dict):
            self.fault(source.at(*path), f"角色 {name} 应当是一个表")
            return RoleRow(Field(name, "name", name))
        kind = table.get("type")
        if isinstance(kind, str) and kind not in TYPES:
            self.fault(source.at(*path, "type"), f"角色 {name} 的类型 {kind} 不认识{near(kind, TYPES)}")
            table = {key: value for key, value in table.items() if key != "type"}
        self.shaped(source, path, table, shapes.ROLE, f"角色 {name}")
        if "label" not in table:
            self.fault(source.at(*path), f"角色 {name} 缺少 label（给人看的名称）")
        if table.get("yearly") and table.get("required"):
            self.fault(source.at(*path, "yearly"), f"角色 {name} 必填，不能是 yearly（下年的案件会把它清空）")
        fact = table.get("fact", "")
        if "fact" in table:
            self._sources(source.at(*path, "fact"), name, fact)
        choices = table.get("choices")
        field = declared(
            name, {"type": "name", "label": name, **table}, tuple(choices) if isinstance(choices, list) else ()
        )
        return RoleRow(field, fact if isinstance(fact, str) else "")

    def roles(self, source: BankFile, path: Key, table: Mapping[str, object]) -> dict[str, RoleRow]:
        """The roles that a table declares under `roles`."""
        given = table.get("roles", {})
        if not isinstance(given, dict):
            raise TypeError(given)
        return {role: self.role(source, (*path, "roles", role), role, data) for role, data in given.items()}

    def _sources(self, place: Place, name: str, fact: object) -> None:
        """What a role is filled from: a path, several (` | `), or a key of the row at hand (`@name`)."""
        if not isinstance(fact, str) or not fact:
            self.fault(place, f"角色 {name} 的 fact 应当是加引号的字段路径")
            return
        for path in fact.split(" | ") if self.paths is not None else ():
            known = {one.partition("[].")[2] for one in self.paths or ()} if path[:1] == "@" else self.paths or ()
            if path.removeprefix("@") not in known:
                what = f"没有 {path} 这个字段（角色 {name} 的 fact）"
                self.fault(place, what + near(path.removeprefix("@"), known))

    def _circumstance(self, table: BankTable) -> None:
        self.circumstances[table.name] = self.role(table.source, table.path, table.name, table.data)

    def _kind(self, found: BankTable) -> None:
        source, name, table = found.source, found.name, found.data
        self.shaped(source, found.path, table, shapes.KIND, f"种类 {name}")
        roles = self.roles(source, found.path, table)
        use = table.get("use") or ("statement" if any(role.fact for role in roles.values()) else "event")
        if use == "event":
            if "label" not in table:
                self.fault(found.at(), f"种类 {name} 缺少 label（给人看的名称）")
            for role, row in self.circumstances.items():
                roles.setdefault(role, row._replace(frame=True))
        merges = table.get("merges", "")
        if merges and merges not in roles:
            self.fault(found.at("merges"), f"merges 指的角色 {merges} 不在种类 {name} 里")
        self.kinds[name] = KindRow(
            label=_text(table.get("label", name)),
            help=_text(table.get("help", "")),
            example=_text(table.get("example", "")),
            use=_text(use),
            merges=_text(merges),
            parallel=bool(table.get("parallel")),
            theme=_text(table.get("theme", source.data.get("theme", ""))),
            roles=roles,
            derive=self._derived(found, table.get("derive", {}), roles),
        )

    def _derived(self, found: BankTable, table: object, roles: Collection[str]) -> dict[str, Reckoned]:
        """The roles of a kind that follow from others."""
        reckoned = {}
        if not isinstance(table, dict):
            return {}
        for role, rule in table.items():
            place = found.at("derive", role)
            if not isinstance(rule, dict):
                self.fault(place, f"种类 {found.name} 的推算 {role} 应当是一个表")
                continue
            self.shaped(found.source, (*found.path, "derive", role), rule, shapes.DERIVE, f"推算 {role}")
            of = tuple(rule.get("of", ()))
            unknown = [one for one in (role, *of) if one not in roles]
            if unknown or rule.get("rule") not in RULES:
                what = f"角色 {unknown[0]}" if unknown else f"算法 {rule.get('rule')}"
                self.fault(place, f"种类 {found.name} 的推算用了没有的{what}")
                continue
            reckoned[role] = Reckoned(rule["rule"], of, rule.get("unit", ""), rule.get("decimals", 2))
        return reckoned

    def _pair(self, found: BankTable) -> None:
        source, name, table = found.source, found.name, found.data
        self.shaped(source, found.path, table, shapes.PAIR, name)
        # Its roles are optional one by one: a form that needs one applies only where the case has it.
        roles = self.roles(source, found.path, table)
        for side, part in PARTS:
            self.kinds[f"{side}.{part}.{name}"] = KindRow(
                label=_text(table.get("label", name)),
                help="",
                example="",
                use="pair",
                merges="",
                parallel=False,
                theme=_text(table.get("theme", "")),
                roles=roles,
                derive={},
            )


def forms_of(table: BankTable, what: str) -> Sequence[tuple[Key, object]]:
    """The lists of forms that a construction or pair holds, each with its path in the file, as they were written."""
    if what == "construction":
        return [((*table.path, "forms"), table.data.get("forms"))]
    found: list[tuple[Key, object]] = []
    for side, part in PARTS:
        parts = table.data.get(side, {})
        found.append(((*table.path, side, part), parts.get(part) if isinstance(parts, dict) else None))
    return found


def _text(value: object) -> str:
    """A value that should be text; one that is not has its fault already."""
    return value if isinstance(value, str) else ""

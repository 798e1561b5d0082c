"""The helps of kinds, whose members are roles and kinds (drafter/phrasing/helps.py). What holds:

- who edits text reads names, who fills in a form labels, in English as well, and no brace is left in either;
- a member that is neither a role nor a kind, and braces that do not pair, are faults of the bank with file and line.
"""

from __future__ import annotations

import pytest

from drafter import messages
from drafter.composing.engine import Engine
from drafter.editing.kinds import plain_help
from drafter.errors import BadBank
from drafter.phrasing.helps import by_label, by_name, members
from drafter.phrasing.loader import Loader

KIND = """
[kind.rest]
label = "休息"
help = {help}
[kind.rest.roles]
what = {{ label = "事项", required = true }}
paid = {{ label = "带薪", type = "flag" }}

[[construction]]
name = "rest.a"
kind = "rest"
forms = ["休{{{{ what }}}}{{% if paid %}}（带薪）{{% endif %}}"]
"""


def test_names_are_parted_from_words() -> None:
    text = "见{what}，用{other}说明；{paid=true}表示带薪"
    assert by_name(text) == "见 what，用 other 说明；paid = true 表示带薪"
    assert by_label(text, lambda name, flag: f"<{name}{'+' * flag}>") == "见<what>，用<other>说明；<paid+>表示带薪"
    assert members(text) == ["what", "other", "paid"]
    assert by_name("没有要素") == "没有要素"


def test_every_help_of_ours_has_labels_for_its_members(made: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {name: made.bank.kinds[name].help for name in made.schema.kinds}
    named = {name: members(text) for name, text in told.items() if members(text)}
    assert named
    for tongue in ("zh", "en"):
        monkeypatch.setattr("drafter.messages.language", lambda tongue=tongue: tongue)
        for name in made.schema.kinds:
            said = plain_help(made, name)
            assert "{" not in said and "}" not in said
            for member in named.get(name, ()):
                role = made.schema.kinds[name].roles.get(member)
                label = role.label if role is not None else made.schema.kinds[member].label
                assert messages.say(label) in said
                # The name itself is for whoever edits text.
                assert member in by_name(told[name])


@pytest.mark.parametrize(
    ("help", "why"),
    [("见{waht}", "waht 不是要素，也不是种类，是不是 what"), ("见{what", "花括号不成对"), ("见what}", "花括号不成对")],
)
def test_a_help_names_what_there_is(help: str, why: str) -> None:
    with pytest.raises(BadBank) as told:
        Loader().load([("bank.toml", KIND.format(help=f'"{help}"'))])
    (fault,) = told.value.faults
    assert why in str(fault.message())
    assert fault.place is not None and (fault.place.file, fault.place.line) == ("bank.toml", 4)
    assert Loader().load([("bank.toml", KIND.format(help='"见{what}、{rest}，{paid=true}另算"'))]).kinds["rest"]

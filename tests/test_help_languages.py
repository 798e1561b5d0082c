"""What the command line says of itself (drafter/cli.py), in Chinese or, with DRAFTER_LANG=en, in English. What holds:

- the help of every command is English from end to end, but for what is Chinese in every language: marks of a
  case, names of files, examples of notes and places;
- nothing that is written down of a command lacks its English, and Chinese helps are as they are written;
- an option that is wrong is told in the language of the user, in one line.
"""

from __future__ import annotations

import re

import pytest

from drafter.cli import COMMANDS, _parser, main, texts, within

#: Notes, a case's own marks, units and names: Chinese in every language.
OWN = re.compile(r"“[^”]*”|drafter notes .*|places show .*|--project \S+|核查意见\.toml|in 元")
CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.messages.language", lambda: "en")
    monkeypatch.setattr("drafter.cli.language", lambda: "en")


def test_every_help_is_english(english: None) -> None:
    told = {parser.prog: parser.format_help() for parser in within(_parser())}
    assert len(told) > len(COMMANDS) + 6
    for name, help in told.items():
        assert help.startswith("usage: drafter") and "\n  -h, --help" in help, name
        assert not [line for line in help.split("\n") if CHINESE.search(OWN.sub("", line))], name


def test_chinese_helps_are_as_they_are_written() -> None:
    for parser in within(_parser()):
        said = [text for _, _, text in texts(parser)]
        help = parser.format_help()
        assert help.startswith("用法：drafter") and CHINESE.search(said[0])
        assert said[0].split("\n")[0][:20] in help


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["draft"], "the following arguments are required: CASE.toml"),
        (["draft", "a.toml", "--seed", "x"], "argument --seed: invalid int value: 'x'"),
        (["nothing"], "invalid choice"),
    ],
)
def test_a_wrong_option_is_told_in_english(
    given: list[str], says: str, english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    said = capsys.readouterr().err
    assert ended.value.code == 2 and says in said and said.count("\n") == 1 and "--help)" in said
    assert not CHINESE.search(said)

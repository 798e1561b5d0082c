"""`drafter check`, run as its users run it. What holds:

- exit 0 without an error, 1 with one, 2 for unusable input; of several files the usable ones are still checked;
- whatever is wrong with a file, a setting or a baseline is one line in Chinese on stderr, with file and line;
- worst cases (empty, one line of 1 MB, no punctuation, open brackets, control characters, GBK, a binary, a million
  digits) get a clear answer without a traceback (its time: benchmarks/growth.py), nothing a terminal would act upon;
- settings switch off, grade and bound a rule; the nearer file wins; `--config` wins over both;
- a finding accepted with a reason stays accepted while its sentence stays the same, wherever it moves; one without a
  reason is a hint; what people wrote in a baseline stays;
- text groups by file, headings and paragraph and is coloured on a terminal only; JSON has the promised shape.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import ROOT

from drafter import cli
from drafter.checking.finding import SEVERITIES, Finding
from drafter.checking.registry import rules
from drafter.wording import own
from drafter.writing.findings import to_text

WRONG = "全年预算116万元，支出106.14万元，执行率99.99%。\n"
RIGHT = "全年预算116万元，支出106.14万元，执行率91.50%。\n"
DOUBTFUL = "培训项目预算4.68万元，支出4.21万元，执行率90.07%。\n"
REPORT = "自评报告\n一、基本情况\n（一）资金\n" + WRONG


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found


Check = Callable[..., Ran]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Check:
    """Run `drafter check` in an empty folder, with an empty folder of the user's own settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTER_CONFIG", str(tmp_path / "own"))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments: str) -> Ran:
        capfdbinary.readouterr()
        try:
            code = cli.main(["check", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return Ran(code, out.decode(), err.decode())

    return run


def write(name: str, text: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# -- exit codes and files ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), (RIGHT, 0), (DOUBTFUL, 0)])
def test_exit_codes(check: Check, text: str, code: int) -> None:
    ran = check(write("报告.txt", text))
    assert (ran.code, ran.err) == (code, "")
    assert ("没有发现问题" in ran.out) == (text == RIGHT)


@pytest.mark.parametrize("name", ["报告.txt", "报告.md", "报告.TXT", "报告"])
def test_texts_of_any_name_are_checked(check: Check, name: str) -> None:
    assert check(write(name, WRONG)).code == 1


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_encodings_of_offices_are_read(check: Check, encoding: str) -> None:
    ran = check(write("报告.txt", REPORT.encode(encoding)))
    assert (ran.code, ran.err) == (1, "")
    assert "【99.99%】" in ran.out


def test_cases_are_checked() -> None:
    for case in sorted((ROOT / "cases").glob("*.toml")):
        assert cli.main(["check", str(case), "-o", os.devnull]) in (0, 1)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("没有.txt", None, "找不到"),
        ("空.txt", "", "没有文字"),
        ("白.txt", " \n\u3000\n", "没有文字"),
        ("空.toml", "", "genre"),
        ("坏.toml", "genre = \n", "TOML"),
        ("国标.toml", 'genre = "甲乙丙丁戊己庚辛"\n'.encode("gbk"), "UTF-8"),
        ("二进制.txt", bytes(random.Random(7).randbytes(100_000)), "不是文本文件"),
        ("报告.docx", b"PK\x03\x04\0\0", "报告.docx"),
        ("报告.pdf", b"%PDF-1.4", "报告.pdf"),
        ("没有.docx", None, "找不到"),
        ("drafter-baseline.toml", "[[accepted]]\n", "不是案件"),
    ],
)
def test_unusable_input(check: Check, name: str, data: str | bytes | None, words: str) -> None:
    if data is not None:
        write(name, data)
    ran = check(name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1 and words in ran.err and name in ran.err


def test_folders_are_refused(check: Check) -> None:
    Path("文件夹").mkdir()
    ran = check("文件夹")
    assert (ran.code, ran.out) == (2, "") and "这是文件夹" in ran.err


def test_one_unusable_file_leaves_the_others_checked(check: Check) -> None:
    ran = check("没有.txt", write("甲.txt", WRONG), write("乙.txt", b"\0\1"), write("丙.txt", RIGHT))
    assert ran.code == 2
    assert "【99.99%】" in ran.out and "检查了2个文件" in ran.out
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["没有.txt", "乙.txt"]


def test_a_file_given_twice_is_checked_once(check: Check) -> None:
    name = write("甲.txt", WRONG)
    assert check(name, name).out.count("【99.99%】") == 1


@pytest.mark.parametrize("arguments", [(), ("--format", "xml", "a.txt"), ("--explain", "没有这条"), ("--no",)])
def test_wrong_usage_is_one_line(check: Check, arguments: tuple[str, ...]) -> None:
    ran = check(*arguments)
    assert (ran.code, ran.out) == (2, "") and ran.err.count("\n") == 1


def test_output_is_a_file_of_its_own(check: Check) -> None:
    name = write("甲.txt", WRONG)
    assert check(name, "-o", name).code == 2
    assert Path(name).read_text(encoding="utf-8") == WRONG
    ran = check(name, "-o", "没有/问题.txt")
    assert (ran.code, ran.out) == (2, "") and "文件夹不存在" in ran.err
    assert check(name, "-o", "问题.json").code == 1
    assert json.loads(Path("问题.json").read_text(encoding="utf-8"))["findings"]
    check(name, "-o", "问题.txt")
    assert "【99.99%】" in Path("问题.txt").read_text(encoding="utf-8")


# -- bad input --------------------------------------------------------------------------------------------------------
SENTENCE = "开展精神文明创建活动34次，印发通报8期，支出106.14万元，执行率91.50%。"
BAD = {
    "one line of 1 MB": SENTENCE * (1_000_000 // len(SENTENCE.encode())),
    "no punctuation": "绩效评价工作开展情况资金使用预算支出执行率完成目标" * 5_000,
    "open brackets": "（" * 25_000 + "《“" * 12_500 + "”" * 25_000 + "【（[“" * 7_500,
    "closed brackets": RIGHT.strip() + "）》”】" * 12_500,
    "nested brackets": "（" * 25_000 + RIGHT.strip() + "）" * 25_000,
    "control characters": "".join(map(chr, range(1, 32))) * 750 + "\x1b[31m" + WRONG + "\x07\u202e\x9b",
    "digits without end": f"预算{'9' * 250_000}万元，支出1万元，执行率50%。",
    "digits and commas": "预算" + "9,999," * 25_000 + "999元，支出1万元。",
    "a list of figures": "其中：" + "、".join(f"{i}.5万元" for i in range(7_500)) + "，共100万元。",
    "figures without a unit": "、".join(map(str, range(15_000))) + "。",
    "numbers of headings": "一、二、三、\n" * 7_500,
    "rows of a table": "甲\t1\t2%\n" * 5_000,
    "one character": "的" * 125_000,
    "one mark": "。" * 125_000,
    "percent signs": "%" * 50_000,
    "blanks": " " * 125_000 + "。",
    "line breaks": "\n" * 75_000 + RIGHT,
    "years": "2023年" * 15_000,
    "enumerations": "一是" * 25_000,
    "a word for its own": "约左右" * 25_000 + "，其中：" * 12_500,
    "two of the same": (SENTENCE + "\n") * 1_250,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_answered(check: Check, name: str) -> None:
    file = write("坏.txt", BAD[name])
    ran = check(file)
    assert ran.code in (0, 1) and ran.err == ""
    assert all(c.isprintable() or c == "\n" for c in ran.out)
    assert max(map(len, ran.out.splitlines())) < 600


# -- what is shown ----------------------------------------------------------------------------------------------------
def test_text_names_headings_place_and_sum(check: Check) -> None:
    ran = check(write("报告.txt", REPORT))
    assert ran.out.splitlines() == [
        "报告.txt",
        "",
        "  一、基本情况 › （一）资金",
        "",
        "    第4行 错误 106.14万元÷116万元是91.50%，请核对执行率和两个金额（rate）",
        "        全年预算116万元，支出106.14万元，执行率【99.99%】。",
        "        106.14 ÷ 116 = 91.50%",
        "",
        "1处错误。用 drafter check --explain 代码 看说明。",
    ]


def test_json_has_the_promised_shape(check: Check) -> None:
    ran = check(write("甲.txt", REPORT), write("乙.txt", DOUBTFUL), "--format", "json")
    first, second = ran.findings
    wanted = {
        "code": "rate", "severity": "error", "file": "甲.txt", "line": 4, "column": 25, "path": None,
        "quote": "99.99%", "claimed": "99.99%", "computed": "91.50%",
    }  # fmt: skip
    assert {name: first[name] for name in wanted} == wanted
    assert first["working"] == "106.14 ÷ 116 = 91.50%" and first["section"] == ["一、基本情况", "（一）资金"]
    assert (second["file"], second["severity"]) == ("乙.txt", "warning")
    assert json.loads(check("甲.txt", "--format", "json", "--config", write("无.toml", "")).out)["accepted"] == 0


def test_a_line_is_clipped_around_the_place(check: Check) -> None:
    long = "全市各级各部门认真贯彻落实上级部署要求" * 8
    ran = check(write("甲.txt", f"{long}，{WRONG.strip()[:-1]}，{long}。\n"))
    line = next(line for line in ran.out.splitlines() if "【" in line)
    assert line.strip().startswith("…") and line.endswith("…") and "执行率【99.99%】，" in line
    assert len(line) < 60


def finding(text: str, start: int, end: int, **more: Any) -> Finding:
    quote = text[start:end]
    made = Finding("rate", "error", "甲.txt", 1, start + 1, None, quote, "", "", own("看一眼"), "", text, start, end)
    return made._replace(**more)


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("目前200万专项资金已到位", 6, 6, "目前200万【】专项资金已到位"),
        ("甲。乙，丙。丁。", 2, 3, "【乙】，丙。"),
        ("甲。乙。丙", 0, 5, "【甲。乙。丙】"),
        ("甲乙", 2, 2, "甲乙【】"),
        ("甲\x1b[31m乙\u202e", 0, 1, "【甲】\ufffd[31m乙\ufffd"),
    ],
)
def test_the_place_is_marked(text: str, start: int, end: int, shown: str) -> None:
    assert f"        {shown}\n" in to_text([finding(text, start, end)])


def test_a_long_quote_is_clipped_in_its_middle() -> None:
    text = "始" + "甲" * 130 + "终。"
    shown = to_text([finding(text, 0, 132)]).splitlines()[3]
    assert shown.startswith("        【始") and "终】。" in shown and shown.count("…") == 1


def test_findings_in_a_case_show_their_path() -> None:
    shown = to_text([finding("", 0, 0, path="fund.spent", quote="120万元", line=3)])
    assert "第3行" in shown and "fund.spent = 【120万元】" in shown


def test_colours_are_for_terminals(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write("甲.txt", WRONG)
    assert "\x1b" not in check(file).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1;31m错误\x1b[0m" in check(file).out
    check(file, "-o", "问题.txt")
    assert "\x1b" not in Path("问题.txt").read_text(encoding="utf-8")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in check(file).out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in check(file).out


def test_rules_are_listed_and_explained(check: Check) -> None:
    listed = check("--list")
    assert listed.code == 0
    for code, rule in rules().items():
        assert f"  {code} " in listed.out and rule.title in listed.out
        told = check("--explain", code)
        assert told.code == 0 and rule.explain in told.out
        assert all(line in told.out for line in rule.wrong.splitlines())
    assert "是不是 rate" in check("--explain", "rat").err


# -- settings ---------------------------------------------------------------------------------------------------------
def test_settings_switch_off_and_grade(check: Check) -> None:
    file = write("甲.txt", WRONG)
    write("drafter.toml", "[rules.rate]\noff = true\n")
    assert check(file).code == 0
    write("drafter.toml", '[rules.rate]\nseverity = "hint"\n')
    ran = check(file, "--format", "json")
    assert ran.code == 0 and [one["severity"] for one in ran.findings] == ["hint"]


def test_thresholds_and_words_are_the_units_own(check: Check) -> None:
    file = write("甲.txt", "自评得分85.2分，自评等级为“中”。\n")
    assert check(file).code == 1
    write("drafter.toml", "[rules.grade]\nbounds = [95, 90, 60]\n")
    assert check(file).code == 0
    file = write("乙.txt", "全年收入200万元，支出195万元，年末无结转和结余，年末余下的已调剂。\n")
    assert check(file).code == 1
    write("drafter.toml", '[words.balance]\ngone = ["调剂"]\n')
    assert check(file).code == 0


def test_ends_of_sentences_are_the_units_own(check: Check) -> None:
    from drafter.checking.run import check_text

    read: list[int] = []

    def count(ends: str) -> int:
        from drafter.reading.reader import read_text

        return sum(len(getattr(block, "sentences", ())) for block in read_text("甲；乙。丙。", "", ends).draft.blocks)

    read = [count("。"), count("。；")]
    assert read == [2, 3]
    assert check_text(WRONG, "", {"check": {"ends": "。；"}})


def test_the_nearer_settings_win(check: Check) -> None:
    file = write("甲.txt", WRONG)
    write("own/drafter.toml", '[rules.rate]\nseverity = "hint"\n[rules.grade]\noff = true\n')
    assert check(file).code == 0
    write("drafter.toml", '[rules.rate]\nseverity = "error"\n')
    assert check(file).code == 1
    assert check(write("别处/乙.txt", WRONG)).code == 0
    assert check(file, "--config", write("无.toml", "")).code == 1
    assert check(file, "--config", write("停.toml", "[rules.rate]\noff = true\n")).code == 0
    # What the nearer file says nothing of stays as the farther one says.
    assert check(write("丙.txt", "自评得分85.2分，自评等级为“中”。\n")).code == 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[rules.rat]\noff = true\n", 1, "是不是 rate"),
        ("[rules.xyzzy]\n", 1, "不是规则的代码"),
        ("[rules]\nrate = true\n", 2, "[rules.rate]"),
        ("[rules.rate]\n\noff = 1\n", 3, "true 或 false"),
        ('[rules.rate]\nseverity = "fatal"\n', 2, "error（错误）"),
        ("[rules.rate]\nlevel = 3\n", 2, "不是设置项"),
        ("[rules.grade]\nbounds = 3\n", 2, "方括号"),
        ('[rules.grade]\nbounds = ["a", "b", "c"]\n', 2, "应当是整数"),
        ("[rules.grade]\nbounds = [90, 80]\n", 2, "应当是3个数"),
        ("[rules.grade]\nbounds = [90, 80, -1]\n", 2, "不小于0"),
        ("[rules.score-rate]\nweight = true\n", 2, "整数"),
        ("rules = 3\n", 1, "应当是一个表"),
        ("[rule.rate]\noff = true\n", 1, "是不是 rules"),
        ('[words]\nbalance = ["x"]\n', 2, "应当是一个表"),
        ('[words.balanc]\ngone = ["x"]\n', 1, "是不是 balance"),
        ('[words.balance]\ngon = ["x"]\n', 2, "是不是 gone"),
        ("[words.balance]\ngone = [3]\n", 2, "应当是文字"),
        ('[words.balance]\ngone = ["（未("]\n', 2, "不成对"),
        ('[words.balance]\ngone = "调剂"\n', 2, "方括号"),
        ('[check]\nends = "的"\n', 2, "标点"),
        ("[check]\nend = 1\n", 2, "是不是 ends"),
        ("[rules.rate\n", 1, "TOML"),
        ('[rules.rat]\n[rules.rate]\nseverity = "x"\n', 1, "另有1处错误"),
    ],
)
def test_faults_of_settings_are_said_with_their_line(check: Check, text: str, line: int, words: str) -> None:
    files = [write("甲.txt", WRONG), write("乙.txt", RIGHT)]
    write("drafter.toml", text)
    ran = check(*files)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"drafter.toml:{line}") and words in ran.err


def test_settings_that_are_not_there_are_said(check: Check) -> None:
    ran = check(write("甲.txt", WRONG), "--config", "没有.toml")
    assert ran.code == 2 and ran.err.startswith("没有.toml: 找不到")


# -- accepted findings ------------------------------------------------------------------------------------------------
def accept(text: str, reason: str) -> str:
    return text.replace('reason = ""', f'reason = "{reason}"', 1)


def test_an_accepted_finding_stays_accepted_while_its_text_stays(check: Check) -> None:
    file, place = write("甲.txt", REPORT), Path("drafter-baseline.toml")
    ran = check(file, "--write-baseline")
    assert (ran.code, ran.out) == (0, "") and "补记1处" in ran.err
    ran = check(file)
    assert ran.code == 0 and "提示" in ran.out and "没有写理由" in ran.out
    place.write_text(accept(place.read_text(encoding="utf-8"), "按到元的金额计算"), encoding="utf-8")
    ran = check(file)
    assert ran.code == 0 and "【" not in ran.out and "另有1处已接受" in ran.out
    assert json.loads(check(file, "--format", "json").out) == {"findings": [], "accepted": 1}
    # It may move, and be told beside something new.
    write("甲.txt", REPORT.replace("（一）", "今年工作扎实开展。\n（一）") + DOUBTFUL)
    ran = check(file, "--format", "json")
    assert ran.code == 0 and [one["quote"] for one in ran.findings] == ["90.07%"]
    # Its sentence must not change, nor what it computes to.
    assert check(write("乙.txt", REPORT.replace("全年", "本年"))).code == 1
    assert check(write("丙.txt", REPORT.replace("106.14", "106.13"))).code == 1
    # The same mistake made once more is another.
    assert check(write("丁.txt", REPORT + "二、其他情况\n" + WRONG)).code == 1


def test_what_people_wrote_in_a_baseline_stays(check: Check) -> None:
    file, place = write("甲.txt", WRONG), Path("drafter-baseline.toml")
    check(file, "--write-baseline")
    mine = "# 张三核过\n" + accept(place.read_text(encoding="utf-8"), "财政已核").replace("reason", "reason  ")
    place.write_text(mine, encoding="utf-8")
    write("甲.txt", WRONG + DOUBTFUL)
    assert "补记1处" in check(file, "--write-baseline").err
    after = place.read_text(encoding="utf-8")
    assert after.startswith(mine.rstrip()) and after.count("[[accepted]]") == 2
    assert "没有要补记的" in check(file, "--write-baseline").err
    assert place.read_text(encoding="utf-8") == after


def test_a_baseline_elsewhere(check: Check) -> None:
    file, other = write("甲.txt", WRONG), "清单/已接受.toml"
    assert check(file, "--baseline", other).code == 2
    Path("清单").mkdir()
    assert check(file, "--baseline", other, "--write-baseline").code == 0
    assert not Path("drafter-baseline.toml").exists()
    assert check(file, "--baseline", other).code == 0
    assert check(file).code == 1


def test_a_baseline_of_control_characters(check: Check) -> None:
    file = write("甲.txt", "全年预算116万元，\x1b支出\x07106.14万元，执行率99.99%。\u202e\n")
    check(file, "--write-baseline")
    assert check(file).code == 0
    assert "\x1b" not in Path("drafter-baseline.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[accepted]]\nquote = 'x'\ncontext = 'y'\n", 1, "缺少 code"),
        ("[[accepted]]\ncode = 'rate'\nquote = 3\ncontext = 'y'\n", 3, "应当是文字"),
        ("[[accepted]]\ncode = 'rate'\nquote = 'x'\ncontext = 'y'\nwhy = 'z'\n", 5, "不认识"),
        ("[accepted]\ncode = 'rate'\n", 1, "双方括号"),
        ("[[accept]]\n", 1, "[[accepted]]"),
        ("[[accepted]\n", 1, "TOML"),
    ],
)
def test_faults_of_a_baseline_are_said_with_their_line(check: Check, text: str, line: int, words: str) -> None:
    file = write("甲.txt", WRONG)
    write("drafter-baseline.toml", text)
    for more in ((), ("--write-baseline",)):
        ran = check(file, *more)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert ran.err.startswith(f"drafter-baseline.toml:{line}") and words in ran.err
    assert Path("drafter-baseline.toml").read_text(encoding="utf-8") == text


def test_findings_are_in_the_order_of_the_page(check: Check) -> None:
    ran = check(write("甲.txt", (WRONG + DOUBTFUL) * 20), "--format", "json")
    keys = [(one["line"], one["column"], SEVERITIES.index(one["severity"]), one["code"]) for one in ran.findings]
    assert keys == sorted(keys) and len(keys) == len(set(keys))

"""A comparison on the screen, on a page, as JSON, and the command that makes them.

Invariants:
- Screen, page and JSON count alike; each pair stands on the page once.
- The page fetches nothing; filters hide what they say; a key leads to the next thing that looks forgotten.
- What a file holds is text: no markup, no control codes come through.
- Without a terminal there are no colours; lines keep to the width; a figure is not broken at the end of a line.
- Exit 0 the same, 1 different, 2 unusable input with one line on stderr; nothing is half written.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from test_comparing import NEW, OLD, compared

from drafter.cli import main
from drafter.comparing.comparison import Comparison
from drafter.language.width import width
from drafter.writing.columns import visible
from drafter.writing.comparison_html import to_html
from drafter.writing.comparison_json import to_json
from drafter.writing.comparison_text import to_text

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
KINDS = ("same", "figures", "wording", "added", "dropped")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "上年.txt", tmp_path / "今年.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def found() -> Comparison:
    return compared(OLD, NEW)


# -- JSON -------------------------------------------------------------------------------------------------------------
def test_json_has_the_promised_shape() -> None:
    data = json.loads(to_json(found()))
    assert list(data["summary"]) == ["same", "figures", "wording", "moved", "added", "dropped", "stale"]
    for name in KINDS:
        assert data["summary"][name] == sum(pair["kind"] == name for pair in data["pairs"])
    assert data["summary"]["stale"] == sum(len(pair["stale"]) for pair in data["pairs"]) == 3
    for which, drop in (("old", "insert"), ("new", "delete")):
        for pair in data["pairs"]:
            words = "".join(text for tag, text in pair["segments"] if tag != drop)
            assert words == "".join(data[which][number] for number in pair[which])
    assert {tuple(sorted(one)) for pair in data["pairs"] for one in pair["stale"]} == {
        ("level", "quote", "sort", "start", "why")
    }
    assert data["years"] == [2023, 2024]


# -- screen -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("columns", [40, 80, 119, 120, 160])
@pytest.mark.parametrize("colours", [False, True])
def test_lines_keep_to_the_width(columns: int, colours: bool) -> None:
    text = to_text(found(), columns, colours)
    assert all(visible(line) <= columns for line in text.split("\n"))
    assert ("\x1b[" in text) == colours
    assert not any("97.69" in line and "97.69%" not in line for line in text.split("\n"))


def test_the_summary_stands_on_top() -> None:
    lines = to_text(found(), 100).split("\n")
    assert lines[0].startswith("2023年 → 2024年")
    counts = found().summary
    assert f"数字有变{counts.figures}处" in lines[1] and f"相同{counts.same}处" in lines[1]
    assert lines[2] == "疑似未更新3处：确定1，可能1，看一眼1"
    assert "“190.5万元”" in lines[3]


def test_what_is_the_same_is_folded_unless_asked_for() -> None:
    assert "我办是2020年5月" not in to_text(found())
    assert "相同" in to_text(found()) and "我办是2020年5月" in to_text(found(), everything=True)


def test_side_by_side_from_120_columns() -> None:
    beside = [line for line in to_text(found(), 120).split("\n") if "[-195万元-]" in line]
    assert len(beside) == 1 and "{+210万元+}" in beside[0]
    assert not any("{+210万元+}" in line for line in to_text(found(), 119).split("\n") if "[-195万元-]" in line)


def test_control_codes_do_not_reach_the_terminal() -> None:
    text = to_text(compared(OLD, NEW + "坏\x1b[31m字\x07，停在这里。\n"), 100)
    assert "\x1b" not in text and "\x07" not in text and width(text) > 0


# -- page -------------------------------------------------------------------------------------------------------------
def test_the_page_is_one_file_without_links() -> None:
    page = to_html(found())
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!data:)[a-z/#]""", page)
    assert "@import" not in page and "url(" not in page
    assert "default-src 'none'" in page
    assert page.count('class="row"') == len(found().pairs)


def test_a_file_s_markup_is_text_on_the_page() -> None:
    page = to_html(compared(OLD, NEW + "<script>alert(1)</script>与<b>黑体</b>。\n"))
    assert "<script>alert" not in page and "&lt;script&gt;" in page


PROBE = """<pre id="probe"></pre><script>
(function () {
  var rows = Array.prototype.slice.call(document.querySelectorAll(".row"));
  function seen(kind) {
    return rows.filter(function (row) { return row.dataset.kind === kind && !row.hidden; }).length;
  }
  function button(name) { return document.querySelector('[data-filter="' + name + '"]'); }
  function key(name) { document.dispatchEvent(new KeyboardEvent("keydown", {key: name})); }
  var out = {counts: {}, buttons: {}};
  ["same", "figures", "wording", "added", "dropped"].forEach(function (kind) {
    out.counts[kind] = rows.filter(function (row) { return row.dataset.kind === kind; }).length;
    var one = button(kind);
    if (one) out.buttons[kind] = Number(one.querySelector("span").textContent);
  });
  out.stale = Number(button("stale").querySelector("span").textContent);
  out.before = seen("added");
  button("added").click();
  out.hidden = seen("added");
  button("added").click();
  out.after = seen("added");
  button("figures").dispatchEvent(new MouseEvent("click", {shiftKey: true, bubbles: true}));
  out.alone = rows.filter(function (row) {
    return row.offsetParent !== null && row.dataset.kind !== "figures";
  }).length;
  ["wording", "added", "dropped", "stale"].forEach(function (name) { if (button(name)) button(name).click(); });
  key("n");
  out.first = document.querySelector(".here .stale, .here .why").textContent;
  key("n");
  out.second = document.querySelector(".here .why").textContent;
  key("d");
  out.theme = document.documentElement.dataset.theme;
  out.fetched = performance.getEntriesByType("resource").length;
  document.getElementById("probe").textContent = JSON.stringify(out);
})();
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_the_page_in_a_browser(tmp_path: Path) -> None:
    comparison = found()
    page = tmp_path / "page.html"
    page.write_text(to_html(comparison).replace("</body>", PROBE + "</body>"), encoding="utf-8")
    out = probe(page, tmp_path)
    counts = json.loads(to_json(comparison))["summary"]
    assert out["counts"] == {kind: counts[kind] for kind in KINDS}
    assert out["buttons"] == {kind: counts[kind] for kind in KINDS if counts[kind]}
    assert out["stale"] == counts["stale"]
    assert out["before"] == out["after"] == counts["added"] > 0 == out["hidden"]
    assert out["alone"] == 0
    assert "190.5万元" in out["first"] and out["second"] != out["first"]
    assert out["theme"] in ("light", "dark")
    assert out["fetched"] == 0


def probe(page: Path, folder: Path) -> dict[str, Any]:
    """What the probe found, and that no request but for the page itself was made."""
    log = folder / "net.json"
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--no-first-run", f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={log}", "--virtual-time-budget=3000", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    match = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout.decode())
    assert match, done.stderr.decode()[-2000:]
    if log.exists():
        urls = set(re.findall(r'"url":"(https?://[^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
        assert not {url for url in urls if not re.search(r"google|gvt1|chrome", url)}
    return dict(json.loads(match[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")))


# -- command ----------------------------------------------------------------------------------------------------------
def test_exit_codes(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, files)
    assert main(["diff", old, old]) == 0
    assert "相同" in capsys.readouterr().out
    assert main(["diff", old, new]) == 1
    shown = capsys.readouterr()
    assert "[-195万元-]" in shown.out and "\x1b" not in shown.out and not shown.err
    assert main(["diff", old, new, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["summary"]["added"] == 1
    assert main(["diff", old, "没有.txt"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_output_files(files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, files)
    for name, opening in (("比较.html", "<!DOCTYPE html>"), ("比较.json", "{"), ("比较.txt", "2023年")):
        assert main(["diff", old, new, "-o", str(tmp_path / name)]) == 1
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(opening)
    assert main(["diff", old, new, "-o", str(tmp_path / "比较.xyz")]) == 2
    assert main(["diff", old, new, "-o", old]) == 2
    assert not (tmp_path / "比较.xyz").exists() and Path(old).read_text(encoding="utf-8") == OLD
    capsys.readouterr()


def test_other_encodings_and_what_is_no_text(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gbk, binary = tmp_path / "gbk.txt", tmp_path / "binary.txt"
    gbk.write_bytes(NEW.encode("gb18030"))
    binary.write_bytes(bytes(range(256)) * 50)
    assert main(["diff", str(gbk), str(files[1])]) == 0
    capsys.readouterr()
    assert main(["diff", str(files[0]), str(binary)]) == 2
    shown = capsys.readouterr()
    assert not shown.out and shown.err.count("\n") == 1 and "不是文本文件" in shown.err


def test_empty_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "一.txt", tmp_path / "二.txt"
    one.write_bytes(b"")
    two.write_bytes(b"\n\n")
    assert main(["diff", str(one), str(two)]) == 0
    assert "两份文稿都是空的" in capsys.readouterr().out
    for shape in ("json", "html"):
        assert main(["diff", str(one), str(two), "--format", shape]) == 0


def test_words_are_kept_whole_when_asked_for(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *map(str, files), "--words", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["summary"] == json.loads(to_json(found()))["summary"]


def test_two_texts_need_no_engine(files: tuple[Path, Path]) -> None:
    script = (
        "import sys\nfrom drafter.cli import main\n"
        "main(['diff', *sys.argv[1:], '--format', 'json', '-o', 'out.json'])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'jieba', 'jinja2', 'textual', 'babel'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, files)], capture_output=True, check=True, cwd=files[0].parent
    )
    assert done.stdout.decode().strip() == ""


# -- documentation ----------------------------------------------------------------------------------------------------
PAGE = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two texts of docs/comparing.md under the names they have there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    for name, text in zip(("上年.txt", "今年.txt"), fenced("text"), strict=True):
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("example")
def test_the_page_s_example_is_what_the_command_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "上年.txt", "今年.txt"]) == 1
    # Lines are broken to the width; the page shows them whole.
    shown = capsys.readouterr().out.replace("\n      ", "")
    for block in fenced("diff"):
        assert block in shown


@pytest.mark.usefixtures("example")
def test_the_page_s_json_is_what_the_command_writes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "上年.txt", "今年.txt", "--format", "json"])
    written, told = json.loads(capsys.readouterr().out), json.loads(fenced("json")[0])
    for key in ("summary", "files", "years"):
        assert told[key] == written[key]
    assert all(pair in written["pairs"] for pair in told["pairs"])
    keys = set(written) | {key for pair in written["pairs"] for key in pair}
    assert all(f"`{key}`" in PAGE for key in keys)


def test_the_page_has_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["diff", "--help"])
    for option in re.findall(r"--[a-z]+", capsys.readouterr().out):
        assert option in PAGE or option == "--help", option


def test_python_of_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = fenced("python")
    exec(compile(block, "docs/comparing.md", "exec"), {})

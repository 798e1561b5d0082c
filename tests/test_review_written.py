"""Papers that are neither a workbook's form nor a plain report: forms written as text, lists with commas, lists of
evidence, forms of one row of money.

Invariants:
- a form written as text says what the same form in a workbook says, and is no report;
- a list of a ledger is a ledger however it was exported, a list of evidence is no report;
- the papers of one project are one project, however much stands in the line with its name;
- a report on the whole house calls it one thing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_review import answers, form, sheet

from drafter.reviewing.answer import FAULT, GOOD, NONE, UNKNOWN
from drafter.reviewing.paper import read_paper
from drafter.reviewing.review import review_files
from drafter.reviewing.several import shares

GOALS = """# 项目支出绩效目标申报表（2024年度）

项目名称：老旧公厕改造　主管部门：临江县城管局　项目性质：一次性项目　起止日期：2024-03-01 至 2024-12-31

| 资金（元） | 总额 | 财政拨款 | 上年结转 | 其他 |
|---|---|---|---|---|
| 年度申请 | {asked} | {asked} | 0.00 | 0.00 |

## {costs}

| 序号 | 内容 | 测算依据 | 金额 |
|---|---|---|---|
| 1 | 土建 | 12座×6.00万元 | 72.00 |
| 2 | 洁具 | 12座×1.50万元 | 18.00 |

## 年度绩效目标

改造公厕12座，{deed}群众满意度达到90%。

## 绩效指标

| 一级指标 | 二级指标 | 三级指标 | 符号 | 指标值 | 单位 |
|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 改造公厕数量 | ≥ | 12 | 座 |
| 产出指标 | 成本指标 | 单座改造成本 | ≤ | 7.5 | 万元 |
| 效益指标 | 社会效益指标 | 服务居民人数 | ≥ | 9000 | 人 |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥ | 90 | % |
"""
FORM = """# 项目支出绩效自评表（2024年度）

项目名称：老旧公厕改造（一次性项目）　主管部门：临江县城管局　实施单位：临江县环卫所

| 资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 90.00 | 90.00 | 88.20 | 10 | 98.00% | 9.80 |
| 其中：财政拨款 | 90.00 | 90.00 | 88.20 | / | 98.00% | / |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因及改进措施 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 改造公厕数量 | ≥12座 | 12 | 40 | 40.00 | |
| 产出指标 | 成本指标 | 单座改造成本 | ≤7.5万元 | 7.35 | 10 | 10.00 | |
| 效益指标 | 社会效益指标 | 服务居民人数 | ≥9000人 | 9120 | 30 | 30.00 | |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 88.2 | 10 | 9.80 | 见表后注1 |
| 总分 | | | | | 100 | {score} | 含预算执行9.80分 |

注1：城南两座公厕工期长，周边居民意见较多，2025年起分批围挡施工，并在现场公示工期。
注2：指标值的单位随值书写，完成值一栏只填写数值，执行率按全年预算数计算。
注3：自评等级按总分确定，90分以上为优，其余按上级文件规定的分数段确定等级。
"""


def papers(folder: Path, **texts: str) -> list[str]:
    """The files that some texts were written to, by their names."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.md") for name in texts]


def goals(asked: str = "900000.00", costs: str = "成本测算（万元）", deed: str = "") -> str:
    return GOALS.format(asked=asked, costs=costs, deed=deed)


def test_a_form_written_as_text_is_a_form_and_no_report(tmp_path: Path) -> None:
    files = papers(tmp_path, 申报表=goals(), 自评表=FORM.format(score="99.60"))
    done = review_files(files)
    assert dict(done.papers()) == {"申报表.md": "申报表", "自评表.md": "自评表"}
    found = {one.duty.number: one for one in done.answers}
    # Money, labels and score are those of one form: 90 + 9.80 of its money.
    assert found[70].state == GOOD
    assert found[22].state == GOOD
    assert found[9].state == GOOD
    assert {number for number, one in found.items() if one.state == FAULT} == set()


def test_what_its_parts_tell_is_added_up(tmp_path: Path) -> None:
    files = papers(tmp_path, 申报表=goals(), 自评表=FORM.format(score="98.60"))
    assert answers(*files)[70].state == FAULT


@pytest.mark.parametrize(
    ("asked", "costs", "fault"),
    [
        ("900000.00", "成本测算（万元）", False),
        ("880000.00", "成本测算（万元）", True),
        ("880000.00", "三、支出明细　单位：（万元）", True),
    ],
)
def test_a_heading_tells_in_what_a_list_counts(tmp_path: Path, asked: str, costs: str, fault: bool) -> None:
    found = answers(*papers(tmp_path, 申报表=goals(asked, costs)))
    assert (found[45].state == FAULT) == fault, found[45].ground


@pytest.mark.parametrize(
    ("deed", "fault"),
    [("", False), ("并建成公厕保洁信息平台，", True), ("建立健全保洁机制，", False), ("编印公厕管护手册，", True)],
)
def test_a_goal_under_its_heading(tmp_path: Path, deed: str, fault: bool) -> None:
    found = answers(*papers(tmp_path, 申报表=goals(deed=deed)))
    assert (found[39].state == FAULT) == fault, found[39].ground
    assert "改造公厕12座" in found[39].ground or fault


def test_a_line_of_labels_names_one_project(tmp_path: Path) -> None:
    files = papers(tmp_path, 申报表=goals(), 自评表=FORM.format(score="99.60"))
    read = [read_paper(file) for file in files]
    assert [form.labels["project.name"].text for paper in read for form in paper.forms] == [
        "老旧公厕改造", "老旧公厕改造（一次性项目）",
    ]  # fmt: skip
    assert len(shares(read)) == 1
    assert read[0].forms[0].labels["project.start"].text.startswith("2024-03-01")


LEDGER = "街道,改造公厕（座）,服务居民（人）\n城南街道,5,4100\n城北街道,7,{last}\n合计,12,{sum}\n"


@pytest.mark.parametrize(
    ("name", "text", "state"),
    [
        ("2024年公厕管护台账.csv", LEDGER.format(last="5020", sum="9120"), GOOD),
        ("2024年公厕管护台账.csv", LEDGER.format(last="4820", sum="8920"), FAULT),
        ("服务人数登记表.tsv", LEDGER.format(last="4820", sum="8920").replace(",", "\t"), FAULT),
        ("服务明细账.csv", LEDGER.format(last='"4,820"', sum='"8,920"'), FAULT),
        ("公厕照片说明.csv", LEDGER.format(last="4820", sum="8920"), UNKNOWN),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_ledger_with_commas(tmp_path: Path, name: str, text: str, state: str, encoding: str) -> None:
    (tmp_path / name).write_text(text, encoding=encoding)
    files = [*papers(tmp_path, 自评表=FORM.format(score="99.60")), str(tmp_path / name)]
    found = answers(*files)[57]
    assert found.state == state, found.ground


PROOFS = """# 附件　佐证材料清单

| 序号 | 对应指标 | 材料名称 | 状态 |
|---|---|---|---|
| 1 | 改造公厕数量 | 竣工验收单（12份） | 已附 |
| 2 | 单座改造成本 | 结算审核报告 | {cost} |
| 3 | 服务居民人数 | 社区人口登记汇总 | 已附 |
{last}
应附材料与已附材料的份数以本清单为准，其余原件存环卫所办公室备查。
"""
ASKED = "| 4 | 群众满意度 | 问卷汇总 | 已附 |\n"


@pytest.mark.parametrize(
    ("cost", "last", "number", "fault"),
    [
        ("已附", ASKED, 29, False),
        ("已附", "", 29, True),
        ("存局备查", ASKED, 29, True),
        ("存局备查", ASKED, 61, False),
        ("已随文报送", ASKED, 29, False),
    ],
)
def test_a_list_of_evidence_on_a_page(tmp_path: Path, cost: str, last: str, number: int, fault: bool) -> None:
    files = papers(tmp_path, 自评表=FORM.format(score="99.60"), 清单=PROOFS.format(cost=cost, last=last))
    done = review_files(files)
    found = {one.duty.number: one for one in done.answers}[number]
    assert dict(done.papers())["清单.md"] == "佐证材料清单"
    assert (found.state == FAULT) == fault, found.ground


WATCH = """# 项目支出绩效运行监控表（2024年1月至{month}月）

项目名称：老旧公厕改造　填报单位：临江县城管局

| 年初预算（万元） | 调整预算（万元） | 已执行（万元） | 执行率 |
|---|---|---|---|
| 90.00 | 90.00 | {spent} | {rate}% |

| 指标 | 年度指标值 | 完成值 | 说明 |
|---|---|---|---|
| 改造公厕数量 | ≥12座 | 6 | |
"""


@pytest.mark.parametrize(
    ("month", "spent", "rate", "state"), [("6", "37.80", "42.00", GOOD), ("9", "37.80", "42.00", FAULT)]
)
def test_one_row_of_money_without_a_name(tmp_path: Path, month: str, spent: str, rate: str, state: str) -> None:
    (file,) = papers(tmp_path, 监控=WATCH.format(month=month, spent=spent, rate=rate))
    assert answers(file)[26].state == state


HOUSE = """临江县城管局2024年度{title}绩效自评报告

一、基本情况
县城管局为县政府工作部门，下设环卫所、市政所、执法大队三个预算单位，年末在职人员二百零六人。
二、资金情况
{said}2024年预算1,200.00万元，支出1,176.00万元，执行率98.00%，各项支出均按批复的用途使用。
三、完成情况
全年清运垃圾9.8万吨，改造公厕12座，办理群众诉求1,460件，各项重点任务都按计划完成。
"""


@pytest.mark.parametrize(
    ("title", "said", "fault"),
    [
        ("部门整体支出", "本单位决算数取自县财政批复。", True),
        ("部门整体支出", "单位整体支出情况如下。", True),
        ("单位整体支出", "本部门整体支出情况如下。", True),
        ("部门整体支出", "所属各单位预算均已批复。", False),
        ("部门整体支出", "部门整体支出情况如下。", False),
        ("部门（单位）整体支出", "单位整体支出情况如下。", False),
        ("公厕改造项目支出", "本单位预算已经批复。", False),
    ],
)
def test_the_whole_house_is_called_one_thing(tmp_path: Path, title: str, said: str, fault: bool) -> None:
    (tmp_path / "报告.txt").write_text(HOUSE.format(title=title, said=said), encoding="utf-8")
    found = answers(str(tmp_path / "报告.txt"))[54]
    assert (found.state == FAULT) == fault, found.ground


CONTENTS = ["一、基本情况", "二、资金情况", "三、完成情况"]


@pytest.mark.parametrize(
    ("head", "entries", "mark", "fault"),
    [
        ("## 目录", CONTENTS, "## ", False),
        ("**目　录**", [*CONTENTS, "附表（另册）"], "## ", False),
        ("## 目录", [*CONTENTS, "四、有关建议"], "## ", True),
        ("目录", [*CONTENTS[:2], "三、绩效完成情况"], "# ", True),
    ],
)
def test_contents_in_markdown(tmp_path: Path, head: str, entries: list[str], mark: str, fault: bool) -> None:
    text = HOUSE.format(title="部门整体支出", said="")
    for line in CONTENTS:
        text = text.replace(f"\n{line}\n", f"\n{mark}{line}\n\n")
    title, _, rest = text.partition("\n")
    (tmp_path / "报告.md").write_text("\n\n".join([f"# {title}", head, *entries, rest]), encoding="utf-8")
    found = answers(str(tmp_path / "报告.md"))[53]
    assert (found.state == FAULT) == fault, found.ground
    assert found.state != NONE


SUMS = """| 指标合计 | | | | | 90 | 89.80 | |
| 预算执行 | | | | 98.00% | 10 | 9.80 | |
| 总计 | | | | | 100 | 99.60 | |
"""


def test_sums_and_the_budget_among_the_rows(tmp_path: Path) -> None:
    """A sum of the indicators, the budget, the whole: each level is worth what stands behind it, the budget is none."""
    text = FORM.format(score="99.60").replace("| 总分 | | | | | 100 | 99.60 | 含预算执行9.80分 |\n", SUMS)
    text = text.replace("| 满意度指标 | 服务", "| 满意度指标（10） | 服务").replace(
        "| 效益指标 |", "| 效益指标（30） |"
    )
    text = text.replace("| 产出指标 |", "| 产出指标（50） |")
    found = answers(*papers(tmp_path, 自评表=text))
    assert {number: one.ground for number, one in found.items() if one.state == FAULT} == {}
    assert found[11].state == GOOD


@pytest.mark.parametrize(("note", "fault"), [("完成值只填数字", True), ("完成值如实填写", False)])
def test_a_note_that_wants_figures_alone(tmp_path: Path, note: str, fault: bool) -> None:
    text = FORM.format(score="99.60").replace("| 88.2 |", "| 88.2% |").replace("完成值一栏只填写数值", note)
    found = answers(*papers(tmp_path, 自评表=text))
    assert (found[3].state == FAULT) == fault, found[3].ground


@pytest.mark.parametrize("name", ["总分", "综合得分"])
def test_the_last_of_several_sums_is_the_whole(tmp_path: Path, name: str) -> None:
    """合计 over the indicators, then the whole: a score of the report is held against that."""
    text = FORM.format(score="99.60").replace("| 总分 |", f"| 合计 | | | | | 90 | 89.80 | |\n| {name} |")
    report = HOUSE.format(title="公厕改造项目支出", said="自评得分99.60分，等级为优。")
    (tmp_path / "报告.txt").write_text(report, encoding="utf-8")
    found = answers(*papers(tmp_path, 自评表=text), str(tmp_path / "报告.txt"))
    assert found[70].state == GOOD, found[70].ground
    assert not any("得分" in one.message for one in found[47].faults)


def test_contents_are_no_headings(tmp_path: Path) -> None:
    """What stands under the last entry of the contents is no problem, and what results are used for is none."""
    text = HOUSE.format(title="部门整体支出", said="").rstrip() + (
        "\n四、存在的问题及改进措施\n（一）垃圾转运车辆不足。两辆车超期服役，2025年6月底前更新。\n"
        "评价结果在局务会通报，与科室年度考核挂钩；按要求随决算公开。\n"
    )
    title, _, rest = text.partition("\n")
    entries = [*CONTENTS, "四、存在的问题及改进措施", "附件：部门整体支出绩效自评表"]
    (tmp_path / "报告.txt").write_text("\n".join([title, "目录", *entries, rest]), encoding="utf-8")
    found = answers(str(tmp_path / "报告.txt"))
    assert found[53].state == GOOD
    assert found[68].state == GOOD, found[68].ground
    assert "垃圾转运车辆不足" in found[79].ground


def test_a_list_that_is_none_is_refused_or_read(tmp_path: Path) -> None:
    """Quotes that never end, and a line without commas, make a sheet like any other."""
    (tmp_path / "台账.csv").write_text('甲,"乙\n丙,丁\n', encoding="utf-8")
    found = answers(sheet(tmp_path, form()), str(tmp_path / "台账.csv"))
    assert found[57].state == UNKNOWN

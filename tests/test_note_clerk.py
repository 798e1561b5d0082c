"""Notes as a clerk keeps them for himself: findings over several lines with arrows, rules of dashes, remarks to whoever
writes, points item by item, figures counted in what stands before them.

Invariants: each way is read as the clerk meant it, in ten wordings; what only looks alike stays as it is.
"""

from __future__ import annotations

from typing import Any

import pytest

from drafter.importing.asides import aside, without_asides
from drafter.importing.blocks import with_blocks
from drafter.importing.counts import read_counts
from drafter.importing.dates import in_full
from drafter.importing.days import with_dates
from drafter.importing.finding_lines import read_finding
from drafter.importing.lines import JOINT, enumerated
from drafter.importing.proposal import Proposal
from drafter.importing.reader import read_notes
from drafter.importing.spoken import corrected
from drafter.importing.sums import with_sums

PROJECT, DEPARTMENT, LETTER = "project-self-evaluation", "department-self-evaluation", "rectification"


def read(text: str, genre: str) -> dict[str, Any]:
    return read_notes(text, genre, 2024).data


BLOCKS = [
    ("问题一 台账不全", "通报：抽查40份，缺签字9份", "→ 9份补齐"),
    ("--- 问题一 台账不全", "通报原话：“抽查40份，缺签字9份”", "→ 9份补齐"),
    ("=== 问题一 台账不全", "审计：抽查40份，缺签字9份", "-> 9份补齐"),
    ("问题一：台账不全", "督查组说：抽查40份，缺签字9份", "→9份补齐"),
    ("问题一、台账不全", "巡察组指出：抽查40份，缺签字9份", "⇒ 9份补齐"),
    ("第一个问题 台账不全", "反馈：抽查40份，缺签字9份", "=> 9份补齐"),
    ("第一条 台账不全", "原文：抽查40份，缺签字9份", "→ 9份补齐"),
    ("—— 问题一 台账不全", "检查组发现：抽查40份，缺签字9份", "→ 9份补齐"),
    ("问题1 台账不全", "对方说：抽查40份，缺签字9份", "—> 9份补齐"),
    ("问题1. 台账不全", "评价组：抽查40份，缺签字9份", "→ 9份补齐"),
]


@pytest.mark.parametrize(("head", "found", "done"), BLOCKS)
def test_findings_over_lines_keep_what_was_found_and_done(head: str, found: str, done: str) -> None:
    other = head.replace("一", "二").replace("1", "2").replace("台账不全", "验收走过场")
    later = "→ 为啥：设计单位换人\n→ 下步：12月底前重验"
    page = (
        f"甲县住房局 审计整改\n{head}\n{found}\n{done}\n{other}\n{found}\n→ 重验3处\n{later}\n电话回访60人，满意率95%"
    )
    rows = read(page, LETTER)["findings"]
    assert [row["title"] for row in rows] == ["台账不全", "验收走过场"]
    assert rows[0]["found"] == ["抽查40份，缺签字9份"] and rows[0]["notes"] == ["9份补齐"]
    assert rows[1]["notes"] == ["重验3处", "原因：设计单位换人", "下一步，12月底前重验"]


def test_lines_without_arrows_are_no_blocks() -> None:
    page = "问题一 台账不全\n9份补齐\n问题二 验收走过场\n重验3处"
    assert with_blocks(page, LETTER) == page
    assert with_blocks("问题一 甲\n→ 乙\n问题二 丙\n→ 丁", PROJECT) == "问题一 甲\n→ 乙\n问题二 丙\n→ 丁"


def test_what_stands_behind_the_last_block_keeps_its_line() -> None:
    told = with_blocks("问题一 账不全\n→ 补账\n问题二 验收松\n→ 重验\n回访60人", LETTER).split("\n")
    assert told[4] == f"【其他】{JOINT}回访60人" and len(told) == 5


@pytest.mark.parametrize(
    "text",
    [
        "群里各股室报的，照抄", "抄完", "贴完", "以上贴完了", "各科室报的，原样照搬",
        "台账里记的，照录", "工作群发来的，没改", "粘贴完毕", "上面抄到这里", "另：有个老人写诗夸我们（花絮）",
    ],
)  # fmt: skip
def test_remarks_of_the_clerk_are_no_facts(text: str) -> None:
    assert aside(text)


@pytest.mark.parametrize(
    "text",
    ["抄表到户完成320户", "贴完春联86户", "照抄作业被批评3人", "转完账36万元", "各股室报的数核减12万元"],
)
def test_deeds_are_no_remarks(text: str) -> None:
    assert not aside(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("市报登了我们修路的事（要不要写领导定）", "市报登了我们修路的事"),
        ("市报登了我们修路的事（写不写请局长定）", "市报登了我们修路的事"),
        ("市报登了我们修路的事（这条由领导决定）", "市报登了我们修路的事"),
        ("市报登了我们修路的事（领导定）", "市报登了我们修路的事"),
        ("市报登了我们修路的事（提不提让主任看）", "市报登了我们修路的事"),
        ("（安监股微信发来的）培训4次", "培训4次"),
        ("（下面是路政股群里发的）培训4次", "培训4次"),
        ("（养护站电话报来的）培训4次", "培训4次"),
        ("（运管所短信说的）培训4次", "培训4次"),
        ("（财务股微信上转来的）培训4次", "培训4次"),
    ],
)
def test_brackets_to_whoever_writes_are_taken_out(text: str, left: str) -> None:
    assert without_asides(text)[0] == left


TYPED = [
    ("————各组报的————", "各组报的"),
    ("--- 贴完 ---", "贴完"),
    ("=== 抄完 ===", "抄完"),
    ("另 腾出2间房", "另：腾出2间房"),
    ("另外 腾出2间房", "另：腾出2间房"),
    ("24.9.12返工", "2024年9月12日返工"),
    ("23.11.8验收", "2023年11月8日验收"),
    ("【补】公益金60万元用完", "公益金60万元用完"),
    ("37、【补】公益金60万元用完", "37、公益金60万元用完"),
    ("项目全称“校园亮化项目”", "项目全称：校园亮化项目"),
    ("年初80万，中间没调过", "年初80万，年中没有调整"),
    ("准点率不行，93.6%，目标95%", "准点率93.6%，目标95%"),
    ("满意度差点，88%", "满意度88%"),
    ("收入2.3亿，目标2.4亿，没够。主要8月停业", "收入2.3亿，目标2.4亿，没够，原因：8月停业"),
    ("使用率93%，没够着……家里放不下", "使用率93%，没够着，原因：家里放不下"),
    ("满意率91%，目标92%。差那一点主要是嫌收车早", "满意率91%，目标92%，原因：嫌收车早"),
    ("合格率95%，没到\n没到的原因：灯装偏了", "合格率95%，没到，原因：灯装偏了"),
    ("完成3处\n没完成的原因是连阴雨", "完成3处，原因：连阴雨"),
    ("游客63万人次，定的60万", "游客63万人次，目标60万"),
    ("差的117万两块：72万是尾款", "没花的117万：72万是尾款"),
    ("@培训股 群里说：签到掉线", "签到掉线"),
]


@pytest.mark.parametrize(("text", "told"), TYPED)
def test_ways_of_haste_are_put_in_full(text: str, told: str) -> None:
    assert in_full(text) == told


@pytest.mark.parametrize(
    "text",
    ["版本24.9.1.2", "占比24.9%", "2.5.3节", "另行安排2间房", "没完成的任务转下年", "定的方案报了县政府", "效率不行"],
)
def test_what_looks_alike_stays(text: str) -> None:
    assert in_full(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("元月八号 开会", "1月8日 开会"),
        ("元月中旬布置", "1月中旬布置"),
        ("四月到九月  修路", "4月到9月  修路"),
        ("三月  组建合作社14个", "3月  组建合作社14个"),
        ("十二月  入户", "12月  入户"),
        ("二月十七开会布置", "2月17日开会布置"),
        ("五月初六 发了通知", "5月初六 发了通知"),
        ("三月二十 交齐", "3月20日 交齐"),
        ("停课三月 后恢复", "停课三月 后恢复"),
        ("为期三月的排查", "为期三月的排查"),
    ],
)
def test_months_and_days_in_words(text: str, told: str) -> None:
    assert with_dates(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("接待46万人次；目标45万，去年41万", "接待46万人次；目标45万人次，去年41万人次"),
        ("接待46万人次，目标45万", "接待46万人次，目标45万人次"),
        ("发车26万班；任务25万", "发车26万班；任务25万班"),
        ("坐车的418万人次，目标400万，上年386万", "坐车的418万人次，目标400万人次，上年386万人次"),
        ("注册用户3.6万", "注册用户3.6万"),
        ("小程序用户达到3.6万", "小程序用户达到3.6万"),
        ("公众号粉丝2.1万", "公众号粉丝2.1万"),
        ("短视频播放量80万", "短视频播放量80万"),
        ("全年客流量120万", "全年客流量120万"),
        ("安排85万，支了78.2，92%", "安排85万元，支了78.2万元，执行率92%"),
        ("应收14.8万元，收回14.7万元，99.32%", "应收14.8万元，收回14.7万元，收回率99.32%"),
        ("应追缴20万元，追回18万元，90%", "应追缴20万元，追回18万元，追回率90%"),
    ],
)
def test_figures_count_in_what_stands_before_them(text: str, told: str) -> None:
    assert with_sums(text, "万元") == told


@pytest.mark.parametrize(
    "text",
    [
        "执行率9.4，其他81.6，合计91，等级优", "执行率那项9.4（满分10），其他81.6，加起来91分，等级优",
        "执行率9.4（满分10），其他81.6（满分90），总分91，优", "执行率这块9.4，其他81.6，合起来91，等级优",
        "执行率那一项得9.4（满10分），其余81.6，加起来91，优",
        "预算执行率9.4分（权重10分），其他81.6分，总分91分，等级优",
        "执行率9.4（总分10），其余81.6，总共91，等级为优", "执行率打9.4，其他81.6，一共91，优",
        "执行率拿9.4，别的81.6，总分91分，等级优", "执行率那栏9.4，其他81.6，总分91，评为优",
    ],
)  # fmt: skip
def test_points_are_points(text: str) -> None:
    proposal = Proposal()
    assert read_counts(text, proposal, "score") == []
    assert {key: str(value).removesuffix("分") for key, value in proposal.data["score"].items()} == {
        "execution": "9.4", "other": "81.6", "total": "91", "grade": "优",
    }  # fmt: skip


def test_points_of_indicators_are_never_money() -> None:
    page = "甲县交通局，项目是公交补贴，补给客运公司\n年初预算100万，支出94万\n"
    page += "打分：执行率那项9.4（满分10），产出46（满分50），加起来91分"
    data = read(page, PROJECT)
    assert data["project"]["name"] == "公交补贴" and data["score"]["total"] == "91分"
    assert not any("产出" in note for note in data["fund"].get("notes", []))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1票款不够；2末班车太早；3桥没通", ["票款不够", "末班车太早", "桥没通"]),
        ("1票款不够。2末班车太早。", ["票款不够", "末班车太早"]),
        ("1公司票款不够；2末班车太早", ["公司票款不够", "末班车太早"]),
        ("1个村没通；2个村在修", ["1个村没通；2个村在修"]),
        ("1月没发；2月补发", ["1月没发；2月补发"]),
        ("1公里没铺；2公里在铺", ["1公里没铺；2公里在铺"]),
        ("1票款不够；3桥没通", ["1票款不够；3桥没通"]),
        ("1票款不够", ["1票款不够"]),
        ("2票款不够；3桥没通", ["2票款不够；3桥没通"]),
        ("1、票款不够；2、桥没通", ["票款不够", "桥没通"]),
    ],
)
def test_numbers_without_marks_part_problems(text: str, parts: list[str]) -> None:
    assert enumerated(text) == parts


@pytest.mark.parametrize(
    ("text", "title", "found", "done"),
    [
        ("钱趴着：2023年只用72%，剩117万 → 每季通报", "钱趴着", ("2023年只用72%，剩117万",), "每季通报"),
        ("查账太少：两年各1次 → 2024年查4次", "查账太少", ("两年各1次",), "2024年查4次"),
        ("挪用经费买电脑 → 9月20日退回", "挪用经费买电脑", (), "9月20日退回"),
        ("议事会开得少，2023年1次 → 2024年5次", "议事会开得少，2023年1次", (), "2024年5次"),
    ],
)
def test_what_a_problem_is_called_and_judged_by(text: str, title: str, found: tuple[str, ...], done: str) -> None:
    read = read_finding(text)
    assert (read.title, read.found, read.done) == (title, found, done)


def test_who_breaks_off_takes_back_the_clause() -> None:
    assert corrected("社区都公示了，2到4季度... 更正：二、三季度各14期")[0] == "社区都公示了，二、三季度各14期"
    assert corrected("社区都公示了，2到4季度……不对，二、三季度各14期")[0] == "社区都公示了，二、三季度各14期"


def test_what_is_left_is_told_part_by_part() -> None:
    page = "甲县交通局 公交补贴 2024年度项目支出绩效自评\n预算1950万，最后支出1833万\n"
    page += "差的117万两块：72万是四季度补贴，没赶上拨；45万是充电桩尾款"
    data = read(page, PROJECT)
    assert data["fund"]["spent"] == "1833万元" and data["fund"]["reason"].startswith("其中72万元是四季度补贴")
    assert "45万元是充电桩尾款" in data["fund"]["reason"]


@pytest.mark.parametrize(
    "thanks",
    [
        "梅溪小学寄来一封感谢信", "家长送来锦旗2面", "有个老人写来一封信", "敬老院来信说很满意", "收到锦旗3面",
        "村里送给我们锦旗1面",
        "学生发来贺卡40张", "村民送来表扬信", "县一中写给我们感谢信", "企业寄来感谢信",
    ],
)  # fmt: skip
def test_thanks_are_no_measures(thanks: str) -> None:
    data = read(f"甲县教育局 校舍改造 2024年度项目支出绩效自评\n打算：先地勘后设计；预留雨休天数\n{thanks}", PROJECT)
    assert [row["measure"] for row in data["own"]] == ["先地勘后设计", "预留雨休天数"]
    assert any(thanks in row["notes"] for row in data["work"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("另外5座拖到10.20", "另外5座拖到10月20日"),
        ("工期延至11.6", "工期延至11月6日"),
        ("开工推迟到9.12", "开工推迟到9月12日"),
        ("桌椅8.26完，屋面8.19完", "桌椅8月26日完，屋面8月19日完"),
        ("厕所到8.31只完了12座", "厕所到8月31日只完了12座"),
        ("单价8.26完全够", "单价8.26完全够"),
        ("得分提高到8.31", "得分提高到8.31"),
    ],
)
def test_days_that_something_was_put_off_to(text: str, told: str) -> None:
    assert with_dates(text) == told


@pytest.mark.parametrize("said", ["中间没调过", "年中没动过", "中途没调整过", "期间没追加过", "中间一直没变过"])
def test_a_budget_that_nobody_touched_is_that_of_the_year(said: str) -> None:
    data = read(f"甲县教育局 校舍改造 2024年度项目支出绩效自评\n钱：年初86万，{said}\n年底付出去80万", PROJECT)
    assert data["fund"]["budget"] == "86万元"


@pytest.mark.parametrize(
    ("line", "found", "done"),
    [
        ("补贴发重了：2个村，66人次，1.32万 → 追回1.26万", "66人次，1.32万元", "追回1.26万元"),
        ("钱趴着：只用了30万，趴账11.7万 → 用到38万", "滞留账上11.7万元", "用到38万"),
        ("平台没人用：用户只有0.3万 → 用户3.6万", "用户只有0.3万", "用户3.6万"),
        ("学时缩水：5个班少92课时 → 92课时补上", "5个班少92课时", "92课时补上"),
    ],
)
def test_money_of_findings_has_its_unit(line: str, found: str, done: str) -> None:
    page = f"甲县人社局 审计整改\n1 {line}\n2 账不全，缺签字9份 → 9份补齐\n3 验收松，3处没验 → 重验3处\n4 课时少 → 补课"
    row = read(page, LETTER)["findings"][0]
    assert found in "，".join([row["title"], *row.get("found", [])]) and "；".join(row["notes"]).startswith(done)


@pytest.mark.parametrize("label", ["未支出", "没花完", "结余", "剩余", "未用完"])
def test_parts_of_what_is_left_are_not_spent(label: str) -> None:
    page = "甲县体育中心2024年度部门整体支出绩效自评\n预算139万元，支出133万元\n"
    page += f"【{label}】共6万元。公用2（节约）；项目4，其中尾款3"
    fund = read(page, DEPARTMENT)["fund"]
    assert "spent_project" not in fund and "project" not in fund and fund["spent"] == "133万元"

"""Pages of notes for a letter in the habits that clerks have: keys and roles before each line, arrows without numbers,
running numbers on every line, strokes between figures, names and days in the midst of other words.

Invariants: what is told of a finding stands under it, whatever the key looks like; what only looks like the habit
stays.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

import drafter
from drafter import api
from drafter.composing.engine import load_engine
from drafter.importing.arrow_lines import with_arrow_lines
from drafter.importing.blocks import with_blocks
from drafter.importing.case_text import case_text
from drafter.importing.dated_rises import with_dated_rises
from drafter.importing.letter_frame import framed, without_frame
from drafter.importing.letter_heads import with_marked_heads
from drafter.importing.letter_page import named_in_letter, of_past, of_writer, with_letter_words, with_wide_marks
from drafter.importing.letter_runs import with_letter_runs
from drafter.importing.letter_strokes import with_letter_strokes
from drafter.importing.page_numbers import with_page_numbers
from drafter.importing.problem_titles import entitled, whole_found
from drafter.importing.proposal import Proposal
from drafter.importing.reader import read_notes
from drafter.importing.shared_units import with_shared_units
from drafter.importing.states import read_account
from drafter.importing.subjects import measure_of, with_subjects
from drafter.report.tree import Heading

LETTER, PROJECT = "rectification", "project-self-evaluation"


def read(text: str) -> dict[str, Any]:
    return read_notes(text, LETTER, 2024).data


#: The same three findings, keyed in ways of their own.
KEYED = [
    ("1 问题：{}", "1 改：{}", "1 为什么没完：{}"),
    ("1、问题：{}", "1、改了：{}", "1、没完的原因：{}"),
    ("【1】问题：{}", "【1】整改：{}", "【1】卡在哪：{}"),
    ("问1：{}", "改1：{}", "难点1：{}"),
    ("问题1 {}", "措施1 {}", "没完1 {}"),
    ("甲、问题：{}", "甲、怎么改的：{}", "甲、为啥没完：{}"),
    ("①问题：{}", "①处理：{}", "①没完：{}"),
    ("第1条·毛病：{}", "第1条·办法：{}", "第1条·卡点：{}"),
    ("A 通报：{}", "A 整改：{}", "A 差在哪：{}"),
    ("一、问题：{}", "一、做法：{}", "一、难点：{}"),
]
NEXT = {"1": "23", "甲": "乙丙", "①": "②③", "A": "BC", "一": "二三"}


@pytest.mark.parametrize("forms", KEYED)
@pytest.mark.parametrize("turned", [False, True])
def test_lines_keyed_by_finding_and_role_are_told_under_it(forms: tuple[str, str, str], turned: bool) -> None:
    key = next(one for one in NEXT if one in forms[0])
    told = [
        (("仓库账实不符", "补登18笔"), ("3台设备没用起来", "派2人学操作"), ("欠费40万没收", "收回31万")),
        ("1", *NEXT[key]),
    ]
    lines: list[str] = []
    for (problem, deed), one in zip(told[0], (key, *NEXT[key]), strict=True):
        lines += [forms[0].replace(key, one, 1).format(problem), forms[1].replace(key, one, 1).format(deed)]
    lines.append(forms[2].replace(key, NEXT[key][-1], 1).format("2户搬走了"))
    if turned:
        # What was done of all of them behind all that was found.
        lines = [*lines[0:6:2], *lines[1:6:2], *lines[6:]]
    rows = read("甲县卫生院 审计整改\n" + "\n".join(lines))["findings"]
    assert [row["title"][:4] for row in rows] == ["仓库账实", "3台设备", "欠费40"]
    assert rows[0]["notes"] == ["补登18笔"] and rows[2]["notes"] == ["收回31万元", "未完成原因：2户搬走了"]


def test_the_key_of_the_whole_and_lines_without_one_are_about_all() -> None:
    page = (
        "乙县农业局 审计整改\n0 县审计局3月5日出具报告，指出2个问题\n1 问题：账不全\n1 改：补账\n"
        "2 问题：验收松\n2 改：重验3处\n制度修了2个"
    )
    told = with_blocks(page, LETTER).split("\n")
    assert told[1] == "县审计局3月5日出具报告，指出2个问题" and told[6].endswith("制度修了2个")
    data = read(page)
    assert [row["notes"] for row in data["findings"]] == [["补账"], ["重验3处"]]
    assert "指出2个问题" in str(data["origin"])


@pytest.mark.parametrize(
    "page",
    [
        "1 改造管网12公里\n2 新建泵站3座\n3 培训管护员40人",
        "问题1 账不全\n9份补齐\n问题2 验收松\n重验3处",
        "1.账不全 → 补账\n2.验收松 → 重验",
        "1 问题：账不全，补了账\n培训2期\n2024年支出30万元",
    ],
)
def test_numbers_without_roles_are_no_blocks(page: str) -> None:
    assert with_blocks(page, LETTER) == page


def test_a_ring_that_stands_again_goes_on_with_its_finding() -> None:
    page = "①欠租60户 → 收回51户\n①催的办法：电话90次\n②空房8套 → 分配8套\n③账没登 → 补登"
    rows = read(f"甲县住建局 审计整改\n{page}\n3个里头改完2个(②③)，没完1个(①)")["findings"]
    assert [row["status"] for row in rows] == ["正在推进", "已完成", "已完成"]
    assert len(rows) == 3 and "电话90次" in rows[0]["notes"][1]


def test_what_is_planned_and_what_is_agreed_stand_behind_the_reason() -> None:
    page = (
        "1 问题：甲账没清\n1 没完：外墙没验收。说好5月验收，6月底前付完\n"
        "2 问题：乙账没清\n2 下步：年底前收完\n2 改：收了8笔"
    )
    rows = read(f"丙县住建局 审计整改\n{page}")["findings"]
    assert rows[0]["notes"] == ["未完成原因：外墙没验收", "下一步，计划5月验收，6月底前付完"]
    assert rows[1]["notes"][0] == "下一步，年底前收完"


ARROWS = ["候车亭没通电 → 通了26座。算基本完成", "3个场站租金没收 → 收回84万。还在改", "台账不全 → 补齐。完"]


def test_findings_behind_arrows_without_numbers_have_the_status_they_end_with() -> None:
    rows = read("\n".join(["丁县交通局 审计整改", *ARROWS, "培训2期64人次"]))["findings"]
    assert [row["status"] for row in rows] == ["基本完成", "正在推进", "已完成"]


@pytest.mark.parametrize(
    "lines",
    [
        ARROWS[:2],
        ["收缴率71% → 93%", "户数30 → 40", "容量20 → 30"],
        ["预算：120万 → 110万", "支出：100万 → 98万", "结余：2万 → 1万"],
    ],
)
def test_arrows_between_figures_or_too_few_are_no_findings(lines: list[str]) -> None:
    page = "\n".join(lines)
    assert with_arrow_lines(page, LETTER) == page and with_arrow_lines("\n".join(ARROWS), PROJECT) == "\n".join(ARROWS)


def _running() -> str:
    lines = [
        *("县审计局5月来审", "报告提了2类3个问题", "局长当组长", "开会4次", "第一类是资金，2个问题"),
        *("资金第1个：6所学校多报人数。收回9.7万元", "资金第2个：账没登。补登。这个没改完"),
        *("第二类是公开，1个问题", "10个点没有公示，现在10个点都公示了", "制度修了2个", "培训2期", "问卷200份"),
    ]
    return "\n".join(f"{number}、{line}" for number, line in enumerate(lines, 1))


def test_numbers_of_all_lines_count_no_findings() -> None:
    told = with_page_numbers(_running(), LETTER).split("\n")
    assert told[0] == "县审计局5月来审" and told[4] == "资金2个问题"
    assert told[5] == "问题1：6所学校多报人数 → 收回9.7万元" and told[6] == "问题2：账没登 → 补登（正在推进）"
    assert told[8] == "问题3：10个点没有公示 → 现在10个点都公示了" and told[9].startswith("【其他】")
    rows = read(_running())["findings"]
    assert [row["category"] for row in rows] == ["资金", "资金", "公开"] and rows[1]["status"] == "正在推进"


def test_numbers_of_findings_stay() -> None:
    page = "\n".join(f"{number}、账{number}没登 → 补登" for number in range(1, 15))
    assert with_page_numbers(page, LETTER) == page
    assert with_page_numbers(_running(), PROJECT) == _running()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("收回84.5万（医保61.3，个人23.2）", "收回84.5万（医保61.3万，个人23.2万）"),
        ("15个问题：党务2、工程5、民政4、纪律4", "15个问题：党务2个、工程5个、民政4个、纪律4个"),
        ("处理7人：诫勉2、批评教育5", "处理7人：诫勉2人、批评教育5人"),
        (
            "预算33.8万元，支出30.4万元，执行率89.94%；剩3.4是尾款",
            "预算33.8万元，支出30.4万元，执行率89.94%；剩3.4万元是尾款",
        ),
        ("涉及210.6万\n改了180.2（85.57%），还差30.4", "涉及210.6万\n改了180.2万（85.57%），还差30.4万"),
        ("花了30.4万元\n30.4花在：检修19.2、换表11.2", "花了30.4万元\n30.4万元花在：检修19.2万元、换表11.2万元"),
        ("查了30处，好的20，坏的9", "查了30处，好的20，坏的9"),
        ("收回10万（5月4，6月5）", "收回10万（5月4，6月5）"),
        ("92.1分（执行9.1，产出83）", "92.1分（执行9.1，产出83）"),
    ],
)
def test_parts_have_the_unit_of_the_sum_that_they_come_to(said: str, told: str) -> None:
    assert with_shared_units(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("数算到2025年2月\n去年9月12日来审", "数算到2025年2月\n2024年9月12日来审"),
        ("截至2025年3月31日\n前年11月到今年2月", "截至2025年3月31日\n2023年11月到2025年2月"),
        ("截至2025年3月31日\n今年年底前办完", "截至2025年3月31日\n2025年底前办完"),
        ("截至2025年3月31日\n满意率95%，去年88.7%", "截至2025年3月31日\n满意率95%，去年88.7%"),
        ("截至2025年3月31日\n今年12个站", "截至2025年3月31日\n今年12个站"),
        ("0.48万过期报废，9.6万没收", "0.48万元过期报废，9.6万元没收"),
        ("剩下7.25万人找不到了", "剩下7.25万元，人找不到了"),
        ("签约7.25万人，服务3.2万未成年人", "签约7.25万人，服务3.2万未成年人"),
        ("9/27办完，8/30按原渠道还清", "9月27日办完，8月30日按原渠道还清"),
        ("验收8/15个", "验收8/15个"),
    ],
)
def test_years_and_sums_of_a_letter_are_told_in_full(said: str, told: str) -> None:
    assert with_letter_words(said, LETTER) == told and with_letter_words(said, PROJECT) == said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("收缴率 23年68.2%→24年90.1%", "收缴率由2023年的68.2%提高到2024年的90.1%"),
        ("空置率 23年底7.5%→24年底3.1%", "空置率由2023年底的7.5%降到2024年底的3.1%"),
        ("候诊时间：去年40分钟→25分钟", "候诊时间由去年的40分钟降到25分钟"),
        ("满意率 审计时81.5%→现在81.5%", "满意率由审计时的81.5%保持为现在的81.5%"),
        ("满意率94.5%（≥90）", "满意率94.5%（目标≥90%）"),
        ("收缴率90.1%，目标95没够着", "收缴率90.1%（目标95%）"),
        ("入住率90.1%，目标40户", "入住率90.1%，目标40户"),
        ("环节7→4", "环节7→4"),
    ],
)  # fmt: skip
def test_figures_of_two_times_rise_or_fall(said: str, told: str) -> None:
    assert with_dated_rises(said) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("欠租205户/38.4万", "欠租205户、38.4万"),
        ("诫勉1人/批评教育3人/书面检查2人", "诫勉1人、批评教育3人、书面检查2人"),
        ("局长当组长/党组专题会4次", "局长当组长，党组专题会4次"),
        ("民政/公安/不动产3家", "民政、公安、不动产3家"),
        ("整改经费 预48/支45.6/率95%", "整改经费预算48万元，支出45.6万元，执行率95%"),
        ("安排60/花55.2", "预算60万元，支出55.2万元"),
        ("完成17/18", "完成17/18"),
    ],
)
def test_strokes_part_what_is_counted(said: str, told: str) -> None:
    assert with_letter_strokes(said, LETTER) == told and with_letter_strokes(said, PROJECT) == said


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("审计整改记录本（3月往县政府报）", "县政府"),
        ("整改情况，写给市审计局的", "市审计局"),
        ("报县委巡察办，口径到年底", "县委巡察办"),
        ("材料交到丙市财政局", "丙市财政局"),
        ("呈县人民政府：整改底稿", ""),
        ("10月31日缴县财政", ""),
        ("1条线索移送县纪委", ""),
        ("县审计局来审了", ""),
    ],
)
def test_whom_a_letter_goes_to_stands_among_other_words(line: str, to: str) -> None:
    proposal = Proposal()
    proposal.genre = LETTER
    named_in_letter(line, proposal)
    assert (proposal.get("letter.to") or "") == to


def test_the_unit_behind_we_is_who_writes() -> None:
    data = read(
        "审计整改记录本\n县审计局去年9月12日出的报告，甲审报〔2023〕7号，审我们乙川县人民医院2022、2023两年财务收支"
    )
    assert data["unit"]["name"] == "乙川县人民医院"
    assert data["origin"][0].endswith("对乙川县人民医院2022年、2023年财务收支进行审计")
    other = read("审计整改\n我们请县司法局看过合同\n1 问题：账不全\n1 改：补账\n2 问题：验收松\n2 改：重验")
    assert "unit" not in other


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("审计局的人2月18日来复核过", True),
        ("县里来验收过了，认可", True),
        ("学校送来了感谢信", True),
        ("下一步请审计局来复核过目", False),
        ("计划3月底前完成验收", False),
        ("每季度检查1次", False),
    ],
)
def test_what_happened_is_no_plan(text: str, past: bool) -> None:
    assert of_past(text) is past


def test_who_says_that_he_found_it_himself_tells_a_shortcoming() -> None:
    assert of_writer(["自己找的两个毛病写上"]) and of_writer(["自查出来的短板"]) and not of_writer(["审计找的问题"])
    page = "1 问题：课时少\n1 改：补课\n2 问题：档案缺\n2 改：补档\n签到在山区老掉线——自己找的毛病写上"
    data = read(f"甲县人社局 督查整改\n{page}")
    assert data["own"] == [{"problem": "签到在山区老掉线"}]


@pytest.mark.parametrize(
    "line",
    [
        "自己看还有俩短板，一个是账靠手工登，一个是人手换得勤",
        "短板：①账靠手工登 ②人手换得勤",
        "难处：账靠手工登；人手换得勤",
        "自己觉得还不够：账靠手工登；人手换得勤",
        "自己看：账靠手工登；人手换得勤",
        "自查发现的问题：账靠手工登；人手换得勤",
        "还存在的不足：账靠手工登；人手换得勤",
    ],
)
def test_own_shortcomings_have_a_chapter_of_their_own(line: str) -> None:
    page = f"甲县水利局 审计整改\n1 问题：账不全\n1 改：补账\n2 问题：验收松\n2 改：重验\n{line}\n下一步：每月抽查20份"
    data = read(page)
    assert [row["problem"] for row in data["own"]] == ["账靠手工登", "人手换得勤"]
    assert data["next"] == ["每月抽查20份"] and len(data["findings"]) == 2


def test_the_chapter_of_shortcomings_names_measures_only_where_some_are_told() -> None:
    head = (
        '[unit]\nname = "甲县水利局"\n[letter]\nto = "县政府"\nabout = "整改情况"\n'
        '[[findings]]\ntitle = "账不全"\nnotes = ["补账"]\n'
    )
    engine = load_engine()
    for own, heads in (
        ('[[own]]\nproblem = "人手少"\n', ["存在的不足"]),
        ('[[own]]\nproblem = "人手少"\nmeasure = "增加2人"\n', ["存在的不足和改进措施", "存在的不足", "改进措施"]),
        ("", []),
    ):
        case = engine.read_case(f'genre = "rectification"\nyear = 2024\n{head}{own}', "x.toml")
        told = [block.text for block in drafter.compose(case).blocks if isinstance(block, Heading)]
        assert [re.sub("^.*[、）]", "", one) for one in told if "不足" in one or "措施" in one] == heads


@pytest.mark.parametrize(
    ("title", "head", "found"),
    [
        ("制氧机135万元买的，放了20个月没开", "制氧机闲置", "制氧机购置金额135万元，闲置20个月"),
        ("门诊楼专项债5000万元，到账两年用了3400万元，趴账上1600万元", "门诊楼专项债闲置", "滞留账上1600万元"),
        ("保洁拆成3份合同，64.2万元，没招标", "保洁拆成3份合同，没有招标", "涉及64.2万元"),
        ("12个职工借款17.6万元挂账超过两年", "12个职工借款17.6万元挂账超过两年", ""),
    ],
)
def test_problems_are_called_by_what_is_wrong(title: str, head: str, found: str) -> None:
    got, told = entitled(title)
    assert got == head and (found in "；".join(told) if found else not told)


@pytest.mark.parametrize(
    ("title", "note", "told"),
    [
        ("制氧机闲置", "送4人学，12月2日启用", "送4人学，制氧机12月2日启用"),
        ("培训后就业率低", "8月底51.2%", "8月底培训后就业率51.2%"),
        ("高血压规范管理", "68.2%→77.3%", "高血压规范管理率68.2%→77.3%"),
        ("候诊时间长", "40分钟→25分钟", "候诊时间40分钟→25分钟"),
        ("租金88.6万元未缴国库", "7月12日缴清", "7月12日缴清88.6万元"),
        ("130套未录入系统", "11月8日补录完", "11月8日补录130套"),
        ("餐费9.35万元列支不当", "全部退回食堂账户", "9.35万元全部退回食堂账户"),
        ("欠费10万元，另欠5万元", "7月12日缴清", "7月12日缴清"),
        ("台账不全", "8月底补齐", "8月底补齐"),
        ("就业率低", "就业率到8月底51.2%", "就业率到8月底51.2%"),
    ],
)
def test_notes_name_what_their_title_names(title: str, note: str, told: str) -> None:
    row: dict[str, Any] = {"title": title, "notes": [note]}
    with_subjects([row])
    assert row["notes"] == [told]


def test_measures_that_titles_judge() -> None:
    assert measure_of("支付率偏低") == "支付率" and measure_of("台账不全") == ""


def test_rings_name_findings_by_their_place() -> None:
    account = read_account("8个里头改完5个（②④⑤⑦⑧），没完3个（①③⑥）", {}, 8)
    assert account is not None and account.named[0] == "正在推进" and account.counts == {"已完成": 5, "正在推进": 3}
    assert account.left == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("欠租(①),没完:3个;还差", "欠租（①），没完：3个；还差"),
        ("1,285套", "1,285套"),
        ("16:40发的", "16:40发的"),
        ("a,b", "a,b"),
    ],
)
def test_marks_of_another_script_between_words(said: str, told: str) -> None:
    assert with_wide_marks(said, LETTER) == told


def test_problems_without_numbers_are_counted_as_they_come() -> None:
    page = (
        "丙镇 饮水补助整改手记（给县财政局的）\n问题：管护费没按季拨\n整改：改成按季拨\n"
        "问题：水表坏了没换，86块\n整改：86块全换了\n"
        "问题：账上趴着12.4万\n整改：修管用了9.1万\n为啥没完：管子要过河。打算11月底前用完\n修了1个办法《丙镇管护办法》\n"
        "自己还有的短板：管护员年纪大"
    )
    data = read_notes(page).data
    assert data["genre"] == LETTER and len(data["findings"]) == 3
    assert data["findings"][1]["title"] == "水表坏了没换，86块"
    assert data["findings"][2]["notes"][1:] == ["未完成原因：管子要过河", "打算11月底前用完"] or "下一步" in str(data)
    assert data["own"] == [{"problem": "管护员年纪大"}]


def test_boxes_that_say_who_wrote_when_stand_aside() -> None:
    page = (
        "【2025-06-12 09:14 办公室小周】各位，巡察整改报告要交了，报市委巡察办，甲县林业局党组的\n"
        "【09:31 人事科】问题①：档案缺37份 → 补齐35份\n【09:33 人事科】问题②：借用6名没手续 → 退回4名\n"
        "【09:40 财务科】问题③：补助拖着没发 → 发了60万\n【10:10 办公室小周】合起来改完2个，没完的是③，预计7月底\n"
        "【10:15 局长】短板写一条：护林员年纪大。下一步8月前集中教2次"
    )
    data = read(page)
    assert data["letter"]["to"] == "市委巡察办" and data["unit"]["name"] == "甲县林业局党组"
    assert [row["status"] for row in data["findings"]] == ["已完成", "已完成", "正在推进"]
    assert data["findings"][2]["notes"][-1] == "预计7月底完成"
    assert data["own"] == [{"problem": "护林员年纪大"}] and data["next"] == ["8月前集中教2次"]


def test_bare_numbers_in_front_of_a_statement_are_findings() -> None:
    page = "1 账不全 → 补账\n2 验收松 → 重验\n3 课时少 → 补课\n4 档案缺 → 补档\n2和4，审计局同意延到12月31日"
    rows = read(f"甲县水利局 审计整改\n{page}")["findings"]
    assert [("审计局同意延到12月31日" in row["notes"]) for row in rows] == [False, True, False, True]


#: A page in outline: what is about all under labels, problems under classes that count, what was done in lines beneath.
OUTLINED = """\
报告种类：整改情况报告；2024年度
单位：甲市图书馆（简称市图书馆）；报送市财政局
由头：市财政局《关于甲市图书馆2023年度运行经费的评价报告》（甲财评〔2024〕3号）；6月4日收到
家底：在职21人；藏书43万册
问题总数：2类3项；涉及金额57.20万元
整改进度（到2024年11月30日）：完成2项；正在整改1项；已整改金额51.20万元；剩6.00万元
组织：成立整改专班（副馆长任组长）；推进会3次
追责：约谈2人；批评教育1人
制度：修订2项；新建1项
一、采购管理（1项）
  1 图书加工费31.40万元没有验收单（2022年15.10、2023年16.30）
    整改：补验收单26份
    状态：完成
二、资产（2项）
  2 押金25.80万元没及时退（其中少退3.10）
    整改：退19.80万元
    状态：正在整改；还剩6.00万元没退
    没完成的原因：读者留的电话打不通
    下一步：12月底前登报公告；公告满后上缴财政
  3 书库漏水没修
    抢修：7月2日至9日；依据《图书馆建筑维护规程》、评价意见；防止古籍受潮；会同市文物保护站；负一层书库；分区搬移、逐架登记；书架74组；抢修加固；修漏点5处
    状态：完成
到馆人次：2024年86万人次（目标80万）
往后：每半年自查1次
"""


def test_a_page_in_outline_is_told_in_its_chapters() -> None:
    data = read(OUTLINED)
    assert data["letter"]["received"] == "6月4日"
    assert data["letter"]["until"] == "2024年11月30日"
    assert data["letter"]["notice"] == "《关于甲市图书馆2023年度运行经费的评价报告》（甲财评〔2024〕3号）"
    assert data["origin"] == ["报告指出2类3个问题，涉及金额57.20万元"]
    assert data["organisation"] == [
        "市图书馆在职21人，藏书43万册",
        "成立整改专班，由副馆长任组长，召开推进会3次",
        "约谈2人、批评教育1人",
    ]
    assert data["achieved"] == ["修订制度2项、新建1项", "2024年到馆86万人次（目标80万）"]
    assert "已整改金额51.20万元，剩余6.00万元" in data["summary"]
    rows = data["findings"]
    assert [row["category"] for row in rows] == ["采购管理", "资产", "资产"]
    assert [row["status"] for row in rows] == ["已完成", "正在推进", "已完成"]
    assert [row["title"] for row in rows[:2]] == ["图书加工费没有验收单", "押金没及时退"]
    assert rows[0]["found"] == ["图书加工费31.40万元没有验收单，2022年15.10万元、2023年16.30万元"]
    assert rows[1]["found"] == ["押金25.80万元没及时退，其中少退3.10万元"]
    assert rows[1]["notes"][-2:] == ["未完成原因：读者留的电话打不通", "下一步，12月底前登报公告；公告满后上缴财政"]
    assert rows[2]["notes"] == [
        "7月2日至9日，依据《图书馆建筑维护规程》和评价意见，为防止古籍受潮，会同市文物保护站，在负一层书库"
        "采取分区搬移、逐架登记的办法，抢修加固书架74组；修漏点5处"
    ]


def test_why_something_is_left_stands_behind_what_is_left() -> None:
    case = api.read_case(case_text(read(OUTLINED)))
    told = next(one for one in drafter.to_text(drafter.compose(case)).splitlines() if "其余6.00万元" in one)
    assert told.index("其余6.00万元") < told.index("未完成的原因是") < told.index("下一步，12月底前登报公告；公告满后")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("追责：约谈2人；诫勉1人", [("organisation", "约谈2人、诫勉1人")]),
        ("制度：修订6项；新建3项", [("achieved", "修订制度6项、新建3项")]),
        (
            "台账：5项问题分解措施16条；落实12条，4条在推进",
            [("organisation", "将5项问题分解为措施16条，已落实12条，4条正在推进")],
        ),
        ("整改经费：安排40万元；支出36.8万元", [("organisation", "安排整改经费40万元，支出36.8万元")]),
        # Deeds of different days are not one.
        ("组织：3月2日开会；印发方案", [("organisation", "3月2日开会"), ("organisation", "印发方案")]),
        (
            "总的进度：3个问题，整改完成2个，推进中1个；收回7万元",
            [("summary", "整改完成2个，推进中1个"), ("summary", "收回7万元")],
        ),
        ("数据到：2024年11月30日", [("letter.until", "2024年11月30日")]),
        ("新定制度：4项；修订：3项", [("achieved", "新定制度4项、修订3项")]),
        ("家底：在职43人；藏品2件", [("organisation", "在职43人，藏品2件")]),
        # A label of a field, and one that nothing knows, are read as before.
        ("主送：某市财政局", []),
        ("夜读：读书会真热闹", []),
    ],
)
def test_labels_of_all_findings(text: str, told: list[tuple[str, str]]) -> None:
    assert [(one.to, one.text) for one in framed(text)] == told


#: A page that runs on: rings, what belongs to each on lines of its own, a table in the midst, remarks to the writer.
RUNNING = """\
整改情况报告，交市审计局，口径截到2024年9月30日
单位：甲市体育馆，简称市体育馆，编制30 实有27人
审的是2023年场馆收入和维修资金，审计报告甲审报〔2024〕8号，5月6日送到的，要求60天内改
一共4个问题，涉及93.1万。到9月底改完3个，还在改的1个（押金清退），整改到位金额80.6
整改经费年初预算9万，7月追加3，全年12，到9月底花了10.5；剩的1.5是检测费
※下面按审计报告的次序
①押金超期不退214户，21.4万。逐户核了，退了131户
这个要写全：6月3日到7月12日，会同市民政局、辖区2个街道，
一户打一次电话
结果	户数	涉及（万元）
已退	131	13.1
没联系上	83	8.3
下一步：83户登报公告，2025年3月前处理完
②场地租金38.7万元挂往来账没上缴，7月9日全额缴国库。完成
③维修拆成两次，9.2、9.8共19万，没招标。约谈2人。完成
④看台该换座椅900，审计时只换了610。现在900。旧合同解除、收回2间库房。完成
制度一共5项，修订3新立2
举一反三：2个分馆自查，查出同类毛病4条，都改了
市审计局8月通报，9家被审单位整改进度排第2
老赵那事不要提
还有哪里不牢靠你也写上：退押金靠人工登记
以后：每季度抽查一次
"""


def test_a_page_that_runs_on_is_told_by_its_problems() -> None:
    data = read(RUNNING)
    assert data["year"] == 2024 and data["letter"]["until"] == "2024年9月30日"
    assert data["letter"]["notice"] == "《审计报告》（甲审报〔2024〕8号）"
    assert data["letter"]["about"] == "2023年场馆收入和维修资金审计发现问题整改情况"
    assert data["organisation"] == [
        "市体育馆人员编制30名，实有27人",
        "整改经费年初预算9万元，7月追加3万元，全年12万元，至9月底花了10.5万元，剩的1.5万元是检测费",
    ]
    assert data["achieved"] == [
        "制度一共5项，其中修订3项、新立2项",
        "2个分馆自查，查出同类毛病4条，都改了",
        "市审计局8月通报，整改进度在9家被审单位中列第2位",
    ]
    assert data["own"] == [{"problem": "退押金靠人工登记"}]
    rows = data["findings"]
    assert [row["title"] for row in rows] == [
        "押金超期不退",
        "场地租金38.7万元挂往来账没上缴",
        "维修拆成两次，没有招标",
        "看台该换座椅900，审计时只换了610",
    ]
    assert [row["status"] for row in rows] == ["正在推进", "已完成", "已完成", "已完成"]
    assert "已退131户、13.1万元；没联系上83户、8.3万元" in rows[0]["notes"]
    assert rows[0]["notes"][-1] == "下一步，83户登报公告，2025年3月前处理完"
    assert rows[1]["notes"] == ["7月9日全额缴入国库"]
    assert "老赵" not in str(data) and "次序" not in str(data)


def test_an_office_to_whom_a_letter_is_sent_and_the_year_of_what_comes_next() -> None:
    page = (
        "小李，整改报告你起草，送市财政局绩效科，数据截止10月底\n甲市公园管理处2024年度整改情况\n问题1 灯没修 → 修了\n"
    )
    data = read(f"{page}明年：二季度前换灯；巡查每月1次\n")
    assert data["letter"]["to"] == "市财政局"
    assert data["letter"]["until"] == "2024年10月底"
    assert "2025年二季度前换灯；巡查每月1次" in data["next"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("一共7项，修订5新立2", "一共7项，其中修订5项、新立2项"),
        # Parts that do not come to the whole have no unit of it.
        ("一共7项，修订5新立3", "一共7项，修订5新立3"),
        ("整改经费预算30万，追加12", "整改经费预算30万元，追加12万元"),
        ("应建2400穴，只建了1680。还差720", "应建2400穴，只建了1680穴。还差720穴"),
        # Two units, or a figure of its own: nothing is known.
        ("应建2400穴、围墙30米，还差720", "应建2400穴、围墙30米，还差720"),
        ("开会2次，得分92.5", "开会2次，得分92.5"),
    ],
)
def test_bare_figures_of_a_line_have_the_unit_of_the_others(said: str, told: str) -> None:
    assert with_letter_runs(said, LETTER) == told


@pytest.mark.parametrize(
    ("title", "found", "head", "told"),
    [
        ("押金25万元没退", ["其中少退3万元"], "押金没退", ["押金25万元没退，其中少退3万元"]),
        ("预付款长期挂账74万元", ["只修好66件"], "预付款长期挂账", ["预付款长期挂账74万元，只修好66件"]),
        ("台账14种没有登记，其中6种缺价", ["多收9万元"], "台账没有登记", ["台账14种没有登记，其中6种缺价，多收9万元"]),
        # What is counted stands behind its number; two figures; nothing besides.
        ("12个站开放时间不够", ["每周28小时"], "12个站开放时间不够", ["每周28小时"]),
        ("4台锅炉有2台停用没修", ["原因不明"], "4台锅炉有2台停用没修", ["原因不明"]),
        ("押金25万元没退", [], "押金25万元没退", []),
    ],
)
def test_evidence_is_told_with_its_problem(title: str, found: list[str], head: str, told: list[str]) -> None:
    assert whole_found(title, found) == (head, told)


#: Problems without numbers, how far each is on a line of its own, remarks on all behind.
STATED = """\
给县政府办的督查整改报告。我们是甲县乙局，简称县乙局
县政府督查室8月督查了垃圾分类，8月19日发的督查通报（甲政督〔2024〕15号），点了我们3条，要求10月底前改完
现在改完2条，剩1条在弄

问题：12个小区没人管
改了：签了14名督导员
完成了

问题：日收运只有46吨，目标70吨
改了：加收运车5辆
还没完，差1.5吨
为什么：3家饭店没进来
接着：11月底前签协议

问题：补贴款15.8万发晚了4个月
改了：9月3日发齐
完成了

约谈2个公司
立了《甲办法》等制度3个
县督查室10月28日来复查，说2条通过
明年2月前买新车3辆
"""


def test_how_far_a_problem_is_may_stand_on_a_line_of_its_own() -> None:
    data = read(STATED)
    rows = data["findings"]
    assert [row["status"] for row in rows] == ["已完成", "正在推进", "已完成"]
    assert rows[1]["notes"][1:] == ["差1.5吨", "未完成原因：3家饭店没进来", "下一步，11月底前签协议"]
    assert rows[2]["title"] == "补贴款15.8万元发放推迟4个月"
    assert "8月19日印发督查通报（甲政督〔2024〕15号），指出3个问题" in data["origin"][0]
    assert data["organisation"] == ["约谈2个公司"]
    assert data["achieved"] == ["立了《甲办法》等制度3个", "县督查室10月28日来复查，认为2条通过"]
    assert data["next"] == ["2025年2月前买新车3辆"]


def test_a_paper_without_a_title_came_on_its_day() -> None:
    page = (
        "整改情况报告　送市水利局\n"
        "依据：市审计局对甲市乙水文站（简称市乙站）2023年预算执行的审计决定（甲审决〔2024〕9号），4月22日收到\n"
    )
    data = read(f"{page}总数：查出问题1类2个，金额14.2万元\n问题1 账不清 → 已改\n问题2 物不符 → 已改\n")
    assert data["unit"] == {"name": "甲市乙水文站", "short": "市乙站"}
    assert data["origin"] == [
        "4月22日，市乙站收到市审计局对甲市乙水文站2023年预算执行的审计决定（甲审决〔2024〕9号）",
        "审计指出1类2个问题，涉及金额14.2万元",
    ]


def test_a_table_of_findings_under_labels_in_cells() -> None:
    data = read(
        "整改台账（截至2024年11月15日）\n单位\t甲市残疾人联合会（市残联）\n主送\t市审计局\n"
        "来源\t市审计局5月28日出的审计报告（甲审〔2024〕31号），审2022到2023年就业保障金\n"
        "序号\t问题\t金额（万元）\t整改情况\t状态\n"
        "1\t保障金没统筹使用\t213.5\t7月收回财政213.5万元\t完成\n"
        "2\t设备闲置\t31.9\t2台等维修\t正在整改\n合计：2个问题245.4万元，完成1个，正在整改1个\n"
        "开会：党组会3次、推进会5次\n市审计局10月30日回访，1个问题同意销号\n明年：上线比对系统\n"
    )
    assert data["unit"] == {"name": "甲市残疾人联合会", "short": "市残联"}
    assert data["origin"] == ["5月28日，市审计局出具审计报告（甲审〔2024〕31号），审计对象为2022到2023年就业保障金"]
    assert [row["found"] for row in data["findings"]] == [
        ["保障金没统筹使用，涉及213.5万元"],
        ["设备闲置，涉及31.9万元"],
    ]
    assert [row["notes"] for row in data["findings"]] == [["7月收回财政213.5万元"], ["2台等维修"]]
    assert data["organisation"] == ["召开党组会3次、推进会5次"]
    assert data["achieved"] == ["市审计局10月30日回访，1个问题同意销号"]
    assert data["next"] == ["2025年上线比对系统"]


def test_an_opinion_that_was_sent_and_received_is_told_once() -> None:
    data = read(
        "甲区教育局　人大审议意见办理整改情况报告\n"
        "区人大常委会7月30日印发《关于学前教育的审议意见》（甲人常〔2024〕2号），8月2日收到\n"
        "甲区教育局简称区教育局，报区人大常委会\n牵头：局长；成立专班13人\n"
        "涉及资金：安排560万元，支出514万元，91.8%\n"
        "意见1 学位不够\n  办理：新增学位1260个\n  结果：完成\n"
        "意见2 设施差\n  办理：11所园装监控\n  结果：推进中，1所在装\n  原因：围墙塌了\n  下一步：1月装完\n"
        "意见3 公示不全\n  办理：补公示19所\n  结果：完成\n排查：查63所，整改56条\n"
    )
    assert data["unit"]["short"] == "区教育局" and "received" not in data["letter"]
    assert data["origin"][0].endswith("（甲人常〔2024〕2号），区教育局8月2日收到")
    assert data["organisation"] == ["由局长牵头，成立专班13人", "安排资金560万元，支出514万元，执行率91.8%"]
    assert data["achieved"] == ["查63所，整改56条"]
    rows = data["findings"]
    assert [row["status"] for row in rows] == ["已完成", "正在推进", "已完成"]
    assert rows[1]["notes"] == ["11所园装监控", "1所在装", "未完成原因：围墙塌了", "下一步，1月装完"]


MARKED = """\
# 整改情况报告（财政评价反馈）
- 单位：甲市登记中心（简称市登记中心）
- 主送：市财政局
- 评价报告：《2023年度数据整合项目评价报告》（甲财绩〔2024〕12号），3月29日下达
- 时限：6月30日前整改
- 问题数：3个（资金类2个、管理类1个）
- 进度：截至6月30日完成2个，1个推进中

## 资金类
### 1. 结余资金126.3万元未清理
- 怎么改的：5月9日上缴126.3万元
- 状态：✔
### 2. 多付扫描费14.7万元
- 怎么改的：追回14.7万元
- 状态：✔
## 管理类
### 3. 数据没有共享
- 怎么改的：接通3个部门
- 状态：推进中
- 未完成原因：系统升级
- 下一步：10月底前接通民政部门

- 追责：约谈1人
- 制度：《质检办法》《共享规程》2项
- 存在不足：自助机只有9台
"""


def test_headings_of_a_markup_are_problems_and_their_classes() -> None:
    data = read(MARKED)
    assert data["origin"][-2:] == ["要求6月30日前完成整改", "报告指出3个问题（资金类2个、管理类1个）"]
    assert data["organisation"] == ["约谈1人"] and data["achieved"] == ["制度包括《质检办法》《共享规程》2项"]
    assert data["own"] == [{"problem": "自助机只有9台"}]
    rows = data["findings"]
    assert [(row["category"], row["status"]) for row in rows] == [
        ("资金", "已完成"),
        ("资金", "已完成"),
        ("管理", "正在推进"),
    ]
    assert rows[2]["notes"] == ["接通3个部门", "未完成原因：系统升级", "下一步，10月底前接通民政部门"]


@pytest.mark.parametrize("page", ["# 题\n## 1. 只有一个\n- 一\n", "# 题\n## 2. 甲\n## 3. 乙\n", "1. 甲\n2. 乙\n"])
def test_headings_that_count_no_problems_stay(page: str) -> None:
    assert with_marked_heads(page, LETTER) == page


def test_a_year_in_the_midst_is_not_that_of_the_letter() -> None:
    page = "甲县医院整改材料\n县委巡察组去年11月巡察，1月16日反馈\n"
    assert "去年11月" in with_letter_words(f"{page}主送县纪委\n专班18人\nCT机2022年3月买的\n", LETTER)
    assert "2023年11月" in with_letter_words(f"2024年{page}", LETTER)


def test_labels_of_problems_without_numbers_are_theirs() -> None:
    proposal = Proposal()
    page = "甲县乙局整改情况报告\n审计指出账不清\n整改措施：重做账本3册\n追责：约谈2人\n"
    assert without_frame(page, proposal) == page and not proposal.data
    assert without_frame(page.replace("整改措施：", ""), proposal) != page and proposal.data


@pytest.mark.parametrize(
    ("said", "open_", "more"),
    [
        ("5个问题，已完成整改4个，正在推进1个（问题三，待评审）", {2}, {2: "待评审"}),
        (
            "5个问题，已完成整改3个，正在推进2个（问题二、五，均在9月底前完成）",
            {1, 4},
            {1: "在9月底前完成", 4: "在9月底前完成"},
        ),
        ("5个问题，已完成整改2个，正在推进3个（问题一、三、四）", {0, 2, 3}, {}),
        ("5个问题，已完成整改3个，正在推进2个（第2，第5）", {1, 4}, {}),
        ("5个问题，已完成整改3个，正在推进2个", set(), {}),
    ],
)
def test_findings_named_in_brackets_with_what_else_is_said(said: str, open_: set[int], more: dict[int, str]) -> None:
    titles = ["没有发现问题\n问题", "账目不清", "库房漏雨", "票据缺号", "合同没有备案"]
    account = read_account(said, {}, 5, titles)
    assert account is not None and account.left == ()
    assert {at for at, status in account.named.items() if status == "正在推进"} == open_
    assert dict(account.more) == more


FRAMED = """\
报告种类：整改情况报告；年度2024
单位：丁县档案馆（简称县档案馆）；责任单位：县方志中心；主送：丁县财政局；抄送：丁县审计局
依据：《丁县财政局关于库房维护经费评价结果的通知》（丁财绩〔2024〕3号）
评价结果：81.2分，等级良；项目预算260万元，支出251.3万元，执行率96.65%；指出问题2个，提出建议5条
事项：库房维护经费评价发现问题整改情况；评价时间3月4日至8日
整改组织：4月2日成立整改专班，列出任务12条，已落实11条
问题一：温湿度记录缺失
 补装记录仪18台，全部接入平台
问题二：消防通道堆放杂物，涉及3处
 清理2处；其余1处产权单位没有同意搬迁
移交线索3件：办结2件，转县纪委1件
专项经费：整改共用22.6万元，其中本级预算15万元、结余调剂7.6万元
长效机制：印发《库房巡查办法》；二季度、三季度共巡查26次，差错率1.2%（上年同口径2.5%）
总体：2个问题，已完成整改1个，正在推进1个（问题二，2025年3月底前完成）；5条建议采纳4条，未采纳1条（“撤销分馆”，原因：编制没有批复）；10月30日前上报
"""


def test_a_list_of_facts_for_a_letter() -> None:
    data = read(FRAMED)
    assert data["letter"]["cc"] == "丁县审计局" and "fund" not in data
    assert data["clues"] == ["移交问题线索3件，办结2件，转县纪委1件"]
    assert data["organisation"][0] == "4月2日成立整改专班，列出任务12条，已落实11条"
    assert [row.get("status") for row in data["findings"]] == ["已完成", "正在推进"]
    assert data["findings"][1]["notes"][-1] == "2025年3月底前完成"
    assert data["lasting"] == ["印发《库房巡查办法》；二季度、三季度共巡查26次，差错率1.2%（上年同口径2.5%）"]
    told = "；".join(data["origin"])
    for one in (
        "责任单位为县方志中心",
        "评价得分81.2分，等级为“良”",
        "项目预算260万元，支出251.3万元，执行率96.65%",
        "评价时间为3月4日至8日",
        "未采纳1条，即“撤销分馆”，原因是编制没有批复",
        "整改情况10月30日前上报",
    ):
        assert one in told
    assert "整改共用专项经费22.6万元，其中本级预算15万元、结余调剂7.6万元" in str(data)


@pytest.mark.parametrize(
    ("line", "to", "told"),
    [
        ("主管部门：丁县文化局", "origin", "主管部门为丁县文化局"),
        ("整改安排：4月1日收到通知；4月8日馆务会研究", "received", "4月1日"),
        ("评价情况：评价得分71.8分，在9个项目中列第6名", "origin", "评价得分71.8分，在9个项目中列第6名"),
        ("建议采纳：5条建议采纳4条；未采纳1条为“收费”", "origin", "5条建议采纳4条；未采纳1条为“收费”"),
        ("结果运用：2025年预算减少12万元", "achieved", "结果运用方面，2025年预算减少12万元"),
        ("问责追责：诫勉2人、批评教育1人", "organisation", "诫勉2人、批评教育1人"),
        ("巡察移交：问题线索2件，办结2件；信访件3件", "clues", "巡察移交问题线索2件，办结2件；信访件3件"),
        ("资金保障：整改投入18万元，其中自筹3万元", "summary", "整改投入18万元，其中自筹3万元"),
        ("社会反响：投诉由9件降到2件；回访20人", "achieved", "投诉由9件降到2件；回访20人"),
        ("按要求于5月10日前报送", "origin", "整改情况按要求于5月10日前报送"),
        ("通报时间3月20日", "origin", "通报时间为3月20日"),
    ],
)
def test_lines_about_all_findings(line: str, to: str, told: str) -> None:
    page = FRAMED.partition("评价结果：")[0].replace("；责任单位：县方志中心", "")
    page += "事项：整改情况\n问题一：账目不清\n 补登账目3笔\n问题二：票据缺号\n 补开票据2张\n"
    data = read(f"{page}{line}\n总体：2个问题，已完成整改2个")
    where = data["letter"]["received"] if to == "received" else data[to]
    assert told == where or told in where


@pytest.mark.parametrize(
    ("title", "head", "found"),
    [
        ("26处蓄水池，4处没有加盖", "26处蓄水池中4处没有加盖", []),
        ("26处蓄水池，4处已加盖", "26处蓄水池，4处已加盖", []),
        ("巡检以后没有登记，抽查台账32份，5份没有签字和日期", "巡检以后没有登记", ["抽查台账32份，5份没有签字和日期"]),
    ],
)
def test_some_of_what_was_counted(title: str, head: str, found: list[str]) -> None:
    assert entitled(title) == (head, found)


def test_what_a_finding_waits_for_stands_with_how_far_it_is() -> None:
    page = FRAMED.replace("（问题二，2025年3月底前完成）", "（问题二，待产权单位答复）")
    said = drafter.to_text(drafter.compose(api.read_case(case_text(read(page), ""), "丁.toml")))
    assert "整改情况：正在推进，待产权单位答复。" in said


def test_what_is_left_stays_behind_what_was_told_last() -> None:
    case = FRAMED.partition("问题二")[0].replace("18台，全部接入平台", "18处；重签合同14份；补收9.3万元；其余3处已起诉")
    said = drafter.to_text(drafter.compose(api.read_case(case_text(read(case), ""), "丁.toml")))
    assert said.index("补收9.3万元") < said.index("其余3处已起诉")


def test_a_list_of_facts_as_a_letter() -> None:
    said = drafter.to_text(drafter.compose(api.read_case(case_text(read(FRAMED), ""), "丁.toml")))
    assert "抄送：丁县审计局。" in said and "长效机制建设" in said and "整改成效" not in said
    assert "二季度、三季度共巡查26次，差错率1.2%，比上年同口径的2.5%下降1.3个百分点" in said
    assert "结余调剂7.6万元" in said and "整改情况：正在推进，2025年3月底前完成。" in said

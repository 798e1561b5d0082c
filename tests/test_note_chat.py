"""A chat as notes, words that a form would mutilate, documents and names as people put them, rows in columns.

Invariants: who speaks is no part of what is told; a figure that is taken back stands nowhere; no verb is parted and no
noun taken for one; what only looks alike stays as it is.
"""

from __future__ import annotations

from typing import Any

import pytest

import drafter
from drafter import api
from drafter.composing.written import written
from drafter.importing.case_text import case_text
from drafter.importing.chat import put_right_later, with_chat
from drafter.importing.columns import with_columns
from drafter.importing.dates import in_full
from drafter.importing.label_marks import with_label_marks
from drafter.importing.labels import meaning
from drafter.importing.lines import enumerated
from drafter.importing.reader import read_notes
from drafter.importing.spoken_projects import with_spoken_projects

PROJECT, DEPARTMENT = "project-self-evaluation", "department-self-evaluation"
TOWNSHIP, LETTER = "township-summary", "rectification"


def read(text: str, genre: str, year: int = 2024) -> dict[str, Any]:
    return read_notes(text, genre, year).data


CHAT = """（下面是群里聊的，你帮忙写24年路灯项目的绩效自评）
办公室：单位丁县城市管理局，简称县城管局。项目名称完整的是“丁县背街路灯补建项目”，实施是县亮化有限公司，简称亮化公司
办公室：依据是县政府《丁县城市照明规划》，还有《丁县路灯管护办法》，办法是24年3月我们修订过的
财务股：年初300万，县级200 市级100。9月又追加县级40万，因为电缆被盗。全年340万
财务股：支出322.6万，执行率94.88%，还有17.4没付，6台变压器验收没走完，尾款压着
亮化公司：新装路灯620盏，更换灯杆31根
施工队：@财务股 更正！路灯不是620盏是640盏，目标也是640
亮化公司：收到。巡检48次😀，亮灯率97.1%没到目标98%，雷击闹的
财务股：自评打分执行率9.5其他84合计93.5，优
办公室：就这些，结果用于25年预算，政府网站公开
"""


def test_a_chat_is_read_without_its_speakers() -> None:
    data = read(CHAT, PROJECT)
    assert data["project"]["name"] == "丁县背街路灯补建项目"
    assert data["project"]["implementer"] == "县亮化有限公司（以下简称“亮化公司”）"
    assert data["project"]["basis"] == ["县政府《丁县城市照明规划》", "《丁县路灯管护办法》（2024年3月修订）"]
    assert data["unit"] == {"name": "丁县城市管理局", "short": "县城管局"}
    fund = data["fund"]
    assert (fund["initial"], fund["budget"]) == ("300万元", "340万元")
    assert fund["initial_parts"] == "县级200万元、市级100万元"
    assert "sources" not in fund
    assert (fund["balance"], fund["reason"]) == ("17.4万元", "6台变压器验收没走完，尾款压着")
    assert (data["score"]["execution"], data["score"]["other"], data["score"]["total"]) == ("9.5", "84", "93.5")
    told = str(data)
    assert "640盏" in told and "620" not in told and "@" not in told and "财务股" not in told and "群里" not in told
    assert "目标98%" in told and "雷击影响" in told and "😀" not in told


def test_lines_with_labels_are_no_chat() -> None:
    page = "项目：甲工程\n预算：100万元\n实施单位：乙中心\n满意度：95%\n问题：进度慢\n"
    assert with_chat(page, PROJECT) == (page, [])
    few = "办公室：开会2次\n新建泵站3座\n疏浚渠道4公里\n财务股：支出30万元\n"
    assert with_chat(few, PROJECT) == (few, [])
    once = "办公室：开会2次\n财务股：支出30万元\n工程股：建泵站3座\n渔政站：巡查40次\n"
    assert with_chat(once, PROJECT) == (once, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("装水表210只，换管3公里\n更正：水表不是210只是201只", "装水表201只，换管3公里\n"),
        ("救助86户\n说错了，救助的不是86户，是68户，其中低保40户", "救助68户，其中低保40户\n"),
        ("办班4期；检查12次\n检查不是12次是15次。", "办班4期；检查15次\n"),
        # Nothing was said before: no slip without a word for one.
        ("主管不是1个是2个单位", "主管不是1个是2个单位"),
        ("修路3公里，修桥3座\n养护不是3年是5年", "修路3公里，修桥3座\n养护不是3年是5年"),
    ],
)
def test_a_figure_that_is_taken_back_stands_nowhere(text: str, told: str) -> None:
    assert put_right_later(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("引进种公猪40头、种母猪120头", "引进种公猪40头、种母猪120头"),
        ("种鸭600只", "种鸭600只"),
        ("种油菜300亩", "种植油菜300亩"),
        ("3批药品单位换算错了", "3批药品单位换算有误"),
        ("工资核算错了3笔", "工资核算有误3笔"),
        ("工资算错了3笔", "工资计算有误3笔"),
        ("群众平均跑腿0.8次", "群众平均跑腿0.8次"),
        ("替老人跑腿30次", "替老人代办30次"),
        ("收患者回扣线索2条", "收受患者回扣线索2条"),
        ("收群众线索2条", "收集群众线索2条"),
        ("辅警流动大一年走了19个", "辅警流动大，一年离职19人"),
        ("3月走了12个村", "3月走访12个村"),
        ("6月办焊工、电工培训2期", "6月举办焊工、电工培训2期"),
        ("办案、办证培训2期", "办案、办证培训2期"),
        ("站前路没专用道", "站前路没有专用道"),
        ("没专门安排", "未专门安排"),
    ],
)
def test_no_verb_is_parted(text: str, told: str) -> None:
    assert written(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("问了800人，满意93.5%", "问了800人，满意度93.5%"),
        ("很满意62%", "很满意62%"),
        ("上年预算720万支698.4，执行率97", "上年预算720万，支出698.4，执行率97%"),
        ("发展3万支部党员", "发展3万支部党员"),
        ("准点率95.1%没到目标96%", "准点率95.1%，目标96%，没达到"),
        ("出勤率95%，流感闹的", "出勤率95%，原因：流感影响"),
        ("受台风影响的农户30户", "受台风影响的农户30户"),
        ("得分：执行率9.6其他83合计92.6", "得分：执行率9.6，其他83，合计92.6"),
    ],
)
def test_what_is_typed_without_its_words(text: str, told: str) -> None:
    assert in_full(text) == told


@pytest.mark.parametrize(
    "line",
    [
        "根据《丁县财政局关于学前教育经费的检查决定》（丁财监〔2024〕6号）",
        "来文：按照《丁县财政局关于学前教育经费的检查决定》   丁财监〔2024〕6号",
        "依据：《丁县财政局关于学前教育经费的检查决定》，文号丁财监〔2024〕6号",
    ],
)
def test_a_document_is_named_without_what_stands_before_it(line: str) -> None:
    data = read(f"整改情况报告\n单位：丁县教育局，报丁县财政局\n{line}\n1、多收费3万元（完成）\n 已退3万元\n", LETTER)
    assert data["letter"]["notice"] == "《丁县财政局关于学前教育经费的检查决定》（丁财监〔2024〕6号）"
    assert "丁财监" not in str({**data, "letter": ""})


def test_a_basis_that_was_revised() -> None:
    basis = "依据：根据《甲办法》，另有《乙规划》，规划是2021年印发的"
    assert read(f"单位：丁县农业农村局\n项目：丙工程\n{basis}\n", PROJECT)["project"]["basis"] == [
        "《甲办法》",
        "《乙规划》（2021年印发）",
    ]


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("用的办法", "evaluation.methods"),
        ("用了啥法子", "evaluation.methods"),
        ("问了谁", "evaluation.voices"),
        ("征求了哪些人的意见", "evaluation.voices"),
        ("为啥做", "evaluation.aim"),
        ("为什么要搞自评", "evaluation.aim"),
        ("定档", "grades"),
        ("改进办法", "measures"),
        ("补救的办法", "measures"),
        ("为什么没做完", ""),
    ],
)
def test_labels_of_how_it_was_evaluated(label: str, target: str) -> None:
    assert meaning(label, TOWNSHIP) == target


@pytest.mark.parametrize(
    ("line", "path", "name"),
    [
        ("丁县水利局，后面都写县水利局，县政府工作部门", "short", "县水利局"),
        ("丁县水利局，正文里用“县水利局”", "short", "县水利局"),
        ("丁县水利局，下文用我局", "self", "我局"),
        ("丁县水利局，金额都写万元", "short", None),
    ],
)
def test_what_the_unit_is_called(line: str, path: str, name: str | None) -> None:
    unit = read(f"2024年部门整体支出绩效自评\n{line}\n做的事：修渠3公里\n", DEPARTMENT)["unit"]
    assert (unit["name"], unit.get(path)) == ("丁县水利局", name)


def test_a_number_before_a_year_or_a_month() -> None:
    text = "1、夏季不施工；2、2025年4月前办证；3、6月底前修完"
    assert enumerated(text) == ["夏季不施工", "2025年4月前办证", "6月底前修完"]
    assert enumerated("1、查账；2、开会，4、6月各1次") == ["查账", "开会，4、6月各1次"]
    assert enumerated("3、6、9月各查1次") == ["3、6、9月各查1次"]


def test_rows_in_columns_may_lack_their_last_cell() -> None:
    page = (
        "序号  项目          预算   支出   没花完的原因\n"
        "1     村道养护      30     30\n"
        "2     2024年省级以工代赈丙村水渠工程   80     62   雨季停工\n"
        "3     文化站修缮    12     0      没招标\n"
    )
    assert with_columns(page).split("\n")[1] == "1\t村道养护\t30\t30\t"
    data = read(f"丁镇人民政府2024年度自评总结\n项目明细（万元）\n{page}", TOWNSHIP)
    assert [(one["name"], one["spent"]) for one in data["projects"]] == [
        ("村道养护", "30万元"),
        ("2024年省级以工代赈丙村水渠工程", "62万元"),
        ("文化站修缮", "0万元"),
    ]


def test_a_project_may_open_with_its_year() -> None:
    page = "丁镇人民政府2024年度自评总结\n项目2个（预算／支出，万元）\n 1 村道养护 30／30\n"
    opened = read(f"{page} 2 2024年中央丙村水渠工程 80／62，雨季停工\n", TOWNSHIP)
    assert [one["name"] for one in opened["projects"]] == ["村道养护", "2024年中央丙村水渠工程"]
    assert len(read(f"{page} 2 丙渠 80／62\n 2024年合计 110／92\n", TOWNSHIP)["projects"]) == 2


TRAINING = """项目绩效（自评）  2024年度
项目：乡村公路养护机械购置项目
主管部门→丁县交通运输局 ；实施单位→丁县公路养护中心（文中称县养护中心）
钱的用途 购置机械/改造机库/培训机手
资金(万元)，从系统粘的：
来源	年初	调整	全年	已支出
省级专项	300	0	300	300
县级配套	200	-20	180	147.6
合计	500	-20	480	447.6
调减的20是压路机改由市局调拨,不买了
执行率93.25%;剩32.4：20.4是铲车尾款没到期、12是机库质保金没退。上年执行率90.2%
设备到货(台账)：
品名|数量|单价(万)|到货
推土机|2台|86|6月
平地机|1台|64|9月
(以上2种共236万)
得分:执行率9.33,其他85,总94.33,等级优
存在问题1.配件采购慢 2.机手少(持证3人)
整改打算1.签年度配件合同 2.2025年6月底前培训机手8名
"""


def test_labels_before_other_marks_and_a_table_between_strokes() -> None:
    proposal = read_notes(TRAINING, PROJECT)
    data = proposal.data
    assert data["project"]["department"] == "丁县交通运输局"
    assert data["unit"] == {"name": "丁县公路养护中心", "short": "县养护中心"}
    assert data["project"]["uses"] == ["购置机械", "改造机库", "培训机手"]
    fund = data["fund"]
    assert fund["changes"] == [{"name": "调减", "amount": "20万元", "reason": "压路机改由市局调拨、不买了"}]
    assert (fund["balance"], fund["rate"]) == ("32.4万元", "93.25%")
    assert fund["reason"] == "其中20.4万元是铲车尾款没到期、12万元是机库质保金没退"
    assert "调增0" not in str(data) and data["last_year"]["fund.rate"] == "90.2%"
    machines = str(data["work"])
    assert (
        "推土机 2台 单价86万" in machines and "6月到货" in machines and "|" not in machines and "（以上" not in machines
    )
    assert [one["problem"] for one in data["own"]] == ["配件采购慢", "机手少（持证3人）"]
    assert [one["measure"] for one in data["own"]] == ["签年度配件合同", "2025年6月底前培训机手8名"]
    assert not [one for one in proposal.asides if "整改打算" in one.words]


def test_a_score_may_follow_from_the_rate_that_is_shown() -> None:
    case = api.read_case(case_text(read(TRAINING, PROJECT), ""), "丁.toml")
    assert "自评得分94.33分" in drafter.to_text(drafter.compose(case)) and not case.contradictions
    wrong = TRAINING.replace("9.33", "9.43").replace("94.33", "94.43")
    assert api.read_case(case_text(read(wrong, PROJECT), ""), "丁.toml").contradictions


@pytest.mark.parametrize(
    "text",
    ["主管部门→3家", "甲→乙", "水质由Ⅳ类→Ⅲ类", "存在问题1处", "问题1.5万元", "措施1.落实"],
)
def test_what_only_looks_like_such_a_label_stays(text: str) -> None:
    assert with_label_marks(text, PROJECT) == text


@pytest.mark.parametrize(
    "text", ["甲|乙\n丙|丁\n戊|己", "品名|数量\n推土机|2台", "|品名|数量|\n|推土机|2台|\n|铲车|1台|"]
)
def test_strokes_without_figures_beneath_are_no_table(text: str) -> None:
    assert with_columns(text) == text


LETTERS = """2024年度；部门整体支出绩效自评报告
丁县图书馆（简称县图书馆）；县文旅局直属公益一类事业单位；预算单位1个：馆本级
打分：预算执行9.6分（满分10分），其余指标86分，合计95.6分，等次优
藏
 入藏图书1.2万册
 装订报刊860册
借
 外借图书9.6万册次
 古籍修复（今年头一件大事）：修补善本32册
用
 办讲座24场
 接待读者15.8万人次
满意度：9月问卷600份，96.2%
"""


def test_headings_of_one_character_stand_over_work() -> None:
    data = read(LETTERS, DEPARTMENT)
    told = str(data["results"]["quantity"])
    assert all(one in told for one in ("入藏图书1.2万册", "外借图书9.6万册次", "办讲座24场", "接待读者15.8万人次"))
    assert "application" not in data and "大事" not in str(data)
    assert data["unit"]["nature"] == "县文旅局直属公益一类事业单位"
    assert "预算单位" in str(data["unit"]["notes"]) and "预算单位" not in told


def test_headings_that_lead_elsewhere_stay() -> None:
    page = (
        "2024年部门整体支出绩效自评\n丁县图书馆\n人\n 编制12名，实有11人\n事\n 办讲座24场\n用\n 结果作为下年预算依据\n"
    )
    data = read(page, DEPARTMENT)
    assert "依据" in str(data["application"]) and "编制12" not in str(data.get("results", ""))


def test_an_indicator_at_the_margin_over_indented_lines() -> None:
    page = "项目：丁县鱼苗投放项目\n（一）投放\n 投放鱼苗3.2万空方，目标4万空方\n效益\n 捕捞收入86万元，上年70万元\n"
    data = read(page, PROJECT)
    assert [one["title"] for one in data["work"]] == ["投放", "效益指标"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("宣传册12k份", "宣传册12000份"),
        ("印折页1.5k张", "印折页1500张"),
        ("5km管道", "5km管道"),
        ("绿地加起来1.9万平，步道800平", "绿地加起来1.9万平方米，步道800平方米"),
        ("3平台", "3平台"),
        ("成本每平7.9元", "成本每平方米7.9元"),
    ],
)
def test_units_as_they_are_typed(text: str, told: str) -> None:
    assert in_full(text) == told


CITY = """24年整体支出绩效自评 报县财政局的
丁县市政园林局，后面都写县市政局，县政府工作部门
管路灯照明 公园管护 排水设施这几块
行政编12个，年底在岗30人
年初批2400万，7月台风完了又加160万修排水，一年下来2560万
实际用掉2480.5，执行率96.89%，去年95.2%
路灯换了310盏，公园坐凳配60套
"""


def test_a_page_of_a_department_without_labels() -> None:
    data = read(CITY, DEPARTMENT)
    fund = data["fund"]
    assert (fund["initial"], fund["budget"], fund["spent"]) == ("2400万元", "2560万元", "2480.5万元")
    assert fund["changes"] == [{"name": "追加", "amount": "160万元", "when": "7月", "reason": "台风后修排水"}]
    assert data["duties"]["main"].startswith("路灯照明") and data["unit"]["short"] == "县市政局"


SIGNS = """2024年部门整体支出绩效自评
丁县博物馆
◆做成的事（数量）
● 编目藏品320件
● 办展6个
◆花的钱
年初120万，全年120万；花了114万
没花完6万，是展柜尾款要等验收
◆其他指标
质量：完好率99%
"""


def test_signs_before_headings() -> None:
    data = read(SIGNS, DEPARTMENT)
    assert "编目藏品320件" in str(data["results"]["quantity"]) and data["fund"]["spent"] == "114万元"
    assert data["fund"]["reason"] == "展柜尾款要等验收"
    told = str(data)
    assert "花的钱" not in told and "其他指标" not in told and "做成的事" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("电表换了40块", "电表更换40块"),
        ("兑换40张", "兑换40张"),
        ("灭火器配80套", "灭火器配备80套"),
        ("物资分配80件", "物资分配80件"),
    ],
)
def test_spoken_verbs_behind_their_thing(text: str, told: str) -> None:
    assert written(text) == told


LAKE = """丁湖镇人民政府的24年绩效自评，写成总结，文里说我镇
5个项目 县里下的214.6万 花了196.5
退渔还湿 96 花84，2户补偿还在公示
灭螺18.6全用掉
渡船检修 20 全花；广场维修 30 全花
堤防除险50 花43.9 招标价降下来了 省6.1
评下来优4 良1 没有差的
评这个是要弄清钱管不管用，对比法 问卷法两种
12月抽了2个项目 毛病5处当场改了4处还有1处在补
办成的 渡船检修 9艘次 救生衣配 60件
大棚建了24个，目标30个没到 台风闹的, 修堤 2.4公里
12月回访90户 满意84户 算93.33%
"""


def test_projects_without_units_whose_sum_is_named() -> None:
    data = read(LAKE, TOWNSHIP)
    rows = [(one["name"], one["budget"], one["spent"], one.get("reason", "")) for one in data["projects"]]
    assert rows == [
        ("退渔还湿", "96万元", "84万元", "2户补偿还在公示"),
        ("灭螺", "18.6万元", "18.6万元", ""),
        ("渡船检修", "20万元", "20万元", ""),
        ("广场维修", "30万元", "30万元", ""),
        ("堤防除险", "50万元", "43.9万元", "招标价降下来了，节约6.1万元"),
    ]
    assert data["unit"]["self"] == "我镇" and data["evaluation"]["methods"] == ["对比法", "问卷法"]
    assert data["evaluation"]["aim"][0].startswith("弄清钱管不管用")
    told = str(data)
    assert "发现问题5处，当场整改4处" in told and "满意率93.33%" in told
    assert "原因：台风影响；修堤" in told


def test_things_with_figures_are_no_projects() -> None:
    page = LAKE.replace("县里下的214.6万", "县里下的300万")
    assert not read(page, TOWNSHIP).get("projects")
    few = "修渠 3 花2\n打井 4 花3\n一共7万\n"
    assert with_spoken_projects(few) == few

"""Comparing pairs as offices write them: what is a name, a moved figure, another project, another year.

Invariants:
- digits of names (codes of accounts, standards, hotlines, document numbers, versions, quotations) are never stale;
- a figure is stale by its value, in whatever writing, and certainly so only where a year or a figure moved beside it;
- a year is judged by the one that stood in its place;
- one form filled in for several projects is matched by name, a heading by what stands under it;
- the report year is that of the title, the signature, the text, in this order.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.comparing.compare import compare
from drafter.comparing.compared_text import of_reading
from drafter.comparing.comparison import Comparison, SentencePair, Stale
from drafter.comparing.tokens import Token, tokens
from drafter.comparing.values import alike, value
from drafter.language.report_year import report_year, titled_year
from drafter.reading.reader import read_text

HEAD = "柳溪县农机中心{}年度绩效自评报告\n"


def compared(old: str, new: str, head: str = HEAD, file: str = "") -> Comparison:
    old_side, new_side = (
        of_reading(read_text(head.format(year) + text + "\n", file)) for year, text in ((2023, old), (2024, new))
    )
    return compare(old_side, new_side)


def stale(found: Comparison) -> list[Stale]:
    return [one for pair in found.pairs for one in pair.stale]


def quotes(found: Comparison) -> set[str]:
    return {one.quote for one in stale(found)}


def told(found: Comparison) -> list[tuple[str, str, str]]:
    """Kind and words of each pair behind the title."""

    def words(units: tuple[int, ...], text: object) -> str:
        return "".join(text.units[number].text for number in units)  # type: ignore[attr-defined]

    return [(pair.kind, words(pair.old, found.old), words(pair.new, found.new)) for pair in found.pairs[1:]]


def partner(found: Comparison, old: str) -> str:
    """The new words beside the old sentence that holds `old`."""
    pair = pair_of(found, old)
    return "".join(found.new.units[number].text for number in pair.new)


def pair_of(found: Comparison, old: str) -> SentencePair:
    return next(one for one in found.pairs if any(old in found.old.units[number].text for number in one.old))


# -- names are no figures ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "form",
    [
        "执行GB 18483—2001和DB34/T 3627-2020，检测排放单位{a}家。",
        "拨打12388举报电话的有{a}人次，5·12演练参加{b}人次。",
        "12345政务服务便民热线转来诉求{a}件，PM10浓度均值下降。",
        "落实“十四五”规划和“1+6+N”体系，走访农户{b}户次。",
        "办公系统2.0版上线，接入G205沿线探头{a}个，电话0551-6288315。",
        "第57号令施行后，按国办发〔2019〕11号、12号文件，压减事项{a}项。",
        "编号XM2021-036的项目投入{b}万元，5G基站建成{a}座。",
        "2010301行政运行支出{b}万元，用于人员工资。",
        "一般公共服务支出（201）类支出{b}万元。",
        "20105（款）统计信息事务{b}万元，用于调查。",
        "依据青溪府规【2016】57号文，发放补贴{b}万元。",
        "1.2010301行政运行（项）{b}万元，用于工资。",
        "12315、12369两条热线受理投诉{a}件。",
        "拨打8890便民服务热线的有{a}人次。",
        "接听119报警{a}次，处置110接处警{b}起。",
        # Without the word hotline behind: digits right before a noun count nothing.
        "全年接转12328诉求{a}件，回访率{b}%。",
        "办结12333咨询{a}件，12306网站代售车票{b}万元。",
        "拨打12356的来访者{a}人次。",
        "95598供电服务站派工{a}次，122事故快处{b}起。",
        # Standards without a year.
        "碗筷抽检执行GB 14934，超市抽检执行GB 7718.1，共{a}批次。",
        "照JGJ 80搭设护栏{a}米，通过ISO 22000审核的企业{b}家。",
        "处置119警情{a}起，其中救援{b}小时。",
        "35千伏、110千伏变电站检修{a}次，750kV线路巡视{b}公里。",
        # What is numbered and not counted.
        "12路、518路公交延长运营{a}公里，316路和508路增配车辆{b}万元。",
        "奥密克戎XBB.1.16占比{b}%，采样{a}份。",
        "抽查98号汽油{a}批次，检修14号泵房设备{b}万元。",
    ],
)
def test_digits_of_names_are_not_stale(form: str) -> None:
    found = compared(form.format(a=316, b=82.65), form.format(a=402, b=91.38))
    assert found.pairs[1].kind == "figures"
    assert stale(found) == []


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("科目编码\t科目名称\t预算数", ["201\t一般公共服务支出\t{}", "2080505\t养老保险缴费支出\t{}"]),
        ("类\t款\t项\t科目名称\t金额", ["201\t03\t01\t行政运行\t{}", "205\t08\t03\t培训支出\t{}"]),
        ("序号\t项目\t金额", ["101\t人员经费\t{}", "102\t公用经费\t{}"]),
    ],
)
def test_columns_of_codes_are_not_stale(head: str, rows: list[str]) -> None:
    old = "\n".join([head, *(row.format(312.5 + at) for at, row in enumerate(rows))])
    new = "\n".join([head, *(row.format(329.8 + at) for at, row in enumerate(rows))])
    found = compared(old, new)
    assert [pair.kind for pair in found.pairs[1:]] == ["same", "figures", "figures"]
    assert stale(found) == []
    # The amounts in the same rows are figures: left standing they are seen.
    assert quotes(compared(old, new.replace("329.8", "312.5", 1).replace("330.8", "313.5", 1))) >= {"312.5"}


@pytest.mark.parametrize(
    ("form", "level"),
    [
        ("受理工单12345件，办结{}件。", "certain"),
        ("拨付12366.5万元，受益{}人。", "certain"),
        ("收粮12380公斤，受益{}人。", "certain"),
        ("支出12345较往年少，受益{}人。", "look"),
        # Digits before a word that may be a measure or a name.
        ("618捧细沙铺花径{}米。", "look"),
    ],
)
def test_the_same_digits_with_a_unit_are_figures(form: str, level: str) -> None:
    assert [one.level for one in stale(compared(form.format(316), form.format(402)))] == [level]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("15.2023_村级支出", "2023"),
        ("[村级]15.2023村级公益事业奖补", "2023"),
        ("【镇级】16.2023年环境整治", "2023年"),
        ("（4）2023年度维修资金", "2023年度"),
    ],
)
def test_the_number_of_an_item_is_not_its_year(line: str, quote: str) -> None:
    assert quotes(compared(line, line)) == {quote}
    assert stale(compared(line, line.replace("2023", "2024"))) == []


# -- values -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.9135亿元", "9135万元", True),
        ("一千二百三十八万五千元", "1,238.50万元", True),
        ("百分之九十六点五", "96.50％", True),
        ("十二亿三千万元", "12.3亿元", True),
        ("３.６万份", "36000份", True),
        ("三十二人次", "32人次", True),
        ("45名", "45人", True),
        ("9135万元", "9135元", False),
        ("96.5%", "96.5‰", False),
        ("34余次", "34次", False),
        ("85～110斤", "85斤", False),
    ],
)
def test_values_are_compared_and_not_writings(one: str, other: str, same: bool) -> None:
    ours, theirs = tokens(f"共{one}。")[1], tokens(f"共{other}。")[1]
    assert (ours.text, theirs.text) == (one, other)
    assert alike(ours, theirs) is same


@given(st.decimals(Decimal("0.01"), Decimal(99_999), places=2))
@settings(max_examples=100, deadline=None)
def test_ten_thousands_are_ten_thousand_ones(number: Decimal) -> None:
    assert value(Token(f"{number}万元", "figure")) == value(Token(f"{number * 10_000:,.0f}元", "figure"))


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("安排0.28568亿元，新建泵站14座。", "安排2856.8万元，新建泵站19座。", "2856.8万元"),
        ("补助一千六百五十二万元，新建泵站14座。", "补助1652万元，新建泵站19座。", "1652万元"),
        ("达标率百分之八十七点五，巡查36次。", "达标率87.5%，巡查41次。", "87.5%"),
    ],
)
def test_another_writing_of_last_year_s_value_is_told(old: str, new: str, quote: str) -> None:
    found = compared(old, new)
    assert found.pairs[1].kind == "figures"
    assert [(one.quote, "写法" in one.why) for one in stale(found)] == [(quote, True)]


# -- levels -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "levels"),
    [
        # A figure or a year moved beside it.
        ("支出318.64万元，惠及1826人。", "支出318.64万元，惠及1957人。", {"318.64万元": "certain"}),
        ("2023年支出318.64万元。", "2024年支出318.64万元。", {"318.64万元": "certain"}),
        # Words alone.
        ("“教育支出”215.36万元，用于运转。", "“教育支出（类）”科目215.36万元，用于运转。", {"215.36万元": "likely"}),
        ("受益群众1826人。", "直接受益的群众1826人。", {"1826人": "likely"}),
        # The width of marks is no change.
        ("培训6期，覆盖农户4126户。", "培训６期,覆盖农户4126户.", {"4126户": "likely"}),
    ],
)
def test_certain_needs_a_moved_year_or_figure(old: str, new: str, levels: dict[str, str]) -> None:
    assert {one.quote: one.level for one in stale(compared(old, new))} == levels


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("车辆费18.72万元，与2022年预算持平。", "车辆费18.72万元，与2023年预算持平。", set()),
        ("人员费415.28万元，同2022年相比没有变化。", "人员费415.28万元，同2023年相比没有变化。", set()),
        ("公车费21.36万元，比2022年预算增长0%。", "公车费21.36万元，比2023年预算增长0%。", set()),
        ("接待费与2022年持平，为3.481万元。", "接待费与2023年持平，为3.481万元。", set()),
        # What is said of one amount is not said of the next.
        (
            "会议费12.65万元，与上年一致；培训费18.37万元，增加0.45万元。",
            "会议费12.65万元，与上年一致；培训费18.37万元，增加0.52万元。",
            {"18.37万元"},
        ),
        ("车辆费18.72万元，保有量与上次不同。共3.5次。", "车辆费18.72万元，保有量与前次不同。共4.5次。", {"18.72万元"}),
    ],
)
def test_what_is_said_to_be_the_same_is_not_stale(old: str, new: str, left: set[str]) -> None:
    assert quotes(compared(old, new)) == left


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("1962年首批招工318人，今年招工{}人。", set()),
        ("规划到2040年供水3162万吨，供水{}万吨。", set()),
        # What reaches into the present, what is called by a year, and the years that are compared.
        ("2018年以来建成泵站318座，巡查{}次。", {"318座"}),
        ("2018年至今建成泵站318座，巡查{}次。", {"318座"}),
        ("按《2018年泵站办法》建成泵站318座，巡查{}次。", {"318座"}),
        ("依水发〔2018〕16号建成泵站318座，巡查{}次。", {"318座"}),
        ("2023年建成泵站318座，巡查{}次。", {"2023年", "318座"}),
    ],
)
def test_a_figure_of_another_year_is_that_year_s(form: str, left: set[str]) -> None:
    assert quotes(compared(form.format(46), form.format(53))) == left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("建设大棚３６座，投入到位。", "建设大棚36座,投入到位."),
        ("安装ＬＥＤ灯36盏，Ａ区完工。", "安装LED灯36盏，A区完工。"),
    ],
)
def test_width_alone_needs_no_look(old: str, new: str) -> None:
    pair = compared(old, new).pairs[1]
    assert (pair.kind, pair.minor) == ("figures", "width")


# -- years and ordinals -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        # Bases of a comparison move on with the report.
        ("2022年决算36.20万元，2023年预算41.50万元。", "2023年决算40.80万元，2024年预算44.10万元。", ""),
        ("较2022年减少3.2万元，2023年为15.4万元。", "较2023年减少1.1万元，2024年为14.3万元。", ""),
        ("2023年预算46.08万元。", "2024年预算43.20万元，比2023年46.08万元减少2.88万元。", ""),
        ("2022年决算36.20万元，2023年预算41.50万元。", "2023年决算40.80万元，2023年预算44.10万元。", "2023年"),
        # What was ahead then.
        ("拟于2024年5月底完成验收，投资86.5万元。", "拟于2024年5月底完成验收，投资92.7万元。", "2024年5月底"),
        ("计划2024年新建泵站6座。", "计划2024年新建泵站8座。", "2024年"),
        ("拟于2024年5月底完成验收。", "拟于2025年5月底完成验收。", ""),
        ("到2035年全面建成现代水网。", "到2035年全面建成现代水网。", ""),
        # Ordinals.
        ("第三届丰收节吸引游客26318人。", "第三届丰收节吸引游客31205人。", "第三届"),
        ("组织第12期培训，发证38本。", "组织第12期培训，发证51本。", "第12期"),
        ("组织第12期培训，发证38本。", "组织第13期培训，发证51本。", ""),
        ("第七次全国人口普查后发证38本。", "第七次全国人口普查后发证51本。", ""),
        ("培训三十二人次，发证38本。", "培训三十二人次，发证51本。", "三十二人次"),
    ],
)
def test_years_dates_and_ordinals(old: str, new: str, quote: str) -> None:
    assert quotes(compared(old, new)) == ({quote} if quote else set())


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("2024年3月12日", "2024年3月12日", True),
        ("2024年3月12日", "2024年3月18日", True),
        ("二〇二四年二月二十日", "二〇二四年二月二十日", True),
        ("2024年3月12日", "2025年3月10日", False),
    ],
)
def test_a_signature_moves_on(old: str, new: str, left: bool) -> None:
    body = "巡查渠道{}公里。\n柳溪县农机中心\n"
    found = compared(body.format(36.5) + old, body.format(41.8) + new)
    assert [one.quote for one in stale(found)] == ([new] if left else [])


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2024年工作总结和2025年工作计划", 2024),
        ("2023年预算执行情况和2024年预算草案的报告", 2023),
        ("2024年度部门预算", 2024),
        ("2025年工作计划", 2025),
        ("2021—2023年绩效报告", 2023),
        ("关于《2025年实施方案》2024年执行情况的报告", 2024),
        ("面向2035年的2024年乡村建设报告", 2024),
        ("二〇二四年工作总结", 2024),
        ("防汛工作报告", 0),
    ],
)
def test_the_year_of_a_title(title: str, year: int) -> None:
    assert titled_year(title) == year


@pytest.mark.parametrize(
    ("signature", "texts", "year", "by"),
    [
        ("2024年1月15日", ["巡查36次。"], 2023, "signature"),
        ("2024年12月20日", ["巡查36次。"], 2024, "signature"),
        ("2024年3月1日", ["2024年预算36万元。", "2023年结转2万元，2024年安排。"], 2024, "signature"),
        ("", ["2023年巡查36次。", "到2035年建成。对标2035年。面向2035年。"], 2023, "text"),
        ("", ["比2022年多，较2022年多，与2022年同。2023年36次。"], 2023, "text"),
        ("", ["按《2021年方案》《2021年办法》，2024年36次。"], 2024, "text"),
        ("", ["没有年份。"], 0, ""),
        # Goals, however often they are named.
        ("", ["2023年检修36次。", "力争2030年全部换新。", "2030年前全面达标，瞄准2030年。"], 2023, "text"),
        ("", ["2023年检修36次。", "争取2025年底前完工，确保2025年投用，2025年6月底前验收。"], 2023, "text"),
        ("", ["截至2023年末，有船36艘。", "2022年新增2艘。", "截至2023年12月底，检修36次。"], 2023, "text"),
        ("", ["截至2023年年底有船36艘。", "2035年要有60艘。", "截至2023年12月有船35艘。"], 2023, "text"),
        ("", ["截止到2035年有效。", "自2035年算。", "2023年36次。"], 2023, "text"),
        # The first three quarters are no deadline.
        ("", ["2024年前三季度36次，2024年前6个月18次。", "2023年40次。"], 2024, "text"),
    ],
)
def test_without_a_title_the_signature_and_the_text_tell(signature: str, texts: list[str], year: int, by: str) -> None:
    found = report_year("防汛工作报告", [], signature, texts)
    assert (found.year, found.by) == (year, by)


def test_what_both_texts_say_tells_neither_s_year() -> None:
    body = "{}年管护林地{}亩。\n2027年实现巡护全覆盖，2027年监测率98%。\n按2027年的规模配人。\n2018年成立。\n"
    found = compared(body.format(2023, 3162), body.format(2024, 3208), head="林场防火总结\n")
    assert (found.old.year, found.new.year) == (2023, 2024)
    # Years that do not follow each other are told as the texts stand.
    found = compared(body.format(2023, 3162), body.format(2021, 3208), head="林场防火总结\n")
    assert (found.old.year, found.new.year) == (2027, 2027)


# -- alignment --------------------------------------------------------------------------------------------------------
FORMS = (
    # The name opens the paragraph; the rest is the form.
    "{y}年我办{name}项目全年预算{a}万元。对照用款计划，该笔经费按季度付出{b}万元，占预算的{c}%。\n",
    # The name is a heading of its own.
    "{k}、{name}项目\n{y}年预算{a}万元，支出{b}万元，执行率{c}%。\n该项目由财政所负责，按季度拨付到位。\n",
    # Everything in one sentence.
    "{y}年我办{name}项目预算{a}万元，支付{b}万元，占预算的{c}%。\n",
    # A list with a title in the sentence before.
    "（{k}）{name}经费。该项目年初预算{a}万元，实际支出{b}万元。资金使用规范，满意度{c}%。\n",
)


def filled(form: str, year: int, names: list[str], seed: int) -> str:
    draw = random.Random(seed)
    return "".join(
        form.format(
            y=year, k="一二三四五六"[at], name=name, a=round(draw.uniform(20, 99), 2), b=round(draw.uniform(9, 20), 2),
            c=round(draw.uniform(60, 99), 2),
        )
        for at, name in enumerate(names)
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["法律援助", "人民调解", "社区矫正"], ["法律援助", "普法宣传", "社区矫正"]),
        (["河道清淤", "路灯维护", "文化广场"], ["校车补贴", "河道清淤", "文化广场"]),
    ],
)
def test_another_project_in_the_same_form_is_another_project(form: str, old: list[str], new: list[str]) -> None:
    found = compared(filled(form, 2023, old, 1), filled(form, 2024, new, 2))
    for kind, before, after in told(found):
        for name in {*old, *new}:
            assert (name in before) == (name in after) or kind in ("dropped", "added")
    gone = (set(old) - set(new)).pop()
    fresh = (set(new) - set(old)).pop()
    size = len(compared(filled(form, 2023, [gone], 1), "").old.units) - 1
    kinds = [kind for kind, _, _ in told(found)]
    assert kinds.count("dropped") == kinds.count("added") == size
    assert partner(found, gone) == ""
    assert any(kind == "added" and fresh in after for kind, _, after in told(found))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("消防站运行经费", "道路养护", False),
        ("镇区环卫站运行经费", "镇区敬老院运行经费", False),
        ("文化惠民", "文化惠民工程", True),
        ("春节慰问", "春节走访慰问", True),
    ],
)
def test_one_project_each_is_told_by_its_name(old: str, new: str, same: bool) -> None:
    form = "{}年我镇{}项目全年预算为{}万元。对照用款表，该笔经费付出{}万元，占{}%。"
    found = compared(form.format(2023, old, 30.5, 12.2, 40), form.format(2024, new, 66.2, 60.5, 91.39))
    kinds = [kind for kind, _, _ in told(found)]
    assert kinds == (["wording", "figures"] if same else ["dropped", "dropped", "added", "added"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("三、2023年重点工作", "三、2024年工作任务"),
        ("四、问题与不足", "五、当前面临的困难"),
        ("（二）保障民生", "（二）切实兜牢底线"),
    ],
)
def test_a_heading_is_known_by_what_stands_under_it(old: str, new: str) -> None:
    body = "资金拨付偏慢，资料归档不齐，两项合计{}件。\n"
    found = compared(f"{old}\n{body.format(12)}", f"二、党建引领\n开展主题党日。\n{new}\n{body.format(15)}")
    assert partner(found, old) == new
    assert pair_of(found, old).kind == "wording"
    assert ("added", "", "二、党建引领") in told(found)


def test_a_heading_over_other_text_is_another_heading() -> None:
    found = compared("二、存在问题\n资金拨付偏慢。\n", "二、群众反映\n服务态度较好，满意率逐季提高。\n")
    assert partner(found, "存在问题") == ""


def filler(seed: int, size: int) -> list[str]:
    draw = random.Random(seed)
    how = ("全面加强", "扎实推进", "持续深化", "着力提升", "统筹抓好")
    what = ("安全生产监管", "人居环境整治", "义务教育均衡", "产业园区建设", "招商引资工作", "耕地保护")
    so = ("成效显著", "有力有序", "取得实效", "走深走实")

    def clause() -> str:
        return draw.choice(how) + draw.choice(what) + draw.choice(so)

    return ["".join(f"{clause()}，{clause()}。" for _ in range(draw.randint(2, 5))) for _ in range(size)]


@pytest.mark.parametrize("at", [0, 30, 60])
def test_a_changed_phrase_is_found_in_a_long_text(at: int) -> None:
    old = ["招商引资工作实现新突破，落地项目质量明显改善。", "回望这一年，成绩来之不易。大家勠力同心。"]
    new = ["招商引资工作迈上新台阶，落地项目质量明显改善。", "这一年的成绩来之不易。凝聚着许多人的汗水。"]
    ours, theirs = filler(1, 60), filler(2, 60)
    ours[at:at], theirs[at:at] = old, new
    found = compared("\n".join(ours), "\n".join(theirs))
    assert partner(found, "实现新突破") == new[0]
    assert partner(found, "回望这一年") == "这一年的成绩来之不易。"


# -- texts as they stand ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("heading", ["附：自评项目", "附件1：项目清单", "附表"])
def test_a_list_of_names_is_no_copied_measure(heading: str) -> None:
    items = "1.信访工作经费（超收分成）\n2.小型水库管护\n3.农村饮水维修养护"
    body = "三、改进措施\n{}\n" + heading + "\n" + items
    assert stale(compared(body.format("加强调度，按季通报。"), body.format("细化预算，压实责任。"))) == []
    copied = compared(body.format("加强调度，按季度通报进度。"), body.format("加强调度，按季度通报进度。"))
    assert [one.sort for one in stale(copied)] == ["boilerplate"]


def test_asterisks_of_a_plain_text_are_characters() -> None:
    old, new = "**整改情况：**全面梳理，**整改**问题27个。", "**整改情况：**全面梳理，**整改**问题31个。"
    found = compared(old, new, file="整改.txt")
    assert told(found) == [("figures", old, new)]
    marked = compared(old, new, file="整改.md")
    assert told(marked) == [("figures", old.replace("**", ""), new.replace("**", ""))]


#: Chapters of sentences of some forms, each place with each of them: what tells two apart is which of them meet.
_PLACES = ["松口", "河湾", "石桥", "塔山", "南坪", "梨园"]
_FORMS = [
    (
        "{a}文化站举办广场舞比赛{n}场，{m}人登台，评出优胜奖若干。",
        "广场舞比赛由{a}文化站承办，办了{n}场，登台的有{m}人。",
    ),
    ("{a}整修水渠{n}处，造价{m}万元，由村民小组看护。", "造价{m}万元，{a}的水渠整修了{n}处，村民小组负责看护。"),
    ("{a}卫生室接诊{n}人次，复诊占{m}%。", "{n}人次到{a}卫生室看病，复诊占{m}%。"),
    ("{a}发放良种补贴{n}万元，{m}户领到。", "{a}的良种补贴兑付{n}万元，领到的有{m}户。"),
]


def _chapter(number: int, places: list[str], year: int, moved: str = "") -> str:
    draw = random.Random(number * 10 + year)
    one, _ = _FORMS[number]
    lines = [one.format(a=place, n=draw.randint(101, 999), m=draw.randint(11, 99)) for place in places]
    return "\n".join([f"{'一二三四'[number]}、第{number + 1}方面的情况", *lines, *([moved] if moved else [])])


@pytest.mark.parametrize("form", range(4))
@pytest.mark.parametrize("place", ["石桥", "松口"])
def test_what_moved_and_is_said_in_other_words_is_known_by_what_meets_in_it(form: int, place: str) -> None:
    goes = _FORMS[form][1].format(a=place, n=457, m=38)
    rest = [one for one in _PLACES if one != place]
    old = "\n".join(_chapter(number, _PLACES, 2023) for number in range(4))
    to = (form + 2) % 4
    new = "\n".join(
        _chapter(number, rest if number == form else _PLACES, 2024, goes if number == to else "") for number in range(4)
    )
    before = next(line for line in _chapter(form, _PLACES, 2023).split("\n")[1:] if line.startswith(place))
    assert partner(compared(old, new), before) == goes


def test_two_that_each_name_a_place_of_their_own_are_two_things() -> None:
    goes = _FORMS[0][1].format(a="梨园", n=457, m=38)
    old = "\n".join(_chapter(number, _PLACES[:5], 2023) for number in range(4))
    new = "\n".join(_chapter(number, _PLACES[1:5] if number == 0 else _PLACES[:5], 2024) for number in range(4))
    found = compared(old, new + "\n" + goes)
    before = next(line for line in _chapter(0, _PLACES, 2023).split("\n")[1:] if line.startswith("松口"))
    assert partner(found, before) == ""


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("发动二十六个社区参加文明劝导，劝导{}人次。", True),
        ("26个行政村报名参赛，参赛选手{}人。", True),
        ("全镇辖26个行政村，常住人口{}人。", False),
        ("26个行政村全部通水，受益{}户。", False),
        ("在编26人，培训{}人次。", False),
    ],
)
def test_standing_things_that_took_part_are_of_the_year(form: str, left: bool) -> None:
    found = stale(compared(form.format(1831), form.format(2067)))
    assert [one.level for one in found] == (["look"] if left else [])


@pytest.mark.parametrize(("done", "asked"), [("二、完成情况\n修缮凉亭7座，铺设步道2公里。\n", 1), ("", 0)])
def test_a_promise_is_asked_after_where_the_year_is_told(done: str, asked: int) -> None:
    old = "三、下一步打算\n启用电子围栏，试行网格联防，按月公布结果。"
    new = done + "三、下一步打算\n推广节水灌溉，每季度会商一次用水计划。\n附录 参加单位\n①灌区管理所"
    assert sum(one.sort == "promise" for one in stale(compared(old, new))) == asked

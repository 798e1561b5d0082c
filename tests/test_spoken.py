"""What people say in the words of a report: verbs of one character, fillers, comparisons, units left out.

Invariants:
- a spoken verb gets the word that its object asks for; where two readings are left it stays;
- words that are official already stay as they are, and what was written once is not written again;
- digits and names in 《》 and “” stay; every word of the table is a verb that notes are read by;
- a bare figure gets a unit only where its name or its neighbour leaves no second reading.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter import api
from drafter.claims.bare_units import with_bare_units
from drafter.composing.colons import uncoloned
from drafter.composing.written import written
from drafter.importing.money_units import named_money
from drafter.language.lexicon import words
from drafter.language.spoken import officially_said
from drafter.language.verbs import verb_words

SAID = [
    ("拆棚子23处", "拆除棚子23处"),
    ("拆了136处", "拆除136处"),
    # What something is made into is no removal, what rules are given no repair.
    ("服务拆成3份合同", "服务拆分成3份合同"),
    ("工程拆成3单发包", "工程拆分成3单发包"),
    ("修了9个制度", "修订9个制度"),
    ("办法修了3项", "办法修订3项"),
    ("买了打印机4台", "购置打印机4台"),
    ("买了保险2600份", "购买保险2600份"),
    ("发论文9篇", "发表论文9篇"),
    ("发短信860条", "发送短信860条"),
    ("发补贴310户", "发放补贴310户"),
    ("发停工通知书3份", "发出停工通知书3份"),
    ("停车位划了260个", "停车位施划260个"),
    ("划了保护区2处", "划定保护区2处"),
    ("装摄像头52个", "安装摄像头52个"),
    ("装好21部", "完成安装21部"),
    ("3部装好了，没验收", "3部安装完成，没验收"),
    ("换了路灯30盏", "更换路灯30盏"),
    ("不合格19台全部换了", "不合格19台全部更换"),
    ("查违法案件12起", "查处违法案件12起"),
    ("查隐患120处", "排查隐患120处"),
    ("查企业30家", "检查企业30家"),
    ("办“丰收节”2届", "举办“丰收节”2届"),
    ("办许可证件310件", "办理许可证件310件"),
    ("建了泵站4座", "建成泵站4座"),
    ("建台账12本", "建立台账12本"),
    ("铺了盲道3公里", "铺设盲道3公里"),
    ("种了苗木310亩", "种植苗木310亩"),
    ("清垃圾400吨", "清运垃圾400吨"),
    ("收意见31条", "收集意见31条"),
    ("退了12.4万元", "退还12.4万元"),
    ("印了折页2000张", "印制折页2000张"),
    ("请了专家5人", "邀请专家5人"),
    ("与两家药企签收购协议2份", "与两家药企签订收购协议2份"),
    ("监理下整改单27份", "监理下发整改单27份"),
    ("贴公告", "张贴公告"),
    ("挂标语60条", "悬挂标语60条"),
    ("开服务窗口2个", "开设服务窗口2个"),
    ("设举报牌16块", "设置举报牌16块"),
    ("改18个小区", "改造18个小区"),
    ("招了保洁员28名", "招聘保洁员28名"),
    ("旱厕填了7座", "旱厕填埋7座"),
    ("救了落水群众3人", "救出落水群众3人"),
    ("收垃圾费21.4万元", "收取垃圾费21.4万元"),
    ("清了化粪池48座", "清掏化粪池48座"),
    ("查酒驾32次", "查处酒驾32次"),
    ("办了居住证1260个", "办理居住证1260个"),
    ("报项目6个", "申报项目6个"),
    ("补了苗400亩", "补植苗400亩"),
    ("加了摄像头8个", "加装摄像头8个"),
    ("训了村干部220人", "培训村干部220人"),
    ("提了建议31条", "提出建议31条"),
    ("运救灾物资12车", "运送救灾物资12车"),
    ("租仓库3间", "租用仓库3间"),
]
KEPT = [
    "签收文件30份", "了解情况3次", "装修宿舍3间", "3个品种12个", "发函催收", "夜查52次", "查课62次", "送戏下乡23场",
    "拆迁安置31户", "印发《查账办法》", "开展“拆墙透绿”行动4次", "换票2张", "图纸改版3次", "打机井4眼",
    "收费系统升级1次", "退费窗口2个", "建后管护站6个", "清掏检查井41座", "挂县知识产权局牌子", "检查车辆1860辆次",
    "运水36航次", "租车合同缺附件", "租房补贴未发", "收回、缴回资金31万元", "开好专题民主生活会", "设有劝导站5处",
    "种树300棵", "拆房12间", "租房12间",
]  # fmt: skip


@pytest.mark.parametrize(("said", "told"), SAID)
def test_a_verb_gets_the_word_of_its_object(said: str, told: str) -> None:
    assert officially_said(said) == told
    assert written(written(said)) == written(said)


@pytest.mark.parametrize("text", KEPT)
def test_words_of_their_own_stay(text: str) -> None:
    assert officially_said(text) == text


def test_what_is_official_is_not_said_again() -> None:
    for _, told in SAID:
        assert officially_said(told) == told


def test_every_word_of_the_table_is_a_verb_of_the_lexicon() -> None:
    given_: set[str] = set()
    for verb in words("spoken")["verb"]:
        given_ |= {verb.get("to", ""), verb.get("done", "")}
        given_ |= {to for key in ("by", "free", "over") for _, to in verb.get(key, ())}
    assert {one for one in given_ - verb_words() if len(one) > 1} == set()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我说一下啊，今年装了路灯30盏", "今年安装路灯30盏"),
        ("还有就是没人管", "无人管理"),
        ("水压不足的户从390户到0户", "水压不足的户由390户降至0户"),
        ("收入从310万元提高到402万元", "收入由310万元增加到402万元"),
        ("从3月到9月开展", "从3月到9月开展"),
        ("成本每吨436元，比控制数450低", "成本每吨436元，控制数450元"),
        ("比去年多了3个", "比上年增加3个"),
        ("没去年高", "低于上年"),
        ("工期晚了18天，是因为下雨", "工期推迟18天，原因是下雨"),
        ("罚了施工单位3万元", "对施工单位罚款3万元"),
        ("住户问了860户", "调查住户860户"),
        ("设备12月9日才装上", "设备12月9日完成安装"),
        ("3月26日完的", "3月26日完成"),
        ("土建完了", "土建完成"),
        ("批了再付70%", "批了再支付70%"),
        ("几家不去了", "几家不再去"),
        ("为了防汛", "为防汛"),
        ("成立了业委会11个", "成立业委会11个"),
        ("没原因的照付", "没原因的照付"),
        ("纪委1人全程跟", "纪委1人全程跟进"),
        ("剩余1份", "剩余1份"),
        ("按照东财〔2024〕9号，印发", "按照东财〔2024〕9号，印发"),
        ("每餐补2到6块", "每餐补助2元至6元"),
        ("设举报牌16块", "设置举报牌16块"),
        ("村里没场地", "村里没有场地"),
        ("措施没落实", "措施未落实"),
        ("年中追加不了", "年中无法追加"),
        ("收申请73件→受理66件", "收申请73件，受理66件"),
        ("成功3068件→98.2%", "成功3068件，占98.2%"),
        ("清河所装修完没结算", "清河所装修完未结算"),
        ("问了520个老人", "调查520名老人"),
        ("只剩11人", "只剩11人"),
        ("办结时间从15天压到9天", "办结时间由15天缩短至9天"),
        ("按期办结，群众满意", "按期办结，群众满意"),
        ("门票收入186万，比去年多了23万", "门票收入186万元，比上年增加23万元"),
        ("尾款29.4万没付", "尾款29.4万元未支付"),
        ("接待5.83万人次（上年4.96万）", "接待5.83万人次（上年4.96万人次）"),
        ("种苗2.4万没发", "种苗2.4万未发"),
        ("比上年下降6.9%，少了，因为网上查的多了", "比上年下降6.9%，因为网上查的增多"),
        ("3月底前把招标做完", "3月底前完成招标"),
        ("加强把关", "加强把关"),
        ("一把手", "一把手"),
        ("已整改51处", "已整改51处"),
        ("查出隐患61处，改58处", "查出隐患61处，整改58处"),
        ("“没花的三块，都没结算”", "“未支出的三块，都未结算”"),
        ("用补助5.64万元付工资", "用补助5.64万元支付工资"),
        ("2/26追回，已缴县财政", "2月26日追回，已缴县财政"),
        ("通过率2/3以上", "通过率2/3以上"),
    ],
)
def test_what_people_say(said: str, told: str) -> None:
    assert written(said) == told


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("一次验收合格率96.8，目标95", "一次验收合格率96.8%，目标95%"),
        ("知晓率85.3（目标≥85）", "知晓率85.3%（目标≥85%）"),
        ("收缴率82.4，上年61", "收缴率82.4%，上年61%"),
        ("满意91.6%，目标90，2022年为93.2", "满意91.6%，目标90%，2022年为93.2%"),
        ("满意率98.1%，下降0.5", "满意率98.1%，下降0.5个百分点"),
        ("学员满意98.1%（问卷1190份，目标95，降0.5）", "学员满意98.1%（问卷1190份，目标95%，降0.5个百分点）"),
        ("参训118人（问卷90份，下降0.5）", "参训118人（问卷90份，下降0.5）"),
        ("单价18.5元，上年20", "单价18.5元，上年20元"),
        ("运行费14.3万元，比上年增加1.1万", "运行费14.3万元，比上年增加1.1万元"),
        ("帐篷储备（顶）120（目标120）", "帐篷储备120顶（目标120）"),
        ("合格率0.98，目标0.95", "合格率0.98，目标0.95"),
        ("容积率2.5", "容积率2.5"),
        ("合格率96.8分", "合格率96.8分"),
        ("得分96.5，目标95", "得分96.5，目标95"),
        ("检查684家，目标600", "检查684家，目标600"),
        ("办班186场2.1万人次，目标150", "办班186场2.1万人次，目标150"),
        ("单价1200元，计划3", "单价1200元，计划3"),
        ("合格率96.8%。目标90", "合格率96.8%。目标90"),
    ],
)
def test_units_that_are_left_out(noted: str, told: str) -> None:
    assert with_bare_units(noted) == told
    assert with_bare_units(told) == told


def test_a_rate_is_told_from_what_it_was() -> None:
    assert uncoloned(written("收缴率82.4，改之前61")) == "收缴率由改造前的61%提高到82.4%"


@pytest.mark.parametrize(
    ("noted", "unit", "told"),
    [
        ("收培训费收入412.6全部上缴", "万元", "收培训费收入412.6万元全部上缴"),
        ("收培训费收入412.6全部上缴", "", "收培训费收入412.6全部上缴"),
        ("补贴12次", "万元", "补贴12次"),
        ("评估平均96.3", "万元", "评估平均96.3"),
    ],
)
def test_sums_take_the_unit_that_the_page_declares(noted: str, unit: str, told: str) -> None:
    assert named_money(noted, unit) == told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("停车位划了260个", "施划停车位260个"),
        ("补做芯样检测114组，合格109组", "补做芯样检测114组"),
        ("茶园低产改造56分", "茶园低产改造56分"),
        ("坏灯修复48小时内", "坏灯修复48小时内"),
        ("应急培训2318人次", "应急培训2318人次"),
        ("牧民转岗培训86人", "牧民转岗培训86人"),
        ("船员培训86人", "培训船员86人"),
        ("作坊清洁化改造9家", "作坊清洁化改造9家"),
        ("事业编制41名", "事业编制41名"),
        ("学员满意98.1%（匿名问卷1190份，目标95，上年98.6，降了0.5）", "98.1%（匿名问卷1190份），"),
        # What became of the rest is told by the note itself, or is reckoned.
        ("发现破损路灯80盏，修复65盏、拆除15盏", "修复65盏、拆除15盏。"),
        ("发现破损路灯80盏，修复65盏，发放通知书15份", "其余15盏尚未修复，发放通知书15份。"),
        # A rate is better the way of what it rates.
        ("火灾隐患消除率98%（目标98%）", "达到目标"),
        ("火灾发生率2%（目标2%）", "2%的控制目标"),
        ("带动消费860万元（目标800万元）", "超过800万元的目标"),
        ("每亩租金860元（目标800元）", "860元（目标800元）"),
        # By what means, or a deed of its own.
        ("筹集补种资金31万元，委托乡农业公司", "委托乡农业公司筹集补种资金31万元"),
        ("筹集补种资金31万元，委托乡农业公司管理", "筹集补种资金31万元，委托乡农业公司管理"),
        ("蓄水量280万方（目标300万方，没有达到，原因同南坝水库）", "原因同南坝水库。"),
        ("逾期率0.2‰（目标不超过0.3‰，上年0.1‰）", "提高0.1个千分点"),
        ("单元工程评定86个，优良74个，优良率86%（目标80%）", "单元工程评定86个，优良74个"),
        ("租房补助86户", "租房补助86户"),
        # Events have their verbs, alone or before what they found.
        ("火灾隐患排查，发现隐患12处，改正9处", "开展火灾隐患排查，发现隐患12处，改正9处，其余3处尚未改正"),
        ("检查工地，发现隐患12处", "检查工地，发现隐患12处"),
        ("馆站开放日8次", "举办馆站开放日8次"),
        ("送书下乡18场、公益电影64场、全民阅读活动7场", "放映公益电影64场、开展全民阅读活动7场"),
        ("全年开展阅读活动7场", "全年开展阅读活动7场"),
        ("讲解《造林规范 第2部分：抚育》", "讲解《造林规范 第2部分：抚育》"),
        ("下发整改单8份，涉及问题24个，整改20个", "其余4个尚未整改"),
        ("“健康大讲堂”8场", "举办“健康大讲堂”8场"),
        ("养护工技能培训8期", "举办养护工技能培训8期"),
        ("养护道路培训8期", "养护道路培训8期"),
        ("4月、9月两次对理事长开展培训6期", "4月、9月两次对理事长开展培训6期"),
        ("甲肝疫苗在校学生接种86人", "甲肝疫苗在校学生接种86人"),
        ("桥梁定期检查86座", "桥梁定期检查86座"),
        ("食品风险监测86份", "食品风险监测86份"),
        ("选配楼栋长86名", "选配楼栋长86名"),
        ("“安全生产”宣传月12项活动", "开展“安全生产”宣传月12项活动"),
        ("送书下乡18场（目标16场）、公益电影64场", "开展送书下乡18场，超过16场的目标；放映公益电影64场"),
        ("受理满意率95%；其中企业91%", "受理满意率95%，其中企业91%"),
        ("苗木管护跟不上", "苗木管护跟不上"),
        ("人民调解86件", "人民调解86件"),
    ],
)
def test_a_deed_in_a_report(note: str, told: str) -> None:
    """Verbs stand in front of their objects, but not where the clause opens with one or counts no thing."""
    case = api.read_case(
        'genre = "department-self-evaluation"\nyear = 2024\n[unit]\nname = "甲县乙局"\n'
        "[fund]\nbudget = 100\nspent = 95\n"
        f'[results]\nquantity = ["{note}", "检查企业412家"]\n'
    )
    assert told in drafter.to_text(drafter.compose(case))


SPOKEN = st.lists(
    st.sampled_from(
        [
            *"拆买发修铺划装换查办建收退请问开贴挂改招签了完好的，。；、（）《》“”",
            "12",
            "3.5万",
            "元",
            "个",
            "合格率",
            "目标",
            "去年",
        ]
    ),
    max_size=24,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(SPOKEN)
def test_no_figure_and_no_name_is_touched(text: str) -> None:
    told = written(text)
    assert re.sub(r"\D", "", told) == re.sub(r"\D", "", text)
    # What has a mark within is said by somebody, and no name.
    named = re.compile("《[^《》“”]*》|“[^《》“”，。；：！？]*”")
    assert named.findall(told) == named.findall(text)

"""The lines of a township's notes in one habit: days in words, labels before a blank with a colon, strokes and equals
between figures as commas, what is said of who sent a line taken off.

The writer gains that a page in strokes and short labels is read like one in sentences.

Limits: rows of projects (名称 286/271.7) stay; a stroke within a unit (毫克/升) stays; what the page does once is no
habit where two readings are left.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.importing.labels import meaning
from drafter.importing.township_days import with_township_days
from drafter.language.lexicon import words

GENRE = "township-summary"
#: So many lines with a stroke make a page that parts its words by them.
_HABIT = 3
#: 【微信 旅游办】, [群 社区书记]
_SENT = re.compile(
    r"^(?P<lead>[ \t\u3000]*(?:[-·•] ?)?)[【\[（(]"
    r"(?P<said>(?:微信|工作群|群里?|电话|短信|QQ|钉钉|语音|口头|转发)(?:[^】\]）)\d]{0,14}))[】\]）)][：: \u3000]*",
    re.MULTILINE,
)
#: —— 项目干了啥 ——
_RULED = re.compile(
    r"^[ \t\u3000]*[—–\-=＝*#~～]{1,12}[ \u3000]*"
    r"(?P<said>[\u4e00-\u9fff、（）]{2,14}?)[ \u3000]*[—–\-=＝*#~～]{1,12}[ \u3000]*$",
    re.MULTILINE,
)
#: ――――下面是项目干得怎么样: a rule before a heading alone.
_OPENED = re.compile(
    r"^[ \t\u3000]*[―—–─━=＝*#-]{2,16}[ \u3000]*(?:下面|以下|再下面)?(?:是|就是|说说?|讲讲?)?"
    r"(?P<said>[\u4e00-\u9fff]{2,12})(?:[ \u3000，,：:][^\n。；\d]{0,14})?[ \u3000]*$",
    re.MULTILINE,
)
#: 上面那1860万是包在3240万里头的
_INSIDE = re.compile(
    r"(?:上面|前面)?(?:那|这)?(?P<sum>\d[\d.]*万)元?(?:是|都|也)*(?:包|含|算)在\d[\d.]*万元?(?:里头|里面|里|内)(?:的)?"
    r"(?:[，, ]*(?:不要|别|莫)(?:加起来|重复算|相加|重复计))?"
)
#: 说好建2座，实际建成1座
_AGREED = re.compile(
    r"(?:说好(?:的|是|要)*|本来(?:说|定|计划)(?:好|是|要)*)(?=[\u4e00-\u9fff]?\d[\d.]*[万亿]?[\u4e00-\u9fff])(?![\u4e00-\u9fff]?\d+年)"
)
#: （定12公里，上年9.5公里）, 污水管定3.2公里铺了2.5公里
_SET_TO = re.compile(r"(?<=[（(，,])定(?:的|了)?(?:是)?(?=\d)")
_SET_DONE = re.compile(
    r"定(?:的|了)?(?P<goal>\d[\d.]*(?P<unit>[\u4e00-\u9fff]{1,2}?))(?P<verb>[\u4e00-\u9fff])了(?P<done>\d[\d.]*(?P=unit))"
)
#: 1月29日 碰头说毛病：一，…；二，…
_OWN_WORDS = re.compile(
    r"^[ \t\u3000]*(?:(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]|同日|当天|同一天)[ \u3000]+[\u4e00-\u9fff]{0,6}?"
    r"(?P<label>毛病|问题|不足|短板|怎么办|怎么改|咋办|咋改|措施|办法)[：:](?P<rest>.+)$",
    re.MULTILINE,
)
#: So great a share of the lines with blanks between clauses makes a page that has no commas.
_BARE = 0.4
#: 尾水站 路灯 食堂 in the midst of clauses: names, none of which says anything.
_NAME = "(?![^ ]*[了没不就都被把要在是])[\\u4e00-\\u9fff]{2,6}"
_NAMES = re.compile(rf"(?<![\u4e00-\u9fff\d])(?:{_NAME} ){{2,}}(?:{_NAME}(?![\u4e00-\u9fff\d])|(?=[\u4e00-\u9fff]))")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff\d%％）)]) (?=[\u4e00-\u9fff\d（(])")
#: 各项目呢？
_EACH = re.compile(
    r"^[ \t\u3000]*(?:各|每)个?项目(?:的)?(?:情况|钱|收支)?(?:呢|怎么样|如何|咋样)?[？?：:]?[ \u3000]*$", re.MULTILINE
)
_BLANK = re.compile(r"^(?P<label>[\u4e00-\u9fff、]{1,6})[ \u3000]+(?=[\u4e00-\u9fff\d《“【])", re.MULTILINE)
_ROW = re.compile(
    r"^[ \t\u3000]*(?:[A-Z]?\d{1,3}[.、)）=＝： ]+)?"
    r"[^，。；：/\d]{2,40}[ \u3000：，/]*\d[\d.,]*[万元]* ?[/／] ?\d[\d.,]*"
)
#: 甲县乙镇 2024绩效这摊事（小本子）
_TITLE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}(?:镇|乡|街道(?:办事处)?|人民政府))(?:的)?[ \u3000，,：:/／·—-]*"
    r"(?:(?P<year>20\d\d)年?度?)?[ \u3000]*(?P<said>[^，。；\d]{0,6}(?:绩效|自评)[^。；\d]{0,40})"
)
#: 乙镇 2025 流水，镇全称甲县乙镇人民政府
_FULL = re.compile(r"全称(?:就)?(?:是|为|叫|：|:)?[ ]*(?P<name>[\u4e00-\u9fff]{3,20}(?:人民政府|街道办事处|镇|乡))")
#: What the reader of first lines knows.
_PLAIN_TITLE = re.compile(r"总结|材料|底稿|素材|报告|[：:]")
_COLUMNS = re.compile(r"\t|\d[\d.,]*(?: {2,}|\u3000)[ \u3000]*\d")
_HEAD = re.compile(
    r"(?:预算|支出|执行|目标|计划|任务|完成|实际|上年|去年|名称|等级|得分|评级|原因)(?:数|值)?[/／]"
    r"(?:预算|支出|执行|目标|计划|任务|完成|实际|上年|去年|等级|得分|评级|原因)"
)
_STROKE = re.compile(r" ?[/／] ?")
_RATE_OF = re.compile(r"[=＝] ?(?=\d[\d.]*[%％])")
_IS = re.compile(r"(?<=\d[\u4e00-\u9fff]) ?[=＝] ?(?=[\u4e00-\u9fff“《])(?![^，。；]*[＋+])")
_APART = re.compile("[，。；：、（）() \u3000,;:/／]")
#: 停车位，计划260实际220，少了40个
_REALLY = re.compile(
    r"[，,]?(?P<word>计划|目标|任务)(?P<goal>\d[\d.]*)[，,]?实际(?P<done>\d[\d.]*)[，,](?P<how>少|多)了?(?P<gap>\d[\d.]*)(?P<unit>[\u4e00-\u9fff]{1,2}?)(?=[，。；,;]|$)"
)
#: 楼栋长+群众代表
_PLUS = re.compile(
    r"(?P<named>“[^”\n]{0,60}”)|(?<=[\u4e00-\u9fff]) ?[+＋] ?(?=[\u4e00-\u9fff])|(?<=\d个[村镇乡]) ?[+＋] ?(?=\d)"
)
#: 每盏2180元，比限价2400低
_PRICE = re.compile(
    r"[，,]?比(?P<limit>限价|控制价|控制数|概算|最高限价|招标控制价)的?(?P<sum>\d[\d.]*万?元?)(?:要)?(?:低|少|省)(?:了|一些|些)?(?=[，。；,;）]|$)"
)
#: 改了4.3公里 / 目标4公里, 980万 花了911.4万
_APART_BY = re.compile(r"(?<=\S) +[/／] +(?=\S)")
_WIDE = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=(?:去年|上年|目标|计划|任务)\d)"
    r"|(?<=[\d万亿元个%％人户]) (?=[\u4e00-\u9fff\d])|(?<=个项目) (?=\d)"
)
#: 财政所老李：…, 村建办：…
_SPEAKER = re.compile(
    r"^[ \t\u3000]*(?P<who>(?:[\u4e00-\u9fff]{1,6}(?:所|办|站|中心|科|股|组|室|队)"
    r"(?:[老小][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:会计|主任|所长|姐|哥|师傅))?"
    r"|[老小][\u4e00-\u9fff]|[\u4e00-\u9fff](?:会计|主任|所长|书记|镇长|乡长|委员|姐|哥|工)))[：:][ \u3000]*",
    re.MULTILINE,
)
_LISTED = 6


def township_text(text: str) -> tuple[str, list[str]]:
    """A page of a township's notes in one habit, and what was taken off."""
    text, head = _headline(with_township_days(text))
    text, speakers = _without_speakers(text)
    taken = [*speakers, *(match["said"] for match in _SENT.finditer(text))]
    text = _EACH.sub("各项目：", _OPENED.sub(_opened, _blanked(text)))
    text = _INSIDE.sub(r"含上述\g<sum>元", text)
    text = _AGREED.sub("计划", _SET_DONE.sub(r"\g<verb>了\g<done>（目标\g<goal>）", text))
    text = _OWN_WORDS.sub(_own_words, _SET_TO.sub("目标", text))
    text = _RULED.sub(r"【\g<said>】", _SENT.sub(r"\g<lead>", text))
    text = with_township_days(_numbers(text))
    lines = [_goals(_legend(line)) for line in text.split("\n")]
    strokes = sum("/" in line or "／" in line for line in lines) >= _HABIT
    for at, line in enumerate(lines):
        if _ROW.match(line) or _COLUMNS.search(line) or _HEAD.search(line):
            continue
        line = _PRICE.sub(r"，\g<limit>\g<sum>", _WIDE.sub(_comma, _APART_BY.sub("，", line)))
        line = _SAME.sub(r"\g<figure>（目标\g<figure>）\g<more>", _SHORT_OF.sub(r"\g<goal>，原因：", line))
        line = _TOGETHER.sub(
            _told_together, _REALLY.sub(_told_really, _PLUS.sub(lambda one: one["named"] or "、", line))
        )
        line = _IS.sub("，为", _RATE_OF.sub("，", line))
        lines[at] = _parted(line) if strokes else line
    return _labels("\n".join(lines)), [*head, *taken]


def _blanked(text: str) -> str:
    """A page without commas with them for the blanks between its clauses."""
    lines = text.split("\n")
    told = [line for line in lines if len(line) > 12]
    blank = [line for line in told if len(_BETWEEN.findall(line)) > 1 and not re.search("[，,；;]", line)]
    if not told or len(blank) < _BARE * len(told):
        return text
    return "\n".join(
        line if _ROW.match(line) or _COLUMNS.search(line) else _BETWEEN.sub("，", _NAMES.sub(_listed, line))
        for line in lines
    )


def _listed(match: re.Match[str]) -> str:
    """Names with their mark between them; what blank ends the list stays."""
    bare = match[0].rstrip(" ")
    return bare.replace(" ", "、") + match[0][len(bare) :]


def _own_words(match: re.Match[str]) -> str:
    """Problems or measures of a diary under their label, without the day on which they were talked about."""
    label = "问题" if match["label"] in ("毛病", "问题", "不足", "短板") else "措施"
    rest = re.sub(r"(^|[；;])([一二三四五六七八])[，、,](?=[\u4e00-\u9fff])", r"\1\2是", match["rest"])
    return f"{label}：{rest}"


def _opened(match: re.Match[str]) -> str:
    """A heading behind a rule in a box, where its words are known to lead to something."""
    return f"【{match['said']}】" if meaning(match["said"], GENRE) else match[0]


def _without_speakers(text: str) -> tuple[str, list[str]]:
    """A page without who said what, where several lines open with that, and who did."""
    found = [match["who"] for match in _SPEAKER.finditer(text)]
    if len(found) < _HABIT:
        return text, []
    return _SPEAKER.sub("", text), list(dict.fromkeys(found))


def _headline(text: str) -> tuple[str, list[str]]:
    """A page whose first line names the township, the year and that it is about performance, without the words that
    only say what sort of notes they are; the words."""
    first, _, rest = text.lstrip("\n \u3000").partition("\n")
    if (full := _FULL.search(first)) is not None and not first.startswith(("单位", "填报")):
        told = re.search(r"(?<!\d)20\d\d(?!\d)", first)
        return f"单位：{full['name']}{f'；年度：{told[0]}' if told else ''}\n{rest}", [first.strip()]
    match = _TITLE.fullmatch(first.strip())
    if match is None or _PLAIN_TITLE.search(first):
        return text, []
    year = f"；年度：{match['year']}" if match["year"] else ""
    return f"单位：{match['name']}{year}\n{rest}", [match["said"]]


#: 预792万/支717.18/率90.55%/余74.82
_SHORT = {"预": "预算", "支": "支出", "率": "执行率", "余": "未支出"}
_SHORTS = re.compile(r"(?<![\u4e00-\u9fff])(?P<word>[预支率余])(?=\d)")
#: 报修平均6.2小时到场（≤24）, 拿证率77.46%（≥75）
_BOUND = re.compile(
    r"(?P<figure>\d[\d.]*(?P<unit>[%％]|小时|分钟|工作日|个月|人次|公里|公斤|平方米|[\u4e00-\u9fff]))(?P<more>[\u4e00-\u9fff]{0,4})"
    r"[（(](?P<sign>≥|≤|>=|<=)(?P<goal>\d[\d.]*)(?P<own>[%％\u4e00-\u9fff]{0,3})[）)]"
)


def _legend(line: str) -> str:
    """A line of short words for sums with the words in full, where several of them stand in it."""
    found = _SHORTS.findall(line)
    return _SHORTS.sub(lambda one: _SHORT[one["word"]], line) if len(set(found)) > 1 else line


def _goals(line: str) -> str:
    """A line whose bounds in brackets say that they are goals, in the unit of what they bound."""

    def told(match: re.Match[str]) -> str:
        sign = {">=": "≥", "<=": "≤"}.get(match["sign"], match["sign"])
        unit = match["own"] or match["unit"]
        return f"{match['figure']}{match['more']}（目标{sign}{match['goal']}{unit}）"

    return _BOUND.sub(told, line)


#: 大棚新建52亩、改造118亩，目标170亩
_TOGETHER = re.compile(
    r"(?P<first>\d[\d.]*)(?P<unit>[\u4e00-\u9fff]{1,2}?)、(?P<verb>[\u4e00-\u9fff]{0,6})(?P<second>\d[\d.]*)(?P=unit)[，,]"
    r"(?P<word>目标|任务|计划)(?P<goal>\d[\d.]*)(?P=unit)?(?:全部?|都)?(?:做|完成|干|办)?(?:完|成|到)?了?(?=[，。；,;（]|$)"
)
#: 目标600没到，7月高温: what follows is why.
_SHORT_OF = re.compile(
    r"(?P<goal>(?:目标|计划|任务)\d[\d.]*[^\d，。；,]{0,3}?)没(?:有)?(?:到|达到|完成|做到|做成|够)[，,]"
    r"(?=[^，。；,;]{4})(?!少|差|缺|完成|占|只)"
)
#: 喷了5.2万亩，两遍；目标5.2
_SAME = re.compile(
    r"(?P<figure>(?P<number>\d[\d.]*)万?[\u4e00-\u9fff]{1,2}?)(?P<more>[，,；;][^\d，；]{1,6})?[，,；;]目标(?P=number)(?=$|[，。；,;])"
)
_NUMBERED = re.compile(r"^(?P<blank>[ \t\u3000]*)(?P<number>\d{1,2})\.(?P<rest>.*)$")


def _numbers(text: str) -> str:
    """A page whose numbers are parted from what they stand before: 2.4个项目… behind 1.… is the second line."""
    lines = text.split("\n")
    before = 0
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        number = int(match["number"]) if match is not None else 0
        if match is not None and match["rest"][:1].isdigit() and number == before + 1 > 1:
            lines[at] = f"{match['blank']}{number}. {match['rest']}"
        before = number
    return "\n".join(lines)


def _told_together(match: re.Match[str]) -> str:
    """Two parts and the goal of both."""
    first, second, goal = (Decimal(match[key]) for key in ("first", "second", "goal"))
    if first + second != goal:
        return match[0]
    unit = match["unit"]
    return f"{first}{unit}、{match['verb']}{second}{unit}，合计{goal}{unit}（{match['word']}{goal}{unit}）"


def _told_really(match: re.Match[str]) -> str:
    """A goal and what was done of it in the unit of the gap between the two."""
    goal, done, gap = (Decimal(match[key]) for key in ("goal", "done", "gap"))
    if abs(goal - done) != gap:
        return match[0]
    return f"{match['done']}{match['unit']}（{match['word']}{match['goal']}{match['unit']}）"


def _comma(match: re.Match[str]) -> str:
    """A comma for a blank, but behind the number of a line."""
    return match[0] if match.string[: match.start()].strip().isdigit() else "，"


def _parted(line: str) -> str:
    """A line whose strokes are commas: 、 between figures with units and between short names, ， elsewhere."""
    pieces: list[str] = []
    at = 0
    for match in _STROKE.finditer(line):
        # What stands behind a bracket is told of the word before it.
        left = _APART.split(re.sub("[（(][^（）()]*[）)]$", "", line[: match.start()]))[-1]
        right = _APART.split(line[match.end() :])[0]
        mark = _mark(left, right)
        pieces.append(line[at : match.start()] + (mark or match[0]))
        at = match.end()
    return "".join([*pieces, line[at:]])


def _mark(left: str, right: str) -> str:
    """What a stroke between two words says: "" where it belongs to a unit or a day."""
    if not left or not right or (left[-1].isdigit() and right[0].isdigit() and not re.search("[\u4e00-\u9fff]", left)):
        return ""
    per = words("township")["per"]
    if any(right == unit or right.startswith(unit) for unit in per) and re.search(
        r"\d[\d.]*[\u4e00-\u9fff]{1,3}$", left
    ):
        return ""
    if not re.search(r"\d", left + right):
        return "、" if len(left) <= _LISTED and len(right) <= _LISTED else "，"
    if re.fullmatch(r".*\d[\d.]*[万亿]?[\u4e00-\u9fff%]{0,3}", left) and re.match(
        r"\d[\d.]*[万亿]?[\u4e00-\u9fff%]{0,3}$", right
    ):
        return "、"
    return "，"


def _labels(text: str) -> str:
    """A text whose labels before a blank have a colon, where several of its lines open so."""

    def known(match: re.Match[str]) -> bool:
        label = match["label"]
        return label in words("township")["blank"] or (len(label) > 1 and meaning(label, GENRE) not in ("", "projects"))

    found = [one for one in _BLANK.finditer(text) if known(one)]
    if len(found) < _HABIT:
        return text
    places = {one.start() for one in found}
    return _BLANK.sub(lambda one: f"{one['label']}：" if one.start() in places else one[0], text)

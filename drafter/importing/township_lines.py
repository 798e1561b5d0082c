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
from drafter.importing.terse import apart
from drafter.importing.township_days import with_township_days
from drafter.language.lexicon import words

GENRE = "township-summary"
#: So many lines with a stroke make a page that parts its words by them.
_HABIT = 3
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
_IS = re.compile(r"(?<=\d[\u4e00-\u9fff]) ?[=＝] ?(?=[\u4e00-\u9fff“《])(?![^，。；]*[＋+])")
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


def township_text(text: str) -> tuple[str, list[str]]:
    """A page of a township's notes in one habit, and what was taken off."""
    text, head = _headline(with_township_days(text))
    text, speakers = _without_speakers(text)
    text = _EACH.sub("各项目：", text)
    text = _INSIDE.sub(r"含上述\g<sum>元", text)
    text = _AGREED.sub("计划", _SET_DONE.sub(r"\g<verb>了\g<done>（目标\g<goal>）", text))
    text = _OWN_WORDS.sub(_own_words, _SET_TO.sub("目标", text))
    text = with_township_days(_numbers(text))
    lines = text.split("\n")
    strokes = sum("/" in line or "／" in line for line in lines) >= _HABIT
    for at, line in enumerate(lines):
        if _ROW.match(line) or _COLUMNS.search(line) or _HEAD.search(line):
            continue
        line = _PRICE.sub(r"，\g<limit>\g<sum>", _WIDE.sub(_comma, _APART_BY.sub("，", line)))
        line = _SAME.sub(r"\g<figure>（目标\g<figure>）\g<more>", _SHORT_OF.sub(r"\g<goal>，原因：", line))
        line = _TOGETHER.sub(
            _told_together, _REALLY.sub(_told_really, _PLUS.sub(lambda one: one["named"] or "、", line))
        )
        line = _IS.sub("，为", line)
        lines[at] = apart(line) if strokes else line
    return _labels("\n".join(lines)), [*head, *speakers]


def _own_words(match: re.Match[str]) -> str:
    """Problems or measures of a diary under their label, without the day on which they were talked about."""
    label = "问题" if match["label"] in ("毛病", "问题", "不足", "短板") else "措施"
    rest = re.sub(r"(^|[；;])([一二三四五六七八])[，、,](?=[\u4e00-\u9fff])", r"\1\2是", match["rest"])
    return f"{label}：{rest}"


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


#: 大棚新建52亩、改造118亩，目标170亩
_TOGETHER = re.compile(
    r"(?<![\d.])(?P<first>\d[\d.]*)(?P<unit>[\u4e00-\u9fff]{1,2}?)、(?P<verb>[\u4e00-\u9fff]{0,6})(?P<second>\d[\d.]*)(?P=unit)[，,]"
    r"(?P<word>目标|任务|计划)(?P<goal>\d[\d.]*)(?P=unit)?(?:全部?|都)?(?:做|完成|干|办)?(?:完|成|到)?了?(?=[，。；,;（]|$)"
)
#: 目标600没到，7月高温: what follows is why.
_SHORT_OF = re.compile(
    r"(?P<goal>(?:目标|计划|任务)\d[\d.]*[^\d，。；,]{0,3}?)没(?:有)?(?:到|达到|完成|做到|做成|够)[，,]"
    r"(?=[^，。；,;]{4})(?!少|差|缺|完成|占|只)"
)
#: 喷了5.2万亩，两遍；目标5.2
_SAME = re.compile(
    r"(?<![\d.])(?P<figure>(?P<number>\d[\d.]*)万?[\u4e00-\u9fff]{1,2}?)(?P<more>[，,；;][^\d，；]{1,6})?[，,；;]目标(?P=number)(?=$|[，。；,;])"
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

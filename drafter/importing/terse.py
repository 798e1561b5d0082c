"""Terse notes: strokes between what is counted (17座/150台), = for is, bounds in brackets (≥98), words of money cut to
one character (预 支 率), arrows from one year to the next.

The writer gains that such a page is read like one that spells its words and marks out.

Limits: a stroke between two bare figures, before a unit (次/天) or in a date stays; a short word stands for money only
where a sum follows it.
"""

from __future__ import annotations

import re

from drafter.language.amounts import unit_words

_SUM = r"[：: ]?\d[\d.]*(?:万|亿|元|%|％|[,，、/／;；。(（）) ]|$)"
_MONEY = [
    (
        re.compile(rf"(?<![\u4e00-\u9fff\d])(?P<when>年初|全年|三公|调整?后|政采)?(?P<gap> ?)预(?={_SUM})", re.M),
        r"\g<when>\g<gap>预算",
    ),
    (re.compile(rf"(?<![\u4e00-\u9fff\d])调后(?={_SUM})", re.M), "调整后"),
    (re.compile(rf"(?<![\u4e00-\u9fff\d])余(?={_SUM})", re.M), "未支出"),
    (re.compile(rf"(?:(?<![\u4e00-\u9fff\d])|(?<=年))支(?={_SUM})", re.M), "支出"),
    (re.compile(r"(?<![\u4e00-\u9fff\d])率(?=\d{1,3}(?:\.\d+)?[%％])"), "执行率"),
    (re.compile(r"(?<![\u4e00-\u9fff\d])编(?=\d+(?:[/／、，,\n人名]|$))", re.M), "编制"),
    (re.compile(r"(?<![\u4e00-\u9fff])政采(?= ?[\u4e00-\u9fff\d])"), "政府采购"),
]
#: 到场平均5.5小时（≤12）, 合格率（≥98）: a bound is a goal, in the unit of what it bounds.
_BOUND = re.compile(
    r"(?<![\d.])(?P<before>\d[\d.]*(?P<unit>[%％]|小时|分钟|个?工作日|个月|人次|公里|公斤|平方米|[\u4e00-\u9fff])[\u4e00-\u9fff]{0,4})?"
    r"[（(] ?(?P<sign>≥|>=|≧|＞＝|≤|<=|≦|＜＝) ?(?P<goal>\d[\d.]*(?P<own>[^（）()\d，,]{0,4}))[）)]"
)
#: 剩21.8=尾款，终验排到3月: what is left, and why.
_LEFT = re.compile(
    r"(?P<left>(?:剩|余|没花|没付|没支|结余|未支出)(?:了|下)?\d[\d.]*(?:[万亿]元?|元)?) ?[=＝] ?"
    r"(?=[\u4e00-\u9fff][^\n=＝+＋]*$)",
    re.M,
)
#: 办结301件=94.65%
_RATE = re.compile(r"(?<=[\d\u4e00-\u9fff）)]) ?[=＝] ?(?=\d[\d.]*[%％])")
_FORMS = re.compile(
    r"问卷[：: ]?(?:共)?发(?:放|了|出)?[：: ]?(?P<out>\d+)(?:份)?[/／，、, ]+(?:收回?|回收)(?:了|到)?"
    r"(?P<back>\d+)(?:份)?(?![\d.%])"
)
_SATISFIED = re.compile(r"(?P<head>收回\d+份[^\n]{0,12}?满意(?:的)?)(?P<count>\d+)(?=[，,=＝；; \n]|$)(?!份)", re.M)
_POINTER = re.compile(r"[，,、;； ](?:详)?见(?:第)?\d{1,2}(?:条|项|点)?(?=[）)]|$|\n)", re.M)
_YEARS = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”A-Za-z]{2,20})[：:， ]*(?:20)?(?P<before>\d\d)年(?:底|末)?"
    r"(?P<last>\d[\d.]*(?![\d.]*[:：]\d)[万亿]?[\u4e00-\u9fff%％]{0,3}?) ?(?:→|->|—>|⇒|，|,|、) ?(?:到)?"
    r"(?:20)?(?P<after>\d\d)年(?:底|末)?(?P<now>\d[\d.]*(?![\d.]*[:：]\d)[万亿]?[\u4e00-\u9fff%％]{0,3}?)"
    r"(?=[，,。；;（(]|$)(?:[（(](?P<said>[^（）()]*)[）)])?",
    re.M,
)
#: 接入53家 / 目标58家
_GOALS = re.compile(r" ?[/／] ?(?=(?:年度)?(?:目标|计划|任务|要求|上年|去年)\d)")
#: 计划310/实采296.4/省13.6: what a purchase saved, not what a province gave.
_SAVED = re.compile(r"(?P<before>(?:采购|招标|中标|概算|控制价|合同价)[^\n。；;]*?[，,、/／ ])省(?=了?\d)")
#: 乡镇覆盖13/14，92.86%: so many of so many, and the share.
_OF = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8})(?P<done>\d{1,5})[/／](?P<all>\d{1,5})(?P<unit>[\u4e00-\u9fff]{0,2})[，,] ?"
    r"(?P<rate>\d[\d.]*)[%％]"
)
#: 车桩比 23年底9:1→24年底3.5:1
_RATIOS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8})[：: ]*(?P<before>(?:20)?\d\d年[底末]?)"
    r"(?P<last>\d[\d.]*[:：]\d+(?:[（(][^（）()]*[）)])?) ?"
    r"(?:→|->|—>|⇒) ?(?P<after>(?:20)?\d\d年[底末]?)(?P<now>\d[\d.]*[:：]\d+)"
)
#: Who is counted in 万 without saying so.
_PEOPLE = re.compile("(?:用户|会员|粉丝|人口|学员|旅客|乘客|游客|客流)(?:数|量)?$")
_STROKE = re.compile(r"[/／]")
#: A figure with its unit.
_COUNTS = re.compile(r"(?<![\d.])\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,2}$")
#: So many of them make the habit of a page.
_LEAST = 3
_SHORT, _TOP = 6, 2
#: How near a share must come to the quotient.
_CLOSE = 0.06


def with_terse_forms(text: str, year: int, genre: str = "") -> str:
    """A text with its short words, marks and strokes in full; `year` is the one reported on (0: not known). Strokes
    part the cells of a row where a township lists its projects."""
    for pattern, to in _MONEY:
        text = pattern.sub(to, text)
    text = _BOUND.sub(_bounded, text)
    text = _RATE.sub("，", _LEFT.sub(r"\g<left>，原因：", _POINTER.sub("", text)))
    text = _SATISFIED.sub(r"\g<head>\g<count>份", _FORMS.sub(r"发放问卷\g<out>份，收回\g<back>份", text))
    text = _RATIOS.sub(r"\g<name>由\g<before>的\g<last>变为\g<after>的\g<now>", text)
    text = _GOALS.sub("，", _SAVED.sub(r"\g<before>节约", _OF.sub(_share, text)))
    text = _YEARS.sub(lambda match: _two_years(match, year), text)
    if genre == "township-summary":
        return text
    lines = text.split("\n")
    strokes = sum(_told(line, match.start()) != "/" for line in lines for match in _STROKE.finditer(line))
    return "\n".join(apart(line, at) for at, line in enumerate(lines)) if strokes >= _LEAST else text


_COMMA = re.compile(r"(?<=[\u4e00-\u9fff”》）)%％\d]),(?!\d{3}(?:\D|$))|(?<=[\u4e00-\u9fff”》）)%％]),(?=\d{3})")
_COLON = re.compile(r"(?<=[\u4e00-\u9fff”》）)]):(?=\S)")
_BRACKETS = re.compile(r"\((?P<said>[^()\n]*(?:[\u4e00-\u9fff≥≤%]|\d)[^()\n]*)\)")


def with_full_marks(text: str) -> str:
    """A text with the commas, colons and brackets of Chinese, where they stand behind Chinese."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", re.sub(r"(?<=\d),(?=\d{3},\d{3}(?:\D|$))", "", text))
    text = _BRACKETS.sub(r"（\g<said>）", text)
    text = _COLON.sub("：", _COMMA.sub("，", text))
    return re.sub(r"(?<=[\u4e00-\u9fff）\d%]);", "；", text)


def _bounded(match: re.Match[str]) -> str:
    """到场平均5.5小时（目标不超过12小时）"""
    way = "不低于" if match["sign"][0] in ">≥≧＞" else "不超过"
    unit = "" if match["own"] else match["unit"] or ""
    return f"{match['before'] or ''}（目标{way}{match['goal']}{unit}）"


def _share(match: re.Match[str]) -> str:
    """乡镇覆盖13个，占14个的92.86%"""
    done, whole, rate = int(match["done"]), int(match["all"]), float(match["rate"])
    if not whole or done > whole or abs(done / whole * 100 - rate) > _CLOSE:
        return match[0]
    unit = match["unit"] or "个"
    return f"{match['name']}{done}{unit}，占{whole}{unit}的{match['rate']}%"


def _two_years(match: re.Match[str], year: int) -> str:
    """注册用户8.3万（目标8万，上年6.9万）"""
    before, after = int(match["before"]), int(match["after"])
    if after != before + 1 or (year and after != year % 100):
        return match[0]
    people = "人" if _PEOPLE.search(match["name"]) else ""
    now, last = (f"{one}{people if one[-1] in '万亿' else ''}" for one in match.group("now", "last"))
    said = [one for one in (match["said"], f"上年{last}") if one]
    return f"{match['name']}{now}（{'，'.join(said)}）"


def apart(line: str, number: int = _TOP) -> str:
    """A line with marks for its strokes."""
    if "\t" in line:
        return line
    marks = {match.start(): _told(line, match.start()) for match in _STROKE.finditer(line)}
    if number < _TOP:
        # 某某县城管局/2024年度/部门整体: what stands apart on top.
        marks = {at: "，" if mark == "、" else mark for at, mark in marks.items()}
    pieces = [marks.get(at, c) if c in "/／" else c for at, c in enumerate(line)]
    return "".join(pieces)


def _told(line: str, at: int) -> str:
    """The mark that a stroke stands for; itself where it parts two figures, a unit or a date."""
    before, after = line[:at].rstrip(), line[at + 1 :].lstrip()
    behind = re.split(r"[，,。；;：:\n/／（）() ]", after, maxsplit=1)[0].strip()
    if not before or not behind or "\t" in line:
        return "/"
    left = before[max(map(before.rfind, "，,。；;：:\n/／（( ")) + 1 :].strip()
    if behind[0].isdigit():
        counted = re.match(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]", behind) is not None
        tells = re.search(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{3,}", f"{left}") is not None
        return "/" if before[-1].isdigit() or not counted else "，" if tells else "、"
    if not "\u4e00" <= behind[0] <= "\u9fff" and behind[0] not in "“《":
        return "/"
    if re.search(r"\d", behind):
        return "，"
    if behind in unit_words() or (before[-1] in "元次分米里亩吨件时" and len(behind) <= 2):
        return "/"
    if len(behind) == 1 and _COUNTS.search(before):
        # 0.287只/框: so many to one of them, whatever it is.
        return "/"
    return "、" if len(left) <= _SHORT and len(behind) <= _SHORT and not re.search(r"\d", left) else "，"

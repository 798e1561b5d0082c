"""What a page of notes for a letter says of its writer, its reader and its time in the midst of other words:
审我们某某医院, 3月往县政府报, 数字都算到2月底, 去年9月.

The writer gains that the unit, the addressee and the day are not asked for again, and that a day of last year has its
year.

Limits: the unit is taken from 我们 before its name, the addressee from the first lines or a word that hands in; 去年
before a figure that is compared stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.importing.dated_rises import with_dated_rises
from drafter.importing.dates import told_day
from drafter.importing.letter_frame import without_frame
from drafter.importing.opening import OFFICE, PLACED, read_year
from drafter.importing.proposal import Proposal
from drafter.language.amounts import unit_words
from drafter.language.lexicon import words

#: In so many lines at the top it is said where the letter goes.
_TOP = 4
_OURS = re.compile(
    rf"(?P<before>我们(?:单位|这边)?(?:是)?|本单位(?:是)?)(?![请找让跟向把给和与问报等按由被])(?P<name>{OFFICE.pattern})(?!的?(?:来|审|查|巡|督))"
)
#: …整改报告要交了，县林业局党组的
_WHOSE = re.compile(
    r"(?:^|(?<=[，。；： \u3000】]))(?P<name>[\u4e00-\u9fff]{0,8}?[县市区州旗镇乡][\u4e00-\u9fff]{1,10}?"
    r"(?:局|委员会|中心|医院|学校|馆|院)(?:党组|党委)?)的(?=[，。；]|$)"
)
_UNTIL_YEAR = re.compile(
    r"(?:截[至止]?到?|算到|口径到?|时间到|写到|记到|数(?:据|字)?[^，。；\n]{0,4}到|统计到)(?P<year>20\d\d)年"
)
_CALLED = re.compile(
    r"^[\u4e00-\u9fff]{4,20}简称(?P<short>[\u4e00-\u9fff]{2,8})(?:[，；](?:报|送|主送|呈)(?:给|送)?[\u4e00-\u9fff]{3,16})?$",
    re.MULTILINE,
)
_IN_FULL = re.compile(
    r"(?:对|由|是|[，。；： \u3000]|^)(?P<name>(?:(?!对|由)[\u4e00-\u9fff]){4,20})"
    r"（(?:以下)?简称[：:“\"]?(?P<short>[\u4e00-\u9fff]{2,10})[”\"]?）",
    re.MULTILINE,
)
_UP_TO = re.compile(
    r"(?:数据|数字|口径|数)(?:都|全|均)?(?:截[止至]到?|算到|到)(?P<day>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底))"
)
#: 明年：二季度前…；6月…
_NEXT_YEAR = re.compile(r"^(?P<head>(?:明年|来年)(?:打算|计划|安排|工作)?[：:])(?P<rest>.+)$", re.MULTILINE)
_TIMED = re.compile(r"(?:^|(?<=[；;。]))(?=(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|年[初底]))")
_SPOKEN = re.compile(
    r"(?P<word>大前年|前年|去年|上年|今年|本年|明年|来年)(?:的)?"
    r"(?=(?P<behind>1[0-2]月|0?[1-9]月|年?[底末初]|[上下]半年|第?[一二三四1-4]季度|[春夏秋冬暑寒][季天假]))"
)
_BACK = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}


def with_letter_words(text: str, genre: str, typed: str = "") -> str:
    """The notes of a letter with its years by number and its sums with their unit; others as they are. `typed` is the
    page as it was typed, whose stamps may name the year."""
    if genre != "rectification":
        return text
    text = _LATE_DAY.sub(_late_day, re.sub(words("letters")["strokes"]["day"], _day, text))
    text = _POINTED.sub(_day, text)
    text = _OPENS.sub(r"\g<day>", with_dated_rises(text))
    # A letter keeps the year that a figure is of, where reports name the year before: the blank is taken out again.
    text = _YEAR_OF.sub(r"\g<year> ", text)
    return with_said_sums(with_spoken_years(text, genre, typed), genre)


_YEAR_OF = re.compile(r"(?P<year>20\d\d年)(?=\d)(?!\d{1,2}月)")


#: A comma, a colon or a semicolon of another script between words.
_MARKS = re.compile(
    r"(?<=[\u4e00-\u9fff\d%％）)》”])[,;](?=[\u4e00-\u9fff“《（(①-⑳\d])|(?<=[\u4e00-\u9fff）)》”]):(?=[\u4e00-\u9fff“《（(①-⑳\d])"
)
#: 去年11.20县财政局派人来看
_POINTED = re.compile(
    r"(?<=[去前今明上]年)(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])(?=[\u4e00-\u9fff《])(?![万亿元%倍]|个百)"
)
#: A day in front of its line, and a blank behind it.
_OPENS = re.compile(
    r"^(?P<day>[ \t\u3000]*(?:20\d\d年)?\d{1,2}月\d{1,2}日)[ \u3000]+(?=[\u4e00-\u9fff《])", re.MULTILINE
)
#: 问题①：…, behind the box of whoever wrote it as well
_RINGED = re.compile(
    r"^(?P<head>[ \t\u3000]*(?:【[^】\n]{1,24}】[ \u3000]*)?(?:问题|事项|意见))(?P<ring>[①-⑳])(?=[：:、，\u3000 ])",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff\d%％》”])\(([^()\n]{1,60})\)")
#: 还有哪里不牢靠你也写上：…, 自己看还差：…
_LACKS = re.compile(
    r"^[ \t\u3000]*(?:自己(?:看|觉得|查)?(?:还)?(?:差|不够|弱|有差距)的?(?:地方)?(?=[：:])"
    r"|(?:自己看)?(?:还有)?哪(?:里|儿|些)?(?:地方)?(?:还|也)?"
    r"(?:不牢靠|不稳当|不踏实|没做好|做得不够|不足|不到位|欠缺)(?:的)?(?:地方)?"
    r"(?:你|我|要|得|也|请)*(?:写|记|列|说|提)?(?:上|上去|进去|一下)?)[：:]",
    re.MULTILINE,
)
_WIDE = {",": "，", ";": "；", ":": "："}


def with_wide_marks(text: str, genre: str) -> str:
    """The notes of a letter with the marks of its own script."""
    if genre != "rectification":
        return text
    text = _MARKS.sub(lambda match: _WIDE[match[0]] if not _thousands(match) else match[0], text)
    text = _RINGED.sub(lambda match: f"{match['head']}{ord(match['ring']) - ord('①') + 1}", text)
    # 没完成的原因：… is a label of its own here, where a report's goal is followed by it.
    text = re.sub(
        r"^([ \t\u3000]*)[没未][\u4e00-\u9fff]{1,3}的?原因(?=：)", r"\1没改完的原因", text, flags=re.MULTILINE
    )
    text = _LACKS.sub("存在的不足：", text)
    return _BRACKETS.sub(r"（\1）", text)


#: 8/30按原渠道还清: no share of so many opens a clause.
_LATE_DAY = re.compile(
    r"(?:^|(?<=[→>，。；：（(、 \u3000\n]))(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|2\d|1[3-9])"
    r"(?=(?P<behind>[\u4e00-\u9fff].{0,2}))",
    re.MULTILINE,
)


def _late_day(match: re.Match[str]) -> str:
    counts = any(match["behind"].startswith(unit) for unit in unit_words() if unit)
    return match[0] if counts else _day(match)


def _thousands(match: re.Match[str]) -> bool:
    return match[0] == "," and re.match(r",\d{3}(?!\d)", match.string[match.start() :]) is not None


def _day(match: re.Match[str]) -> str:
    return told_day(match["month"], match["day"])


def with_spoken_years(text: str, genre: str, typed: str = "") -> str:
    """The notes of a letter with the years of their days by number (去年9月 is 2024年9月); `genre` says what they are.

    Compared figures keep their word: 去年86.9%."""
    if genre != "rectification":
        return text
    said = _UNTIL_YEAR.search(text)
    stamp = re.search(r"(?<!\d)(20\d\d)[-/.]\d{1,2}[-/.]\d{1,2}", typed)
    top = "\n".join([line for line in text.split("\n") if line.strip()][:_TOP])
    # 2022年3月买的 in the midst says nothing of the year that the letter is of.
    sure = re.search(r"20\d\d", top) is not None or re.search(r"〔20\d\d〕|20\d\d年度", text) is not None
    read = read_year(text) if sure else 0
    now = int(said["year"]) if said is not None else read or (int(stamp[1]) if stamp is not None else 0)
    if not now:
        return text

    def numbered(match: re.Match[str]) -> str:
        return f"{now + _BACK[match['word']]}年"

    def later(match: re.Match[str]) -> str:
        rest = _TIMED.sub(f"{now + 1}年", match["rest"])
        return f"{match['head']}{'' if re.search('年|月|季度|每', rest) else f'{now + 1}年'}{rest}"

    text = _NEXT_YEAR.sub(later, text)
    return re.sub(r"(20\d\d年)年(?=[底末初])", r"\1", _SPOKEN.sub(numbered, text))


def with_said_sums(text: str, genre: str) -> str:
    """The notes of a letter whose sums have their unit: 0.48万过期, 剩下7.25万人找不到了."""
    if genre != "rectification":
        return text
    data = words("letters")["sums"]
    return re.sub(data["like"], r"\g<sum>元", re.sub(data["people"], r"\g<sum>元，", text))


def named_in_letter(text: str, proposal: Proposal) -> str:
    """Put down whom the letter goes to and who writes it where a page says so among other words; answers the page
    without the name of the unit behind 我们."""
    if proposal.genre != "rectification":
        return text
    if (said := _UNTIL_YEAR.search(text)) is not None:
        # 2025年4月 is when something is due; the figures are of the year they go up to.
        proposal.data["year"] = int(said["year"])
    text = without_frame(re.sub(r"(?<=\d年) (?=\d)", "", text), proposal)
    data = words("letters")["handed"]
    top = [line for line in text.split("\n") if line.strip()][:_TOP]
    for at, line in enumerate(text.split("\n")):
        like = data["top"] if line in top else data["anywhere"]
        match = re.search(like, line)
        if line in top and (day := _UP_TO.search(line)) is not None and proposal.get("letter.until") is None:
            year = "" if "年" in day["day"] or not proposal.get("year") else f"{proposal.get('year')}年"
            proposal.put("letter.until", f"{year}{day['day']}", line)
        if match is not None and proposal.get("letter.to") is None and not re.search(data["never"], line):
            proposal.line = at + 1
            proposal.put("letter.to", match["to"], line)
    if (short := _CALLED.search(text)) is not None:
        # 区教育体育局简称区教体局，报区人大常委会
        proposal.line = text.count("\n", 0, short.start()) + 1
        proposal.put("unit.short", short["short"], short[0])
        text = text[: short.start()] + text[short.end() :]
    if proposal.get("unit.name") is None and (both := _IN_FULL.search(text)) is not None:
        # 对甲市乙站（简称市乙站）…的审计决定
        proposal.line = text.count("\n", 0, both.start()) + 1
        proposal.put("unit.name", both["name"], both[0])
        proposal.put("unit.short", both["short"], both[0])
        text = f"{text[: both.end('name')]}{text[both.end() :]}"
    named = next((match for line in top if (match := _WHOSE.search(line)) is not None), None)
    if named is not None and proposal.get("unit.name") is None:
        proposal.put("unit.name", named["name"], named[0])
    ours = next((one for one in _OURS.finditer(text) if PLACED.match(one["name"])), None)
    if ours is None or proposal.get("unit.name") not in (None, ours["name"]):
        return text
    if "\n" not in text[max(0, ours.start() - 1) : ours.start()] and ours.start() > 0:
        proposal.line = text.count("\n", 0, ours.start()) + 1
        proposal.put("unit.name", ours["name"], ours[0])
        return f"{text[: ours.start('name')]}{text[ours.end('name') :]}"
    return text


def of_past(text: str) -> bool:
    """Whether a statement tells what happened (来复核过, 认可了) rather than what is planned."""
    data = words("letters")["past"]
    return re.search(data["like"], text) is not None and re.search(data["never"], text) is None


def of_writer(asides: Sequence[str]) -> bool:
    """Whether an aside says that the line tells what the unit found lacking itself."""
    return any(re.search(words("letters")["own"]["like"], one) for one in asides)

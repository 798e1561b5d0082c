"""Ranks of a unit among its like, however they are noted: 全县考核第4名（11个乡镇；上年第7）, 13个乡镇考核第4.

The writer gains one form, so that last year's rank is told with this year's: 在全县11个乡镇考核中列第4名，上年第7名.

Limits: only where what the rank is of ends as an assessment does (考核, 评比, 测评).
"""

from __future__ import annotations

import re

_RANK = re.compile(
    r"(?P<open>^|[，；。])(?P<of>[^，。；：（）\d]{0,12}(?:\d+个[^，。；：（）\d]{1,12})?(?:考核|评比|测评|考评|排名|评价|竞赛|检查|督查))"
    r"(?:中|里)?(?:我们|我县|我市|我区|我站|中心)?(?:排名|名次)?(?:居|列|排|得|获|为|是|排在|位居|位列)?第(?P<rank>\d{1,3})(?P<unit>名|位)?"
    r"(?P<rest>（[^（）]*）|[，；](?:上年|去年)[^，。；]*)?(?=$|[，。；])"
)
_LAST = re.compile(r"(?:上年|去年)(?:度)?(?:为|是|列|居|排)?第?(?P<rank>\d{1,3})(?:名|位)?")
_AMONG = re.compile(r"(?:全[省市县区])?(?:共|一共|总共)?(?P<count>\d+个)(?P<who>[\u4e00-\u9fff]{1,6}?)(?:里|中)?")

#: 省里年底养护检查，11个市排第2，上年第5
_APART = re.compile(
    r"(?P<of>[^，。；：（）\d]{2,16}(?:考核|评比|测评|考评|竞赛|检查|督查))，?(?P<among>\d+(?:个[\u4e00-\u9fff]{1,4}?|家))(?:里|中|当中)?"
    r"(?:我们)?(?:排|列|居|得)(?:在|了)?第(?P<rank>\d{1,3})(?:名|位)?(?P<last>，(?:上年|去年)第\d{1,3})?(?:名|位)?(?=$|[，。；])"
)
_ASSESSMENT = "(?:考核|评估|评比|测评|考评|抽查|检查|评价|竞赛|督查|评审)"
#: 11月省消防救援总队考核92.8分，全省第6名
_SCORED = re.compile(
    rf"(?P<open>^|[；。])(?P<of>(?!在)(?:\d{{1,2}}月)?[^，。；：（）\d]{{4,24}}{_ASSESSMENT})(?:得|为|打|获)?"
    r"(?P<score>\d{2,3}(?:\.\d+)?分)(?=$|[，；。（])"
)
#: 省林业局攻坚行动评估列31个疫区县第4位; 省气象局业务质量考核14个市州第3位
_PLACED = re.compile(
    rf"(?P<open>^|[；。])(?P<of>(?!在)(?:\d{{1,2}}月)?[^，。；：（）\d]{{4,24}}{_ASSESSMENT})(?:列|居|排|位列)?"
    r"(?P<among>\d+个[\u4e00-\u9fff]{1,6})第(?P<rank>\d{1,3}[位名])(?=$|[，；。（])"
)
_BARE = re.compile(r"(?<=，)(?=全[国省市县区州旗]第\d{1,3}[位名](?:$|[，；。（]))")
_WIDE = re.compile("^(?:全[国省市县区州旗镇乡])?")


def with_ranks(text: str) -> str:
    """A note whose ranks are told in one form."""
    told = _RANK.sub(_told, _APART.sub(r"\g<of>第\g<rank>名（\g<among>\g<last>）", text))
    scored = _SCORED.sub(r"\g<open>在\g<of>中得\g<score>", told)
    return _BARE.sub("列", _PLACED.sub(r"\g<open>在\g<of>中列\g<among>第\g<rank>", scored))


def _told(match: re.Match[str]) -> str:
    of, unit = match["of"], match["unit"] or "名"
    # 省里年底检查 is one of the whole province.
    of = re.sub(r"^([省市县区旗州])里(?=[\u4e00-\u9fff])", r"全\1", of)
    last, among = "", None
    for part in re.split("[，；]", (match["rest"] or "").strip("（），；")):
        if (before := _LAST.fullmatch(part)) is not None:
            last = f"，上年第{before['rank']}{unit}"
        elif (counted := _AMONG.fullmatch(part)) is not None and among is None:
            among = counted
        elif re.fullmatch(r"\d+家", part):
            of = _WIDE.sub(rf"\g<0>{part}", of, count=1)
        elif part:
            return match[0]
    if among is not None:
        who = among["who"]
        counted_so = f"{among['count']}{who}"
        # 全市血防考核（7个县） is 全市7个县血防考核.
        if who not in of and not re.match("全[国省市县区州旗镇乡]", of):
            return f"{match['open']}在{of}的{counted_so}中列第{match['rank']}{unit}{last}"
        of = of.replace(who, counted_so, 1) if who in of else _WIDE.sub(rf"\g<0>{counted_so}", of, count=1)
    # 旗里11个苏木镇考核 is one of the whole banner.
    of = re.sub(r"^([省市县区旗州])里?(?=\d|各|所有|的|乡|镇|街)", r"全\1", of)
    lead = "" if of.startswith("在") else "在"
    return f"{match['open']}{lead}{of}中列第{match['rank']}{unit}{last}"

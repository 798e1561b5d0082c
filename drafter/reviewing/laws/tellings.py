"""What a report tells of an indicator against what the form says of it: its result, its unit, whether it was reached.

The reader gains the figure that was copied wrongly, and the 未完成 beside a figure that reaches its target.

Limits: those of :mod:`drafter.reviewing.mentioned`; a table in a report is held against the form row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.reviewing.answer import Look
from drafter.reviewing.form import PaperForm
from drafter.reviewing.laws import answers
from drafter.reviewing.laws.common import RowFigures, alike, figures, qualitative, reached
from drafter.reviewing.mentioned import MentionedResult, told
from drafter.reviewing.names import key, stem
from drafter.reviewing.problems import runs
from drafter.reviewing.row import IndicatorRow
from drafter.reviewing.scored import results, scored_stretches
from drafter.reviewing.value import CellText, WrittenFigure, value

_GLUE = r"(?:指标|完成值|实际完成值|实际完成|完成|达到|达|为|是|共|全年|[：:])*\s*"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: Words on a result, right behind its figure.
_NEAR = r"^[，,（(]?(?:但|仍|却|均|都|还|尚)?"
_REACHED = re.compile(
    _NEAR + r"(?:已)?(?:(?:圆满|全面|全部|顺利|超额|如期)?完成(?:了)?(?:年度|年初|全年|既定|预期)?(?:目标|任务)"
    r"|(?:达到|实现)(?:了)?(?:年度|年初|全年|预期)?(?:目标|指标值)"
    r"|指标(?:已)?完成|达标|超额完成)(?!的|值的|率|比例|\s*\d)"
)


_SUBJECT = 4
#: What is said to be missed is the aim of the whole year.
_WHOLE_AIM = re.compile(
    r"(?:了)?(?:年度|年初|全年|本年|既定|预定|预期|计划|下达)?(?:的)?(?:目标|任务|计划|指标值?)(?:[^的]|$)"
)
_CENT = Decimal("0.0101")
#: A result with the words before it; what the next clause calls it; that it is apart from its aim.
_FIGURE = (
    r"(?P<words>[^，。；：\d]{2,24}?)(?:为|是|达到?|完成)?(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<unit>[%％]|[万亿]?[\u4e00-\u9fff]{0,4})"
)
_OF_IT = (
    r"(?:但是?|然而|不过|可是?|而)?(?:该|此|这|本|上述|其)(?:一)?(?:项|个)?"
    r"(?:指标|任务|目标|工作)?(?:完成情况)?(?:仍|却|还|均|都|尚|并)*"
)
_APART = (
    r"(?:没有|没能|未能|尚未|未)(?:如期|按期|按时|足额|全面)?(?:完成|达标|达到|达成|实现)|不达标"
    r"|(?:与|离|距)[^，。；]{0,14}(?:目标|指标)[^，。；]{0,6}(?:差距|[有还仍相]差|差[一了])"
)
_UNDONE = re.compile(r"未能?|没有|没能|不能|无法|难以|尚未|才能")
#: Words that say more was done than was aimed at; or less, where less is better.
_BEYOND = re.compile(_NEAR + r"(?:超过|高于|超出|优于|好于)(?:了)?(?:年度|年初|预期)?(?:目标|指标值|预期)(?!的|值的)")
_WITHIN = re.compile(_NEAR + r"(?:低于|少于|优于|控制在)(?:了)?(?:年度|年初|预期)?(?:目标|指标值|上限)(?!的|值的)")


@answers("told-as-formed")
def formed(look: Look) -> None:
    """The result of an indicator that the report tells by its name, in prose or in a table, against the form."""
    form = look.dossier.form
    if form is None or not form.lines:
        _by_tables(look)
        return
    texts = list(look.dossier.of_whole(("paragraph", "heading")))
    aims = _aims(look)
    for line in form.lines:
        pair = _result(line)
        if pair is None or qualitative(line) or len(line.name) < 2:
            continue
        _, right = pair
        for one in told(line, texts, look.dossier.year):
            look.saw(f"{line.name}：{one.place} {one.words}，{line['actual'].place} {line['actual'].text}")
            if one.aim or _is(one.number, right) or one.number in aims.get(key(line.name), ()):
                continue
            what = f"“{line.name}”报告写{one.words}，自评表的完成值是{line['actual'].text}（{line['actual'].place}）"
            look.fault(CellText(one.words, one.place), what, f"{one.words} ≠ {line['actual'].text}")
    _by_marks(look, form)
    for other in look.dossier.forms:
        if other is not form and other.title != "案件":
            _between(look, form, other)
    if not look.seen:
        _by_tables(look)


def _by_marks(look: Look, form: PaperForm) -> None:
    """What the report tells before a mark, and the mark, against the row of the form that they are of."""
    places = {fault.place for fault in look.faults}
    for one in scored_stretches(look.dossier, form):
        line = one.line
        mark = line["score"].number
        pair = _result(line)
        figures_ = results(one.text, pair[0].unit) if pair is not None and not qualitative(line) else []
        look.saw(f"{line.name}：{one.place} {one.text[-24:]}，{line['score'].place} {line['score'].text}")
        if pair is not None and figures_ and one.place not in places:
            told_ = [number for number, _ in figures_]
            if not any(_is(number, pair[1]) or _is(pair[0].number, {number}) for number in told_):
                words = "、".join(said for _, said in figures_[:3])
                what = f"“{line.name}”报告写{words}，自评表的完成值是{line['actual'].text}（{line['actual'].place}）"
                look.fault(CellText(one.text[-60:], one.place), what)
        if mark is not None and abs(mark - one.score) > _CENT:
            what = f"“{line.name}”报告写得{one.score}分，自评表是{line['score'].text}分（{line['score'].place}）"
            look.fault(CellText(one.text[-60:], one.place), what, f"{one.score} ≠ {line['score'].text}")


@answers("told-alike")
def alike_told(look: Look) -> None:
    """The result of one indicator that the prose of a report tells twice, with another figure each time."""
    form = look.dossier.form or look.dossier.goals
    texts = list(look.dossier.of_whole(("paragraph",)))
    aims = _aims(look)
    for line in form.lines if form else ():
        found = [one for one in told(line, texts, look.dossier.year) if not one.aim]
        found = [one for one in found if one.number not in aims.get(key(line.name), ()) or _is_result(line, one)]
        if len(found) < 2:
            continue
        look.saw(f"{line.name}：{'、'.join(f'{one.place} {one.words}' for one in found[:3])}")
        other = next((one for one in found[1:] if not _is(one.number, {found[0].number})), None)
        if other is not None:
            what = f"“{line.name}”前面写{found[0].words}（{found[0].place}），这里写{other.words}"
            look.fault(CellText(other.words, other.place), what, f"{found[0].words} ≠ {other.words}")


def _is_result(line: IndicatorRow, one: MentionedResult) -> bool:
    pair = _result(line)
    return pair is not None and _is(one.number, pair[1])


def _result(line: IndicatorRow) -> tuple[WrittenFigure, set[Decimal]] | None:
    """The result of a row, and the numbers that tell it."""
    unit = line["unit"].text
    done, aim = value(line["actual"].text, unit), value(line["target"].text, unit)
    if done is None:
        return None
    if aim is not None:
        done = alike(done, aim, line)
    own = {done.number, *([done.number * 100] if done.number <= 1 and done.percent else [])}
    return done, own


def _aims(look: Look) -> dict[str, set[Decimal]]:
    """The targets of each indicator in all forms: a report tells them too."""
    found: dict[str, set[Decimal]] = {}
    goals = look.dossier.goals
    for form in (*look.dossier.forms, *([goals] if goals else [])):
        for line in form.lines:
            for aim in ("target", "initial_target", "adjusted_target"):
                if (one := value(line[aim].text, line["unit"].text)) is not None:
                    found.setdefault(key(line.name), set()).add(one.number)
    return found


def _is(number: Decimal, right: set[Decimal]) -> bool:
    """Whether a number tells one of some others, as far as it shows decimals."""
    exponent = number.as_tuple().exponent
    return any(
        number == one or (isinstance(exponent, int) and abs(number - one) * 2 <= Decimal(1).scaleb(min(exponent, 0)))
        for one in right
    )


def _between(look: Look, form: PaperForm, other: PaperForm) -> None:
    """A table of results in the report against the form: the same row, another result or score."""
    rows = {key(line.name): line for line in form.lines}
    for line in other.lines:
        mine = rows.get(key(line.name))
        if mine is None:
            continue
        for column, called in (("actual", "完成值"), ("score", "得分")):
            one, two = value(line[column].text), value(mine[column].text)
            if one is None or two is None:
                continue
            look.saw(f"{line.name}：{line[column].place} {line[column].text}，{mine[column].place} {mine[column].text}")
            numbers = {two.number, two.number * 100, two.number / 100} if two.percent or one.percent else {two.number}
            if one.number not in numbers:
                what = (
                    f"“{line.name}”的{called}写{line[column].text}，自评表是{mine[column].text}（{mine[column].place}）"
                )
                look.fault(line[column], what, f"{line[column].text} ≠ {mine[column].text}")


def _by_tables(look: Look) -> None:
    """Without a form to hold against the report the rules over its own tables answer."""
    from drafter.report.tree import Table

    tables = sum(
        isinstance(block, Table)
        for paper in look.dossier.reports
        if paper.page
        for block in paper.page.reading.draft.blocks
    )
    if tables:
        look.saw(f"报告里{tables}张表与正文")
    else:
        look.skip("报告里没有表，也没有点名写自评表的指标")


def bare_figures(look: Look) -> Iterator[tuple[CellText, str]]:
    """Places where a report tells an indicator of a form with a number and no unit: 改造操场面积71,250，."""
    form = look.dossier.form or look.dossier.goals
    for line in form.lines if form else ():
        aim = value(line["target"].text, line["unit"].text)
        names = {one for one in (re.sub(r"[（(][^（）()]*[）)]", "", line.name), stem(line.name)) if len(one) >= 4}
        if aim is None or not aim.unit or not names:
            continue
        name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        pattern = re.compile(rf"(?:{name}){_GLUE}(?:{_NUMBER})(?=[，。；、]|$)")
        for stretch, place in look.dossier.of_whole(("paragraph",)):
            for match in pattern.finditer(stretch.text):
                yield CellText(match[0], place), aim.unit


@answers("words-figures")
def words_figures(look: Look) -> None:
    """未完成 in the row, or behind the figure, of a result that reaches its target; 圆满完成 where it falls short."""
    missed, done = re.compile(look.setting("missed")), re.compile(look.setting("done"))
    found = look.dossier.form
    texts = list(look.dossier.of_whole(("paragraph",)))
    for line in found.lines if found else ():
        pair = figures(line)
        if pair is None or not pair.direction:
            continue
        met = reached(pair)
        look.saw(f"{line.name} {line['actual'].text}对{line['target'].text}")
        for column in ("reason", "description", "remark"):
            text = line[column].text
            if (
                met
                and (match := missed.search(text))
                and not re.search(r"不存在|没有出现|无", text[: match.start()][-6:])
            ):
                what = f"指标“{line.name}”完成值{line['actual'].text}已达到{line['target'].text}，文字却写“{match[0]}”"
                look.fault(line[column], what)
            elif not met and (match := done.search(text)) and not _UNDONE.search(text[: match.start()][-4:]):
                what = (
                    f"指标“{line.name}”完成值{line['actual'].text}没有达到{line['target'].text}，文字却写“{match[0]}”"
                )
                look.fault(line[column], what)
        for one in told(line, texts, look.dossier.year):
            if not one.aim:
                _in_prose(look, line, pair, one)
    _by_subject(look, found, missed)
    _by_pronoun(look, found)
    if not look.seen and look.dossier.report is not None:
        look.saw("报告的完成情况")


def _by_subject(look: Look, form: PaperForm | None, missed: re.Pattern[str]) -> None:
    """渠道衬砌因征地受阻，未完成年度目标: a sentence without the figure, its subject one indicator that was reached."""
    lines = [(line, pair) for line in (form.lines if form else ()) if (pair := figures(line)) and pair.direction]
    for stretch, place in look.dossier.of_whole(("paragraph",)):
        for sentence in re.split("[。；]", stretch.text):
            match = next((one for one in missed.finditer(sentence) if _WHOLE_AIM.match(sentence, one.end())), None)
            if match is None or re.search(r"上年|去年|往年|20\d\d年", sentence[: match.start()]):
                continue
            subject = key(
                re.split(r"因|由于|受|尚|仍|[，：:]", re.sub(r"^[^，：:]{0,4}[：:]", "", sentence.strip()))[0]
            )
            named = [(line, pair) for line, pair in lines if _subject(subject, line)]
            if len(subject) < _SUBJECT or not named or any(not reached(pair) for _, pair in named):
                continue
            line = named[0][0]
            aim = f"{line['target'].text}{line['unit'].text}"
            done = f"{line['actual'].text}{line['unit'].text}"
            what = f"“{line.name}”完成{done}，已达到{aim}（{line['actual'].place}），文字却写“{match[0]}”"
            look.fault(CellText(sentence.strip()[:60], place), what)


def _by_pronoun(look: Look, form: PaperForm | None) -> None:
    """核查处置率100%。但该项指标未完成: the sentence behind a figure says so of it; the row is the one that has both
    the figure and its words."""
    lines = [(line, pair) for line in (form.lines if form else ()) if (pair := figures(line)) and pair.direction]
    behind = re.compile(
        rf"{_FIGURE}[^，。；\d]{{0,4}}(?:[。；，]{_OF_IT}|，(?:但|却|仍|还|尚)*)(?P<said>{look.setting('missed')}|{_APART})(?!的)"
    )
    for stretch, place in look.dossier.of_whole(("paragraph",)):
        for match in behind.finditer(stretch.text):
            number = Decimal(match["number"].replace(",", ""))
            words, unit = runs(match["words"]), match["unit"].replace("％", "%")
            rows = [
                (line, pair) for line, pair in lines
                if number in (pair.actual.number, line["actual"].number)
                and unit.startswith(pair.target.unit or pair.actual.unit or unit)
                and len(words & runs(line.name)) > 1
            ]  # fmt: skip
            if len(rows) != 1 or not reached(rows[0][1]):
                continue
            line = rows[0][0]
            aim = f"{line['target'].text}{line['unit'].text}"
            what = (
                f"“{line.name}”{match['number']}{unit}已达到{aim}（{line['target'].place}），后面却写“{match['said']}”"
            )
            look.fault(CellText(match[0][-60:], place), what)


def _subject(subject: str, line: IndicatorRow) -> bool:
    name = key(stem(line.name))
    # 河道清淤 and 清淤河道 are one thing.
    short, long = sorted((subject, name), key=len)
    return len(short) >= _SUBJECT and set(short) <= set(long)


def _in_prose(look: Look, line: IndicatorRow, pair: RowFigures, one: MentionedResult) -> None:
    """What stands right behind a figure of the report: 95.83%，未完成年度目标."""
    met = reached(pair._replace(actual=pair.actual._replace(number=one.number)))
    missed = _missed(look.setting("missed"), pair.direction).match(one.behind)
    beyond = _BEYOND if pair.direction != "≤" else _WITHIN
    reached_ = _REACHED.match(one.behind) or beyond.match(one.behind)
    aim = f"{line['target'].text}{line['unit'].text}"
    if missed and met:
        what = f"“{line.name}”{one.words}已达到{aim}（{line['target'].place}），文字却写“{missed[0].strip('，,（(')}”"
    elif reached_ and not met:
        what = (
            f"“{line.name}”{one.words}没有达到{aim}（{line['target'].place}），文字却写“{reached_[0].strip('，,（(')}”"
        )
    else:
        return
    look.fault(CellText(one.words + one.behind[:20], one.place), what, f"{one.words} 对 {aim}")


def _missed(words: str, direction: str) -> re.Pattern[str]:
    """Words that say a target was missed; under it means so where more is better, over it where less is."""
    beside = "低于" if direction != "≤" else "高于|超过|超出"
    apart = r"(?:离|距离?)[^，。；]{0,14}(?:目标|指标)[^，。；]{0,6}差|(?:有|存在)(?:一定|较大)?差距|不达标"
    return re.compile(rf"{_NEAR}(?:{words}|{apart}|(?:{beside})(?:了)?(?:年度|年初|预期)?(?:目标|指标值|上限))")

"""Composing: a case and an engine in, a draft out. The same case and seed give the same draft, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.composing.engine import Engine
from drafter.composing.genre import Genre
from drafter.composing.lacking import owed
from drafter.composing.outline import Outline
from drafter.composing.plan import Plan
from drafter.errors import DataFault, Place
from drafter.facts.case import Case
from drafter.facts.fact import Fact
from drafter.facts.gap import Gap
from drafter.facts.load import LAST_YEAR, LAST_YEAR_SILENT
from drafter.phrasing.choose import messages_of
from drafter.phrasing.session import Session
from drafter.phrasing.style import Tone
from drafter.report.tree import Draft, Missing, Note, Paragraph, Unstated

_NEUTRAL = Tone()
#: Tenths of the scale of lengths that :func:`fit` tries.
_STEPS = (0, -10, 10, -5, 5, -2, 2, -4, 4, -7, 7, -1, 1, -3, 3, -6, 6, -8, 8)


def compose(engine: Engine, case: Case, seed: int = 0, tone: Tone = _NEUTRAL) -> Draft:
    """The report that `case` makes under the draws of `seed`.

    Raises DataFault where a template of the genre fails on this case.
    """
    return tell(engine, Plan(case, engine.genres[case.genre], engine.bank), seed, tone)


def fit(engine: Engine, plan: Plan, seed: int, characters: int, register: str = "") -> Draft:
    """The draft whose text comes nearest to `characters`, by trying the lengths from shortest to fullest."""
    best: tuple[int, int, Draft] | None = None
    for step in _STEPS:
        draft = tell(engine, plan, seed, Tone(step / 10, register))
        key = (abs(draft.characters() - characters), abs(step), draft)
        if best is None or key[:2] < best[:2]:
            best = key
    assert best is not None
    return best[2]


def tell(engine: Engine, plan: Plan, seed: int = 0, tone: Tone = _NEUTRAL) -> Draft:
    """One draft of a plan; drawing again from the same plan is cheaper than composing anew."""
    case, genre = plan.case, plan.genre
    unit, short, year = case.fact("unit.name"), case.fact("unit.self") or case.fact("unit.short"), case.fact("year")
    if unit is None and "unit.name" in genre.required:
        unit = Gap("unit.name", genre.required["unit.name"])
    session = Session(engine.bank, seed, unit or short, short, year)
    session.tone = tone
    outline = Outline(plan, session)
    _speak(genre, outline)
    if unit is not None and unit.missing:
        outline.missing["unit.name"] = None
    stated = outline.titled
    for block in outline.blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                for part in sentence.parts:
                    if isinstance(part, Fact):
                        stated.add(part.path)
                        stated.update(part.also)
                        if part.missing and part.path not in genre.required:
                            told = next((one for one in messages_of(sentence) if part.path in one.paths()), None)
                            outline.due[owed(engine.bank, part, told)] = None
    unstated = [
        Unstated(path, outline.unsaid.get(path) or _reason(engine, path, fact))
        for path, fact in case.facts.items()
        if path not in stated
    ]
    return Draft(
        case.genre,
        outline.title,
        seed,
        outline.finished(),
        tuple(unstated),
        (*[Missing(genre.required[path], path) for path in outline.missing], *outline.due),
        case.contradictions,
        (*(outline.desk.notes(engine.bank) if outline.desk is not None else ()), *_proposed(outline)),
    )


def _proposed(outline: Outline) -> Iterator[Note]:
    """What the writer should know of problems that the program proposed."""
    if outline.proposed:
        what = (
            f"程序建议：没有写问题，按事实写了{outline.proposed}个问题，请核对；措施见 drafter suggest；"
            '要自己写填 [[own]]，不要的写 problems = "none"'
        )
        yield Note("problems", "proposed", what, plain=what)


def _speak(genre: Genre, outline: Outline) -> None:
    """Run the genre's order of speaking; its calls fill the outline."""
    from jinja2 import TemplateError

    template = outline.plan.template()
    try:
        for _ in template.root_render_func(template.new_context(outline.functions())):
            pass
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        line = template.get_corresponding_lineno(_line(error))
        raise DataFault(Place(genre.file, line), f"模板运行出错：{error}") from error


def _line(error: BaseException) -> int:
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_name in ("root", "<template>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _reason(engine: Engine, path: str, fact: Fact) -> str:
    if path.startswith(f"{LAST_YEAR}."):
        return LAST_YEAR_SILENT
    parts = [part.partition("]")[2] if i else part for i, part in enumerate(path.split("["))]
    fields = engine.schema.fields
    field = fields.get("".join(parts)) or fields.get("[]".join(parts)) or fields.get(path)
    if field is not None and field.silent:
        return field.silent
    if fact.text in ("是", "否"):
        return "只用来选择说法，本身不写进正文"
    return "本类报告的正文没有用到这一项"

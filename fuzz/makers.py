"""Inputs that are files of a case, a report or a setting: each a function of a generator of random numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from decimal import Decimal

from fuzz import bytewise, markup, older, packaged, pages, seeds, tables, textual
from fuzz.sample import Sample, made
from fuzz.words import case_words, chance, groups, known_lists, known_rules, pick, setting_words

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
CASE, REPORT = "案件.toml", "报告"


def _prose() -> list[str]:
    names = groups()
    return [
        word
        for name in ("clauses", "figures", "units", "scales", "leads", "bounds", "dates", "numbering", "marks", "odd")
        for word in names[name]
    ]


def case(rng: random.Random) -> Sample:
    """A case, to be drafted, checked or carried to the next year."""
    text = tables.mutate(rng, seeds.case(rng), case_words(), rng.choice(seeds.corpus("case")))
    turn = rng.randrange(10)
    way = (
        f"draft {CASE} {pick(rng, 'draft_options')}"
        if turn < 7
        else f"check {CASE}"
        if turn < 9
        else f"new --from {CASE}"
    )
    return made("case", way, {CASE: bytewise.encoded(rng, text)})


def scoring(rng: random.Random) -> Sample:
    """A scoring file and a case with indicators that names it."""
    text = _scored(rng) if rng.randrange(3) else seeds.corpus("scoring")[0]
    if chance(rng, 2):
        text = tables.mutate(rng, text, groups()["scoring_names"])
    told = next(one for one in seeds.corpus("case") if "[[indicators]]" in one)
    if chance(rng, 3):
        told = tables.mutate(rng, told, (*case_words(), *groups()["scoring_names"]))
    told = f'scoring = "评分.toml"\n{told}'
    return made("scoring", f"draft {CASE}", {CASE: told, "评分.toml": bytewise.encoded(rng, text)})


def _scored(rng: random.Random) -> str:
    """A scoring file in which all is right."""
    cuts = sorted([rng.randrange(101) for _ in range(3)])
    weights = [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 100 - cuts[2], 0]
    parts = ("预算执行率", "产出指标", "效益指标", "满意度指标", "成本指标")
    bounds = sorted({rng.randrange(1, 101) for _ in range(rng.randrange(1, 6))}, reverse=True)
    grades = ", ".join([f'[{bound}, "第{number}等"]' for number, bound in enumerate([*bounds, 0])])
    rows = [
        f"grades = [{grades}]",
        f"decimals = {rng.randrange(5)}",
        f'less = "{rng.choice(("超出扣分", "目标比实际"))}"',
    ]
    rows += ["[weights]", *[f'"{name}" = {weight}' for name, weight in zip(parts, weights, strict=True)]]
    if chance(rng, 2):
        low = rng.randrange(100)
        rows += ["[bands]", f'"部分达成" = [{low}, {rng.randint(low + 1, 100)}]']
    return "\n".join(rows)


def bank(rng: random.Random) -> Sample:
    """A unit's own bank, over a very small one and a case that uses it."""
    return made("bank", str(rng.randrange(100)), {"本单位句式.toml": bytewise.encoded(rng, _bank(rng))})


def lint(rng: random.Random) -> Sample:
    """A unit's own bank over the whole one."""
    return made("lint", "phrases lint 本单位句式.toml", {"本单位句式.toml": _bank(rng)})


def _bank(rng: random.Random) -> str:
    text = rng.choice(seeds.corpus("bank"))
    if rng.randrange(2):
        text = tables.mutate(rng, text, groups()["bank_names"])
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        text = _reworded(rng, text)
    return textual.cut(text)


def _reworded(rng: random.Random, text: str) -> str:
    """A bank with another value, another condition or other words in one of its forms."""
    tags = list(_TAG.finditer(text))
    turn = rng.randrange(10)
    if not tags or turn == 0:
        return textual.mutate(rng, text, [*groups()["jinja"], *groups()["conditions"]], most=1)
    match = rng.choice(tags)
    tag = match[0]
    if turn == 1:
        said = pick(rng, "jinja") if not chance(rng, 4) else _deep(rng, tag)
    elif turn == 2:
        said = tag + pick(rng, "numerals", "units", "marks").replace('"', "”").replace("\n", "").replace("\\", "")
    elif tag.startswith("{% if"):
        said = f"{{% if {pick(rng, 'conditions')} %}}"
    elif tag.startswith("{{"):
        said = pick(rng, "forms") if turn < 8 else f"{{% if {pick(rng, 'conditions')} %}}{tag}{{% endif %}}"
    else:
        said = tag if turn < 6 else f"{{% else %}}{pick(rng, 'forms')}{tag}"
    return text[: match.start()] + said + text[match.end() :]


def _deep(rng: random.Random, tag: str) -> str:
    """One thing in another in another, or one behind another, many times."""
    times = rng.choice((20, 200, 1_000, 5_000))
    condition = pick(rng, "conditions")
    return rng.choice(
        (
            f"{{% if {condition} %}}" * times + tag + "{% endif %}" * times,
            f"{{% if {condition} %}}{tag}{{% endif %}}" * min(times, 1_000),
            f"{{{{ {'(' * times}what{')' * times} }}}}",
            f"{{{{ {'{' * times} }}}}",
            f"{{% if {'not ' * times}{condition} %}}{tag}{{% endif %}}",
            f"{{% if {' and '.join(['what'] * times)} %}}{tag}{{% endif %}}",
            f"{{% if {' or '.join([condition] * min(times, 1_000))} %}}{tag}{{% endif %}}",
            f"{{{{ what{'|list' * times} }}}}",
            f"{{% if count > {'9' * times} %}}{tag}{{% endif %}}",
            f"{{% if count {'< 1 ' * times} %}}{tag}{{% endif %}}",
            pick(rng, "jinja", "forms", "marks", "pairs") * times,
        )
    )


def template(rng: random.Random) -> Sample:
    """The order of speaking of a genre, over the very small bank."""
    text = "\n".join([_spoken(rng, ()) for _ in range(rng.randint(1, 6))])
    if chance(rng, 3):
        text = textual.mutate(
            rng, text, [*groups()["jinja"], *groups()["template_calls"], *groups()["template_wild_calls"]], most=3
        )
    return made("template", str(rng.randrange(100)), {"report.j2": text})


def _spoken(rng: random.Random, inside: tuple[str, ...]) -> str:
    """A call, a condition or a loop of a template; `inside` are the rows that loops around it give a name to."""
    turn = rng.randrange(12) if len(inside) < 4 else 11
    if turn >= 6:
        calls = "template_row_calls" if inside and rng.randrange(2) else "template_calls"
        return pick(rng, "template_wild_calls" if chance(rng, 20) else calls)
    more = (*inside, "project") if turn >= 3 else inside
    within = "\n".join([_spoken(rng, more) for _ in range(rng.randint(1, 3))])
    if turn < 3:
        return f"{{% if {pick(rng, 'template_conditions')} %}}{within}{{% endif %}}"
    return f"{{% for project in {pick(rng, 'template_loops')} %}}{within}{{% endfor %}}"


def settings(rng: random.Random) -> Sample:
    """Settings of the checks beside a report."""
    if chance(rng, 4):
        text = tables.mutate(rng, rng.choice(seeds.corpus("settings")), setting_words())
    else:
        text = "\n".join([_set(rng) for _ in range(rng.randint(1, 3))])
        text = textual.mutate(rng, text, setting_words(), most=2) if chance(rng, 6) else text
    said, ending = seeds.report(rng)
    if chance(rng, 4):
        said += "\n" + pick(rng, "clauses", "figures", "units")[:2] * rng.choice((20, 30, 200, 5_000)) + "！"
    name = f"{REPORT}.{ending}"
    return made("settings", f"check {name}", {"drafter.toml": bytewise.encoded(rng, text), name: said})


def _set(rng: random.Random) -> str:
    """A table of settings, mostly one that there may be."""
    turn = rng.randrange(8)
    if turn == 0:
        return f'[check]\nends = "{"".join([rng.choice("。！？；;!?…：.") for _ in range(rng.randint(1, 6))])}"'
    if turn < 4:
        code, known = rng.choice(known_rules())
        key, value = rng.choice((*known, ("off", True), ("severity", "hint")))
        return f"[rules.{code}]\n{key} = {_setting(rng, value)}"
    module, key, value = rng.choice(known_lists())
    return f"[words.{module}]\n{key} = {_setting(rng, value)}"


def _setting(rng: random.Random, ours: object) -> str:
    """A value to take the place of `ours`, mostly of its sort."""
    if chance(rng, 8):
        return pick(rng, "toml_values")
    if isinstance(ours, bool):
        return rng.choice(("true", "false"))
    if isinstance(ours, (int, Decimal)):
        return rng.choice(
            ("0", "1", "2", "0.5", "100", "999999999", "1e30", str(rng.randrange(10 ** rng.randint(1, 12))))
        )
    if isinstance(ours, str):
        return rng.choice(('"error"', '"warning"', '"hint"', f'"{_pattern(rng)}"'))
    if isinstance(ours, Mapping):
        first = next(iter(ours.values()), "")
        rows = [f'"{_pattern(rng)}" = {_setting(rng, first)}' for _ in range(rng.randint(1, 3))]
        return f"{{ {', '.join(rows)} }}"
    first = next(iter(ours), "") if isinstance(ours, list) else ""
    many = len(ours) if isinstance(ours, list) and isinstance(first, (int, Decimal)) else rng.randint(1, 4)
    if isinstance(first, str):
        return f"[{', '.join([f'{chr(34)}{_pattern(rng)}{chr(34)}' for _ in range(many)])}]"
    return f"[{', '.join([_setting(rng, first) for _ in range(many)])}]"


def _pattern(rng: random.Random) -> str:
    """A word, or a pattern of words that may be anything but kind."""
    word = pick(rng, "clauses", "units", "marks", "figures", "leads") + pick(rng, "patterns")
    return word.replace("\\", "\\\\").replace('"', "”").replace("\n", "").replace("\r", "")


def baseline(rng: random.Random) -> Sample:
    """Accepted findings beside a report."""
    text = tables.mutate(
        rng, rng.choice(seeds.corpus("baseline")), ("accepted", "code", "quote", "context", "reason", "rate")
    )
    said, ending = seeds.report(rng)
    name = f"{REPORT}.{ending}"
    way = f"check {name}{' --write-baseline' if chance(rng, 3) else ''}"
    return made("baseline", way, {"drafter-baseline.toml": bytewise.encoded(rng, text), name: said})


def text(rng: random.Random) -> Sample:
    """A report as text or Markdown, to be checked."""
    said, ending = seeds.report(rng)
    name = f"{REPORT}.{ending}"
    said = textual.mutate(rng, said, _prose(), seeds.report(rng)[0], most=10)
    return made("text", f"check {name}{rng.choice(('', '', ' --format json'))}", {name: bytewise.encoded(rng, said)})


def html(rng: random.Random) -> Sample:
    """A web page, to be checked or compared."""
    page = rng.choice(seeds.corpus("html")) if rng.randrange(6) else rng.choice(seeds.drafts("html")).decode()
    data = bytewise.encoded(rng, markup.mutate(rng, page, markup.WEB))
    if chance(rng, 10):
        return made("html", "check 网页.mht", {"网页.mht": older.page_in_one(rng, data)})
    way = "check 网页.html" if rng.randrange(4) else "diff 网页.html 网页.html --format json"
    return made("html", way, {"网页.html": data})


def docx(rng: random.Random) -> Sample:
    """A Word document, to be checked, commented, compared, or to lend its styles."""
    if rng.randrange(8):
        parts = packaged.parts_of(
            rng.choice(seeds.corpus("docx")), '<w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
        )
    else:
        parts = packaged.unpacked(rng.choice(seeds.drafts("docx"))) or {}
    data = packaged.mutate(rng, parts)
    turn = rng.randrange(12)
    if turn == 0:
        return made(
            "docx",
            f"draft {CASE} -o 报告.docx --reference-doc 文件.docx",
            {"文件.docx": data, CASE: rng.choice(seeds.corpus("case"))},
        )
    ways = (
        "check 文件.docx -o 批注.docx",
        "diff 文件.docx 文件.docx --original -o 修订.docx",
        "check 文件.docx --original",
    )
    return made("docx", ways[turn - 1] if turn < 4 else "check 文件.docx", {"文件.docx": data})


def pdf(rng: random.Random) -> Sample:
    """A PDF, to be checked."""
    said = rng.choice(seeds.corpus("pdf")) if rng.randrange(6) else rng.choice(seeds.drafts("txt")).decode()
    data = pages.mutate(rng, pages.laid(said.split("\n"), packed=chance(rng, 5)))
    return made("pdf", "check 文件.pdf" if chance(rng, 40) else "read", {"文件.pdf": data})


def pair(rng: random.Random) -> Sample:
    """Two reports that share most of their sentences, to be compared."""
    old, ending = seeds.report(rng)
    new = textual.mutate(rng, old.replace("2024", "2025") if chance(rng, 2) else old, _prose(), old, most=8)
    if chance(rng, 3):
        old = textual.mutate(rng, old, _prose(), new)
    if chance(rng, 6):
        new = seeds.report(rng)[0]
    shape = rng.choice(("", " --all", " -o 比较.html", " --format json", " -o 修订.docx", " -o 修订.docx --no-moves"))
    words = " --words" if chance(rng, 50) else ""
    return made(
        "pair", f"diff 上年.{ending} 今年.{ending}{shape}{words}", {f"上年.{ending}": old, f"今年.{ending}": new}
    )

"""Word documents as people make them, for tests: raw parts, and the seeds with the habits of offices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from drafter.reading.formats import inside
from drafter.reading.reader import Reading
from drafter.reading.word.package import Package
from drafter.reading.word.reader import read_package
from drafter.report.tree import Draft, Heading, Paragraph, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in range(1, 5)
) + (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
)
#: One list of four levels as Word numbers official documents.
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def parts(body: str, styles: str | None = STYLES, numbering: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a document with this body; `more` are further parts by their kind (footnotes …)."""
    kinds = {"styles": None if styles is None else f"<w:styles {SPACES}>{styles}</w:styles>"}
    kinds["numbering"] = f"<w:numbering {SPACES}>{numbering}</w:numbering>" if numbering else None
    kinds |= {kind: f"<w:{kind} {SPACES}>{text}</w:{kind}>" for kind, text in more.items()}
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind, text in kinds.items() if text}),
    }
    return found | {f"word/{kind}.xml": text for kind, text in kinds.items() if text}


def document(body: str, styles: str | None = STYLES, numbering: str = "", **more: str) -> bytes:
    return packed(parts(body, styles, numbering, **more))


def _relations(targets: Mapping[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def p(text: str = "", properties: str = "", inside: str | None = None) -> str:
    """A paragraph with a text, or with runs of its own."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if inside is None else inside}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def with_habits(draft: Draft) -> bytes:
    """A draft as a person would have it in Word: automatic numbers where they fit, tracked changes with old words, soft
    returns inside and between paragraphs, bookmarks, fields and comments, a table inside a table."""
    body = [p(draft.title, '<w:pStyle w:val="a3"/>')] if draft.title else []
    counts = [0, 0, 0, 0]
    held = ""
    for number, block in enumerate(draft.blocks):
        if held and not (isinstance(block, Paragraph) and not block.style and number % 5 == 2):
            body.append(held + "</w:p>")
            held = ""
        if isinstance(block, Heading):
            shown = _counted(counts, block)
            ids = f'<w:pStyle w:val="{block.level}"/>'
            if shown == block.number:
                depth = block.level - 1
                ids += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'
                body.append(p(block.title, ids))
            else:
                counts[block.level - 1 :] = [0] * (5 - block.level)
                body.append(p(block.text, ids))
        elif isinstance(block, Paragraph):
            text = _revised(block.text, number)
            if held:
                body.append(f"{held}<w:r><w:br/></w:r>{text}</w:p>")
                held = ""
            elif number % 5 == 1 and block.text[-1] in "。；" and not block.style:
                held = f"<w:p>{text}"
            else:
                body.append(f"<w:p>{text}</w:p>")
        else:
            body.append(p(block.title) if block.title else "")
            body.append(table(*["".join(tc(cell) for cell in row) for row in (block.header, *block.rows)]))
            body.append(p(""))
    if held:
        body.append(held + "</w:p>")
    return document("".join(body), numbering=NUMBERING)


def _counted(counts: list[int], heading: Heading) -> str:
    """The number that the list would show for the next heading of a level; counted only where it is the right one."""
    from drafter.language.numerals import numeral

    depth = heading.level - 1
    shapes = ("{0}、", "（{0}）", "{1}.", "（{1}）")
    count = counts[depth] + 1
    shown = shapes[depth].format(numeral(count), count)
    if shown == heading.number and all(counts[:depth]):
        counts[depth] = count
        counts[depth + 1 :] = [0] * (3 - depth)
        return shown
    return ""


def _revised(text: str, number: int) -> str:
    """Runs of a paragraph with a bookmark, and an insertion and a deletion in the middle of it."""
    third = max(1, len(text) // 3)
    low, mid, high = text[:third], text[third : 2 * third], text[2 * third :]
    by = f'w:id="{number}" w:author="某某"'
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="_GoBack"/>{run(low)}<w:bookmarkEnd w:id="{number}"/>'
        f"<w:del {by}>{run('旧的说法2023年', 'delText')}</w:del><w:ins {by}>{run(mid) if mid else ''}</w:ins>"
        f'<w:commentRangeStart w:id="1"/>{run(high)}<w:commentRangeEnd w:id="1"/>'
    )


# -- paragraphs between a title and an end ----------------------------------------------------------------------------
TITLE, END = "某某项目2024年度绩效自评报告", "以上为全部内容。"
WRONG = "本项目预算200万元，执行180万元，执行率95%。"


def read(*inside: str) -> Reading:
    """A document with these paragraphs (the insides of each) between a title and an end, read."""
    return opened(document(p(TITLE) + "".join(p(inside=one) for one in inside) + p(END)))


def opened(data: bytes) -> Reading:
    return read_package(Package(data, "x.docx"), others=inside)


def texts(reading: Reading) -> list[str]:
    """The blocks of a reading, a table as its rows."""
    return [
        "/".join("|".join(row) for row in (block.header, *block.rows)) if isinstance(block, Table) else block.text
        for block in reading.draft.blocks
    ]


def said(*inside: str) -> str:
    """The text of these paragraphs, a bar between two."""
    found = texts(read(*inside))
    assert found[-1] == END
    return "|".join(found[:-1])


def styled(properties: str, text: str) -> str:
    """A run with properties of its own."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def mark(kind: str, inside: str = "") -> str:
    """A mark of a field: begin, separate or end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return run(text, "instrText")


def field(instruction: str, result: str | None = None, inside: str = "") -> str:
    """A whole field, with a result or without."""
    shown = "" if result is None else mark("separate") + (run(result) if result else "")
    return mark("begin", inside) + code(instruction) + shown + mark("end")

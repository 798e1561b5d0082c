"""The styles and the page of a Word document, made from ``rules/word.toml``.

A reader of the report gains a text that can be restyled in Word by changing a style, not each paragraph; a unit changes
the program's own look by changing the table.

Sources: GB/T 9704-2012, 5.2 (page), 5.2.2 and 5.2.3 (type, 22 lines of 28 characters), 7.3 (parts of the text).

Limits: the standard prescribes no line spacing; 28.95 points with a tracking of -0.25 are what gives 22 lines of 28
characters (docs/word.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from xml.sax.saxutils import quoteattr

from drafter.files.values import DataTable, RawTable
from drafter.language.tables import table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
#: The width of the lines of a table, in eighths of a point.
_LINE = 4
#: The space at the left and right of a cell, in twips.
_MARGIN = 60


@cache
def data() -> RawTable:
    """``rules/word.toml`` with measures as floats."""
    return {name: _floats(value) for name, value in table("word").items()}


def _floats(value: object) -> object:
    if isinstance(value, dict):
        return {name: _floats(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_floats(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def page() -> Mapping[str, float]:
    """The measures of the page, in millimetres."""
    return dict(data()["page"])


def text_width() -> int:
    """The width of the text area in twips."""
    sizes = page()
    return twips(sizes["width"] - sizes["left"] - sizes["right"])


def rows() -> list[RawTable]:
    """The rows of the styles, each with what it inherits where it says nothing of its own."""
    found: list[dict[str, object]] = data()["style"]
    return found


def size_of(style: str) -> float:
    """The size of the type of a style, in points."""
    known = {row["id"]: row for row in rows()}
    row = known[style]
    while "size" not in row and row["id"] != "Normal":
        row = known[row.get("based", "Normal")]
    return float(row.get("size", data()["base"]["size"]))


def styles_xml() -> str:
    """The part of a document that holds its styles."""
    base = data()["base"]
    fonts = _fonts(base)
    size = round(base["size"] * 2)
    parts = [
        f'{_HEAD}<w:styles xmlns:w="{W}">',
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:kern w:val="2"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
        *[style_xml(row) for row in rows()],
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:rPr><w:sz w:val="21"/></w:rPr></w:style>',
        *table_styles(),
        "</w:styles>",
    ]
    return "".join(parts)


def style_xml(row: DataTable) -> str:
    """One paragraph style."""
    normal = row["id"] == "Normal"
    built_in = row["name"].isascii()
    base = data()["base"] if normal else {}
    said = {**base, **row}
    parts = [
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if normal else ""}'
        f"{'' if built_in else ' w:customStyle=' + chr(34) + '1' + chr(34)} w:styleId={quoteattr(row['id'])}>",
        f"<w:name w:val={quoteattr(row['name'])}/>",
    ]
    if not normal:
        parts.append(f'<w:basedOn w:val="{row.get("based", "Normal")}"/>')
    if "next" in row:
        parts.append(f'<w:next w:val="{row["next"]}"/>')
    parts.append(f"<w:qFormat/><w:pPr>{''.join(_paragraph(said, normal))}</w:pPr>")
    parts.append(f"<w:rPr>{''.join(_letters(said, normal))}</w:rPr></w:style>")
    return "".join(parts)


def _paragraph(row: DataTable, normal: bool) -> Iterator[str]:
    """The properties of a paragraph, in the order that the schema (ISO/IEC 29500-1, CT_PPrBase) asks for."""
    if row.get("keep") or "level" in row:
        yield "<w:keepNext/>"
    if row.get("together") or "level" in row:
        yield "<w:keepLines/>"
    if row.get("page"):
        yield "<w:pageBreakBefore/>"
    if normal:
        # A page of 22 full lines has no room for a rule against single lines. Marks may hang over the edge of the text,
        # which is what Word does unasked; LibreOffice 7.4 takes the word for its contrary and so keeps them inside, and
        # of marks that hang it prints some not at all.
        yield '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
    spacing = ""
    pitch = round(data()["base"]["line"] * 20)
    for name in ("before", "after"):
        if name in row:
            spacing += f' w:{name}="{round(row[name] * pitch)}"'
    if "line" in row:
        spacing += f' w:line="{round(row["line"] * 20)}" w:lineRule="exact"'
    if normal:
        yield '<w:snapToGrid w:val="0"/>'
    if spacing:
        yield f"<w:spacing{spacing}/>"
    if ind := indents(row, size_of(row["id"])):
        yield ind
    if row.get("contextual"):
        yield "<w:contextualSpacing/>"
    if "align" in row or normal:
        yield f'<w:jc w:val="{row.get("align", "both")}"/>'
    if "level" in row:
        yield f'<w:outlineLvl w:val="{row["level"] - 1}"/>'


def indents(row: DataTable, size: float) -> str:
    """Indents in characters, and in twips for programs that do not count characters; "" where there are none."""
    said = ""
    for name, key in (("left", "left"), ("right", "right"), ("hanging", "hanging"), ("firstLine", "indent")):
        if value := row.get(key, 0):
            said += f' w:{name}Chars="{round(value * 100)}" w:{name}="{round(value * size * 20)}"'
    return f"<w:ind{said}/>" if said else ""


def _letters(row: DataTable, normal: bool) -> Iterator[str]:
    if "east" in row or "latin" in row:
        yield _fonts({"latin": data()["base"]["latin"], **row})
    if "tracking" in row:
        yield f'<w:spacing w:val="{round(row["tracking"] * 20)}"/>'
    if "size" in row:
        yield f'<w:sz w:val="{round(row["size"] * 2)}"/><w:szCs w:val="{round(row["size"] * 2)}"/>'


def _fonts(row: DataTable) -> str:
    latin, east = quoteattr(row["latin"]), quoteattr(row["east"])
    # Marks that both scripts have (“ ” — …) are Chinese.
    return f'<w:rFonts w:hint="eastAsia" w:ascii={latin} w:eastAsia={east} w:hAnsi={latin} w:cs={latin}/>'


def table_styles() -> list[str]:
    """The plain table that all tables come from, and the report's own with its lines."""
    cells = f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="{_MARGIN}"'
    margins = f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/>{cells} w:type="dxa"/></w:tblCellMar>'
    borders = "".join(f'<w:{side} w:val="single" w:sz="{_LINE}" w:space="0" w:color="auto"/>' for side in _BORDERS)
    return [
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr></w:style>',
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报表"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr></w:style>",
    ]


def settings_xml() -> str:
    """The part with the settings of the document: different odd and even pages, no grid, a current mode."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:spaceForUL/><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def section_xml() -> str:
    """The properties of the section: A4, margins, where the footer stands."""
    sizes = {name: twips(value) for name, value in page().items()}
    return (
        f'<w:sectPr><w:pgSz w:w="{sizes["width"]}" w:h="{sizes["height"]}"/>'
        f'<w:pgMar w:top="{sizes["top"]}" w:right="{sizes["right"]}" w:bottom="{sizes["bottom"]}" '
        f'w:left="{sizes["left"]}" w:header="{sizes["header"]}" w:footer="{sizes["footer"]}" w:gutter="0"/>'
        "</w:sectPr>"
    )

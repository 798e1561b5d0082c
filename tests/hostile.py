"""Files of every kind that ask for something outside: what a program that follows their links would fetch."""

# Markup is read better in one line.
# ruff: noqa: E501

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

from word_files import OFFICE, SPACES, p, packed, parts, run

TITLE, END = "某某项目2024年度绩效自评报告", "本项目预算200万元，执行180万元，执行率90%。"
BODY = p(TITLE) + p("一、基本情况") + p(END)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="html" ContentType="text/html"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORDML}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("header1", "header"),
            ("webSettings", "webSettings"), ("fontTable", "fontTable"),
        )
    )
    + "</Types>"
)  # fmt: skip
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/>'
    f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{A[:-4]}picture">'
    f'<pic:pic xmlns:pic="{A[:-4]}picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="rX"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)


def _relations(*rows: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _outside(kind: str, url: str) -> str:
    return f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{url}" TargetMode="External"/>'


def _inside(kind: str, target: str) -> str:
    return f'<Relationship Id="r{target}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _word(more: str = "", relation: str = "", **others: str) -> bytes:
    """A document with this after its text, this relation, these parts beside it (settings, header1 …)."""
    held = {**parts(BODY + more), "[Content_Types].xml": _TYPES}
    kinds = {"header1": "header", "chunk": "aFChunk"}
    rows = [_inside("styles", "styles.xml"), relation]
    for name, text in others.items():
        part, _, owner = name.partition("__")
        if owner:
            held[f"word/_rels/{part}.xml.rels"] = text
        else:
            file = "chunk.html" if part == "chunk" else f"{part}.xml"
            held[f"word/{file}"] = text
            rows.append(_inside(kinds.get(part, part), file))
    held["word/_rels/document.xml.rels"] = _relations(*rows)
    return packed(held)


def _fielded(instruction: str) -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return _word(p(inside=begin + run(instruction, "instrText") + end))


def word_files(url: str) -> Iterator[tuple[str, bytes]]:
    """Documents of Word with links of every kind to addresses that begin with `url`."""
    settings = "<w:settings {}>{}</w:settings>".format
    yield (
        "template.docx",
        _word(
            settings=settings(SPACES, '<w:attachedTemplate r:id="rX"/>'),
            settings__rels=_relations(_outside("attachedTemplate", f"{url}/template.dotm")),
        ),
    )
    yield "picture.docx", _word(p(inside=PICTURE), _outside("image", f"{url}/picture.png"))
    ole = (
        '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Word.Document" r:id="rX"/>'
    )
    yield (
        "linked-object.docx",
        _word(p(inside=f"<w:r><w:object>{ole}</w:object></w:r>"), _outside("oleObject", f"{url}/o.doc")),
    )
    yield (
        "hyperlink.docx",
        _word(p(inside=f'<w:hyperlink r:id="rX">{run("网址")}</w:hyperlink>'), _outside("hyperlink", f"{url}/h")),
    )
    yield "chunk.docx", _word('<w:altChunk r:id="rX"/>', _outside("aFChunk", f"{url}/chunk.html"))
    yield "chunk-of-a-page.docx", _word('<w:altChunk r:id="rchunk.html"/>', chunk=page(url).decode())
    yield (
        "subdocument.docx",
        _word(p(inside='<w:subDoc r:id="rX"/>') + '<w:subDoc r:id="rX"/>', _outside("subDocument", f"{url}/s.docx")),
    )
    yield (
        "header.docx",
        _word(
            '<w:sectPr><w:headerReference w:type="default" r:id="rheader1.xml"/></w:sectPr>',
            header1=f"<w:hdr {SPACES}>{p(inside=PICTURE)}</w:hdr>",
            header1__rels=_relations(_outside("image", f"{url}/header.png")),
        ),
    )
    yield (
        "frames.docx",
        _word(
            webSettings=f'<w:webSettings {SPACES}><w:frameset><w:frame><w:sourceFileName r:id="rX"/></w:frame></w:frameset></w:webSettings>',
            webSettings__rels=_relations(_outside("frame", f"{url}/frame.html")),
        ),
    )
    yield (
        "font.docx",
        _word(
            fontTable=f'<w:fonts {SPACES}><w:font w:name="x"><w:embedRegular r:id="rX"/></w:font></w:fonts>',
            fontTable__rels=_relations(_outside("font", f"{url}/font.odttf")),
        ),
    )
    yield (
        "merge.docx",
        _word(
            settings=settings(SPACES, '<w:mailMerge><w:dataSource r:id="rX"/></w:mailMerge>'),
            settings__rels=_relations(_outside("mailMergeSource", f"{url}/data.csv")),
        ),
    )
    yield "styles.docx", _word(relation=_outside("theme", f"{url}/theme.xml"))
    yield "include-picture.docx", _fielded(f' INCLUDEPICTURE "{url}/p.png" \\d ')
    yield "include-text.docx", _fielded(f' INCLUDETEXT "{url}/t.docx" ')
    yield "exchange.docx", _fielded(f' DDEAUTO "{url}/x" "y" ')
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}/entity">]>'
    yield (
        "entity.docx",
        packed({**parts(BODY), "word/document.xml": f"{entity}<w:document {SPACES}><w:body>&e;</w:body></w:document>"}),
    )
    sheet = f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{url}/s.xsl"?>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}/i.xml"/>'
    yield (
        "stylesheet.docx",
        packed(
            {
                **parts(BODY),
                "word/document.xml": f"{sheet}<w:document {SPACES}><w:body>{BODY}{include}</w:body></w:document>",
            }
        ),
    )


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'office:version="1.2"'
)
_TEXT = "".join(f"<text:p>{one}</text:p>" for one in (TITLE, "一、基本情况", END))
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(inside: str = "", styles: str = "", before: str = "", meta: str = "") -> bytes:
    """An OpenDocument text with this after its text."""
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}>{before}<office:body><office:text>{_TEXT}{inside}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}>{styles}</office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": _MANIFEST,
    })  # fmt: skip


def odf_files(url: str) -> Iterator[tuple[str, bytes]]:
    """OpenDocument texts with links of every kind."""
    link = f'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" xlink:href="{url}/'
    frame = '<text:p><draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">{}</draw:frame></text:p>'.format
    picture = frame(f'<draw:image {link}picture.png"/>')
    yield "picture.odt", odt(picture)
    yield (
        "section.odt",
        odt(f'<text:section text:name="s"><text:section-source {link}section.odt"/><text:p/></text:section>'),
    )
    yield "object.odt", odt(frame(f'<draw:object {link}object.odt"/>') + frame(f'<draw:object-ole {link}ole"/>'))
    yield (
        "frame.odt",
        odt(
            frame(f'<draw:floating-frame {link}frame.html"/>')
            + frame(f'<draw:plugin {link}x.mp4"/>')
            + frame(f'<draw:applet {link}x"/>')
        ),
    )
    yield (
        "background.odt",
        odt(
            styles=f'<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties>'
            f'<style:background-image {link}background.png"/></style:paragraph-properties></style:default-style>'
            f'<draw:fill-image draw:name="f" {link}fill.png"/></office:styles>'
        ),
    )
    yield (
        "font.odt",
        odt(
            before='<office:font-face-decls><style:font-face style:name="x" svg:font-family="x"><svg:font-face-src>'
            f'<svg:font-face-uri {link}font.ttf"/></svg:font-face-src></style:font-face></office:font-face-decls>'
        ),
    )
    yield (
        "template.odt",
        odt(
            meta=f'<meta:template xlink:type="simple" xlink:actuate="onLoad" xlink:href="{url}/t.ott"/><meta:auto-reload {link}reload.odt" meta:delay="PT1S"/>'
        ),
    )
    yield (
        "script.odt",
        odt(
            before=f'<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
            f'script:event-name="dom:load" xlink:href="{url}/s" xlink:type="simple"/></office:event-listeners></office:scripts>'
        ),
    )
    yield "link.odt", odt(f'<text:p><text:a xlink:type="simple" xlink:href="{url}/a">网址</text:a></text:p>')
    flat = f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{_TEXT}{picture}</office:text></office:body></office:document>'
    yield "picture.fodt", flat.encode()
    yield "flat.odt", flat.encode()
    yield "flat.doc", flat.encode()


def rtf(inside: str) -> bytes:
    """A text in RTF with this after its text."""
    letters = {c: c if c <= "~" else f"\\u{(ord(c) + 32768) % 65536 - 32768}?" for c in TITLE + END}
    words = "".join("\\pard " + "".join(letters[c] for c in one) + "\\par " for one in (TITLE, END))
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + words + inside + "}").encode("ascii")


def rtf_files(url: str) -> Iterator[tuple[str, bytes]]:
    """Texts in RTF with links of every kind, plain and disguised."""
    field = "{{\\field{{\\*\\fldinst {{ {} }}}}{{\\fldrslt x}}}}".format
    yield "include-picture.rtf", rtf(field(f'INCLUDEPICTURE "{url}/rtf.png" \\\\d'))
    yield "include-text.rtf", rtf(field(f'INCLUDETEXT "{url}/rtf.docx"'))
    hexed = "".join(f"\\'{ord(c):02x}" for c in f"{url}/hexed.png")
    yield "hexed.rtf", rtf(field(f'INCLUDEPICTURE "{hexed}" \\\\d'))
    split = f'INCLUDE{{}}PICTURE "{url[:3]}{{\\*\\x}}{url[3:]}/split.png" \\\\d'
    yield "split.rtf", rtf(field(split))
    yield "template.rtf", rtf(f"{{\\*\\template {url}/t.dot}}")
    yield (
        "shape.rtf",
        rtf(
            f"{{\\shp{{\\*\\shpinst{{\\sp{{\\sn shapeType}}{{\\sv 75}}}}{{\\sp{{\\sn pibName}}{{\\sv {url}/shape.png}}}}{{\\sp{{\\sn pibFlags}}{{\\sv 14}}}}}}}}"
        ),
    )
    yield (
        "linked.rtf",
        rtf(
            f"{{\\object\\objautlink{{\\*\\objclass Word.Document}}{{\\*\\objdata {f'{url}/o.doc'.encode().hex()}}}{{\\result x}}}}"
        ),
    )
    yield "named.doc", rtf(field(f'INCLUDEPICTURE "{url}/rtf-doc.png" \\\\d'))


def page(url: str) -> bytes:
    """A web page that asks for everything a page may ask for."""
    return (
        f'<html><head><meta charset="utf-8"><link rel="stylesheet" href="{url}/s.css"><base href="{url}/">'
        f'<meta http-equiv="refresh" content="0;url={url}/r"><style>@import url({url}/i.css); p{{background:url({url}/b.png)}}'
        f'@font-face{{font-family:x;src:url({url}/f.ttf)}}</style><script src="{url}/x.js"></script></head>'
        f'<body background="{url}/bg.png"><p>{TITLE}</p><p>{END}</p><img src="{url}/i.png" srcset="{url}/i2.png 2x">'
        f'<iframe src="{url}/f.html"></iframe><object data="{url}/o.swf"></object><embed src="{url}/e.swf">'
        f'<video src="{url}/v.mp4" poster="{url}/p.png"></video><svg><image href="{url}/svg.png"/></svg>'
        f'<form action="{url}/form"><input type=image src="{url}/in.png"></form></body></html>'
    ).encode()


def web_files(url: str) -> Iterator[tuple[str, bytes]]:
    """Web pages, under their own endings and under those of other programs."""
    for ending in ("html", "htm", "doc", "wps", "rtf", "odt", "docx", "xls"):
        yield f"page.{ending}", page(url)
    yield "page-of-two-bytes.doc", page(url).decode().encode("utf-16")
    yield "remark-first.doc", b"<!-- " + b"x" * 5_000 + b" -->" + page(url)
    yield "part.doc", page(url)[page(url).index(b"<p>") :]
    xhtml = f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "{url}/x.dtd">'.encode()
    yield "page-of-xml.doc", xhtml + page(url)
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\nContent-Location: {url}/\r\n\r\n'
    body = f'--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Location: {url}/x.html\r\n\r\n'
    outside = f'\r\n--b\r\nContent-Type: message/external-body; access-type=URL; URL="{url}/e"\r\n\r\n\r\n--b--\r\n'
    single = head.encode() + body.encode() + page(url) + outside.encode()
    yield "single.mht", single
    yield "single.doc", single
    yield "pictures.md", f"# {TITLE}\n\n![图]({url}/md.png)\n<img src='{url}/md2.png'>\n\n{END}\n".encode()
    yield (
        "word-2003.xml.doc",
        (
            '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
            'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml">'
            f"<w:body><w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:p><w:r><w:t>{END}</w:t></w:r></w:p><w:p><w:r><w:pict>"
            f'<v:shape style="width:90pt;height:90pt"><v:imagedata src="{url}/2003.png"/></v:shape></w:pict></w:r></w:p></w:body></w:wordDocument>'
        ).encode(),
    )


def pdf(*objects: str, catalogue: str = "") -> bytes:
    """A PDF of one page with these objects, from number 5 on."""
    text = b"BT /F 12 Tf 72 700 Td (1. Budget 200, spent 180 in all of the year, 90%.) Tj ET"
    made = [
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>".encode(), b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R]/Contents 4 0 R/Resources<</Font<</F"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text), *[one.encode() for one in objects],
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(made, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(made) + 1, table))


def pdf_files(url: str) -> Iterator[tuple[str, bytes]]:
    """PDFs with actions of every kind, run when they are opened and when they are clicked."""
    note = "<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A 6 0 R>>"
    actions = {
        "uri": f"<</S/URI/URI({url}/uri)>>", "remote": f"<</S/GoToR/F<</FS/URL/F({url}/r.pdf)>>/D[0/Fit]>>",
        "launch": f"<</S/Launch/F({url}/l)>>", "submit": f"<</S/SubmitForm/F<</FS/URL/F({url}/s)>>>>",
        "import": f"<</S/ImportData/F({url}/d)>>", "script": f"<</S/JavaScript/JS(app.launchURL\\('{url}/j'\\))>>",
    }  # fmt: skip
    for name, action in actions.items():
        yield f"{name}.pdf", pdf(note, action, catalogue="/OpenAction 6 0 R/AA<</WC 6 0 R>>")
    form = f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><image href="{url}/x.png"/></subform></template></xdp:xdp>'
    yield (
        "xfa.pdf",
        pdf(note, f"<</Length {len(form)}>>stream\n{form}\nendstream", catalogue="/AcroForm<</Fields[]/XFA 6 0 R>>"),
    )
    outside = (
        f"<</Type/XObject/Subtype/Image/Width 1/Height 1/F<</FS/URL/F({url}/stream)>>/Length 0>>stream\n\nendstream"
    )
    yield "stream.pdf", pdf(note, outside)
    yield "pdf.doc", pdf(note, actions["uri"], catalogue="/OpenAction 6 0 R")


def hostile(url: str) -> dict[str, bytes]:
    """All of them by the names of the files; each asks for addresses that begin with `url`."""
    found: dict[str, bytes] = {}
    for files in (word_files, odf_files, rtf_files, web_files, pdf_files):
        for name, data in files(url):
            assert name not in found
            found[name] = data
    return found


class Server:
    """A web server on this machine alone that remembers what it was `asked`; `url` is where."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self) -> None:
                asked.append(f"{self.command} {self.path}")
                self.send_response(404)
                self.end_headers()

            do_GET = do_HEAD = do_POST = do_PUT = do_OPTIONS = do_PROPFIND = do_LOCK = do_CONNECT = answer

            def log_message(self, *_: object) -> None: ...

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Server:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

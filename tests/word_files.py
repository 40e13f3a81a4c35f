"""Make small Word documents from their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Cell = str | Sequence[str]
ROOTS = {"header": "hdr"}  # the parts whose element is not called as they are

LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL = '<!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/hostname">]>'
"""Document types that unpack to a gigabyte, and that read a file of the system."""


def docx(body: str, parts: Mapping[str, str] | None = None, *, main: str = "word/document.xml", strict: bool = False) -> bytes:
    """Make a document of the XML of its body and of its parts: styles, numbering, footnotes, endnotes, header."""
    parts = parts or {}
    names = {kind: f"word/{kind}1.xml" for kind in parts}
    entries = {
        "[Content_Types].xml": content_types({main: "document.main"} | {name: kind for kind, name in names.items()}),
        "_rels/.rels": relations({"officeDocument": main}),
        main.replace("word/", "word/_rels/") + ".rels": relations({kind: "/" + name for kind, name in names.items()}),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    entries |= {names[kind]: f"<w:{ROOTS.get(kind, kind)} {NAMESPACES}>{part}</w:{ROOTS.get(kind, kind)}>" for kind, part in parts.items()}
    if strict:
        usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        entries = {name: text.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, text in entries.items()}
    return packed(entries)


def content_types(types: Mapping[str, str]) -> str:
    """Write the types of the parts, by which other programs know them."""
    written = "".join(f'<Override PartName="/{name}" ContentType="{TYPE.format(type)}"/>' for name, type in types.items())
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{relations}{written}</Types>'


def relations(targets: dict[str, str]) -> str:
    """Write relationships; the id of each is its kind."""
    written = "".join(f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{written}</Relationships>'


def packed(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack entries into a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    """Write a run; tabs and line ends become elements."""
    inside = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>").replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{inside}</w:t></w:r>"


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def paragraph(*content: str, properties: str = "") -> str:
    """Write a paragraph of runs; a string that is no XML is a run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in content if one)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def item(text: str, *, list: int = 1, level: int = 0) -> str:
    """Write a paragraph that a list numbers."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>')


def table(rows: Sequence[Sequence[Cell]], *, bordered: bool = False) -> str:
    """Write a table of cells, each a text, its paragraphs, or XML."""
    border = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "insideH", "insideV")) if bordered else ""
    written = "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>{written}</w:tbl>"


def cell(content: Cell, *, span: int = 1) -> str:
    """Write a cell."""
    texts = [content] if isinstance(content, str) else content
    inside = "".join(one if one.startswith("<w:") else paragraph(one) for one in texts)
    return inside if inside.startswith("<w:tc>") else f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inside}</w:tc>'


def document_of(text: str) -> bytes:
    """Make a document with a paragraph for each line of a text."""
    return docx("".join(map(paragraph, text.split("\n"))))


def level(place: int, text: str, format: str = "decimal", more: str = "") -> str:
    """Write a level of a list."""
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """Write the lists of a document."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def field(code: str, result: str) -> str:
    """Write a field over several runs."""
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>{separate}{run(result)}{end}"


LETTERHEAD = [[["TỈNH ỦY BÌNH THUẬN", "*", "Số 20-CT/TU"], ["ĐẢNG CỘNG SẢN VIỆT NAM", "Phan Thiết, ngày 16 tháng 5 năm 2008"]]]
SIGNATURE = [[["Nơi nhận:", "- Như trên."], ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "", "Nguyễn Văn A"]]]


def directive() -> bytes:
    """Make a directive that has what other formats may lose: letterhead, numbers, a note, revisions, a field, a table, legacy fonts."""
    by = "w:id='1' w:author='A' w:date='2020-01-01T00:00:00Z'"
    bullet = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    levels = level(0, "Điều %1."), level(1, "%2."), level(2, "%3)", "lowerLetter"), level(3, "\uf0b7", "bullet", bullet)
    note = "<w:r><w:footnoteReference w:id='4'/></w:r>"
    separators = "".join(
        f"<w:footnote w:type='{kind}' w:id='{id}'><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for id, kind in enumerate(("separator", "continuationSeparator"))
    )
    body = (
        table(LETTERHEAD)
        + paragraph("CHỈ THỊ")
        + paragraph("về công tác phòng, chống tham nhũng")
        + paragraph("")
        + paragraph("Thực hiện Nghị quyết số 04-NQ/TW", note, ", ngày 21/8/2006 của Ban Chấp hành Trung ương (khóa X) và ").replace(
            "</w:p>", "<w:r><w:t>Chỉ thị số 05</w:t><w:noBreakHyphen/><w:t>CT/TW</w:t></w:r></w:p>"
        )
        + item("Phạm vi")
        + item("Các sở thực hiện Quyết định số 12-QĐ/TU.", level=1)
        + item("Báo cáo kết quả theo Kế hoạch số 15-KH/TU;", level=2)
        + item("Báo cáo khác.", level=3)
        + item("Trách nhiệm")
        + item("Các cấp ủy thực hiện.", level=1)
        + paragraph(run("Thùc hiÖn ChØ thÞ sè 07-CT/TU cña ", font(".VnTime")), run("tØnh ñy", font(".VnTimeH")), run(" năm 2007."))
        + paragraph(
            f"<w:ins {by}>{run('Chèn')}</w:ins>", f"<w:del {by}>{run('xóa').replace('w:t', 'w:delText')}</w:del>", run(" ẩn", "<w:vanish/>")
        )
        + paragraph(run("Xem "), field('HYPERLINK "http://example.org"', "Chỉ thị số 08-CT/TU"), run(" kèm theo.\nXuống dòng."))
        + table(
            [
                ["TT", "Văn bản", "Ngày ban hành"],
                ["1", ["Chỉ thị số 21-CT/TU", "(đính kèm)"], "16/6/2008"],
                ["2", "Kế hoạch số 31-KH/TU", ""],
            ],
            bordered=True,
        )
        + paragraph("")
        + paragraph("Chỉ thị này phổ biến đến chi bộ.")
        + table(SIGNATURE)
        + paragraph("")
        + "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    )
    note_text = paragraph("<w:r><w:footnoteRef/></w:r>", run(" Thay thế Nghị quyết số 03-NQ/TW."))
    parts = {
        "styles": f"<w:docDefaults><w:rPrDefault><w:rPr>{font('Times New Roman')}</w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>",
        "numbering": numbering(*levels),
        "footnotes": f"{separators}<w:footnote w:id='4'>{note_text}</w:footnote>",
    }
    return docx(body, parts)

"""Test how the text of Word documents is written: what is shown, numbers, notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from word_files import docx, font, item, level, numbering, paragraph, run

from danchieu import read_text
from danchieu.graph.model import BlockKind
from danchieu.loaders.files import as_source, decode
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.text.structure import read_structure

DELETED = '<w:del><w:r><w:delText xml:space="preserve"> bị xóa</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:author="A"><w:r><w:t>số 20-CT/TU</w:t></w:r></w:ins>'
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
CODE = "<w:r><w:instrText> REF muc1 </w:instrText></w:r>"
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))
BOX = f"<w:txbxContent>{paragraph('Số 05-CT/TW')}</w:txbxContent>"
TWICE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)

SHOWN = {
    "runs of one word": (("Chỉ thị s", "ố 20-C", "T/TU"), "Chỉ thị số 20-CT/TU"),
    "tab": (("Tỉnh ủy\tBình Thuận",), "Tỉnh ủy    Bình Thuận"),
    "tabs and blanks": (("Tỉnh ủy \t\t Bình Thuận",), "Tỉnh ủy    Bình Thuận"),
    "tab as indentation": (("\tThực hiện",), "Thực hiện"),
    "tab behind a label": (("a)\tThực hiện",), "a) Thực hiện"),
    "tab behind a bullet": (("-\tThực hiện",), "- Thực hiện"),
    "line break": (("THÔNG BÁO\nkết luận",), "THÔNG BÁO\nkết luận"),
    "page break": (("một", '<w:r><w:br w:type="page"/></w:r>', "hai"), "một\nhai"),
    "no-break hyphen": (("<w:r><w:t>05</w:t><w:noBreakHyphen/><w:t>CT/TW</w:t></w:r>",), "05\u2011CT/TW"),
    "soft hyphen": (("<w:r><w:t>05-C</w:t><w:softHyphen/><w:t>T/TW</w:t></w:r>",), "05-CT/TW"),
    "symbol": (('<w:r><w:t>05</w:t><w:sym w:font="Symbol" w:char="F02D"/><w:t>CT/TW</w:t></w:r>',), "05-CT/TW"),
    "unknown symbol": (('<w:r><w:t>05</w:t><w:sym w:font="Wingdings" w:char="F0FF"/><w:t>CT</w:t></w:r>',), "05 CT"),
    "symbol of Unicode": (('<w:r><w:t>a </w:t><w:sym w:font="Arial" w:char="2013"/></w:r>',), "a\u2013"),
    "blanks not preserved": (("<w:r><w:t>\n  Chỉ\n thị  </w:t></w:r>",), "Chỉ  thị"),
    "drawing of a .doc": (("ỦY BAN \ufffc", "NHÂN DÂN"), "ỦY BAN NHÂN DÂN"),
    "inserted": (("Chỉ thị ", INSERTED, DELETED), "Chỉ thị số 20-CT/TU"),
    "moved": (("<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo>"), "b"),
    "smart tag": (("<w:smartTag w:element='date'><w:r><w:t>16/5</w:t></w:r></w:smartTag>", "/2008"), "16/5/2008"),
    "hyperlink": (("<w:hyperlink><w:r><w:t>Luật Đất đai</w:t></w:r></w:hyperlink>",), "Luật Đất đai"),
    "content control": (("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>20</w:t></w:r></w:sdtContent></w:sdt>", "-CT/TU"), "20-CT/TU"),
    "control not filled in": (
        ("Số ", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Nhập</w:t></w:r></w:sdtContent></w:sdt>"),
        "Số",
    ),
    "simple field": (('<w:fldSimple w:instr=" DATE "><w:r><w:t>16/5/2008</w:t></w:r></w:fldSimple>',), "16/5/2008"),
    "field": (("xem ", BEGIN, CODE, SEPARATE, "mục 1", END, " trên"), "xem mục 1 trên"),
    "field in the code of a field": (("a", BEGIN, CODE, BEGIN, CODE, SEPARATE, "mã", END, SEPARATE, "b", END), "ab"),
    "field that is not closed": (("a", BEGIN, CODE), "a"),
    "capitals": ((run("Tỉnh ủy ", "<w:caps/>"), run("Bình", '<w:caps w:val="0"/>')), "TỈNH ỦY Bình"),
    "hidden": (("a", run("ẩn", "<w:vanish/>"), "b"), "ab"),
    "formula": (("x", "<m:oMath><m:r><m:t>=y</m:t></m:r></m:oMath>"), "x=y"),
    "ruby": (("<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>b</w:t></w:r></w:rubyBase></w:ruby></w:r>",), "b"),
    "box of text, held twice": (("Thân bài", TWICE), "Thân bài\nSố 05-CT/TW"),
    "reference to a note": (("Chỉ thị 05-CT/TW", '<w:r><w:footnoteReference w:id="9"/></w:r>', ", ngày"), "Chỉ thị 05-CT/TW, ngày"),
    "TCVN3": ((run("TØnh ñy B×nh ThuËn", font(".VnTime")),), "Tỉnh ủy Bình Thuận"),
    "TCVN3 in capitals": ((run("TØnh ñy", font(".VnTimeH")),), "TỈNH ỦY"),
    "TCVN3 in a font of symbols": ((run("T\uf0d8nh \uf0f1y", font(".VnTime")),), "Tỉnh ủy"),
    "VNI over two runs": ((run("Ñaûng Coäng sa", font("VNI-Times")), run("ûn", font("VNI-Times"))), "Đảng Cộng sản"),
    "Unicode in a legacy font": ((run("Đảng Cộng sản và Bộ Tài chính", font(".VnTime")),), "Đảng Cộng sản và Bộ Tài chính"),
    "runs typed anew among legacy ones": (
        (run("§¶ng Céng s¶n ", font(".VnTime")), run("Tổ công tác ô tô", font(".VnTime"))),
        "Đảng Cộng sản Tổ công tác ô tô",
    ),
    "legacy run beside a Unicode one": ((run("TØnh ", font(".VnTime")), run("ủy Bình", font("Arial"))), "Tỉnh ủy Bình"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_paragraph_is_written_as_shown(case: str) -> None:
    content, expected = SHOWN[case]
    assert text_of(paragraph(*content)) == expected


def read(data: bytes) -> Decoded:
    return decode(Path("a.docx"), data)


def text_of(body: str, **parts: str) -> str:
    return read(docx(body, parts)).text.strip()


@pytest.mark.parametrize("revision", ["del", "moveFrom"])
def test_paragraph_whose_mark_was_deleted_goes_on(revision: str) -> None:
    merged = paragraph("Chỉ thị số ", properties=f"<w:rPr><w:{revision} w:id='1'/></w:rPr>")
    assert text_of(merged + paragraph("20-CT/TU") + paragraph("Hai")) == "Chỉ thị số 20-CT/TU\nHai"


def test_empty_paragraph_is_an_empty_line() -> None:
    assert read(docx(paragraph("a") + paragraph("") + paragraph("b"))).text == "a\n\nb\n"


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>" + font("Arial") + "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>' + font(".VnTime") + "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Normal"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="New"><w:rPr>' + font("Arial") + "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>'
)


def test_fonts_and_capitals_come_from_styles() -> None:
    body = (
        paragraph("TØnh ñy")
        + paragraph("TØnh ñy", properties='<w:pStyle w:val="Title"/>')
        + paragraph(run("Tổ ô tô ", '<w:rStyle w:val="New"/>'), "TØnh")
        + paragraph(run("Céng", font("")), properties='<w:pStyle w:val="Circle"/>')
    )
    decoded = read(docx(body, {"styles": STYLES}))
    assert decoded.text == "Tỉnh ủy\nTỈNH ỦY\nTổ ô tô Tỉnh\nCéng\n"
    assert decoded.notes == ("decoded from the legacy fonts .VnTime",)


LAW = numbering(
    level(0, "Điều %1."),
    level(1, "%2.", more="<w:suff w:val='space'/>"),
    level(2, "%3)", "lowerLetter"),
    level(3, "\uf0b7", "bullet", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
    level(4, "%1.%2.%5", more="<w:lvlRestart w:val='0'/>"),
    level(5, "%6", "upperRoman", "<w:suff w:val='nothing'/>"),
)


def test_numbers_are_counted_by_level_and_begin_again() -> None:
    places = (0, 1, 2, 2, 1, 2, 3, 0, 1, 4, 0, 1, 1, 4, 5)
    body = "".join(item("x", level=place) for place in places)
    expected = "Điều 1. x|1. x|a) x|b) x|2. x|a) x|• x|Điều 2. x|1. x|2.1.1 x|Điều 3. x|1. x|2. x|3.2.2 x|Ix"
    assert text_of(body, numbering=LAW).split("\n") == expected.split("|")


LISTS = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
    f'<w:num w:numId="{name}"><w:abstractNumId w:val="0"/>{override}</w:num>'
    for name, override in {
        "2": "",
        "3": '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>',
        "4": f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperLetter")}</w:lvlOverride>',
    }.items()
)


def test_number_stands_before_the_words_behind_a_page_break() -> None:
    body = item("x").replace("<w:t", '<w:br w:type="page"/><w:t', 1)
    assert text_of(body, numbering=LAW) == "Điều 1. x"


def test_lists_go_on_or_begin_again_as_they_say() -> None:
    body = "".join(item("x", list=name) for name in (1, 1, 2, 3, 3, 1, 4, 0, 9))
    expected = ["1. x", "2. x", "3. x", "7. x", "8. x", "9. x", "(J) x", "x", "x"]
    assert text_of(body, numbering=numbering(level(0, "%1."), lists=LISTS)).split("\n") == expected


def test_style_numbers_its_paragraphs_and_a_list_may_lead_to_a_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Clause"><w:basedOn w:val="Article"/></w:style>'
        '<w:style w:type="numbering" w:styleId="Law"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    levels = level(0, "Điều %1.", more='<w:pStyle w:val="Article"/>'), level(1, "%2.", more='<w:pStyle w:val="Clause"/>')
    body = "".join(paragraph("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("Article", "Clause", "Clause", "Article"))
    body += paragraph("x", properties='<w:pStyle w:val="Article"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    text = text_of(body, styles=styles, numbering=numbering(*levels, lists=lists))
    assert text.split("\n") == ["Điều 1. x", "1. x", "2. x", "Điều 2. x", "x"]


def test_number_in_a_legacy_font_is_repaired() -> None:
    levels = level(0, "§iÒu %1.", more=f"<w:rPr>{font('.VnTime')}</w:rPr>")
    assert text_of(item("x"), numbering=numbering(levels)) == "Điều 1. x"


def test_numbers_that_are_written_out_locate_a_citation(tmp_path: Path) -> None:
    body = "".join(item("Nội dung.", level=place) for place in (0, 0, 1, 1, 2)) + item("Thực hiện Chỉ thị số 05-CT/TW.", level=2)
    (tmp_path / "a.docx").write_bytes(docx(body, {"numbering": LAW}))
    (citation,) = read_text(tmp_path / "a.docx").citations
    assert str(citation.location) == "Điều 2 khoản 2 điểm b"


NOTE = '<w:footnote w:id="{}">{}</w:footnote>'
NOTES = NOTE.format(4, paragraph("Thay thế Chỉ thị số 03-CT/TW.") + paragraph("Hai")) + NOTE.format(5, paragraph("Ba"))
SEPARATOR = f'<w:footnote w:type="separator" w:id="0">{paragraph("x")}</w:footnote>'


def test_notes_stand_at_the_end_in_the_order_of_the_text() -> None:
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    body = paragraph("a", reference("footnote", 5), " b") + paragraph("c", reference("endnote", 2), reference("footnote", 4))
    text = text_of(body, footnotes=SEPARATOR + NOTES, endnotes=f'<w:endnote w:id="2">{paragraph("Bốn")}</w:endnote>')
    assert text == "a b\nc\n\n[1] Ba\n\n[2] Thay thế Chỉ thị số 03-CT/TW. Hai\n\n[i] Bốn"


def test_citation_in_a_note_stands_below_nothing(tmp_path: Path) -> None:
    body = paragraph("Điều 3. Thực hiện", '<w:r><w:footnoteReference w:id="4"/></w:r>', " Chỉ thị số 05-CT/TW.")
    (tmp_path / "a.docx").write_bytes(docx(body, {"footnotes": NOTES}))
    places = [(one.symbol and one.symbol.text, one.location and str(one.location)) for one in read_text(tmp_path / "a.docx").citations]
    assert places == [("05-CT/TW", "Điều 3"), ("03-CT/TW", None)]


def test_citation_goes_on_over_the_reference_to_a_note(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx(paragraph("thực hiện Chỉ thị số 05-CT/TW", reference, ", ngày 15/5/2016 của Bộ Chính trị."), {"footnotes": NOTES})
    )
    found = [(one.symbol and one.symbol.text, one.date) for one in read_text(path).citations]
    assert found == [("05-CT/TW", date(2016, 5, 15)), ("03-CT/TW", None)]


OUTLINE = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:spacing w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
)


def test_styles_make_headings() -> None:
    sentence = "Các sở thực hiện Chỉ thị số 20-CT/TU."
    styled = (
        ("Mục tiêu chung", '<w:pStyle w:val="H1"/>'),
        (sentence, ""),
        ("Thùc hiÖn nhiÖm vô", '<w:pStyle w:val="H2"/>'),
        (sentence, '<w:pStyle w:val="H2"/>'),
        ("Tổ chức", '<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>'),
        ("Báo cáo", '<w:outlineLvl w:val="2"/>'),
        (sentence, '<w:pStyle w:val="Body"/>'),
    )
    body = "".join(paragraph(run(text, font(".VnTime") if "ï" in text or "Ö" in text else ""), properties=style) for text, style in styled)
    source = as_source(read(docx(body, {"styles": OUTLINE})), path="a.docx", sha256="")
    headings = [
        source.text[block.start : block.own_end].strip() for block in read_structure(source).blocks if block.kind == BlockKind.HEADING
    ]
    assert headings == ["Mục tiêu chung", "Thực hiện nhiệm vụ", "Báo cáo"]

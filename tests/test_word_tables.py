"""Test how the tables of Word documents are written, and that letterheads in tables, tabs, boxes and headers of pages are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from word_files import LETTERHEAD, Cell, cell, docx, font, item, level, numbering, paragraph, run, table

from danchieu import read_text
from danchieu.loaders.files import decode


def text_of(body: str, **parts: str) -> str:
    return decode(Path("a.docx"), docx(body, parts)).text.strip()


ROWS: list[list[Cell]] = [
    ["TT", "Văn bản", "Ngày ban hành"],
    ["1", ["Chỉ thị số 20-CT/TU", "(đính kèm)"], "16/5/2008"],
    ["2", "Công văn | x", ""],
]
WRITTEN = "| TT | Văn bản | Ngày ban hành |\n| 1 | Chỉ thị số 20-CT/TU (đính kèm) | 16/5/2008 |\n| 2 | Công văn ¦ x |  |"
LINES = "TỈNH ỦY BÌNH THUẬN\n*\nSố 20-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nPhan Thiết, ngày 16 tháng 5 năm 2008"
FRAME = [[["Điều 1. Phạm vi", table(ROWS, bordered=True)]]]
TABLES = {
    "rows": (table(ROWS, bordered=True), WRITTEN),
    "rows without borders": (table([*ROWS, ["3", "Kế hoạch", "1/1/2009"]]), WRITTEN + "\n| 3 | Kế hoạch | 1/1/2009 |"),
    "letterhead": (table(LETTERHEAD), LINES),
    "letterhead with borders": (table(LETTERHEAD, bordered=True), LINES),
    "two columns in the text with borders": (paragraph("a") + table([["b", "c"]], bordered=True), "a\n| b | c |"),
    "signature": (
        paragraph("a") + table([["Nơi nhận:", ["T/M BAN THƯỜNG VỤ", "Nguyễn Văn A"]]]),
        "a\nNơi nhận:\nT/M BAN THƯỜNG VỤ\nNguyễn Văn A",
    ),
    "signatures of three": (table([["TM. BAN A", "TM. BAN B", "TM. BAN C"]]), "TM. BAN A\nTM. BAN B\nTM. BAN C"),
    "frame": (table(FRAME, bordered=True), "Điều 1. Phạm vi\n" + WRITTEN),
    "table in a row": (table([["a", table([["b", "c"]], bordered=True), "d"]] * 3, bordered=True), "\n".join(["| a | b c | d |"] * 3)),
    "span": (
        table([[cell("a", span=2), "b"], ["c", "d", "e"]], bordered=True),
        "| a |  | b |\n| c | d | e |",
    ),
    "deleted row": (
        table(ROWS, bordered=True).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>", 1),
        WRITTEN.partition("\n")[2],
    ),
    "empty row": (
        table([["a", "b"], ["", ""], ["c", "d"]] * 2, bordered=True).replace("Điều", ""),
        "| a | b |\n| c | d |\n| a | b |\n| c | d |",
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_table_is_written(case: str) -> None:
    body, expected = TABLES[case]
    assert text_of(body) == expected


def test_column_of_numbers_alone_is_a_column() -> None:
    body = table([[item(""), "a", "b"]] * 3)
    assert text_of(body, numbering=numbering(level(0, "%1."))) == "| 1. | a | b |\n| 2. | a | b |\n| 3. | a | b |"


def test_borders_of_a_table_come_from_its_style() -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders>'
        '<w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Mine"><w:basedOn w:val="Grid"/></w:style>'
    )
    body = paragraph("a") + table([["b", "c"]]).replace("<w:tblBorders></w:tblBorders>", '<w:tblStyle w:val="Mine"/>')
    assert text_of(body, styles=styles) == "a\n| b | c |"


TITLE = (
    paragraph("CHỈ THỊ") + paragraph("về công tác phòng, chống tham nhũng") + paragraph("") + paragraph("Thực hiện Nghị quyết số 04-NQ/TW.")
)
IN_BOX = "".join(map(paragraph, LINES.split("\n")))
PAGE_ONE = "<w:sectPr><w:titlePg/>{}</w:sectPr>"
HEADS = {
    "table": docx(table(LETTERHEAD) + TITLE),
    "table of two rows": docx(
        table(
            [
                ["TỈNH ỦY BÌNH THUẬN", "ĐẢNG CỘNG SẢN VIỆT NAM"],
                ["Số 20-CT/TU", "Phan Thiết, ngày 16 tháng 5 năm 2008"],
            ]
        )
        + TITLE
    ),
    "tabs": docx(
        paragraph("TỈNH ỦY BÌNH THUẬN\tĐẢNG CỘNG SẢN VIỆT NAM")
        + paragraph("*")
        + paragraph("Số 20-CT/TU\tPhan Thiết, ngày 16 tháng 5 năm 2008")
        + TITLE
    ),
    "boxes": docx(paragraph(f"<w:r><w:pict><v:textbox><w:txbxContent>{IN_BOX}</w:txbxContent></v:textbox></w:pict></w:r>") + TITLE),
    "header of the first page": docx(
        TITLE + PAGE_ONE.format('<w:headerReference w:type="first" r:id="header"/>'), {"header": table(LETTERHEAD)}
    ),
    "capitals by a property": docx(
        table([[[paragraph(run("Tỉnh ủy Bình Thuận", "<w:caps/>")), "*", "Số 20-CT/TU"], LETTERHEAD[0][1]]]) + TITLE
    ),
    "legacy fonts": docx(table([[[paragraph(run("tØnh ñy b×nh thuËn", font(".VnTimeH"))), "*", "Số 20-CT/TU"], LETTERHEAD[0][1]]]) + TITLE),
}


@pytest.mark.parametrize("case", HEADS)
def test_header_is_read(case: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(HEADS[case])
    head = read_text(path).head
    assert (head.symbol and head.symbol.text, head.issued_on, head.place) == ("20-CT/TU", date(2008, 5, 16), "Phan Thiết")
    assert (head.letterhead, head.type, head.title) == (("TỈNH ỦY BÌNH THUẬN",), "Chỉ thị", "về công tác phòng, chống tham nhũng")


def test_header_of_pages_is_no_text() -> None:
    section = PAGE_ONE.format('<w:headerReference w:type="default" r:id="header"/>')
    assert text_of(paragraph("a") + section, header=paragraph("2")) == "a"
    assert text_of(table(LETTERHEAD) + section, header=table(LETTERHEAD)) == LINES

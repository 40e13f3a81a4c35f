"""Test that PDF files are read as the texts that they were made of, and that damaged and hostile ones are refused."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest
from pdf_files import Page, write_pdf
from printed_pages import Printer, plain

from danchieu.loaders.files import as_source, decode
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.files.paper.pieces import pieces_of
from danchieu.loaders.files.paper.sheet import Piece
from danchieu.loaders.head.read_head import read_head
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

PATH = Path("kế hoạch.pdf")
BASIS = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"
TASK = (
    "Các sở, ban, ngành thực hiện Chỉ thị số 27/CT-TTg ngày 20 tháng 6 năm 2025 của Thủ tướng Chính phủ, Nghị quyết số 57-NQ/TW ngày"
    " 22/12/2024 của Bộ Chính trị và Kế hoạch số 165/KH-UBND ngày 21/11/2025 của Ủy ban nhân dân thành phố, báo cáo kết quả trước ngày"
    " 15 tháng 12 hằng năm."
)
LINES = textwrap.wrap(TASK, 60)
LONG = [f"{number}. {TASK}" for number in range(1, 24)]


def read_pdf(pages: list[Page]) -> Decoded:
    return decode(PATH, write_pdf(pages))


def cited(text: str) -> Counter[str]:
    """Count the citations of a text, by what they cite and how."""
    return Counter(
        f"{citation.key} {'+'.join(sorted(edge.relation.value for edge in citation.edges))}"
        for citation in read(source_text(text)).citations
    )


def draw(*words: tuple[float, float, str]) -> list[Page]:
    """Return a page with some words, each at its place."""
    page = Page()
    for left, top, text in words:
        page.text(left, top, text)
    return [page]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        pytest.param(draw((70, 100, "Điều 1."), (70, 117, "Hiệu lực")), "Điều 1.\nHiệu lực", id="two lines"),
        pytest.param(
            draw((70, 100, LINES[0]), (70, 117, LINES[1])),
            f"{LINES[0]}\n{LINES[1]}",
            id="a line that reaches the edge goes on",
        ),
        pytest.param(
            draw((70, 100, "thực hiện Chỉ thị số 05-"), (70, 117, "CT/TW ngày 15/5/2016 của Bộ")),
            "thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ",
            id="a symbol over two lines",
        ),
        pytest.param(
            draw((70, 100, "thực hiện Chỉ thị số 05\u00ad"), (70, 117, "CT/TW ngày 15/5/2016 của Bộ")),
            "thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ",
            id="a soft hyphen at the end of a line, which pdfium reads as U+0002",
        ),
        pytest.param(
            draw((70, 100, "Thực hiện Chỉ thị số"), (70, 117, "số đó."), (208, 100, "05-CT/TW và văn bản")),
            "Thực hiện Chỉ thị số 05-CT/TW và văn bản\nsố đó.",
            id="words drawn out of order",
        ),
        pytest.param(
            draw((70, 100, "Thực hi n Ngh  quy t"), (70 + 7 * 6.5, 100, "ệ"), (70 + 13 * 6.5, 100, "ị"), (70 + 18 * 6.5, 100, "ế")),
            "Thực hiện Nghị quyết",
            id="letters that the font lacks are drawn from another one",
        ),
        pytest.param(
            draw((70, 100, "Tỉnh Bình Thu"), (70 + 14 * 6.5, 100, "n"), (70 + 13 * 6.5, 100, "ậ")),
            "Tỉnh Bình Thuận",
            id="a letter from another font that is drawn right behind the one that follows it",
        ),
        pytest.param(
            draw((70, 100, "S  N I V"), (70 + 6.5, 100, "Ở"), (70 + 4 * 6.5, 100, "Ộ"), (70 + 8 * 6.5, 100, "Ụ")),
            "SỞ NỘI VỤ",
            id="a letter from another font at the end",
        ),
        pytest.param(
            draw((70, 100, "1."), (110, 100, "Mục tiêu"), (70, 130, "2."), (110, 130, "Nội dung")),
            "1. Mục tiêu\n2. Nội dung",
            id="labels",
        ),
    ],
)
def test_lines_are_read(pages: list[Page], text: str) -> None:
    assert read_pdf(pages) == Decoded(text, "PDF", pages=(0,), rank=3)


@pytest.mark.parametrize(
    ("matrix", "step"),
    [("0 1 -1 0", (17, 0)), ("-1 0 0 -1", (0, -17)), ("0 -1 1 0", (-17, 0))],
    ids=["upwards", "upside down", "downwards"],
)
@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_turned_pages_are_read(matrix: str, step: tuple[int, int], rotate: int) -> None:
    page = Page(rotate=rotate)
    for number, words in enumerate(LINES[:3]):
        page.text(300 + number * step[0], 400 + number * step[1], words, matrix=matrix)
    assert " ".join(read_pdf([page]).text.split()) == " ".join(LINES[:3])


def test_slanted_text_is_a_watermark() -> None:
    page = Page()
    page.text(70, 100, LINES[0])
    page.text(100, 400, "BẢN SAO", matrix="0.7 0.7 -0.7 0.7")
    assert read_pdf([page]).text == LINES[0]


LEFT = ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ", "Số: 165/KH-UBND", "V/v công tác văn thư"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cần Thơ, ngày 21 tháng 11 năm 2025"]


@pytest.mark.parametrize("across", [False, True], ids=["column by column", "line by line"])
@pytest.mark.parametrize("swapped", [False, True], ids=["left column first", "right column first"])
def test_letterhead_of_two_columns_is_read(across: bool, swapped: bool) -> None:
    printer = Printer()
    printer.letterhead(LEFT, RIGHT, across=across)
    printer.centred("KẾ HOẠCH", "Triển khai công tác văn thư", "trên địa bàn thành phố")
    printer.paragraph(BASIS)
    printer.letterhead(["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn An"], across=across)
    pages = printer.finish()
    if swapped:
        pages[0].drawn.reverse()
    head = read_head(as_source(read_pdf(pages), path="", sha256=""))
    assert (str(head.symbol), str(head.issued_on), head.place, head.type) == ("165/KH-UBND", "2025-11-21", "Cần Thơ", "Kế hoạch")
    assert head.letterhead[:1] == ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ",) or head.letterhead == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ")
    assert (head.title, head.signatory) == ("Triển khai công tác văn thư trên địa bàn thành phố", "Nguyễn Văn An")


def test_paragraphs_are_marked() -> None:
    printer = Printer()
    for text in (BASIS, TASK, "Điều 1. Phạm vi", TASK):
        printer.paragraph(text)
    assert [" ".join(part.split()) for part in read_pdf(printer.finish()).text.split("\n\n")] == [BASIS, TASK, "Điều 1. Phạm vi", TASK]


@pytest.mark.parametrize("grey", [1, 0.8], ids=["white", "marked"])
def test_areas_behind_words_are_no_table(grey: float) -> None:
    page, widths = Page(), [30.0, 2.5, 26.0, 2.5, 32.5, 8.0, 45.5]
    for row, words in enumerate((("Thực", "hiện", "quyết", "như sau"), ("theo", "điều", "khoản", "nêu lại"))):
        left, top = 70.0, 100 + 15.0 * row
        for place, wide in enumerate(widths):
            page.area(left, top - 12, left + wide, top + 3, 1 if wide == 2.5 else grey)
            if place % 2 == 0:
                page.text(left, top, words[place // 2])
            left += wide
    assert read_pdf([page]).text == "Thực hiện quyết như sau\ntheo điều khoản nêu lại"


def test_borders_that_are_filled_become_rows() -> None:
    page = Page()
    for edge in (70, 110, 200):
        page.area(edge, 100, edge + 0.5, 120, 0)
    for level in (100, 120):
        page.area(70, level, 200, level + 0.5, 0.5)
    page.text(75, 115, "1")
    page.text(115, 115, "Chỉ thị")
    assert read_pdf([page]).text == "| 1 | Chỉ thị |"


@pytest.mark.parametrize("head", ["", "CÔNG BÁO/Số 302/Ngày 02-06-2026", "Văn bản số hóa"], ids=["numbers", "gazette", "words"])
def test_running_heads_and_page_numbers_are_left_out(head: str) -> None:
    printer = Printer(head=head)
    for text in LONG:
        printer.paragraph(text)
    decoded = read_pdf(printer.finish())
    assert [" ".join(part.split()) for part in decoded.text.split("\n\n")] == LONG
    assert len(decoded.pages) == len(printer.pages) > 2


def test_pages_begin_where_their_first_line_does() -> None:
    printer = Printer()
    for text in LONG:
        printer.paragraph(text)
    decoded = read_pdf(printer.finish())
    firsts = [decoded.text[offset:].split("\n", 1)[0] for offset in decoded.pages]
    drawn = [
        bytes.fromhex(page.drawn[number].split("<")[1].split(">")[0]).decode("utf-16-be")
        for number, page in zip((0, 1, 1), printer.pages, strict=True)
    ]
    assert firsts == drawn


def test_number_that_is_no_page_number_is_kept() -> None:
    pages = [page for year in ("2024", "2011") for page in draw((280, 40, year), (70, 100, LINES[0]))]
    assert "2024" in read_pdf(pages).text


def test_notes_stand_between_paragraphs() -> None:
    printer = Printer()
    notes = []
    for number, text in enumerate(LONG, start=1):
        if number in (3, 12):
            printer.note(f"^{number} Ban hành kèm theo Quyết định số {900 + number}/QĐ-TTg ngày 03/02/2020 của Thủ tướng Chính phủ.")
            notes.append(f"[{number}] Ban hành kèm theo Quyết định số {900 + number}/QĐ-TTg ngày 03/02/2020 của Thủ tướng Chính phủ.")
            text = text.replace("Bộ Chính trị", f"Bộ Chính trị^{number}")
        printer.paragraph(text)
    decoded = read_pdf(printer.finish())
    parts = [" ".join(part.split()) for part in decoded.text.split("\n\n")]
    assert [part for part in parts if part not in notes] == [
        text.replace("Bộ Chính trị", f"Bộ Chính trị[{number}]") if number in (3, 12) else text for number, text in enumerate(LONG, start=1)
    ]
    assert [decoded.pages[page] < decoded.text.index(note[:30]) for page, note in enumerate(notes)] == [True, True]
    assert decoded.text.index(notes[0][:30]) < decoded.pages[1]


@pytest.mark.parametrize(
    ("word", "raised", "text"),
    [("57-NQ/TW", "1", "57-NQ/TW[1]"), ("12/3/2021", "1", "12/3/2021[1]"), ("TW", "(2)", "TW[2]"), ("100m", "2", "100m2")],
)
def test_raised_numbers_are_those_of_notes(word: str, raised: str, text: str) -> None:
    page = Page()
    end = page.text(70, 100, f"theo văn bản {word}")
    page.text(page.text(end, 95, raised, size=8) + 4, 100, "đã ban hành")
    assert read_pdf([page]).text == f"theo văn bản {text} đã ban hành"


def test_letter_drawn_behind_the_sign_that_follows_it_is_put_before_it() -> None:
    words = [("S", 70, 76.5), (":", 82, 85), ("36-HD/TU", 90, 140), ("ố", 76.5, 82)]
    for order in ((0, 1, 2, 3), (0, 1, 3, 2), (0, 1, 3)):
        drawn = [Piece(text, left, 0, right, 13) for text, left, right in map(words.__getitem__, order)]
        assert [piece.text for piece in pieces_of(drawn)] == ["Số: 36-HD/TU" if 2 in order else "Số:"]


def test_columns_of_the_gazette_are_read_one_after_the_other() -> None:
    printer = Printer()
    printer.columns([BASIS, TASK, TASK])
    printer.paragraph(TASK)
    assert " ".join(read_pdf(printer.finish()).text.split()) == f"{BASIS} {TASK} {TASK} {TASK}"


def test_tables_with_borders_become_rows() -> None:
    printer = Printer()
    printer.paragraph(BASIS)
    printer.table([["TT", "Văn bản"], ["1", "Quyết định số 12/2020/QĐ-UBND ngày 05/3/2020"], ["2", "Chỉ thị số 05-CT/TW"]], [40, 130])
    printer.paragraph(TASK)
    assert read_pdf(printer.finish()).text.split("\n\n")[1] == (
        "| TT | Văn bản |\n| 1 | Quyết định số 12/2020/QĐ-UBND ngày 05/3/2020 |\n| 2 | Chỉ thị số 05-CT/TW |"
    )


def test_merged_cells_keep_the_columns() -> None:
    page = Page()
    for level, left in ((100, 70), (120, 110), (140, 70)):
        page.rule(left, level, 300, level)
    for edge, bottom in ((70, 140), (110, 140), (200, 120), (300, 140)):
        page.rule(edge, 100, edge, bottom)
    for left, top, words in ((75, 115, "A"), (115, 115, "B"), (205, 115, "C"), (115, 135, "D")):
        page.text(left, top, words)
    assert read_pdf([page]).text == "| A | B | C |\n|  | D |"


@pytest.mark.parametrize("head", ["", "CÔNG BÁO/Số 302/Ngày 02-06-2026"], ids=["page numbers", "gazette"])
def test_citations_are_those_of_the_text(head: str) -> None:
    """Print a document with letterhead, notes, a table and citations that go on over the page, and compare it with its text."""
    printer, lines = Printer(head=head), [*LEFT, *RIGHT, "", "KẾ HOẠCH", "về công tác văn thư", ""]
    printer.letterhead(LEFT, RIGHT)
    printer.centred("KẾ HOẠCH", "về công tác văn thư")
    notes = []
    for number, text in enumerate([BASIS, "Điều 2. Bãi bỏ các văn bản sau:", *LONG, TASK]):
        if number in (4, 13):
            notes.append(f"^{number} Thay thế Thông tư số {900 + number}/2019/TT-BNV ngày 12/3/2019.")
            printer.note(notes[-1])
            text = text.replace(" của Bộ", f"^{number} của Bộ")
        printer.paragraph(text)
        lines += [plain(text), ""]
    rows = [["TT", "Văn bản", "Lý do"], ["1", "Quyết định số 12/2020/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân dân tỉnh", "Hết hiệu lực"]]
    printer.table(rows, [40, 150, 120])
    printer.paragraph(TASK)
    lines += [*(f"| {' | '.join(row)} |" for row in rows), "", TASK, "", *map(plain, notes)]
    expected = cited("\n".join(lines))
    assert cited(read_pdf(printer.finish()).text) == expected
    assert sum(expected.values()) > 50


def test_letters_of_a_size_below_zero_stand_in_place() -> None:
    page = Page()
    page.text(70, 100, "Thực hiện Chỉ thị số 20-CT/TU", size=-13, matrix="-1 0 0 -1")
    page.text(70, 130, "Căn cứ Nghị quyết số 57-NQ/TW")
    assert decode(PATH, write_pdf([page])).text.split("\n") == ["Thực hiện Chỉ thị số 20-CT/TU", "Căn cứ Nghị quyết số 57-NQ/TW"]

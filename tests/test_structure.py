"""Test that texts are divided into blocks, and these put in a tree."""

from __future__ import annotations

import pytest

from danchieu.loaders.text.labels import read_label
from danchieu.loaders.text.location import Locations
from danchieu.loaders.text.source import source_text
from danchieu.loaders.text.structure import Structure, read_structure
from danchieu.loaders.text.tables import Tables


def outline(text: str) -> list[str]:
    """Return the blocks of a text, one a line: depth, kind, label and first words."""
    source = source_text(text)
    structure = read_structure(source)
    return [
        f"{len(list(structure.above(place))) - 1} {block.kind} {block.label}".strip()
        + f" | {source.text[block.start : block.own_end].split()[0]}"
        for place, block in enumerate(structure.blocks)
        if source.text[block.start : block.own_end].strip(" |\n")
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Điều 3. Tổ chức thực hiện", ("article", "3", "article")),
        ("Điều 5 Nghị định này quy định", None),
        ("Chương II TỔ CHỨC", ("chapter", "II", "chapter")),
        ("PHỤ LỤC I", ("appendix", "I", "appendix")),
        ("Phụ lục kèm theo", None),
        ("IV. TỔ CHỨC THỰC HIỆN", ("section", "IV", "roman")),
        ("V/v tuyên truyền", None),
        ("1.2. Nội dung", ("clause", "1.2", "number2")),
        ("12/2020/QĐ-UBND", None),
        ("12. Nội dung", ("clause", "12", "number1")),
        ("đ) Các sở;", ("point", "đ", "letter")),
        ("(1) Tổng số", ("point", "1", "bracketed")),
        ("- Như Điều 2;", ("bullet", "", "bullet-")),
        ("## Căn cứ", None),
    ],
)
def test_a_line_begins_with_a_label(line: str, label: tuple[str, str, str] | None) -> None:
    found = read_label(line)
    assert (found and (str(found.kind), found.text, found.style)) == label


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(
            "Điều 2. Bãi bỏ các văn bản sau:\n1. Quyết định A;\na) Phụ lục;\n2. Quyết định B.\nĐiều 3. Hiệu lực",
            ["0 article 2 | Điều", "1 clause 1 | 1.", "2 point a | a)", "1 clause 2 | 2.", "0 article 3 | Điều"],
            id="labels",
        ),
        pytest.param(
            "I. CĂN CỨ\n- Luật A;\n+ Luật B;\n- Luật C.\nII. NỘI DUNG",
            ["0 section I | I.", "1 bullet | -", "2 bullet | +", "1 bullet | -", "0 section II | II."],
            id="bullets of one style are of one level",
        ),
        pytest.param(
            "Căn cứ Luật A của Quốc\nhội và\nNghị định B;\nCăn cứ Luật C;",
            ["0 paragraph | Căn", "0 paragraph | Căn"],
            id="a line continues the one before, and each basis begins anew",
        ),
        pytest.param(
            "Thực hiện các văn bản sau:\n\nQuyết định A;\n\nQuyết định B.\n\nCác sở báo cáo.",
            ["0 paragraph | Thực", "1 paragraph | Quyết", "1 paragraph | Quyết", "1 paragraph | Các"],
            id="paragraphs below a colon are items",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nsửa đổi Quy chế\n\nCHƯƠNG TRÌNH\n\nMột.",
            ["0 heading | QUYẾT", "1 paragraph | sửa", "0 heading | CHƯƠNG", "1 paragraph | Một."],
            id="a line in capitals is a heading",
        ),
        pytest.param(
            "Theo Nghị định số\n92/2017/NĐ-CP;\nvà số 48/2013/NĐ-CP,\n48/2013/NĐ- CP.\nThực hiện.",
            ["0 paragraph | Theo", "0 paragraph | Thực"],
            id="a symbol alone on a line is no heading",
        ),
        pytest.param(
            "SỬA ĐỔI NGHỊ QUYẾT SỐ\n12/2021/NQ-HĐND\nCỦA HỘI ĐỒNG NHÂN DÂN\nMột.",
            ["0 heading | SỬA", "1 paragraph | Một."],
            id="a symbol in a heading is a part of it",
        ),
        pytest.param(
            "1.1.\nNghiên cứu quy định:\n- Luật A",
            ["0 clause 1.1 | 1.1.", "1 bullet | -"],
            id="a label alone on its line belongs to the next line",
        ),
        pytest.param(
            "| TT | Văn bản |\n|---|---|\n| 1 | Luật A |\n\nHết.",
            [
                *("1 cell | TT", "1 cell | Văn", "1 cell | ---|", "1 cell | ---|"),
                *("1 cell | 1", "1 cell | Luật", "0 paragraph | Hết."),
            ],
            id="rows and cells",
        ),
        pytest.param(
            "1. Sửa đổi Điều 5:\n“Điều 5. Phạm vi\n1. Một.\n2. Hai.”\n2. Sửa đổi Điều 6:",
            ["0 clause 1 | 1.", "2 article 5 | “Điều", "3 clause 1 | 1.", "3 clause 2 | 2.", "0 clause 2 | 2."],
            id="labels in a quotation close nothing outside it",
        ),
        pytest.param(
            "Bãi bỏ các văn bản sau:\n\n- Chỉ thị A;\n\n[1] Số 12/CT-UBND.\n\n- Chỉ thị B;\n\n[2] Số 13/CT-UBND.\n\nTheo quy định.",
            ["0 paragraph | Bãi", "1 bullet | -", "0 paragraph | [1]", "1 bullet | -", "0 paragraph | [2]", "0 paragraph | Theo"],
            id="a note between items is none of them",
        ),
    ],
)
def test_blocks_form_a_tree(text: str, blocks: list[str]) -> None:
    assert outline(text) == blocks


def test_blocks_end_where_the_next_one_that_is_not_below_them_begins() -> None:
    text = "Điều 2. Bãi bỏ:\n1. A;\n2. B.\nĐiều 3. Hết"
    article, first, second, last = read_structure(source_text(text)).blocks
    assert text[article.start : article.own_end] == "Điều 2. Bãi bỏ:\n"
    assert text[article.start : article.end] == "Điều 2. Bãi bỏ:\n1. A;\n2. B.\n"
    assert (first.parent, second.parent, last.parent) == (0, 0, None)


def test_blocks_of_a_decomposed_text_have_offsets_in_the_source() -> None:
    raw = "Điề\u0302u 1. Một\nĐiều 2. Hai"
    source = source_text(raw)
    assert [raw[one.start : one.end] for one in read_structure(source).in_source(source)][1] == "Điều 2. Hai"


@pytest.mark.parametrize(
    ("text", "words", "provision", "headings"),
    [
        ("Điều 3. Việc\n2. Các sở:\na) Một", "Một", "Điều 3 khoản 2 điểm a", ("Điều 3. Việc", "2. Các sở:")),
        ("PHẦN I\nI. VIỆC\n2. Các sở:\n- Một", "Một", "Phần I mục I.2", ("PHẦN I", "I. VIỆC", "2. Các sở:")),
        ("1. Các sở:\n1.2. Một", "Một", "mục 1.2", ("1. Các sở:",)),
        ("Điều 1. Sửa đổi:\n1. Thay:\n“Điều 5. Một”", "Một", "Điều 1 khoản 1", ("Điều 1. Sửa đổi:", "1. Thay:")),
        ("Một đoạn", "đoạn", None, ()),
    ],
)
def test_a_place_is_located(text: str, words: str, provision: str | None, headings: tuple[str, ...]) -> None:
    structure = read_structure(source_text(text))
    found = Locations(text, structure).of(structure.place_of(text.index(words)))
    assert (str(found.provision) if found.provision else None, found.headings) == (provision, headings)


def test_a_cell_has_a_row_and_a_head() -> None:
    text = "| TT | Văn bản |\n|---|---|\n| 1 | Luật A |\n"
    structure = read_structure(source_text(text))
    tables = Tables(structure)
    cell = structure.place_of(text.index("Luật"))
    assert cell is not None and (head := tables.column_head(cell)) is not None and (row := tables.row_of(cell)) is not None
    assert text[structure.blocks[head].start : structure.blocks[head].own_end].strip(" |\n") == "Văn bản"
    assert cell in tables.cells_of(row)
    assert tables.column_head(head) is None


def test_no_text_has_no_blocks() -> None:
    assert Structure([]).place_of(5) is None

"""Test what the lines above a citation state of it."""

from __future__ import annotations

import pytest

from danchieu import find_citations

A, B, C = "Quyết định số 1/2010/QĐ-UBND", "Quyết định số 2/2011/QĐ-UBND", "Quyết định số 3/2012/QĐ-UBND"


def relations(text: str) -> list[str]:
    """Return the relations of the citing document to what it cites, in text order."""
    return [str(next(edge.relation for edge in one.edges if edge.source == "self")) for one in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"QUYẾT ĐỊNH:\nĐiều 2. Bãi bỏ các văn bản sau:\n1. {A};\n2. {B}.\nĐiều 3. Giao các sở theo {C}.", ["REPEALS", "REPEALS", "CITES"]),
        (f"QUYẾT ĐỊNH:\nĐiều 2. Bãi bỏ các văn bản sau:\n1. Toàn bộ\na) {A};\nb) {B}.", ["REPEALS", "REPEALS"]),
        (f"QUYẾT ĐỊNH:\nĐiều 2. Bãi bỏ các quyết định về y tế\n1. {A};\n2. Giao sở báo cáo theo {B}.", ["REPEALS", "CITES"]),
        (
            f"PHỤ LỤC\nDANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ\n\n| TT | Văn bản |\n|---|---|\n| 1 | {A} |\n| 2 | {B} |",
            ["REPEALS", "REPEALS"],
        ),
        (f"ĐỀ ÁN\n\nI. CĂN CỨ PHÁP LÝ\n1. {A};\n\n{B}.\n\nII. NỘI DUNG\n1. {C}", ["BASED_ON", "BASED_ON", "CITES"]),
        (f"KẾ HOẠCH\n\n| TT | Nhiệm vụ | Căn cứ |\n|---|---|---|\n| 1 | Số hóa theo {B} | {A} |", ["CITES", "BASED_ON"]),
        (
            f"KẾ HOẠCH\n\nNghiên cứu, thực hiện nghiêm các văn bản:\n- {A};\n- {B}.\n\nCác sở báo cáo. {C}.",
            ["IMPLEMENTS", "IMPLEMENTS", "CITES"],
        ),
        (f"KẾ HOẠCH\n\nTriển khai quy định của pháp luật và các văn bản của tỉnh, nhất là: {A}, {B}; {C}.", ["IMPLEMENTS"] * 3),
        (f"KẾ HOẠCH\n\nThực hiện các nhiệm vụ sau:\n- Báo cáo. {A}.", ["CITES"]),
        (f"KẾ HOẠCH\n\nBáo cáo kết quả thực hiện như sau:\n1. Ban hành {A}.", ["CITES"]),
        (f"KẾ HOẠCH\n\nĐề nghị sửa đổi các văn bản sau:\n- {A};", ["CITES"]),
        (f"Căn cứ Luật Đất đai;\n{A};\n{B};", ["BASED_ON", "BASED_ON", "BASED_ON"]),
        (f"Căn cứ Luật Đất đai;\nThực hiện {A};\nCăn cứ {B};", ["BASED_ON", "IMPLEMENTS", "BASED_ON"]),
    ],
)
def test_items_relate_as_the_nearest_lead_says(text: str, expected: list[str]) -> None:
    assert relations(text) == expected


def test_items_act_on_the_document_that_their_lead_cites() -> None:
    lead = "Nghị định số 8/2010/NĐ-CP được sửa đổi, bổ sung bởi các văn bản sau:"
    text = f"{lead}\n1. Nghị định số 9/2011/NĐ-CP;\n2. Nghị định số 7/2012/NĐ-CP."
    first, *items = find_citations(text)
    assert {(edge.source, str(edge.relation)) for edge in first.edges} == {
        *(("self", "CITES"), ("9/2011/NĐ-CP", "AMENDS"), ("7/2012/NĐ-CP", "AMENDS")),
    }
    assert [one.edges[0].source for one in items] == ["self", "self"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "| Số hiệu | Ngày ban hành | Cơ quan ban hành |\n|---|---|---|\n| 15/QĐ-UBND | 06/4/2021 | UBND tỉnh |",
            ("2021-04-06", "UBND tỉnh"),
        ),
        ("| Văn bản | Hạn |\n|---|---|\n| Quyết định số 15/QĐ-UBND | 06/4/2021 |", ("None", None)),
        ("Số hiệu\tNgày ban hành\n15/QĐ-UBND\t06/4/2021", ("2021-04-06", None)),
    ],
)
def test_a_row_dates_the_document_that_it_lists(text: str, stated: tuple[str, str | None]) -> None:
    [citation] = find_citations(text)
    assert (str(citation.date), citation.issuer) == stated

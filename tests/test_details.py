"""Test what is read beside a citation: date, year and issuer, each bound to one citation."""

from __future__ import annotations

from datetime import date

import pytest

from danchieu.graph.model.organs import OrganExample, organ_examples
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.text.source import source_text

Details = tuple[str, date | None, int | None, str | None]


def details(text: str) -> list[Details]:
    """Return symbol, date, stated year and issuer of each numbered citation."""
    return [(c.symbol.text, c.date, c.stated_year, c.issuer) for c in find_citations(source_text(text)) if c.symbol]


@pytest.mark.parametrize("example", organ_examples(), ids=lambda example: example.issuer)
def test_issuers_are_read_as_in_the_examples_of_the_table(example: OrganExample) -> None:
    assert details(example.text)[-1][3] == example.issuer


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Kế hoạch số 5/KH-CAT của Công an tỉnh Lâm Đồng phối hợp", "Công an tỉnh Lâm Đồng"),
        ("Công văn số 5/SNV-TC của Sở Nội vụ\ntỉnh Lâm Đồng", "Sở Nội vụ tỉnh Lâm Đồng"),
        ("Kế hoạch số 5/KH-UBND của Ủy ban nhân dân tỉnh\nỦy ban nhân dân tỉnh báo cáo", "Ủy ban nhân dân tỉnh"),
        ("Quyết định số 5/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng Ban hành Quy chế", "Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("Quyết định số 5/QĐ-UBND của Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn An", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Kế hoạch số 5/KH-BQL của Ban Quản lý các khu công nghiệp tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("Công văn số 5/CCT của Chi cục Thuế khu vực Đức Trọng", "Chi cục Thuế khu vực Đức Trọng"),
        ("Thông tư số 5/2015/TT-BLĐTBXH của Bộ Lao động-Thương binh & Xã hội", "Bộ Lao động-Thương binh & Xã hội"),
        ("Công văn số 5/SNV-TC của Sở Nội vụ TPHCM gửi", "Sở Nội vụ TPHCM"),
        ("Quyết định số 5/QĐ-TTg do Thủ tướng Chính phủ ký", "Thủ tướng Chính phủ"),
        ("KẾ HOẠCH SỐ 5/KH-UBND CỦA ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG VỀ TRỒNG RỪNG", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("Kế hoạch số 5/KH-SNV của Sở Nội vụ, phường Một đã họp", "Sở Nội vụ"),
    ],
)
def test_an_issuer_is_the_whole_name_and_no_more(text: str, issuer: str) -> None:
    assert [row[3] for row in details(text)] == [issuer]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Chỉ thị 35-CT/TW năm 2014 của Bộ Chính trị", ("35-CT/TW", None, 2014, "Bộ Chính trị")),
        ("theo Chỉ thị 35-CT/TW (2014)", ("35-CT/TW", None, 2014, None)),
        ("theo Chỉ thị 35-CT/TW tháng 5/2014, xã đã họp", ("35-CT/TW", None, 2014, None)),
        ("theo Chỉ thị 35-CT/TW năm 2014 ngày 26/5/2014", ("35-CT/TW", date(2014, 5, 26), None, None)),
        ("Năm 2014, Bộ Chính trị ban hành Chỉ thị 35-CT/TW", ("35-CT/TW", None, 2014, "Bộ Chính trị")),
        ("theo Chỉ thị 35-CT/TW, năm 2014 xã đã họp", ("35-CT/TW", None, None, None)),
        ("theo Kế hoạch 5/KH-UBND năm 2021-2025", ("5/KH-UBND", None, None, None)),
        ("theo Kế hoạch 5/KH-UBND của Ủy ban nhân dân xã về chỉ tiêu năm 2024", ("5/KH-UBND", None, None, "Ủy ban nhân dân xã")),
        ("Ngày 12 tháng 9 năm 1979, Bộ Chính trị ra Nghị quyết số 27-NQ/TW", ("27-NQ/TW", date(1979, 9, 12), None, "Bộ Chính trị")),
        ("Ngày 5/6/2015, Quốc hội khóa XIII thông qua Luật số 80/2015/QH13", ("80/2015/QH13", date(2015, 6, 5), None, "Quốc hội")),
        (
            "Nghị quyết số 5/NQ-HĐND được Hội đồng nhân dân xã thông qua ngày 5/6/2015",
            ("5/NQ-HĐND", date(2015, 6, 5), None, "Hội đồng nhân dân xã"),
        ),
        ("theo Nghị quyết số 14-NQ/TU ngày 3/4/17", ("14-NQ/TU", date(2017, 4, 3), None, None)),
        ("theo Nghị quyết số 14-NQ/TU (03/4/2017)", ("14-NQ/TU", date(2017, 4, 3), None, None)),
        ("theo Nghị quyết số 14-NQ/TU, 3-4-2017.", ("14-NQ/TU", date(2017, 4, 3), None, None)),
        ("theo Nghị quyết số 14-NQ/TU đề ngày 3/4/20171", ("14-NQ/TU", date(2017, 4, 3), None, None)),
        ("theo Nghị quyết số 14-NQ/TU (hoàn thành trước 03/4/2017)", ("14-NQ/TU", None, None, None)),
        ("theo Nghị quyết số 14-NQ/TU\nNgày 3/4/2017, đoàn đã họp", ("14-NQ/TU", None, None, None)),
    ],
)
def test_day_or_year_of_a_citation_is_read(text: str, expected: Details) -> None:
    assert details(text) == [expected]


@pytest.mark.parametrize(
    ("text", "dates", "issuers"),
    [
        (
            "Ngày 25/10/2017, Trung ương ban hành Nghị quyết số 18-NQ/TW, ngày 3/4/2018 Tỉnh ủy ban hành Kế hoạch số 33-KH/TU.",
            [date(2017, 10, 25), date(2018, 4, 3)],
            ["Trung ương", "Tỉnh ủy"],
        ),
        (
            "Theo Thông báo số 5-TB/TW ngày 6/7/2020 của Bộ Chính trị, Chính phủ đã ban hành Nghị định số 7/2020/NĐ-CP.",
            [date(2020, 7, 6), None],
            ["Bộ Chính trị", "Chính phủ"],
        ),
        (
            "Theo Thông tư số 5/2015/TT-BNV của Bộ Nội vụ, Bộ Tài chính hướng dẫn",
            [None],
            ["Bộ Nội vụ, Bộ Tài chính"],
        ),
        (
            "Kế hoạch số 61/KH-UBND và Kế hoạch số 62/KH-UBND cùng ngày 15/8/2019",
            [date(2019, 8, 15), date(2019, 8, 15)],
            [None, None],
        ),
    ],
)
def test_one_date_or_issuer_belongs_to_one_citation(text: str, dates: list[date | None], issuers: list[str | None]) -> None:
    rows = details(text)
    assert [row[1] for row in rows] == dates
    assert [row[3] for row in rows] == issuers


@pytest.mark.parametrize("end", ["\n-----\n", "\n  ______\n", "\n***\n", "\n\n", "; "])
def test_title_ends_at_a_line_that_is_blank_or_drawn(end: str) -> None:
    [citation] = find_citations(source_text(f"thực hiện Chỉ thị số 5-CT/TW về học tập\nvà làm theo Bác{end}Sở báo cáo."))
    assert citation.title == "về học tập và làm theo Bác"

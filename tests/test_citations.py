"""Test citations as tables: the forms, damaged forms and lookalikes of the domain, one row each."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from records import symbol_of

from danchieu.graph.model import Citation, Head, Kind
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.text.source import source_text


def found(text: str) -> list[Citation]:
    return find_citations(source_text(text))


def keys(text: str) -> list[tuple[str, str | None]]:
    return [(c.text, str(c.symbol or c.name)) for c in found(text) if c.kind is not Kind.SELF]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number with and without "số", types in upper and lower case
        ("thực hiện Chỉ thị số 20-CT/TU của Tỉnh ủy", [("Chỉ thị số 20-CT/TU", "20-CT/TU")]),
        ("theo Quyết định 1300-QĐ/TU, ", [("Quyết định 1300-QĐ/TU", "1300-QĐ/TU")]),
        ("THỰC HIỆN NGHỊ QUYẾT SỐ 20/2023/NQ-HĐND", [("NGHỊ QUYẾT SỐ 20/2023/NQ-HĐND", "20/2023/NQ-HĐND")]),
        ("nghị định số 51/1999/NĐ-CP", [("nghị định số 51/1999/NĐ-CP", "51/1999/NĐ-CP")]),
        # letters, old symbols, dotted numbers, suffix letters, long joint codes
        ("Công văn số 6676/BYT-CDS ngày 01/10/2024", [("Công văn số 6676/BYT-CDS", "6676/BYT-CDS")]),
        ("Nghị định số 50/CP ngày 26/8/1996", [("Nghị định số 50/CP", "50/CP")]),
        ("Quyết định số 180/TTg", [("Quyết định số 180/TTg", "180/TTg")]),
        ("Nghị quyết số 66.4/2025/NQ-CP", [("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP")]),
        ("Quyết định 2074a/QĐ-TTTT", [("Quyết định 2074a/QĐ-TTTT", "2074a/QĐ-TTTT")]),
        ("Chỉ thị số 012/CT-UBND", [("Chỉ thị số 012/CT-UBND", "012/CT-UBND")]),
        ("Thông tư liên tịch số 05/2015/TTLT-VPCP-BNV", [("Thông tư liên tịch số 05/2015/TTLT-VPCP-BNV", "05/2015/TTLT-VPCP-BNV")]),
        ("Thông báo kết luận số 81-TB/TW", [("Thông báo kết luận số 81-TB/TW", "81-TB/TW")]),
        ("Chỉ thị số 40-KH/TU", [("Chỉ thị số 40-KH/TU", "40-KH/TU")]),
        # words between type and number
        ("Báo cáo thẩm tra số 115/BC-BPC", [("Báo cáo thẩm tra số 115/BC-BPC", "115/BC-BPC")]),
        ("Nghị định của Chính phủ số 132/2008/NĐ-CP", [("Nghị định của Chính phủ số 132/2008/NĐ-CP", "132/2008/NĐ-CP")]),
        ("Chương trình hành động số 27-CTr/TU", [("Chương trình hành động số 27-CTr/TU", "27-CTr/TU")]),
        # lists
        ("các Kết luận số 187, 188- KL/TW của Bộ Chính trị", [("Kết luận số 187", "187-KL/TW"), ("188- KL/TW", "188-KL/TW")]),
        (
            "các Công điện số 217/CĐ-TTg ngày 17/11/2025; số 218/CĐ-TTg ngày 18/11/2025",
            [("Công điện số 217/CĐ-TTg", "217/CĐ-TTg"), ("218/CĐ-TTg", "218/CĐ-TTg")],
        ),
        # laws
        ("theo Luật Đất đai và", [("Luật Đất đai", "Luật Đất đai")]),
        ("Luật Đất đai năm 2013", [("Luật Đất đai năm 2013", "Luật Đất đai 2013")]),
        ("Luật số 57/2024/QH15", [("Luật số 57/2024/QH15", "57/2024/QH15")]),
        ("Luật Đầu tư công số\n58/2024/QH15;", [("Luật Đầu tư công số\n58/2024/QH15", "58/2024/QH15")]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai.",
            [("Luật sửa đổi, bổ sung một số điều của Luật Đất đai", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai")],
        ),
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai và Luật Hải quan;",
            [("Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai và Luật Hải quan",) * 2],
        ),
        (
            "thực hiện Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai và các văn bản liên quan",
            [("Luật sửa đổi, bổ sung một số điều của Luật Nhà ở",) * 2, ("Luật Đất đai",) * 2],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 3/2014/QH13, Luật Đất đai số 4/2013/QH13",
            [
                ("Luật sửa đổi, bổ sung một số điều", "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai"),
                ("Luật Nhà ở số 3/2014/QH13", "3/2014/QH13"),
                ("Luật Đất đai số 4/2013/QH13", "4/2013/QH13"),
            ],
        ),
        (
            "theo Kế hoạch của Ủy ban nhân dân tỉnh về thực hiện Nghị quyết số 26/NQ-CP.",
            [("Nghị quyết số 26/NQ-CP", "26/NQ-CP")],
        ),
        ("Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh về phát triển nhà ở.", []),
        ("Luật Đầu tư công; theo Luật Đầu tư", [("Luật Đầu tư công",) * 2, ("Luật Đầu tư",) * 2]),  # not a short form of the other
        ("theo Luật Bầu cử", [("Luật Bầu cử", "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân")]),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", [("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp")]),
        ("Bộ luật Tố tụng hình sự", [("Bộ luật Tố tụng hình sự", "Bộ luật Tố tụng hình sự")]),
        ("Hiến pháp năm 2013", [("Hiến pháp năm 2013", "Hiến pháp 2013")]),
        # named documents of the Party
        (
            "- Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh,\nBan Thường vụ Tỉnh ủy khóa XI;",
            [
                (
                    "Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh,\nBan Thường vụ Tỉnh ủy khóa XI",
                    "Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh, Ban Thường vụ Tỉnh ủy khóa XI",
                )
            ],
        ),
        ("thực hiện Quy chế làm việc của cơ quan", []),
        ("Nghị quyết Trung ương 4 (khóa XI)", [("Nghị quyết Trung ương 4 (khóa XI)", "Nghị quyết Trung ương 4 khóa XI")]),
        ("Nghị quyết Hội nghị Trung ương 4 khóa XI", [("Nghị quyết Hội nghị Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XI")]),
        (
            "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
            [("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", "Nghị quyết Trung ương 4 khóa XII")],
        ),
        (
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
            [("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Nghị quyết Đại hội XIII của Đảng")],
        ),
        (
            "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI.",
            [("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI")],
        ),
        ("Căn cứ Điều lệ Đảng;", [("Điều lệ Đảng", "Điều lệ Đảng")]),
        ("học tập Điều lệ và các quy định của Đảng;", [("Điều lệ", "Điều lệ Đảng")]),
        # issuer and title, or the title of a period, instead of a number
        (
            "theo Thông tư của Bộ Tài chính về hóa đơn điện tử.",
            [("Thông tư của Bộ Tài chính về hóa đơn điện tử", "Thông tư của Bộ Tài chính về hóa đơn điện tử")],
        ),
        ("nêu trong Báo cáo tổng kết năm 2008.", [("Báo cáo tổng kết năm 2008", "Báo cáo tổng kết năm 2008")]),
        # an article belongs to its document
        ("điểm a khoản 1 Điều 5 Quyết định số 15/2025/QĐ-TTg", [("Quyết định số 15/2025/QĐ-TTg", "15/2025/QĐ-TTg")]),
    ],
)
def test_citation_forms_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Chỉ thị số 05- CT/TW", "05-CT/TW"),
        ("Kết luận số 126-\nKL/TW", "126-KL/TW"),
        ("Chỉ thị số 36/NQ-TW", "36-NQ/TW"),
        ("Nghị quyết số 72-NQ-TW", "72-NQ/TW"),
        ("Nghị quyết số 79 NQ/TW", "79-NQ/TW"),
        ("Chỉ thị số số 46 - CT/TW", "46-CT/TW"),
        ("Nghị định số 87/2007-NĐ-CP", "87/2007/NĐ-CP"),
        ("Nghị định số 87/2007/N\u00d0-CP", "87/2007/NĐ-CP"),
        ("Quyết định số 77/2006/qđ.ubnd", "77/2006/QĐ-UBND"),
        ("Quy định số 190-QĐ/TƯ", "190-QĐ/TW"),
        ("Quy định số 190-QĐ/T.Ư", "190-QĐ/TW"),
        ("Chỉ thị sổ 41-CT/TW", "41-CT/TW"),
        ("Chỉ thị\nso 41-CT/TW", "41-CT/TW"),
        ("Quyết định số\u00a021/2012/QĐ–TTg", "21/2012/QĐ-TTg"),
        ("Nghị quyết liên tịch số 102/2025 NQLT/UBTVQH15-CP", "102/2025/NQLT-UBTVQH15-CP"),
        ("**Nghị quyết** số **57-NQ/TW**", "57-NQ/TW"),
        ("Nghị quyết số 66-NQ/TW1 của Bộ Chính trị", "66-NQ/TW"),
        ("Nghị định số 09/2026/NĐ-CP4,", "09/2026/NĐ-CP"),
        ("Nghị quyết số 175/2024/QH15", "175/2024/QH15"),
        ("Quyết định số 2437/QĐ-\n\nCÔNG BÁO/Số 283/Ngày 25-05-2026 \n110\n \n \nTTg", "2437/QĐ-TTg"),
        ("Nghị quyết \nsố \n\n94 \nCÔNG BÁO/Số 743 + 744/Ngày 24-6-2024 \n57-NQ/TW", "57-NQ/TW"),
    ],
)
def test_damaged_symbols_are_repaired_and_the_text_kept(text: str, symbol: str) -> None:
    (citation,) = found(text)
    assert str(citation.symbol) == symbol
    assert text[citation.span.start : citation.span.end] == citation.text


@pytest.mark.parametrize(
    "text",
    [
        "các nghị quyết, chỉ thị của Đảng",
        "theo quy định của pháp luật trên địa bàn",
        "triển khai Chương trình số hóa tài liệu",
        "Nghị quyết Đại hội đồng cổ đông thường niên 2020",
        "Kết luận tiêu chuẩn chính trị đối với 394 trường hợp",
        "nguồn vốn Chương trình 135 giai đoạn II",
        "kế hoạch 5 năm 2021 - 2025",
        "Số:   /HD-MTTQ",
        "theo Mẫu số 01/BCĐBHĐND-MT",
        "từ ngày 12/2005 đến 15/3/2026",
        "luật sư Nguyễn Văn An",
        "Xăng RON95-III",
        "các Nghị quyết của Quốc hội về ngân sách",
    ],
)
def test_lookalikes_are_not_citations(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Chỉ thị số 20-CT/TU ngày 05/6/2008 của Tỉnh ủy", date(2008, 6, 5)),
        ("Kết luận số 44-KL/TU, ngày 01/12/2008 của Tỉnh uỷ", date(2008, 12, 1)),
        ("Chỉ thị số 10-CT/TW, ngày 28-3-2002", date(2002, 3, 28)),
        ("Nghị định số 31/2021/NĐ-CP ngày 26 tháng 3\nnăm 2021 của Chính phủ", date(2021, 3, 26)),
        ("Nghị định số 31/2021/NĐ-CP của Chính phủ ngày 26 tháng 3 năm 2021", date(2021, 3, 26)),
        ("Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW", date(2024, 12, 22)),
        ("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", date(2022, 6, 15)),
        ("Chỉ thị số 20-CT/TU ngày 31/02/2008", None),
    ],
)
def test_dates_of_citations_are_read(text: str, day: date | None) -> None:
    (citation,) = found(text)
    assert citation.date == day


@pytest.mark.parametrize(
    ("text", "issuer", "term"),
    [
        ("Quyết định số 77/2021/QĐ-UBND của Ủy ban nhân dân tỉnh Bắc Giang ban hành Quy định", "Ủy ban nhân dân tỉnh Bắc Giang", None),
        ("Hướng dẫn số 13/HD-MTTQ-BTT của Ủy ban MTTQ Việt Nam tỉnh Hà Nam", "Ủy ban MTTQ Việt Nam tỉnh Hà Nam", None),
        ("Chỉ thị số 20-CT/TU của Ban Thường vụ Tỉnh ủy về cốt cán", "Ban Thường vụ Tỉnh ủy", None),
        (
            "Thông tư số 10/2022/TT-BKHĐT ngày 15/6/2022 của Bộ trưởng Bộ Kế hoạch và Đầu tư quy định",
            "Bộ trưởng Bộ Kế hoạch và Đầu tư",
            None,
        ),
        ("Kết luận số 21-KL/TW của Hội nghị Trung ương 4 (khóa XIII) về", "Hội nghị Trung ương 4", "XIII"),
        ("Ban Bí thư đã ký ban hành Quy định số 379-QĐ/TW", "Ban Bí thư", None),
        ("Nghị định số 60/2021/NĐ-CP của Chính phủ và các văn bản khác", "Chính phủ", None),
    ],
)
def test_issuers_and_terms_of_citations_are_read(text: str, issuer: str, term: str | None) -> None:
    (citation,) = found(text)
    assert (citation.issuer, citation.term) == (issuer, term)


def test_issuer_after_a_list_applies_to_every_item() -> None:
    citations = found("Chỉ thị số 27-CT/TU và Chỉ thị số 30-CT/TU của Ban Thường vụ Tỉnh ủy để thực hiện")
    assert [c.issuer for c in citations] == ["Ban Thường vụ Tỉnh ủy"] * 2


def test_article_and_title_are_kept_with_the_citation() -> None:
    (citation,) = found("tại khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;")
    assert citation.article == "khoản 2 Điều 5"
    assert citation.title == "về công tác văn thư"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024. Học Nghị quyết 57 của Đảng.", [("Nghị quyết 57", "57-NQ/TW")]),
        ("Quy định số 377-QĐ/TW (sau đây gọi tắt là Quy định 377). Theo Quy định 377,", [("Quy định 377", "377-QĐ/TW")] * 2),
        ("Theo quy định 377 của ngành", []),
        ("theo tinh thần Chỉ thị 45 của Đảng", [("Chỉ thị 45", "CT 45")]),
        ("Chỉ thị số 20-CT/TU. Tiếp tục thực hiện Chỉ thị nêu trên.", [("Chỉ thị nêu trên", "20-CT/TU")]),
        ("Chỉ thị số 20-CT/TU, Chỉ thị số 35-CT/TW. Thực hiện Chỉ thị nêu trên.", [("Chỉ thị nêu trên", "Chỉ thị nêu trên")]),
        ("Chỉ thị số 20-CT/TU. Triển khai thực hiện Chỉ thị kịp thời.", [("Chỉ thị", "20-CT/TU")]),
        ("Chỉ thị số 20-CT/TU. Chỉ thị này có hiệu lực. Thực hiện Chỉ thị kịp thời.", []),
    ],
)
def test_short_form_refers_to_at_most_one_document(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.text, str(c.symbol or c.name)) for c in found(text) if c.kind is Kind.SHORT] == expected


def test_references_to_the_citing_document_are_marked_self() -> None:
    citations = found("Kế hoạch này triển khai Chỉ thị số 20-CT/TU; Kế hoạch\nnày có hiệu lực")
    assert [c.kind for c in citations] == [Kind.SELF, Kind.NUMBERED, Kind.SELF]


def test_own_symbol_is_a_self_reference_unless_its_date_differs() -> None:
    head = Head(symbol=symbol_of("35-CT/TW"), issued_on=date(2024, 6, 14))
    text = "Số 35-CT/TW\nBan hành kèm theo Chỉ thị số 35-CT/TW. Thay thế Chỉ thị số 35-CT/TW, ngày 30/5/2019"
    citations = find_citations(source_text(text), own=head)
    assert [(c.kind, c.date) for c in citations] == [(Kind.SELF, None), (Kind.NUMBERED, date(2019, 5, 30))]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_refer_to_the_source_in_nfc_and_nfd(form: str) -> None:
    text = unicodedata.normalize(form, "Uỷ ban căn cứ Chỉ thị số 20-CT/TU; hoá đơn theo Nghị định số 123/2020/NĐ-CP")  # type: ignore[arg-type]
    citations = found(text)
    assert [text[c.span.start : c.span.end] for c in citations] == [c.text for c in citations]
    assert [str(c.symbol) for c in citations] == ["20-CT/TU", "123/2020/NĐ-CP"]

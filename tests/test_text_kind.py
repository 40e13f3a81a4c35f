"""Test what a text is: a directive document or a page about documents, whose number it has, and which words name the text itself."""

from __future__ import annotations

import pytest

from danchieu.graph.model import Citation, Kind, TextKind
from danchieu.loaders.head.text_kind import judge_build, marks
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

DIRECTIVE, PAGE = TextKind.DIRECTIVE, TextKind.PAGE
HEAD = """\
TỈNH ỦY LÂM ĐỒNG
*
Số {number}
ĐẢNG CỘNG SẢN VIỆT NAM
Đà Lạt, ngày 10 tháng 6 năm 2022

{type}
về trồng rừng

{body}
"""
PROSE = "Sau mười năm, đời sống của bà con trong huyện có nhiều đổi thay, đường làng sạch và đẹp hơn trước."


def headed(body: str, *, number: str = "12-CT/TU", kind: str = "CHỈ THỊ") -> str:
    return HEAD.format(number=number, type=kind, body=body)


def citations(text: str) -> list[Citation]:
    return list(read(source_text(text)).citations)


@pytest.mark.parametrize(
    ("text", "symbol", "kind"),
    [
        (headed("Thực hiện."), "12-CT/TU", DIRECTIVE),
        ("Số: 12/QĐ-UBND\nAn Bình, ngày 3 tháng 4 năm 2020\n\nKính gửi: các xã", "12/QĐ-UBND", DIRECTIVE),
        ("|\nSố: 12/QĐ-UBND |\n|\n**QUYẾT ĐỊNH**\n**Về hội đồng**\n*Căn cứ Luật Giáo dục;*", "12/QĐ-UBND", DIRECTIVE),
        ("------ Số: 12/QĐ-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n\n**QUYẾT ĐỊNH**\n", "12/QĐ-UBND", DIRECTIVE),
        (f"# Toàn văn chỉ thị mới\n\nNgày 10/6/2022, chỉ thị được ban hành.\n\n{headed('Thực hiện.')}", "12-CT/TU", DIRECTIVE),
        (f"Nghị quyết số 33-NQ/TW\n\n{PROSE}", None, PAGE),
        (f"# Nghị quyết số 33-NQ/TW về thôn bản\n\n{PROSE}", None, PAGE),
        (f"Thông tư số 13/2021/TT-BNV: hỏi và đáp\nNgày 5/3/2022\n\n{PROSE}", None, None),
        (f"# Mẫu đơn mới ra sao?\n\nMẫu như sau:\n\nSố: 01/QĐ-ABC\n\nKính gửi: quý cơ quan\n{PROSE}", None, PAGE),
        (f"Trước đó, ngày 13 tháng 3 năm 1958, Bộ ban hành quyết định.\n{PROSE}", None, None),
    ],
)
def test_number_belongs_to_a_text_with_other_parts_of_a_header(text: str, symbol: str | None, kind: TextKind | None) -> None:
    head = read(source_text(text)).head
    assert (head.symbol.text if head.symbol else None, head.kind) == (symbol, kind)
    assert [one.source for one in head.evidence if one.property == "kind"] or kind is None


def test_reason_names_the_parts_of_the_header() -> None:
    [reason] = [one.source for one in read(source_text(headed("Thực hiện."))).head.evidence]
    assert reason == "letterhead, name of State or Party, number, date line and type line in its head"


def test_letterhead_begins_below_the_introduction_of_a_page() -> None:
    text = f"TRANG TIN AN BÌNH\nCác nội dung của trang này được bảo hộ.\n\n{headed('Thực hiện.')}"
    assert read(source_text(text)).head.letterhead == ("TỈNH ỦY LÂM ĐỒNG",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Điều 1. Phạm vi\nNghị định này hướng dẫn Luật Đất đai.", DIRECTIVE),
        ("- Căn cứ Luật Đất đai;\n- Căn cứ Luật Nhà ở;", DIRECTIVE),
        ("Kính gửi: Sở Nội vụ\nĐề nghị báo cáo.", DIRECTIVE),
        (f"{PROSE}\nNơi nhận:\n- Lưu.", DIRECTIVE),
        (f"Bộ Chính trị có ý kiến như sau:\n{PROSE * 12}\nCấp ủy thực hiện Kết luận này./.", DIRECTIVE),
        ("Chỉ thị 05 có gì mới?\nTheo Chỉ thị số 05-CT/TW, mọi cấp ủy học tập.", PAGE),
        ("(an-binh.gov.vn) - Sáng 16/4, huyện họp.", PAGE),
        (f"{PROSE}\nẢnh: Trần An", PAGE),
        (PROSE * 12, PAGE),
        ("## I. Mục tiêu\nThực hiện Chỉ thị số 05-CT/TW.", None),
        ("Thực hiện Chỉ thị số 05-CT/TW.", None),
    ],
)
def test_build_shows_the_kind_of_a_text_without_a_header(text: str, kind: TextKind | None) -> None:
    assert judge_build(source_text(text)).kind is kind


@pytest.mark.parametrize("mark", marks(), ids=lambda mark: mark.reason)
def test_marks_hold_for_their_examples_alone(mark: object) -> None:
    for text in mark.examples:  # type: ignore[attr-defined]
        assert judge_build(source_text(text)).reason == mark.reason  # type: ignore[attr-defined]
    for text in mark.counterexamples:  # type: ignore[attr-defined]
        assert judge_build(source_text(text)).reason != mark.reason  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "words", "kind", "symbol"),
    [
        (headed("Cấp ủy phổ biến Chỉ thị này."), "Chỉ thị này", Kind.SELF, None),
        (headed("Học Nghị định số 9/2020/NĐ-CP. Nghị định này có 5 chương."), "Nghị định này", Kind.SHORT, "9/2020/NĐ-CP"),
        (headed("Ban hành quy chế. Quy chế này có hiệu lực.", kind="QUYẾT ĐỊNH"), "Quy chế này", Kind.SELF, None),
        (f"# Luật mới ra sao?\nLuật số 9/2020/QH14 quy định: Luật này cấm.\n{PROSE}", "Luật này", Kind.SHORT, "9/2020/QH14"),
        ("Bộ Nội vụ ban hành Thông tư số 8/2021/TT-BNV. Thông tư này dài.", "Thông tư này", Kind.SHORT, "8/2021/TT-BNV"),
        ("2. Thông tư số 1/2010/TT-BNV hết hiệu lực từ ngày Thông tư này có hiệu lực.", "Thông tư này", Kind.SELF, None),
    ],
)
def test_this_document_is_the_text_or_the_one_cited_before(text: str, words: str, kind: Kind, symbol: str | None) -> None:
    [found] = [one for one in citations(text) if one.text == words]
    assert (found.kind, found.symbol.text if found.symbol else None) == (kind, symbol)


def test_this_document_on_a_page_is_nothing_without_one_before() -> None:
    assert citations(f"# Luật mới ra sao?\nLuật này cấm.\n{PROSE}") == []


@pytest.mark.parametrize(
    ("cited", "kind"),
    [
        ("12-CT/TU", Kind.SELF),
        ("12-CT/TU ngày 10/6/2022 của Tỉnh ủy Lâm Đồng", Kind.SELF),
        ("12-CT/TU ngày 11/6/2022", Kind.NUMBERED),
        ("12-CT/TU năm 2021", Kind.NUMBERED),
        ("12-CT/TU của Tỉnh ủy Bình Thuận", Kind.NUMBERED),
    ],
)
def test_own_number_of_another_issuer_or_day_is_another_document(cited: str, kind: Kind) -> None:
    assert [one.kind for one in citations(headed(f"Xem Chỉ thị số {cited}."))] == [kind]


def test_own_number_of_another_term_is_another_document() -> None:
    text = headed("Nghị quyết số 12-NQ/TU của Tỉnh ủy khóa XIII đã xong.", number="12-NQ/TU", kind="NGHỊ QUYẾT")
    text = text.replace("LÂM ĐỒNG", "BÌNH THUẬN").replace("Đà Lạt", "Phan Thiết")
    assert [one.kind for one in citations(text)] == [Kind.NUMBERED]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Học Nghị quyết số 13-NQ/TƯ của Tỉnh ủy.", "13-NQ/TU"),
        ("Học Chỉ thị số 15-CT/T.Ư của Thành ủy.", "15-CT/TU"),
        ("Tỉnh ủy phổ biến Chỉ thị số 05-CT/TƯ của Bộ Chính trị.", "05-CT/TW"),
        ("Học Chỉ thị số 05-CT/TƯ.", "05-CT/TW"),
    ],
)
def test_hooked_symbol_is_provincial_beside_a_provincial_issuer(text: str, symbol: str) -> None:
    assert [str(one.symbol) for one in citations(text)] == [symbol]


def test_hooked_number_below_a_provincial_letterhead_is_the_provinces() -> None:
    head = read(source_text(headed("Thực hiện.", number="445-KL/TƯ", kind="KẾT LUẬN"))).head
    assert str(head.symbol) == "445-KL/TU"


@pytest.mark.parametrize(
    ("sentence", "edges"),
    [
        ("Huyện thực hiện Chỉ thị số 05-CT/TW.", [("self", "CITES")]),
        ("Căn cứ theo Luật Đất đai, hộ được cấp đất.", [("self", "BASED_ON")]),
        ("Căn cứ theo Luật Đất đai, hộ được cấp đất. Luật này có từ năm 2013.", [("self", "BASED_ON"), ("self", "CITES")]),
        ("Các xã họp, căn cứ Luật Đất đai.", [("self", "CITES")]),
        ("Quyết định số 9/QĐ-UBND về thực hiện Chỉ thị số 05-CT/TW.", [("self", "CITES"), ("9/QĐ-UBND", "IMPLEMENTS")]),
    ],
)
def test_page_states_nothing_of_itself_but_its_basis(sentence: str, edges: list[tuple[str, str]]) -> None:
    found = citations(f"# Chuyện ở huyện An Bình\n\n{sentence}\n")
    assert [(edge.source, str(edge.relation)) for one in found for edge in one.edges] == edges

"""Short forms: bare numbers and their lists, defined aliases, type words alone, anaphora; and what linking makes of open ones."""

from __future__ import annotations

import pytest

from danchieu.graph.linking.short_forms import possible_citations, symbol_of_bare_number
from danchieu.graph.model import Citation, Kind, Span
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.text.source import source_text


def short_forms(text: str) -> list[tuple[str, str]]:
    return [(" ".join(c.text.split()), c.key) for c in find_citations(source_text(text)) if c.kind is Kind.SHORT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo các Nghị quyết 71, 57 và 68.", [("Nghị quyết 71", "NQ 71"), ("57", "NQ 57"), ("68", "NQ 68")]),
        ("Học Nghị quyết 18, 19; 20 chi bộ tham gia.", [("Nghị quyết 18", "NQ 18"), ("19", "NQ 19")]),
        ("KH 48 thực hiện Kế hoạch số 48-KH/TU.", [("KH 48", "48-KH/TU")]),
        ("Xã thực hiện Đề án 06 và Chương trình 135.", [("Đề án 06", "ĐA 06")]),
        ("Thực hiện Kế hoạch 2025, xã trồng rừng.", []),
        ("Nghị định số 12/2020/NĐ-CP (gọi tắt là NĐ 12). Theo NĐ 12, xã thu phí.", [("NĐ 12", "12/2020/NĐ-CP")] * 2),
        ("Luật Quản lý thuế (LQLT); xem Điều 31 LQLT.", [("LQLT", "Luật Quản lý thuế")] * 2),
        ("Thi hành Luật Nhà ở (sau đây gọi là Luật); xã phổ biến Luật trên loa.", [("Luật", "Luật Nhà ở")] * 2),
        ("Theo Luật Nhà ở và Luật Đất đai, xã phổ biến Luật trên loa.", []),
        ("Thông tư số 11/2020/TT-BNV; Điều 3 của Thông tư đó.", [("Thông tư đó", "11/2020/TT-BNV")]),
        ("Nội quy được dán ở lớp. Quy định đó rất rõ.", []),
    ],
)
def test_short_forms_refer_to_documents_of_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert short_forms(text) == expected


def test_several_documents_are_kept_the_nearest_first() -> None:
    text = "Nghị quyết số 19-NQ/TU, Nghị quyết số 19-NQ/TW. Xã thực hiện Nghị quyết 19."
    (one,) = [c for c in find_citations(source_text(text)) if c.kind is Kind.SHORT]
    assert (one.name, one.alternatives) == ("NQ 19", ("19-NQ/TW", "19-NQ/TU"))


def test_a_text_of_its_own_type_names_itself_by_the_type_word() -> None:
    assert short_forms("KẾ HOẠCH\nthực hiện Kế hoạch số 5-KH/TU\n\nCác xã thực hiện Kế hoạch trên địa bàn.") == []


@pytest.mark.parametrize(
    ("issuer", "symbol"),
    [("Trung ương", "18-NQ/TW"), ("Bộ Chính trị", "18-NQ/TW"), ("Tỉnh ủy", "18-NQ/TU"), ("Chính phủ", None), (None, None)],
)
def test_the_party_body_beside_a_bare_number_gives_its_symbol(issuer: str | None, symbol: str | None) -> None:
    found = symbol_of_bare_number(_bare("18", issuer=issuer))
    assert (found.text if found else None) == symbol


def test_a_symbol_of_the_text_stands_for_each_alternative() -> None:
    citation = Citation(Span(0, 13), "Nghị quyết 19", Kind.SHORT, "bare-number", alternatives=("19-NQ/TW", "Luật Nhà ở"))
    assert [one.key for one in possible_citations(citation, None)] == ["19-NQ/TW", "Luật Nhà ở"]


def _bare(number: str, *, issuer: str | None) -> Citation:
    return Citation(Span(0, 0), "", Kind.SHORT, "bare-number-open", type="Nghị quyết", number=number, issuer=issuer, term="XII")

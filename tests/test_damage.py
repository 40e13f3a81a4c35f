"""Test symbols that texts damage: lower case, spaces, marks and page numbers inside, signs that are missing, symbols that were cut."""

from __future__ import annotations

import pytest

from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text


def found(text: str) -> list[tuple[str, str]]:
    """Return words as written and symbol of each citation by symbol."""
    return [(c.text, c.symbol.text) for c in find_citations(source_text(text)) if c.symbol]


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("quyết định số 2617/qđ-ubnd", "2617/QĐ-UBND"),
        ("quyết định số 12/2020/qđ-ubnd", "12/2020/QĐ-UBND"),
        ("kế hoạch số 17-kh/hu", "17-KH/HU"),
        ("hướng dẫn số 08-hd/btctu", "08-HD/BTCTU"),
        ("chương trình số 09-ctr/tu", "09-CTr/TU"),
        ("công văn số 3641/byt-dp", "3641/BYT-DP"),
        ("nghị định số 50/cp", "50/CP"),
        ("Nghị quyết số 26 - NQ / TW", "26-NQ/TW"),
        ("Quyết định số 1234 / QĐ - UBND", "1234/QĐ-UBND"),
        ("Quyết định số 1234/QĐ UBND", "1234/QĐ-UBND"),
        ("Thông tư số 08 / 2021 / TT - BNV", "08/2021/TT-BNV"),
        ("Kết luận 19KL/TU", "19-KL/TU"),
        ("Nghị định 31/2019/NĐCP", "31/2019/NĐ-CP"),
        ("Kế hoạch số 64/KHUBND", "64/KH-UBND"),
        ("Quy định số 118-QD/BCSCLTW", "118-QĐ/BCSCLTW"),
        ("Hướng dẫn số 14 HD/TWĐTN-BTG", "14-HD/TWĐTN-BTG"),
        ("Kế hoạch số 5/KH-BCĐ389", "5/KH-BCĐ389"),
        ("Quyết định số **1**04/QĐ-UBND", "104/QĐ-UBND"),
        ("Quyết định số 4<b>6</b>-QĐ/TU", "46-QĐ/TU"),
        ("Quyết định số <strong>12</strong>34/QĐ-UBND", "1234/QĐ-UBND"),
        ("Chỉ thị s&#7889; 24&#45;CT/TU", "24-CT/TU"),
        ("Chỉ thị&nbsp;số&nbsp;24-CT/TU", "24-CT/TU"),
        ("Nghị quyết số 17\n\n- 3 -\n\n/2021/NQ-HĐND", "17/2021/NQ-HĐND"),
        ("Chỉ thị số 27-CT/\n\n5\n\nTU", "27-CT/TU"),
        ("văn bản sô 367/BTC-QLG", "367/BTC-QLG"),
        ("Chỉ_thị số 24-CT/TU", "24-CT/TU"),
        ("Chỉ thị số 0\u200b5-CT/TW", "05-CT/TW"),
        ("Chỉ thị\u200bsố\u200b 24\u2060-\u200bCT/\ufeffTU", "24-CT/TU"),
        ("Chỉ thị\rsố 24-CT/TU", "24-CT/TU"),
        ("Chỉ thị\r\nsố 24-CT/TU", "24-CT/TU"),
    ],
)
def test_damaged_symbols_are_repaired_with_their_offsets(words: str, symbol: str) -> None:
    assert found(f"Xã thực hiện {words} của cấp trên.") == [(words, symbol)]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Gửi kèm Chỉ thị số 29-CT/TU - 2 bản / 1 phụ lục.", ["29-CT/TU"]),
        ("theo Nghị định số 145/2020/NĐ-CPvà thông báo", ["145/2020/NĐ-CP"]),
        ("Theo Nghị quyết số 15-NQ/TU<sup>3</sup>, Kế hoạch số 41-KH/TU*.", ["15-NQ/TU", "41-KH/TU"]),
        ("Xe 51a-123/ct đỗ trước nhà số 14/hd-kp.", []),
        ("Căn hộ số 24/KH-TB, hộ chiếu số 14-CT/B, lô đất số 5/QĐ-X.", []),
        ("Theo các Công văn số 31/STC-NS; 32/STC-NS và 15/20 xã.", ["31/STC-NS", "32/STC-NS"]),
    ],
)
def test_symbols_end_where_they_end_and_other_things_have_none(text: str, symbols: list[str]) -> None:
    assert [symbol for _, symbol in found(text)] == symbols


@pytest.mark.parametrize("text", ["Quyết định số 44/QĐ thành lập đoàn", "Thông tư 26-TT-1982 quy định"])
def test_a_symbol_that_was_cut_has_a_rule_of_its_own(text: str) -> None:
    (citation,) = find_citations(source_text(text))
    assert citation.rule == "cut"


def test_a_carriage_return_alone_ends_a_line() -> None:
    lines = "TỈNH ỦY BÌNH THUẬN\n*\nSố 108-KH/TU\n\nKẾ HOẠCH\nthực hiện Chỉ thị số 05-CT/TW\n\nCăn cứ tình hình, Tỉnh uỷ đề ra:"
    expected = read(source_text(lines))
    assert expected.head.symbol is not None
    for end in ("\r", "\r\n"):
        found = read(source_text(lines.replace("\n", end)))
        assert (found.head.symbol, found.head.title) == (expected.head.symbol, expected.head.title)
        assert [citation.symbol for citation in found.citations] == [citation.symbol for citation in expected.citations]

"""Test the encodings from before Unicode, letter by letter, and the fonts that name them."""

from __future__ import annotations

import pytest

from danchieu.loaders.text.legacy import Encoding, decode_legacy, encoding_of_font, repair_font, repair_run, should_repair


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("TCVN3", b"\xa7\xb6ng C\xe9ng s\xb6n Vi\xd6t Nam", "Đảng Cộng sản Việt Nam"),
        ("TCVN3", b"c\xac quan, th\xad vi\xd6n, n\xad\xedc", "cơ quan, thư viện, nước"),
        ("TCVN3", b"T\xd8NH \xf1Y B\xd7NH THU\xcbN", "TỈNH ỦY BÌNH THUẬN"),
        ("TCVN3", b"S\xe8 12-CT/TU, B\xe9 Y t\xd5, CH\xd8 TH\xde v\xd2 T\xd8NH", "Số 12-CT/TU, Bộ Y tế, CHỈ THỊ về TỈNH"),
        ("TCVN3", b"U\xfb BAN NH\xa2N D\xa2N\nS\xe8 12/KH-UBND\nUBND t\xd8nh", "UỶ BAN NHÂN DÂN\nSố 12/KH-UBND\nUBND tỉnh"),
        ("TCVN3", b"\x93C\xb6i c\xb8ch\x94 \x96 2016", "“Cải cách” – 2016"),
        ("VNI", b"\xd1a\xfbng Co\xe4ng sa\xfbn Vie\xe4t Nam", "Đảng Cộng sản Việt Nam"),
        ("VNI", b"T\xc6NH U\xdbY, h\xf6\xf4\xf9ng da\xe3n, ch\xe6 th\xf2, n\xf6\xf4\xf9c", "TỈNH ỦY, hướng dẫn, chỉ thị, nước"),
        ("VNI", b"A\xd9 A\xf9 ky\xf9 k\xee y\xf9", "Á Á ký kỵ ý"),
        ("VISCII", b"\xd0\xe4ng C\xb5ng s\xe4n Vi\xaet Nam", "Đảng Cộng sản Việt Nam"),
        ("VISCII", b"\x02 \x05 \x06 \x14 \x19 \x1e", "Ẳ Ẵ Ẫ Ỷ Ỹ Ỵ"),
    ],
)
def test_bytes_of_legacy_encodings_are_decoded(encoding: Encoding, data: bytes, text: str) -> None:
    assert decode_legacy(data, encoding) == text


@pytest.mark.parametrize(
    ("encoding", "run", "text"),
    [
        ("TCVN3", "Uû ban nh©n d©n tØnh, ngµy 05 th¸ng 12 n¨m 2003", "Uỷ ban nhân dân tỉnh, ngày 05 tháng 12 năm 2003"),
        ("TCVN3", "\uf0b7 Quy ®Þnh", "\uf0b7 Quy định"),
        ("TCVN3", "“Quyết định” ASCII 20-CT/TU", "“Quyết định” ASCII 20-CT/TU"),
        ("VNI", "UÛy ban nhaân daân tænh, ngaøy 05 thaùng 12 naêm 2003", "Ủy ban nhân dân tỉnh, ngày 05 tháng 12 năm 2003"),
        ("VISCII", "Ðäng Cµng sän", "Đảng Cộng sản"),
        ("VISCII", "C€N š C\x80N \x9a", "CẠN Ọ CẠN Ọ"),
    ],
)
def test_characters_that_are_read_from_such_bytes_are_repaired(encoding: Encoding, run: str, text: str) -> None:
    assert repair_run(run, encoding) == text


@pytest.mark.parametrize(
    ("font", "encoding", "text"),
    [
        (".VnTime", "TCVN3", "Tỉnh ủy"),
        (".VnTimeH", "TCVN3", "TỈNH ỦY"),
        (".VnArial NarrowH", "TCVN3", "TỈNH ỦY"),
        (".vntime", "TCVN3", "Tỉnh ủy"),
        ("VNI-Times", "VNI", "TØnh đy"),
        ("Times New Roman", None, "TØnh ñy"),
        ("VnSouthern", None, "TØnh ñy"),
        ("", None, "TØnh ñy"),
    ],
)
def test_the_font_names_the_encoding_and_the_capitals(font: str, encoding: Encoding | None, text: str) -> None:
    assert encoding_of_font(font) == encoding
    assert repair_font("TØnh ñy", font) == text


def test_a_font_that_is_marked_as_one_of_symbols_is_repaired() -> None:
    assert repair_font("\uf0a7\uf0b6ng", ".VnTime") == "Đảng"
    assert repair_font("\uf0b7", "Symbol") == "\uf0b7"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Céng hoµ x· héi chñ nghÜa", True), ("Cộng hoà xã hội chủ nghĩa, các tỉnh", False), ("Chung cho cac", False), ("", False)],
)
def test_only_what_reads_better_repaired_should_be(text: str, expected: bool) -> None:
    assert should_repair(text, "TCVN3") is expected

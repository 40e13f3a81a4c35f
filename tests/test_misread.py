"""Test that signs which OCR misreads are repaired, and that what is written by hand into a letterhead is left out."""

from __future__ import annotations

import pytest

from danchieu.loaders.files.paper.handwriting import Word, without_handwriting
from danchieu.loaders.files.paper.misread_signs import repair_word
from danchieu.loaders.files.paper.misread_titles import repair_title


@pytest.mark.parametrize(
    ("word", "repaired"),
    [
        ("§1/2025/NQ-HÐND", "81/2025/NQ-HĐND"),
        ("3I-CT/TU", "31-CT/TU"),
        ("I1", "11"),
        ("2O25", "2025"),
        ("72/2025/QHI5", "72/2025/QH15"),
        ("76/2025/UBTVQHI15", "76/2025/UBTVQH15"),
        ("15/2025/UBTVQHIS.", "15/2025/UBTVQH15."),
        ("126-KIL/TW", "126-KL/TW"),
        ("12/2020/QĐĐ-UBND", "12/2020/QĐ-UBND"),
        ("222/HĐĐĐND-KTNS", "222/HĐND-KTNS"),
        ("12-KH/ĐĐ", "12-KH/ĐĐ"),
        ("XIII", "XIII"),
        ("Ðảng", "Đảng"),
        ("I.2", "I.2"),
        ("B1", "B1"),
        ("QUYÉT", "QUYẾT"),
        ("quyêt", "quyết"),
        ("tuyệt", "tuyệt"),
    ],
)
def test_misread_signs_are_repaired(word: str, repaired: str) -> None:
    assert repair_word(word) == repaired


@pytest.mark.parametrize(
    ("before", "word", "repaired"),
    [
        ("86/2016/TT-", "-BQP", "BQP"),
        ("86/2016/TT-", "BQP", "BQP"),
        ("Hội", "-", "-"),
        ("khoản", "I", "1"),
        ("Điều", "l,", "1,"),
        ("Khoản", "II", "II"),
        ("điểm", "l", "l"),
        ("Chương", "I", "I"),
        ("Thông", "tr", "tư"),
        ("chương", "trình", "trình"),
    ],
)
def test_misread_signs_are_repaired_by_the_word_before(before: str, word: str, repaired: str) -> None:
    assert repair_word(word, before) == repaired


@pytest.mark.parametrize(
    ("line", "repaired"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("QUYÊT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("QUYÉT ĐỊNH :", "QUYẾT ĐỊNH :"),
        ("KẺ HOẠCH", "KẾ HOẠCH"),
        ("CHI THI", "CHỈ THỊ"),
        ("BÁO CÁO", "BÁO CÁO"),
        ("Ke hoạch", "Ke hoạch"),
        ("KẺ HOẠCH NĂM 2026", "KẺ HOẠCH NĂM 2026"),
        ("", ""),
    ],
)
def test_title_that_lost_its_marks_is_repaired(line: str, repaired: str) -> None:
    assert repair_title(line.split()) == repaired.split()


# What is recognised, unsure words with ~ -> what is kept
LETTERHEADS = [
    ("Số: ~219 /CT-CS Hà Nội, ngày ~0? tháng ~2# năm 2026", "Số: /CT-CS Hà Nội, ngày tháng năm 2026"),
    ("Số: 199 /2026/NĐ-CP Hà Nội, ngày 05 tháng 6 năm 2026", "Số: 199 /2026/NĐ-CP Hà Nội, ngày 05 tháng 6 năm 2026"),
    ("Số: 165/KH-UBND Cần Thơ, ngày 21 tháng 11 năm 2025", "Số: 165/KH-UBND Cần Thơ, ngày 21 tháng 11 năm 2025"),
    ("Số 20-CT/TU Phan Thiết, ngày 16 tháng 5 năm 2008", "Số 20-CT/TU Phan Thiết, ngày 16 tháng 5 năm 2008"),
    ("Số ~20-CT/TU Phan Thiết, ngày 16 tháng 5 năm 2008", "Số -CT/TU Phan Thiết, ngày 16 tháng 5 năm 2008"),
    ("Số:~4132/ĐHTĐ Cần Thơ, ngày: ~tháng4O năm 2025", "Số: /ĐHTĐ Cần Thơ, ngày tháng năm 2025"),
    ("Số: Ø# /CT-UBND", "Số: /CT-UBND"),
    ("Số:Ö0 /BC-UBND Huế, ngày &@ tháng 11 năm 2024", "Số: /BC-UBND Huế, ngày tháng 11 năm 2024"),
    ("Số: 2074a/QĐ-TTTT", "Số: 2074a/QĐ-TTTT"),
    ("Hà Nội ngày0P tháng ~02 năm 2026", "Hà Nội ngày tháng năm 2026"),
    ("Số lượng ~12/HĐ hợp đồng", "Số lượng ~12/HĐ hợp đồng"),
    ("theo Công văn số ~87/HĐND-KTNS ngày ~15 tháng 5 năm 2024", "theo Công văn số ~87/HĐND-KTNS ngày ~15 tháng 5 năm 2024"),
    ("họp vào ngày đầu năm 2024", "họp vào ngày đầu năm 2024"),
]


@pytest.mark.parametrize(("line", "kept"), LETTERHEADS)
def test_handwriting_in_a_letterhead_is_left_out(line: str, kept: str) -> None:
    words = [Word(text.replace("~", ""), 0, 0, "~" not in text) for text in line.split()]
    assert " ".join(word.text for word in without_handwriting(words)) == kept.replace("~", "")

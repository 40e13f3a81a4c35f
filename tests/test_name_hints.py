"""Test hints in the names of files: names in, symbol, type and day out."""

from __future__ import annotations

from datetime import date

import pytest

from danchieu.graph.checks.name_hints import day_in_name, symbol_in_name, type_in_name


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("/a/CT-05-TW.docx", "05-CT/TW"),
        ("05_CT_TW_2016", "05-CT/TW"),
        ("kh-11-tu.txt", "11-KH/TU"),
        ("QD so 22-QĐ-TW ngay 28-7-2021.pdf", "22-QĐ/TW"),
        ("49-KL.TW", "49-KL/TW"),
        ("12-TB.TƯ", "12-TB/TW"),
        ("nd-30-2020-nd-cp.txt", "30/2020/NĐ-CP"),
        ("ke-hoach-165-kh-ubnd-2025-thuc-hien.txt", "165/KH-UBND"),
        ("quyet-dinh-87-2025-qd-ubnd.txt", "87/2025/QĐ-UBND"),
        ("luat 45 2013 QH13.pdf", "45/2013/QH13"),
        ("12-HD-BTCTW.pdf", "12-HD/BTCTW"),
        ("402-cv-vptu.doc", "402-CV/VPTU"),
        ("ke-hoach-11-kh-tu-thuc-hien-chi-thi-05-ct-tw.txt", "11-KH/TU"),
        ("cong-van-5534-ct-cs-2025.txt", None),  # a letter of a department, CT-CS: CS is no body of the tables
        ("102-2025-nqlt-ubtvqh15-cp.txt", None),  # a joint document: its other issuers are not told
        ("bao-cao-thang-5-nam-2016.txt", None),
        ("scan0012.pdf", None),
    ],
)
def test_symbol_in_a_name(name: str, symbol: str | None) -> None:
    found = symbol_in_name(name)
    assert (found.text if found else None) == symbol


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("ke-hoach-11-thuc-hien-nghi-quyet.txt", "Kế hoạch"),
        ("Chỉ thị 20.doc", "Chỉ thị"),
        ("van-ban-hop-nhat-so-4246.txt", "Văn bản hợp nhất"),
        ("thong-bao-ket-luan-81.txt", "Thông báo Kết luận"),
        ("tong-ket.txt", None),
    ],
)
def test_type_in_a_name(name: str, word: str | None) -> None:
    assert type_in_name(name) == word


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("CT 20 ngay 16-5-2008.doc", date(2008, 5, 16)),
        ("20160816_kh.pdf", date(2016, 8, 16)),
        ("16.8.2016.pdf", date(2016, 8, 16)),
        ("31-2-2016.pdf", None),
        ("1-1-2016 den 2-1-2016.pdf", None),
        ("nd-30-2020-nd-cp.txt", None),
    ],
)
def test_day_in_a_name(name: str, day: date | None) -> None:
    assert day_in_name(name) == day

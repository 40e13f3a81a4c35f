"""Test that the number and the date are read which the signatures of a PDF show on it."""

from __future__ import annotations

from pathlib import Path

from pdf_files import Page, write_pdf

from danchieu.loaders.files import decode


def test_number_and_date_that_signatures_stamp_are_read() -> None:
    page, signed = Page(), "Ký bởi: Văn phòng Chính phủ 31/01/2026"
    page.text(70, 60, "CHÍNH PHỦ")
    page.text(page.stamp(page.text(70, 90, "Số: "), 90, "50"), 90, "/2026/NĐ-CP")
    day = page.stamp(page.text(300, 90, "Hà Nội, ngày "), 90, "31")
    page.text(page.stamp(page.text(day, 90, " tháng "), 90, "01"), 90, " năm 2026")
    page.text(70, 130, "NGHỊ ĐỊNH")
    page.stamp(300, 20, signed)
    text = decode(Path("kế hoạch.pdf"), write_pdf([page])).text
    assert "Số: 50 /2026/NĐ-CP" in text and "Hà Nội, ngày 31 tháng 01 năm 2026" in text and signed not in text

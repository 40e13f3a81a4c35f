"""A reading comes back from its packed form as it was."""

from __future__ import annotations

from dataclasses import replace

from danchieu.graph.model.packing import pack, unpack
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

TEXT = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
        *
   Số 14-KH/TU            Phan Thiết, ngày 28 tháng 6 năm 2016

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị (khóa XII) về học tập

Căn cứ khoản 2 Điều 5 Luật Đất đai năm 2013; Kế hoạch này thay thế Kế hoạch số 3-KH/TU.

T/M BAN THƯỜNG VỤ
Nguyễn Văn An
"""


def test_round_trip() -> None:
    reading = read(source_text(TEXT, path="/a/b.txt"))
    assert reading.head.issued_on and reading.citations
    assert unpack(pack(reading), path=reading.path, sha256=reading.sha256) == replace(reading, text="")

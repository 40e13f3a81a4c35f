"""Documents by name: meetings of the Party and of unions, statutes, laws with slips, abbreviations and lists inside their names."""

from __future__ import annotations

import pytest

from danchieu.graph.model import Citation
from danchieu.graph.model.bodies import central_party_body
from danchieu.loaders.citations.find import find_citations
from danchieu.loaders.text.source import source_text


def found(text: str) -> list[Citation]:
    return find_citations(source_text(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nghị quyết Đại hội XII Công đoàn Việt Nam", ["Nghị quyết Đại hội XII Công đoàn Việt Nam"]),
        ("Nghị quyết Đại hội Đoàn toàn quốc lần thứ XII", ["Nghị quyết Đại hội XII Đoàn toàn quốc"]),
        ("Nghị quyết Đại hội XII của Đảng, Công đoàn phát động thi đua", ["Nghị quyết Đại hội XII của Đảng"]),
        ("Điều lệ Hội Liên hiệp Phụ nữ Việt Nam", ["Điều lệ Hội Liên hiệp Phụ nữ Việt Nam"]),
        ("Điều lệ Đảng, Đoàn xã có 5 hội viên", ["Điều lệ Đảng"]),
        ("Nghị quyết Hội nghị Thành ủy lần thứ 18 khóa VIII", ["Nghị quyết Hội nghị Thành ủy lần thứ 18 khóa VIII"]),
        ("Nghị quyết Trung ương 4 (khóa XI, XII)", ["Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XII"]),
        ("Nghị quyết TW4, 5 khóa XII", ["Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Trung ương 5 khóa XII"]),
        ("Nghị quyết Trung ương 4 khóa XI; Nghị quyết Trung ương 4", ["Nghị quyết Trung ương 4 khóa XI"] * 2),
        ("NQ TW 8 khóa XI", ["Nghị quyết Trung ương 8 khóa XI"]),
    ],
)
def test_meetings_and_statutes_are_named_for_their_body(text: str, names: list[str]) -> None:
    assert [citation.name for citation in found(text)] == names


@pytest.mark.parametrize(
    ("text", "rule", "name"),
    [
        ("Luật Quản lí và sử dụng tài sản công", "law-name", "Luật Quản lý, sử dụng tài sản công"),
        ("Luật “Thi đua, khen thưởng”", "law-name", "Luật Thi đua, khen thưởng"),
        ("Luật HN&GĐ", "law-name", "Luật Hôn nhân và gia đình"),
        ("Luật BHXH 2024", "law-name", "Luật Bảo hiểm xã hội 2024"),
        ("BLHS 2015", "law-name", "Bộ luật Hình sự 2015"),
        ("Luật Bảo vệ mội trường", "law-misspelt", "Luật Bảo vệ môi trường"),
        ("Luật Quản lý thuê", "law-misspelt", "Luật Quản lý thuế"),
        ("Luật sửa đổi Luật Kế toán, Luật Quản lý thuế 2024", "law-name", "Luật sửa đổi Luật Kế toán, Luật Quản lý thuế 2024"),
        ("Hiến pháp được ban hành năm 2013", "law-name", "Hiến pháp 2013"),
    ],
)
def test_laws_are_known_by_other_spellings(text: str, rule: str, name: str) -> None:
    assert [(citation.rule, citation.name) for citation in found(f"theo {text}.")] == [(rule, name)]


@pytest.mark.parametrize(
    "text", ["Khoa Luật Kinh tế", "Văn phòng Luật Minh Tâm", "tra cứu luật Việt Nam", "Trường Trung cấp Luật Buôn Ma Thuột"]
)
def test_schools_and_firms_are_no_laws(text: str) -> None:
    assert found(f"{text}.") == []


def test_one_body_of_the_centre_is_kept_beside_the_series() -> None:
    assert central_party_body("Ban Bí thư Trung ương Đảng") == "Ban Bí thư"
    assert central_party_body("Bộ Chính trị, Ban Bí thư") is None

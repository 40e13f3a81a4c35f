"""Test citations of documents by name: versions of laws, and documents of local bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from linked_texts import LOCAL_GOVERNMENT, PLAN, cite, resolve

from danchieu.graph.model import Resolution


def likeliest(resolution: Resolution) -> str | None:
    """Return the document that a citation means, or the first candidate where its rung is not measured well enough to assert one."""
    return resolution.target or (resolution.candidates[0].document_id if resolution.candidates else None)


def test_laws_of_one_name_and_year_are_distinguished_by_context() -> None:
    """The year is enough before the second law was passed, or beside a citation with number or date; later citations change nothing."""
    of_year = cite(None, at=90, name=f"{LOCAL_GOVERNMENT} 2025")
    assert likeliest(resolve(replace(PLAN, issued_on=date(2025, 5, 6)), of_year)) == "qh/15/l-65"
    dated = cite(None, name=LOCAL_GOVERNMENT, date=date(2025, 6, 16))
    numbered = cite("65/2025/QH15", type="Luật", text=f"{LOCAL_GOVERNMENT} số 65/2025/QH15")
    assert [likeliest(resolve(PLAN, full, of_year)) for full in (dated, numbered)] == ["qh/15/l-72", "qh/15/l-65"]
    late = replace(PLAN, issued_on=date(2026, 4, 7)), [cite(None, name=LOCAL_GOVERNMENT, date=date(2025, 2, 19))]
    assert likeliest(resolve(PLAN, cite(None, name=LOCAL_GOVERNMENT), around=(late,))) == "qh/15/l-72"


@pytest.mark.parametrize(
    ("name", "on", "target"),
    [
        ("Luật Tổ chức Chính phủ", date(2015, 12, 31), "name/luat-to-chuc-chinh-phu"),  # the law in force is not in the catalogue
        ("Luật Tổ chức Chính phủ", date(2016, 1, 1), "qh/13/l-76"),
        ("Luật Tổ chức Chính phủ", date(2025, 2, 28), "qh/13/l-76"),  # the next one was passed ten days ago
        ("Luật Tổ chức Chính phủ", date(2025, 3, 1), "qh/15/l-63"),
        ("Luật Quy hoạch", date(2026, 2, 28), "qh/14/l-21"),
        ("Luật Quy hoạch", date(2026, 3, 1), "name/luat-quy-hoach"),  # the catalogue does not say how long the new one is in force
    ],
)
def test_law_cited_by_name_alone_is_the_one_in_force(name: str, on: date, target: str) -> None:
    assert likeliest(resolve(replace(PLAN, issued_on=on), cite(None, name=name))) == target


def test_local_name_citations_use_the_citing_documents_province() -> None:
    rules = cite(None, name="Quy chế làm việc của Ban Thường vụ Tỉnh ủy khóa XIV", rule="working-rules")
    plan = cite(None, at=90, name="Kế hoạch của Ủy ban nhân dân tỉnh về phát triển nhà ở", rule="titled")
    central = cite(None, at=150, name="Quy chế làm việc của Ban Chấp hành Trung ương khóa XIII", rule="working-rules")
    heads = [replace(PLAN, issued_on=date(2021, 2, 1), letterhead=("TỈNH ỦY",), place=place) for place in ("Phan Thiết", "Vinh", None)]
    found = [[resolve(head, one).target for one in (rules, plan, central)] for head in heads]
    assert [[str(target).partition("/name/")[0] for target in targets] for targets in found] == [
        ["binh-thuan.tu", "binh-thuan.ubnd", "name/quy-che-lam-viec-cua-ban-chap-hanh-trung-uong-khoa-xiii"],
        ["nghe-an.tu", "nghe-an.ubnd", "name/quy-che-lam-viec-cua-ban-chap-hanh-trung-uong-khoa-xiii"],
        ["_.tu@00000000", "_.ubnd@00000000", "name/quy-che-lam-viec-cua-ban-chap-hanh-trung-uong-khoa-xiii"],
    ]

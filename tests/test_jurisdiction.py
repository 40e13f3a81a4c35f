"""Test the place of a cited body: it comes from the words beside its symbol, else from the citing body."""

from __future__ import annotations

from datetime import date

import pytest

from danchieu.graph.linking.jurisdiction import CitedBody, CitingBody, cited_place
from danchieu.graph.model.issuers import Place
from danchieu.graph.model.provinces import province_at

BEFORE, AFTER = date(2018, 3, 12), date(2025, 9, 1)


def citing(
    code: str, province: str, kind: str | None = None, name: str | None = None, *, on: date = BEFORE, superior: str | None = None
) -> CitingBody:
    return CitingBody(code, Place(province_at(province, on), kind, name), on, superior)


PROVINCE = citing("UBND", "Nghệ An")
MERGED = citing("UBND", "Cần Thơ", on=AFTER)
COMMITTEE = citing("HU", "Hà Tĩnh", "huyện ủy", "Can Lộc")
COMMUNE = citing("ĐU", "Hà Tĩnh", "xã", "Vượng Lộc", superior="Huyện ủy Can Lộc")
CITY_COMMITTEE = citing("ĐU", "Hà Nội")
DISTRICT = citing("UBND", "Bình Thuận", "huyện", "Bắc Bình")
NOWHERE = CitingBody(None, Place(), BEFORE, None)

CASES = [
    # CASE 1, 2: a district committee without its name
    (CitedBody("HU", "Huyện ủy", BEFORE), COMMUNE, ("ha-tinh", "Can Lộc")),
    (CitedBody("HU", "Huyện ủy", BEFORE), COMMITTEE, ("ha-tinh", "Can Lộc")),
    (CitedBody("HU", "Huyện ủy", BEFORE), PROVINCE, (None, None)),
    # CASE 3: a province in the words
    (CitedBody("TU", "Tỉnh ủy Lâm Đồng", BEFORE), PROVINCE, ("lam-dong", None)),
    (CitedBody("TU", "Tỉnh ủy Lâm Đồng", AFTER), PROVINCE, ("lam-dong-2025", None)),
    (CitedBody("TU", "Tỉnh ủy Lâm Đồng", None), MERGED, ("lam-dong-_", None)),
    (CitedBody("UBND", "UBND huyện Bắc Bình tỉnh Bình Thuận", BEFORE), NOWHERE, ("binh-thuan", "Bắc Bình")),
    # CASE 4: the citing body itself, or the one before it
    (CitedBody("UBND", "", BEFORE), PROVINCE, ("nghe-an", None)),
    (CitedBody("UBND", "", BEFORE), DISTRICT, ("binh-thuan", "Bắc Bình")),
    (CitedBody("UBND", "UBND huyện", BEFORE), PROVINCE, ("nghe-an", None)),
    (CitedBody("ĐU", "Thành ủy", BEFORE), CITY_COMMITTEE, ("ha-noi", None)),
    # CASE 5: a unit of the citing body's province
    (CitedBody("UBND", "UBND xã Lương Minh", AFTER), MERGED, ("can-tho-2025", "Lương Minh")),
    # CASE 6: a body of the province
    (CitedBody("TU", "Tỉnh ủy", BEFORE), DISTRICT, ("binh-thuan", None)),
    (CitedBody("TU", "Tỉnh ủy", BEFORE), MERGED, (None, None)),  # of Sóc Trăng or Hậu Giang
    (CitedBody("TU", "Thành ủy", BEFORE), MERGED, ("can-tho", None)),
    (CitedBody("HĐND", "HĐND tỉnh", BEFORE), DISTRICT, ("binh-thuan", None)),
    # CASE 7: the citing body's own district
    (CitedBody("HĐND", "HĐND huyện", BEFORE), DISTRICT, ("binh-thuan", "Bắc Bình")),
    # unknown
    (CitedBody("TU", "Tỉnh ủy", BEFORE), NOWHERE, (None, None)),
    (CitedBody("SNV", "Sở Nội vụ", BEFORE), NOWHERE, (None, None)),
]


@pytest.mark.parametrize(("cited", "by", "expected"), CASES)
def test_place_of_a_cited_body_is_found(cited: CitedBody, by: CitingBody, expected: tuple[str | None, str | None]) -> None:
    place = cited_place(cited, by)
    assert (place.province_key, place.name) == expected

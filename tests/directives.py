"""Build a small graph for queries and views: a directive, four levels below it, a province without implementation, a shared symbol."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from records import CENTRE, PROVINCE, cited, record

from danchieu.graph.loading.arrivals import NewFile
from danchieu.graph.model import SELF, Document, Issuer, Relation

NGHE_AN = Issuer("nghe-an.tu", "Tỉnh ủy Nghệ An", "TU", "province", "party", "Nghệ An", CENTRE)
BEN_TRE = Issuer("ben-tre.tu", "Tỉnh ủy Bến Tre", "TU", "province", "party", "Bến Tre", CENTRE)
DISTRICT = Issuer("tuy-phong.hu", "Huyện ủy Tuy Phong", "HU", "district", "party", "Bình Thuận", PROVINCE)
COMMUNE = Issuer("phu-lac.du", "Đảng ủy xã Phú Lạc", "ĐU", "commune", "party", "Bình Thuận", DISTRICT)

DIRECTIVE = "tw/xii/ct-5"
TITLE = "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
HOSTILE = "<script>document.title = 'taken'</script><b>đậm</b>"

_directive = cited(DIRECTIVE, symbol="05-CT/TW", type="Chỉ thị", issued_on=date(2016, 5, 15), title=TITLE)
_province = cited("binh-thuan/kh-14", symbol="14-KH/TU", issuer=PROVINCE, issued_on=date(2016, 6, 28))
_district = cited("tuy-phong/kh-11", symbol="11-KH/HU", issuer=DISTRICT, issued_on=date(2016, 8, 16))
_earlier = cited("tw/xi/ct-3", symbol="03-CT/TW", type="Chỉ thị", issued_on=date(2011, 5, 14))
_missing = cited("tw/xi/nq-12", symbol="12-NQ/TW", type="Nghị quyết", title="một số vấn đề cấp bách về xây dựng Đảng")
_law = cited("name/luat-dat-dai", symbol="31/2024/QH15", name="Luật Đất đai", type="Luật", issued_on=date(2024, 1, 18))


def records() -> list[NewFile]:
    """Return the records of the small graph."""
    central: dict[str, Any] = {"issuer": CENTRE, "type": "Chỉ thị"}
    files = [
        record(
            "a.txt",
            DIRECTIVE,
            [(_earlier, Relation.REPLACES), (_missing, Relation.IMPLEMENTS)],
            text="Chỉ thị.",
            symbol="05-CT/TW",
            title=TITLE,
            issued_on=date(2016, 5, 15),
            place="Hà Nội",
            term="XII",
            **central,
        ),
        record(
            "b.txt",
            "binh-thuan/kh-14",
            [(_directive, Relation.IMPLEMENTS), _missing],
            text=f"Kế hoạch {HOSTILE}.",
            symbol="14-KH/TU",
            title=f"thực hiện Chỉ thị 05 {HOSTILE}",
            issued_on=date(2016, 6, 28),
        ),
        record(
            "c.txt",
            "nghe-an/kh-20",
            [(_directive, Relation.BASED_ON), (_directive, Relation.IMPLEMENTS)],
            symbol="20-KH/TU",
            title="học tập và làm theo Bác",
            issued_on=date(2016, 7, 22),
            issuer=NGHE_AN,
        ),
        record(
            "d.txt",
            "tuy-phong/kh-11",
            [(_province, Relation.IMPLEMENTS), (_directive, Relation.IMPLEMENTS, SELF)],
            symbol="11-KH/HU",
            title="thực hiện Kế hoạch 14",
            issued_on=date(2016, 8, 16),
            issuer=DISTRICT,
        ),
        record("e.txt", "phu-lac/kh-9", [(_district, Relation.IMPLEMENTS)], symbol="09-KH/ĐU", title="học tập ở chi bộ", issuer=COMMUNE),
        record(
            "f.txt",
            "ben-tre/kh-18",
            [(_law, Relation.CITES)],
            candidates=["tw/xii/ct-35", "tw/xiii/ct-35"],
            symbol="18-KH/TU",
            title="chuyển đổi số trong đất đai",
            issued_on=date(2024, 9, 1),
            issuer=BEN_TRE,
        ),
        record("g.txt", "tw/xii/ct-35", symbol="35-CT/TW", title="đại hội đảng bộ các cấp", issued_on=date(2019, 5, 30), **central),
        record("h.txt", "tw/xiii/ct-35", symbol="35-CT/TW", title="đại hội đảng bộ các cấp", issued_on=date(2024, 6, 14), **central),
    ]
    return [replace(file, record=replace(file.record, document=_with_province_and_year(file.record.document))) for file in files]


def _with_province_and_year(document: Document) -> Document:
    """Add the province of the issuer and the year of the date, as linking does."""
    province = document.issuer.province if document.issuer else None
    return replace(document, province=province, year=document.issued_on.year if document.issued_on else None)

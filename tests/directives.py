"""Build a small graph for queries and views: a directive, four levels below it, a province without implementation, a shared symbol."""

from __future__ import annotations

from datetime import date
from typing import Any

from records import cited, plan_id, reading

from danchieu.graph.model import Citation, Reading, Relation

DIRECTIVE = "tw/xii/ct-5"
DISTRICT_PLAN = "tuy-phong.binh-thuan.hu/2015-2020/kh-11"
PROVINCE_PLAN = plan_id(14)
TITLE = "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
HOSTILE = "<script>document.title = 'taken'</script><b>đậm</b>"


def _cited(symbol: str, kind: str, **stated: Any) -> Citation:
    return cited(symbol, text=f"{kind} số {symbol}", type=kind, **stated)


_directive = _cited("05-CT/TW", "Chỉ thị", date=date(2016, 5, 15), title=TITLE)
_province = _cited("14-KH/TU", "Kế hoạch", issuer="Tỉnh ủy Bình Thuận", date=date(2016, 6, 28))
_district = _cited("11-KH/HU", "Kế hoạch", issuer="Huyện ủy Tuy Phong", date=date(2016, 8, 16))
_earlier = _cited("03-CT/TW", "Chỉ thị", date=date(2011, 5, 14))
_missing = _cited("12-NQ/TW", "Nghị quyết", term="XI", title="một số vấn đề cấp bách về xây dựng Đảng hiện nay")
_law = cited("31/2024/QH15", text="Luật Đất đai số 31/2024/QH15", type="Luật", date=date(2024, 1, 18))
_shared = _cited("35-CT/TW", "Chỉ thị")


def readings() -> list[Reading]:
    """Return the readings of the small graph."""
    central: dict[str, Any] = {"letterhead": ("BAN CHẤP HÀNH TRUNG ƯƠNG",), "type": "Chỉ thị"}
    return [
        reading(
            "a.txt",
            "05-CT/TW",
            [(_earlier, Relation.REPLACES), (_missing, Relation.IMPLEMENTS)],
            text="Chỉ thị.",
            title=TITLE,
            issued_on=date(2016, 5, 15),
            place="Hà Nội",
            **central,
        ),
        reading(
            "b.txt",
            "14-KH/TU",
            [(_directive, Relation.IMPLEMENTS), _missing],
            text=f"Kế hoạch {HOSTILE}.",
            title=f"thực hiện Chỉ thị 05 {HOSTILE}",
            issued_on=date(2016, 6, 28),
        ),
        reading(
            "c.txt",
            "20-KH/TU",
            [(_directive, Relation.BASED_ON), (_directive, Relation.IMPLEMENTS)],
            title="học tập và làm theo Bác",
            issued_on=date(2016, 7, 22),
            letterhead=("TỈNH ỦY NGHỆ AN",),
        ),
        reading(
            "d.txt",
            "11-KH/HU",
            [(_province, Relation.IMPLEMENTS), (_directive, Relation.IMPLEMENTS)],
            title="thực hiện Kế hoạch 14",
            issued_on=date(2016, 8, 16),
            letterhead=("TỈNH ỦY BÌNH THUẬN", "HUYỆN ỦY TUY PHONG"),
        ),
        reading(
            "e.txt",
            "09-KH/ĐU",
            [(_district, Relation.IMPLEMENTS)],
            title="học tập ở chi bộ",
            issued_on=None,
            letterhead=("TỈNH ỦY BÌNH THUẬN", "HUYỆN ỦY TUY PHONG", "ĐẢNG ỦY XÃ PHÚ LẠC"),
        ),
        reading(
            "f.txt",
            "18-KH/TU",
            [_law, _shared],
            title="chuyển đổi số trong đất đai",
            issued_on=date(2024, 9, 1),
            letterhead=("TỈNH ỦY BẾN TRE",),
        ),
        reading("g.txt", "35-CT/TW", title="đại hội đảng bộ các cấp", issued_on=date(2019, 5, 30), **central),
        reading("h.txt", "35-CT/TW", title="đại hội đảng bộ các cấp", issued_on=date(2024, 6, 14), **central),
    ]

"""Test the data of the charts."""

from __future__ import annotations

from datetime import date

import pandas as pd

from danchieu.dashboards.charts import propagation_tree, tree_rows

ROOT = {"id": "tw/xii/ct-5", "symbol": "05-CT/TW", "name": None, "title": None, "issued_on": date(2016, 5, 15), "issuer": None}
ROOT |= {"level": "central", "province": None}
PLAN = {
    "symbol": "14-KH/TU",
    "name": None,
    "title": "về triển khai Chỉ thị 05-CT/TW",
    "issued_on": date(2016, 6, 28),
    "issuer": "Tỉnh ủy Bình Thuận",
}
UNNUMBERED = {
    "symbol": None,
    "name": None,
    "title": "sơ kết một năm thực hiện Chỉ thị 05-CT/TW",
    "issued_on": None,
    "issuer": "Huyện ủy Tuy Phong",
}
BELOW = {
    "level": "province",
    "province": None,
    "relation": "IMPLEMENTS",
    "depth": 1,
    "parent": "tw/xii/ct-5",
    "lag_days": 44,
    "step_days": 44,
}


def test_a_point_is_labelled_by_symbol_or_title_and_its_root_has_no_relation() -> None:
    below = pd.DataFrame([PLAN | BELOW | {"id": "plan"}, UNNUMBERED | BELOW | {"id": "unnumbered"}])
    chart = propagation_tree(tree_rows(ROOT, below)).to_dict()
    [points] = [rows for rows in chart["datasets"].values() if len(rows) == 3]
    assert [(row["label"], row["relation_name"], row["dated"]) for row in points] == [
        ("05-CT/TW", "", True),
        ("14-KH/TU · Tỉnh ủy Bình Thuận", "implements", True),
        ("sơ kết một năm thực hiện Chỉ thị … · Huyện ủy Tuy Phong", "implements", False),
    ]

"""Test that a document type and an issuing body, added to the tables alone, are found, identified, checked and shown."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

TEXT = """TỈNH ỦY BÌNH THUẬN
Số 21-KH/TU
Phan Thiết, ngày 12 tháng 6 năm 2019
KẾ HOẠCH
thực hiện nhiệm vụ

Căn cứ Thông tri số 12-TTri/TU ngày 05/6/2019 của Tỉnh ủy Bình Thuận về công tác kiểm tra;
theo Quyết định số 9/QĐ-BQLKKT ngày 03/5/2019 của Ban Quản lý Khu kinh tế.
"""

TYPE = """
[[type]]
word = "Thông tri"
codes = ["TTri"]
bare = "cited"
examples = ["Thông tri số 12-TTri/TU"]
sources = [{ system = "party", code = "TTri", confidence = "A", source = "test" }]
"""

BODY = "BQLKKT,Ban Quản lý Khu kinh tế,province,state,UBND,,,A,test\n"

PROCESS = """
import json, sys
from pathlib import Path
from danchieu.graph.model import reference
reference.files = lambda package: Path(sys.argv[1])
from danchieu.dashboards.markup.parts import label
from danchieu.graph.checks.contradictions import types
from danchieu.graph.model.bodies import body_named
from danchieu.graph.model.symbols import is_party, parse_symbol
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text
from danchieu.extraction import extract_rows
rows = list(extract_rows(read(source_text(sys.stdin.read()))))
shown = [str(label({"type": row["type"], "symbol": row["symbol"], "name": row["name"], "id": row["target"]})) for row in rows]
wrong = [{"cited_symbol": "12-TTri/TU", "type": "Kế hoạch"}]
print(json.dumps({
    "found": [[row["text"], row["type"], row["symbol"], row["target"]] for row in rows],
    "fits": list(types([{"cited_symbol": row["symbol"], "type": row["type"]} for row in rows])),
    "mistyped": [row["known"] for row in types(wrong)],
    "shown": shown,
    "named": body_named("Ban Quản lý Khu kinh tế tỉnh"),
    "party": [is_party(parse_symbol(row["symbol"])) for row in rows],
}))
"""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Return a copy of the reference tables without the type Thông tri."""
    shutil.copytree(str(files("danchieu.data") / "reference"), tmp_path / "reference")
    table = tmp_path / "reference" / "document_types.toml"
    before, _, entry = table.read_text(encoding="utf-8").partition('[[type]]\nword = "Thông tri"\n')
    table.write_text(before + entry[entry.index("[[type]]") :], encoding="utf-8")
    return tmp_path


def read_with(tables: Path) -> dict[str, Any]:
    """Read TEXT in a fresh process that has these tables."""
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, tables], input=TEXT, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_type_and_body_are_known_once_in_the_tables(tables: Path) -> None:
    reference = tables / "reference"
    with (reference / "document_types.toml").open("a", encoding="utf-8") as table:
        table.write(TYPE)
    with (reference / "issuers.csv").open("a", encoding="utf-8") as table:
        table.write(BODY)
    read = read_with(tables)
    assert read["found"] == [
        ["Thông tri số 12-TTri/TU", "Thông tri", "12-TTri/TU", "binh-thuan.tu/2015-2020/ttri-12"],
        ["Quyết định số 9/QĐ-BQLKKT", "Quyết định", "9/QĐ-BQLKKT", "binh-thuan.bqlkkt/2019/qd-9"],
    ]
    assert read["fits"] == []
    assert read["mistyped"] == ["TTri is Thông tri"]
    assert read["shown"] == ["Thông tri 12-TTri/TU", "Quyết định 9/QĐ-BQLKKT"]
    assert read["named"] == "BQLKKT"
    assert read["party"] == [True, False]


def test_type_and_body_are_unknown_without_their_rows(tables: Path) -> None:
    read = read_with(tables)
    assert [type_ for _, type_, _, _ in read["found"]] == ["Quyết định"]
    assert read["mistyped"] == []
    assert read["named"] is None

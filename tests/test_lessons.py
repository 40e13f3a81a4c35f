"""Test that a first load does not depend on how its files are grouped into transactions."""

from __future__ import annotations

from pathlib import Path

import pytest
from records import graph_of

from danchieu.graph.loading import ingest
from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

NOTICE = """ĐẢNG CỘNG SẢN VIỆT NAM
{body}
THÔNG BÁO
về việc thực hiện Chỉ thị số 05-CT/TW

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn An
"""


def test_text_is_placed_by_one_of_a_later_transaction(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_FILES", 1)
    (tmp_path / "a.txt").write_text(NOTICE.format(body="TỈNH ỦY"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTICE.format(body="TỈNH ỦY BÌNH THUẬN"), encoding="utf-8")
    load_sources(writer, find_sources([tmp_path]))
    rows = writer.read("MATCH (:File)-[:HOLDS]->(d:Document) RETURN d.province AS province")
    assert [row["province"] for row in rows] == ["Bình Thuận", "Bình Thuận"]


def test_text_is_placed_again_by_one_that_is_learnt_again_after_it(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_FILES", 1)
    (tmp_path / "a.txt").write_text(NOTICE.format(body="TỈNH ỦY"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTICE.format(body="TỈNH ỦY BÌNH THUẬN"), encoding="utf-8")
    load_sources(writer, find_sources([tmp_path]))
    whole = graph_of(writer)
    writer.write(lambda transaction: transaction.run("MATCH (s:Schema) SET s.rules = 'of another danchieu'"))
    ingest.ingest(writer, [])
    assert graph_of(writer) == whole

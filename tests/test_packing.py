"""Test that readings survive packing and unpacking, including those that version 1 packed by position, and version 2 as plain JSON."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date

from danchieu.graph.model import Edge, Head, Kind, Reading, Register, RegisterEntry, Relation, Span
from danchieu.graph.model.packing import VERSION, pack, renew, unpack, unpack_register
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
HEAD_1 = ["14-KH/TU", "Kế hoạch", None, "2016-06-28", None, ["TỈNH ỦY BÌNH THUẬN"], None, [["symbol", "heading"]], None, 12, None]
CITATION_1 = [
    *([5, 30], "Chỉ thị số 05-CT/TW", "numbered", "numbered", "05-CT/TW", None, "Chỉ thị", "2016-05-15", "Bộ Chính trị", "XII"),
    *(None, None, "thực hiện Chỉ thị số 05-CT/TW", [["self", "IMPLEMENTS", "thực hiện", 0.9]], 0.99),
]

PART = Register("/known.csv", 1, "abc", (RegisterEntry(2, Head(symbol=None, issued_on=date(2008, 5, 16))),))


def test_a_reading_is_packed_and_unpacked() -> None:
    reading = read(source_text(TEXT, path="/a/b.txt"))
    assert reading.head.issued_on and reading.citations
    assert unpack(pack(reading), path=reading.path, sha256=reading.sha256) == replace(reading, text="")


def test_a_part_of_a_register_is_packed_and_unpacked() -> None:
    assert unpack_register(pack(PART), file=PART.file, part=1, sha256="abc") == PART


def test_fields_are_packed_by_name_and_those_of_other_code_ignored_or_defaults() -> None:
    content = json.loads(zlib.decompress(b64decode(pack(PART))))
    assert (content["version"], content["rows"][0]["line"], content["rows"][0]["head"]["issued_on"]) == (VERSION, 2, "2008-05-16")
    content["rows"][0]["head"] = {"issued_on": "2008-05-16", "unknown_field": 1}
    other = b64encode(zlib.compress(json.dumps(content).encode())).decode()
    assert unpack_register(other, file=PART.file, part=1, sha256="abc") == PART


def test_symbols_that_other_code_took_apart_are_taken_apart_again() -> None:
    reading = read(source_text(TEXT, path="/a/b.txt"))
    assert reading.head.symbol
    other = replace(reading, head=replace(reading.head, symbol=replace(reading.head.symbol, group="as other code has it")))
    assert unpack(pack(other), path=other.path, sha256=other.sha256).head.symbol == reading.head.symbol  # the text alone is compared
    assert _group(other) == "as other code has it"
    assert _group(renew(unpack(pack(other), path=other.path, sha256=other.sha256))) == reading.head.symbol.group


def _group(reading: Reading) -> str | None:
    return reading.head.symbol.group if reading.head.symbol else None


def test_version_2_is_unpacked() -> None:
    """Version 2 left out the fields that hold their default, and held symbols as text."""
    head = {"symbol": "14-KH/TU", "type": "Kế hoạch", "issued_on": "2016-06-28", "letterhead": ["TỈNH ỦY BÌNH THUẬN"], "gone": 1}
    citation = {
        **{"span": {"start": 5, "end": 30}, "text": "Chỉ thị số 05-CT/TW", "kind": "numbered", "rule": "numbered"},
        **{"symbol": "05-CT/TW", "date": "2016-05-15", "edges": [{"source": "self", "relation": "IMPLEMENTS", "confidence": 0.9}]},
        **{"provisions": [], "stated_year": 2016},
    }
    packed = json.dumps({"version": 2, "head": head, "citations": [citation], "metadata": None})
    reading = unpack(packed, path="/a.txt", sha256="abc")
    assert (str(reading.head.symbol), reading.head.issued_on, reading.head.title) == ("14-KH/TU", date(2016, 6, 28), None)
    [found] = reading.citations
    assert (found.span, found.kind, found.date, found.stated_year) == (Span(5, 30), Kind.NUMBERED, date(2016, 5, 15), 2016)
    assert (found.edges, str(found.symbol)) == ((Edge("self", Relation.IMPLEMENTS, None, 0.9),), "05-CT/TW")
    rows = json.dumps({"version": 2, "rows": [{"line": 2, "head": {"issued_on": "2008-05-16"}}]})
    assert unpack_register(rows, file=PART.file, part=1, sha256="abc") == PART


def test_version_1_of_a_reading_is_unpacked() -> None:
    reading = unpack(json.dumps([HEAD_1, [CITATION_1], "digest"]), path="/a.txt", sha256="abc")
    assert (str(reading.head.symbol), reading.head.issued_on, reading.head.end) == ("14-KH/TU", date(2016, 6, 28), 12)
    assert (reading.head.letterhead, reading.metadata) == (("TỈNH ỦY BÌNH THUẬN",), "digest")
    [citation] = reading.citations
    assert (citation.span, citation.kind, citation.date, citation.confidence) == (Span(5, 30), Kind.NUMBERED, date(2016, 5, 15), 0.99)
    assert citation.edges == (Edge("self", Relation.IMPLEMENTS, "thực hiện", 0.9),)


def test_the_first_stores_packed_fewer_fields() -> None:
    reading = unpack(json.dumps([HEAD_1[:-1], []]), path="/a.txt", sha256="abc")
    assert (reading.head.term, reading.metadata, reading.citations) == (None, None, ())


def test_version_1_of_a_part_of_a_register_is_unpacked() -> None:
    part = unpack_register(json.dumps({"rows": [[2, HEAD_1]]}), file="/known.csv", part=3, sha256="abc")
    assert (part.path, [(entry.line, str(entry.head.symbol)) for entry in part.entries]) == ("/known.csv/3", [(2, "14-KH/TU")])

"""Test registers of known documents: their rows, the faults reported, and the documents that they identify."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from records import symbol_of
from register_files import read_faults, read_rows, write_register

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.registers import UnknownIdentity, listed_document
from danchieu.graph.model import Citation, Head, Kind, Register, RegisterRow, ResolutionStatus, Span, Status
from danchieu.graph.model.packing import pack, unpack_register
from danchieu.loaders.errors import SourceError
from danchieu.loaders.grammar import read_table
from danchieu.loaders.grammar.columns import IGNORED, column_of
from danchieu.loaders.lists.register import read_register

PROJECT = Path(__file__).parents[1]


def test_rows_are_read_as_headers_with_their_lines(tmp_path: Path) -> None:
    found = read_rows(write_register(tmp_path / "documents"))
    assert [(line, str(head.symbol), head.issued_on, head.letterhead, head.signatory) for line, head in found] == [
        (2, "10-KH/TU", date(2018, 6, 10), ("Tỉnh ủy", "Bình Thuận"), "Nguyễn Văn Một"),
        (3, "10/2017/QĐ-UBND", date(2017, 3, 1), ("UBND tỉnh Bình Thuận",), None),
        (5, "57-NQ/TW", date(2024, 12, 22), ("Bộ Chính trị",), None),
    ]
    assert found[1][1].title == "về một việc của tỉnh"


def test_workbook_and_csv_give_the_same_rows(tmp_path: Path) -> None:
    text = write_register(tmp_path / "documents")
    frame = pd.read_csv(text, sep=";", dtype=str)
    frame["Ngày ban hành"] = pd.to_datetime(frame["Ngày ban hành"], dayfirst=True)
    book = tmp_path / "known.xlsx"
    frame.to_excel(book, index=False, startrow=2)
    heads = [head for _, head in read_rows(book)]
    assert heads == [head for _, head in read_rows(text)]
    assert [line for line, _ in read_rows(book)] == [4, 5, 6]


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("symbol,date\n1-CT/TW,31/2/2010\n", "line 2", "'31/2/2010' is not a date; write 2008-12-31"),
        ("symbol,date\n\nsố một,1/2/2010\n", "line 3", "'số một' is not a symbol"),
        ("symbol,date\n,1/2/2010\n", "line 2", "no symbol; write"),
        ("symbol,khóa\n1-CT/TW,mười\n", "line 2", "'mười' is not a term"),
        ("symbol,title\n1-CT/TW,một, hai\n", "line 2", "quote values"),
    ],
)
def test_unusable_rows_are_reported_with_their_line(text: str, place: str, complaint: str, tmp_path: Path) -> None:
    path = write_register(tmp_path / "documents", text + "2-CT/TW,\n")
    assert re.search(re.escape(complaint), read_faults(path)[place])
    assert len(read_rows(path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("known.csv", b"", "empty"),
        ("known.csv", b"a,b\n1,2\n", r"no row at its top has a column symbol \(số ký hiệu\); name one so. It begins with 'a', 'b'"),
        ("known.csv", b"symbol\0\n", "not text"),
        ("known.csv", b'symbol\n"1-CT/TW\n', "cannot be read as CSV .* at line 2"),
        ("known.xlsx", b"no workbook", "is not a workbook"),
        ("known.xlsx", b"PK\3\4no workbook", "is cut off or damaged"),
        ("known.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted, or a workbook of Excel before 2007"),
        ("known.ods", b"", "is no table; save it as .xlsx or .csv"),
        ("nothing.csv", None, "no such file"),
    ],
)
def test_unreadable_register_raises_with_the_reason(name: str, content: bytes | None, complaint: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        list(read_register(tmp_path / name))


def test_a_part_is_packed_and_unpacked(tmp_path: Path) -> None:
    [part] = (item for item in read_register(write_register(tmp_path / "documents")) if isinstance(item, Register))
    assert unpack_register(pack(part), file=part.file, part=part.part, sha256=part.sha256) == part


def test_the_names_of_columns_are_documented() -> None:
    page = (PROJECT / "docs/tables.md").read_text(encoding="utf-8")
    for field, section in read_table("columns.toml").items():
        if names := section.get("names"):
            shown = "ignored" if field == IGNORED else field
            assert f"| {shown} | {', '.join(filter(None, names))} |" in page
            assert {column_of(name.upper()) for name in names} == {field}


@pytest.mark.parametrize(
    ("head", "id_"),
    [
        (
            Head(symbol=symbol_of("20-CT/TU"), issued_on=date(2008, 5, 16), letterhead=("Ban Thường vụ Tỉnh ủy", "Bình Thuận")),
            "binh-thuan.tu/2005-2010/ct-20",
        ),
        (Head(symbol=symbol_of("35-CT/TW"), issued_on=date(2019, 5, 30), letterhead=("Bộ Chính trị",)), "tw/xii/ct-35"),
        (Head(symbol=symbol_of("35-CT/TW"), term="XII"), "tw/xii/ct-35"),
        (Head(symbol=symbol_of("10/2024/QĐ-UBND"), letterhead=("UBND tỉnh Phú Thọ",)), "phu-tho.ubnd/2024/qd-10-2024"),
        (Head(symbol=symbol_of("45/2013/QH13"), type="Luật", issued_on=date(2013, 11, 29)), "qh/13/l-45"),
        (Head(symbol=symbol_of("812/QĐ-TTg"), issued_on=date(2018, 7, 4)), "ttg/2018/qd-812"),
    ],
)
def test_row_gets_the_id_of_its_document(head: Head, id_: str) -> None:
    document = listed_document(head, row=RegisterRow("known.csv", 2))
    assert (document.id, document.status, document.register_row) == (id_, Status.CITED, RegisterRow("known.csv", 2))


@pytest.mark.parametrize(
    ("head", "complaint"),
    [
        (Head(symbol=symbol_of("20-CT/TU"), issued_on=date(2008, 5, 16)), "province"),
        (Head(symbol=symbol_of("20-CT/TU"), letterhead=("Tỉnh ủy", "Bình Thuận")), "date, or the term"),
        (Head(symbol=symbol_of("812/QĐ-TTg")), "add the date"),
        (
            Head(symbol=symbol_of("45/2013/QH13"), issued_on=date(2014, 11, 29), type="Luật"),
            "the year of 45/2013/QH13 differs from that of its date 29/11/2014",
        ),
        (Head(symbol=symbol_of("45/2013/QH13")), "add the type"),
        (Head(symbol=symbol_of("10/2025/QĐ-UBND"), letterhead=("UBND tỉnh Phú Thọ",)), "add the date"),
    ],
)
def test_row_that_identifies_no_single_document_is_refused(head: Head, complaint: str) -> None:
    with pytest.raises(UnknownIdentity, match=complaint):
        listed_document(head, row=RegisterRow("known.csv", 2))


LAW = Head(symbol=symbol_of("27/2023/QH15"), issued_on=date(2023, 11, 27), type="Luật", title="Nhà ở")


@pytest.mark.parametrize(
    ("law", "name", "on", "target"),
    [
        (LAW, "Luật Nhà ở 2023", None, "qh/15/l-27"),
        (LAW, "Luật Nhà ở", date(2023, 11, 27), "qh/15/l-27"),
        (replace(LAW, title="Luật Nhà ở năm 2023"), "Luật Nhà ở 2023", None, "qh/15/l-27"),
        (LAW, "Luật Nhà ở", date(2014, 11, 25), "name/luat-nha-o/2014"),
        (replace(LAW, title="về nhà ở xã hội", type="Nghị quyết"), "Luật Nhà ở 2023", None, "name/luat-nha-o/2023"),
        # a register does not say whether a law is still in force later; a document of that day that cites its number does
        (LAW, "Luật Nhà ở", None, "name/luat-nha-o"),
    ],
)
def test_law_in_a_register_resolves_citations_of_its_name(law: Head, name: str, on: date | None, target: str) -> None:
    builder = KnowledgeBuilder([])
    builder.add_row(listed_document(law, row=RegisterRow("known.csv", 2)), law)
    citing = Head(symbol=symbol_of("11-KH/TU"), issued_on=date(2025, 3, 4), letterhead=("TỈNH ỦY BÌNH THUẬN",))
    mention = Citation(span=Span(0, len(name)), text=name, kind=Kind.NAMED, rule="law-name", name=name, date=on)
    builder.add_text(citing, [mention], sha256="a" * 64)
    (link,) = builder.build().record(citing, [mention], path="x", sha256="a" * 64).links
    assert (link.resolution.target, link.resolution.status == ResolutionStatus.RESOLVED) == (target, target.startswith("qh/"))


def test_registers_merge_independently_of_order() -> None:
    heads = [
        Head(symbol=symbol_of("35-CT/TW"), issued_on=on, title=title)
        for on, title in ((date(2019, 5, 30), "một"), (date(2019, 5, 31), "hai"), (date(2019, 5, 30), "ba"))
    ]
    found = set()
    for order in itertools.permutations(heads):
        builder = KnowledgeBuilder([])
        for head in order:
            builder.add_row(listed_document(head, row=RegisterRow("known.csv", 2)), head)
        found |= {known.document for known in builder.build().knowledge.candidates("35//CT/TW").values()}
    assert [(document.issued_on, document.title) for document in found] == [(date(2019, 5, 30), "ba")]


@pytest.mark.parametrize(
    ("letterhead", "identified"),
    [
        ("TỈNH ỦY BÌNH THUẬN", "binh-thuan.tu/2015-2020/kh-10"),
        ("TỈNH ỦY NGHỆ AN", "nghe-an.tu/_@bbbbbbbb/kh-10"),
        ("TỈNH ỦY", "_.tu@bbbbbbbb/_@bbbbbbbb/kh-10"),
    ],
)
def test_a_text_without_date_is_the_only_listed_document_of_its_own_body(letterhead: str, identified: str) -> None:
    row = Head(symbol=symbol_of("10-KH/TU"), issued_on=date(2018, 6, 10), letterhead=("Tỉnh ủy Bình Thuận",))
    builder = KnowledgeBuilder([])
    builder.add_row(listed_document(row, row=RegisterRow("known.csv", 2)), row)
    text = Head(symbol=symbol_of("10-KH/TU"), type="Kế hoạch", letterhead=(letterhead,))
    builder.add_text(text, [], sha256="b" * 64)
    document = builder.build().identify(text, sha256="b" * 64)
    assert document.id == identified
    assert document.issuer is not None and document.id.startswith(document.issuer.id)

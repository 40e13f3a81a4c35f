"""Test registers of known documents: their rows, the faults reported, and the citations that they resolve."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from records import graph_of, symbol_of
from shell import run

from danchieu.graph.checks.findings import integrity
from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.registers import UnknownIdentity, listed_document
from danchieu.graph.loading.ingest import loaded_files
from danchieu.graph.model import Citation, Head, Kind, Register, RegisterRow, ResolutionStatus, Span, Status
from danchieu.graph.model.packing import pack, unpack_register
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders.corpus import Failure
from danchieu.loaders.errors import SourceError
from danchieu.loaders.grammar import read_table
from danchieu.loaders.lists.columns import column_of
from danchieu.loaders.lists.register import read_register

PROJECT = Path(__file__).parents[1]
PLAN = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {number}-KH/TU                Phan Thiết, ngày {number} tháng 6 năm 2018

KẾ HOẠCH
về việc tiếp theo

Căn cứ Kế hoạch số 10-KH/TU ngày 10/6/2018 của Tỉnh ủy và Quyết định số 10/2017/QĐ-UBND của Ủy ban nhân dân tỉnh, Tỉnh ủy xây dựng kế hoạch.
"""
REGISTER = """Số ký hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành;Tỉnh;Người ký
10-KH/TU;10/6/2018;kế hoạch mười;Tỉnh ủy;Bình Thuận;Nguyễn Văn Một
10/2017/QĐ-UBND;1/3/2017;"về một việc
của tỉnh";UBND tỉnh Bình Thuận;;
57-NQ/TW;22/12/2024;về đột phá;Bộ Chính trị;;
"""


@pytest.fixture
def store(embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    return embedded_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in (11, 12):
        (folder / f"kh-{number}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    return folder


def register(folder: Path, text: str = REGISTER, name: str = "known.csv") -> Path:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def rows(path: Path) -> list[tuple[int, Head]]:
    return [row for part in read_register(path) if isinstance(part, Register) for row in part.rows]


def complaints(path: Path) -> dict[str, str]:
    return {item.path.removeprefix(f"{path} "): item.reason for item in read_register(path) if isinstance(item, Failure)}


def load(*arguments: object) -> dict[str, object]:
    ran = run("load", *arguments, "--json")
    report: dict[str, object] = json.loads(ran.out)
    assert ran.status == bool(report["failed"]), ran.err
    return report


def graph(store: Settings) -> set[tuple[object, ...]]:
    with open_store(store) as writer:
        assert integrity(writer) == []
        return graph_of(writer)


def documents(store: Settings) -> dict[str, dict[str, object]]:
    with open_store(store, mode="read") as reader:
        return {row["d"]["id"]: row["d"] for row in reader.read("MATCH (d:Document) RETURN d")}


def resolutions(store: Settings) -> set[tuple[str, str, str]]:
    with open_store(store, mode="read") as reader:
        query = "MATCH (c:Citation)-[:REFERS_TO]->(d:Document) RETURN c.symbol AS symbol, c.resolution AS resolution, d.id AS id"
        return {(row["symbol"], row["resolution"], row["id"]) for row in reader.read(query)}


# Reading --------------------------------------------------------------------------------------------------------------------------------


def test_rows_are_read_as_headers_with_their_lines(tmp_path: Path) -> None:
    found = rows(register(tmp_path / "documents"))
    assert [(line, str(head.symbol), head.issued_on, head.letterhead, head.signatory) for line, head in found] == [
        (2, "10-KH/TU", date(2018, 6, 10), ("Tỉnh ủy", "Bình Thuận"), "Nguyễn Văn Một"),
        (3, "10/2017/QĐ-UBND", date(2017, 3, 1), ("UBND tỉnh Bình Thuận",), None),
        (5, "57-NQ/TW", date(2024, 12, 22), ("Bộ Chính trị",), None),
    ]
    assert found[1][1].title == "về một việc của tỉnh"


def test_workbook_and_csv_give_the_same_rows(tmp_path: Path) -> None:
    text = register(tmp_path / "documents")
    frame = pd.read_csv(text, sep=";", dtype=str)
    frame["Ngày ban hành"] = pd.to_datetime(frame["Ngày ban hành"], dayfirst=True)
    book = tmp_path / "known.xlsx"
    frame.to_excel(book, index=False, startrow=2)
    heads = [head for _, head in rows(book)]
    assert heads == [head for _, head in rows(text)]
    assert [line for line, _ in rows(book)] == [4, 5, 6]


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("symbol,colour\n1-CT/TW,red\n", "line 1", "'colour' is not known"),
        ("symbol,number\n1-CT/TW,2\n", "line 1", "'number' is not known or repeated"),
        ("symbol,date\n1-CT/TW,31/2/2010\n", "line 2", "'31/2/2010' is not a date; write 2008-12-31"),
        ("symbol,date\n\nsố một,1/2/2010\n", "line 3", "'số một' is not a symbol"),
        ("symbol,date\n,1/2/2010\n", "line 2", "no symbol; write"),
        ("symbol,khóa\n1-CT/TW,mười\n", "line 2", "'mười' is not a term"),
        ("symbol,title\n1-CT/TW,một, hai\n", "line 2", "quote values"),
    ],
)
def test_unusable_rows_are_reported_with_their_line(text: str, place: str, complaint: str, tmp_path: Path) -> None:
    path = register(tmp_path / "documents", text + "2-CT/TW,\n" * (place != "line 1"))
    assert re.search(re.escape(complaint), complaints(path)[place])
    assert len(rows(path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("known.csv", b"", "empty"),
        ("known.csv", b"a,b\n1,2\n", "no column of symbols in its header, which holds 'a', 'b'"),
        ("known.csv", "số ký hiệu\n".encode("utf-16"), "not UTF-8"),
        ("known.csv", b'symbol\n"1-CT/TW\n', "cannot be read as csv"),
        ("known.xlsx", b"no workbook", "cannot be read as xlsx"),
        ("known.ods", b"", "ends in .csv or .xlsx"),
        ("nothing.csv", None, "no such register"),
    ],
)
def test_unreadable_register_raises_with_the_reason(name: str, content: bytes | None, complaint: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=complaint):
        list(read_register(tmp_path / name))


def test_a_part_is_packed_and_unpacked(tmp_path: Path) -> None:
    [part] = (item for item in read_register(register(tmp_path / "documents")) if isinstance(item, Register))
    assert unpack_register(pack(part), file=part.file, part=part.part, sha256=part.sha256) == part


def test_the_names_of_columns_are_documented() -> None:
    page = (PROJECT / "docs/tables.md").read_text(encoding="utf-8")
    for field, names in read_table("columns.toml").items():
        shown = "ignored" if field == "aside" else field
        assert f"| {shown} | {', '.join(filter(None, names))} |" in page
        assert {column_of(name.upper()) for name in names} == {field}


# Identity -------------------------------------------------------------------------------------------------------------------------------


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
    builder.add_register_row(listed_document(law, row=RegisterRow("known.csv", 2)), law)
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
            builder.add_register_row(listed_document(head, row=RegisterRow("known.csv", 2)), head)
        found |= {known.document for known in builder.build().knowledge.candidates("35//CT/TW").values()}
    assert [(document.issued_on, document.title) for document in found] == [(date(2019, 5, 30), "ba")]


# Loading --------------------------------------------------------------------------------------------------------------------------------


def test_register_resolves_stubs(folder: Path, store: Settings) -> None:
    load(folder)
    assert {resolution for _, resolution, _ in resolutions(store)} == {"stub"}
    report = load(folder, "--register", register(folder))
    assert (report["listed"], report["relinked"], report["failed"]) == (3, 2, [])
    assert resolutions(store) == {
        ("10-KH/TU", "resolved", "binh-thuan.tu/2015-2020/kh-10"),
        ("10/2017/QĐ-UBND", "resolved", "binh-thuan.ubnd/2017/qd-10-2017"),
    }
    listed = documents(store)["tw/xiii/nq-57"]
    assert (listed["status"], listed["title"], listed["issued_on"]) == ("cited", "về đột phá", date(2024, 12, 22))
    assert listed["issuer_words"] == "Bộ Chính trị"
    with open_store(store, mode="read") as reader:
        query = "MATCH (f:File)-[d:DESCRIBES]->(:Document {id: 'tw/xiii/nq-57'}) RETURN f.register AS file, f.part AS part, d.line AS line"
        assert reader.read(query) == [{"file": register(folder).as_posix(), "part": 1, "line": 5}]
    [shown] = json.loads(run("query", "document", "-p", "document=57-NQ/TW", "--format", "json").out)
    assert shown["evidence"] == ["issuer: Bộ Chính trị", "register: known.csv line 5"]


def test_register_entries_stay_known_for_later_loads(folder: Path, store: Settings) -> None:
    load(folder, "--register", register(folder))
    once = graph(store)
    again = load(folder, "--register", register(folder))
    assert (again["listed"], again["relinked"]) == (0, 0)
    assert graph(store) == once
    (folder / "kh-13.txt").write_text(PLAN.format(number=13), encoding="utf-8")
    assert load(folder)["resolved"] == 2


def test_order_of_loading_does_not_change_the_graph(folder: Path, store: Settings) -> None:
    known, others = register(folder), [folder / "kh-11.txt", folder / "kh-12.txt"]
    other = register(folder, "symbol,date,title\n57-NQ/TW,22/12/2024,đột phá phát triển\n", "other.csv")
    graphs = []
    ways: list[list[list[object]]] = [
        [[*others, "--register", known, "--register", other]],
        [[others[0], "--register", other], [others[1]], [others[1], "--register", known]],
        [[others[1], "--register", known], [others[0], "--register", other]],
    ]
    for steps in ways:
        with open_store(store) as writer:
            writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
        for step in steps:
            load(*step)
        graphs.append(graph(store))
    assert graphs[0] == graphs[1] == graphs[2]


def test_changed_register_replaces_its_previous_rows(folder: Path, store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danchieu.loaders.lists.register._PART", 2)
    load(folder, "--register", register(folder))
    report = load(folder, "--register", register(folder, "".join(REGISTER.splitlines(keepends=True)[:2])))
    assert report["relinked"] == 2
    assert "tw/xiii/nq-57" not in documents(store)
    assert ("10/2017/QĐ-UBND", "stub", "binh-thuan.ubnd/2017/qd-10-2017") in resolutions(store)
    with open_store(store) as writer:
        assert {path.rpartition("/")[2] for path in loaded_files(writer)} == {"1", "kh-11.txt", "kh-12.txt"}


def test_prune_removes_only_a_register_whose_file_is_gone(folder: Path, store: Settings) -> None:
    path = folder / "known.csv"
    path.write_text(REGISTER, encoding="utf-8")
    load(folder, "--register", path)
    assert load(folder, "--prune")["pruned"] == 0
    path.unlink()
    assert load(folder, "--prune")["pruned"] == 1
    assert "tw/xiii/nq-57" not in documents(store)
    assert {resolution for _, resolution, _ in resolutions(store)} == {"stub"}


def test_loaded_document_overrides_its_register_entry_until_removed(folder: Path, store: Settings) -> None:
    path = register(folder, REGISTER + "11-KH/TU;11/6/2018;kế hoạch khác;Tỉnh ủy;Bình Thuận;\n")
    load(folder / "kh-12.txt", "--register", path)
    id_ = "binh-thuan.tu/2015-2020/kh-11"
    assert documents(store)[id_]["title"] == "kế hoạch khác"
    load(folder)
    assert (documents(store)[id_]["status"], documents(store)[id_]["title"]) == ("loaded", "về việc tiếp theo")
    (folder / "kh-11.txt").unlink()
    load(folder, "--prune")
    assert (documents(store)[id_]["status"], documents(store)[id_]["title"]) == ("cited", "kế hoạch khác")


def test_bad_rows_are_reported_and_the_rest_is_loaded(folder: Path, store: Settings) -> None:
    path = register(folder, REGISTER + "20-CT/TU;1/1/2007;;Tỉnh ủy;;\nhai;;;;;\n")
    ran = run("load", folder, "--register", path)
    assert ran.status == 1
    assert re.search(rf"failed {path} line 6: 20-CT/TU does not identify a single document \(add the issuer with its province", ran.err)
    assert re.search(rf"failed {path} line 7: 'hai' is not a symbol", ran.err)
    assert "tw/xiii/nq-57" in documents(store)


def test_signatory_in_a_register_gives_the_province_of_documents(folder: Path, store: Settings) -> None:
    (folder / "ct-20.txt").write_text(
        "TỈNH ỦY            ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 20-CT/TU\nHội trường, ngày 16 tháng 5 năm 2018\n\nCHỈ THỊ\nvề một việc\n\n"
        "Ban Thường vụ yêu cầu thực hiện.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nNguyễn Văn Một\n",
        encoding="utf-8",
    )
    load(folder, "--register", register(folder))
    assert documents(store)["binh-thuan.tu/2015-2020/ct-20"]["province_from"] == "signatory of other documents"

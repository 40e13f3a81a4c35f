"""Test metadata.csv: it completes and corrects headers, is named as evidence, and its unusable values are reported."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from records import symbol_of
from shell import run

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.model import Evidence, Failure, Head, LeftAside, Note, Opened, Reading, Unchanged
from danchieu.graph.model.packing import pack, unpack
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.lists.cells import head_of
from danchieu.loaders.lists.metadata import read_metadata

NOTICE = "KẾ HOẠCH\nthực hiện một việc\n\nCăn cứ Kế hoạch số 10-KH/TU ngày 10/6/2018 của Tỉnh ủy, yêu cầu thực hiện.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("một.txt", "hai.txt"):
        (folder / name).write_text(NOTICE, encoding="utf-8")
    return folder


def write_metadata(folder: Path, text: str) -> None:
    (folder / "metadata.csv").write_text(text, encoding="utf-8")


def read(folder: Path) -> dict[str, Reading | Failure | Unchanged | LeftAside | Opened | Note]:
    return {item.path.rpartition("/")[2]: item for item in read_corpus(sorted(folder.glob("*.txt")))}


def head(folder: Path, name: str) -> Head:
    reading = read(folder)[name]
    assert isinstance(reading, Reading)
    return reading.head


def documents(store: Settings) -> dict[str, dict[str, object]]:
    with open_store(store, mode="read") as reader:
        return {row["d"]["id"]: row["d"] for row in reader.read("MATCH (d:Document {status: 'loaded'}) RETURN d")}


# (header, row, completed header, properties named in the evidence)
CASES = [
    (
        Head(),
        {"symbol": "Số: 11 - KH/TU", "date": "11/6/2018"},
        Head(symbol=symbol_of("11-KH/TU"), issued_on=date(2018, 6, 11)),
        ["symbol", "issued_on"],
    ),
    (Head(symbol=symbol_of("11-KH/TU")), {"symbol": "11-KH/TU"}, Head(symbol=symbol_of("11-KH/TU")), []),
    (Head(issued_on=date(2018, 6, 1)), {"date": "2018-06-11"}, Head(issued_on=date(2018, 6, 11)), ["issued_on"]),
    (Head(), {"date": "ngày 1 tháng 2 năm 2003"}, Head(issued_on=date(2003, 2, 1)), ["issued_on"]),
    (
        Head(),
        {"type": "KẾ HOẠCH", "term": "khóa XIII", "title": " về\nviệc "},
        Head(type="Kế hoạch", term="XIII", title="về việc"),
        ["type", "term", "title"],
    ),
    (Head(letterhead=("TỈNH ỦY",)), {"province": "Bình Thuận"}, Head(letterhead=("TỈNH ỦY", "Bình Thuận")), ["province"]),
    (
        Head(letterhead=("TỈNH ỦY ĐỒNG NAI",)),
        {"issuer": "Tỉnh ủy", "province": "Bình Thuận"},
        Head(letterhead=("Tỉnh ủy", "Bình Thuận")),
        ["issuer", "province"],
    ),
    (Head(evidence=(Evidence("signatory", "stamp"),)), {"signatory": "Nguyễn Văn Một"}, Head(signatory="Nguyễn Văn Một"), ["signatory"]),
]


@pytest.mark.parametrize(("before", "row", "after", "named"), CASES)
def test_row_completes_and_corrects_a_header(before: Head, row: dict[str, str], after: Head, named: list[str]) -> None:
    listed = head_of(before, row, source="metadata.csv")
    found = listed.head
    assert listed.complaints == ()
    assert {*found.evidence} == {Evidence(name, "metadata.csv") for name in named}
    assert [getattr(found, name) for name in Head.__slots__ if name != "evidence"] == [
        getattr(after, name) for name in Head.__slots__ if name != "evidence"
    ]


def test_columns_have_vietnamese_and_english_names(folder: Path) -> None:
    write_metadata(folder, "Tệp;Số, ký hiệu;Ngày ban hành;Người ký;Tỉnh;Khoá\nhai.txt;11-KH/TU;11/6/2018;Nguyễn Văn Một;Bình Thuận;XIII\n")
    vietnamese = head(folder, "hai.txt")
    write_metadata(folder, "FILE,symbol,date,signatory,province,term\nhai.txt,11-KH/TU,2018-06-11,Nguyễn Văn Một,Bình Thuận,XIII\n")
    assert vietnamese == head(folder, "hai.txt")
    assert (str(vietnamese.symbol), vietnamese.signatory, vietnamese.term) == ("11-KH/TU", "Nguyễn Văn Một", "XIII")


def test_document_is_identified_by_its_row(folder: Path) -> None:
    write_metadata(folder, "file,symbol,date,issuer,province\nhai.txt,11-KH/TU,11/6/2018,Tỉnh ủy,Bình Thuận\n")
    document = KnowledgeBuilder([]).build().identify(head(folder, "hai.txt"), sha256="f" * 64)
    assert document.id == "binh-thuan.tu/2015-2020/kh-11"
    assert {"symbol", "issued_on", "issuer", "province"} == {one.property for one in document.evidence if one.source == "metadata.csv"}
    assert head(folder, "một.txt").symbol is None


def test_file_names_match_in_nfc_and_nfd(folder: Path) -> None:
    write_metadata(folder, unicodedata.normalize("NFD", "file,symbol\nmột.txt,11-KH/TU\n"))
    assert str(head(folder, "một.txt").symbol) == "11-KH/TU"


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("file,symbol\nba.txt,1-CT/TW\n", " line 2", "no file 'ba.txt' is in this folder"),
        ("file,symbol\n,1-CT/TW\n", " line 2", "names no file"),
        (
            "symbol\n1-CT/TW\n",
            "",
            "no row at its top has a column file (tệp); name one so. It begins with 'symbol'; nothing of it was used",
        ),
        ("file,date\n\nhai.txt,31/2/2018\n", " line 3", "'31/2/2018' is not a date; write 2008-12-31 or 31/12/2008; the value was ignored"),
        ("file,symbol\nhai.txt,một\n", " line 2", "'một' is not a symbol"),
        ("file,symbol\nhai.txt,1-CT/TW\nhai.txt,2-CT/TW\n", " line 3", "'hai.txt' has an earlier row"),
        ("", "", "is empty"),
        ('file,symbol\nhai.txt,"1-CT/TW\n', "", "cannot be read"),
    ],
)
def test_unusable_rows_are_reported_with_their_line(text: str, place: str, complaint: str, folder: Path) -> None:
    write_metadata(folder, text)
    [failure] = read_metadata(folder).complaints
    assert isinstance(failure, Failure)
    where, reason = failure.path, failure.reason
    assert where == f"{folder / 'metadata.csv'}{place}"
    assert complaint in reason


def test_unknown_columns_are_left_aside_with_a_note(folder: Path) -> None:
    write_metadata(folder, "file,colour,symbol\nhai.txt,red,11-KH/TU\n")
    assert read_metadata(folder).complaints == [
        Note(f"{folder}/metadata.csv line 1", "left aside: columns whose names are not known or came before ('colour')")
    ]
    assert str(head(folder, "hai.txt").symbol) == "11-KH/TU"


def test_valid_values_of_a_faulty_row_are_used(folder: Path) -> None:
    write_metadata(folder, "file,symbol,date\nhai.txt,11-KH/TU,sau này\n")
    assert str(head(folder, "hai.txt").symbol) == "11-KH/TU"
    assert head(folder, "hai.txt").issued_on is None


def test_a_row_is_packed_with_its_reading(folder: Path) -> None:
    write_metadata(folder, "file,symbol,term\nhai.txt,11-KH/TU,XIII\n")
    reading = read(folder)["hai.txt"]
    assert isinstance(reading, Reading)
    again = unpack(pack(reading), path=reading.path, sha256=reading.sha256)
    assert (again.head, again.citations, again.metadata) == (reading.head, reading.citations, reading.metadata)
    assert reading.metadata


def load(*arguments: object) -> dict[str, object]:
    ran = run("load", *arguments, "--json")
    report: dict[str, object] = json.loads(ran.out)
    return report


def test_file_with_a_changed_row_is_reread(folder: Path, embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    seen = []
    for text in (
        None,
        "file,symbol,date,issuer,province\nhai.txt,11-KH/TU,11/6/2018,Tỉnh ủy,Bình Thuận\n",
        "same",
        "file,title\nmột.txt,khác\n",
        "gone",
    ):
        if text == "gone":
            (folder / "metadata.csv").unlink()
        elif text and text != "same":
            write_metadata(folder, text)
        report = load(folder)
        ids = documents(embedded_store)
        seen.append((report["documents"], report["skipped"], "binh-thuan.tu/2015-2020/kh-11" in ids))
    # The two files have the same text, so that without a row they are one document.
    assert seen == [(1, 0, False), (1, 1, True), (0, 2, True), (1, 0, False), (0, 1, False)]


def test_relinking_keeps_the_values_of_a_row(folder: Path, embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    write_metadata(folder, "file,symbol,date,issuer,province\nhai.txt,11-KH/TU,11/6/2018,Tỉnh ủy,Bình Thuận\n")
    load(folder)
    (folder / "ba.txt").write_text(
        "TỈNH ỦY BÌNH THUẬN\nSố 10-KH/TU\nPhan Thiết, ngày 10 tháng 6 năm 2018\n\nKẾ HOẠCH\nvề một việc\n", encoding="utf-8"
    )
    assert load(folder)["relinked"]
    report = load(folder)
    assert (report["skipped"], report["relinked"]) == (3, 0)
    assert documents(embedded_store)["binh-thuan.tu/2015-2020/kh-11"]["issued_on_from"] == "metadata.csv"


def test_faulty_rows_do_not_stop_a_load(folder: Path, embedded_store: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANCHIEU_STORE", embedded_store.store)
    write_metadata(folder, "file,symbol,date,issuer,province\nba.txt,,,,\nhai.txt,11-KH/TU,11/6/2018,Tỉnh ủy,Bình Thuận\n")
    for _ in range(2):
        ran = run("load", folder)
        assert ran.status == 1
        assert f"failed {folder / 'metadata.csv'} line 2: no file 'ba.txt' is in this folder" in ran.err
    assert "binh-thuan.tu/2015-2020/kh-11" in documents(embedded_store)

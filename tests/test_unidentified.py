"""Test proposals for files without a number of their own: texts in, rows of a metadata table out, which come back once confirmed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from archive_files import zipped
from shell import run

from danchieu.graph.checks.findings import check
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import Writer, open_store
from danchieu.pipeline import find_sources, load_sources

DRAFT = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số:     -KH/TU                Phan Thiết, ngày 16 tháng 8 năm 2016

KẾ HOẠCH
về một việc của tỉnh

Căn cứ Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch.
"""
BODY = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định việc trồng rừng.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực.\n"
PAGE = "# Chỉ thị số 13-CT/TW ngày 12/01/2017 của Ban Bí thư có gì mới?\n\nBài viết giới thiệu Chỉ thị số 13-CT/TW về bảo vệ rừng.\n"
PLAIN = "Hội nghị thống nhất trồng rừng ven biển.\n"

# name of the file, text; symbol, date, issuer, type, title, kind, what hints at them
FILES = {
    "KH-12-TU.txt": (
        DRAFT,
        *("12-KH/TU", "2016-08-16", "TỈNH ỦY BÌNH THUẬN", "Kế hoạch", "về một việc của tỉnh", "directive"),
        "symbol: file name; date: header; issuer: header; type: header; title: header; symbol: left blank before -KH/TU",
    ),
    "nd-51-2013-nd-cp.txt": (
        BODY,
        *("51/2013/NĐ-CP", "", "", "Nghị định", "", "directive"),
        "symbol: file name; type: text about itself",
    ),
    "page.txt": (
        PAGE,
        *("13-CT/TW", "2017-01-12", "Ban Bí thư", "Chỉ thị", "", "page"),
        "symbol: line 1; date: line 1; issuer: line 1; type: line 1",
    ),
    "scan0012.txt": (PLAIN, *("", "", "", "", "", ""), ""),
    "=1+1 thong-bao 2-3-2016.txt": (
        PLAIN + "Kết thúc.\n",
        *("", "2016-03-02", "", "Thông báo", "", ""),
        "date: file name; type: file name",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the files, half of them in a folder below."""
    folder = tmp_path / "documents"
    (folder / "huyện").mkdir(parents=True)
    for number, (name, (text, *_)) in enumerate(FILES.items()):
        (folder / ("huyện" if number % 2 else "") / name).write_text(text, encoding="utf-8")
    return folder


def test_what_a_file_may_be_is_proposed(writer: Writer, folder: Path) -> None:
    load_sources(writer, find_sources([folder]))
    found = check(writer, only=["unidentified"])
    proposed = {one.proposal["file"]: one.proposal for one in found if one.proposal}
    columns = ("symbol", "date", "issuer", "type", "title", "kind", "hints")
    assert {name: tuple(row[column] for column in columns) for name, row in proposed.items()} == {
        name: tuple(expected) for name, (_, *expected) in FILES.items()
    }
    assert {row["confirmed"] for row in proposed.values()} == {""}
    assert {one.line for one in found} == {1}
    [page] = [one for one in found if str(one.file).endswith("page.txt")]
    assert (page.stated, page.known) == (
        "no number of its own, a page about documents",
        "perhaps 13-CT/TW (line 1), 2017-01-12 (line 1), Ban Bí thư (line 1), Chỉ thị (line 1)",
    )


def test_a_proposal_comes_back_as_metadata_once_confirmed(folder: Path, store: str, embedded_store: Settings) -> None:
    assert run("load", folder).status == 0
    ran = run("check", "--kind", "unidentified", "--format", "csv")
    assert f"x in the column confirmed of those that are right, save it as {folder / 'metadata.csv'}, and load the files again" in ran.err
    assert ran.out.startswith("\ufeff")
    table = folder / "metadata.csv"
    table.write_text(ran.out, encoding="utf-8")
    unread = run("load", folder)
    assert (unread.status, "5 rows that are not confirmed" in unread.err) == (0, True)
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))
    assert {(row["folder"], row["file"]) for row in rows} == {("huyện" if number % 2 else "", name) for number, name in enumerate(FILES)}
    for row in rows:
        row["confirmed"] = "x" if row["symbol"] and row["kind"] == "directive" else ""
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    loaded = run("load", folder, "--json")
    assert (loaded.status, json.loads(loaded.out)["documents"]) == (0, 2)
    with open_store(embedded_store, mode="read") as reader:
        named = reader.read("MATCH (d:Document {status: 'loaded'}) WHERE d.symbol IS NOT NULL RETURN d.id AS id, d.symbol_from AS source")
        left = {str(one.file).rpartition("/")[2] for one in check(reader, only=["unidentified"])}
    assert {(row["id"], row["source"]) for row in named} == {
        ("binh-thuan.tu/2015-2020/kh-12", "metadata.csv"),
        ("cp/2013/nd-51", "metadata.csv"),
    }
    assert left == FILES.keys() - {"KH-12-TU.txt", "nd-51-2013-nd-cp.txt"}
    again = run("check", "--kind", "unidentified", "--format", "csv")
    assert f"save it as {table} (metadata.csv is there: its 2 rows that count are in it, with x; keep a copy" in again.err


def test_proposals_carry_the_rows_that_count(folder: Path, store: str) -> None:
    """A column `confirmed` makes all rows need a mark: those of a table without one have it when they come back."""
    table = folder / "metadata.csv"
    rows = ("tệp,thư mục,ký hiệu,ngày,tên loại và trích yếu,người ký", "KH-12-TU.txt,,12-KH/TU,16/8/2016,Kế hoạch một việc,Nguyễn Văn Một")
    table.write_text("\n".join((*rows, "scan0012.txt,huyện,,2/3/2016,,", "gone.txt,,1-KH/TU,,,")), encoding="utf-8")
    before = json.loads(run("load", folder, "--json").out)["graph"]
    written = run("check", "--kind", "unidentified", "--format", "csv")
    found = {row["file"]: row for row in csv.DictReader(io.StringIO(written.out.removeprefix("\ufeff")))}
    assert {name: (row["folder"], row["confirmed"], row["symbol"], row["date"]) for name, row in found.items()} == {
        "KH-12-TU.txt": ("", "x", "12-KH/TU", "16/8/2016"),
        "scan0012.txt": ("huyện", "x", "", "2/3/2016"),
        "nd-51-2013-nd-cp.txt": ("huyện", "", "51/2013/NĐ-CP", ""),
        "page.txt": ("", "", "13-CT/TW", "2017-01-12"),
        "=1+1 thong-bao 2-3-2016.txt": ("", "", "", "2016-03-02"),
    }
    assert (found["KH-12-TU.txt"]["type and title"], found["KH-12-TU.txt"]["signatory"]) == ("Kế hoạch một việc", "Nguyễn Văn Một")
    assert found["scan0012.txt"]["hints"] == "perhaps 2016-03-02 (header)"
    table.write_text(written.out, encoding="utf-8")
    again = json.loads(run("load", folder, "--json").out)
    assert ({**again["graph"]}, again["failed"]) == (before, [])


def test_a_table_that_the_shell_emptied_is_said_to_be(folder: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("load", folder)
    (folder / "metadata.csv").write_bytes(b"")
    monkeypatch.setattr("danchieu.proposals._is_output", lambda path: path == folder / "metadata.csv")
    assert "held before, if any (the shell emptied it first), and load" in run("check", "--kind", "unidentified", "--format", "csv").err


def test_numbered_files_are_not_listed(folder: Path, store: str) -> None:
    for path in folder.rglob("*.txt"):
        path.unlink()
    (folder / "kh.txt").write_text(DRAFT.replace("Số:     -KH/TU", "Số 12-KH/TU"), encoding="utf-8")
    run("load", folder)
    ran = run("check", "--kind", "unidentified", "--format", "csv")
    assert (ran.out.count("\n"), ran.err) == (1, "")


def test_a_proposal_for_a_file_in_an_archive_comes_back(folder: Path, store: str, embedded_store: Settings) -> None:
    archive = folder / "huyện/plans.zip"
    archive.write_bytes(zipped([("2016/KH-12-TU.txt", DRAFT.encode()), ("2016/in.zip", zipped([("nd-51-2013-nd-cp.txt", BODY.encode())]))]))
    assert run("load", archive).status == 0
    ran = run("check", "--kind", "unidentified", "--format", "csv")
    table = archive.parent / "metadata.csv"
    assert f"save it as {table}," in ran.err
    table.write_text(ran.out.replace(",KH-12-TU.txt,,", ",KH-12-TU.txt,x,").replace("cp.txt,,", "cp.txt,x,"), encoding="utf-8")
    loaded = run("load", archive, "--json")
    assert (loaded.status, json.loads(loaded.out)["documents"]) == (0, 2)
    with open_store(embedded_store, mode="read") as reader:
        assert check(reader, only=["unidentified"]) == []

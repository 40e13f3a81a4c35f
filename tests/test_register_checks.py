"""Test a register against a folder: what is listed and not loaded, and what is loaded and not listed."""

from __future__ import annotations

from pathlib import Path

from register_files import write_book, write_register
from shell import run
from written_plans import write_documents

from danchieu.graph.checks.findings import Finding, check
from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

LISTED = [
    ["Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"],
    ["12-KH/TU", "20/6/2016", "về công tác xây dựng Đảng", "Tỉnh ủy Bình Thuận"],
    ["13-KH/TU", "21/6/2016", "về một việc khác", "Tỉnh ủy Bình Thuận"],
]


def compare(writer: Writer, folder: Path, *registers: Path) -> list[Finding]:
    """Load a folder and registers, and compare them."""
    report = load_sources(writer, find_sources([folder], registers))
    assert not report.failed
    return check(writer, only=["unfiled", "unlisted"])


def write_plans(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    write_documents(folder, [("12-KH/TU", "2016-06-20", "Phạm vi toàn tỉnh."), ("14-KH/TU", "2016-06-22", "Phạm vi toàn tỉnh.")])
    return folder


def test_register_and_folder_are_compared(writer: Writer, tmp_path: Path) -> None:
    folder = write_plans(tmp_path)
    book = write_book(tmp_path / "known.xlsx", {"Bìa": [["Bìa"]], "Sổ": LISTED})
    found = compare(writer, folder, book)
    assert [(one.kind, one.symbol, one.stated, one.known, one.file, one.line) for one in found] == [
        (
            *("unfiled", "13-KH/TU", "13-KH/TU of 2016-06-21, listed in known.xlsx sheet 'Sổ'", "its text was not loaded"),
            *(book.as_posix(), 3),
        ),
        (
            *("unlisted", "14-KH/TU", "14-KH/TU of 2016-06-22", "not listed in known.xlsx"),
            *((folder / "14-KH-TU.txt").as_posix(), 1),
        ),
    ]
    assert found[0].quote == "về một việc khác"


def test_a_document_is_listed_once_any_register_lists_it(writer: Writer, tmp_path: Path) -> None:
    folder = write_plans(tmp_path)
    one = write_register(folder, "symbol,date,issuer\n12-KH/TU,20/6/2016,Tỉnh ủy Bình Thuận\n", "one.csv")
    other = write_register(folder, "symbol,date,issuer\n14-KH/TU,22/6/2016,Tỉnh ủy Bình Thuận\n", "other.csv")
    assert [(one.kind, one.known) for one in compare(writer, folder, one)] == [("unlisted", "not listed in one.csv")]
    assert compare(writer, folder, one, other) == []


def test_without_a_register_nothing_is_compared(writer: Writer, tmp_path: Path) -> None:
    assert compare(writer, write_plans(tmp_path)) == []


def test_only_the_first_findings_of_a_kind_are_printed_unless_it_is_asked_for(store: str, tmp_path: Path) -> None:
    folder = write_plans(tmp_path)
    rows = "".join(f"{number}-CT/TU,{1 + number % 28}/6/2016,Tỉnh ủy Bình Thuận\n" for number in range(1, 61))
    ran = run("load", folder, "--register", write_register(folder, f"symbol,date,issuer\n{rows}"))
    assert ran.status == 0, ran.err
    every, one = run("check").out, run("check", "--kind", "unfiled").out
    assert "  and 10 more: danchieu check --kind unfiled" in every
    assert (every.count("its text was not loaded"), one.count("its text was not loaded"), "more:" in one) == (50, 60, False)

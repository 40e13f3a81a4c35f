"""Test what `danchieu read` shows of a file and of an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_files import zipped
from pdf_files import Page, write_pdf
from shell import run
from word_files import directive

BAD = b"\0\1\2"


@pytest.fixture
def plan(folder: Path) -> Path:
    return folder / "kh-12.txt"


def test_it_shows_how_a_file_was_read_its_header_with_sources_and_its_structure(plan: Path) -> None:
    (plan.parent / "metadata.csv").write_text("file,date\nkh-12.txt,13/6/2016\nkh-99.txt,1/1/2016\n")
    shown = run("read", plan)
    lines = [line.split() for line in shown.out.splitlines()]
    assert (shown.status, shown.err) == (0, "")  # the row of another file is not what was asked about
    assert ["read", "as", "UTF-8,"] in [line[:3] for line in lines]
    assert ["it", "makes", "2", "citations"] in lines
    assert ["symbol", "12-KH/TU", "as", "printed"] in lines
    assert ["issued_on", "2016-06-13", "metadata.csv"] in lines
    assert ["heading", "KẾ", "HOẠCH"] in lines


@pytest.mark.parametrize(
    ("columns", "row", "letterhead", "source"),
    [
        ("province", "Nghệ An", "TỈNH ỦY BÌNH THUẬN / Nghệ An", "as printed, province from metadata.csv"),
        ("issuer,province", "Tỉnh ủy,Nghệ An", "Tỉnh ủy / Nghệ An", "metadata.csv"),
        ("title", "về một việc", "TỈNH ỦY BÌNH THUẬN", "as printed"),
    ],
)
def test_a_letterhead_names_the_table_that_states_it(columns: str, row: str, letterhead: str, source: str, plan: Path) -> None:
    (plan.parent / "metadata.csv").write_text(f"file,{columns}\nkh-12.txt,{row}\n", encoding="utf-8")
    header = json.loads(run("read", plan, "--json").out)["header"]
    assert header["letterhead"] == {"value": letterhead, "source": source}


def test_text_alone_is_the_text(plan: Path) -> None:
    assert run("read", plan, "--text").out.rstrip() == plan.read_text(encoding="utf-8").rstrip()


def test_json_is_one_object_a_document(plan: Path) -> None:
    archive = plan.with_name("a.zip")
    archive.write_bytes(zipped([("a.txt", plan.read_bytes()), ("b/c.docx", directive()), ("d.bin", BAD), ("e.txt", BAD)]))
    shown = run("read", archive, "--json")
    plan_, word = map(json.loads, shown.out.splitlines())
    assert (plan_["file"], plan_["reader"], plan_["text"]) == (f"{archive}/a.txt", "UTF-8", plan.read_text(encoding="utf-8"))
    assert (word["file"], word["reader"], word["header"]["symbol"]) == (
        f"{archive}/b/c.docx",
        "Word",
        {"value": "20-CT/TU", "source": "as printed"},
    )
    assert shown.status == 1
    assert [line.partition(":")[0] for line in shown.err.splitlines()] == [f"left aside {archive}/d.bin", f"failed {archive}/e.txt"]


def test_pages_are_named(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2):
        page = Page()
        page.text(70, 100, f"Điều {number}. Phạm vi")
        pages.append(page)
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(pages))
    assert "read as      PDF, 2 pages" in run("read", path).out
    assert [block["page"] for block in json.loads(run("read", path, "--json").out)["structure"]] == [1, 2]


@pytest.mark.parametrize(("name", "words"), [("a.txt", "failed"), ("nowhere.txt", "there is no such file")])
def test_what_cannot_be_read_is_said(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BAD)
    shown = run("read", tmp_path / name)
    assert shown.status == (1 if name == "a.txt" else 2) and words in shown.err and str(tmp_path / name) in shown.err

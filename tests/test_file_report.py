"""Test what is printed of the files of a load: notes that are alike once, failures as a table on a terminal and as lines elsewhere."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

import pytest

from danchieu.file_report import show_failures, show_notes


def test_notes_that_differ_in_numbers_alone_are_counted_after_the_third() -> None:
    notes = [(f"{number}.html", f"left out {number * 700:,} characters") for number in range(1, 7)]
    with redirect_stderr(io.StringIO()) as printed:
        show_notes([*notes, ("a.pdf", "page 2 was not read")])
    assert printed.getvalue().splitlines() == [
        "note 1.html: left out 700 characters",
        "note 2.html: left out 1,400 characters",
        "note 3.html: left out 2,100 characters",
        "note 3 more like the last; danchieu read FILE shows what is noted of a file",
        "note a.pdf: page 2 was not read",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_failures_are_a_table_on_a_terminal_and_lines_elsewhere(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR" if terminal else "NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "60")
    with redirect_stderr(io.StringIO()) as printed:
        show_failures([("a/b.docx", "is cut off"), ("c[1].pdf", "is encrypted")])
    lines = [line.split() for line in printed.getvalue().splitlines()]
    if terminal:
        assert lines == [["failed", "reason"], ["a/b.docx", "is", "cut", "off"], ["c[1].pdf", "is", "encrypted"]]
    else:
        assert lines == [["failed", "a/b.docx:", "is", "cut", "off"], ["failed", "c[1].pdf:", "is", "encrypted"]]


def test_each_file_is_named_and_rows_that_lack_the_same_are_counted() -> None:
    rows = [(f"so.csv line {number}", f"{number}-CV/HU does not identify a document") for number in (2, 3, 4)]
    scans = [("scan-1.pdf", "is a scan"), ("scan-2.pdf", "is a scan")]
    with redirect_stderr(io.StringIO()) as printed:
        show_failures([*rows, *scans])
    assert printed.getvalue().splitlines() == [
        "failed so.csv line 2: 2-CV/HU does not identify a document (2 more like it; --json names all)",
        "failed scan-1.pdf: is a scan",
        "failed scan-2.pdf: is a scan",
    ]

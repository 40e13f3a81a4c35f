"""Test that files that cannot be read are kept as such, tried again when they change, and take nothing away, on each engine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from archive_files import zipped
from records import graph_of

from danchieu.graph.checks.findings import check
from danchieu.graph.loading.ingest import LoadReport, outdated_files
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.store.bolt import Writer
from danchieu.loaders import corpus
from danchieu.loaders.files.extras import is_installed
from danchieu.loaders.sources import search_paths
from danchieu.pipeline import find_sources, load_sources

FAILED = """MATCH (f:File {status: 'failed'}), (t:Content {path: f.path})
RETURN f.path AS path, f.failure AS failure, t.text IS NULL AS empty ORDER BY path"""
BAD = b"\0\1\2\3" * 40


def load(writer: Writer, folder: Path, *, pruning: bool = False) -> LoadReport:
    return load_sources(writer, find_sources([folder], pruning=pruning), pruning=pruning)


def failures(report: LoadReport) -> list[str]:
    return [Path(failure.path).name for failure in report.failed]


def write_same_stamp(path: Path, data: bytes) -> None:
    """Write other bytes of the same number, and let the file seem unchanged."""
    status = path.stat()
    assert status.st_size == len(data)
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_failed_file_is_kept_with_its_reason(writer: Writer, folder: Path) -> None:
    bad = folder / "kh-14.txt"
    bad.write_bytes(BAD)
    report = load(writer, folder)
    assert (report.documents, failures(report)) == (3, ["kh-14.txt"])
    [row] = writer.read(FAILED)
    assert row == {"path": bad.as_posix(), "failure": report.failed[0].reason, "empty": True}
    again = load(writer, folder)
    assert (again.skipped, again.failed) == (3, report.failed)
    [finding] = check(writer, only=["failed"])
    assert (finding.file, finding.stated, finding.known) == (bad.as_posix(), row["failure"], "nothing of it is in the graph")
    load(writer, folder, pruning=True)
    bad.unlink()
    assert load(writer, folder, pruning=True).pruned == 1
    assert writer.read(FAILED) == []


def test_a_failed_file_is_read_again_when_it_changes_and_not_before(writer: Writer, folder: Path) -> None:
    load(writer, folder)
    before = graph_of(writer)
    path = folder / "kh-13.txt"
    good = path.read_bytes()
    path.unlink()
    load(writer, folder, pruning=True)
    path.write_bytes(bytes(len(good)))
    assert failures(load(writer, folder)) == ["kh-13.txt"]
    write_same_stamp(path, good)
    assert failures(load(writer, folder)) == ["kh-13.txt"]  # it was not looked into
    path.touch()
    report = load(writer, folder)
    assert (report.documents, report.failed, writer.read(FAILED)) == (1, [], [])
    assert graph_of(writer) == before


def test_what_was_loaded_from_a_file_stays_when_it_cannot_be_read_any_more(writer: Writer, folder: Path) -> None:
    load(writer, folder)
    before = graph_of(writer)
    path = folder / "kh-12.txt"
    good = path.read_bytes()
    path.write_bytes(BAD)
    assert failures(load(writer, folder)) == ["kh-12.txt"]
    [row] = writer.read(FAILED)
    assert not row["empty"]
    assert len(writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d.id AS id")) == 3
    path.write_bytes(good)
    assert load(writer, folder).failed == []
    assert graph_of(writer) == before


def test_a_file_with_another_time_of_change_and_the_same_content_is_unchanged(writer: Writer, folder: Path) -> None:
    load(writer, folder)
    path = folder / "kh-11.txt"
    path.touch()
    assert load(writer, folder).skipped == 3
    [row] = writer.read("MATCH (f:File {path: $path}) RETURN f.size AS size, f.modified AS modified", path=path.as_posix())
    assert (row["size"], row["modified"]) == (path.stat().st_size, path.stat().st_mtime_ns)
    text = path.read_bytes()
    write_same_stamp(path, text.replace("Số".encode(), "Sổ".encode()))
    assert load(writer, folder).skipped == 3  # it was not looked into


OTHER = "MATCH (f:File {path: $path}) SET f.rules = 'other', f.refused_by = 'other'"
BY = "MATCH (f:File {path: $path}) RETURN f.rules AS read, f.refused_by AS refused"


def test_a_failed_file_that_was_read_by_other_rules_is_tried_once_by_these(writer: Writer, folder: Path) -> None:
    """What it held was read by the former rules, and stays."""
    load(writer, folder)
    path = folder / "kh-12.txt"
    path.write_bytes(BAD)
    load(writer, folder)
    writer.write(lambda transaction: transaction.run(OTHER, path=path.as_posix()))
    assert outdated_files(writer, rules()) == {path.as_posix()}
    assert load(writer, folder).reread == 1
    assert (outdated_files(writer, rules()), load(writer, folder).reread) == (set(), 0)
    assert writer.read(BY, path=path.as_posix()) == [{"read": "other", "refused": rules()}]


LACKING = "MATCH (f:File {path: $path}) SET f.lacks = $extra"


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_lacked_an_extra_is_read_again_when_that_is_installed(
    writer: Writer, folder: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    path = folder / "kh-12.txt"
    if packed:
        (folder / "plans.zip").write_bytes(zipped((one.name, one.read_bytes()) for one in sorted(folder.iterdir())))
        for one in folder.glob("*.txt"):
            one.unlink()
        path = folder / "plans.zip/kh-12.txt"
    load(writer, folder)
    writer.write(lambda transaction: transaction.run(LACKING, path=path.as_posix(), extra="ocr"))
    monkeypatch.setattr(corpus, "is_installed", lambda extra: False)
    assert load(writer, folder).skipped == 3
    monkeypatch.setattr(corpus, "is_installed", lambda extra: extra == "ocr")
    report = load(writer, folder)
    assert (report.documents, report.skipped) == (1, 2)
    assert load(writer, folder).skipped == 3


def test_an_extra_that_this_version_does_not_know_is_not_installed() -> None:
    assert not is_installed("another")


def test_locks_of_open_documents_are_no_documents(tmp_path: Path) -> None:
    for name in ("a.docx", "~$a.docx", "._b.docx", "__MACOSX/c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = search_paths([tmp_path])
    assert ([path.name for path in found.files], found.left_aside) == (["a.docx"], ())

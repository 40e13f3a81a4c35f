"""Test that what breaks its reader in an archive fails alone, and that an archive that is given up says so."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from archive_files import zipped

from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import Failure, FileState
from danchieu.graph.store.bolt import Writer
from danchieu.loaders import corpus
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.files.archive import archives
from danchieu.loaders.files.formats import Archive, Member
from danchieu.loaders.jobs import Job, Outcome, read_job
from danchieu.loaders.workers import Limits
from danchieu.pipeline import find_sources, load_sources

FILES = "MATCH (f:File) WHERE f.status IS NULL OR f.status <> 'archive' RETURN f.path AS path ORDER BY path"


def pack(archive: Path, files: Mapping[str, bytes]) -> None:
    archive.write_bytes(zipped(files.items()))


def load(writer: Writer, archive: Path) -> LoadReport:
    return load_sources(writer, find_sources([archive]))


def names(writer: Writer) -> list[str]:
    return [Path(row["path"]).name for row in writer.read(FILES)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_member_that_breaks_its_reader_fails_alone(tmp_path: Path, packed: bool) -> None:
    """It takes more memory than it may, in an archive in the archive too."""
    archive = tmp_path / "plans.zip"
    files = {"kh-11.txt": b"A", "kh-12.txt": " Số 12-KH/TU\n".encode() * 1_500_000, "kh-13.txt": b"B"}
    pack(archive, {"in.zip": zipped(files.items())} if packed else files)
    outcomes = list(read_corpus([archive], processes=1, limits=Limits(megabytes=220)))
    opened = [("in.zip", "Opened")] if packed else []
    assert [(Path(one.path).name, type(one).__name__) for one in outcomes] == [
        ("kh-11.txt", "Reading"),
        ("kh-12.txt", "Failure"),
        ("kh-13.txt", "Reading"),
        *opened,
        ("plans.zip", "Opened"),
    ]
    [failure] = (one for one in outcomes if isinstance(one, Failure))
    assert failure.state == FileState("", archive=str(archive))
    assert failure.reason == "reading it takes more than 220 MB of memory"


def read_or_exit(job: Job, begin: int, broken: Container[str]) -> Iterator[Outcome]:
    """Read a job, in a process that breaks down where it opens `in.zip`, and behind what is in `last.zip`."""
    list_members = archives.list_members

    def list_or_exit(archive: Archive, path: Path, *given: Any) -> Iterator[Member]:
        if path.name == "in.zip":
            os._exit(3)
        yield from list_members(archive, path, *given)
        if path.name == "last.zip":
            os._exit(3)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "list_members", list_or_exit)
        yield from read_job(job, begin, broken)


def test_an_archive_in_an_archive_that_breaks_its_reader_fails_alone(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, inner = tmp_path / "plans.zip", zipped([("x.txt", b"X")])
    pack(archive, {"a.txt": b"A", "in.zip": inner, "m.txt": b"M", "n.txt": b"N", "z.txt": b"Z"})
    load(writer, archive)
    changed = {"a.txt": b"A", "in.zip": inner, "m.txt": b"M", "n.txt": b"N2", "y.txt": b"Y"}
    pack(archive, changed)
    with monkeypatch.context() as patch:
        patch.setattr(corpus, "read_job", read_or_exit)
        outcomes = [(Path(one.path).name, type(one).__name__) for one in read_corpus([archive], processes=1)]
        assert outcomes == [
            ("a.txt", "Reading"),
            ("in.zip", "Failure"),
            ("m.txt", "Reading"),
            ("n.txt", "Reading"),
            ("y.txt", "Reading"),
            ("plans.zip", "Opened"),
        ]
        for documents, skipped in ((2, 2), (0, 4)):
            report = load(writer, archive)
            assert [failure.path for failure in report.failed] == [f"{archive}/in.zip"]
            assert (report.documents, report.skipped) == (documents, skipped)
            assert names(writer) == ["a.txt", "in.zip", "x.txt", "m.txt", "n.txt", "y.txt"]
    report = load(writer, archive)
    assert (report.failed, report.documents, names(writer)) == ([], 0, ["a.txt", "x.txt", "m.txt", "n.txt", "y.txt"])


def test_an_archive_that_is_given_up_says_what_was_not_read(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "last.zip"
    pack(archive, {"a.txt": b"A", "b.txt": b"B"})
    load(writer, archive)
    pack(archive, {"a.txt": b"A2"})
    with monkeypatch.context() as patch:
        patch.setattr(corpus, "read_job", read_or_exit)
        [failure] = load(writer, archive).failed
    assert failure.path == str(archive)
    assert failure.reason.endswith(f"; what comes behind {archive}/a.txt was not read")
    assert names(writer) == ["last.zip", "a.txt", "b.txt"]
    report = load(writer, archive)
    assert (report.failed, report.skipped, names(writer)) == ([], 1, ["a.txt"])

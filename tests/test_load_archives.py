"""Test that the documents of an archive are loaded as those of a folder are, each at a path in it, on each engine."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from records import graph_of

from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import LeftAside, Reading
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import read_corpus
from danchieu.pipeline import find_sources, load_sources

FILES = "MATCH (f:File) RETURN f.path AS path, f.archive AS archive ORDER BY path"


def pack(archive: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)


@pytest.fixture
def plans(folder: Path) -> dict[str, bytes]:
    """Return three plans by their paths in an archive."""
    found = {f"2016/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}
    shutil.rmtree(folder)
    return found


def load(writer: Writer, *paths: Path, pruning: bool = False) -> LoadReport:
    return load_sources(writer, find_sources(paths, pruning=pruning), pruning=pruning)


def names(writer: Writer) -> list[str]:
    return [Path(row["path"]).name for row in writer.read(FILES)]


def test_documents_of_an_archive_are_loaded_at_their_paths_in_it(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans | {"2016/list.xlsx.bak": b"x", "2016/bad.txt": b"\0\1\2"})
    report = load(writer, tmp_path)
    assert (report.documents, [Path(path).name for path in report.left_aside]) == (3, ["list.xlsx.bak"])
    assert [failure.path for failure in report.failed] == [f"{archive}/2016/bad.txt"]
    assert {(row["path"], row["archive"]) for row in writer.read(FILES)} == {
        (f"{archive}/{name}", str(archive)) for name in (*plans, "2016/bad.txt")
    }
    again = load(writer, tmp_path)
    assert (again.documents, again.skipped, again.failed) == (0, 3, report.failed)


def test_an_archive_that_changes_is_loaded_anew(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    first, *others = plans
    pack(archive, {first: plans[first]})
    load(writer, archive)
    before = graph_of(writer)
    pack(archive, plans)
    report = load(writer, archive)
    assert (report.documents, report.skipped) == (2, 1)
    pack(archive, {first: plans[first]})
    report = load(writer, archive)
    assert (report.documents, report.skipped, names(writer)) == (0, 1, [Path(first).name])
    assert {one for one in graph_of(writer) if one[0] != "File"} == {one for one in before if one[0] != "File"}
    assert others


def test_an_archive_that_is_damaged_takes_nothing_away(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans)
    load(writer, archive)
    archive.write_bytes(archive.read_bytes()[:200])
    [failure] = load(writer, archive).failed
    assert failure.path == str(archive)
    assert len(writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d.id AS id")) == 3
    archive.unlink()
    assert load(writer, tmp_path, pruning=True).pruned >= 3
    assert names(writer) == []


def test_a_document_is_one_in_an_archive_and_beside_it(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    pack(tmp_path / "plans.zip", plans)
    name, data = next(iter(plans.items()))
    (tmp_path / Path(name).name).write_bytes(data)
    report = load(writer, tmp_path)
    assert (report.documents, len(report.duplicates)) == (3, 1)


def test_a_member_that_kills_its_reader_fails_alone(tmp_path: Path, plans: dict[str, bytes]) -> None:
    """What no reader is for is left aside, and the members behind one that fails are read."""
    archive = tmp_path / "plans.zip"
    first, *others = plans
    pack(archive, {first: plans[first], "2016/kh-11a.docx": b"PK\3\4 damaged", "z.mp4": b"x"} | {name: plans[name] for name in others})
    outcomes = list(read_corpus([archive], processes=1))
    kinds = [(Path(one.path).name, type(one).__name__) for one in outcomes]
    assert kinds == [
        ("kh-11.txt", Reading.__name__),
        ("kh-11a.docx", "Failure"),
        ("kh-12.txt", Reading.__name__),
        ("kh-13.txt", Reading.__name__),
        ("z.mp4", LeftAside.__name__),
    ]

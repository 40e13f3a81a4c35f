"""Test that the documents of an archive are loaded as those of a folder are, each at a path in it, on each engine."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from archive_files import zipped
from records import graph_of
from word_files import docx, paragraph, run

from danchieu.bulk import write_bulk
from danchieu.graph.checks.findings import check
from danchieu.graph.loading.ingest import LoadReport, ingest
from danchieu.graph.model import Failure, FileState, Opened, Reading
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import read_corpus
from danchieu.pipeline import Progress, find_sources, load_sources

FILES = "MATCH (f:File) WHERE f.status IS NULL OR f.status <> 'archive' RETURN f.path AS path, f.archive AS archive ORDER BY path"
LOADED = "MATCH (d:Document {status: 'loaded'}) RETURN d.id AS id"
BAD = b"\0\1\2"


def pack(archive: Path, files: Mapping[str, bytes]) -> None:
    archive.write_bytes(zipped(files.items()))


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


def loaded(writer: Writer) -> int:
    return len(writer.read(LOADED))


def test_documents_of_an_archive_are_loaded_at_their_paths_in_it(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans | {"2016/list.xlsx.bak": b"x", "2016/bad.txt": BAD})
    report = load(writer, tmp_path)
    assert (report.documents, [Path(path).name for path in report.left_aside]) == (3, ["list.xlsx.bak"])
    assert [failure.path for failure in report.failed] == [f"{archive}/2016/bad.txt"]
    assert {(row["path"], row["archive"]) for row in writer.read(FILES)} == {
        (f"{archive}/{name}", str(archive)) for name in (*plans, "2016/bad.txt")
    }
    before = graph_of(writer)
    again = load(writer, tmp_path)
    assert (again.documents, again.skipped, again.failed, again.left_aside) == (0, 3, report.failed, report.left_aside)
    assert graph_of(writer) == before


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
    assert graph_of(writer) == before
    assert others


def test_an_archive_that_is_emptied_holds_nothing(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans)
    load(writer, archive)
    pack(archive, {})
    assert load(writer, archive).pruned == 3
    assert names(writer) == []


def test_an_archive_that_is_damaged_takes_nothing_away(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans)
    load(writer, archive)
    before = graph_of(writer)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:200])
    [failure] = load(writer, archive).failed
    assert failure.path == str(archive)
    assert loaded(writer) == 3
    assert [one.path for one in load(writer, archive).failed] == [str(archive)]
    archive.write_bytes(whole)
    report = load(writer, archive)
    assert (report.failed, report.documents, report.skipped) == ([], 0, 3)
    assert graph_of(writer) == before
    archive.write_bytes(whole[:200])
    load(writer, archive)
    archive.unlink()
    assert load(writer, tmp_path, pruning=True).pruned >= 3
    assert graph_of(writer) == set()


def test_an_archive_in_an_archive_that_is_damaged_takes_nothing_away(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive, inner = tmp_path / "plans.zip", zipped(plans.items())
    pack(archive, {"a/in.zip": inner, "z.txt": b"Z"})
    load(writer, archive)
    before = graph_of(writer)
    pack(archive, {"a/in.zip": inner[:200], "z.txt": b"Z"})
    report = load(writer, archive)
    assert ([one.path for one in report.failed], loaded(writer)) == ([f"{archive}/a/in.zip"], 4)
    pack(archive, {"a/in.zip": inner, "z.txt": b"Z"})
    report = load(writer, archive)
    assert (report.failed, report.documents, graph_of(writer)) == ([], 0, before)
    pack(archive, {"z.txt": b"Z"})
    load(writer, archive)
    assert names(writer) == ["z.txt"]


def test_an_archive_that_could_never_be_read_fails_no_longer_when_it_can(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    archive.write_bytes(zipped(plans.items())[:200])
    assert len(load(writer, archive).failed) == 1
    pack(archive, plans)
    report = load(writer, archive)
    assert (report.documents, report.failed, report.pruned) == (3, [], 0)
    assert check(writer, only=["failed"]) == []


def test_an_archive_and_a_document_take_each_others_place(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.doc"
    for _ in range(2):
        pack(archive, plans)
        load(writer, archive)
        assert (loaded(writer), len(names(writer))) == (3, 3)
        archive.write_bytes(docx(paragraph(run("Kế hoạch"))))
        load(writer, archive)
        assert names(writer) == ["plans.doc"]


@pytest.mark.parametrize("pruning", [False, True])
def test_a_folder_and_an_archive_take_each_others_place(writer: Writer, tmp_path: Path, plans: dict[str, bytes], pruning: bool) -> None:
    """Their files are at the same paths."""
    place = tmp_path / "plans.zip"
    pack(place, plans)
    load(writer, tmp_path)
    for _ in range(2):
        place.unlink()
        for name, data in plans.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        load(writer, tmp_path, pruning=pruning)
        assert ({row["archive"] for row in writer.read(FILES)}, loaded(writer)) == ({None}, 3)
        shutil.rmtree(place)
        pack(place, plans)
        load(writer, tmp_path, pruning=pruning)
        assert ({row["archive"] for row in writer.read(FILES)}, loaded(writer)) == ({str(place)}, 3)
        assert load(writer, tmp_path, pruning=pruning).skipped == 3


def test_a_load_that_was_interrupted_within_an_archive_is_finished(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    archive = tmp_path / "plans.zip"
    pack(archive, plans)
    items = [one for one in read_corpus([archive]) if isinstance(one, Reading)]
    ingest(writer, items[:1])
    report = load(writer, archive)
    assert (report.documents, report.skipped) == (2, 1)


def test_a_document_is_one_in_an_archive_and_beside_it(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    pack(tmp_path / "plans.zip", plans)
    name, data = next(iter(plans.items()))
    (tmp_path / Path(name).name).write_bytes(data)
    report = load(writer, tmp_path)
    assert (report.documents, len(report.duplicates)) == (3, 1)


def test_rows_of_a_metadata_table_describe_files_in_archives(writer: Writer, tmp_path: Path) -> None:
    """A row that names no file of the archive is reported with each load."""
    archive, table = tmp_path / "plans.zip", tmp_path / "metadata.csv"
    pack(archive, {"2016/một.txt": b"K", "2016/in.zip": zipped([("hai.txt", b"H")])})
    rows = ["folder,file,symbol,issuer,date", "plans.zip/2016,một.txt,1-KH/TU,Tỉnh ủy Bình Thuận,1/6/2016"]
    table.write_text("\n".join([*rows, "plans.zip/2016/in.zip,hai.txt,2-KH/TU,Tỉnh ủy Bình Thuận,2/6/2016"]), encoding="utf-8")
    load(writer, tmp_path)
    numbered = "MATCH (f:File)-[:HOLDS]->(d:Document) RETURN f.path AS path, d.symbol AS symbol ORDER BY path"
    assert [row["symbol"] for row in writer.read(numbered)] == ["2-KH/TU", "1-KH/TU"]
    assert load(writer, tmp_path).skipped == 2
    table.write_text("\n".join([*rows, "plans.zip/2016,ba.txt,3-KH/TU,,"]), encoding="utf-8")
    for _ in range(2):
        report = load(writer, tmp_path)
        assert [failure.path for failure in report.failed] == [f"{archive}/2016/ba.txt"]
    assert [row["symbol"] for row in writer.read(numbered)] == [None, "1-KH/TU"]


def test_progress_counts_each_document_of_an_archive(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    pack(tmp_path / "plans.zip", plans | {"in.zip": zipped([("a.txt", b"A")]), "z.mp4": b""})
    for _ in range(2):
        counts: Counter[str] = Counter()
        loads = Progress(*(partial(_count, counts, name) for name in ("read", "found", "loaded")))
        load_sources(writer, find_sources([tmp_path]), progress=loads)
        assert counts == {"read": 5, "found": 4, "loaded": 5}


def _count(counts: Counter[str], name: str, *path: str) -> None:
    counts[name] += 1


def test_a_member_that_is_damaged_fails_alone(tmp_path: Path, plans: dict[str, bytes]) -> None:
    """What no reader is for is left aside, and the members behind one that fails are read."""
    archive = tmp_path / "plans.zip"
    first, *others = plans
    pack(archive, {first: plans[first], "2016/kh-11a.docx": b"PK\3\4 damaged", "z.mp4": b"x"} | {name: plans[name] for name in others})
    outcomes = list(read_corpus([archive], processes=1))
    assert [(Path(one.path).name, type(one).__name__) for one in outcomes] == [
        ("kh-11.txt", "Reading"),
        ("kh-11a.docx", "Failure"),
        ("kh-12.txt", "Reading"),
        ("kh-13.txt", "Reading"),
        ("z.mp4", "LeftAside"),
        ("plans.zip", "Opened"),
    ]


def test_an_archive_of_which_a_file_was_not_read_is_opened_again(writer: Writer, tmp_path: Path, plans: dict[str, bytes]) -> None:
    """A process that ends while it lists an archive may have begun a file; the next goes on behind that."""
    archive = tmp_path / "plans.zip"
    pack(archive, plans)
    _, *others = (one for one in read_corpus([archive]) if isinstance(one, Reading | Opened))
    ingest(writer, [Failure(str(archive), "its reader was killed", FileState("").failed("its reader was killed")), *others])
    assert loaded(writer) == 2
    report = load(writer, archive)
    assert (report.documents, report.skipped, report.failed) == (1, 2, [])


def test_archives_are_written_for_the_offline_import_too(tmp_path: Path, plans: dict[str, bytes]) -> None:
    pack(tmp_path / "plans.zip", plans | {"bad.txt": BAD, "z.mp4": b""})
    report, _ = write_bulk(tmp_path / "import", find_sources([tmp_path / "plans.zip"]), processes=1)
    assert (report.documents, len(report.failed), len(report.left_aside)) == (3, 1, 1)
    [header] = (tmp_path / "import").glob("File.header.csv")
    columns = header.read_text(encoding="utf-8").strip().split(",")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "import").glob("File.[0-9]*.csv"))
    files = list(csv.reader(io.StringIO(written)))
    states = {Path(row[0]).name: row[columns.index("status:string")] for row in files}
    assert states == {"plans.zip": "archive", "bad.txt": "failed", "kh-11.txt": "", "kh-12.txt": "", "kh-13.txt": ""}

"""Test that files that are moved, into archives and out of them too, are neither lost nor held twice, on each engine.

The graph of what was moved is that of a first load of the files where they are now.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from archive_files import tarred, zipped
from records import clear, graph_of

from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

Change = Callable[[Path], object]


def load(writer: Writer, folder: Path, *, pruning: bool = False) -> LoadReport:
    return load_sources(writer, find_sources([folder], pruning=pruning), pruning=pruning)


def pack(folder: Path, archive: str = "plans.zip", *names: str) -> None:
    """Move files of a folder, all or those named, into an archive beside them."""
    files = sorted(folder / name for name in names) if names else sorted(folder.glob("*.*"))
    (folder / archive).write_bytes(zipped((f"2016/{file.name}", file.read_bytes()) for file in files))
    for file in files:
        file.unlink()


def unpack(folder: Path, archive: str = "plans.zip") -> None:
    """Move what was packed out of an archive."""
    (folder / archive).unlink()
    for number in (11, 12, 13):
        (folder / f"again-{number}.txt").write_bytes(PLANS[number])


PLANS: dict[int, bytes] = {}


@pytest.fixture(autouse=True)
def plans(folder: Path) -> None:
    PLANS.update({number: (folder / f"kh-{number}.txt").read_bytes() for number in (11, 12, 13)})


def split(folder: Path) -> None:
    """Move a file out of an archive that stays."""
    files = ((f"2016/kh-{number}.txt", PLANS[number]) for number in (11, 12))
    (folder / "plans.zip").write_bytes(zipped(files))
    (folder / "a-13.txt").write_bytes(PLANS[13])


def repack(folder: Path) -> None:
    (folder / "plans.zip").unlink()
    (folder / "plans.tar").write_bytes(tarred((f"kh-{number}.txt", data) for number, data in PLANS.items()))


# how files lie -> how they lie then, and how many were moved
MOVES: dict[str, tuple[Change, Change, int]] = {
    "a file is renamed": (lambda folder: None, lambda folder: (folder / "kh-11.txt").rename(folder / "a.txt"), 1),
    "files are packed": (lambda folder: None, pack, 3),
    "a file is packed": (lambda folder: None, lambda folder: pack(folder, "one.zip", "kh-12.txt"), 1),
    "files are unpacked": (pack, unpack, 3),
    "a file is taken out of an archive that stays": (pack, split, 0),
    "an archive is renamed": (pack, lambda folder: (folder / "plans.zip").rename(folder / "all.zip"), 3),
    "an archive of one file of another name": (
        lambda folder: pack(folder, "a.zip", "kh-11.txt"),
        lambda folder: (folder / "a.zip").rename(folder / "z.zip"),
        1,
    ),
    "files are packed into another archive": (pack, repack, 3),
    "a text is renamed to be Markdown": (lambda folder: None, lambda folder: (folder / "kh-11.txt").rename(folder / "kh-11.md"), 0),
}
LEFT_BEHIND = "a text is renamed to be Markdown"
"""It is read in another way, and is another file; the former is gone when files are pruned."""


@pytest.mark.parametrize("pruning", [False, True])
@pytest.mark.parametrize("name", MOVES)
def test_what_is_moved_is_neither_lost_nor_held_twice(name: str, pruning: bool, writer: Writer, folder: Path) -> None:
    before, change, moved = MOVES[name]
    before(folder)
    load(writer, folder)
    change(folder)
    report = load(writer, folder, pruning=pruning)
    assert (report.moved, report.moved + report.documents + report.skipped) == (moved, 3)
    assert report.gone == ([f"{folder}/kh-11.txt"] if name == LEFT_BEHIND and not pruning else [])
    again = load(writer, folder, pruning=pruning)
    assert (again.skipped, again.documents, again.moved, again.pruned) == (3, 0, 0, 0)
    if name != LEFT_BEHIND or pruning:
        graph = graph_of(writer)
        clear(writer)
        load(writer, folder)
        assert graph == graph_of(writer)


@pytest.mark.parametrize("pruning", [False, True])
def test_of_two_copies_that_are_packed_none_is_lost(writer: Writer, folder: Path, pruning: bool) -> None:
    (folder / "kh-11a.txt").write_bytes(PLANS[11])
    load(writer, folder)
    pack(folder)
    load(writer, folder, pruning=pruning)
    loaded = writer.read("MATCH (d:Document {status: 'loaded'}) RETURN d.id AS id")
    paths = {row["path"] for row in writer.read("MATCH (f:File)-[:HOLDS]->() RETURN f.path AS path")}
    packed = {f"{folder}/plans.zip/2016/kh-{number}.txt" for number in ("11", "11a", "12", "13")}
    assert len(loaded) == 3 and packed <= paths
    assert not pruning or packed == paths

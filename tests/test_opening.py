"""Test what is found in files and archives: a file in an archive is judged as it would be in a folder."""

from __future__ import annotations

import gzip
from collections.abc import Container
from pathlib import Path

import pytest
from archive_files import mailed, tarred, zipped
from word_files import docx

from danchieu.graph.model import Failure, LeftAside, Opened
from danchieu.loaders.files.formats import MAX_BYTES
from danchieu.loaders.opening import Source, open_file

TEXT = "Kế hoạch".encode()


def found(tmp_path: Path, name: str, data: bytes, begin: int = 0, broken: Container[str] = ()) -> list[str]:
    """Return what is found in a file, each as its kind and its path below the file's."""
    path = tmp_path / name
    path.write_bytes(data)
    return [f"{type(one).__name__} {Path(one.path).relative_to(tmp_path)}" for one in open_file(path, begin, broken)]


INNER = zipped([("x.txt", b"x"), ("y.mp4", b"y")])


def test_archives_in_an_archive_are_opened_and_closed(tmp_path: Path) -> None:
    deep = zipped([("deep.zip", INNER), ("x.txt", b"x")])
    data = gzip.compress(tarred([("in/b.zip", deep), ("c.eml", mailed([("z.pdf", b"z")]))]))
    expected = [
        "Source a.tgz/c.eml/z.pdf",
        "Opened a.tgz/c.eml",
        "Failure a.tgz/in/b.zip/deep.zip",
        "Source a.tgz/in/b.zip/x.txt",
        "Opened a.tgz/in/b.zip",
        "Opened a.tgz",
    ]
    assert found(tmp_path, "a.tgz", data) == expected
    assert found(tmp_path, "a.tgz", data, 3) == expected[3:]
    *_, inner, outer = open_file(tmp_path / "a.tgz")
    assert isinstance(inner, Opened) and isinstance(outer, Opened)
    assert (inner.archive, inner.stamp, outer.archive) == (str(tmp_path / "a.tgz"), None, None)
    assert outer.stamp and outer.stamp.size == len(data)


def test_a_folder_may_be_called_as_an_archive_beside_it(tmp_path: Path) -> None:
    data = zipped([("in.zip", zipped([("x.txt", b"1")])), ("in.zip/x.txt", b"2")])
    assert found(tmp_path, "a.zip", data) == [
        "Source a.zip/in.zip/x.txt",
        "Opened a.zip/in.zip",
        "Failure a.zip/in.zip/(2) x.txt",
        "Opened a.zip",
    ]


def test_what_is_broken_is_passed_over_and_not_counted(tmp_path: Path) -> None:
    data = zipped([("a.txt", b"a"), ("in.zip", INNER), ("z.txt", b"z")])
    behind = ["Source a.zip/z.txt", "Opened a.zip"]
    assert found(tmp_path, "a.zip", data, 1, {f"{tmp_path}/a.zip/in.zip"}) == behind
    inside = ["LeftAside a.zip/in.zip/y.mp4", "Opened a.zip/in.zip"]
    assert found(tmp_path, "a.zip", data, 1, {f"{tmp_path}/a.zip/in.zip/x.txt"}) == inside + behind


def test_an_archive_that_is_cut_off_is_not_closed(tmp_path: Path) -> None:
    cut = gzip.compress(tarred([("a.txt", b"x"), ("b.txt", b"y")]))[:-12]
    assert found(tmp_path, "a.tgz", cut) == ["Source a.tgz/a.txt", "Source a.tgz/b.txt", "Failure a.tgz"]
    assert found(tmp_path, "b.zip", zipped([("in.tgz", cut), ("z.txt", b"z")])) == [
        "Source b.zip/in.tgz/a.txt",
        "Source b.zip/in.tgz/b.txt",
        "Failure b.zip/in.tgz",
        "Source b.zip/z.txt",
        "Opened b.zip",
    ]


def test_what_no_reader_is_for_is_listed_when_an_archive_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped([("b.rar", b"Rar!"), ("in.zip", INNER), ("c.mp4", bytes(MAX_BYTES + 1))]))
    *outcomes, last = open_file(tmp_path / "a.zip")
    aside = [one.path for one in outcomes if isinstance(one, LeftAside)]
    assert [Path(path).name for path in aside] == ["b.rar", "c.mp4", "y.mp4"]
    assert isinstance(last, Opened) and last.left_aside == tuple(aside)


JUDGED = {
    "a text": ("a.txt", TEXT, "Source"),
    "a document with the name of an archive": ("a.zip", docx("Kế hoạch"), "Source"),
    "an archive with the name of a document": ("a.docx", zipped([("b.txt", TEXT)]), "Source"),
    "a document that is cut off": ("a.docx", docx("Kế hoạch")[:-40], "Source"),
    "an archive of a kind that is not unpacked, as a document": ("a.doc", b"Rar!\x1a\x07\0", "Failure"),
    "an archive that is cut off": ("a.zip", INNER[:-30], "Failure"),
    "the lock of an open document": ("~$a.docx", b"x", None),
}


@pytest.mark.parametrize("name", JUDGED)
def test_a_file_is_judged_in_an_archive_as_in_a_folder(name: str, tmp_path: Path) -> None:
    written, data, kind = JUDGED[name]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / written).write_bytes(data)
    (tmp_path / "packed.zip").write_bytes(zipped([(written, data)]))
    inside = [type(one).__name__ for one in open_file(tmp_path / "packed.zip")][:-1]
    beside = [type(one).__name__ for one in open_file(tmp_path / "folder" / written)]
    assert inside == (beside if kind else [])
    assert not kind or kind in inside


def test_a_failure_in_an_archive_names_its_file_and_the_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped([("../b.txt", TEXT)]))
    [failure, _] = open_file(tmp_path / "a.zip")
    assert isinstance(failure, Failure) and failure.state
    assert (failure.path, failure.state.archive) == (f"{tmp_path}/a.zip/../b.txt", str(tmp_path / "a.zip"))
    assert "leads out" in failure.reason


def test_archives_in_an_archive_share_its_room(tmp_path: Path) -> None:
    inner = zipped([("a.txt", bytes(60 << 20))])
    (tmp_path / "a.zip").write_bytes(zipped([(f"{number:02}.zip", inner) for number in range(25)]))
    outcomes = list(open_file(tmp_path / "a.zip"))
    assert sum(isinstance(one, Source) for one in outcomes) == 17
    [*_, last, _] = outcomes
    assert isinstance(last, Failure) and ("comes behind" in last.reason or "more than" in last.reason)

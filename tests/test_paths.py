"""Test which files a load takes: one path for one file, folders that cannot be listed, and paths that no longer exist."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import run

import danchieu
from danchieu.loaders.errors import SourceMissing
from danchieu.loaders.sources import find_files, search_paths

TEXT = """TỈNH ỦY BÌNH THUẬN
Số {}-KH/TU
Bình Thuận, ngày 11 tháng 6 năm 2016

KẾ HOẠCH
Căn cứ Chỉ thị số {}-CT/TW, ngày {} của Ban Bí thư.
"""


def write(path: Path, *values: str) -> Path:
    """Write a plan: its number, the directive it cites, and the date of that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(*values), encoding="utf-8")
    return path


def loaded() -> list[str]:
    """Return the paths of the files in the graph."""
    rows = json.loads(run("query", "--cypher", "MATCH (f:File) RETURN f.path AS path ORDER BY path", "--format", "json").out)
    return [row["path"] for row in rows]


SPELLINGS: dict[str, Callable[[Path], Path]] = {
    "with ..": lambda home: home / "a/../docs",
    "with . and a slash": lambda home: Path(f"{home}/./docs/"),
    "a link to the folder": lambda home: home / "link",
    "a file with ..": lambda home: home / "docs/../docs/21.txt",
    "a link to the file": lambda home: home / "a/21.txt",
    "a folder that holds the link": lambda home: home / "a",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with one plan in docs/, and links to it."""
    home = tmp_path / "home"
    write(home / "docs/21.txt", "21", "40", "22/11/2014")
    (home / "a").mkdir()
    (home / "link").symlink_to(home / "docs")
    (home / "a/21.txt").symlink_to(home / "docs/21.txt")
    return home


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_has_one_path_however_it_is_spelled(spelling: str, home: Path) -> None:
    assert find_files([SPELLINGS[spelling](home), home / "docs"]) == [home / "docs/21.txt"]


def test_link_that_leads_nowhere_or_tells_the_format_keeps_its_path(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text("x", encoding="utf-8")
    (tmp_path / "format.txt").symlink_to("blob")
    (tmp_path / "nowhere.txt").symlink_to("none.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    assert [path.name for path in find_files([tmp_path])] == ["format.txt", "nowhere.txt", "round.txt"]


def test_edited_file_is_not_held_a_second_time_under_another_spelling(home: Path, store: str) -> None:
    assert run("load", home / "a/../docs").status == 0
    write(home / "docs/21.txt", "21", "03", "14/5/2011")
    assert run("load", home / "docs").status == 0
    cited = json.loads(run("query", "cites", "-p", "document=21-KH/TU", "--format", "json").out)
    assert [row["symbol"] for row in cited] == ["03-CT/TW"]
    assert loaded() == [str(home / "docs/21.txt")]


def test_folder_that_cannot_be_listed_fails_and_keeps_its_documents(home: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = write(home / "docs/closed/22.txt", "22", "03", "14/5/2011").parent
    gone = write(home / "docs/gone/23.txt", "23", "03", "14/5/2011")
    assert run("load", home / "docs").status == 0
    gone.unlink()
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = run("load", home / "docs", "--prune")
    assert ran.status == 1
    assert f"failed {closed}: cannot be listed (Permission denied); check its permissions" in ran.err
    assert loaded() == [str(home / "docs/21.txt"), str(closed / "22.txt")]
    assert run("extract", home / "docs").status == 1


GONE: dict[str, Callable[[Path], object]] = {
    "a folder was moved": lambda folder: folder.rename(folder.parent / "moved"),
    "a folder was emptied": lambda folder: (folder / "24.txt").unlink(),
}


@pytest.mark.parametrize("how", GONE)
def test_what_is_gone_is_pruned_and_an_error_without_pruning(how: str, home: Path, store: str) -> None:
    folder = write(home / "old/24.txt", "24", "03", "14/5/2011").parent
    assert run("load", folder, home / "docs").status == 0
    GONE[how](folder)
    refused = run("load", folder)
    assert refused.status == 2
    assert f"error {folder}: " in refused.err and "--prune removes what was loaded from it" in refused.err
    assert run("load", folder, "--prune").status == 0
    assert loaded() == [str(home / "docs/21.txt")]


def test_file_and_register_that_are_gone_are_pruned(home: Path, store: str) -> None:
    single, register = write(home / "24.txt", "24", "03", "14/5/2011"), home / "known.csv"
    register.write_text("symbol,date\n40-CT/TW,22/11/2014\n", encoding="utf-8")
    assert run("load", home / "docs", single, "--register", register).status == 0
    assert len(loaded()) == 3
    single.unlink()
    register.unlink()
    ran = run("load", home / "docs", single, "--register", register)
    assert ran.status == 1
    assert f"failed {single}: there is no such file or folder" in ran.err and f"failed {register}: no such file" in ran.err
    pruned = run("load", home / "docs", single, "--register", register, "--prune")
    assert pruned.status == 0
    assert f"gone {single}: it does not exist; what was loaded from it, if anything, was removed" in pruned.err
    assert loaded() == [str(home / "docs/21.txt")]


@pytest.mark.parametrize("command", ["load", "extract"])
def test_wrong_path_does_not_stop_the_others(command: str, home: Path, store: str) -> None:
    ran = run(command, home / "nowhere", home / "docs", home / "a/none")
    assert ran.status == 1
    assert ran.err.count("there is no such file or folder") == 2
    assert "1" in ran.out


EMPTY = (("load", ""), ("load", "", "--prune"), ("extract", ""), ("load", ".", "--register", ""), ("extract", ".", "--output", ""))


@pytest.mark.parametrize("arguments", EMPTY, ids=" ".join)
def test_empty_path_is_refused(arguments: tuple[str, ...], home: Path) -> None:
    ran = run(*arguments, folder=home / "docs")
    assert (ran.status, ran.out) == (2, "")
    assert "empty" in ran.err


def test_empty_path_is_refused_in_python(store: str) -> None:
    for paths in ("", ["docs", ""]):
        with pytest.raises(SourceMissing, match="the path is empty"):
            danchieu.load(paths)


def test_files_without_a_reader_are_mentioned_in_one_line(home: Path, store: str) -> None:
    for name in ("1.pptx", "2.PPTX", "3.mp4", "noext", ".hidden.mp4", "metadata.csv", "sub/4.pptx"):
        (home / "docs" / name).parent.mkdir(exist_ok=True)
        (home / "docs" / name).write_bytes(b"x")
    assert len(search_paths([home / "docs", home / "docs"]).left_aside) == 5
    for command in ("load", "extract"):
        assert run(command, home / "docs").err.count("left aside 3 .pptx, 1 .mp4, 1 without ending: no reader is for them\n") == 1
        assert "left aside" not in run(command, home / "docs/21.txt").err
    assert json.loads(run("load", home / "docs", "--json").out)["left_aside"] == {".pptx": 3, ".mp4": 1, "without ending": 1}

"""Test the file that `extract` writes: it is never one of the sources, and it is whole or as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import run

from danchieu.output import open_output

SOURCES: dict[str, Callable[[Path], tuple[object, ...]]] = {
    "the file itself": lambda folder: (folder / "kh-12.txt", "--output", folder / "kh-12.txt"),
    "in another spelling": lambda folder: (folder / "kh-12.txt", "--output", folder / "../documents/kh-12.txt"),
    "through a link": lambda folder: (folder, "--output", folder.parent / "link.txt"),
    "a file of a folder": lambda folder: (folder, "--output", folder / "kh-12.txt"),
    "the lines of texts": lambda folder: ("--jsonl", folder / "kh-12.txt", "--output", folder / "kh-12.txt"),
}


@pytest.mark.parametrize("how", SOURCES)
def test_a_source_is_not_written_over(how: str, folder: Path) -> None:
    (folder.parent / "link.txt").symlink_to(folder / "kh-12.txt")
    before = (folder / "kh-12.txt").read_bytes()
    ran = run("extract", *SOURCES[how](folder))
    assert ran.status == 2
    assert "is one of the files to read; write to another with --output" in ran.err
    assert (folder / "kh-12.txt").read_bytes() == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, SystemExit])
@pytest.mark.parametrize("before", [None, "earlier\n"])
def test_output_is_whole_or_as_it_was(error: type[BaseException], before: str | None, tmp_path: Path) -> None:
    place = tmp_path / "out.jsonl"
    if before is not None:
        place.write_text(before, encoding="utf-8")
    with pytest.raises(error), open_output(str(place)) as stream:
        stream.write("half")
        stream.flush()
        raise error
    assert (place.read_text(encoding="utf-8") if place.exists() else None) == before
    with open_output(str(place)) as stream:
        stream.write("whole\n")
        assert (place.read_text(encoding="utf-8") if place.exists() else None) == before
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"out.jsonl": "whole\n"}


def test_output_keeps_link_mode_and_device(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("", encoding="utf-8")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    assert run("extract", folder, "--output", tmp_path / "link").status == 0
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").stat().st_size > 0
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640
    assert run("extract", folder, "--output", os.devnull).status == 0
    assert not Path(os.devnull).is_file()

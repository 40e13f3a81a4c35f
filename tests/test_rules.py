"""Test the digest of the rules: it changes with the code and tables of extraction and linking, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from danchieu.graph.loading.ruleset import digest, rules

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a package with code and a table."""
    folder = tmp_path / "package"
    (folder / "grammar").mkdir(parents=True)
    (folder / "read.py").write_text("WORD = 'Chỉ thị'\n", encoding="utf-8")
    (folder / "grammar/cues.toml").write_text("cue = 'thực hiện'\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("file", ["read.py", "grammar/cues.toml", "grammar/laws.txt", "provinces.csv"])
def test_changed_or_added_file_changes_the_digest(folder: Path, file: str) -> None:
    before = digest(folder)
    (folder / file).write_text("cue = 'quán triệt'\n", encoding="utf-8")
    assert digest(folder) != before


def test_moved_file_changes_the_digest(folder: Path) -> None:
    before = digest(folder)
    (folder / "read.py").rename(folder / "grammar/read.py")
    assert digest(folder) != before


def test_pycache_is_ignored(folder: Path) -> None:
    before = digest(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/read.cpython-311.pyc").write_bytes(b"compiled")
    assert digest(folder) == before


def test_rules_cover_extraction_linking_and_reference_tables() -> None:
    folders = ("loaders", "graph/model", "graph/linking", "data/reference")
    assert rules() == digest(*(PROJECT / folder for folder in folders))

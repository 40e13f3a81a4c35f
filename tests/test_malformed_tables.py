"""Test that a malformed table of vocabulary ends the program with one line that names the table."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.mark.parametrize("table", ["loaders/grammar/cues.toml", "loaders/grammar/laws.txt", "data/reference/issuers.csv"])
def test_the_command_line_names_the_malformed_table(table: str, tmp_path: Path) -> None:
    for room in ("danchieu", "loaders", "graph", "dashboards", "data"):
        shutil.copytree(PROJECT / room, tmp_path / room, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "sample"))
    (tmp_path / table).write_text("Luật Đất đai\n", encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text("thực hiện Luật Đất đai", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "danchieu", "extract", str(text)], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and table in done.stderr

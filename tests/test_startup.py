"""Test that commands import what they need and nothing else, so that they start fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pandas", "numpy", "networkx", "neo4j", "streamlit", "spacy")
_REPORT = f"""
import sys
import danchieu
try:
    danchieu.main()
finally:
    heavy = sys.argv[-1].split(",")
    print(*(name for name in sorted(sys.modules) if name in {HEAVY} or name.startswith("danchieu.")), sep="\\n", file=sys.stderr)
"""

STARTS = {
    ("--help",): ("danchieu.loaders", "danchieu.graph.store", "danchieu.graph.linking"),
    ("--version",): ("danchieu.loaders", "danchieu.graph.store", "danchieu.graph.linking"),
    ("load", "--help"): ("danchieu.loaders", "danchieu.graph.store", "danchieu.graph.linking"),
    ("extract", "kh-12.txt"): ("danchieu.graph.store", "danchieu.graph.loading", "danchieu.graph.queries"),
}


@pytest.mark.parametrize("arguments", STARTS, ids=" ".join)
def test_command_imports_only_what_it_needs(arguments: tuple[str, ...], folder: Path) -> None:
    imported = imports_of(*arguments, folder=folder)
    assert "danchieu.commands" in imported
    assert [name for name in imported if name in HEAVY or name.startswith(STARTS[arguments])] == []


def imports_of(*arguments: str, folder: Path) -> list[str]:
    """Run a command in a process of its own and return the modules of interest that it imported."""
    done = subprocess.run([sys.executable, "-c", _REPORT, *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()

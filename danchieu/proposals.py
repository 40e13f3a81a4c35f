"""Writes what is proposed for files without a number as a metadata table: a person confirms rows and saves it beside the files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from danchieu.graph.checks.findings import Finding
from danchieu.graph.checks.unidentified import PROPOSED
from danchieu.graph.queries.cells import csv_text
from danchieu.loaders.lists.metadata import METADATA, TABLES
from danchieu.terminal import print_problem, write_data

__all__ = ["PROPOSING", "write_proposals"]

PROPOSING = "unidentified"
"""The kind of findings that propose rows of a metadata table."""

_MARK = "\ufeff"  # by which Excel knows UTF-8


def write_proposals(found: Sequence[Finding]) -> None:
    """Write the proposals on standard output as CSV, with folders below the one in which to save it; say on standard error what to do."""
    rows = [dict(finding.proposal) for finding in found if finding.proposal]
    home = _home([row["folder"] for row in rows])
    for row in rows:
        row["folder"] = "" if row["folder"] == home else _below(home, row["folder"])
    text = csv_text(pd.DataFrame(rows, columns=list(PROPOSED)))
    write_data(text if sys.stdout.isatty() else _MARK + text)
    if rows:
        _say_what_to_do(Path(home))


def _home(folders: Sequence[str]) -> str:
    """Return the folder above all files, that of the first if they are on several drives; a table cannot be saved in an archive."""
    try:
        home = Path(os.path.commonpath(folders)) if folders else Path()
    except ValueError:
        home = Path(folders[0])
    archive = next((one for one in (home, *home.parents) if one.is_file()), None)
    return (archive.parent if archive else home).as_posix() if folders else ""


def _below(home: str, folder: str) -> str:
    """Return a folder as seen from another; whole if it is on another drive."""
    try:
        return Path(os.path.relpath(folder, home)).as_posix()
    except ValueError:
        return folder


def _say_what_to_do(home: Path) -> None:
    others = [name for name in TABLES if (home / name).exists()]
    where = f"add these rows to {home / others[0]}" if others else f"save it as {home / METADATA}"
    print_problem("note", f"correct the rows, write x in the column confirmed of those that are right, {where}, and load the files again")

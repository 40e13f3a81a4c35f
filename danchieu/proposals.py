"""Writes what is proposed for files without a number as a metadata table: a person confirms rows and saves it beside the files."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

import pandas as pd

from danchieu.graph.checks.findings import Finding
from danchieu.graph.checks.unidentified import PROPOSED
from danchieu.graph.queries.cells import csv_text
from danchieu.loaders.lists.metadata import METADATA, TABLES, key_of, read_metadata
from danchieu.terminal import print_problem, write_data

__all__ = ["PROPOSING", "write_proposals"]

PROPOSING = "unidentified"
"""The kind of findings that propose rows of a metadata table."""

_MARK = "\ufeff"  # by which Excel knows UTF-8


def write_proposals(found: Sequence[Finding]) -> None:
    """Write the proposals on standard output as CSV, with folders below the one in which to save it; say on standard error what to do.

    The rows that count in the table of that folder come first, confirmed, so that saving the CSV in its place takes none away.
    """
    proposed = {_path_of(one.proposal): (dict(one.proposal), one.known) for one in found if one.proposal}
    home = _home([row["folder"] for row, _ in proposed.values()])
    rows = _rows_in_force(Path(home)) if proposed else {}
    in_force = len(rows)
    for path, (row, known) in proposed.items():
        if path in rows:
            rows[path]["hints"] = known
        else:
            rows[path] = row | {"folder": _below(home, row["folder"])}
    others = [name for row in rows.values() for name in row if name not in PROPOSED]
    text = csv_text(pd.DataFrame(list(rows.values()), columns=list(dict.fromkeys((*PROPOSED, *others)))).fillna(""))
    write_data(text if sys.stdout.isatty() else _MARK + text)
    if proposed:
        _say_what_to_do(Path(home), in_force)


def _path_of(row: Mapping[str, str]) -> str:
    return key_of(Path(row["folder"], row["file"]))


def _rows_in_force(home: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table of a folder that count, as rows of the proposals, by the paths of their files."""
    rows = {}
    for path, stated in read_metadata(home).rows.items():
        place = {"folder": _below(home.as_posix(), PurePath(path).parent.as_posix()), "file": PurePath(path).name, "confirmed": "x"}
        rows[path] = place | {field.replace("_", " "): value for field, value in stated.values.items()}
    return rows


def _home(folders: Sequence[str]) -> str:
    """Return the folder above all files, that of the first if they are on several drives; a table cannot be saved in an archive."""
    try:
        home = Path(os.path.commonpath(folders)) if folders else Path()
    except ValueError:
        home = Path(folders[0])
    archive = next((one for one in (home, *home.parents) if one.is_file()), None)
    return (archive.parent if archive else home).as_posix() if folders else ""


def _below(home: str, folder: str) -> str:
    """Return a folder as seen from another, empty for that itself; whole if it is on another drive."""
    try:
        return "" if folder == home else Path(os.path.relpath(folder, home)).as_posix()
    except ValueError:
        return folder


def _say_what_to_do(home: Path, in_force: int) -> None:
    tables = [home / name for name in TABLES if (home / name).exists()]
    if tables and _is_output(tables[0]):
        where = f"put back the rows that {tables[0]} held before, if any (the shell emptied it first)"
    elif tables:
        rows = "1 row that counts is" if in_force == 1 else f"{in_force:,} rows that count are"
        where = f"save it as {home / METADATA} ({tables[0].name} is there: its {rows} in it, with x; keep a copy for what else it holds)"
    else:
        where = f"save it as {home / METADATA}"
    print_problem("note", f"correct the rows, write x in the column confirmed of those that are right, {where}, and load the files again")


def _is_output(path: Path) -> bool:
    """Return whether standard output goes to a file, as with `> metadata.csv`."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False

"""metadata.csv or metadata.xlsx beside documents: values, one file a row, that complete or correct what the headers of the files state.

file,symbol,date,issuer,province
ke-hoach-11.txt,11-KH/TU,11/6/2016,Tỉnh ủy,Bình Thuận

The rows describe files of the same folder; with a column `folder`, files of folders below it, too. The table that is nearest to a file
counts. With a column `confirmed`, only the rows count that a person has confirmed there.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.model import Failure, Head, Note
from danchieu.loaders.errors import SourceError
from danchieu.loaders.grammar.columns import is_yes, shown_name
from danchieu.loaders.lists.cells import ListedHead, head_of
from danchieu.loaders.lists.read_listings import Listings, place_of, read_listings

__all__ = ["METADATA", "TABLES", "Metadata", "Stated", "digest", "find_stated", "read_metadata", "stated_head"]

METADATA = "metadata.csv"
"""The usual name of the table."""

TABLES = (METADATA, "metadata.xlsx")
"""All names of the table; the first that a folder has is read."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row states of a file: values by field, and the name of its table."""

    values: Mapping[str, str] = field(default_factory=dict)
    table: str = METADATA


@dataclass(frozen=True, slots=True)
class Metadata:
    """The table of a folder: what it states of each file, by the path of the file, and what of it cannot be used or was left aside."""

    rows: dict[str, Stated] = field(default_factory=dict)
    complaints: list[Failure | Note] = field(default_factory=list)

    def of(self, path: Path) -> Stated:
        """Return what is stated of a file; nothing if no row names it."""
        return self.rows.get(_key(path), Stated())


def read_metadata(folder: Path, *, beside: bool = True) -> Metadata:
    """Read the table of a folder, if it has one. A row that cannot be used is a complaint, and reading goes on.

    Without `beside`, no document is looked for in the folder itself: its table counts only if it has a column of folders.
    """
    tables = [folder / name for name in TABLES if (folder / name).is_file()]
    if not tables:
        return Metadata()
    path, *others = tables
    try:
        read = read_listings(path, lambda columns: "file" in columns.positions, field="file")
    except SourceError as error:
        return Metadata(complaints=[Failure(str(path), f"{error.reason}; nothing of it was used")] if beside else [])
    if not beside and not any("folder" in listing.columns.positions for listing in read.listings):
        return Metadata()
    notes = [Note(str(other), f"left aside: the folder also has {path.name}, which is used; keep one of the two") for other in others]
    return _Reading(path, Metadata(complaints=[*notes, *read.notes])).run(read)


def find_stated(files: Sequence[Path]) -> tuple[list[Failure | Note], dict[Path, Stated]]:
    """Find what the tables beside and above files state of each; return what of the tables cannot be used, too."""
    beside = {path.absolute().parent for path in files}
    above = {folder for near in beside for folder in near.parents} - beside
    tables = {folder: read_metadata(folder, beside=folder in beside) for folder in sorted(beside | above)}
    filled = {folder: table for folder, table in tables.items() if table.rows}
    stated = {path: _nearest(path, filled) for path in files}
    return [complaint for table in tables.values() for complaint in table.complaints], stated


def stated_head(head: Head, stated: Stated) -> Head:
    """Return the header with the values of a row in place of its own; `evidence` names the table for each that differs."""
    return _listed(head, stated.values, stated.table).head


def digest(stated: Stated) -> str | None:
    """Return a digest of what a row states, None for nothing; it changes when the row does."""
    if not stated.values:
        return None
    table = [] if stated.table == METADATA else [("", stated.table)]
    return hashlib.sha256(json.dumps([*sorted(stated.values.items()), *table]).encode()).hexdigest()[:16]


def _nearest(path: Path, tables: Mapping[Path, Metadata]) -> Stated:
    if not tables:
        return Stated()
    found = (tables[folder].of(path) for folder in path.absolute().parents if folder in tables)
    return next((stated for stated in found if stated.values), Stated())


@dataclass(slots=True)
class _Reading:
    """One reading of a table."""

    path: Path
    found: Metadata
    files: dict[Path, set[str]] = field(default_factory=dict)  # names by folder
    unconfirmed: int = 0

    def run(self, read: Listings) -> Metadata:
        for listing in read.listings:
            for row, values in listing.documents():
                place = place_of(str(self.path), listing.sheet, row.line)
                if "confirmed" not in listing.columns.positions or self._is_confirmed(place, values["confirmed"]):
                    self._take(place, values)
        if self.unconfirmed:
            rows = "1 row that is not confirmed" if self.unconfirmed == 1 else f"{self.unconfirmed:,} rows that are not confirmed"
            self.found.complaints.append(Note(str(self.path), f"left aside: {rows}; write x in the column {shown_name('confirmed')}"))
        return self.found

    def _is_confirmed(self, place: str, cell: str) -> bool:
        if cell and not is_yes(cell):
            self._complain(place, f"{cell!r} does not say whether the row is confirmed; write x, or nothing; the row was ignored")
        self.unconfirmed += not cell
        return is_yes(cell)

    def _take(self, place: str, values: Mapping[str, str]) -> None:
        """Take one row, or complain of all of it that cannot be used."""
        stated = {name: value for name, value in values.items() if value and name != "confirmed"}
        name = unicodedata.normalize("NFC", stated.pop("file", ""))
        below = stated.pop("folder", "")
        folder = Path(os.path.normpath(self.path.parent / below.replace("\\", "/")))
        if not name:
            self._complain(place, "names no file; write the name in the column of files")
        elif name not in self._files_in(folder):
            where = f"the folder {below!r}" if below else "this folder"
            self._complain(place, f"no file {name!r} is in {where}; correct the name, or remove the row")
        elif (key := _key(folder / name)) in self.found.rows:
            self._complain(place, f"{name!r} has an earlier row, which is used; keep one")
        else:
            table = self.path.name
            usable = {field: value for field, value in stated.items() if not _listed(Head(), {field: value}, table).complaints}
            self.found.rows[key] = Stated(usable, table)
            for reason in _listed(Head(), stated, table).complaints:
                self._complain(place, f"{reason}; the value was ignored")

    def _files_in(self, folder: Path) -> set[str]:
        if folder not in self.files:
            names = (other.name for other in folder.iterdir() if other.is_file()) if folder.is_dir() else ()
            self.files[folder] = {unicodedata.normalize("NFC", name) for name in names}
        return self.files[folder]

    def _complain(self, place: str, reason: str) -> None:
        self.found.complaints.append(Failure(place, reason))


def _key(path: Path) -> str:
    return unicodedata.normalize("NFC", path.absolute().as_posix())


def _listed(head: Head, values: Mapping[str, str], table: str) -> ListedHead:
    return head_of(head, values, source=table)

"""metadata.csv or metadata.xlsx beside documents: values, one file a row, that complete or correct what the headers of the files state.

file,symbol,date,issuer,province
ke-hoach-11.txt,11-KH/TU,11/6/2016,Tỉnh ủy,Bình Thuận

The rows describe files of the same folder; with a column `folder`, files of folders below it, too, and of archives: plans.zip/2016. The
table that is nearest to a file counts. With a column `confirmed`, only the rows count that a person has confirmed there.
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
from danchieu.loaders.files import has_archive_ending
from danchieu.loaders.grammar.columns import is_yes, shown_name
from danchieu.loaders.lists.cells import ListedHead, head_of
from danchieu.loaders.lists.read_listings import Listings, place_of, read_listings

__all__ = ["METADATA", "TABLES", "Metadata", "Stated", "digest", "find_stated", "key_of", "read_metadata", "stated_head"]

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
    inside: dict[str, list[str]] = field(default_factory=dict)  # by the path of an archive, those of the files in it that rows name

    def of(self, path: Path) -> dict[str, Stated]:
        """Return what is stated of a file, and of the files in it, by path; whether these are there is not known."""
        key = key_of(path)
        return {one: self.rows[one] for one in (key, *self.inside.get(key, ())) if one in self.rows}


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


def find_stated(files: Sequence[Path]) -> tuple[list[Failure | Note], dict[Path, dict[str, Stated]]]:
    """Find what the tables beside and above files state of each, and of the files in it, by `key_of` a path.

    Return what of the tables cannot be used, too.
    """
    beside = {path.absolute().parent for path in files}
    above = {folder for near in beside for folder in near.parents} - beside
    tables = {folder: read_metadata(folder, beside=folder in beside) for folder in sorted(beside | above)}
    filled = {folder: table for folder, table in tables.items() if table.rows}
    stated = {path: _nearest(path, filled) for path in files}
    return [complaint for table in tables.values() for complaint in table.complaints], stated


def stated_head(head: Head, stated: Stated) -> Head:
    """Return the header with the values of a row in place of its own; `evidence` names the table for each that differs."""
    return _listed(head, stated.values, stated.table).head


def key_of(path: str | Path) -> str:
    """Return the path by which rows name a file: absolute, with slashes, in composed letters."""
    return unicodedata.normalize("NFC", Path(path).absolute().as_posix())


def digest(stated: Stated) -> str | None:
    """Return a digest of what a row states, None for nothing; it changes when the row does."""
    if not stated.values:
        return None
    table = [] if stated.table == METADATA else [("", stated.table)]
    return hashlib.sha256(json.dumps([*sorted(stated.values.items()), *table]).encode()).hexdigest()[:16]


def _nearest(path: Path, tables: Mapping[Path, Metadata]) -> dict[str, Stated]:
    """Return what the tables state of a file and of those in it: a row with values, of the table that is nearest."""
    found: dict[str, Stated] = {}
    for folder in path.absolute().parents if tables else ():
        if folder in tables:
            found = {key: stated for key, stated in tables[folder].of(path).items() if stated.values} | found
    return found


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
                    try:
                        self._take(place, values)
                    except OSError as error:
                        self._complain(place, f"its folder cannot be looked into ({error.strerror}); the row was ignored")
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
        elif (archive := _archive_of(folder)) is None and name not in self._files_in(folder):
            where = f"the folder {below!r}" if below else "this folder"
            self._complain(place, f"no file {name!r} is in {where}; correct the name, or remove the row")
        elif (key := key_of(folder / name)) in self.found.rows:
            self._complain(place, f"{name!r} has an earlier row, which is used; keep one")
        else:
            table = self.path.name
            usable = {field: value for field, value in stated.items() if not _listed(Head(), {field: value}, table).complaints}
            self.found.rows[key] = Stated(usable, table)
            if archive:
                self.found.inside.setdefault(key_of(archive), []).append(key)
            for reason in _listed(Head(), stated, table).complaints:
                self._complain(place, f"{reason}; the value was ignored")

    def _files_in(self, folder: Path) -> set[str]:
        if folder not in self.files:
            names = (other.name for other in folder.iterdir() if other.is_file()) if folder.is_dir() else ()
            self.files[folder] = {unicodedata.normalize("NFC", name) for name in names}
        return self.files[folder]

    def _complain(self, place: str, reason: str) -> None:
        self.found.complaints.append(Failure(place, reason))


def _archive_of(folder: Path) -> Path | None:
    """Return the archive that a folder is, or is in, if there is one."""
    file = None if folder.is_dir() else next((one for one in (folder, *folder.parents) if one.is_file()), None)
    return file if file and has_archive_ending(file) else None


def _listed(head: Head, values: Mapping[str, str], table: str) -> ListedHead:
    return head_of(head, values, source=table)

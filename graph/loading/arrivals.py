"""What was read of a file, and what is kept of it so that it can be linked again without being read again."""

from __future__ import annotations

from dataclasses import dataclass

from danchieu.graph.model import Failure, FileState, Opened, Reading, Register, Row, Stamp
from danchieu.graph.model.packing import pack, renew, unpack, unpack_register

__all__ = ["Arrival", "archive_row", "arrival_of", "failure_row", "stamp_row", "unpack_stored"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file or a part of a register that was read; `item` is without its text."""

    item: Reading | Register
    reading: str  # packed
    text: str | None = None  # as decoded; offsets of citations refer to it
    rules: str | None = None  # digest of the extraction rules that it was read with

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.item.path

    def row(self) -> Row:
        """Return the properties of its file in the store."""
        row: Row = {"path": self.path, "sha256": self.item.sha256, "rules": self.rules}
        if isinstance(self.item, Register):
            return row | {"register": self.item.file, "part": self.item.part}
        kept: Row = {"metadata": self.item.metadata, "archive": self.item.archive, "reader": self.item.reader}
        kept |= {"pages": list(self.item.pages) or None, "rank": self.item.rank or None, "lacks": self.item.lacks}
        return row | kept | stamp_row(self.item.stamp) | _READ


_READ: Row = dict.fromkeys(("status", "failure", "refused", "refused_by", "left_aside"))
"""What a file has no longer when it was read."""


def stamp_row(stamp: Stamp | None) -> Row:
    """Return the properties of a file that tell whether it may have changed."""
    return {"size": stamp.size, "modified": stamp.modified} if stamp else {"size": None, "modified": None}


def failure_row(failure: Failure, state: FileState, rules: str) -> Row:
    """Return the properties of a file that could not be read; what was read of it before, and by which rules, stays."""
    row = {"path": failure.path, "status": "failed", "failure": failure.reason, "archive": state.archive, "left_aside": None}
    return row | {"refused": state.sha256 or None, "refused_by": rules} | stamp_row(state.stamp)


def archive_row(archive: Opened, rules: str) -> Row:
    """Return the properties of an archive, whose files are files of their own."""
    row = _READ | {"path": archive.path, "status": "archive", "rules": rules, "left_aside": list(archive.left_aside) or None}
    return row | stamp_row(archive.stamp)


def arrival_of(item: Reading | Register, rules: str) -> Arrival:
    """Return what is kept of a reading."""
    if isinstance(item, Register):
        return Arrival(item, pack(item))
    return Arrival(item, pack(item), item.text, rules)


def unpack_stored(row: Row, rules: str) -> Reading | Register:
    """Return what the store holds of a file, without its text; symbols are taken apart again if other rules did it."""
    if row["register"]:
        return unpack_register(row["reading"], file=row["register"], part=row["part"], sha256=row["sha256"])
    reading = unpack(row["reading"], path=row["path"], sha256=row["sha256"])
    return reading if row["rules"] == rules else renew(reading)

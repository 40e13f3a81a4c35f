"""Brings a store that was made with an older version of the schema up to date.

What the files hold is converted: readings, parts of registers, logs. Everything else in the graph follows from it and is made again, by
linking all texts. The version is written last: an upgrade that was interrupted begins again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from danchieu.graph.errors import StoreFailed
from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.loading.arrivals import Item
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.loading.relinking import Cause, LoggedResolution, Relinking
from danchieu.graph.loading.stored_files import add_stored, relink_texts
from danchieu.graph.model import Row
from danchieu.graph.model.packing import pack, unpack, unpack_register
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Transaction, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["upgrade"]

_FILES, _NODES = 500, 1_000  # of a transaction
_CAUSES_1 = (
    re.compile(r"(?P<document>\S+) came with (?P<loaded_from>.+)"),
    re.compile(r"(?P<document>\S+) is listed in (?P<listed_in>.+) line (?P<line>\d+)"),
    re.compile(r"(?P<document>\S+) is known no longer as it was"),
)


def upgrade(writer: Writer) -> None:
    """Bring a store up to date; do nothing to one that is."""
    if writer.version == schema.VERSION:
        return
    _convert_files(writer)
    while writer.write(_delete_nodes):
        pass
    report = ingest(writer, _link_all(writer))
    if report.failed:
        failure = report.failed[0]
        raise StoreFailed(f"the store {writer.name} could not be brought up to date: {failure.path}: {failure.reason}")
    writer.apply_schema()


def _convert_files(writer: Writer) -> None:
    """Convert what files of version 1 hold; files that are converted already stay as they are."""
    after = ""
    while rows := writer.read(query_text("fetch", "files_of_version_1"), after=after, limit=_FILES):
        _write_files(writer, [_convert(row) for row in rows])
        after = rows[-1]["path"]


def _write_files(writer: Writer, files: list[_Converted]) -> None:
    def write(transaction: Transaction) -> None:
        transaction.run(query_text("load", "convert_files"), rows=[one.file for one in files])
        transaction.run(query_text("load", "put_log"), rows=[row for one in files for row in one.log])

    writer.write(write)


def _delete_nodes(transaction: Transaction) -> bool:
    """Delete some of the nodes that follow from the files; return whether there were any."""
    return any(row["deleted"] for row in transaction.run(query_text("load", "delete_derived_nodes"), limit=_NODES))


def _link_all(writer: Writer) -> Iterator[Item]:
    """Link all stored texts and list the documents of all stored registers."""
    builder = KnowledgeBuilder()
    stored = add_stored(builder, writer)
    yield from relink_texts(builder.build(), stored)
    yield from stored.listings


@dataclass(frozen=True, slots=True)
class _Converted:
    """The content of a file in the present form: its properties, and its log."""

    file: Row
    log: tuple[Row, ...]


def _convert(row: Row) -> _Converted:
    """Convert a file of version 1: a part of a register was known by its reading, and the last part of its path is its number."""
    path, sha256 = row["path"], row["sha256"]
    file: dict[str, Any] = {"path": path, "register": row["register"], "part": row["part"]}
    if row["register"] is None and row["reading"].startswith('{"rows"'):
        register, _, number = path.rpartition("/")
        file |= {"register": register, "part": int(number)}
    if file["register"] is None:
        packed = pack(unpack(row["reading"], path=path, sha256=sha256))
    else:
        packed = pack(unpack_register(row["reading"], file=file["register"], part=file["part"], sha256=sha256))
    return _Converted(
        file | {"reading": packed}, tuple({"path": path, "properties": _relinking_1(line).properties()} for line in row["history"])
    )


def _relinking_1(line: str) -> Relinking:
    """Take apart a line of the log of version 1: time, citation, before, after, rung and cause, divided by tabs."""
    at, citation, before, after, why = line.split("\t", maxsplit=4)
    rung, _, cause = why.partition("; ")
    return Relinking(citation, at, _resolution_1(before), _resolution_1(after), None if rung == "none" else rung, _cause_1(cause))


def _resolution_1(text: str) -> LoggedResolution:
    resolution, _, documents = text.partition(": ")
    return LoggedResolution(resolution, tuple(documents.split(", ")))


def _cause_1(text: str) -> Cause:
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _CAUSES_1)), None)
    if found is None:
        return Cause()
    parts = found.groupdict()
    line = parts.get("line")
    return Cause(parts["document"], parts.get("loaded_from"), parts.get("listed_in"), int(line) if line else None)

"""Links what the store holds again: readings of texts and parts of registers, without reading the files again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from danchieu.graph.linking import KnowledgeBuilder, Linker, list_documents
from danchieu.graph.loading.arrivals import Relinked
from danchieu.graph.model import Failure, Listing, Reading, Record, Register, Row
from danchieu.graph.model.packing import pack, unpack, unpack_register
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["StoredFiles", "add_register", "add_stored", "add_text", "link_text", "relink_texts", "stored_readings"]

_READINGS = 500  # files of a query


@dataclass(frozen=True, slots=True)
class StoredFiles:
    """What the store holds: the readings of texts, without the texts, and the documents of parts of registers."""

    readings: tuple[Reading, ...]
    listings: tuple[Listing, ...]


def stored_readings(store: Reader | Writer, *, besides: Collection[str] = ()) -> Iterator[Reading | Register]:
    """Yield the readings that the graph holds, texts empty, and the parts of registers, by path; skip the paths in `besides`."""
    skipped, after = set(besides), ""
    while rows := store.read(query_text("fetch", "stored_readings"), after=after, limit=_READINGS):
        yield from (_unpacked(row) for row in rows if row["path"] not in skipped)
        after = rows[-1]["path"]


def _unpacked(row: Row) -> Reading | Register:
    if row["register"]:
        return unpack_register(row["reading"], file=row["register"], part=row["part"], sha256=row["sha256"])
    return unpack(row["reading"], path=row["path"], sha256=row["sha256"])


def add_stored(builder: KnowledgeBuilder, store: Reader | Writer, *, besides: Collection[str] = ()) -> StoredFiles:
    """Add the texts and registers of the store to what is known, except the paths in `besides`; return them."""
    readings: list[Reading] = []
    listings: list[Listing] = []
    for item in stored_readings(store, besides=besides):
        if isinstance(item, Register):
            listing, _ = add_register(builder, item)
            listings.append(listing)
        else:
            add_text(builder, item)
            readings.append(item)
    return StoredFiles(tuple(readings), tuple(listings))


def add_text(builder: KnowledgeBuilder, reading: Reading) -> None:
    """Add a text to what is known."""
    builder.add_text(reading.head, reading.citations, sha256=reading.sha256)


def add_register(builder: KnowledgeBuilder, part: Register) -> tuple[Listing, list[Failure]]:
    """Add the documents of a part of a register to what is known; return them, and the rows that do not identify one."""
    return list_documents(builder, part.entries, file=part.file, part=part.part, sha256=part.sha256, reading=pack(part))


def link_text(linker: Linker, reading: Reading) -> Record:
    """Link a text."""
    return linker.record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256)


def relink_texts(linker: Linker, stored: StoredFiles) -> Iterator[Relinked]:
    """Link the texts of the store again."""
    return (Relinked(link_text(linker, reading)) for reading in stored.readings)

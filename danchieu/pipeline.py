"""The rooms put together: loaders read files, graph links and stores them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from danchieu import terminal
from danchieu.graph.linking.linker import Linker
from danchieu.graph.linking.registers import list_documents
from danchieu.graph.loading.ingest import LoadReport, ingest, loaded_files, outdated_files, prune, stored_readings
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Listing, Reading, Record, Register
from danchieu.graph.model.packing import pack, unpack, unpack_register
from danchieu.graph.queries.library import run
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store.bolt import Writer, open_store
from danchieu.loaders.corpus import Failure, Unchanged, find_files, read_corpus
from danchieu.loaders.errors import SourceError
from danchieu.loaders.files import read_file
from danchieu.loaders.lists.register import part_of, read_register
from danchieu.loaders.read_text import citation_row

__all__ = ["Item", "catalogue_linker", "extracted_rows", "learnt", "link_corpus", "load_files"]

Item = Reading | Failure | Unchanged | Register
Stored = Callable[..., Iterable[tuple[str, str, str]]]

catalogue_linker = cache(Linker)  # one that knows the catalogue alone


def load_files(
    paths: list[Path], registers: Iterable[Path] = (), *, store: str | None = None, pruning: bool = False
) -> tuple[LoadReport, dict[str, Any]]:
    """read -> find -> relate -> identify -> link -> store, with progress on standard error; the report, and what the graph holds then."""
    found = find_files(paths)
    listed = [item for path in sorted({path.absolute() for path in registers}) for item in read_register(path)]
    parts = {item.path: item.sha256 for item in listed if isinstance(item, Register)}
    with opened(read_settings(store)) as writer, terminal.progress(len(found)) as (has_read, has_loaded):
        known, outdated = loaded_files(writer), outdated_files(writer, rules())
        existing = {path.as_posix() for path in found} | set(filter(part_of, known))
        pruned = prune(writer, [path.absolute().as_posix() for path in paths], existing) if pruning else 0
        shortened = prune(writer, [path.absolute().as_posix() for path in registers], parts)
        again = pruned + shortened > 0 or not parts.items() <= known.items()
        current = {path: state for path, state in known.items() if path not in outdated}
        items = chain(listed, _counted(read_corpus(found, known=current), has_read))
        report = ingest(writer, link_corpus(items, partial(stored_readings, writer), again=again), on_progress=has_loaded)
        report.pruned, report.reread = pruned, len(existing & outdated)
        held = {str(name): value for name, value in run(writer, "overview").iloc[0].items()}
    return report, held | {"documents": held.pop("loaded")}


def _counted(items: Iterable[Item], on_read: Callable[[], None]) -> Iterator[Item]:
    for item in items:
        on_read()
        yield item


def link_corpus(items: Iterable[Item], stored: Stored, *, again: bool = False) -> Iterator[Record | Listing | Failure | Unchanged]:
    """Link each text against all, those in the graph too: every text is learnt before the first is linked, whatever order they come in.

    When a document came, or `again` says that one went or was listed, the texts that the graph holds are linked again from their stored
    readings. New texts are read again rather than kept in memory. Registers are written last: until then they count as changed.
    """
    linker, readings, listings = Linker(), [], []
    for item in items:
        if isinstance(item, Reading):
            linker.learn(item.head, item.citations, sha256=item.sha256)
            readings.append(replace(item, text=""))
        elif isinstance(item, Register):
            listing, refused = listed(linker, item)
            listings.append(listing)
            yield from refused
        else:
            yield item
    if not (readings or again):
        return
    held: list[Reading] = []
    learnt(linker, stored(besides={reading.path for reading in readings} | {listing.path for listing in listings}), held.append)
    yield from (reread(linker, reading) for reading in readings)
    yield from (linked(linker, reading, None) for reading in held)
    yield from listings


def learnt(linker: Linker, stored: Iterable[tuple[str, str, str]], on_reading: Callable[[Reading], object] = id) -> Linker:
    """The linker, which now knows what the graph holds: texts, each of which `on_reading` is told, and registers."""
    for path, sha256, packed in stored:
        if part := unpack_register(packed, path=path, sha256=sha256):
            listed(linker, part)
        else:
            reading = unpack(packed, path=path, sha256=sha256)
            linker.learn(reading.head, reading.citations, sha256=sha256)
            on_reading(reading)
    return linker


def listed(linker: Linker, part: Register) -> tuple[Listing, list[Failure]]:
    """Make the documents of a register known to the linker: what they add to the graph, and the rows that name none."""
    listing, refused = list_documents(linker, part.rows, path=part.path, sha256=part.sha256, file=part.file, reading=pack(part))
    return listing, [Failure(f"{part.file} line {line}", reason) for line, reason in refused]


def reread(linker: Linker, reading: Reading) -> Record | Failure:
    """The record of a new text, with the text from its file."""
    try:
        source = read_file(Path(reading.path))
    except SourceError as error:
        return Failure(reading.path, error.reason)
    if source.sha256 != reading.sha256:
        return Failure(reading.path, "it changed while it was being loaded; load it again")
    return linked(linker, reading, source.raw)


def linked(linker: Linker, reading: Reading, text: str | None) -> Record:
    """The record of a reading; `text` None for one whose text the graph has."""
    record = linker.record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=text, reading=pack(reading))
    return replace(record, metadata=reading.metadata, rules="" if text is None else rules())


def extracted_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of one text for `danchieu extract`: citations with id and resolution."""
    record = catalogue_linker().record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=None)
    links = {link.citation.span.start: link for link in record.links}
    for citation in reading.citations:
        link = links.get(citation.span.start)
        resolution = link.resolution if link else None
        yield citation_row(reading.path, citation) | {
            "id": link.id if link else None,
            "target": resolution.target if resolution else None,
            "resolution": str(resolution.status) if resolution else None,
            "candidates": [{"id": one.document_id, "score": one.score} for one in resolution.candidates] if resolution else [],
        }


def opened(settings: Settings) -> Writer:
    """The store to write; a terminal shows that it is being opened until it is."""
    with terminal.waiting(f"Opening the store {settings.store}"):
        return open_store(settings, mode="write")

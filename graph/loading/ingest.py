"""Loads files into the graph in batches by size, each file whole in one transaction, and reports the result."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from os.path import realpath
from pathlib import PurePath
from typing import Any

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.loading.arrivals import Item, NewFile, Relinked
from danchieu.graph.loading.relinking import relinkings
from danchieu.graph.loading.replace_files import Arrival, replace_files
from danchieu.graph.loading.rows import contribution, decompress, holds, listing_contribution
from danchieu.graph.model import Failure, FileState, Listing, ResolutionStatus, Unchanged
from danchieu.graph.model.rows import batches
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["Duplicate", "LoadReport", "ingest", "loaded_files", "outdated_files", "prune"]

_ROWS, _CHARACTERS = 3_000, 4_000_000  # of a transaction
_PRUNED, _DUPLICATES = 200, 1_000  # files of a query

Batch = dict[str, Arrival]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose document is held by another, primary file."""

    path: str
    same_as: str  # path of the primary file


@dataclass(slots=True)
class LoadReport:
    """The result of a load."""

    documents: int = 0
    citations: int = 0
    resolved: int = 0
    ambiguous: int = 0
    stubs: int = 0
    skipped: int = 0
    pruned: int = 0
    relinked: int = 0  # files loaded before that are linked differently, because other documents were added or removed
    listed: int = 0  # documents in new or changed parts of registers
    reread: int = 0  # files loaded before with other extraction rules
    failed: list[Failure] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    seconds: float = 0.0

    def rows(self) -> list[tuple[str, str]]:
        """Return the report as a table of names and numbers."""
        counts = ("documents", "citations", "resolved", "ambiguous", "stubs", "skipped", "pruned", "relinked", "listed", "reread")
        table = [(name, f"{getattr(self, name):,}") for name in counts]
        return [
            *table,
            ("duplicates", f"{len(self.duplicates):,}"),
            ("failed", f"{len(self.failed):,}"),
            ("seconds", f"{self.seconds:.1f}"),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return the report as values that JSON can hold."""
        return asdict(self) | {"seconds": round(self.seconds, 3)}


def ingest(
    writer: Writer,
    items: Iterable[Item | Unchanged | Failure],
    *,
    on_progress: Callable[[str], object] | None = None,
    transaction_rows: int = _ROWS,
) -> LoadReport:
    """Load files, each in place of what it held before. Loading the same again changes nothing; the order does not matter.

    `on_progress` is called with the path of each new file when it is loaded, skipped or failed. A transaction writes at most
    `transaction_rows` rows, unless one file has more. Files that were linked again, and parts of registers, are written only where they
    changed. What the store refuses is reported as failed, and the rest is loaded. Raises StoreUnreachable when the store is lost; what was
    loaded until then stays.
    """
    started, report = time.monotonic(), LoadReport()
    done = on_progress or (lambda path: None)
    loaded: dict[str, Counter[ResolutionStatus]] = {}
    arrived: dict[str, str] = {}  # paths by document
    for batch in _batches(_loadable(items, report, done), transaction_rows):
        arrived |= {item.record.document.id: item.path for arrival in batch.values() if isinstance(item := arrival.item, NewFile)}
        for item in _write(writer, _changed(writer, batch, arrived), report):
            match item:
                case NewFile():
                    loaded[item.path] = Counter(link.resolution.status for link in item.record.links)
                    done(item.path)
                case Relinked():
                    report.relinked += 1
                case Listing():
                    report.listed += len(item.documents)
    for some in batches(sorted(loaded), _DUPLICATES):
        report.duplicates += [Duplicate(row["path"], row["first"]) for row in writer.read(query_text("fetch", "duplicates"), paths=some)]
    for duplicate in report.duplicates:
        del loaded[duplicate.path]  # its citations are not in the graph
    totals = sum(loaded.values(), Counter[ResolutionStatus]())
    report.documents, report.citations = len(loaded), totals.total()
    report.resolved, report.ambiguous, report.stubs = (totals[status] for status in ResolutionStatus)
    report.seconds = time.monotonic() - started
    return report


def loaded_files(store: Reader | Writer) -> dict[str, FileState]:
    """Return the state in which each file in the graph was loaded, by path."""
    rows = store.read(query_text("fetch", "loaded_files"))
    return {row["path"]: FileState(row["sha256"], row["metadata"], row["register"]) for row in rows}


def outdated_files(store: Reader | Writer, rules: str) -> set[str]:
    """Return the paths of texts that were read with other extraction rules; their results may be out of date."""
    return {row["path"] for row in store.read(query_text("fetch", "outdated_files"), rules=rules)}


def prune(writer: Writer, roots: Iterable[str], existing_paths: Collection[str], *, spared: Iterable[str] = ()) -> int:
    """Remove the files below `roots` (folders, or files themselves) that are not among the existing paths; return how many.

    Files below `spared` stay: whether they exist is not known. A path that was stored with `..` or a link is below its real folder, too.

    Documents that are still cited stay as cited documents. Where a removed file had a duplicate, the duplicate takes its place.
    """
    existing, below, kept = set(existing_paths), _below(roots), _below(spared)
    gone = [
        path
        for path, state in sorted(loaded_files(writer).items())
        if path not in existing and below(state.register or path) and not kept(state.register or path)
    ]
    for some in batches(gone, _PRUNED):
        writer.write(partial(replace_files, arriving={}, leaving=some))
    return len(gone)


def _below(folders: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a path, as spelled or in truth, is one of these folders or below one."""
    above = [PurePath(folder) for folder in folders]
    return lambda path: any(PurePath(way).is_relative_to(folder) for way in (path, realpath(path)) for folder in above)


def _loadable(items: Iterable[Item | Unchanged | Failure], report: LoadReport, done: Callable[[str], object]) -> Iterator[Item]:
    """Yield the items to load; count the others in the report."""
    for item in items:
        match item:
            case Unchanged():
                report.skipped += 1
                done(item.path)
            case Failure():
                report.failed.append(item)
                done(item.path)
            case _:
                yield item


def _batches(items: Iterable[Item], transaction_rows: int) -> Iterator[Batch]:
    """Group items by path with what they add, up to the size of a transaction. An item is never divided."""
    batch: Batch = {}
    rows = characters = 0
    for item in items:
        arrival = Arrival(item, listing_contribution(item) if isinstance(item, Listing) else contribution(item.record))
        size = len(item.text) if isinstance(item, NewFile) else 0
        if batch and (item.path in batch or rows + arrival.contribution.size > transaction_rows or characters + size > _CHARACTERS):
            yield batch
            batch, rows, characters = {}, 0, 0
        batch[item.path] = arrival
        rows, characters = rows + arrival.contribution.size, characters + size
    if batch:
        yield batch


def _changed(writer: Writer, batch: Batch, arrived: Mapping[str, str]) -> Batch:
    """Return the batch without what the graph holds already, with a record of each citation that is resolved differently."""
    held = {row["path"]: row for row in writer.read(query_text("fetch", "contributions"), paths=sorted(batch))} if batch else {}
    changed: Batch = {}
    for path, arrival in batch.items():
        before = held.get(path, {}).get("contribution")
        if before and not isinstance(arrival.item, NewFile) and holds(before, arrival.contribution):
            continue
        if before and not isinstance(arrival.item, Listing) and held[path]["sha256"] == arrival.item.sha256:
            log = tuple(relinkings(decompress(before), arrival.contribution, arrived))
            arrival = replace(arrival, relinkings=log)
        changed[path] = arrival
    return changed


def _write(writer: Writer, batch: Batch, report: LoadReport) -> Iterator[Item]:
    """Write a batch in one transaction, or its items one by one when the store refuses it; yield the items written."""
    if not batch:
        return
    try:
        writer.write(partial(replace_files, arriving=batch))
    except (QueryFailed, StoreFailed, ValueError) as error:
        if len(batch) > 1:
            for path, arrival in batch.items():
                yield from _write(writer, {path: arrival}, report)
        else:
            report.failed += [Failure(path, f"the store refused it: {error}") for path in batch]
        return
    yield from (arrival.item for arrival in batch.values())

"""Loads files into the graph in batches by size, each file whole in one transaction, and reports the result."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import PurePath
from typing import Any, Protocol

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.loading.arrivals import Item, NewFile, Relinked
from danchieu.graph.loading.relinking import relinkings
from danchieu.graph.loading.replace_files import Arrival, replace_files
from danchieu.graph.loading.rows import contribution, listing_contribution, pack, unpack
from danchieu.graph.model import FileState, Listing, Reading, Register, ResolutionStatus, Row
from danchieu.graph.model.batches import batches
from danchieu.graph.model.packing import unpack as unpack_reading
from danchieu.graph.model.packing import unpack_register
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["LoadReport", "NotLoaded", "ingest", "loaded_files", "outdated_files", "prune", "stored_readings"]

_ROWS, _CHARACTERS = 3_000, 4_000_000  # of a transaction
_PRUNED, _READINGS, _DUPLICATES = 200, 500, 1_000  # files of a query

Batch = dict[str, Arrival]


class NotLoaded(Protocol):
    """A file that is not loaded: unchanged, or failed if it has a `reason`."""

    @property
    def path(self) -> str: ...


@dataclass(slots=True)
class LoadReport:
    """The result of a load. `failed` are (path, reason); `duplicates` (path, path of the primary file of the same document)."""

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
    failed: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
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
        named = {
            "failed": [{"path": path, "reason": reason} for path, reason in self.failed],
            "duplicates": [{"path": path, "same_as": first} for path, first in self.duplicates],
            "seconds": round(self.seconds, 3),
        }
        return asdict(self) | named


def ingest(
    writer: Writer,
    items: Iterable[Item | NotLoaded],
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
        report.duplicates += [(row["path"], row["first"]) for row in writer.read(query_text("fetch", "duplicates"), paths=some)]
    for path, _ in report.duplicates:
        del loaded[path]  # its citations are not in the graph
    totals = sum(loaded.values(), Counter[ResolutionStatus]())
    report.documents, report.citations = len(loaded), totals.total()
    report.resolved, report.ambiguous, report.stubs = (totals[status] for status in ResolutionStatus)
    report.seconds = time.monotonic() - started
    return report


def loaded_files(store: Reader | Writer) -> dict[str, FileState]:
    """Return the state in which each file in the graph was loaded, by path."""
    rows = store.read(query_text("fetch", "loaded_files"))
    return {row["path"]: FileState(row["sha256"], row["metadata"] or "", row["register"]) for row in rows}


def outdated_files(store: Reader | Writer, rules: str) -> set[str]:
    """Return the paths of texts that were read with other extraction rules; their results may be out of date."""
    return {row["path"] for row in store.read(query_text("fetch", "outdated_files"), rules=rules)}


def stored_readings(store: Reader | Writer, *, besides: Collection[str] = ()) -> Iterator[Reading | Register]:
    """Yield the readings that the graph holds, texts empty, and the parts of registers, by path; skip the paths in `besides`."""
    skipped, after = set(besides), ""
    while rows := store.read(query_text("fetch", "stored_readings"), after=after, limit=_READINGS):
        yield from (_unpacked(row) for row in rows if row["path"] not in skipped)
        after = rows[-1]["path"]


def _unpacked(row: Row) -> Reading | Register:
    if row["register"]:
        return unpack_register(row["reading"], file=row["register"], part=row["part"], sha256=row["sha256"])
    return unpack_reading(row["reading"], path=row["path"], sha256=row["sha256"])


def prune(writer: Writer, roots: Iterable[str], existing_paths: Collection[str]) -> int:
    """Remove the files below `roots` (folders, or files themselves) that are not among the existing paths; return how many.

    Documents that are still cited stay as cited documents. Where a removed file had a duplicate, the duplicate takes its place.
    """
    existing, folders = set(existing_paths), [PurePath(root) for root in roots]
    gone = [
        path
        for path, state in sorted(loaded_files(writer).items())
        if path not in existing and any(PurePath(state.register or path).is_relative_to(root) for root in folders)
    ]
    for some in batches(gone, _PRUNED):
        writer.write(partial(replace_files, arriving={}, leaving=some))
    return len(gone)


def _loadable(items: Iterable[Item | NotLoaded], report: LoadReport, done: Callable[[str], object]) -> Iterator[Item]:
    """Yield the items to load; count the others in the report."""
    for item in items:
        if isinstance(item, NewFile | Relinked | Listing):
            yield item
            continue
        if reason := getattr(item, "reason", None):
            report.failed.append((item.path, str(reason)))
        else:
            report.skipped += 1
        done(item.path)


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
        if before and not isinstance(arrival.item, NewFile) and before == pack(arrival.contribution):
            continue
        if before and not isinstance(arrival.item, Listing) and held[path]["sha256"] == arrival.item.sha256:
            log = tuple(relinkings(unpack(before), arrival.contribution, arrived))
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
            report.failed += [(path, f"the store refused it: {error}") for path in batch]
        return
    yield from (arrival.item for arrival in batch.values())

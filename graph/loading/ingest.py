"""Records into the graph: batches by size, each record whole in one transaction, and a report of what came of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import Any, Protocol

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.loading.relinking import relinked
from danchieu.graph.loading.replace_files import Arrival, replace_files
from danchieu.graph.loading.rows import contribution, listing_contribution, pack, unpack
from danchieu.graph.model import Listing, Record, ResolutionStatus
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["LoadReport", "NotLoaded", "ingest", "loaded_files", "outdated_files", "prune", "stored_readings"]

_ROWS, _CHARACTERS, _PRUNED, _READINGS = 3_000, 4_000_000, 200, 500

Item = Record | Listing
Batch = dict[str, tuple[Item, Arrival]]


class NotLoaded(Protocol):
    """A file that brings no record: unchanged since it was loaded, or failed when it has a `reason` too."""

    @property
    def path(self) -> str: ...


@dataclass(slots=True)
class LoadReport:
    """What came of a load. `failed` are (path, reason); `duplicates` (path, path of the file that stands for the same document)."""

    documents: int = 0
    citations: int = 0
    resolved: int = 0
    ambiguous: int = 0
    stubs: int = 0
    skipped: int = 0
    pruned: int = 0
    relinked: int = 0  # loaded before, and linked otherwise now that other documents came or went
    listed: int = 0  # documents in registers, as far as these are new or changed
    reread: int = 0  # loaded before, by other rules of reading and linking than today's
    failed: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def rows(self) -> list[tuple[str, str]]:
        """The report as a table: what, how many."""
        counts = ("documents", "citations", "resolved", "ambiguous", "stubs", "skipped", "pruned", "relinked", "listed", "reread")
        table = [(name, f"{getattr(self, name):,}") for name in counts]
        return [
            *table,
            ("duplicates", f"{len(self.duplicates):,}"),
            ("failed", f"{len(self.failed):,}"),
            ("seconds", f"{self.seconds:.1f}"),
        ]

    def to_json(self) -> dict[str, Any]:
        """The report as what JSON can say."""
        named = {
            "failed": [{"path": path, "reason": reason} for path, reason in self.failed],
            "duplicates": [{"path": path, "same_as": first} for path, first in self.duplicates],
            "seconds": round(self.seconds, 3),
        }
        return asdict(self) | named


def ingest(writer: Writer, records: Iterable[Item | NotLoaded], *, on_progress: Callable[[str], object] | None = None) -> LoadReport:
    """Load records, each in place of what its file held before. Loading the same again changes nothing; order does not matter.

    `on_progress` is called with the path of each file that is done with: kept, skipped or failed. A record without text is one that the
    graph holds: it is written when it is linked otherwise than it was; so is a part of a register that changed. What the store refuses is
    reported as failed and the others go on. Raises StoreUnreachable when the store is lost; what was loaded stays.
    """
    started, report = time.monotonic(), LoadReport()
    loaded: dict[str, Counter[ResolutionStatus]] = {}
    arrived: dict[str, str] = {}  # paths by document
    for batch in _batches(_read(records, report, on_progress or (lambda path: None))):
        texts = (record for record, _ in batch.values() if isinstance(record, Record) and record.text is not None)
        arrived |= {record.document.id: record.path for record in texts}
        for record in _write(writer, _changed(writer, batch, arrived), report):
            if isinstance(record, Listing):
                report.listed += len(record.documents)
                continue
            if record.text is None:
                report.relinked += 1
                continue
            loaded[record.path] = Counter(link.resolution.status for link in record.links)
            if on_progress:
                on_progress(record.path)
    for some in _chunks(sorted(loaded), 1000):
        report.duplicates += [(row["path"], row["first"]) for row in writer.read(query_text("fetch", "duplicates"), paths=some)]
    for path, _ in report.duplicates:
        del loaded[path]  # its citations are not in the graph
    totals = sum(loaded.values(), Counter[ResolutionStatus]())
    report.documents, report.citations = len(loaded), totals.total()
    report.resolved, report.ambiguous, report.stubs = (totals[status] for status in ResolutionStatus)
    report.seconds = time.monotonic() - started
    return report


def loaded_files(store: Reader | Writer) -> dict[str, str]:
    """Of each file in the graph the sha256 that it was loaded with, and after a space the digest of its metadata if it had any, by path."""
    return {row["path"]: f"{row['sha256']} {row['metadata'] or ''}".strip() for row in store.read(query_text("fetch", "loaded_files"))}


def outdated_files(store: Reader | Writer, rules: str) -> set[str]:
    """Paths of the texts that were read by other rules than these: nothing tells that they would come out the same."""
    return {row["path"] for row in store.read(query_text("fetch", "outdated_files"), rules=rules)}


def stored_readings(store: Reader | Writer, *, besides: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Path, sha256 and packed reading of each file in the graph, by path, but for those in `besides`."""
    left, after = set(besides), ""
    while rows := store.read(query_text("fetch", "stored_readings"), after=after, limit=_READINGS):
        yield from ((row["path"], row["sha256"], row["reading"]) for row in rows if row["path"] not in left)
        after = rows[-1]["path"]


def prune(writer: Writer, roots: Iterable[str], existing_paths: Collection[str]) -> int:
    """Take out the files below `roots` (folders, or files themselves) that are not among the existing paths; how many they were.

    Documents that are still cited stay as cited ones; a file that waited behind a removed one of the same document takes its place.
    """
    existing, folders = set(existing_paths), [PurePath(root) for root in roots]
    gone = [
        path
        for path in sorted(loaded_files(writer))
        if path not in existing and any(PurePath(path).is_relative_to(root) for root in folders)
    ]
    for some in _chunks(gone, _PRUNED):
        writer.write(partial(replace_files, arriving={}, leaving=some))
    return len(gone)


def _read(records: Iterable[Item | NotLoaded], report: LoadReport, done: Callable[[str], object]) -> Iterator[Item]:
    """The records; what is none is counted."""
    for item in records:
        if isinstance(item, Record | Listing):
            yield item
            continue
        if reason := getattr(item, "reason", None):
            report.failed.append((item.path, str(reason)))
        else:
            report.skipped += 1
        done(item.path)


def _batches(records: Iterable[Item]) -> Iterator[Batch]:
    """Records by path with what they add: as many as make one transaction worth its while. A record is never divided."""
    batch: Batch = {}
    rows = characters = 0
    for record in records:
        arrival = _arrival(record)
        size = len(arrival.text or "")
        if batch and (record.path in batch or rows + arrival.contribution.size > _ROWS or characters + size > _CHARACTERS):
            yield batch
            batch, rows, characters = {}, 0, 0
        batch[record.path] = record, arrival
        rows, characters = rows + arrival.contribution.size, characters + size
    if batch:
        yield batch


def _arrival(item: Item) -> Arrival:
    if isinstance(item, Listing):
        return Arrival(item.sha256, None, item.reading, listing_contribution(item))
    return Arrival(item.sha256, item.text, item.reading, contribution(item), item.metadata, item.rules)


def _changed(writer: Writer, batch: Batch, arrived: Mapping[str, str]) -> Batch:
    """The batch without the records that the graph holds just so; for a text that it holds, with a line for each citation relinked."""
    held = {row["path"]: row for row in writer.read(query_text("fetch", "contributions"), paths=sorted(batch))} if batch else {}
    changed: Batch = {}
    for path, (record, arrival) in batch.items():
        before = held.get(path)
        came = isinstance(record, Record) and record.text is not None
        if before and not came and before["contribution"] == pack(arrival.contribution):
            continue
        if before and isinstance(record, Record) and before["sha256"] == record.sha256:
            arrival = replace(arrival, history=relinked(unpack(before["contribution"]), arrival.contribution, arrived))
        changed[path] = record, arrival
    return changed


def _write(writer: Writer, batch: Batch, report: LoadReport) -> Iterator[Item]:
    """Write a batch in one transaction, or its records one by one when the store refuses it; the records written."""
    if not batch:
        return
    try:
        writer.write(partial(replace_files, arriving={path: arrival for path, (_, arrival) in batch.items()}))
    except (QueryFailed, StoreFailed, ValueError) as error:
        if len(batch) > 1:
            for path, item in batch.items():
                yield from _write(writer, {path: item}, report)
        else:
            report.failed += [(path, f"the store refused it: {error}") for path in batch]
        return
    yield from (record for record, _ in batch.values())


def _chunks(items: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some

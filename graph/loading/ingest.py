"""Loads files into the graph: learns what they state, then links what that concerns, and reports the result.

The graph is a function of the files in it. Each step is a transaction that leaves a mark of what is still to be done, so that a load that
was interrupted at any place is finished by the next.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import PurePath
from typing import Any

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.linking import list_documents
from danchieu.graph.linking.identity import identify_document
from danchieu.graph.loading.arrivals import Arrival, arrival_of
from danchieu.graph.loading.learning import Lesson, learn
from danchieu.graph.loading.linking import LinkedFile, link_files
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.stored_knowledge import knowledge_of
from danchieu.graph.loading.upgrade import finish_rules, forget_other_rules, upgrade
from danchieu.graph.model import Failure, FileState, Reading, Register, ResolutionStatus, Unchanged
from danchieu.graph.model.rows import batches
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["Duplicate", "LoadReport", "ingest", "loaded_files", "outdated_files", "paths_gone", "prune"]

_FILES, _CHARACTERS = 1_000, 6_000_000  # of a lesson
_DUPLICATES = 1_000  # files of a query


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
    items: Iterable[Reading | Register | Unchanged | Failure],
    *,
    leaving: Collection[str] = (),
    on_progress: Callable[[str], object] | None = None,
) -> LoadReport:
    """Load files, each in place of what it held before, and remove those at the paths in `leaving`.

    Loading the same again changes nothing; the order does not matter. `on_progress` is called with the path of each new file when it is
    loaded, skipped or failed. What the store refuses is reported as failed, and the rest is loaded. Raises StoreUnreachable when the store
    is lost; what was loaded until then stays.
    """
    started, report = time.monotonic(), LoadReport()
    done = on_progress or (lambda path: None)
    upgrade(writer)
    renewing = forget_other_rules(writer)
    knowledge = knowledge_of(writer)
    comparing = bool(writer.read(query_text("fetch", "any_document")))
    arrived: dict[str, str] = {}  # paths by document

    def teach(lesson: Lesson) -> None:
        try:
            knowledge.forget(writer.write(partial(learn, lesson=lesson, knowledge=knowledge, comparing=comparing)))
        except (QueryFailed, StoreFailed, ValueError) as error:
            if halves := lesson.halves():
                for half in halves:
                    teach(half)
                return
            report.failed += [Failure(path, f"the store refused it: {error}") for path in lesson.paths]
            for path in lesson.arriving:
                done(path)

    for some in batches(sorted(leaving), _FILES):
        teach(Lesson({}, leaving=some))
    for lesson in _lessons(_loadable(items, report, done)):
        teach(lesson)
        if comparing:
            arrived |= _documents_of(lesson)
    for some in batches([row["path"] for row in writer.read(query_text("fetch", "unfinished"), state="learn")], _FILES):
        teach(Lesson({}, again=some))
    if renewing:
        finish_rules(writer)
    loaded: dict[str, Counter[ResolutionStatus]] = {}
    for file in link_files(writer, knowledge, arrived):
        _report(file, report, loaded)
        if file.is_new:
            done(file.path)
    _count(writer, report, loaded)
    report.pruned = len(leaving)
    report.seconds = time.monotonic() - started
    return report


def loaded_files(store: Reader | Writer) -> dict[str, FileState]:
    """Return the state in which each file in the graph was loaded, by path."""
    rows = store.read(query_text("fetch", "loaded_files"))
    return {row["path"]: FileState(row["sha256"], row["metadata"], row["register"]) for row in rows}


def outdated_files(store: Reader | Writer, rules: str) -> set[str]:
    """Return the paths of texts that were read with other extraction rules; their results may be out of date."""
    return {row["path"] for row in store.read(query_text("fetch", "outdated_files"), rules=rules)}


def paths_gone(known: dict[str, FileState], roots: Iterable[str], existing_paths: Collection[str]) -> list[str]:
    """Return the paths of files below `roots` (folders, or files themselves) that are not among the existing paths."""
    existing, folders = set(existing_paths), [PurePath(root) for root in roots]
    return [
        path
        for path, state in sorted(known.items())
        if path not in existing and any(PurePath(state.register or path).is_relative_to(root) for root in folders)
    ]


def prune(writer: Writer, roots: Iterable[str], existing_paths: Collection[str]) -> int:
    """Remove the files below `roots` that are not among the existing paths; return how many.

    Documents that are still cited stay as cited documents. Where a removed file had a duplicate, the duplicate takes its place.
    """
    return ingest(writer, [], leaving=paths_gone(loaded_files(writer), roots, existing_paths)).pruned


def _loadable(
    items: Iterable[Reading | Register | Unchanged | Failure], report: LoadReport, done: Callable[[str], object]
) -> Iterator[Arrival]:
    """Yield the items to load; count the others in the report."""
    for item in items:
        match item:
            case Unchanged():
                report.skipped += 1
                done(item.path)
            case Failure():
                report.failed.append(item)
                done(item.path)
            case Register():
                report.failed += list_documents(item)[1]
                yield arrival_of(item, rules())
            case _:
                yield arrival_of(item, rules())


def _lessons(arrivals: Iterable[Arrival]) -> Iterator[Lesson]:
    """Group what was read, up to the size of a transaction."""
    batch: dict[str, Arrival] = {}
    characters = 0
    for arrival in arrivals:
        size = len(arrival.text or "") + len(arrival.reading)
        if batch and (arrival.path in batch or len(batch) == _FILES or characters + size > _CHARACTERS):
            yield Lesson(batch)
            batch, characters = {}, 0
        batch[arrival.path] = arrival
        characters += size
    if batch:
        yield Lesson(batch)


def _documents_of(lesson: Lesson) -> dict[str, str]:
    """Return the paths of the texts of a lesson by the ids of their documents."""
    items = ((path, arrival.item) for path, arrival in lesson.arriving.items())
    return {identify_document(item.head, sha256=item.sha256).id: path for path, item in items if isinstance(item, Reading)}


def _report(file: LinkedFile, report: LoadReport, loaded: dict[str, Counter[ResolutionStatus]]) -> None:
    if file.failure:
        report.failed.append(file.failure)
    elif file.listed:
        report.listed += file.listed if not file.same else 0
    elif file.is_new:
        loaded[file.path] = file.citations
    elif not file.same and file.citations:
        report.relinked += 1


def _count(writer: Writer, report: LoadReport, loaded: dict[str, Counter[ResolutionStatus]]) -> None:
    """Count the new documents and their citations; those of duplicates are not in the graph."""
    for some in batches(sorted(loaded), _DUPLICATES):
        report.duplicates += [Duplicate(row["path"], row["first"]) for row in writer.read(query_text("fetch", "duplicates"), paths=some)]
    for duplicate in report.duplicates:
        del loaded[duplicate.path]
    totals = sum(loaded.values(), Counter[ResolutionStatus]())
    report.documents, report.citations = len(loaded), totals.total()
    report.resolved, report.ambiguous, report.stubs = (totals[status] for status in ResolutionStatus)

"""Loads files into the graph: learns what they state, then links what that concerns, and reports the result.

The graph is a function of the files in it. Each step is a transaction that leaves a mark of what is still to be done, so that a load that
was interrupted at any place is finished by the next.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from os.path import realpath
from pathlib import PurePath

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.linking import list_documents
from danchieu.graph.linking.identity import identify_document
from danchieu.graph.loading.arrivals import Arrival, archive_row, arrival_of, failure_row, stamp_row
from danchieu.graph.loading.learning import Lesson, learn
from danchieu.graph.loading.linking import Effect, link_files
from danchieu.graph.loading.queries import Queries
from danchieu.graph.loading.report import Duplicate, LoadReport
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.stored_knowledge import knowledge_of
from danchieu.graph.loading.upgrade import finish_rules, forget_other_rules, upgrade
from danchieu.graph.model import Content, Failure, FileState, Note, Opened, Reading, Register, ResolutionStatus, Row, Stamp, Unchanged
from danchieu.graph.model.rows import batches
from danchieu.graph.store.bolt import Reader, Transaction, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["Duplicate", "LoadReport", "ingest", "loaded_files", "outdated_files", "paths_gone", "prune"]

_FILES, _CHARACTERS = 1_000, 6_000_000  # of a lesson
_SECONDS = 10.0  # that what was read waits to be kept, while more is read: scans take their time
_DUPLICATES = 1_000  # files of a query

Items = Iterable[Reading | Register | Unchanged | Failure | Opened | Note]


def ingest(
    writer: Writer,
    items: Items,
    *,
    leaving: Collection[str] = (),
    moved: Mapping[Content, str] | None = None,
    missing: Collection[str] = (),
    on_progress: Callable[[str], object] | None = None,
) -> LoadReport:
    """Load files, each in place of what it held before, and remove those at the paths in `leaving`.

    Loading the same again changes nothing; the order does not matter. `leaving` may be filled while the items are taken. `moved` gives the
    former paths of files that are at none any more, by their contents: a file with such a content was moved. Paths that are `missing`
    are reported as gone if nothing was moved from them and they do not leave. `on_progress` is called with the path of each file when it is
    loaded, skipped or failed. What the store refuses is reported as failed, and the rest is loaded. Raises StoreUnreachable when the store
    is lost, StoreFull when it has no room; what was loaded until then stays.
    """
    load = _Load(writer, dict(moved or {}), on_progress or (lambda path: None))
    report = load.run(items, leaving)
    report.gone = [path for path in missing if path not in load.former and path not in leaving]
    return report


def loaded_files(store: Reader | Writer) -> dict[str, FileState]:
    """Return the state in which each file in the graph was loaded, by path."""
    rows = store.read(query_text("fetch", "loaded_files"))
    return {row["path"]: _state_of(row) for row in rows}


def _state_of(row: Row) -> FileState:
    stamp = Stamp(row["size"], row["modified"]) if row["size"] is not None else None
    left_aside = tuple(row["left_aside"]) if row["left_aside"] is not None else None
    return FileState(row["sha256"], row["metadata"], row["register"], row["archive"], stamp, row["failure"], row["lacks"], left_aside)


def outdated_files(store: Reader | Writer, rules: str) -> set[str]:
    """Return the paths of texts that were read with other extraction rules; their results may be out of date."""
    return {row["path"] for row in store.read(query_text("fetch", "outdated_files"), rules=rules)}


def paths_gone(
    known: Mapping[str, FileState], roots: Iterable[str], existing_paths: Collection[str], *, spared: Iterable[str] = ()
) -> list[str]:
    """Return the paths of files below `roots` (folders, or files themselves) that are not among the existing paths.

    Files below `spared` stay: whether they exist is not known. A path that was stored with `..` or a link is below its real folder, too.
    """
    existing, below, kept = set(existing_paths), _below(roots), _below(spared)
    return [
        path
        for path, state in sorted(known.items())
        if path not in existing and below(state.container or path) and not kept(state.container or path)
    ]


def _below(folders: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a path, as spelled or in truth, is one of these folders or below one."""
    above = [PurePath(folder) for folder in folders]
    return lambda path: any(PurePath(way).is_relative_to(folder) for way in (path, realpath(path)) for folder in above)


def prune(writer: Writer, roots: Iterable[str], existing_paths: Collection[str]) -> int:
    """Remove the files below `roots` that are not among the existing paths; return how many.

    Documents that are still cited stay as cited documents. Where a removed file had a duplicate, the duplicate takes its place.
    """
    return ingest(writer, [], leaving=paths_gone(loaded_files(writer), roots, existing_paths)).pruned


class _Load:
    """One load into a store."""

    def __init__(self, writer: Writer, moved: dict[Content, str], done: Callable[[str], object]) -> None:
        self._writer, self._moved, self._done = writer, moved, done
        self._report = LoadReport()
        self.former: set[str] = set()  # paths that files had before they were moved
        self._knowledge = knowledge_of(writer)
        self._comparing = False  # whether something is linked that may have to be linked again
        self._arrived: dict[str, str] = {}  # paths of texts by document
        self._linked: dict[str, Counter[ResolutionStatus]] = {}  # new texts by path
        self._failures: list[Row] = []  # files that could not be read
        self._stamps: list[Row] = []  # files whose content is the same, but not their time of change
        self._opened: list[Opened] = []  # archives to be noted when all is done
        self._refused: set[str] = set()  # paths that the store took nothing of

    def run(self, items: Items, leaving: Collection[str]) -> LoadReport:
        """Learn, then link; files that cannot be linked are taken out again."""
        started = time.monotonic()
        upgrade(self._writer)
        renewing = forget_other_rules(self._writer)
        self._comparing = bool(self._writer.read(query_text("fetch", "any_document")))
        try:
            self._learn(items, leaving)
        except KeyboardInterrupt:
            self._note_states()
            raise
        self._note_states()
        if renewing:
            finish_rules(self._writer)
        if refused := self._link():
            self._teach(Lesson({}, leaving=refused))
            self._link()
        self._note_archives()
        for some in batches(sorted(self._linked), _DUPLICATES):
            rows = self._writer.read(query_text("fetch", "duplicates"), paths=some)
            self._report.duplicates += [Duplicate(row["path"], row["first"]) for row in rows]
        self._report.count(self._linked)
        self._report.seconds = time.monotonic() - started
        return self._report

    def _learn(self, items: Items, leaving: Collection[str]) -> None:
        for lesson in _lessons(self._arrivals(items)):
            self._teach(lesson)
            if self._comparing:
                self._arrived |= _documents_of(lesson)
        left = sorted(set(leaving) - self.former)
        self._report.pruned = len(left)
        for some in batches(left, _FILES):
            self._teach(Lesson({}, leaving=some))
        before: set[str] = set()
        while (unlearnt := self._unlearnt()) != before:  # learning a text may place another that was learnt; what is refused stays
            for some in batches(sorted(unlearnt), _FILES):
                self._teach(Lesson({}, again=some))
            before = unlearnt

    def _note_states(self) -> None:
        """Write which files could not be read, and when those that are the same were changed."""

        def write(transaction: Transaction) -> None:
            queries = Queries(transaction)
            queries.load("put_unread", self._failures)
            queries.load("put_stamps", self._stamps)

        if self._failures or self._stamps:
            self._writer.write(write)

    def _note_archives(self) -> None:
        """Write which archives need not be opened again: when all of their files are loaded, which may have been interrupted before."""
        lost = {folder.as_posix() for path in self._refused for folder in PurePath(path).parents} | {row["path"] for row in self._failures}
        rows = [archive_row(replace(one, stamp=None) if one.path in lost else one, rules()) for one in self._opened]
        if rows:
            self._writer.write(lambda transaction: Queries(transaction).load("put_unread", rows))

    def _unlearnt(self) -> set[str]:
        return {row["path"] for row in self._writer.read(query_text("fetch", "unfinished"), state="learn")}

    def _teach(self, lesson: Lesson) -> None:
        """Learn in one transaction, or by halves when the store refuses it."""
        try:
            work = partial(learn, lesson=lesson, knowledge=self._knowledge, comparing=self._comparing)
            self._knowledge.forget(self._writer.write(work))
        except (QueryFailed, StoreFailed, ValueError) as error:
            if halves := lesson.halves():
                for half in halves:
                    self._teach(half)
                return
            self._refused.update(lesson.paths)
            self._fail(Failure(lesson.paths[0], f"the store refused it: {error}"))

    def _link(self) -> list[str]:
        """Link what is to be linked; return the paths of new texts that the store refused."""
        refused = []
        for file in link_files(self._writer, self._knowledge, self._arrived):
            if file.failure:
                refused += [file.path] if file.effect is Effect.FIRST else []
                self._refused.add(file.path)
                self._fail(file.failure)
            elif file.is_new_text:
                self._linked[file.path] = file.citations
                self._done(file.path)
            else:
                self._report.note(file)
        return refused

    def _arrivals(self, items: Items) -> Iterator[Arrival]:
        """Yield the items to load; count the others in the report."""
        for item in items:
            match item:
                case Unchanged():
                    self._report.skipped += 1
                    if item.stamp:
                        self._stamps.append({"path": item.path} | stamp_row(item.stamp))
                    self._done(item.path)
                case Failure():
                    self._report.failed.append(item)
                    if item.state:
                        self._done(item.path)
                        self._failures.append(failure_row(item, item.state, rules()))
                case Opened(archive=None):
                    if item.stamp:
                        self._opened.append(item)
                    self._done(item.path)
                case Note():
                    self._report.notes.append(item)
                case Register():
                    self._report.failed += list_documents(item)[1]
                    yield arrival_of(item, rules())
                case Reading():
                    self._report.notes += (Note(item.path, text) for text in item.notes)
                    if self._is_moved(item):
                        self._report.moved += 1
                        self._done(item.path)
                    else:
                        yield arrival_of(item, rules())

    def _is_moved(self, item: Reading) -> bool:
        """Give a file that was moved its new path; return whether it was. One that shares its document is loaded as a new one."""
        before = self._moved.pop(item.content, None)
        if before is None:
            return False
        place = {"path": item.path, "archive": item.archive} | stamp_row(item.stamp)

        def move(transaction: Transaction) -> bool:
            return bool(Queries(transaction).run("load", "move_file", before=before, **place))

        if is_moved := self._writer.write(move):
            self.former.add(before)
        return is_moved

    def _fail(self, failure: Failure) -> None:
        self._report.failed.append(failure)
        self._done(failure.path)


def _lessons(arrivals: Iterable[Arrival]) -> Iterator[Lesson]:
    """Group what was read, up to the size of a transaction, and for no longer than a few seconds.

    When reading is interrupted, what was read is one more group before the interruption goes on.
    """
    batch: dict[str, Arrival] = {}
    characters, begun = 0, time.monotonic()
    try:
        for arrival in arrivals:
            size = len(arrival.text or "") + len(arrival.reading)
            full = len(batch) == _FILES or characters + size > _CHARACTERS or time.monotonic() - begun > _SECONDS
            if batch and (full or arrival.path in batch):
                yield Lesson(batch)
                batch, characters, begun = {}, 0, time.monotonic()
            batch[arrival.path] = arrival
            characters += size
    except KeyboardInterrupt:
        if batch:
            yield Lesson(batch)
        raise
    if batch:
        yield Lesson(batch)


def _documents_of(lesson: Lesson) -> dict[str, str]:
    """Return the paths of the texts of a lesson by the ids of their documents."""
    items = ((path, arrival.item) for path, arrival in lesson.arriving.items())
    return {identify_document(item.head, sha256=item.sha256).id: path for path, item in items if isinstance(item, Reading)}

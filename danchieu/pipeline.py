"""Puts loaders and graph together: read -> find -> relate -> identify -> link -> store.

Nothing here prints: a caller that shows progress passes callbacks. `danchieu.load` and the command line are built on these functions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import PurePath

from danchieu.comparison import Comparison, known_states
from danchieu.graph.loading.ingest import LoadReport, ingest
from danchieu.graph.model import Failure, FileState, LeftAside, Note, Opened, Reading, Register, Unchanged
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.jobs import Outcome
from danchieu.loaders.workers import Limits
from danchieu.sources import Sources, find_sources

__all__ = ["Item", "Progress", "Sources", "find_sources", "load_sources"]

Item = Reading | Failure | Unchanged | Register | Opened | Note
"""The result of reading one file or archive, or one part of a register."""
Read = Callable[..., Iterator[Outcome | Note]]
"""`read_corpus` with its options."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Callbacks of a load: `on_read` after each file that was read or skipped, `on_loaded` with the path of each file that is done.

    `on_found` is called before that for a file in an archive, which was not counted yet; `on_wait` before waiting for another load to end.
    """

    on_read: Callable[[], object] = lambda: None
    on_found: Callable[[], object] = lambda: None
    on_loaded: Callable[[str], object] = lambda path: None
    on_wait: Callable[[], object] = lambda: None


def load_sources(
    writer: Writer,
    sources: Sources,
    *,
    pruning: bool = False,
    progress: Progress | None = None,
    processes: int | None = None,
    limits: Limits | None = None,
) -> LoadReport:
    """Load files and registers into the graph: read -> find -> relate -> identify -> link -> store.

    Unchanged files are skipped unless the extraction rules changed. With `pruning`, files below the given paths that no longer exist are
    removed. Rows that a given register no longer has, and files that an archive no longer has, are always removed. Files are read in
    `processes`, by default one for each core, within `limits`.
    """
    progress = progress or Progress()
    with writer.exclusive(progress.on_wait):
        return _load_alone(writer, sources, pruning, progress, partial(read_corpus, processes=processes, limits=limits))


def _load_alone(writer: Writer, sources: Sources, pruning: bool, progress: Progress, read: Read) -> LoadReport:
    """Load while no other load writes the store."""
    loaded = Comparison(known_states(writer), sources)
    reading = _Reading(loaded.known, loaded.files, progress)
    reading.leaving.update(loaded.shortened, loaded.absent_archives, loaded.gone if pruning else ())
    read_anew = reading.items(read(sources.files, known=loaded.known))
    report = ingest(
        writer,
        chain(sources.failed, sources.unlisted, loaded.changed_parts(), loaded.stale_registers(), read_anew),
        leaving=reading.leaving,
        moved=loaded.moved,
        missing=loaded.missing,
        on_progress=progress.on_loaded,
    )
    report.pruned -= len(reading.leaving & {*loaded.shortened, *reading.marks})
    report.reread = loaded.outdated
    report.left_aside = sorted([*map(str, loaded.left_aside), *reading.left_aside])
    return report


class _Reading:
    """Takes what is read: counts it, keeps what no reader is for, and finds what archives no longer hold."""

    def __init__(self, known: Mapping[str, FileState], files: Collection[str], progress: Progress) -> None:
        self._known, self._files, self._progress = known, files, progress
        self._met: dict[str, bool] = {}  # whether all that a path holds is known
        self._opened: set[str] = set()  # archives
        self.leaving: set[str] = set()  # filled up when all is read
        self.left_aside: list[str] = []

    def items(self, outcomes: Iterable[Outcome | Note]) -> Iterator[Item]:
        """Yield what was read."""
        for outcome in outcomes:
            match outcome:
                case LeftAside():
                    self.left_aside.append(outcome.path)
                    continue
                case Reading() | Unchanged() | Opened() | Failure(state=FileState()):
                    self._meet(outcome)
            yield outcome
        self.leaving.difference_update(self._met)
        self.leaving.update(path for path, state in self._known.items() if self._has_left(path, state))

    @property
    def marks(self) -> set[str]:
        """Paths at which nothing is held, but that there was an archive, or that one could not be opened which can be now."""
        known = self._known.items()
        return {path for path, state in known if state.is_archive or (state.failure and path in self._opened)}

    def _meet(self, outcome: Reading | Unchanged | Opened | Failure) -> None:
        path = outcome.path
        self._met[path] = self._met.get(path, True) and not isinstance(outcome, Failure)
        if isinstance(outcome, Opened):
            self._opened.add(path)
        if not (isinstance(outcome, Opened) and outcome.archive):
            if path not in self._files:
                self._progress.on_found()
            self._progress.on_read()

    def _has_left(self, path: str, state: FileState) -> bool:
        """Return whether a file is no longer at a path: an archive is, or what is nearest around it was met and does not hold it."""
        if path in self._met:
            return path in self._opened and not state.is_archive
        around = (folder.as_posix() for folder in PurePath(path).parents) if state.archive else ()
        return next((self._met[place] for place in around if place in self._met), False)

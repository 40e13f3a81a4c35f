"""Puts loaders and graph together: read -> find -> relate -> identify -> link -> store.

Nothing here prints: a caller that shows progress passes callbacks. `danchieu.load` and the command line are built on these functions.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from danchieu.graph.linking import list_documents
from danchieu.graph.loading.ingest import LoadReport, ingest, loaded_files, outdated_files, paths_gone
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Failure, FileState, LeftAside, Note, Opened, Reading, Register, Unchanged
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.errors import SourceError, SourceMissing
from danchieu.loaders.jobs import Outcome
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.sources import exists, real_path, search_paths
from danchieu.loaders.workers import Limits

__all__ = ["Item", "Progress", "Sources", "find_sources", "load_sources"]

_OR_PRUNE = "; --prune removes what was loaded from it"

Item = Reading | Failure | Unchanged | Register | Opened | Note
"""The result of reading one file or archive, or one part of a register."""
Read = Callable[..., Iterator[Outcome | Note]]
"""`read_corpus` with its options."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files and registers of one load."""

    paths: tuple[Path, ...]  # as given: files and folders
    files: tuple[Path, ...]  # the documents found in them: real paths, sorted
    registers: tuple[Path, ...]
    parts: tuple[Register | Failure | Note, ...]  # the rows of the registers, those that cannot be used, and what was left aside
    failed: tuple[Failure, ...] = ()  # given paths and registers that cannot be used
    unlisted: tuple[Failure, ...] = ()  # folders that cannot be listed: what was loaded from below them stays
    gone: tuple[Path, ...] = ()  # given paths and registers that no longer exist, for pruning: what was loaded from them goes
    left_aside: tuple[Path, ...] = ()  # files in folders that no reader is for

    @property
    def part_states(self) -> dict[str, FileState]:
        """The state of each part of the registers, by path."""
        return _states(self.parts)


@dataclass(frozen=True, slots=True)
class Progress:
    """Callbacks of a load: `on_read` after each file that was read or skipped, `on_loaded` with the path of each file that is done.

    `on_found` is called before that for a file in an archive, which was not counted yet; `on_wait` before waiting for another load to end.
    """

    on_read: Callable[[], object] = lambda: None
    on_found: Callable[[], object] = lambda: None
    on_loaded: Callable[[str], object] = lambda path: None
    on_wait: Callable[[], object] = lambda: None


def find_sources(paths: Iterable[Path], registers: Iterable[Path] = (), *, pruning: bool = False) -> Sources:
    """Find the documents in files and folders and read the registers.

    With `pruning`, what no longer exists is handed on as gone. Other paths and registers that cannot be used are handed on as failed;
    raises SourceError when none can be used.
    """
    given, lists = tuple(paths), sorted(set(map(real_path, registers)))
    found = search_paths(given)
    gone: tuple[Path, ...] = ()
    wrong: list[SourceError] = []
    if pruning:
        gone = (*(Path(one.path) for one in found.missing), *(path for path in lists if not exists(path)))
    else:
        wrong += [SourceMissing(one.path, f"{one.reason}{_OR_PRUNE}") for one in found.missing + found.empty]
    parts = dict(_read_registers([path for path in lists if path not in gone], wrong))
    if wrong and not (found.files or found.unlisted or parts):
        raise wrong[0]
    return Sources(
        paths=given,
        files=found.files,
        registers=tuple(parts),
        parts=tuple(chain.from_iterable(parts.values())),
        failed=tuple(Failure(error.path, error.reason) for error in wrong),
        unlisted=found.unlisted,
        gone=gone,
        left_aside=tuple(file for file in found.left_aside if file not in parts),
    )


def _read_registers(paths: Iterable[Path], wrong: list[SourceError]) -> Iterator[tuple[Path, list[Register | Failure | Note]]]:
    """Yield registers with their parts; add an error to `wrong` for each that cannot be read."""
    for path in paths:
        try:
            yield path, list(read_register(path))
        except SourceError as error:
            wrong.append(error)


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
    known = _known_states(writer)
    files = {path.as_posix() for path in sources.files}
    existing = files | _existing_parts(known)
    absent = {path: state for path, state in known.items() if path not in existing and _is_absent(path, state)}
    moved = {state.content_at(path): path for path, state in absent.items() if state.is_text and not state.is_outdated}
    gone = _gone(known, sources, existing)
    shortened = paths_gone(known, map(str, sources.registers), sources.part_states)
    reading = _Reading(known, files, progress)
    reading.leaving |= {*shortened, *(path for path, state in absent.items() if state.is_archive)}  # what it held may be elsewhere
    if pruning:
        reading.leaving.update(gone)
    lists = {state.register for state in known.values() if state.register}
    stale = _stale_registers([file for file in sources.left_aside if file.as_posix() in lists], known)
    parts, missing = _changed_parts(sources, known), [path for path in gone if known[path].is_text]
    items = chain(sources.failed, sources.unlisted, parts, stale, reading.items(read(sources.files, known=known)))
    report = ingest(writer, items, leaving=reading.leaving, moved=moved, missing=missing, on_progress=progress.on_loaded)
    report.pruned -= len(reading.leaving & {*shortened, *reading.marks})
    report.reread = sum(path in existing and state.is_outdated and not state.is_archive for path, state in known.items())
    report.left_aside = sorted([*(str(file) for file in sources.left_aside if file.as_posix() not in lists), *reading.left_aside])
    return report


def _known_states(writer: Writer) -> dict[str, FileState]:
    """Return the states in which files were loaded, those read with other rules as outdated."""
    known = loaded_files(writer)
    outdated = outdated_files(writer, rules()) & known.keys()
    return known | {path: replace(known[path], is_outdated=True) for path in outdated}


def _gone(known: Mapping[str, FileState], sources: Sources, existing: Collection[str]) -> list[str]:
    """Return the paths of files that no longer exist below the given ones."""
    roots = map(os.path.realpath, {*sources.paths, *sources.gone})
    return paths_gone(known, roots, existing, spared=[failure.path for failure in sources.unlisted])


def _changed_parts(sources: Sources, known: Mapping[str, FileState]) -> Iterator[Register | Failure | Note]:
    """Yield the parts of registers that are new or changed, and what is said of the registers, of unchanged parts too."""
    states = sources.part_states
    for part in sources.parts:
        if isinstance(part, Register) and states[part.path] == known.get(part.path):
            yield from list_documents(part)[1]
        else:
            yield part


def _stale_registers(files: Iterable[Path], known: Mapping[str, FileState]) -> Iterator[Note]:
    """Yield a note on each file in the given folders that was loaded as a register, has changed, and was not given as one."""
    wrong: list[SourceError] = []
    for file, parts in _read_registers(files, wrong):
        loaded = {path: state for path, state in known.items() if state.register == file.as_posix()}
        if _states(parts) != loaded:
            yield Note(str(file), f"it was loaded as a register and has changed; give it again: --register {shlex.quote(str(file))}")
    yield from (Note(error.path, f"it was loaded as a register: {error.reason}") for error in wrong)


def _states(parts: Iterable[Register | Failure | Note]) -> dict[str, FileState]:
    """Return the state of each part of registers, by path."""
    return {part.path: FileState(part.sha256, register=part.file) for part in parts if isinstance(part, Register)}


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


def _is_absent(path: str, state: FileState) -> bool:
    """Return whether there is surely no file at a path, and no archive that may hold it."""
    place = Path(state.container or path)
    try:
        return not exists(place) or place.is_dir()
    except OSError:
        return False


def _existing_parts(known: Mapping[str, FileState]) -> set[str]:
    """Return the paths of parts whose register or archive still exists."""
    return {path for path, state in known.items() if state.container and os.path.isfile(state.container)}

"""Puts loaders and graph together: read -> find -> relate -> identify -> link -> store.

Nothing here prints: a caller that shows progress passes callbacks. `danchieu.load` and the command line are built on these functions.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from danchieu.graph.loading.ingest import LoadReport, ingest, loaded_files, outdated_files, paths_gone
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Failure, FileState, LeftAside, Note, Reading, Register, Unchanged
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.errors import SourceError, SourceMissing
from danchieu.loaders.jobs import Outcome
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.sources import exists, real_path, search_paths
from danchieu.loaders.workers import Limits

__all__ = ["Item", "Progress", "Sources", "find_sources", "load_sources"]

_OR_PRUNE = "; --prune removes what was loaded from it"

Item = Reading | Failure | Unchanged | Register | Note
"""The result of reading one file, or one part of a register."""
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
        return {part.path: FileState(part.sha256, register=part.file) for part in self.parts if isinstance(part, Register)}


@dataclass(frozen=True, slots=True)
class Progress:
    """Callbacks of a load: `on_read` after each file that was read or skipped, `on_loaded` with the path of each file that is done.

    `on_wait` is called before waiting for another load to end.
    """

    on_read: Callable[[], object] = lambda: None
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
    known, outdated = loaded_files(writer), outdated_files(writer, rules())
    existing = {path.as_posix() for path in sources.files} | _existing_parts(known)
    roots, unlisted = {*sources.paths, *sources.gone}, [failure.path for failure in sources.unlisted]
    gone = paths_gone(known, map(os.path.realpath, roots), existing, spared=unlisted) if pruning else []
    shortened = paths_gone(known, map(str, sources.registers), sources.part_states)
    current = {path: state for path, state in known.items() if path not in outdated}
    states = sources.part_states
    parts = (part for part in sources.parts if not isinstance(part, Register) or states[part.path] != known.get(part.path))
    moved = {state: path for path, state in known.items() if path in current and path not in existing and _is_moved(path, state)}
    reading = _Reading(known, progress.on_read)
    items = chain(sources.failed, sources.unlisted, parts, reading.items(read(sources.files, known=current)))
    reading.leaving |= {*gone, *shortened}
    report = ingest(writer, items, leaving=reading.leaving, moved=moved, on_progress=progress.on_loaded)
    report.pruned, report.reread = report.pruned - len(shortened), len(existing & outdated)
    report.left_aside = sorted([*map(str, sources.left_aside), *reading.left_aside])
    return report


class _Reading:
    """Takes what is read: counts it, keeps what no reader is for, and finds what archives no longer hold."""

    def __init__(self, known: Mapping[str, FileState], on_read: Callable[[], object]) -> None:
        self._on_read = on_read
        self._members: dict[str, set[str]] = defaultdict(set)
        for path, state in known.items():
            if state.archive:
                self._members[state.archive].add(path)
        self.leaving: set[str] = set()
        self.left_aside: list[str] = []

    def items(self, outcomes: Iterable[Outcome | Note]) -> Iterator[Item]:
        """Yield what was read."""
        seen: set[str] = set()
        for outcome in outcomes:
            self._on_read()
            seen.add(outcome.path)
            if isinstance(outcome, LeftAside):
                self.left_aside.append(outcome.path)
            else:
                yield outcome
        opened = {str(folder) for path in seen if self._members for folder in PurePath(path).parents} - seen
        self.leaving |= {path for archive, paths in self._members.items() if archive in opened for path in paths - seen}


def _is_moved(path: str, state: FileState) -> bool:
    """Return whether a file that was read may be found at another path: there is surely none at its own."""
    try:
        return not state.failure and not exists(Path(state.archive or path))
    except OSError:
        return False


def _existing_parts(known: Mapping[str, FileState]) -> set[str]:
    """Return the paths of parts whose register or archive still exists."""
    return {path for path, state in known.items() if state.container and os.path.isfile(state.container)}

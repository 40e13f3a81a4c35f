"""Puts loaders and graph together: read -> find -> relate -> identify -> link -> store.

Nothing here prints: a caller that shows progress passes callbacks. `danchieu.load` and the command line are built on these functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from danchieu.graph.linking import KnowledgeBuilder, Linker
from danchieu.graph.loading.ingest import LoadReport, ingest, loaded_files, outdated_files, paths_gone
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Failure, FileState, Reading, Register, Unchanged
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.corpus import find_files, read_corpus
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.read_text import citation_row

__all__ = [
    "Item",
    "Progress",
    "Sources",
    "catalogue_linker",
    "extract_rows",
    "find_sources",
    "load_sources",
]

Item = Reading | Failure | Unchanged | Register
"""The result of reading one file, or one part of a register."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files and registers of one load."""

    paths: tuple[Path, ...]  # as given: files and folders
    files: tuple[Path, ...]  # the documents found in them, absolute and sorted
    registers: tuple[Path, ...]
    parts: tuple[Register | Failure, ...]  # the rows of the registers, and the rows that could not be read

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


def find_sources(paths: Iterable[Path], registers: Iterable[Path] = ()) -> Sources:
    """Find the documents in files and folders and read the registers. Raises a SourceError for a path that cannot be used."""
    given, lists = tuple(paths), tuple(sorted({path.absolute() for path in registers}))
    return Sources(given, tuple(find_files(given)), lists, tuple(part for path in lists for part in read_register(path)))


def load_sources(writer: Writer, sources: Sources, *, pruning: bool = False, progress: Progress | None = None) -> LoadReport:
    """Load files and registers into the graph: read -> find -> relate -> identify -> link -> store.

    Unchanged files are skipped unless the extraction rules changed. With `pruning`, files below the given paths that no longer exist are
    removed. Rows that a given register no longer has are always removed.
    """
    progress = progress or Progress()
    with writer.exclusive(progress.on_wait):
        return _load_alone(writer, sources, pruning, progress)


def _load_alone(writer: Writer, sources: Sources, pruning: bool, progress: Progress) -> LoadReport:
    """Load while no other load writes the store."""
    known, outdated = loaded_files(writer), outdated_files(writer, rules())
    existing = {path.as_posix() for path in sources.files} | _existing_parts(known)
    gone = paths_gone(known, _absolute(sources.paths), existing) if pruning else []
    shortened = paths_gone(known, _absolute(sources.registers), sources.part_states)
    current = {path: state for path, state in known.items() if path not in outdated}
    parts = (part for part in sources.parts if not isinstance(part, Register) or sources.part_states[part.path] != known.get(part.path))
    items = chain(parts, _counted(read_corpus(sources.files, known=current), progress.on_read))
    moved = {state: path for path, state in known.items() if not state.register and path not in existing and not Path(path).exists()}
    report = ingest(writer, items, leaving={*gone, *shortened} - set(moved.values()), moved=moved, on_progress=progress.on_loaded)
    report.pruned, report.reread = len(gone), len(existing & outdated)
    return report


def _existing_parts(known: Mapping[str, FileState]) -> set[str]:
    """Return the paths of parts whose register still exists."""
    return {path for path, state in known.items() if state.register and Path(state.register).is_file()}


def _counted(items: Iterable[Item], on_read: Callable[[], object]) -> Iterator[Item]:
    """Call `on_read` after each item."""
    for item in items:
        on_read()
        yield item


def extract_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the rows of one text for `danchieu extract`: its citations, each with id and resolution."""
    record = catalogue_linker().record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256)
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


@cache
def catalogue_linker() -> Linker:
    """Make a linker that knows the catalogue of central documents and nothing else."""
    return KnowledgeBuilder().build()


def _absolute(paths: Iterable[Path]) -> list[str]:
    return [path.absolute().as_posix() for path in paths]

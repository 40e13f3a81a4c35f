"""Finds the documents and the registers of a load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from danchieu.graph.model import Failure, FileState, Note, Register
from danchieu.loaders.errors import SourceError, SourceMissing
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.sources import exists, real_path, search_paths

__all__ = ["Part", "Sources", "find_sources", "read_registers", "states_of"]

_OR_PRUNE = "; --prune removes what was loaded from it"

Part = Register | Failure | Note
"""Some rows of a register, one that cannot be used, or what of it was left aside."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files and registers of one load."""

    paths: tuple[Path, ...]  # as given: files and folders
    files: tuple[Path, ...]  # the documents found in them: real paths, sorted
    registers: tuple[Path, ...]
    parts: tuple[Part, ...]  # the rows of the registers, those that cannot be used, and what was left aside
    failed: tuple[Failure, ...] = ()  # given paths and registers that cannot be used
    unlisted: tuple[Failure, ...] = ()  # folders that cannot be listed: what was loaded from below them stays
    gone: tuple[Path, ...] = ()  # given paths and registers that no longer exist, for pruning: what was loaded from them goes
    left_aside: tuple[Path, ...] = ()  # files in folders that no reader is for

    @property
    def part_states(self) -> dict[str, FileState]:
        """The state of each part of the registers, by path."""
        return states_of(self.parts)


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
    parts = dict(read_registers([path for path in lists if path not in gone], wrong))
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


def read_registers(paths: Iterable[Path], wrong: list[SourceError]) -> Iterator[tuple[Path, list[Part]]]:
    """Yield registers with their parts; add an error to `wrong` for each that cannot be read."""
    for path in paths:
        try:
            yield path, list(read_register(path))
        except SourceError as error:
            wrong.append(error)


def states_of(parts: Iterable[Part]) -> dict[str, FileState]:
    """Return the state of each part of registers, by path."""
    return {part.path: FileState(part.sha256, register=part.file) for part in parts if isinstance(part, Register)}

"""Compares what a store holds with the files and registers of a load: what is new, changed, moved or gone."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from danchieu.graph.linking import list_documents
from danchieu.graph.loading.ingest import loaded_files, outdated_files, paths_gone
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Content, FileState, Note, Register
from danchieu.graph.store.bolt import Writer
from danchieu.loaders.errors import SourceError
from danchieu.loaders.sources import exists
from danchieu.sources import Part, Sources, read_registers, states_of

__all__ = ["Comparison", "known_states"]


def known_states(writer: Writer) -> dict[str, FileState]:
    """Return the states in which files were loaded, those read with other rules as outdated."""
    known = loaded_files(writer)
    outdated = outdated_files(writer, rules()) & known.keys()
    return known | {path: replace(known[path], is_outdated=True) for path in outdated}


@dataclass(frozen=True)
class Comparison:
    """What is known of files, by path, beside the files and registers of a load."""

    known: dict[str, FileState]
    sources: Sources

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of the documents and archives of the load."""
        return frozenset(path.as_posix() for path in self.sources.files)

    @property
    def outdated(self) -> int:
        """How many files of the load were read with other rules."""
        known = self.known.items()
        return sum(state.is_outdated and not state.is_archive and path in self._existing for path, state in known)

    @cached_property
    def gone(self) -> list[str]:
        """The paths below those of the load at which there is no file any more."""
        roots = map(os.path.realpath, {*self.sources.paths, *self.sources.gone})
        return paths_gone(self.known, roots, self._existing, spared=[failure.path for failure in self.sources.unlisted])

    @property
    def missing(self) -> list[str]:
        """Those of them at which there was a text."""
        return [path for path in self.gone if self.known[path].is_text]

    @property
    def moved(self) -> dict[Content, str]:
        """The former paths of texts that may be found elsewhere, by their contents."""
        return {state.content_at(path): path for path, state in self._absent.items() if state.is_text and not state.is_outdated}

    @property
    def absent_archives(self) -> list[str]:
        """Archives that are no longer there; what they held may be elsewhere."""
        return [path for path, state in self._absent.items() if state.is_archive]

    @cached_property
    def shortened(self) -> list[str]:
        """Parts that registers no longer have."""
        return paths_gone(self.known, map(str, self.sources.registers), self.sources.part_states)

    @property
    def left_aside(self) -> list[Path]:
        """Files that no reader is for, and that are no registers."""
        return [file for file in self.sources.left_aside if file.as_posix() not in self._registers]

    def changed_parts(self) -> Iterator[Part]:
        """Yield the parts of registers that are new or changed, and what is said of the registers, of unchanged parts too."""
        states = self.sources.part_states
        for part in self.sources.parts:
            if isinstance(part, Register) and states[part.path] == self.known.get(part.path):
                yield from list_documents(part)[1]
            else:
                yield part

    def stale_registers(self) -> Iterator[Note]:
        """Yield a note on each file in the given folders that was loaded as a register, has changed, and was not given as one."""
        wrong: list[SourceError] = []
        for file, parts in read_registers((file for file in self.sources.left_aside if file.as_posix() in self._registers), wrong):
            loaded = {path: state for path, state in self.known.items() if state.register == file.as_posix()}
            if states_of(parts) != loaded:
                yield Note(str(file), f"it was loaded as a register and has changed; give it again: --register {shlex.quote(str(file))}")
        yield from (Note(error.path, f"it was loaded as a register: {error.reason}") for error in wrong)

    @cached_property
    def _existing(self) -> frozenset[str]:
        """Paths of files, and of what is in registers and archives that still exist."""
        held = (path for path, state in self.known.items() if state.container and os.path.isfile(state.container))
        return self.files.union(held)

    @cached_property
    def _absent(self) -> dict[str, FileState]:
        return {path: state for path, state in self.known.items() if path not in self._existing and _is_absent(path, state)}

    @cached_property
    def _registers(self) -> frozenset[str]:
        return frozenset(state.register for state in self.known.values() if state.register)


def _is_absent(path: str, state: FileState) -> bool:
    """Return whether there is surely no file at a path, and no archive that may hold it."""
    place = Path(state.container or path)
    try:
        return not exists(place) or place.is_dir()
    except OSError:
        return False

"""Reads one file, or each file of an archive, unless it is in the state in which it was loaded. This is what worker processes do."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from danchieu.graph.model import Failure, FileState, LeftAside, Opened, Reading, Unchanged
from danchieu.loaders.errors import SourceError
from danchieu.loaders.lists.metadata import Stated, digest, key_of
from danchieu.loaders.opening import Source, failure_of, open_file

__all__ = ["Job", "Outcome", "read_job"]

Outcome = Reading | Failure | Unchanged | LeftAside | Opened


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, with what metadata tables state of it and of the files in it, and the states in which they were loaded, by path."""

    path: Path
    stated: Mapping[str, Stated] = field(default_factory=dict)  # by what `key_of` makes of a path
    known: Mapping[str, FileState] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path under which the file is kept."""
        return self.path.absolute().as_posix()

    def stated_of(self, path: str) -> Stated:
        """Return what is stated of the file, or of one in it."""
        return self.stated.get(key_of(path), Stated()) if self.stated else Stated()


def read_job(job: Job, begin: int = 0, broken: Container[str] = ()) -> Iterator[Outcome]:
    """Read a file, or the files of an archive from the number `begin` on but for the `broken`. What cannot be read is a failure."""
    for found in open_file(job.path, begin, broken):
        yield _read(found, job) if isinstance(found, Source) else found


def _read(source: Source, job: Job) -> Outcome:
    """Read a document, unless it is in the state in which it was loaded, or could not be read."""
    from danchieu.loaders.read_text import read

    stated = job.stated_of(source.path)
    state = FileState(hashlib.sha256(source.data).hexdigest(), digest(stated), archive=source.archive, stamp=source.stamp)
    known = job.known.get(source.path)
    if known and not known.is_outdated:
        if known.failure and known.sha256 == state.sha256:
            return Failure(source.path, known.failure, state.failed(known.failure))
        if not known.failure and known == state:
            return Unchanged(source.path, state.stamp if known.stamp != state.stamp else None)
    try:
        return replace(read(source.decode(), stated), archive=source.archive, stamp=source.stamp)
    except SourceError as error:
        return failure_of(source.path, error, state)

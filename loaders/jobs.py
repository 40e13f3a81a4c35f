"""Reads one file, or each file of an archive, unless it is in the state in which it was loaded. This is what worker processes do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.graph.model import Failure, FileState, LeftAside, Reading, Stamp, Unchanged
from danchieu.loaders.lists.metadata import Stated, digest
from danchieu.loaders.workers import show_life

if TYPE_CHECKING:
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.text.source import SourceText

__all__ = ["Job", "Outcome", "Source", "may_read_more", "open_file", "read_job", "stamp_of"]

Outcome = Reading | Failure | Unchanged | LeftAside


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: what metadata.csv states about it, and the states in which it, or the files in it, were loaded, by path."""

    path: Path
    stated: Stated = field(default_factory=Stated)
    known: Mapping[str, FileState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, or of a file in an archive."""

    path: str
    data: bytes
    stamp: Stamp
    archive: str | None = None

    def decode(self) -> SourceText:
        """Decode and normalise it. Raises a SourceError."""
        from danchieu.loaders.files import as_source, decode

        return as_source(decode(Path(self.path), self.data), path=self.path, sha256=hashlib.sha256(self.data).hexdigest())


def stamp_of(path: Path) -> Stamp:
    """Return the size of a file and the time of its last change. Raises OSError."""
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns)


def may_read_more(state: FileState) -> bool:
    """Return whether an extra that a file lacked when it was loaded is installed now."""
    if state.lacks is None:
        return False
    from danchieu.loaders.files.extras import is_installed

    return is_installed(state.lacks)


def read_job(job: Job, begin: int = 0) -> Iterator[Outcome]:
    """Read a file, or the files of an archive from the number `begin` on. What cannot be read is a failure."""
    for source in open_file(job.path, begin):
        yield _read(source, job) if isinstance(source, Source) else source


def open_file(path: Path, begin: int = 0) -> Iterator[Source | Failure | LeftAside]:
    """Yield a file, or the files of an archive from the number `begin` on, with their bytes."""
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.files import archive_of, has_reader, read_bytes

    name, stamp = path.absolute().as_posix(), None
    try:
        data, stamp = read_bytes(path)
        archive = archive_of(path, data)
        if archive is None:
            yield from (Source(name, data, stamp),)[begin:]
            return
        for member in islice(archive.members(path, data), begin, None):
            show_life()
            inside = f"{name}/{member.path}"
            if member.content is None:
                yield Failure(inside, member.reason, FileState("", archive=name, stamp=stamp, failure=member.reason))
            else:
                yield Source(inside, member.content, stamp, name) if has_reader(Path(inside), member.content) else LeftAside(inside)
    except SourceError as error:
        yield _failure(name, error, FileState("", stamp=stamp))


def _read(source: Source, job: Job) -> Outcome:
    """Read a document, unless it is in the state in which it was loaded, or could not be read."""
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.read_text import read

    stated = Stated() if source.archive else job.stated
    state = FileState(hashlib.sha256(source.data).hexdigest(), digest(stated), archive=source.archive, stamp=source.stamp)
    known = job.known.get(source.path)
    if known and known.failure and known.sha256 == state.sha256:
        return Failure(source.path, known.failure, replace(state, failure=known.failure))
    if known and not known.failure and known == state and not may_read_more(known):
        return Unchanged(source.path, state.stamp if known.stamp != state.stamp else None)
    try:
        return replace(read(source.decode(), stated), archive=source.archive, stamp=source.stamp)
    except SourceError as error:
        return _failure(source.path, error, state)


def _failure(path: str, error: SourceError, state: FileState) -> Failure:
    """Return the failure of a file, which is read again when it changes, or with every load if the reason may go away otherwise."""
    kept = state if error.lasting else FileState("", archive=state.archive)
    return Failure(path, error.reason, replace(kept, failure=error.reason))

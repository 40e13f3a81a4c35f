"""Reads one file, or each file of an archive, unless it is in the state in which it was loaded. This is what worker processes do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.graph.model import Failure, FileState, LeftAside, Reading, Stamp, Unchanged

if TYPE_CHECKING:
    from danchieu.loaders.errors import SourceError

__all__ = ["Job", "Outcome", "read_job", "stamp_of"]

Outcome = Reading | Failure | Unchanged | LeftAside


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: what metadata.csv states about it, and the states in which it, or the files in it, were loaded, by path."""

    path: Path
    stated: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, FileState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """The bytes of a file, or of a file in an archive."""

    path: str
    data: bytes
    stamp: Stamp
    archive: str | None = None


def stamp_of(path: Path) -> Stamp:
    """Return the size of a file and the time of its last change. Raises OSError."""
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns)


def read_job(job: Job, begin: int = 0) -> Iterator[Outcome]:
    """Read a file, or the files of an archive from the number `begin` on. What cannot be read is a failure."""
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.files import archive_of, read_bytes

    path, stamp = job.path.absolute().as_posix(), None
    try:
        data, stamp = read_bytes(job.path)
        archive = archive_of(job.path, data)
        if archive:
            for number, member in enumerate(archive.members(job.path, data)):
                if number >= begin:
                    yield _read_member(_Source(f"{path}/{member.path}", member.content or b"", stamp, path), member.reason, job)
        elif begin == 0:
            yield _read(_Source(path, data, stamp), job)
    except SourceError as error:
        yield _failure(path, error, FileState("", stamp=stamp))


def _read_member(source: _Source, reason: str, job: Job) -> Outcome:
    from danchieu.loaders.files import has_reader

    if reason:
        return Failure(source.path, reason, FileState("", archive=source.archive, failure=reason))
    return _read(source, job) if has_reader(Path(source.path), source.data) else LeftAside(source.path)


def _read(source: _Source, job: Job) -> Outcome:
    """Read a document, unless it is in the state in which it was loaded, or could not be read."""
    from danchieu.loaders.errors import SourceError
    from danchieu.loaders.files import as_source, decode
    from danchieu.loaders.lists.metadata import digest
    from danchieu.loaders.read_text import read

    stated = {} if source.archive else job.stated
    state = FileState(hashlib.sha256(source.data).hexdigest(), digest(stated), archive=source.archive, stamp=source.stamp)
    known = job.known.get(source.path)
    if known and known.failure and known.sha256 == state.sha256:
        return Failure(source.path, known.failure, replace(state, failure=known.failure))
    if known == state and not known.failure:
        return Unchanged(source.path, state.stamp if known.stamp != state.stamp else None)
    try:
        text = as_source(decode(Path(source.path), source.data), path=source.path, sha256=state.sha256)
        return replace(read(text, stated), archive=source.archive, stamp=source.stamp)
    except SourceError as error:
        return _failure(source.path, error, state)


def _failure(path: str, error: SourceError, state: FileState) -> Failure:
    """Return the failure of a file, which is read again when it changes, or with every load if the reason may go away otherwise."""
    kept = state if error.lasting else FileState("", archive=state.archive)
    return Failure(path, error.reason, replace(kept, failure=error.reason))

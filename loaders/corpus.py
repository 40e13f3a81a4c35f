"""Read documents in worker processes, in the order given; a document that cannot be read does not stop the others."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from danchieu.graph.model import Failure, FileState, LeftAside, Note, Opened, Reading, Unchanged
from danchieu.loaders.errors import SourceUnreadable
from danchieu.loaders.files.extras import is_installed
from danchieu.loaders.jobs import Job, Outcome, read_job
from danchieu.loaders.lists.metadata import digest, find_stated, key_of
from danchieu.loaders.opening import stamp_of
from danchieu.loaders.workers import Broken, Limits, run_each

__all__ = ["find_jobs", "read_corpus", "read_jobs", "read_lines"]

_MOST = 64_000_000  # characters of a line of JSON


def read_corpus(
    files: Iterable[Path], *, known: Mapping[str, FileState] | None = None, processes: int | None = None, limits: Limits | None = None
) -> Iterator[Outcome | Note]:
    """Read documents in the order given, each with its row of the metadata table beside it; unusable rows are yielded as failures.

    `known` maps paths to the states in which documents were loaded: those that are still in that state are not read, and come first.

    `processes` defaults to the number of cores.
    """
    complaints, jobs = find_jobs(files, known=known)
    yield from complaints
    changed = []
    for job in jobs:
        if _is_unchanged(job):
            yield from _as_known(job)
        else:
            changed.append(job)
    yield from read_jobs(changed, processes=processes or os.cpu_count() or 1, limits=limits or Limits())


def read_jobs(jobs: Iterable[Job], *, processes: int, limits: Limits) -> Iterator[Outcome]:
    """Read files in worker processes, in the order given. A row of a metadata table that names no file of an archive is a failure."""
    unmet: set[str] = set()
    reading: Job | None = None
    for job, outcome in run_each(read_job, jobs, processes=processes, limits=limits):
        if job is not reading:
            unmet, reading = set(job.stated), job
        if isinstance(outcome, Broken):
            path, archive = outcome.at or job.name, job.name if outcome.at else None
            outcome = Failure(path, outcome.reason, FileState("", archive=archive).failed(outcome.reason))
        unmet.discard(key_of(outcome.path))
        if isinstance(outcome, Opened) and outcome.path == job.name:
            yield from (_unmet(path, job) for path in sorted(unmet))
        yield outcome


def _unmet(path: str, job: Job) -> Failure:
    return Failure(path, f"{job.stated[path].table} has a row of it, and the archive holds no such file; correct the row, or remove it")


def find_jobs(files: Iterable[Path], *, known: Mapping[str, FileState] | None = None) -> tuple[list[Failure | Note], list[Job]]:
    """Find what the metadata table beside each document states about it; return its unusable rows, and the documents to read."""
    paths: list[Path] = []
    unnamed: list[Failure] = []
    for path in files:
        try:
            path.as_posix().encode()
            paths.append(path)
        except UnicodeEncodeError:
            unnamed.append(Failure(path.as_posix().encode(errors="backslashreplace").decode(), "its name is not UTF-8; rename it"))
    states: dict[str, dict[str, FileState]] = defaultdict(dict)
    for name, state in (known or {}).items():
        lacked = state.lacks is not None and is_installed(state.lacks)
        states[state.archive or name][name] = replace(state, is_outdated=True) if lacked else state
    complaints, stated = find_stated(paths)
    return [*complaints, *unnamed], [Job(path, stated[path], states.get(path.absolute().as_posix(), {})) for path in paths]


def _is_unchanged(job: Job) -> bool:
    """Return whether size and time of change of a file, or of an archive, are those with which all of it was loaded."""
    own = job.known.get(job.name)
    try:
        if own is None or own.stamp is None or own.stamp != stamp_of(job.path):
            return False
    except OSError:
        return False
    if own.left_aside is not None and not job.stated.keys() <= {key_of(path) for path in (*job.known, *own.left_aside)}:
        return False  # a row of a metadata table names no file of the archive
    return all(_is_settled(path, state, job) for path, state in job.known.items())


def _is_settled(path: str, state: FileState, job: Job) -> bool:
    """Return whether a file need not be read again while its bytes stay the same."""
    if state.is_outdated:
        return False
    if state.failure:
        return state.stamp is not None
    return state.is_archive or state.metadata == digest(job.stated_of(path))


def _as_known(job: Job) -> Iterator[Unchanged | Failure | LeftAside | Opened]:
    """Yield what was loaded of a file, or of an archive."""
    for path, state in job.known.items():
        if state.failure:
            yield Failure(path, state.failure, state)
        elif state.left_aside is None:
            yield Unchanged(path)
        else:
            yield from map(LeftAside, state.left_aside)
            yield Opened(path)


def read_lines(name: str) -> Iterator[Reading | Failure]:
    """Read texts instead of files: one `{"file": ..., "text": ...}` object a line of the file `name`, or of standard input for `-`.

    Yields a failure for a line of another form. Raises SourceUnreadable when the file cannot be read.
    """
    try:
        with nullcontext(sys.stdin) if name == "-" else open(name, encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _read_line(f"{name} line {number}", line)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable(name, f"cannot be read ({error}); give JSON Lines in UTF-8") from error


def _read_line(place: str, line: str) -> Reading | Failure:
    if len(line) > _MOST:
        return Failure(place, f"{len(line) / 1e6:.0f} MB, more than the {_MOST / 1e6:.0f} MB of one document")
    from danchieu.loaders.read_text import read
    from danchieu.loaders.text.source import source_text

    try:
        row = json.loads(line)
        row["text"].encode()  # refuses half a surrogate pair, which JSON can spell
        return read(source_text(row["text"], path=str(row["file"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Failure(place, 'is not of the form {"file": ..., "text": ...}')

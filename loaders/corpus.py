"""Read documents in worker processes, in the order given; a document that cannot be read does not stop the others."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from danchieu.graph.model import Failure, FileState, Note, Reading, Unchanged
from danchieu.loaders.errors import SourceUnreadable
from danchieu.loaders.jobs import Job, Outcome, may_read_more, read_job, stamp_of
from danchieu.loaders.lists.metadata import digest, find_stated
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
        if same := list(_unchanged(job)):
            yield from same
        else:
            changed.append(job)
    yield from read_jobs(changed, processes=processes or os.cpu_count() or 1, limits=limits or Limits())


def read_jobs(jobs: Iterable[Job], *, processes: int, limits: Limits) -> Iterator[Outcome]:
    """Read files in worker processes, in the order given."""
    for job, outcome in run_each(read_job, jobs, processes=processes, limits=limits):
        if isinstance(outcome, Broken):
            yield Failure(job.path.absolute().as_posix(), outcome.reason, FileState("", failure=outcome.reason))
        else:
            yield outcome


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
        states[state.archive or name][name] = state
    complaints, stated = find_stated(paths)
    return [*complaints, *unnamed], [Job(path, stated[path], states.get(path.absolute().as_posix(), {})) for path in paths]


def _unchanged(job: Job) -> Iterator[Unchanged | Failure]:
    """Yield the file, or all files of the archive, if size and time of change are those with which it was loaded."""
    states = job.known.values()
    try:
        stamp = stamp_of(job.path) if states else None
    except OSError:
        return
    if any(map(may_read_more, states)):
        return
    if all(state.stamp == stamp and (state.archive or state.failure or state.metadata == digest(job.stated)) for state in states):
        for path, state in job.known.items():
            yield Failure(path, state.failure, state) if state.failure else Unchanged(path)


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

"""Read documents in parallel, in the order given; a document that cannot be read does not stop the others."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.model import Failure, FileState, Note, Reading, Unchanged
from danchieu.graph.model.interrupts import interrupts_held
from danchieu.loaders.errors import SourceError, SourceUnreadable
from danchieu.loaders.files import MAX_BYTES, file_digest, read_file
from danchieu.loaders.lists.metadata import Stated, digest, find_stated
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

__all__ = ["Job", "find_jobs", "read_corpus", "read_job", "read_lines"]

_FILES_PER_TASK = 8  # enough to make the exchange with a worker process cheap
_PARALLEL_FROM = 300  # files; below, starting processes costs more than it saves
_TASKS_PER_WORKER = 2  # that wait at any time: no worker idles, and memory stays flat


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: `known` is its state when it was loaded, if it was, `stated` its row in a metadata table."""

    path: Path
    known: FileState | None
    stated: Stated = field(default_factory=Stated)


_Outcome = Reading | Failure | Unchanged


def read_corpus(
    files: Iterable[Path], *, known: Mapping[str, FileState] | None = None, processes: int | None = None
) -> Iterator[Reading | Failure | Unchanged | Note]:
    """Read documents in the order given, each with its row of the metadata table beside it; unusable rows are yielded as failures.

    `known` maps paths to the states in which documents were loaded: those that are still in that state are not read.

    `processes` defaults to the number of cores; 1 reads in this process.
    """
    complaints, jobs = find_jobs(files, known=known)
    yield from complaints
    workers = min(processes or os.cpu_count() or 1, len(jobs))
    if workers < 2 or (processes is None and len(jobs) < _PARALLEL_FROM):
        yield from map(read_job, jobs)
    else:
        yield from _read_in_parallel(jobs, workers)


def find_jobs(files: Iterable[Path], *, known: Mapping[str, FileState] | None = None) -> tuple[list[Failure | Note], list[Job]]:
    """Find what the metadata table beside each document states about it; return its unusable rows, and the documents to read."""
    paths = list(files)
    complaints, stated = find_stated(paths)
    return complaints, [Job(path, (known or {}).get(path.absolute().as_posix()), stated[path]) for path in paths]


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
    if len(line) > MAX_BYTES:
        return Failure(place, f"{len(line) / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB of one document")
    try:
        row = json.loads(line)
        row["text"].encode()  # refuses half a surrogate pair, which JSON can spell
        return read(source_text(row["text"], path=str(row["file"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Failure(place, 'is not of the form {"file": ..., "text": ...}')


def _read_in_parallel(jobs: Sequence[Job], workers: int) -> Iterator[_Outcome]:
    """Read in worker processes, in the order given.

    The processes of loky start fresh: a fork would copy the threads of connections and progress bars, and a process that Python spawns runs
    the user's script again down to its call of `load`.
    """
    from loky import ProcessPoolExecutor  # takes 50 ms, which few files need

    pool = ProcessPoolExecutor(workers)
    try:
        waiting: deque[Future[list[_Outcome]]] = deque()
        for start in range(0, len(jobs), _FILES_PER_TASK):
            with interrupts_held():
                waiting.append(pool.submit(_read_several, jobs[start : start + _FILES_PER_TASK]))
            if len(waiting) > _TASKS_PER_WORKER * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(kill_workers=True)


def _read_several(jobs: Sequence[Job]) -> list[_Outcome]:
    return [read_job(job) for job in jobs]


def read_job(job: Job) -> _Outcome:
    """Read one document, unless it is in the state in which it was loaded."""
    path = job.path.absolute().as_posix()
    try:
        job.path.as_posix().encode()
    except UnicodeEncodeError:
        return Failure(path.encode(errors="backslashreplace").decode(), "its name is not UTF-8; rename it")
    try:
        if job.known is not None and job.known == FileState(file_digest(job.path), digest(job.stated)):
            return Unchanged(path)
        return read(read_file(job.path), job.stated)
    except SourceError as error:
        return Failure(path, error.reason)

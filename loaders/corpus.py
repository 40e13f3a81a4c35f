"""Folders of files: found in a fixed order, read in parallel, each failure kept with its reason and the rest going on."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from danchieu.graph.model import FileState, Reading
from danchieu.loaders.errors import SourceError, SourceMissing, SourceUnreadable
from danchieu.loaders.files import FORMATS, MAX_BYTES, file_digest, read_file
from danchieu.loaders.lists.metadata import digest, read_metadata
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

__all__ = ["Failure", "Unchanged", "find_files", "read_corpus", "read_lines"]

_AT_ONCE = 8  # files that a process is given
_PARALLEL_FROM = 300  # files; below, starting processes costs more than it saves


Job = tuple[Path, FileState | None, dict[str, str]]  # a file, its state when it was loaded, what metadata.csv states about it


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file whose sha256 is known already: it was not read again."""

    path: str


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The documents in `paths`, files and folders: absolute, each once, sorted. Hidden files and folders are left out.

    A file named outright is taken whatever its ending (reading it says what is wrong). Raises SourceMissing for a path that is
    not there and for a folder without any document.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            below = {file for file in _walk(path) if file.suffix.lower() in FORMATS}
            if not below:
                raise SourceMissing(path, f"the folder holds no document; files that can be read end in {', '.join(FORMATS)}")
            found |= below
        elif path.exists():
            found.add(path.absolute())
        else:
            raise SourceMissing(path, "there is no such file or folder; check the spelling")
    return sorted(found)


def read_corpus(
    files: Iterable[Path], *, known: Mapping[str, FileState] | None = None, processes: int | None = None
) -> Iterator[Reading | Failure | Unchanged]:
    """Read documents in the order given, with what a metadata.csv beside them says; what it says that cannot be used is a failure.

    `known` maps paths to the states in which they were loaded: files that are still in that state are not read.

    `processes` defaults to the number of cores; 1 reads in this process.
    """
    paths = list(files)
    tables = {folder: read_metadata(folder) for folder in sorted({path.parent for path in paths})}
    yield from (Failure(place, reason) for table in tables.values() for place, reason in table.complaints)
    jobs = [(path, (known or {}).get(path.absolute().as_posix()), tables[path.parent].of(path.name)) for path in paths]
    workers = min(processes or os.cpu_count() or 1, len(jobs))
    if workers < 2 or (processes is None and len(jobs) < _PARALLEL_FROM):
        yield from map(_read_one, jobs)
        return
    # Spawned, since connections and progress bars of this process have threads; few at a time, so that memory stays flat.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Reading | Failure | Unchanged]]] = deque()
        for start in range(0, len(jobs), _AT_ONCE):
            waiting.append(pool.submit(_read_several, jobs[start : start + _AT_ONCE]))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def read_lines(name: str) -> Iterator[Reading | Failure]:
    """Read texts instead of files: one `{"file": ..., "text": ...}` object a line of the file `name`, or of standard input for `-`.

    A line that is no such object is a failure, and the rest goes on. Raises SourceUnreadable when the file cannot be read.
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
        row["text"].encode()  # half a character, which JSON can spell, is no text
        return read(source_text(row["text"], path=str(row["file"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Failure(place, 'is not of the form {"file": ..., "text": ...}')


def _read_several(jobs: list[Job]) -> list[Reading | Failure | Unchanged]:
    return [_read_one(job) for job in jobs]


def _read_one(job: Job) -> Reading | Failure | Unchanged:
    path, known, stated = job
    try:
        path.as_posix().encode()
    except UnicodeEncodeError:
        return Failure(path.absolute().as_posix().encode(errors="backslashreplace").decode(), "its name is not UTF-8; rename it")
    try:
        if known is not None and known == FileState(file_digest(path), digest(stated)):
            return Unchanged(path.absolute().as_posix())
        return read(read_file(path), stated)
    except SourceError as error:
        return Failure(path.absolute().as_posix(), error.reason)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder.absolute()):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))

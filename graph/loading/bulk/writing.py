"""Writes the files of a first load: read -> collect facts -> identify -> link -> write.

The graph is the same as that of an ordinary load of the same files into an empty store. Each step is made of tasks for several processes;
what is too much for memory is kept in files below the folder until all is done.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from danchieu.graph.errors import SettingsError
from danchieu.graph.loading.bulk.holdings import Holdings
from danchieu.graph.loading.bulk.import_files import ImportFiles, write_headers
from danchieu.graph.loading.bulk.linking import LinkedTask, finish_shard, identify_shard, link_task, write_issuers
from danchieu.graph.loading.bulk.processes import Run, processes
from danchieu.graph.loading.bulk.reading import WORK, FactsOf, Read, ReadSources, collect_facts, place_task, read_task
from danchieu.graph.loading.bulk.shards import SHARDS
from danchieu.graph.loading.bulk.stored_facts import knowledge_in
from danchieu.graph.loading.report import Duplicate, LoadReport
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Failure, Issuer, ResolutionStatus
from danchieu.graph.store import schema

__all__ = ["Seconds", "write_import"]

Source = TypeVar("Source")


@dataclass(slots=True)
class Seconds:
    """The time that each step took."""

    started: float = field(default_factory=time.monotonic)
    steps: dict[str, float] = field(default_factory=dict)

    def note(self, step: str) -> None:
        """Note that a step is done."""
        self.steps[step] = time.monotonic() - self.started - sum(self.steps.values())


def write_import(
    folder: Path,
    read: ReadSources[Source],
    sources: Iterable[Sequence[Source]],
    *,
    number: int | None = None,
    on_read: Callable[[int, int], object] = lambda files, texts: None,
    on_linked: Callable[[int], object] = lambda files: None,
) -> tuple[LoadReport, Seconds]:
    """Write the files of the import into an empty folder; return the report of the load, and the seconds of its steps.

    `read` reads the sources of one sequence, in one of `number` processes. `on_read` is called with numbers of sources and of their texts,
    `on_linked` with numbers of texts. Raises SettingsError for a folder that is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"{folder} is not empty: name a new folder, or delete what is in it")
    (folder / WORK).mkdir(parents=True)
    report, seconds = LoadReport(), Seconds()
    with processes(number) as run:
        tasks = _read(run, folder, partial(read_task, folder, read), sources, on_read)
    report.failed += [failure for task in tasks for failure in task.failed]
    report.left_aside += [path for task in tasks for path in task.left_aside]
    report.notes += [note for task in tasks for note in task.notes]
    seconds.note("read")
    with processes(number) as run:  # new ones: the grammar takes memory, and is not needed any more
        _collect(run, folder, [task.number for task in tasks if task.unplaced])
        seconds.note("collect facts")
        numbers = [task.number for task in tasks]
        with closing(Holdings(folder / WORK)) as holdings:
            for held in run(partial(identify_shard, folder), range(SHARDS)):
                holdings.add(held)
            report.failed += [Failure(path, _SAME_BYTES.format(other)) for path, other in holdings.refuse().items()]
            report.duplicates += [Duplicate(path, first) for path, first in holdings.waiting()]
        seconds.note("identify")
        _link(run, folder, numbers, report, on_linked)
        seconds.note("link")
        list(run(partial(finish_shard, folder), range(SHARDS)))
    with ImportFiles(folder) as files:
        files.add_node("Schema", {"id": "danchieu", "version": schema.VERSION, "rules": rules(), "imported": True})
    write_headers(folder, longest=max((task.longest for task in tasks), default=0))
    knowledge_in.cache_clear()
    shutil.rmtree(folder / WORK)
    seconds.note("finish")
    report.seconds = sum(seconds.steps.values())
    return report, seconds


def _read(
    run: Run,
    folder: Path,
    task: Callable[[tuple[int, Sequence[Source]]], Read],
    sources: Iterable[Sequence[Source]],
    on_read: Callable[[int, int], object],
) -> list[Read]:
    done = []
    for one in run(task, enumerate(sources)):
        done.append(one)
        on_read(one.done, one.texts)
    return done


def _collect(run: Run, folder: Path, unplaced: Sequence[int]) -> None:
    """Collect what is stated of provinces, then what is stated of all else, which may rest on it."""
    list(run(partial(collect_facts, folder, FactsOf.CLUES), range(SHARDS)))
    list(run(partial(place_task, folder), unplaced))
    list(run(partial(collect_facts, folder, FactsOf.DOCUMENTS), range(SHARDS)))


def _link(run: Run, folder: Path, numbers: Sequence[int], report: LoadReport, on_linked: Callable[[int], object]) -> None:
    citations: Counter[ResolutionStatus] = Counter()
    issuers: dict[str, Issuer] = {}
    one: LinkedTask
    for one in run(partial(link_task, folder), numbers):
        report.documents += one.texts
        report.listed += one.listed
        citations += one.citations
        issuers |= one.issuers
        on_linked(one.texts)
    write_issuers(folder, issuers)
    report.citations = citations.total()
    report.resolved, report.ambiguous, report.stubs = (citations[status] for status in ResolutionStatus)


_SAME_BYTES = "another document is in a file with the same bytes, {}: change one of the two, then load it"

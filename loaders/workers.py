"""Runs a function over jobs in processes of their own, with limits of time and memory: what breaks them, or its process, fails alone.

The processes stay for the next jobs and end when there have been none for a while.
"""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection
from typing import Any, Generic

from danchieu.loaders.worker_process import Alive, Done, J, Limits, R, Ready, Task, Trouble, Work, Worker, show_life

__all__ = ["Broken", "Limits", "run_each", "show_life"]

_AHEAD = 64 << 20  # bytes of outcomes that wait for an earlier job: memory stays flat behind a slow one


@dataclass(frozen=True, slots=True)
class Broken:
    """Takes the place of outcomes that there are not: "reading it took longer than 60 s".

    `at` is what was in hand; None if the job is given up.
    """

    reason: str
    at: str | None = None


def run_each(work: Work[J, R], jobs: Iterable[J], *, processes: int, limits: Limits) -> Iterator[tuple[J, R | Broken]]:
    """Yield each job with each of its outcomes, in the order of the jobs. `work` can be pickled.

    A job that breaks, by what the work raises too, goes on without what it had in hand, or is given up if that has no name.
    """
    pool = _Pool(work, limits, processes)
    try:
        yield from pool.run(enumerate(jobs))
    except BaseException:
        pool.kill()
        raise
    pool.rest()


@dataclass(slots=True)
class _Outcomes(Generic[J, R]):
    """The outcomes of a job that were not yielded yet, each with its size."""

    job: J
    waiting: deque[tuple[R | Broken, int]] = field(default_factory=deque)
    done: bool = False


class _Pool(Generic[J, R]):
    """Processes, what they were given, and the outcomes that wait for an earlier one."""

    def __init__(self, work: Work[J, R], limits: Limits, processes: int) -> None:
        self._work, self._limits, self._most = work, limits, processes
        self._workers: list[Worker[J, R]] = []
        self._outcomes: dict[int, _Outcomes[J, R]] = {}
        self._again: deque[Task[J]] = deque()  # what a process had not done when it ended
        self._waiting = 0  # bytes of outcomes that were not yielded yet

    def run(self, jobs: Iterator[tuple[int, J]]) -> Iterator[tuple[J, R | Broken]]:
        """Yield outcomes in order."""
        for due in itertools.count():
            while not (outcomes := self._outcomes.get(due)) or not outcomes.done:
                self._give(jobs)
                if not any(worker.task for worker in self._workers):
                    return
                self._take(due)
                if outcomes:
                    yield from self._ready(outcomes)
            yield from self._ready(outcomes)
            del self._outcomes[due]

    def kill(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.kill()

    def rest(self) -> None:
        """Keep the processes for the next run."""
        _resting.setdefault((self._work, self._limits), []).extend(self._workers)

    def _ready(self, outcomes: _Outcomes[J, R]) -> Iterator[tuple[J, R | Broken]]:
        while outcomes.waiting:
            outcome, size = outcomes.waiting.popleft()
            self._waiting -= size
            yield outcomes.job, outcome

    def _is_full(self) -> bool:
        return self._waiting > _AHEAD

    def _give(self, jobs: Iterator[tuple[int, J]]) -> None:
        """Give each process that is free a job: one that an ended process had, or the next, unless too much waits already."""
        while sum(worker.task is not None for worker in self._workers) < self._most and (task := self._next_task(jobs)):
            self._free_worker().give(task)

    def _next_task(self, jobs: Iterator[tuple[int, J]]) -> Task[J] | None:
        if self._again:
            return self._again.popleft()
        numbered = None if self._is_full() else next(jobs, None)
        if numbered is None:
            return None
        self._outcomes[numbered[0]] = _Outcomes(numbered[1])
        return Task(*numbered)

    def _free_worker(self) -> Worker[J, R]:
        """Return a process without a job, a further one if all have one."""
        free = next((worker for worker in self._workers if not worker.task), None)
        if free is None:
            free = self._next_worker()
            self._workers.append(free)
        return free

    def _next_worker(self) -> Worker[J, R]:
        resting = _resting.get((self._work, self._limits), [])
        while resting:
            if (worker := resting.pop()).is_alive():
                return worker
        return Worker(self._work, self._limits)

    def _take(self, due: int) -> None:
        """Wait for outcomes, for processes that end and for those that take too long. When too much waits, take from the due job alone."""
        busy = [(one, one.task) for one in self._workers if one.task and (one.task.number == due or not self._is_full())]
        for worker in self._workers:
            if all(worker is not one for one, _ in busy):
                worker.begin_anew()  # it may be waiting for its outcome to be taken
        until = min(worker.deadline for worker, _ in busy)
        ready = connection.wait([worker.channel for worker, _ in busy], max(0.0, until - time.monotonic()))
        for worker, task in busy:
            if worker.channel in ready:
                self._receive(worker, task)
            elif worker.deadline <= time.monotonic():
                self._break(worker, task, f"reading it took longer than {self._limits.seconds:g} s")

    def _receive(self, worker: Worker[J, R], task: Task[J]) -> None:
        try:
            message, size = worker.receive()
        except (EOFError, OSError):
            if reason := worker.end():
                self._break(worker, task, reason)
            else:
                self._workers.remove(worker)
                self._again.append(task)
            return
        match message:
            case Trouble():
                self._break(worker, task, message.reason)
            case Done():
                self._outcomes[task.number].done, worker.task = True, None
            case Alive():
                task.at = message.at or task.at
            case Ready():
                pass
            case _:
                self._keep(task, message, size)
                task.yielded, task.behind, task.at = task.yielded + 1, task.at or task.behind, None

    def _keep(self, task: Task[J], outcome: R | Broken, size: int = 0) -> None:
        self._outcomes[task.number].waiting.append((outcome, size))
        self._waiting += size

    def _break(self, worker: Worker[J, R], task: Task[J], reason: str) -> None:
        """End a process, and let another go on without what broke it; give up a job if that has no name, and say what is not read of it."""
        worker.kill()
        self._workers.remove(worker)
        if task.at is None or task.at in task.broken:
            self._keep(task, Broken(f"{reason}; what comes behind {task.behind} was not read" if task.behind else reason))
            self._outcomes[task.number].done = True
        else:
            self._keep(task, Broken(reason, task.at))
            task.broken, task.behind, task.at = task.broken | {task.at}, task.at, None
            self._again.append(task)


_resting: dict[Any, list[Worker[Any, Any]]] = {}
"""Processes without a job, by what they do."""

"""Runs a function over jobs in processes of their own, with limits of time and memory: a job that breaks them, or its process, fails alone."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection
from typing import Any, Generic, TypeVar

from danchieu.graph.model.interrupts import interrupts_held

__all__ = ["Broken", "Limits", "run_each"]

J = TypeVar("J")
R = TypeVar("R")

_WAITING = 2  # jobs that a process has at any time: it does not idle while the outcome of one is taken
_AHEAD = 32  # jobs for each process whose outcomes wait for an earlier one: memory stays flat behind a slow job


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use."""

    seconds: float = 60.0
    megabytes: int = 1024  # of memory of its process; not held to on Windows


@dataclass(frozen=True, slots=True)
class Broken:
    """A job without an outcome, and why it has none: "it took longer than 60 s"."""

    reason: str


def run_each(work: Callable[[J], R], jobs: Iterable[J], *, processes: int, limits: Limits) -> Iterator[tuple[J, R | Broken]]:
    """Yield each job with its outcome, in the order of the jobs. `work` can be pickled; an exception that it raises is raised here.

    The processes start fresh: a fork would copy the threads of connections and progress bars, and a process that Python spawns runs the
    user's script again.
    """
    pool = _Pool(work, limits, processes)
    try:
        yield from pool.run(enumerate(jobs))
    finally:
        pool.end()


class _Pool(Generic[J, R]):
    """Processes, what they were given, and the outcomes that wait for an earlier one."""

    def __init__(self, work: Callable[[J], R], limits: Limits, processes: int) -> None:
        self._work, self._limits, self._most = work, limits, processes
        self._workers: list[_Worker[J]] = []
        self._outcomes: dict[int, tuple[J, R | Broken]] = {}
        self._begun = 0  # jobs that were given to a process
        self._again: deque[tuple[int, J]] = deque()  # jobs that a process had not begun when it ended

    def run(self, jobs: Iterator[tuple[int, J]]) -> Iterator[tuple[J, R | Broken]]:
        """Yield outcomes in order."""
        for following in itertools.count():
            while following not in self._outcomes:
                self._give(jobs, before=following + _AHEAD * self._most)
                if not any(worker.jobs for worker in self._workers):
                    return
                self._take()
            yield self._outcomes.pop(following)

    def end(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.kill()

    def _give(self, jobs: Iterator[tuple[int, J]], before: int) -> None:
        """Give the processes what they have room for, up to the job of that number."""
        while (self._again or self._begun < before) and (worker := self._free_worker()):
            job = self._again.popleft() if self._again else next(jobs, None)
            if job is None:
                return
            self._begun = max(self._begun, job[0] + 1)
            worker.give(job)

    def _free_worker(self) -> _Worker[J] | None:
        """Return the process with the fewest jobs, a new one if all have some; None if none has room."""
        least = min(self._workers, key=lambda worker: len(worker.jobs), default=None)
        if (least is None or least.jobs) and len(self._workers) < self._most:
            least = _Worker(self._work, self._limits)
            self._workers.append(least)
        return least if least and len(least.jobs) < _WAITING else None

    def _take(self) -> None:
        """Wait for outcomes, for processes that end and for jobs that take too long."""
        busy = {worker.channel: worker for worker in self._workers if worker.jobs}
        until = min((worker.deadline for worker in busy.values()), default=time.monotonic())
        ready = connection.wait(list(busy), max(0.0, until - time.monotonic()))
        for channel in ready:
            worker = busy[channel]  # type: ignore[index]
            try:
                outcome = worker.channel.recv()
            except (EOFError, OSError):
                self._replace(worker, "its reader ended without a word (" + worker.how_it_ended() + "): the file is damaged or too large")
                continue
            number, job = worker.finish()
            if isinstance(outcome, _Raised):
                raise outcome.error
            self._outcomes[number] = job, outcome
        for worker in busy.values():
            if worker.channel not in ready and worker.deadline <= time.monotonic():
                self._replace(worker, f"reading it took longer than {self._limits.seconds:g} s; it was stopped")

    def _replace(self, worker: _Worker[J], reason: str) -> None:
        """End a process whose first job is broken; the others are given to another process."""
        worker.kill()
        self._workers.remove(worker)
        number, job = worker.finish()
        self._outcomes[number] = job, Broken(reason)
        self._again.extend(worker.jobs)


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a job raised."""

    error: BaseException


@dataclass(slots=True)
class _Worker(Generic[J]):
    """A process with the jobs that it was given, the one in hand first."""

    work: Callable[[J], Any]
    limits: Limits
    jobs: deque[tuple[int, J]] = field(default_factory=deque)
    deadline: float = 0.0
    channel: connection.Connection = field(init=False)
    _process: Any = field(init=False)

    def __post_init__(self) -> None:
        from loky.backend import get_context  # takes 50 ms

        context = get_context("loky")
        self.channel, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.work, self.limits), daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()

    def give(self, job: tuple[int, J]) -> None:
        if not self.jobs:
            self.deadline = time.monotonic() + self.limits.seconds
        self.jobs.append(job)
        with contextlib.suppress(OSError):  # of a process that has ended: what it was given is found broken when outcomes are taken
            self.channel.send(job[1])

    def finish(self) -> tuple[int, J]:
        """Return the job in hand; the next one begins now."""
        self.deadline = time.monotonic() + self.limits.seconds
        return self.jobs.popleft()

    def how_it_ended(self) -> str:
        self._process.join(1)
        return f"exit code {self._process.exitcode}"

    def kill(self) -> None:
        self._process.terminate()
        self._process.join()
        self.channel.close()


def _serve(channel: connection.Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """Work in the process: do the jobs that come until none comes."""
    _limit_memory(limits.megabytes)
    with contextlib.suppress(EOFError, OSError):
        while True:
            job = channel.recv()
            try:
                outcome = work(job)
            except MemoryError:
                outcome = Broken(f"reading it takes more than {limits.megabytes} MB of memory")
            except Exception as error:
                outcome = _Raised(error)
            channel.send(outcome)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))

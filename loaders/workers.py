"""Runs a function over jobs in processes of their own, with limits of time and memory: what breaks them, or its process, fails alone.

The processes start fresh: a fork would copy the threads of connections and progress bars, and a process that Python spawns runs the user's
script again. They stay for the next jobs and end when there have been none for a while.
"""

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

__all__ = ["Broken", "Limits", "run_each", "show_life"]

J = TypeVar("J")
R = TypeVar("R")
Work = Callable[[J, int], Iterator[R]]
"""Yields the outcomes of a job, from the given number of them on."""

_START_SECONDS = 30.0  # until a new process is ready
_AHEAD = 32  # jobs for each process whose outcomes wait for an earlier one: memory stays flat behind a slow job
_IDLE_SECONDS = 60.0  # until a process without a job ends
_TRIES = 2  # of a job that breaks each time before it shows life


@dataclass(frozen=True, slots=True)
class Limits:
    """What one outcome may take."""

    seconds: float = 60.0  # since the outcome before, or the last sign of life
    megabytes: float = 1024.0  # of memory of the process; not held to on Windows


@dataclass(frozen=True, slots=True)
class Broken:
    """Takes the place of an outcome that there is not: "reading it took longer than 60 s"."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why the outcome in hand cannot be made."""

    reason: str


class _Alive:
    """A sign of life."""


class _Ready:
    """The process has started."""


class _Done:
    """There are no more outcomes of the job."""


def run_each(work: Work[J, R], jobs: Iterable[J], *, processes: int, limits: Limits) -> Iterator[tuple[J, R | Broken]]:
    """Yield each job with each of its outcomes, in the order of the jobs. `work` can be pickled.

    Where an outcome is broken, by what the work raises too, the job goes on behind it, unless it does not get any further.
    """
    pool = _Pool(work, limits, processes)
    try:
        yield from pool.run(enumerate(jobs))
    except BaseException:
        pool.kill()
        raise
    pool.rest()


def show_life() -> None:
    """Let the time of the outcome in hand begin anew: work that takes long, or has many parts, shows that it goes on.

    Elsewhere than in a job, do nothing.
    """
    if _channel:
        _channel.send(_Alive())


_channel: connection.Connection | None = None
"""Leads from this process, if it does jobs, to the one that gives them."""


@dataclass(slots=True)
class _Outcomes(Generic[J, R]):
    """The outcomes of a job that were not yielded yet."""

    job: J
    waiting: deque[R | Broken] = field(default_factory=deque)
    done: bool = False


class _Pool(Generic[J, R]):
    """Processes, what they were given, and the outcomes that wait for an earlier one."""

    def __init__(self, work: Work[J, R], limits: Limits, processes: int) -> None:
        self._work, self._limits, self._most = work, limits, processes
        self._workers: list[_Worker[J, R]] = []
        self._outcomes: dict[int, _Outcomes[J, R]] = {}
        self._begun = 0  # jobs that were given to a process
        self._again: deque[_Task[J]] = deque()  # what a process had not done when it ended

    def run(self, jobs: Iterator[tuple[int, J]]) -> Iterator[tuple[J, R | Broken]]:
        """Yield outcomes in order."""
        for following in itertools.count():
            while not (outcomes := self._outcomes.get(following)) or not outcomes.done:
                self._give(jobs, before=following + _AHEAD * self._most)
                if not any(worker.tasks for worker in self._workers):
                    return
                self._take()
                if outcomes:
                    yield from self._ready(outcomes)
            yield from self._ready(outcomes)
            del self._outcomes[following]

    def _ready(self, outcomes: _Outcomes[J, R]) -> Iterator[tuple[J, R | Broken]]:
        while outcomes.waiting:
            yield outcomes.job, outcomes.waiting.popleft()

    def kill(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.kill()

    def rest(self) -> None:
        """Keep the processes for the next run."""
        _resting.setdefault((self._work, self._limits), []).extend(self._workers)

    def _give(self, jobs: Iterator[tuple[int, J]], before: int) -> None:
        """Give the processes what they have room for, up to the job of that number."""
        while (self._again or self._begun < before) and (worker := self._free_worker()):
            if self._again:
                worker.give(self._again.popleft())
            elif numbered := next(jobs, None):
                self._outcomes[numbered[0]] = _Outcomes(numbered[1])
                self._begun += 1
                worker.give(_Task(*numbered))
            else:
                return

    def _free_worker(self) -> _Worker[J, R] | None:
        """Return a process without a job, a new one if all have one; None if there may be no more.

        One that has a job is given no other: it may be waiting for its outcomes to be taken.
        """
        free = next((worker for worker in self._workers if not worker.tasks), None)
        if free is None and len(self._workers) < self._most:
            free = self._next_worker()
            self._workers.append(free)
        return free

    def _next_worker(self) -> _Worker[J, R]:
        resting = _resting.get((self._work, self._limits), [])
        while resting:
            if (worker := resting.pop()).is_alive():
                return worker
        return _Worker(self._work, self._limits)

    def _take(self) -> None:
        """Wait for outcomes, for processes that end and for those that take too long."""
        busy = [worker for worker in self._workers if worker.tasks]
        until = min(worker.deadline for worker in busy)
        ready = connection.wait([worker.channel for worker in busy], max(0.0, until - time.monotonic()))
        for worker in busy:
            if worker.channel in ready:
                self._receive(worker)
            elif worker.deadline <= time.monotonic():
                self._break(worker, f"reading it took longer than {self._limits.seconds:g} s")

    def _receive(self, worker: _Worker[J, R]) -> None:
        try:
            message = worker.receive()
        except (EOFError, OSError):
            code = worker.exit_code()
            if code == 0:  # it had rested for long enough when it was given the task
                self._workers.remove(worker)
                self._again.extend(worker.tasks)
            else:
                self._break(worker, f"its reader broke down (exit code {code}): the file is damaged, or built to harm its reader")
            return
        if isinstance(message, _Trouble):
            self._break(worker, message.reason)
        elif isinstance(message, _Done):
            self._outcomes[worker.tasks.popleft().number].done = True
        elif isinstance(message, _Alive):
            worker.tasks[0].tries = 0
        elif not isinstance(message, _Ready):
            task = worker.tasks[0]
            task.yielded, task.tries = task.yielded + 1, 0
            self._outcomes[task.number].waiting.append(message)

    def _break(self, worker: _Worker[J, R], reason: str) -> None:
        """End a process whose outcome in hand is broken; what else it was given is given to another one."""
        worker.kill()
        self._workers.remove(worker)
        task = worker.tasks[0]
        outcomes = self._outcomes[task.number]
        outcomes.waiting.append(Broken(reason))
        task.yielded, task.tries = task.yielded + 1, task.tries + 1
        if task.tries == _TRIES:
            worker.tasks.popleft()
            outcomes.waiting.pop()
            outcomes.done = True
        self._again.extend(worker.tasks)


@dataclass(slots=True)
class _Task(Generic[J]):
    """A job that is with a process."""

    number: int
    job: J
    yielded: int = 0  # outcomes
    tries: int = 0  # that broke one after another without a sign of life


class _Worker(Generic[J, R]):
    """A process with the tasks that it was given, the one in hand first."""

    def __init__(self, work: Work[J, R], limits: Limits) -> None:
        from loky.backend import get_context  # takes 50 ms

        context = get_context("loky")
        self.tasks: deque[_Task[J]] = deque()
        self.channel, theirs = context.Pipe()
        self._seconds = limits.seconds
        self.deadline = 0.0
        self._is_ready = False
        self._process = context.Process(target=_serve, args=(theirs, work, limits), daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()

    def give(self, task: _Task[J]) -> None:
        self.deadline = time.monotonic() + self._seconds + (0 if self._is_ready else _START_SECONDS)
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # of a process that has ended, which is found when its outcome is taken
            self.channel.send((task.job, task.yielded))

    def receive(self) -> Any:
        message = self.channel.recv()
        self._is_ready = True
        self.deadline = time.monotonic() + self._seconds
        return message

    def is_alive(self) -> bool:
        return bool(self._process.is_alive())

    def exit_code(self) -> int | None:
        self._process.join(1)
        code: int | None = self._process.exitcode
        return code

    def kill(self) -> None:
        self._process.terminate()
        self._process.join()
        self.channel.close()


_resting: dict[Any, list[_Worker[Any, Any]]] = {}
"""Processes without a job, by what they do."""


def _serve(channel: connection.Connection, work: Work[Any, Any], limits: Limits) -> None:
    """Do the jobs that come, in the process, until none comes."""
    global _channel
    _channel = channel
    _limit_memory(limits.megabytes)
    with contextlib.suppress(EOFError, OSError):
        channel.send(_Ready())
        while channel.poll(_IDLE_SECONDS):
            job, begin = channel.recv()
            try:
                for outcome in work(job, begin):
                    channel.send(outcome)
            except MemoryError:
                channel.send(_Trouble(f"reading it takes more than {limits.megabytes:g} MB of memory"))
            except Exception as error:
                channel.send(_Trouble(f"its reader failed ({type(error).__name__}: {error}); the file may be damaged"))
            else:
                channel.send(_Done())


def _limit_memory(megabytes: float) -> None:
    try:
        import resource
    except ImportError:  # on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes * 2**20),) * 2)

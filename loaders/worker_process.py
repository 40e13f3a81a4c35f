"""A process that does one job after another, and what it says meanwhile.

It starts fresh: a fork would copy the threads of connections and progress bars, and a process that Python spawns runs the user's script
again.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Generic, TypeVar

from danchieu.graph.model.interrupts import interrupts_held

__all__ = ["Alive", "Done", "J", "Limits", "R", "Ready", "Task", "Trouble", "Work", "Worker", "reason_of", "show_life"]

J = TypeVar("J")
R = TypeVar("R")
Work = Callable[[J, int, frozenset[str]], Iterator[R]]
"""Yields the outcomes of a job from the given number of them on, without those of what broke, by the names that it gave to `show_life`."""

_START_SECONDS = 30.0  # until a new process is ready
_ENDING_SECONDS = 1.0  # for a process to end when it is told to
_IDLE_SECONDS = 60.0  # until a process without a job ends


@dataclass(frozen=True, slots=True)
class Limits:
    """What one outcome may take."""

    seconds: float = 60.0  # since the outcome before, or the last sign of life
    megabytes: float = 1024.0  # of memory of the process; not held to on Windows


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the outcome in hand cannot be made."""

    reason: str


@dataclass(frozen=True, slots=True)
class Alive:
    """A sign of life, with what is taken in hand."""

    at: str | None


class Ready:
    """The process has started."""


class Done:
    """There are no more outcomes of the job."""


def show_life(at: str | None = None) -> None:
    """Let the time of the outcome in hand begin anew: work that takes long, or has many parts, shows that it goes on.

    `at` names what is taken in hand, until there is an outcome: it is blamed if there is none, and passed over when the job goes on.
    Elsewhere than in a job, do nothing.
    """
    if _channel:
        _channel.send(Alive(at))


_channel: connection.Connection | None = None
"""Leads from this process, if it does jobs, to the one that gives them."""


@dataclass(slots=True)
class Task(Generic[J]):
    """A job that is with a process."""

    number: int
    job: J
    yielded: int = 0  # outcomes
    at: str | None = None  # what the process has in hand
    behind: str | None = None  # what it had in hand before
    broken: frozenset[str] = frozenset()  # what it had in hand when it broke


class Worker(Generic[J, R]):
    """A process with the job that it was given, as seen from outside."""

    def __init__(self, work: Work[J, R], limits: Limits) -> None:
        from loky.backend import get_context  # takes 50 ms

        context = get_context("loky")
        self.task: Task[J] | None = None
        self.channel, theirs = context.Pipe()
        self._seconds = limits.seconds
        self.deadline = 0.0
        self._is_ready = False
        self._process = context.Process(target=_serve, args=(theirs, work, limits), daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()

    def give(self, task: Task[J]) -> None:
        """Give it a job. It must have none: while it sends outcomes, it takes nothing."""
        self.task = task
        self.begin_anew()
        with contextlib.suppress(OSError):  # of a process that has ended, which is found when its outcome is taken
            self.channel.send((task.job, task.yielded, task.broken))

    def begin_anew(self) -> None:
        """Let the time of the outcome in hand begin anew."""
        self.deadline = time.monotonic() + self._seconds + (0 if self._is_ready else _START_SECONDS)

    def receive(self) -> tuple[Any, int]:
        """Return what it sends, with its size. Raises EOFError or OSError when it has ended."""
        packed = self.channel.recv_bytes()
        self._is_ready = True
        self.begin_anew()
        return pickle.loads(packed), len(packed)

    def is_alive(self) -> bool:
        """Return whether it has not ended."""
        return bool(self._process.is_alive())

    def end(self) -> str | None:
        """Say why it ended; None if it had rested for long enough."""
        self._process.join(1)
        code: int | None = self._process.exitcode
        return None if code == 0 else _reason_of_end(code)

    def terminate(self) -> None:
        """Tell it to end: it deletes its temporary files, and ends the programs that it runs."""
        self._process.terminate()

    def kill(self) -> None:
        """End it within a second, whatever it does."""
        self.terminate()
        self._process.join(_ENDING_SECONDS)
        if self._process.is_alive():
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join()
        self.channel.close()


def reason_of(error: Exception) -> str:
    """Say that a reader raised what it should not."""
    return f"its reader failed ({type(error).__name__}: {error}); the file may be damaged"


def _reason_of_end(code: int | None) -> str:
    """Say how a process ended that was not to end; a code less than zero is a signal."""
    how = f"exit code {code}" if code is None or code > 0 else _name_of_signal(-code)
    if how == "SIGKILL":
        return "its reader was killed (SIGKILL), most likely because memory ran out; load it with fewer others: --jobs 1"
    return f"its reader broke down ({how}): the file is damaged, or built to harm its reader"


def _name_of_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _serve(channel: connection.Connection, work: Work[Any, Any], limits: Limits) -> None:
    """Do the jobs that come, in the process, until none comes."""
    global _channel
    _channel = channel
    _limit_memory(limits.megabytes)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
    with contextlib.suppress(EOFError, OSError):
        channel.send(Ready())
        while channel.poll(_IDLE_SECONDS):
            job, begin, broken = channel.recv()
            try:
                for outcome in work(job, begin, broken):
                    channel.send(outcome)
            except MemoryError:
                channel.send(Trouble(f"reading it takes more than {limits.megabytes:g} MB of memory"))
            except Exception as error:
                channel.send(Trouble(reason_of(error)))
            else:
                channel.send(Done())


def _limit_memory(megabytes: float) -> None:
    try:
        import resource
    except ImportError:  # on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes * 2**20),) * 2)

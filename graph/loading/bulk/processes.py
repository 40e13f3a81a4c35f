"""Runs tasks in processes, all tasks of a step before those of the next."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from danchieu.graph.model.interrupts import interrupts_held

__all__ = ["Run", "processes"]

T = TypeVar("T")
R = TypeVar("R")
Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Runs a function for each item and yields the results in order."""

_TASKS_PER_PROCESS = 2  # that wait at any time


@contextmanager
def processes(number: int | None = None) -> Iterator[Run]:
    """Start processes, by default one for each core; with one, all runs in this process."""
    number = number or os.cpu_count() or 1
    if number == 1:
        yield map
        return
    from loky import ProcessPoolExecutor  # takes 50 ms, which few files need

    pool = ProcessPoolExecutor(number)

    def run(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        for item in items:
            with interrupts_held():
                waiting.append(pool.submit(function, item))
            if len(waiting) > _TASKS_PER_PROCESS * number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    try:
        yield run
    finally:
        pool.shutdown(kill_workers=True)

"""Lets one load at a time write a store. A lock ends with the process that holds it, however that ends.

The embedded store is locked by a file in its directory; Neo4j, where loads may come from several machines, by a transaction that stays
open.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import neo4j
from filelock import FileLock, Timeout

from danchieu.graph.errors import StoreUnreachable
from danchieu.graph.store.answer_limit import wait_for_ever
from danchieu.graph.store.failures import translated
from danchieu.graph.store.query_files import query_text

__all__ = ["Hold", "hold_file", "hold_node"]

Hold = Callable[[Callable[[], object]], contextlib.AbstractContextManager[Callable[[], None]]]
"""Takes what to call before waiting; its value raises StoreUnreachable if the lock was lost."""

_LOCK = "load.lock"
_AT_ONCE_SECONDS = 2.0  # longer than a free lock takes
_ALIVE_SECONDS = 30.0  # routers forget connections that are quiet for minutes
_RELEASE_SECONDS = 10.0


@contextlib.contextmanager
def hold_file(directory: Path, on_wait: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """Hold the lock of a load in the store's directory."""
    lock = FileLock(directory / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        on_wait()
        lock.acquire()
    try:
        yield lambda: None
    finally:
        lock.release()


@contextlib.contextmanager
def hold_node(driver: neo4j.Driver, name: str, on_wait: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """Hold the lock of a load in Neo4j: an open transaction that would make a node, which another one cannot make meanwhile.

    The node is never committed. The transaction is used by one thread of its own, because the server answers only when it has the lock.
    """
    held: Future[None] = Future()
    done = threading.Event()
    lost: list[Exception] = []

    def keep() -> None:
        try:
            with translated(name), driver.session() as session, session.begin_transaction(timeout=0) as transaction:
                wait_for_ever(transaction)
                transaction.run(query_text("load", "lock")).consume()
                held.set_result(None)
                while not done.wait(_ALIVE_SECONDS):
                    transaction.run("RETURN 1").consume()
                transaction.rollback()  # else the end of the block would commit
        except Exception as error:
            lost.append(error)
            if not held.done():
                held.set_exception(error)

    def check() -> None:
        if lost:
            raise StoreUnreachable(f"the store {name} released the lock of this load ({lost[0]}): load again to go on") from lost[0]

    keeper = threading.Thread(target=keep, name="danchieu-lock", daemon=True)
    keeper.start()
    try:
        _wait(held, on_wait)
        yield check
    finally:
        done.set()
        if held.done():
            keeper.join(_RELEASE_SECONDS)


def _wait(held: Future[None], on_wait: Callable[[], object]) -> None:
    """Wait for the lock, in steps, so that Ctrl-C is heard on Windows too."""
    if not wait([held], _AT_ONCE_SECONDS).done:
        on_wait()
        while not wait([held], 1).done:
            pass
    held.result()

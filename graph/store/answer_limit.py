"""Limits how long to wait for each answer of the server. The driver waits for ever, unless the server tells it otherwise."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import neo4j
from neo4j import exceptions

from danchieu.graph.errors import StoreUnreachable

__all__ = ["limit_answers", "not_repeated", "wait_for_ever"]


def limit_answers(driver: neo4j.Driver, seconds: float) -> None:
    """Let each connection of the driver end when an answer has not come for so long.

    The driver has no public way; tests/test_answer_limit.py tells when this one has gone.
    """
    pool: Any = driver._pool
    open_connection = pool.opener

    def open_limited(*arguments: Any, **options: Any) -> Any:
        connection = open_connection(*arguments, **options)
        connection.socket.set_read_timeout(seconds)
        return connection

    pool.opener = open_limited


@contextlib.contextmanager
def not_repeated(name: str) -> Iterator[None]:
    """Raise StoreUnreachable, on which the driver does not run a transaction again, if an answer in the block has not come in time."""
    try:
        yield
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        if any(isinstance(cause, TimeoutError) for cause in _causes(error)):
            raise StoreUnreachable(f"the store {name} does not answer: is its machine too busy, or the query too large?") from error
        raise


def wait_for_ever(transaction: Any) -> None:
    """Set no limit to the answers of a transaction that waits for a lock."""
    transaction._connection.socket.set_read_timeout(None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield what an error was raised from, or while handling, nearest first."""
    while cause := error.__cause__ or error.__context__:
        yield cause
        error = cause

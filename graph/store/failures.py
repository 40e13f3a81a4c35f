"""Raises errors of the driver as errors of graph, with advice."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from neo4j import exceptions

from danchieu.graph.errors import QueryFailed, QueryRefused, StoreAuthFailed, StoreError, StoreFailed, StoreFull, StoreUnreachable

__all__ = ["translated"]

_REFUSED = {"Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden"}
_EMBEDDED = "embedded:"
_FULL_BYTES = 2 << 20  # fewer are free when a write has failed for want of space
_FULL_CODES = {  # answers of Neo4j when a file cannot grow, and to every query after that; it says no more
    f"Neo.DatabaseError.Transaction.{name}" for name in ("TransactionLogError", "TransactionCommitFailed", "TransactionStartFailed")
}


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Raise errors of the driver as errors of graph, with advice. `name` is the address of the store, as in the settings."""
    try:
        yield
    except exceptions.Neo4jError as error:
        raise _store_error(name, error) or _query_error(name, error) from error
    except exceptions.DriverError as error:
        advice = "try: danchieu store stop, then again" if _is_embedded(name) else "is it running, and is the address right? see --store"
        raise StoreUnreachable(f"the store {name} cannot be reached: {advice} ({_first_line(error)})") from error


def _query_error(name: str, error: exceptions.Neo4jError) -> QueryFailed | QueryRefused | StoreFailed:
    """Return the error of a query that is wrong, or of a store that failed in another way."""
    code = error.code or ""
    if code in _REFUSED:
        return QueryRefused(f"the query writes or administers; only read-only queries are allowed ({error.message})")
    if "TimedOut" in code:
        return QueryFailed("the query took too long and was ended: limit it, or start at one document")
    if isinstance(error, exceptions.ClientError) and ".Transaction." not in code:
        return QueryFailed(f"the query is invalid: {error.message}")
    return StoreFailed(f"the store {name} failed: {error.message} ({code})")


def _store_error(name: str, error: exceptions.Neo4jError) -> StoreError | None:
    """Return the error of a store that refuses a user or a write, whatever the query; None for another error."""
    code = error.code or ""
    if ".Security." in code and code not in _REFUSED:
        advice = "try: danchieu store stop" if _is_embedded(name) else "set NEO4J_USERNAME and NEO4J_PASSWORD"
        return StoreAuthFailed(f"the store {name} refuses the user name or password: {advice} ({error.message})")
    if isinstance(error, exceptions.ConstraintError):
        return StoreFailed(f"the store {name} refused a write that breaks a constraint: {error.message}")
    if _is_embedded(name) and _failed_to_write(error) and _disk_is_full(name):
        return StoreFull(f"the disk of the store {name} is full: make room, then load again; what was loaded stays ({error.message})")
    if code in _FULL_CODES:
        advice = "make room, restart the server, then load again; what was loaded stays"
        return StoreFull(f"the store {name} can write nothing more, most likely because its disk is full: {advice} ({error.message})")
    return None


def _failed_to_write(error: exceptions.Neo4jError) -> bool:
    """Return whether the error is of the transaction or the server rather than of the query."""
    code = error.code or ""
    return "TimedOut" not in code and (".Transaction." in code or not isinstance(error, exceptions.ClientError))


def _disk_is_full(name: str) -> bool:
    """Return whether the disk of an embedded store is full. Its server says only that a transaction failed."""
    try:
        return shutil.disk_usage(Path(name.removeprefix(_EMBEDDED)).expanduser()).free < _FULL_BYTES
    except OSError:
        return False


def _is_embedded(name: str) -> bool:
    return name.startswith(_EMBEDDED)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)

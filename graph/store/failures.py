"""Raises errors of the driver as errors of graph, with advice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from neo4j import exceptions

from danchieu.graph.errors import QueryFailed, QueryRefused, StoreAuthFailed, StoreFailed, StoreUnreachable

__all__ = ["translated"]

_REFUSED = {"Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden"}


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Raise errors of the driver as errors of graph, with advice."""
    try:
        yield
    except exceptions.ClientError as error:
        if error.code in _REFUSED:
            raise QueryRefused(f"the query writes or administers; only read-only queries are allowed ({error.message})") from error
        if ".Security." in (error.code or ""):
            advice = "try: danchieu store stop" if name.startswith("embedded:") else "set NEO4J_USERNAME and NEO4J_PASSWORD"
            raise StoreAuthFailed(f"the store {name} refuses the user name or password: {advice} ({error.message})") from error
        if isinstance(error, exceptions.ConstraintError):
            raise StoreFailed(f"the store {name} refused a write that breaks a constraint: {error.message}") from error
        if "TimedOut" in (error.code or ""):
            raise QueryFailed("the query took too long and was ended: limit it, or start at one document") from error
        raise QueryFailed(f"the query is invalid: {error.message}") from error
    except exceptions.Neo4jError as error:
        raise StoreFailed(f"the store {name} failed: {error.message} ({error.code})") from error
    except exceptions.DriverError as error:
        embedded_store = name.startswith("embedded:")
        advice = "try: danchieu store stop, then again" if embedded_store else "is it running, and is the address right? see --store"
        raise StoreUnreachable(f"the store {name} cannot be reached: {advice} ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)

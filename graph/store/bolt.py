"""Connects to the store over Bolt, to read or to write. Only this module uses the neo4j driver."""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, overload

import neo4j
from neo4j import exceptions, graph
from neo4j import time as bolt_time

from danchieu.graph.errors import QueryFailed, QueryRefused, StoreAuthFailed, StoreFailed, StoreTooNew, StoreTooOld, StoreUnreachable
from danchieu.graph.model import Row
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded, read_only, schema
from danchieu.graph.store.query_files import query_text

__all__ = ["QUERY_SECONDS", "Reader", "Transaction", "Writer", "open_store"]

T = TypeVar("T")

QUERY_SECONDS = 60.0
"""Seconds after which the server ends a query."""
_READ_RETRY_SECONDS, _WRITE_RETRY_SECONDS = 3.0, 15.0  # shorter for reads: a user is waiting
_CONFLICT_TRIES = 5
_REFUSED = {"Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden"}


@overload
def open_store(settings: Settings, *, mode: Literal["read"], timeout: float = QUERY_SECONDS) -> Reader: ...
@overload
def open_store(settings: Settings, *, mode: Literal["write"] = "write", timeout: float = QUERY_SECONDS) -> Writer: ...
def open_store(settings: Settings, *, mode: Literal["read", "write"] = "write", timeout: float = QUERY_SECONDS) -> Reader | Writer:
    """Connect to the store of the settings, starting the embedded server if it is not running. A new store to write gets its schema.

    Use it in a `with`. The server ends a reading query after `timeout` seconds; an embedded server after the timeout that it was started
    with. Raises StoreUnreachable, StoreAuthFailed, StoreTooNew, or StoreTooOld for
    a store to read; one to write has to be brought up to date (see graph.loading.upgrade).
    """
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # an empty store warns of unknown labels at every query
    if settings.directory:
        server = embedded.start(settings.directory, query_timeout=timeout)
        address, name = server.url, settings.store
        read_auth, write_auth = (embedded.READER, server.reader_password), (embedded.WRITER, server.writer_password)
    else:
        address = name = settings.store
        read_auth = write_auth = (settings.username, settings.password or "")
    reader = Reader(_connect(address, read_auth, name, _READ_RETRY_SECONDS), name, timeout)
    try:
        reader.verify()
        version = _check_version(reader, mode)
        if mode == "read":
            return reader
        writer = Writer(_connect(address, write_auth, name, _WRITE_RETRY_SECONDS), reader, version)
        if version is None:
            writer.apply_schema()
        return writer
    except BaseException:
        reader.close()
        raise


class Reader:
    """Runs queries that read: access mode READ, and on the embedded store a user without the right to write."""

    def __init__(self, driver: neo4j.Driver, name: str, timeout: float) -> None:
        self._driver, self._timeout = driver, timeout
        self.name = name
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()  # reads see what the writer wrote, on a cluster too

    def read(self, query: str, /, **parameters: Any) -> list[Row]:
        """Return rows of plain Python values: dates as datetime.date, nodes and relationships as dicts, paths as lists of them.

        Raises QueryRefused for a query that writes or administers, QueryFailed for one that is invalid or takes too long.
        """
        read_only.check(query)
        work = neo4j.unit_of_work(timeout=self._timeout)(lambda transaction: _rows(transaction, query, parameters))
        with _translated(self.name), self._session() as session:
            return session.execute_read(work)

    def verify(self) -> None:
        """Check the connection without retrying; raise StoreUnreachable or StoreAuthFailed."""
        with _translated(self.name):
            self._driver.verify_connectivity()

    def close(self) -> None:
        """Close the connection; an embedded server keeps running."""
        self._driver.close()

    def _session(self) -> neo4j.Session:
        return self._driver.session(default_access_mode=neo4j.READ_ACCESS, bookmark_manager=self.bookmarks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class Transaction:
    """Runs queries in an open transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one query and return all its rows."""
        return _rows(self._transaction, query, parameters)


class Writer:
    """Writes in transactions; reads through its own Reader, so that a reading query cannot write."""

    def __init__(self, driver: neo4j.Driver, reader: Reader, version: int | None) -> None:
        self._driver, self._reader = driver, reader
        self.name = reader.name
        self.version = version  # of the schema; None for a new store

    def read(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run a query that reads: see Reader.read."""
        return self._reader.read(query, **parameters)

    def verify(self) -> None:
        """Check the connection: see Reader.verify."""
        self._reader.verify()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, all or nothing; run it again from the start after a conflict with another writer.

        `work` must have no other effect than on the transaction. Raises StoreUnreachable, or StoreFailed with the store's message.
        """
        failed = 0
        while True:
            try:
                with _translated(self.name), self._session() as session:
                    return session.execute_write(lambda transaction: work(Transaction(transaction)))
            except StoreFailed as error:
                failed += 1
                # Two writers that MERGE the same new node at once: the second finds it when it tries again.
                if failed == _CONFLICT_TRIES or not isinstance(error.__cause__, exceptions.ConstraintError):
                    raise
            time.sleep(random.uniform(0.01, 0.05) * 2**failed)

    def apply_schema(self) -> None:
        """Create the constraints and indexes of the schema and write its version; doing it again changes nothing."""
        with _translated(self.name), self._session() as session:
            for statement in schema.statements():
                session.run(statement).consume()
        self.write(lambda transaction: transaction.run(query_text("load", "put_version"), version=schema.VERSION))
        self.version = schema.VERSION

    def close(self) -> None:
        """Close the connections; an embedded server keeps running."""
        self._driver.close()
        self._reader.close()

    def _session(self) -> neo4j.Session:
        return self._driver.session(default_access_mode=neo4j.WRITE_ACCESS, bookmark_manager=self._reader.bookmarks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _connect(address: str, auth: tuple[str, str], name: str, retrying: float) -> neo4j.Driver:
    with _translated(name):
        return neo4j.GraphDatabase.driver(
            address,
            auth=auth if auth[1] else None,
            user_agent="danchieu",
            connection_timeout=10,
            connection_acquisition_timeout=20,
            max_transaction_retry_time=retrying,
        )


def _check_version(reader: Reader, mode: Literal["read", "write"]) -> int | None:
    """Return the version of the schema, None for a new store; raise StoreTooNew, or StoreTooOld for a store to read."""
    rows = reader.read(query_text("fetch", "schema_version"))
    version = rows[0]["version"] if rows else None
    if version is not None and version > schema.VERSION:
        raise StoreTooNew(
            f"the store {reader.name} has schema version {version}, and this danchieu knows up to {schema.VERSION}: "
            "upgrade danchieu, or choose another store with --store"
        )
    if mode == "read" and version is not None and version < schema.VERSION:
        raise StoreTooOld(
            f"the store {reader.name} has schema version {version}, and this danchieu reads version {schema.VERSION}: "
            "load any file with danchieu load, which brings the store up to date"
        )
    return version


@contextlib.contextmanager
def _translated(name: str) -> Iterator[None]:
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


def _rows(transaction: neo4j.ManagedTransaction, query: str, parameters: Row) -> list[Row]:
    result = transaction.run(query, parameters)
    return [dict(zip(record.keys(), map(_plain, record.values()), strict=True)) for record in result]


def _plain(value: Any) -> Any:
    """Return a value of the driver as a plain Python value."""
    match value:
        case bolt_time.Date() | bolt_time.DateTime() | bolt_time.Time():
            return value.to_native()
        case bolt_time.Duration(months=0):
            return timedelta(days=value.days, seconds=value.seconds, microseconds=value.nanoseconds // 1000)
        case bolt_time.Duration():
            return value.iso_format()
        case graph.Path():
            pairs = zip(value.relationships, value.nodes[1:], strict=True)
            return [_plain(value.nodes[0]), *(_plain(part) for pair in pairs for part in pair)]
        case graph.Relationship():
            ends = {"source": value.start_node, "target": value.end_node}
            ids = {name: node.get("id") for name, node in ends.items() if node is not None}
            return {**ids, "relation": value.type, **_plain(dict(value))}
        case graph.Node():
            return _plain(dict(value))
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
    return value

"""Connects to the store over Bolt, to read or to write."""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, overload

import neo4j
from neo4j import exceptions

from danchieu.graph.errors import MessageTooLarge, StoreFailed, StoreTooNew, StoreTooOld
from danchieu.graph.model import Row
from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded, exclusive, read_only, schema
from danchieu.graph.store.answer_limit import limit_answers, not_repeated
from danchieu.graph.store.failures import translated
from danchieu.graph.store.message_size import message_bytes
from danchieu.graph.store.query_files import query_text
from danchieu.graph.store.values import plain_rows

__all__ = ["MAX_MESSAGE_BYTES", "QUERY_SECONDS", "Reader", "Transaction", "Writer", "open_store"]

T = TypeVar("T")

QUERY_SECONDS = 60.0
"""Seconds after which the server ends a query."""
_ANSWER_MARGIN_SECONDS = 30.0  # after that, until its answer has to be here
_WRITE_SECONDS = 180.0  # until the answer to a query that writes has to be here: longer than the servers let it run
MAX_MESSAGE_BYTES = 256 << 20
"""What Neo4j gets in one message; its own limit is its memory."""
_READ_RETRY_SECONDS, _WRITE_RETRY_SECONDS = 3.0, 15.0  # shorter for reads: a user is waiting
_CONFLICT_TRIES = 5
_SILENT = logging.NullHandler()  # retries of the driver are no output; a program that configures logging still gets them


@overload
def open_store(settings: Settings, *, mode: Literal["read"], timeout: float = QUERY_SECONDS) -> Reader: ...
@overload
def open_store(settings: Settings, *, mode: Literal["write"] = "write", timeout: float = QUERY_SECONDS) -> Writer: ...
def open_store(settings: Settings, *, mode: Literal["read", "write"] = "write", timeout: float = QUERY_SECONDS) -> Reader | Writer:
    """Connect to the store of the settings, starting the embedded server if it is not running. A new store to write gets its schema.

    One that was imported gets its constraints and indexes. Use it in a `with`. The server ends a reading query after `timeout` seconds; an
    embedded server after the timeout that it was started with. Raises StoreUnreachable, StoreAuthFailed, StoreTooNew, or StoreTooOld for
    a store to read; one to write has to be brought up to date (see graph.loading.upgrade).
    """
    logging.getLogger("neo4j").addHandler(_SILENT)
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # an empty store warns of unknown labels at every query
    if settings.directory:
        server = embedded.start(settings.directory, query_timeout=timeout, idle_minutes=settings.idle_minutes)
        address, name = server.url, settings.store
        read_auth, write_auth = (embedded.READER, server.reader_password), (embedded.WRITER, server.writer_password)
    else:
        address = name = settings.store
        read_auth = write_auth = (settings.username, settings.password or "")
    with contextlib.ExitStack() as opened:
        driver = _connect(address, read_auth, name, retrying=_READ_RETRY_SECONDS, answering=timeout + _ANSWER_MARGIN_SECONDS)
        reader = Reader(driver, name, timeout)
        opened.callback(reader.close)
        reader.verify()
        version, imported = _check_version(reader, mode)
        if mode == "read":
            opened.pop_all()
            return reader
        driver = _connect(address, write_auth, name, retrying=_WRITE_RETRY_SECONDS, answering=_WRITE_SECONDS)
        opened.callback(driver.close)
        hold = partial(exclusive.hold_file, settings.directory) if settings.directory else partial(exclusive.hold_node, driver, name)
        writer = Writer(driver, reader, version, hold, embedded.MAX_MESSAGE_BYTES if settings.directory else MAX_MESSAGE_BYTES)
        if version is None or imported:
            writer.apply_schema(version or schema.VERSION)
        opened.pop_all()
        return writer


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

        @neo4j.unit_of_work(timeout=self._timeout)
        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            with not_repeated(self.name):
                return plain_rows(transaction.run(query, parameters))

        with translated(self.name), self._session() as session:
            return session.execute_read(work)

    def verify(self) -> None:
        """Check the connection without retrying; raise StoreUnreachable or StoreAuthFailed."""
        with translated(self.name):
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

    def __init__(self, transaction: neo4j.ManagedTransaction, max_message_bytes: int) -> None:
        self._transaction, self._max_message_bytes = transaction, max_message_bytes

    def run(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run one query and return all its rows. Raises MessageTooLarge, and sends nothing, if the parameters are too large."""
        return self.send(query, parameters, message_bytes(parameters))

    def send(self, query: str, parameters: Row, size: int) -> list[Row]:
        """Run one query whose parameters have `size` bytes: see run."""
        if size > (most := self._max_message_bytes):
            raise MessageTooLarge(f"{size / 2**20:.1f} MB is more than the store takes in one message: {most / 2**20:.0f} MB")
        return plain_rows(self._transaction.run(query, parameters))


class Writer:
    """Writes in transactions; reads through its own Reader, so that a reading query cannot write."""

    def __init__(self, driver: neo4j.Driver, reader: Reader, version: int | None, hold: exclusive.Hold, max_message_bytes: int) -> None:
        self._driver, self._reader, self._hold = driver, reader, hold
        self._check_lock: Callable[[], None] = lambda: None
        self.name = reader.name
        self.version = version  # of the schema; None for a new store
        self.max_message_bytes = max_message_bytes  # of the parameters of one query, as counted by message_bytes

    def read(self, query: str, /, **parameters: Any) -> list[Row]:
        """Run a query that reads: see Reader.read."""
        return self._reader.read(query, **parameters)

    def verify(self) -> None:
        """Check the connection: see Reader.verify."""
        self._reader.verify()

    @contextlib.contextmanager
    def exclusive(self, on_wait: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Let no other writer enter until the block ends. While one is in, call `on_wait` once and wait until it leaves or dies.

        It keeps out only those who enter too: one load at a time. A write in the block raises StoreFailed if the lock was lost, as when
        a Neo4j server was restarted.
        """
        with self._hold(on_wait) as check_lock:
            self._check_lock = check_lock
            try:
                yield
            finally:
                self._check_lock = lambda: None

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, all or nothing; run it again from the start after a conflict with another writer.

        `work` must have no other effect than on the transaction. Raises StoreUnreachable, also when an answer does not come, StoreFull, or
        StoreFailed with the store's message.
        """

        def attempt(transaction: neo4j.ManagedTransaction) -> T:
            with not_repeated(self.name):
                return work(Transaction(transaction, self.max_message_bytes))

        failed = 0
        while True:
            self._check_lock()
            try:
                with translated(self.name), self._session() as session:
                    return session.execute_write(attempt)
            except StoreFailed as error:
                failed += 1
                # Two writers that MERGE the same new node at once: the second finds it when it tries again.
                if failed == _CONFLICT_TRIES or not isinstance(error.__cause__, exceptions.ConstraintError):
                    raise
            time.sleep(random.uniform(0.01, 0.05) * 2**failed)

    def apply_schema(self, version: int = schema.VERSION) -> None:
        """Create the constraints and indexes of the schema and write the version of the store; doing it again changes nothing."""
        for statement in schema.statements():
            self.write(lambda transaction, statement=statement: transaction.run(statement))  # type: ignore[misc]
        self.write(lambda transaction: transaction.run(query_text("load", "put_version"), version=version))
        self.version = version

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


def _connect(address: str, auth: tuple[str, str], name: str, *, retrying: float, answering: float) -> neo4j.Driver:
    with translated(name):
        driver = neo4j.GraphDatabase.driver(
            address,
            auth=auth if auth[1] else None,
            user_agent="danchieu",
            connection_timeout=10,
            connection_acquisition_timeout=20,
            max_transaction_retry_time=retrying,
        )
    limit_answers(driver, answering)
    return driver


def _check_version(reader: Reader, mode: Literal["read", "write"]) -> tuple[int | None, bool]:
    """Return the version of the schema, None for a new store, and whether it was imported and has no constraints yet.

    Raises StoreTooNew, or StoreTooOld for a store to read.
    """
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
    return version, bool(rows and rows[0]["imported"])

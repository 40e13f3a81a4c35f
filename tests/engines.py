"""The stores that tests run on, each a real server of their own: the embedded one always, Neo4j where its jars are."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j_server
import pytest

from danchieu.graph.settings import Settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import open_store

JARS = "DANCHIEU_TEST_NEO4J_JARS"
QUERY_SECONDS = 6.0
SOME = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS deleted"


class Engine:
    """A store that a test may empty, kill and start again."""

    name: str
    settings: Settings

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    def kill(self) -> None:
        raise NotImplementedError

    def empty(self) -> None:
        """Take everything out but the schema, in steps that end within the time of a query on a busy machine too."""
        with open_store(self.settings) as writer:
            writer.apply_schema()
            while writer.write(lambda transaction: transaction.run(SOME)) != [{"deleted": 0}]:
                pass


class Embedded(Engine):
    """The embedded store in a directory."""

    name = "embedded"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.settings = Settings(f"embedded:{directory}")

    def start(self) -> None:
        embedded.start(self.directory, query_timeout=QUERY_SECONDS)

    def stop(self) -> None:
        embedded.stop(self.directory)

    def kill(self) -> None:
        if server := embedded.find(self.directory):
            os.kill(server.pid, signal.SIGKILL)
        while embedded.find(self.directory):
            time.sleep(0.02)


class Neo4j(Engine):
    """A Neo4j server in a home of its own."""

    name = "neo4j"

    def __init__(self, jars: Path, home: Path) -> None:
        self._server = neo4j_server.Neo4jServer(jars, home)
        self.settings = Settings(self._server.url, "neo4j", neo4j_server.PASSWORD)

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        self._server.stop()

    def kill(self) -> None:
        self._server.kill()


@contextlib.contextmanager
def running(name: str, folder: Path) -> Iterator[Engine]:
    """The engine of that name, started in a folder and stopped at the end; the test is skipped where it cannot run."""
    jars = os.environ.get(JARS)
    if name == "neo4j" and not jars:
        pytest.skip(f"{JARS} does not say where the jars of Neo4j are; see tests/neo4j/pom.xml")
    engine = Neo4j(Path(jars or ""), folder / "neo4j") if name == "neo4j" else Embedded(folder / "embedded")
    try:
        engine.start()
        yield engine
    finally:
        engine.stop()

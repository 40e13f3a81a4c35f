"""Run real servers for tests: the embedded store always, Neo4j if its jars are installed."""

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
    """A store that tests can empty, kill and restart."""

    name: str
    settings: Settings

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    def kill(self) -> None:
        raise NotImplementedError

    def pid(self) -> int:
        """Return the pid of the running server."""
        raise NotImplementedError

    def empty(self) -> None:
        """Remove everything but the schema, in steps short enough for the query timeout even on a busy machine."""
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

    def pid(self) -> int:
        server = embedded.find(self.directory)
        assert server is not None
        return server.pid


class Neo4j(Engine):
    """A Neo4j server with its own home directory."""

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

    def pid(self) -> int:
        return self._server.pid


@contextlib.contextmanager
def start_engine(name: str, folder: Path) -> Iterator[Engine]:
    """Start the engine of that name in a folder and stop it at the end; skip the test if the engine is not installed."""
    jars = os.environ.get(JARS)
    if name == "neo4j" and not jars:
        pytest.skip(f"{JARS} is not set to the folder of the Neo4j jars; see tests/neo4j/pom.xml")
    engine = Neo4j(Path(jars or ""), folder / "neo4j") if name == "neo4j" else Embedded(folder / "embedded")
    try:
        engine.start()
        yield engine
    finally:
        engine.stop()

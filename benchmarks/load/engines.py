"""Stores to measure: the embedded one always, Neo4j if DANCHIEU_TEST_NEO4J_JARS gives the folder of its jars (see tests/neo4j/pom.xml)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import neo4j

from danchieu.graph.store import embedded

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from neo4j_server import PASSWORD, Neo4jServer

__all__ = ["DANCHIEU", "JARS", "Engine", "engines", "running"]

JARS = "DANCHIEU_TEST_NEO4J_JARS"
DANCHIEU = (sys.executable, "-c", "from danchieu import main; main()")
HEAP = "1g"  # of Neo4j, as the embedded server has


class Engine(Protocol):
    """A store in a directory of its own; address and process are known while it runs."""

    name: str

    def start(self) -> None:
        """Start the server, with what the directory holds."""

    def stop(self) -> None:
        """Stop the server; the directory keeps the data."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables by which danchieu reaches it."""

    @property
    def pid(self) -> int:
        """The process of the server."""

    def connect(self) -> neo4j.Driver:
        """Connect to it over Bolt, to write."""


class Embedded:
    """The embedded store, started and stopped as users do."""

    name = "embedded"

    def __init__(self, home: Path) -> None:
        self._home = home
        self.environment = {"DANCHIEU_STORE": f"embedded:{home}"}

    def start(self) -> None:
        """Start the server."""
        self._run("start")

    def stop(self) -> None:
        """Stop the server."""
        self._run("stop")

    @property
    def pid(self) -> int:
        """The process of the server."""
        return self._server.pid

    def connect(self) -> neo4j.Driver:
        """Connect as the user who may write."""
        return neo4j.GraphDatabase.driver(self._server.url, auth=(embedded.WRITER, self._server.writer_password))

    @property
    def _server(self) -> embedded.Server:
        server = embedded.find(self._home)
        if server is None:
            raise SystemExit(f"the embedded store of {self._home} does not run; see {self._home}/log")
        return server

    def _run(self, command: str) -> None:
        subprocess.run([*DANCHIEU, "store", command], env=os.environ | self.environment, stdout=subprocess.DEVNULL, check=True)


class Neo4j:
    """A Neo4j server with its own home."""

    name = "Neo4j"

    def __init__(self, home: Path) -> None:
        self._server = Neo4jServer(Path(os.environ[JARS]), home, heap=HEAP)
        self.environment = {"DANCHIEU_STORE": self._server.url, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}

    def start(self) -> None:
        """Start the server."""
        self._server.start()

    def stop(self) -> None:
        """Stop the server."""
        self._server.stop()

    @property
    def pid(self) -> int:
        """The process of the server."""
        return self._server.pid

    def connect(self) -> neo4j.Driver:
        """Connect as the only user."""
        return neo4j.GraphDatabase.driver(self._server.url, auth=("neo4j", PASSWORD))


def engines() -> Mapping[str, Callable[[Path], Engine]]:
    """Return the engines that can be measured here, by name."""
    return {"embedded": Embedded} | ({"neo4j": Neo4j} if JARS in os.environ else {})


@contextmanager
def running(make: Callable[[Path], Engine], home: Path) -> Iterator[Engine]:
    """Start an engine in a directory, and stop it at the end."""
    engine = make(home)
    try:
        engine.start()
        yield engine
    finally:
        engine.stop()

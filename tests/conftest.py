"""Stores for tests: a server lives for the whole session, and every test finds it empty."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from engines import Embedded, Engine, running

from graph import embedded
from graph.settings import Settings
from graph.store import Writer, open_store


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with running("embedded", tmp_path_factory.mktemp("store")) as engine:
        yield engine


@pytest.fixture(scope="session")
def neo4j_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with running("neo4j", tmp_path_factory.mktemp("store")) as engine:
        yield engine


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, empty."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.empty()
    return engine


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    """An empty store to write, on each engine in turn."""
    with open_store(engine.settings) as writer:
        yield writer


@pytest.fixture
def embedded_store(embedded_engine: Engine) -> Settings:
    """The settings of an empty embedded store."""
    assert isinstance(embedded_engine, Embedded)
    embedded_engine.empty()
    return embedded_engine.settings


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of an embedded store of its own that holds the sample corpus, to be read alone."""
    directory = tmp_path_factory.mktemp("sample") / "store"
    command = [sys.executable, "-m", "danchieu", "demo", "--no-dashboard", "--store", f"embedded:{directory}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    yield Settings(f"embedded:{directory}")
    embedded.stop(directory)

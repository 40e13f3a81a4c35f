"""Test that killed loaders and stores leave files linked whole or not at all, and that loading again ends in the graph of one load."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from engines import Engine
from records import corpus, graph_of, paths

from danchieu.graph.loading.ingest import ingest, loaded_files
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store

FILES, MENTIONS, LOADER_DEATHS, STORE_DEATHS = 40, 6, 10, 3
READINGS = corpus(FILES, mentions=MENTIONS)
WHOLE = """MATCH (f:File)-[:HOLDS]->(d:Document)
RETURN f.path AS path, COUNT { (d)-[:MAKES]->(:Citation) } AS citations"""


@contextmanager
def loading(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Start a process that loads the corpus; yield it, once it has begun, with the paths of the files that it reports as loaded."""
    command = [sys.executable, str(Path(__file__).with_name("crash_loader.py")), settings.store, str(FILES), str(MENTIONS)]
    environment = os.environ | {"NEO4J_USERNAME": settings.username, "NEO4J_PASSWORD": settings.password or ""}
    said: list[str] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == "loading\n", process.stderr.read()
        listener = threading.Thread(target=lambda lines: said.extend(line.strip() for line in lines), args=(process.stdout,))
        listener.start()
        try:
            yield process, said
        finally:
            process.kill()
            process.wait()
            listener.join()


@pytest.fixture
def uninterrupted_graph(engine: Engine) -> set[tuple[object, ...]]:
    """Return the graph of an uninterrupted load; the store is empty again."""
    with open_store(engine.settings) as writer:
        ingest(writer, READINGS)
        graph = graph_of(writer)
    engine.empty()
    return graph


def wait_for(said: list[str], files: int) -> None:
    """Wait until the loader has reported so many files as loaded."""
    deadline = time.monotonic() + 60
    while len(said) < files:
        assert time.monotonic() < deadline, said
        time.sleep(0.001)


def check_files_are_complete(settings: Settings, said: list[str]) -> int:
    """Check that each file is linked with all its citations or not at all, and reported ones are; return how many files are."""
    with open_store(settings, mode="read") as reader:
        found = {row["path"]: row["citations"] for row in reader.read(WHOLE)}
        assert set(found.values()) <= {MENTIONS}
        assert set(said) <= found.keys() <= loaded_files(reader).keys() <= set(paths(READINGS))
    return len(found)


def test_a_loader_killed_at_any_moment_leaves_whole_files(engine: Engine, uninterrupted_graph: set[tuple[object, ...]]) -> None:
    """The first deaths come while facts are learnt, the others while files are linked. Half of the loads after read what is missing."""
    draw, learnt, linked = random.Random(1), 0, 0
    for death in range(LOADER_DEATHS):
        engine.empty()
        with loading(engine.settings) as (process, said):
            wait_for(said, max(0, (death - 2) * (FILES - 8) // (LOADER_DEATHS - 3)))
            time.sleep(draw.uniform(0, 0.05 if death > 2 else 0.5))  # into the next transaction
            process.kill()
        whole = check_files_are_complete(engine.settings, [line for line in said if line.startswith("/")])
        with open_store(engine.settings) as writer:
            known = loaded_files(writer)
            linked += 0 < whole < FILES
            learnt += whole < len(known)
            ingest(writer, [one for one in READINGS if one.path not in known or death % 2])
            assert graph_of(writer) == uninterrupted_graph
    assert linked >= LOADER_DEATHS // 2 and learnt >= LOADER_DEATHS // 2, "the kills came too early or too late to show anything"


def test_a_store_killed_at_any_moment_leaves_whole_files(engine: Engine, uninterrupted_graph: set[tuple[object, ...]]) -> None:
    for death in range(STORE_DEATHS):
        engine.empty()
        with loading(engine.settings) as (process, said):
            wait_for(said, 1 + death * FILES // (STORE_DEATHS + 1))
            engine.kill()
            in_before = [line for line in said if line.startswith("/")]
            if death == 0:
                check_loader_reports_the_lost_store(process, engine.settings)
        engine.start()
        assert check_files_are_complete(engine.settings, in_before) < FILES
        with open_store(engine.settings) as writer:
            ingest(writer, READINGS)
            assert graph_of(writer) == uninterrupted_graph


def check_loader_reports_the_lost_store(process: subprocess.Popen[str], settings: Settings) -> None:
    """Check that a loader whose store was killed ends with an error that names the store."""
    assert process.wait(timeout=60) == 1
    assert process.stderr is not None
    last = process.stderr.read().strip().splitlines()[-1]
    assert "StoreUnreachable" in last and settings.store in last


def test_concurrent_loaders_make_the_same_graph_as_one(engine: Engine, uninterrupted_graph: set[tuple[object, ...]]) -> None:
    with loading(engine.settings) as (first, _), loading(engine.settings) as (second, _), open_store(engine.settings) as writer:
        report = ingest(writer, READINGS[::-1])
        assert report.failed == []
        assert (first.wait(timeout=120), second.wait(timeout=120)) == (0, 0)
        assert graph_of(writer) == uninterrupted_graph

"""Test that one load at a time writes a store, and that a lock ends with its holder, on each engine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from engines import Engine
from records import create_documents, ids_of

from danchieu.graph.errors import StoreUnreachable
from danchieu.graph.settings import Settings
from danchieu.graph.store import exclusive
from danchieu.graph.store.bolt import Writer, open_store

HOLDER = """
import sys
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
with open_store(Settings(*sys.argv[1:])) as writer, writer.exclusive(lambda: print("waits", flush=True)):
    print("in", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def holder(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """Run a process that enters; it leaves when it is given a line."""
    given = [settings.store, settings.username, *filter(None, [settings.password])]
    with subprocess.Popen([sys.executable, "-c", HOLDER, *given], stdin=-1, stdout=-1, text=True, cwd=Path(__file__).parents[1]) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("end", ["leaves", "is killed"])
def test_a_second_load_waits_until_the_first_ends_or_dies(engine: Engine, writer: Writer, end: str) -> None:
    with holder(engine.settings) as first:
        assert said(first) == "in"

        def let_it_end() -> None:
            waits.append(writer.name)
            first.kill() if end == "is killed" else first.communicate("\n")

        waits: list[str] = []
        with writer.exclusive(let_it_end):
            assert waits == [writer.name]
            create_documents(writer, "a")
    assert ids_of(writer, "Document") == {"a"}


def test_nobody_waits_for_a_load_that_has_ended_or_for_its_own_writes(engine: Engine, writer: Writer) -> None:
    def fail() -> None:
        raise AssertionError("it waits")

    for name in ("a", "b"):
        with writer.exclusive(fail), open_store(engine.settings) as other:
            writer.apply_schema()
            create_documents(writer, name)
            assert ids_of(other, "Document") >= {name}
            create_documents(other, f"{name} of one who does not enter")
    assert writer.read("MATCH (s:Schema) RETURN s.id AS id") == [{"id": "danchieu"}]  # no trace of the lock


def test_a_waiting_load_that_is_killed_leaves_the_queue(engine: Engine, writer: Writer) -> None:
    with holder(engine.settings) as first:
        assert said(first) == "in"
        with holder(engine.settings) as second:
            assert said(second) == "waits"
        with writer.exclusive(first.kill):
            create_documents(writer, "a")


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_a_load_ends_when_its_lock_is_lost(engine: Engine, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one may have entered after the server was restarted."""
    monkeypatch.setattr(exclusive, "_ALIVE_SECONDS", 0.1)
    with writer.exclusive():
        engine.kill()
        engine.start()
        time.sleep(1)
        with pytest.raises(StoreUnreachable, match=r"released the lock of this load .*: load again"):
            create_documents(writer, "a")

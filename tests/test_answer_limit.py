"""Test that no call waits for ever, and that what a store cannot take is said before it is sent, on each engine."""

from __future__ import annotations

import importlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from engines import Engine
from records import create_documents

from danchieu.graph.errors import MessageTooLarge, StoreUnreachable
from danchieu.graph.store import bolt
from danchieu.graph.store.bolt import Transaction, Writer, open_store
from danchieu.graph.store.message_size import message_bytes

ENDLESS = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x * y = -1 RETURN count(*) AS n"


@contextmanager
def stopped(engine: Engine, *, after: float) -> Iterator[None]:
    """Stop the server some time later, as a machine without a free moment would."""
    pid = engine.pid()
    timer = threading.Timer(after, os.kill, (pid, signal.SIGSTOP))
    timer.start()
    try:
        yield
    finally:
        timer.join()
        os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_server_that_ceases_to_answer_is_unreachable_in_time(engine: Engine, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(bolt, "_ANSWER_MARGIN_SECONDS", 1.0)
    monkeypatch.setattr(bolt, "_WRITE_SECONDS", 3.0)
    with open_store(engine.settings) as writer, open_store(engine.settings, mode="read", timeout=2) as reader:
        create_documents(writer, "a")
        begun = time.monotonic()
        with stopped(engine, after=1), pytest.raises(StoreUnreachable, match=f"the store {engine.settings.store} does not answer"):
            reader.read(ENDLESS) if mode == "read" else writer.write(lambda transaction: transaction.run(ENDLESS))
        assert time.monotonic() - begun < 10
        create_documents(writer, "b")


def test_a_server_that_does_not_answer_at_all_is_unreachable_in_time(embedded_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new connection has limits of its own, and is tried twice."""
    monkeypatch.setattr(bolt, "_ANSWER_MARGIN_SECONDS", 1.0)
    with open_store(embedded_engine.settings, mode="read", timeout=2) as reader:
        begun = time.monotonic()
        with stopped(embedded_engine, after=0), pytest.raises(StoreUnreachable):
            time.sleep(0.5)
            reader.read("RETURN 1 AS one")
        assert time.monotonic() - begun < 60
        assert reader.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_message_of_17_megabytes_is_taken(writer: Writer) -> None:
    text = "Ủy ban nhân dân tỉnh tổ chức thực hiện.\n" * 350_000
    assert message_bytes(text) > 17 << 20
    writer.write(lambda transaction: transaction.run("CREATE (:File {path: 'a', text: $text})", text=text))
    assert writer.read("MATCH (f:File) RETURN f.text = $text AS same", text=text) == [{"same": True}]


def test_too_large_a_message_is_refused_with_its_size(writer: Writer) -> None:
    rows = [{"id": str(number), "text": "ộ" * (1 << 20)} for number in range(writer.max_message_bytes // (3 << 20) + 1)]

    def work(transaction: Transaction) -> None:
        transaction.run("UNWIND $rows AS row CREATE (:Document {id: row.id})", rows=[{"id": "a"}])
        transaction.run("UNWIND $rows AS row CREATE (:Document {id: row.id})", rows=rows)

    with pytest.raises(MessageTooLarge, match=r"\d+\.\d MB is more than the store takes in one message: (96|256) MB"):
        writer.write(work)
    assert writer.read("MATCH (d:Document) RETURN d") == []


packstream: Any = importlib.import_module("neo4j._codec.packstream.v1")
SIZES: list[object] = ["a", "ộ" * 300, 2**40, 0.5, None, True, {"rows": [{"id": "x" * 70_000, "n": [1, -1, 300]}] * 50}, [], {}]


@pytest.mark.parametrize("value", SIZES, ids=lambda value: str(value)[:10])
def test_the_size_of_a_message_is_not_underestimated(value: object) -> None:
    buffer = packstream.PackableBuffer()
    packstream.Packer(buffer).pack(value)
    assert len(buffer.data) <= message_bytes(value) <= 15 * len(buffer.data)

"""Test how a store is opened: its address and password, its version, and stores that cannot be reached."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from engines import Engine
from records import create_documents, ids_of

from danchieu.graph.errors import SettingsError, StoreAuthFailed, StoreTooNew, StoreUnreachable
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store.bolt import Writer, open_store


def test_killed_store_is_unreachable_and_keeps_its_data(engine: Engine) -> None:
    with open_store(engine.settings) as writer:
        create_documents(writer, "a", "b")
        engine.kill()
        try:
            with pytest.raises(StoreUnreachable, match=f"{engine.settings.store} cannot be reached"):
                writer.verify()
        finally:
            engine.start()
    with open_store(engine.settings, mode="read") as reader:
        assert ids_of(reader, "Document") == {"a", "b"}


@pytest.mark.parametrize("mode", ["read", "write"])
def test_store_of_a_newer_version_is_refused(writer: Writer, engine: Engine, mode: Any) -> None:
    writer.write(lambda transaction: transaction.run("MATCH (s:Schema) SET s.version = 99"))
    try:
        with pytest.raises(StoreTooNew, match=r"version 99.*upgrade danchieu"):
            open_store(engine.settings, mode=mode)
    finally:
        writer.apply_schema()


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_wrong_password_is_reported(engine: Engine) -> None:
    with pytest.raises(StoreAuthFailed, match="NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(Settings(engine.settings.store, "neo4j", "wrong"))
    with pytest.raises(StoreAuthFailed, match="NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(Settings(engine.settings.store))


def test_a_store_where_nothing_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreUnreachable, match=f"{address} cannot be reached.*--store"):
        open_store(Settings(address))


def test_server_without_bolt_is_unreachable() -> None:
    with serve_fixed_answer(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port, pytest.raises(StoreUnreachable, match="--store"):
        open_store(Settings(f"bolt://127.0.0.1:{port}"))


@contextmanager
def serve_fixed_answer(words: bytes) -> Iterator[int]:
    """Run a server that answers every client with the same bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(100)
                    caller.sendall(words)

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize("store", ["neo4j.example.org", "embedded:", "http://localhost:7474", "/tmp/store", "bolt:localhost"])
def test_invalid_store_address_is_refused(store: str) -> None:
    with pytest.raises(SettingsError, match=f"{store}.*bolt://localhost:7687.*--store"):
        read_settings(store)


def test_settings_come_from_the_environment_unless_given_as_option(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DANCHIEU_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    assert read_settings() == Settings("embedded:.danchieu", "neo4j", None)
    monkeypatch.setenv("DANCHIEU_STORE", "bolt://db:7687")
    monkeypatch.setenv("NEO4J_USERNAME", "analyst")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    assert read_settings() == Settings("bolt://db:7687", "analyst", "secret")
    assert read_settings("embedded:elsewhere").store == "embedded:elsewhere"
    monkeypatch.setenv("DANCHIEU_IDLE_MINUTES", "0.5")
    assert read_settings().idle_minutes == 0.5
    for wrong in ("soon", "-1", "nan", "inf"):
        monkeypatch.setenv("DANCHIEU_IDLE_MINUTES", wrong)
        with pytest.raises(SettingsError, match=f"DANCHIEU_IDLE_MINUTES is '{wrong}': give a number of minutes"):
            read_settings()
    monkeypatch.delenv("DANCHIEU_IDLE_MINUTES")
    assert "secret" not in repr(read_settings())

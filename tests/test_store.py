"""Test the contract of a store on each engine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from operator import methodcaller
from typing import Any

import pytest
from engines import QUERY_SECONDS, Engine
from records import ids_of

from danchieu.graph.errors import (
    QueryFailed,
    QueryRefused,
    SettingsError,
    StoreAuthFailed,
    StoreFailed,
    StoreTooNew,
    StoreUnreachable,
)
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store import read_only as reading
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Reader, Transaction, Writer, open_store

PUT = "UNWIND $ids AS id CREATE (:Document {id: id})"
VALUES = {
    "text": "Chỉ thị số 05-CT/TW, “đẩy mạnh”\n\t'\\",
    "whole": 2**40,
    "part": 0.9,
    "yes": True,
    "nothing": None,
    "day": date(2016, 5, 15),
    "many": ["b", "a"],
    "days": [date(2016, 5, 15)],
    "map": {"day": date(2016, 5, 15), "none": None},
}
WRITES = (
    "CREATE (:Document {id: 'x'})",
    "MERGE (:Document {id: 'x'})",
    "MATCH (d:Document) SET d.title = 'x'",
    "MATCH (d:Document) DETACH DELETE d",
    "MATCH (d:Document) REMOVE d.id",
    "MATCH (d:Document) CALL { CREATE (:Document {id: 'x'}) } RETURN d",
    "MATCH (d:Document) FOREACH (x IN [1] | SET d.title = 'x')",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:X) REQUIRE n.id IS UNIQUE",
    "DROP CONSTRAINT document_id",
)
ADMINISTRATION = (
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "CALL dbms.listConfig()",
    "CALL dbms . listConfig() YIELD name RETURN name",
    "CALL `dbms`.`listConfig`() YIELD name RETURN name",
    "CALL /* hidden */ dbms.listConfig() YIELD name RETURN name",
    "EXPLAIN CALL dbms.listConfig()",
    "CREATE USER x SET PASSWORD 'xxxxxxxx'",
    "USE system SHOW USERS",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "MATCH (d) WITH d LOAD CSV FROM 'http://127.0.0.1/' AS line RETURN line",
    "\\u0053HOW USERS",
    "RETURN '\\u0027 AS x UNION CALL dbms.listConfig() YIELD name RETURN name //",
    "",
)
HARMLESS = (
    "MATCH (d:Document) WHERE d.title CONTAINS 'SET x = 1; CREATE (n)' RETURN d.set AS create",
    'MATCH (d:Document) WHERE d.title = "it\'s // no comment" RETURN d',
    "// CREATE (n)\nMATCH (d:Document) /* DELETE d */ RETURN d",
    "MATCH (d:Document)-[:SET]->(:Create) RETURN {set: 1, merge: 2} AS map",
    "match (d:Document) call (d) { match (d)-->(x) return count(x) as n } return n",
    "CALL db.labels() YIELD label RETURN label",
    "UNWIND [1, 2] AS x WITH x RETURN x",
)


def put(writer: Writer, *ids: str) -> None:
    writer.write(lambda transaction: transaction.run(PUT, ids=list(ids)))


def test_schema_can_be_applied_twice_and_stores_its_version(writer: Writer) -> None:
    writer.apply_schema()
    writer.apply_schema()
    assert writer.read("MATCH (s:Schema) RETURN s") == [{"s": {"id": "danchieu", "version": schema.VERSION}}]


@pytest.mark.parametrize("label, key", [(label.name, label.key) for label in schema.LABELS if label.name != "Schema"])
def test_keys_are_unique(writer: Writer, label: str, key: str) -> None:
    twice = f"CREATE (:{label} {{{key}: 'x'}}), (:{label} {{{key}: 'x'}})"
    with pytest.raises(StoreFailed, match="constraint"):
        writer.write(lambda transaction: transaction.run(twice))
    assert writer.read(f"MATCH (n:{label}) RETURN n") == []


def test_a_transaction_is_all_or_nothing(writer: Writer) -> None:
    def half(transaction: Transaction) -> None:
        transaction.run(PUT, ids=["a", "b"])
        assert transaction.run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 2}]
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        writer.write(half)
    assert ids_of(writer, "Document") == set()
    put(writer, "a", "b")
    assert ids_of(writer, "Document") == {"a", "b"}


def test_a_transaction_whose_last_query_fails_leaves_nothing(writer: Writer) -> None:
    def broken(transaction: Transaction) -> None:
        transaction.run(PUT, ids=["a"])
        transaction.run("UNWIND $ids AS id RETURN id / 0", ids=[1])

    with pytest.raises(QueryFailed):
        writer.write(broken)
    assert ids_of(writer, "Document") == set()


def test_conflicting_writers_retry(engine: Engine) -> None:
    """Four writers increment one node: each must see the increments of the others."""
    rounds = 10

    def count(_: int) -> int:
        tries = 0

        def add(transaction: Transaction) -> None:
            nonlocal tries
            tries += 1
            [row] = transaction.run("MATCH (d:Document {id: 'counter'}) SET d.lock = true RETURN d.year AS year")
            transaction.run("MATCH (d:Document {id: 'counter'}) SET d.year = $year", year=row["year"] + 1)

        with open_store(engine.settings) as writer:
            for _ in range(rounds):
                writer.write(add)
        return tries

    with open_store(engine.settings) as writer:
        writer.write(lambda transaction: transaction.run("CREATE (:Document {id: 'counter', year: 0})"))
        with ThreadPoolExecutor(4) as pool:
            tries = sum(pool.map(count, range(4)))
        assert writer.read("MATCH (d:Document) RETURN d.year AS year") == [{"year": 4 * rounds}]
        assert tries >= 4 * rounds


def test_concurrent_merges_create_each_node_once(engine: Engine) -> None:
    ids, together = [f"d{number}" for number in range(40)], threading.Barrier(4)

    def merge(number: int) -> None:
        with open_store(engine.settings) as writer:
            together.wait()
            order = ids if number % 2 else ids[::-1]
            for start in range(0, len(ids), 10):
                writer.write(methodcaller("run", "UNWIND $ids AS id MERGE (:Document {id: id})", ids=order[start : start + 10]))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(merge, range(4)))
    with open_store(engine.settings, mode="read") as reader:
        assert reader.read("MATCH (d:Document) RETURN count(d) AS n, count(DISTINCT d.id) AS ids") == [{"n": 40, "ids": 40}]


@pytest.mark.parametrize("query", WRITES)
def test_a_query_that_writes_is_refused(writer: Writer, query: str) -> None:
    put(writer, "a")
    with pytest.raises(QueryRefused, match="read"):
        writer.read(query)
    assert writer.read("MATCH (d:Document) RETURN properties(d) AS d") == [{"d": {"id": "a"}}]


@pytest.mark.parametrize("query", [query for query in WRITES if not query.startswith("MERGE")])
def test_server_refuses_writes_without_the_check(writer: Writer, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(writer, "a")
    monkeypatch.setattr(reading, "check", lambda query: None)
    with pytest.raises(QueryRefused, match="read"):
        writer.read(query)
    assert writer.read("MATCH (d:Document) RETURN properties(d) AS d") == [{"d": {"id": "a"}}]


@pytest.mark.parametrize("query", ADMINISTRATION)
def test_administrative_query_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        reading.check(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_a_query_that_reads_is_answered(writer: Writer, query: str) -> None:
    writer.read(query)


def test_syntax_error_is_reported_with_its_line(writer: Writer) -> None:
    with pytest.raises(QueryFailed, match=r"line 1"):
        writer.read("MATCH (d:Document RETURN d")


def test_slow_query_is_cancelled(engine: Engine) -> None:
    endless = "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x * y = -1 RETURN count(*) AS n"
    with open_store(engine.settings, mode="read", timeout=QUERY_SECONDS) as reader:
        with pytest.raises(QueryFailed, match="too long"):
            reader.read(endless)
        assert reader.read("RETURN 1 AS one") == [{"one": 1}]


def test_values_come_back_as_they_were_given(writer: Writer) -> None:
    assert writer.read("RETURN $values AS values", values=VALUES) == [{"values": VALUES}]
    stored = {key: value for key, value in VALUES.items() if key not in ("map", "nothing")}
    writer.write(lambda transaction: transaction.run("CREATE (d:Document {id: 'x'}) SET d += $stored", stored=stored))
    assert writer.read("MATCH (d:Document) RETURN d") == [{"d": {"id": "x", **stored}}]


def test_dates_are_compared_and_counted(writer: Writer) -> None:
    query = """RETURN $a < $b AS earlier, duration.inDays($a, $b).days AS days, duration.inDays($a, $b) AS span,
                      date('2024-02-29') AS leap, $a + duration({months: 1}) AS later, date($a).year AS year"""
    [row] = writer.read(query, a=date(2016, 5, 15), b=date(2016, 6, 1))
    assert row == {
        "earlier": True,
        "days": 17,
        "span": timedelta(days=17),
        "leap": date(2024, 2, 29),
        "later": date(2016, 6, 15),
        "year": 2016,
    }


def test_paths_are_lists_of_nodes_and_relationships(writer: Writer) -> None:
    chain = "CREATE (:Document {id: 'a'})-[:IMPLEMENTS {mentions: 2}]->(:Document {id: 'b'})<-[:AMENDS]-(:Document {id: 'c'})"
    writer.write(lambda transaction: transaction.run(chain))
    [row] = writer.read("MATCH path = (:Document {id: 'a'})-[:IMPLEMENTS|AMENDS*1..4]-(:Document {id: 'c'}) RETURN path")
    assert row["path"] == [
        {"id": "a"},
        {"source": "a", "target": "b", "relation": "IMPLEMENTS", "mentions": 2},
        {"id": "b"},
        {"source": "c", "target": "b", "relation": "AMENDS"},
        {"id": "c"},
    ]


def test_empty_store_returns_no_rows(writer: Writer) -> None:
    assert writer.read("MATCH (d:Document)-[:IMPLEMENTS*1..3]->(x:Nowhere) RETURN d") == []


def test_killed_store_is_unreachable_and_keeps_its_data(engine: Engine) -> None:
    with open_store(engine.settings) as writer:
        put(writer, "a", "b")
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
    assert "secret" not in repr(read_settings())


def test_a_reader_has_no_way_to_write() -> None:
    assert not hasattr(Reader, "write")

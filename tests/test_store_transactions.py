"""Test transactions on each engine: all or nothing, retried after conflicts."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from operator import methodcaller

import pytest
from engines import Engine
from records import CREATE, create_documents, ids_of

from danchieu.graph.errors import QueryFailed
from danchieu.graph.store.bolt import Transaction, Writer, open_store


def test_a_transaction_is_all_or_nothing(writer: Writer) -> None:
    def half(transaction: Transaction) -> None:
        transaction.run(CREATE, ids=["a", "b"])
        assert transaction.run("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 2}]
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        writer.write(half)
    assert ids_of(writer, "Document") == set()
    create_documents(writer, "a", "b")
    assert ids_of(writer, "Document") == {"a", "b"}


def test_a_transaction_whose_last_query_fails_leaves_nothing(writer: Writer) -> None:
    def broken(transaction: Transaction) -> None:
        transaction.run(CREATE, ids=["a"])
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

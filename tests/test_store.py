"""Test the contract of a store on each engine: its schema, the values it keeps and the errors of its queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from engines import QUERY_SECONDS, Engine

from danchieu.graph.errors import QueryFailed, StoreFailed
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Writer, open_store

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


def test_schema_can_be_applied_twice_and_stores_its_version(writer: Writer) -> None:
    writer.apply_schema()
    writer.apply_schema()
    assert writer.read("MATCH (s:Schema) RETURN s.id AS id, s.version AS version") == [{"id": "danchieu", "version": schema.VERSION}]


@pytest.mark.parametrize("label, key", [(label.name, label.key) for label in schema.LABELS if label.name != "Schema"])
def test_keys_are_unique(writer: Writer, label: str, key: str) -> None:
    twice = f"CREATE (:{label} {{{key}: 'x'}}), (:{label} {{{key}: 'x'}})"
    with pytest.raises(StoreFailed, match="constraint"):
        writer.write(lambda transaction: transaction.run(twice))
    assert writer.read(f"MATCH (n:{label}) RETURN n") == []


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

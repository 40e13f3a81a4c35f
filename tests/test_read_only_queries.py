"""Test on each engine that readers can run queries that read, and no others."""

from __future__ import annotations

import pytest
from records import create_documents

from danchieu.graph.errors import QueryRefused
from danchieu.graph.store import read_only as reading
from danchieu.graph.store.bolt import Reader, Writer

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


@pytest.mark.parametrize("query", WRITES)
def test_a_query_that_writes_is_refused(writer: Writer, query: str) -> None:
    create_documents(writer, "a")
    with pytest.raises(QueryRefused, match="read"):
        writer.read(query)
    assert writer.read("MATCH (d:Document) RETURN properties(d) AS d") == [{"d": {"id": "a"}}]


@pytest.mark.parametrize("query", [query for query in WRITES if not query.startswith("MERGE")])
def test_server_refuses_writes_without_the_check(writer: Writer, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    create_documents(writer, "a")
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


def test_a_reader_has_no_way_to_write() -> None:
    assert not hasattr(Reader, "write")

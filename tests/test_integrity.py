"""Test that the integrity check reports each rule that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_plans import load_documents, write_documents

from danchieu.graph.checks.findings import integrity
from danchieu.graph.queries.library import load_queries
from danchieu.graph.store.bolt import Writer

BREAK = {
    "self_edges": "MATCH (d:Document {status: 'loaded'}) WITH d ORDER BY d.id LIMIT 1 CREATE (d)-[:AMENDS]->(d)",
    "unmade_citations": "MATCH (:Document)-[m:MAKES]->(c:Citation) WITH m ORDER BY c.id LIMIT 1 DELETE m",
    "unresolved_citations": "MATCH (c:Citation)-[r:REFERS_TO]->(:Document) WITH r ORDER BY c.id LIMIT 1 DELETE r",
    "lone_documents": "CREATE (:Document {id: 'x', status: 'cited'})",
    "unquoted_edges": "MATCH (:Document)-[r:IMPLEMENTS]->(:Document) SET r.quote = ''",
    "uncounted_edges": "MATCH (:Document)-[r:CITES]->(:Document) SET r.mentions = 99",
    "unlikely_edges": "MATCH (:Document)-[r:IMPLEMENTS]->(:Document) SET r.confidence = 0.0",
    "doubled_edges": "MATCH (a)-[r:IMPLEMENTS]->(t) WITH a, t, r.stated_by AS by CREATE (a)-[:IMPLEMENTS {stated_by: by}]->(t)",
    "spans": "MATCH (c:Citation) SET c.start = c.start + 1",
}


@pytest.mark.parametrize("rule", BREAK)
def test_integrity_check_reports_the_broken_rule(writer: Writer, tmp_path: Path, rule: str) -> None:
    write_documents(tmp_path, [("12-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 20-CT/TU ngày 19/6/2016 của Tỉnh ủy.")])
    load_documents(writer, tmp_path)
    assert integrity(writer) == []
    writer.write(lambda transaction: transaction.run(BREAK[rule]))
    assert any(fault.startswith(f"{rule}: ") for fault in integrity(writer))


def test_every_integrity_rule_is_tested() -> None:
    assert {*load_queries("integrity"), "spans"} == set(BREAK)

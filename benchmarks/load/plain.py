"""Write the nodes and relationships of a store into an empty one, plainly: what a load cannot be faster than, over the same connection."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import neo4j

__all__ = ["Copied", "copy"]

ROWS = 2_000  # of a transaction
KEY = "copied_from"  # temporary id of a copied node

LABELS = "MATCH (n) RETURN DISTINCT labels(n)[0] AS label ORDER BY label"
TYPES = "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0] AS source, type(r) AS type, labels(b)[0] AS target ORDER BY source, type, target"
NODES = "MATCH (n:`{label}`) RETURN n"
RELATIONSHIPS = "MATCH (a:`{source}`)-[r:`{type}`]->(b:`{target}`) RETURN r"
INDEX = "CREATE INDEX copied_{number} IF NOT EXISTS FOR (n:`{label}`) ON (n." + KEY + ")"
PUT_NODES = "UNWIND $rows AS row CREATE (n:`{label}`) SET n = row"
PUT_RELATIONSHIPS = (
    f"UNWIND $rows AS row MATCH (a:`{{source}}` {{{{{KEY}: row.source}}}}), (b:`{{target}}` {{{{{KEY}: row.target}}}}) "
    "CREATE (a)-[r:`{type}`]->(b) SET r = row.properties"
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copied:
    """What was written, and the seconds of writing alone."""

    nodes: int
    relationships: int
    seconds: float


def copy(source: neo4j.Driver, target: neo4j.Driver) -> Copied:
    """Copy all nodes, label by label, and all relationships, type by type; reading is not timed. The target must be empty."""
    with source.session(default_access_mode=neo4j.READ_ACCESS) as reading, target.session() as writing:
        labels = [record["label"] for record in reading.run(LABELS)]
        types = [dict(record) for record in reading.run(TYPES)]
        nodes, relationships, seconds = 0, 0, 0.0
        for number, label in enumerate(labels):
            writing.run(INDEX.format(label=label, number=number)).consume()
            rows = (_node(record["n"]) for record in reading.run(NODES.format(label=label)))
            written, took = _write(writing, PUT_NODES.format(label=label), rows)
            nodes, seconds = nodes + written, seconds + took
        for names in types:
            rows = (_relationship(record["r"]) for record in reading.run(RELATIONSHIPS.format(**names)))
            written, took = _write(writing, PUT_RELATIONSHIPS.format(**names), rows)
            relationships, seconds = relationships + written, seconds + took
        return Copied(nodes, relationships, seconds)


def _write(session: neo4j.Session, query: str, rows: Iterable[Row]) -> tuple[int, float]:
    """Write rows in transactions; return their number and the seconds that writing took."""
    written, seconds = 0, 0.0
    for batch in _batches(rows):
        start = time.perf_counter()
        session.execute_write(lambda transaction, batch=batch: transaction.run(query, rows=batch).consume())  # type: ignore[misc]
        seconds += time.perf_counter() - start
        written += len(batch)
    return written, seconds


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, ROWS)):
        yield batch


def _node(node: neo4j.graph.Node) -> Row:
    return {**node, KEY: node.element_id}


def _relationship(relationship: neo4j.graph.Relationship) -> Row:
    source, target = relationship.nodes
    if source is None or target is None:
        raise SystemExit(f"the store returns a relationship {relationship.type} without its nodes; it cannot be copied")
    return {"source": source.element_id, "target": target.element_id, "properties": dict(relationship)}

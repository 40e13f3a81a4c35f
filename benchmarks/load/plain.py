"""Write the nodes and relationships of a store into an empty one, plainly: what a load cannot be faster than, over the same connection."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import neo4j

from benchmarks.load.processes import processor_seconds

__all__ = ["Copied", "copy"]

ROWS, LETTERS = 2_000, 2_000_000  # of a transaction: ArcadeDB takes no message of more than 16 MB
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
    processor: float  # seconds of this process and the server that is written to


def copy(source: neo4j.Driver, target: neo4j.Driver, *, server: int) -> Copied:
    """Copy all nodes, label by label, and all relationships, type by type; reading is not timed. The target must be empty.

    `server` is the process of the target.
    """
    with source.session(default_access_mode=neo4j.READ_ACCESS) as reading, target.session() as writing:
        labels = [record["label"] for record in reading.run(LABELS)]
        types = [dict(record) for record in reading.run(TYPES)]
        nodes, relationships, seconds, own, used = 0, 0, 0.0, 0.0, processor_seconds(server)
        for number, label in enumerate(labels):
            writing.run(INDEX.format(label=label, number=number)).consume()
            rows = (_node(record["n"]) for record in reading.run(NODES.format(label=label)))
            written, took, here = _write(writing, PUT_NODES.format(label=label), rows)
            nodes, seconds, own = nodes + written, seconds + took, own + here
        for names in types:
            rows = (_relationship(record["r"]) for record in reading.run(RELATIONSHIPS.format(**names)))
            written, took, here = _write(writing, PUT_RELATIONSHIPS.format(**names), rows)
            relationships, seconds, own = relationships + written, seconds + took, own + here
        return Copied(nodes, relationships, seconds, own + processor_seconds(server) - used)


def _write(session: neo4j.Session, query: str, rows: Iterable[Row]) -> tuple[int, float, float]:
    """Write rows in transactions; return their number, and the seconds and processor seconds that writing took here."""
    written, seconds, processor = 0, 0.0, 0.0
    for batch in _batches(rows):
        start, used = time.perf_counter(), time.process_time()
        session.execute_write(lambda transaction, batch=batch: transaction.run(query, rows=batch).consume())  # type: ignore[misc]
        seconds, processor = seconds + time.perf_counter() - start, processor + time.process_time() - used
        written += len(batch)
    return written, seconds, processor


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """Yield rows together, as many as fit into a message."""
    batch: list[Row] = []
    letters = 0
    for row in rows:
        if batch and (len(batch) == ROWS or letters + _letters(row) > LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(row)
        letters += _letters(row)
    if batch:
        yield batch


def _letters(value: object) -> int:
    """Count the letters of all texts in a value."""
    if isinstance(value, dict | list):
        return sum(map(_letters, value.values() if isinstance(value, dict) else value))
    return len(value) if isinstance(value, str | bytes) else 1


def _node(node: neo4j.graph.Node) -> Row:
    return {**node, KEY: node.element_id}


def _relationship(relationship: neo4j.graph.Relationship) -> Row:
    source, target = relationship.nodes
    if source is None or target is None:
        raise SystemExit(f"the store returns a relationship {relationship.type} without its nodes; it cannot be copied")
    return {"source": source.element_id, "target": target.element_id, "properties": dict(relationship)}

"""Load records made by hand, checking the integrity of the graph after each load."""

from __future__ import annotations

from datetime import date
from typing import Any

from records import cited, graph_of, record

from danchieu.graph.checks.findings import integrity
from danchieu.graph.loading import ingest as ingesting
from danchieu.graph.loading.arrivals import NewFile
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import Relation
from danchieu.graph.store.bolt import Writer

DIRECTIVE, RESOLUTION = cited("05-CT/TW", title="Về học tập"), cited("04-NQ/TW")
PLAN = record(
    "/a/87.txt",
    "87-KH/TU",
    [(DIRECTIVE, Relation.IMPLEMENTS), (DIRECTIVE, Relation.IMPLEMENTS), RESOLUTION],
    title="Kế hoạch",
    issued_on=date(2016, 8, 1),
)


def ingest(writer: Writer, *arguments: Any, **options: Any) -> LoadReport:
    """Load records and check the integrity of the graph."""
    report = ingesting.ingest(writer, *arguments, **options)
    assert integrity(writer) == []
    return report


def load_into_empty_store(writer: Writer, records: list[NewFile], **options: Any) -> set[tuple[object, ...]]:
    """Load these records into an empty store and return its graph."""
    writer.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n"))
    ingest(writer, records, **options)
    return graph_of(writer)


def property_of(writer: Writer, id_: str, name: str) -> object:
    """Return a property of a document in the store."""
    [row] = writer.read("MATCH (d:Document {id: $id}) RETURN d[$name] AS value", id=id_, name=name)
    return row["value"]

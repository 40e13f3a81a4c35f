"""The columns of the tables that the stages exchange, made from the schema of the graph, and rows from and to Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from danchieu.graph.model import Relation, Row
from danchieu.graph.store import schema
from danchieu.graph.store.message_size import batches_of_bytes

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

__all__ = [
    "CONTRIBUTIONS",
    "FACTS",
    "FILES",
    "LAWS",
    "PLACES",
    "Batches",
    "Columns",
    "edge_columns",
    "in_batches",
    "node_columns",
    "rows_in",
    "spark_schema",
]

Batches = Iterable[pa.RecordBatch]
Columns = Mapping[str, pa.DataType]

_ROWS, _BYTES = 2_000, 16_000_000  # of a batch at most: texts and their contributions are long
_TYPES = {
    "STRING": pa.string(),
    "INTEGER": pa.int64(),
    "FLOAT": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "LIST<STRING>": pa.list_(pa.string()),
    "LIST<INTEGER>": pa.list_(pa.int64()),
}


def node_columns(label: str) -> dict[str, pa.DataType]:
    """Return the properties of the nodes of a label."""
    [found] = [one for one in schema.LABELS if one.name == label]
    return {one.name: _TYPES[one.type] for one in found.properties}


def edge_columns(name: str) -> dict[str, pa.DataType]:
    """Return the ends and the properties of the relationships of a type."""
    [found] = [one for one in schema.RELATION_TYPES if one.name == name]
    return {"source": pa.string(), "target": pa.string(), **{one.name: _TYPES[one.type] for one in found.properties}}


def _list_of(columns: Columns) -> pa.DataType:
    return pa.list_(pa.struct(list(columns.items())))


_NAMES = pa.list_(pa.string())
_READ = (
    *("path", "sha256", "metadata", "rules", "register", "part", "reader", "rank", "lacks", "pages"),
    *("status", "failure", "refused", "refused_by"),
)

FILES: Columns = {
    **{name: kind for name, kind in node_columns("File").items() if name in _READ},
    "text": pa.string(),
    "reading": pa.string(),
    "reason": pa.string(),  # of a file that cannot be read
    "waits": pa.bool_(),  # whether only other texts may show its province
    "clues": _NAMES,  # groups that may show it
    "rests": _NAMES,  # groups that decide which document it is
    "groups": _NAMES,  # groups that linking looks up first
}
"""What was read of each text, and of each part of a register."""

PLACES: Columns = {"path": pa.string(), "places": pa.string()}
FACTS: Columns = {"group": pa.string(), "facts": pa.string()}
LAWS: Columns = {"group": pa.string(), "law": pa.string()}

CONTRIBUTIONS: Columns = {
    "path": pa.string(),
    "missing": _NAMES,  # groups that linking asked and was not given; nothing else is filled in then
    "document_id": pa.string(),
    "digest": pa.string(),
    "document": pa.struct(list(node_columns("Document").items())),
    "citations": _list_of(node_columns("Citation")),
    "refers": _list_of(edge_columns("REFERS_TO")),
    "may_refer": _list_of(edge_columns("MAY_REFER_TO")),
    "asks": _list_of(edge_columns("ASKS")),
    "cited": _list_of(node_columns("Document")),
    "lists": _list_of(edge_columns("LISTS")),
    "cites": _list_of(edge_columns("CITES")),
    "relationships": _list_of({"relation": pa.string(), **edge_columns(Relation.IMPLEMENTS.value)}),
    "issuers": _list_of(node_columns("Issuer")),
}
"""What each item adds to the graph: the rows of graph.loading.rows, under the names of the schema."""


def rows_in(batches: Batches) -> Iterator[Row]:
    """Yield the rows of Arrow batches."""
    return (row for batch in batches for row in batch.to_pylist())


def in_batches(rows: Iterable[Row], columns: Columns) -> Batches:
    """Yield rows as Arrow batches; columns that a row lacks are null."""
    arrow = pa.schema(list(columns.items()))
    return (pa.RecordBatch.from_pylist(some, schema=arrow) for some, _ in batches_of_bytes(rows, _BYTES, _ROWS))


def spark_schema(columns: Columns) -> StructType:
    """Return the schema of a DataFrame with these columns."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pa.schema(list(columns.items())))

"""Writes a graph to Parquet, or to Neo4j with its Spark connector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danchieu.graph.settings import Settings
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import open_store
from danchieu.spark.graph import Graph

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, DataFrameWriter

__all__ = ["write_neo4j", "write_parquet"]

_CONNECTOR = "org.neo4j.spark.DataSource"
_BATCH = 5_000  # rows of a transaction


def write_parquet(graph: Graph, folder: str) -> None:
    """Write each label and each type of relationship to a folder of its own: Document, CITES; files that failed to `failures`."""
    for name, frame in {**graph.nodes, **graph.edges, "failures": graph.failures}.items():
        frame.write.mode("overwrite").parquet(f"{folder.rstrip('/')}/{name}")


def write_neo4j(graph: Graph, url: str, auth: tuple[str, str], *, database: str = "neo4j", writers: int = 4) -> None:
    """Write the graph into an empty Neo4j; writing it again after an interruption changes nothing that is there.

    Needs the Neo4j Connector for Apache Spark among the jars of the session. `writers` tasks write nodes at once; one writes the
    relationships of a type, since tasks that reach one node wait for each other, and most documents reach the same laws.
    """
    with open_store(Settings(url, *auth)) as store:
        store.apply_schema()
    options = {"url": url, "authentication.basic.username": auth[0], "authentication.basic.password": auth[1], "database": database}
    for label in schema.LABELS:
        if label.name in graph.nodes:
            nodes = _writer(graph.nodes[label.name].coalesce(writers), options)
            nodes.option("labels", f":{label.name}").option("node.keys", label.key).save()
    keys = {label.name: label.key for label in schema.LABELS}
    for relation in schema.RELATION_TYPES:
        if relation.name in graph.edges:
            _writer(graph.edges[relation.name].coalesce(1), options).option("query", _merge(relation, keys)).save()


def _writer(frame: DataFrame, options: dict[str, str]) -> DataFrameWriter:
    return frame.write.format(_CONNECTOR).mode("overwrite").options(**options, **{"batch.size": _BATCH})


def _merge(relation: schema.RelationType, keys: dict[str, str]) -> str:
    """Return the query that makes a relationship, once for each text that states it and each line that lists it.

    The connector's own strategy knows one relationship of a type between two nodes; the names here are those of the schema.
    """
    names = [one.name for one in relation.properties]
    own = ", ".join(f"{name}: event.{name}" for name in names if name in ("stated_by", "line"))
    values = ", ".join(f"{name}: event.{name}" for name in names)
    source, target = (
        f"{relation.source} {{{keys[relation.source]}: event.source}}",
        f"{relation.target} {{{keys[relation.target]}: event.target}}",
    )
    return f"MATCH (s:{source}), (t:{target}) MERGE (s)-[r:{relation.name} {{{own}}}]->(t) SET r += {{{values}}}"

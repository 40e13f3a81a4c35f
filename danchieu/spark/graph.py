"""Assembles the graph from what each file adds to it: nodes by label, relationships by type, each node once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danchieu.graph.loading.replace_files import WAITS
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Relation
from danchieu.graph.store import schema
from danchieu.spark.stages import Keep
from danchieu.spark.tables import Columns, edge_columns, node_columns, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Graph", "assemble"]


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph as DataFrames with the columns of graph.store.schema; relationships have `source` and `target` too, ids of nodes."""

    nodes: Mapping[str, DataFrame]  # by label
    edges: Mapping[str, DataFrame]  # by type
    failures: DataFrame  # path and reason of each file that could not be read


def assemble(files: DataFrame, places: DataFrame, facts: DataFrame, linked: DataFrame, keep: Keep) -> Graph:
    """Assemble the graph. Of the files of one document, the primary one alone adds its text to the graph: see graph.loading.plan."""
    holds = keep("holds", _holds(linked, files))
    entering = linked.join(holds.where("NOT primary").selectExpr("source AS path"), "path", "left_anti")
    documents = keep("documents", _documents(entering))
    issuers = keep("issuers", _parts(entering, "issuers").dropDuplicates(["id"]))
    asks, rests = _parts(entering, "asks"), files.selectExpr("path AS source", "explode(rests) AS target")
    stated = _parts(entering, "relationships")
    nodes = {
        "Schema": _schema(files),
        "File": _files(files, places, linked, holds),
        "Content": _contents(files),
        "Group": _groups(facts, asks.unionByName(rests)),
        "Document": documents,
        "Citation": _parts(entering, "citations"),
        "Issuer": issuers,
    }
    edges = {
        "HOLDS": holds,
        "LISTS": entering.selectExpr("path", "inline(lists)").withColumn("source", entering["path"]),
        "RESTS_ON": rests,
        "ASKS": asks,
        "MAKES": entering.selectExpr("document_id AS source", "explode(citations.id) AS target"),
        "REFERS_TO": _parts(entering, "refers"),
        "MAY_REFER_TO": _parts(entering, "may_refer"),
        "CITES": _parts(entering, "cites"),
        **{one.value: stated.where(stated["relation"] == one.value) for one in Relation if one is not Relation.CITES},
        "ISSUED_BY": documents.where("issuer_id IS NOT NULL").selectExpr("id AS source", "issuer_id AS target"),
        "PART_OF": issuers.where("parent_id IS NOT NULL").selectExpr("id AS source", "parent_id AS target"),
        "SUCCEEDED_BY": issuers.where("successor_id IS NOT NULL").selectExpr("id AS source", "successor_id AS target"),
    }
    return Graph(
        {label: _only(frame, node_columns(label)) for label, frame in nodes.items()},
        {name: _only(frame, edge_columns(name)) for name, frame in edges.items()},
        files.where("reason IS NOT NULL").select("path", "reason"),
    )


def _only(frame: DataFrame, columns: Columns) -> DataFrame:
    """Return the columns of a table; those that nothing is known of are empty."""
    from pyspark.sql import functions as F

    types = {field.name: field.dataType for field in spark_schema(columns)}
    known = set(frame.columns)
    return frame.select(*(F.col(f"`{name}`") if name in known else F.lit(None).cast(kind).alias(name) for name, kind in types.items()))


def _parts(entering: DataFrame, column: str) -> DataFrame:
    """Return the rows that a column of the contributions holds."""
    return entering.selectExpr(f"inline({column})")


def _holds(linked: DataFrame, files: DataFrame) -> DataFrame:
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    texts = linked.where("document_id IS NOT NULL").selectExpr("path AS source", "document_id AS target")
    ranked = texts.join(files.selectExpr("path AS source", "coalesce(rank, 0) AS rank"), "source")
    first = F.min(F.struct("rank", "source")).over(Window.partitionBy("target"))
    return ranked.select("source", "target", (F.col("source") == first["source"]).alias("primary"))


def _documents(entering: DataFrame) -> DataFrame:
    """Return each document once: as its text says, else as all files describe it, which is the same in each text that cites it."""
    own = entering.where("document_id IS NOT NULL").select("document.*")
    cited = _parts(entering, "cited").dropDuplicates(["id"])
    return own.unionByName(cited.join(own.select("id"), "id", "left_anti"))


def _files(files: DataFrame, places: DataFrame, linked: DataFrame, holds: DataFrame) -> DataFrame:
    """Return the files as `danchieu.load` leaves them, so that it can go on from here."""
    from pyspark.sql import functions as F

    waiting = holds.where("NOT primary").select(F.col("source").alias("path"), F.lit(True).alias("behind"))
    digests = linked.select("path", "digest").join(waiting, "path", "left")
    digests = digests.select("path", F.when(F.col("behind"), F.lit(WAITS)).otherwise(F.col("digest")).alias("digest"))
    known = files.where("reading IS NOT NULL").join(places, "path", "left").join(digests, "path")
    failed = files.where("status = 'failed'")
    return known.withColumn("places", F.coalesce("places", F.lit("{}"))).unionByName(failed, allowMissingColumns=True)


def _contents(files: DataFrame) -> DataFrame:
    """Return what was read from files; of one that could not be read, nothing."""
    return files.where("reading IS NOT NULL OR status = 'failed'").select("path", "text", "reading")


def _groups(facts: DataFrame, joined: DataFrame) -> DataFrame:
    """Return the groups of which something is stated, and those that something is joined to."""
    from pyspark.sql import functions as F

    known = facts.select(F.col("group").alias("id"), "facts")
    unknown = joined.select(F.col("target").alias("id")).distinct().join(known, "id", "left_anti")
    return known.unionByName(unknown.withColumn("facts", F.lit(None).cast("string")))


def _schema(files: DataFrame) -> DataFrame:
    return files.sparkSession.createDataFrame([("danchieu", schema.VERSION, rules(), None)], spark_schema(node_columns("Schema")))

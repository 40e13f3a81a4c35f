"""Builds the graph stage by stage: read -> learn -> link -> assemble."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from danchieu.spark.graph import Graph, assemble
from danchieu.spark.learning import learn
from danchieu.spark.linking import link
from danchieu.spark.reading import read_registers, read_texts
from danchieu.spark.stages import keep_in

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["build_graph"]

_BROADCAST_BYTES = 128_000_000
"""Facts that each worker holds, packed; what they unpack to is about ten times as large."""


def build_graph(
    spark: SparkSession, texts: DataFrame, registers: Iterable[str] = (), *, folder: str, broadcast_bytes: int = _BROADCAST_BYTES
) -> Graph:
    """Build the graph of texts and registers: what `danchieu.load` makes of the same files in an empty store.

    `texts` has columns `path` and `text`, or `path` and `content` (bytes; see `read_files`), and may have `stated`, map<string, string>:
    the values of a row of metadata.csv. `registers` are paths of files that the driver reads. Each stage is kept as Parquet in `folder`, in
    any file system that Spark writes to; the DataFrames of the graph read from there.
    """
    keep = keep_in(folder)
    files = keep("files", read_texts(texts).unionByName(read_registers(spark, registers)))
    facts, places = learn(files, keep)
    linked = link(files, facts, keep, broadcast_bytes=broadcast_bytes)
    return assemble(files, places, facts, linked, keep)

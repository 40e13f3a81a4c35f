"""Builds the graph on a cluster: the same reading, learning and linking as `danchieu.load`, over a Spark DataFrame of texts or files.

    from danchieu.spark import build_graph, read_files, write_neo4j, write_parquet

    graph = build_graph(spark, read_files(spark, "s3a://bucket/documents"), folder="s3a://bucket/work")
    write_parquet(graph, "s3a://bucket/graph")

read -> learn -> link -> assemble -> write; each stage is kept as Parquet in the folder. docs/scale.md tells how to run it. pyspark is
of the extra `spark`, and is imported where it is used: these modules can be imported without it.
"""

from danchieu.spark.build import build_graph
from danchieu.spark.graph import Graph
from danchieu.spark.reading import read_files
from danchieu.spark.writing import write_neo4j, write_parquet

__all__ = ["Graph", "build_graph", "read_files", "write_neo4j", "write_parquet"]

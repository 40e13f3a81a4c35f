"""Builds the graph on a cluster: the same reading, learning and linking as `danchieu.load`, over a Spark DataFrame of texts or files.

    from danchieu.spark import build_graph, read_files, write_neo4j, write_parquet

    graph = build_graph(spark, read_files(spark, "s3a://bucket/documents"), folder="s3a://bucket/work")
    write_parquet(graph, "s3a://bucket/graph")

read -> learn -> link -> assemble -> write; each stage is kept as Parquet in the folder.
pyspark is of the extra `spark` and imported where it is used: these modules can be imported without it. The verbs are imported when they
are first used, since the workers of Spark import this package and need no store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danchieu.spark.build import build_graph
    from danchieu.spark.graph import Graph
    from danchieu.spark.reading import read_files
    from danchieu.spark.writing import write_neo4j, write_parquet

__all__ = ["Graph", "build_graph", "read_files", "write_neo4j", "write_parquet"]

_PLACES = {"Graph": "graph", "build_graph": "build", "read_files": "reading", "write_neo4j": "writing", "write_parquet": "writing"}
"""The module of each public name."""


if not TYPE_CHECKING:  # so that mypy reports names that do not exist

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

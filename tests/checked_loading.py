"""Load readings made by hand, checking the integrity of the graph after each load; and load in small transactions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from records import cited, clear, graph_of, reading

from danchieu.graph.checks.findings import integrity
from danchieu.graph.loading import ingest as ingesting
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.loading.linking import link_files
from danchieu.graph.model import Reading, Register, Relation
from danchieu.graph.store.bolt import Writer

DIRECTIVE, RESOLUTION = cited("05-CT/TW", term="XII", title="Về học tập"), cited("04-NQ/TW", term="XII")
PLAN = reading(
    "/a/87.txt",
    "87-KH/TU",
    [(DIRECTIVE, Relation.IMPLEMENTS), (DIRECTIVE, Relation.IMPLEMENTS), RESOLUTION],
    title="Kế hoạch học tập",
)


def ingest(writer: Writer, *arguments: Any, **options: Any) -> LoadReport:
    """Load readings and check the integrity of the graph."""
    report = ingesting.ingest(writer, *arguments, **options)
    assert integrity(writer) == []
    return report


def load_into_empty_store(writer: Writer, items: Sequence[Reading | Register]) -> set[tuple[object, ...]]:
    """Load these readings into an empty store and return its graph."""
    clear(writer)
    ingest(writer, items)
    return graph_of(writer)


def use_small_transactions(patch: pytest.MonkeyPatch, *, files: int = 5, rows: int = 100) -> None:
    """Let each transaction learn a few files, and write a few rows of those that it links."""
    patch.setattr(ingesting, "_FILES", files)
    patch.setattr(ingesting, "link_files", partial(link_files, rows=rows))


def property_of(writer: Writer, id_: str, name: str) -> object:
    """Return a property of a document in the store."""
    [row] = writer.read("MATCH (d:Document {id: $id}) RETURN d[$name] AS value", id=id_, name=name)
    return row["value"]

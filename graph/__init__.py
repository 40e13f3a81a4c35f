"""The graph: what documents and citations are, which document a citation refers to, and where the graph is stored.

The verbs are imported when they are first used, so that loaders, which need `graph.model` alone, do not wait for a database driver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danchieu.graph.checks.findings import check, integrity
    from danchieu.graph.errors import DanchieuError
    from danchieu.graph.loading.ingest import LoadReport, ingest, prune
    from danchieu.graph.queries.analysis import build_graph
    from danchieu.graph.queries.library import find_document, load_queries, run
    from danchieu.graph.queries.trace import trace
    from danchieu.graph.settings import Settings, read_settings
    from danchieu.graph.store.bolt import open_store

__all__ = [
    "DanchieuError",
    "LoadReport",
    "Settings",
    "build_graph",
    "check",
    "find_document",
    "ingest",
    "integrity",
    "load_queries",
    "open_store",
    "prune",
    "read_settings",
    "run",
    "trace",
]

_PLACES = {
    "DanchieuError": "errors",
    "LoadReport": "loading.ingest",
    "Settings": "settings",
    "build_graph": "queries.analysis",
    "check": "checks.findings",
    "find_document": "queries.library",
    "ingest": "loading.ingest",
    "integrity": "checks.findings",
    "load_queries": "queries.library",
    "open_store": "store.bolt",
    "prune": "loading.ingest",
    "read_settings": "settings",
    "run": "queries.library",
    "trace": "queries.trace",
}
"""The module of each public name."""


if not TYPE_CHECKING:  # so that mypy reports names that do not exist

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

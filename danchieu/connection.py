"""A connection to a graph for notebooks: the verbs `danchieu.connect`, `danchieu.load`, `danchieu.query` and `danchieu.trace`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pandas as pd

from danchieu.graph.errors import StoreUnreachable
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.loading.stored_knowledge import linker_of
from danchieu.graph.queries import trace as tracing
from danchieu.graph.queries.library import make_frame, names_query, run
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store.bolt import Reader, open_store
from danchieu.limits import limits_of
from danchieu.loaders.errors import SourceMissing
from danchieu.pipeline import find_sources, load_sources

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Connection", "connect", "load", "open_reader", "query", "trace"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class Connection:
    """A graph to load documents into and to query. The store is opened at the first question; use it in a `with`, or call `close`.

    with danchieu.connect() as graph:
        graph.query("cited_by", document="05-CT/TW")
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._reader: Reader | None = None

    def load(self, paths: Paths, registers: Paths = (), *, prune: bool = False) -> LoadReport:
        """Load files and folders, and registers of known documents. Unchanged files are skipped; failures are in the report.

        With `prune`, documents are removed whose files no longer exist: in these folders, or at these paths. Raises SourceError when no
        path can be used.
        """
        sources = find_sources(_paths(paths), _paths(registers), pruning=prune)
        with open_store(self.settings, mode="write") as writer:
            return load_sources(writer, sources, pruning=prune, limits=limits_of(self.settings))

    def query(self, question: str, /, **parameters: object) -> pd.DataFrame:
        """Run a query of the library by its name, or read-only Cypher, and return its rows as a DataFrame.

        Raises UnknownQuery for a word that names no query, QueryError, and UnknownDocument or AmbiguousDocument for a parameter that does
        not identify one document.
        """
        if names_query(question):
            return make_frame(question, run(self.reader, question, **parameters))
        return pd.DataFrame(self.reader.read(question, **parameters))

    def trace(self, citation: str) -> list[tracing.Trace]:
        """Trace citations from file and line to edge: one by its id, those of a line by FILE:LINE, all of a document by id or symbol."""
        found = tracing.find_citations(self.reader, citation)
        linker = linker_of(self.reader)
        return [tracing.trace(self.reader, row.citation, linker) for row in found]

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return the whole graph of documents: nodes by id with their properties, an edge per relation, from citing to cited document."""
        from danchieu.graph.queries.analysis import build_graph

        return build_graph(run(self.reader, "documents"), run(self.reader, "network"))

    @property
    def reader(self) -> Reader:
        """The store, open for reading."""
        if self._reader is None:
            self._reader = open_reader(self.settings)
        return self._reader

    def close(self) -> None:
        """Close the connection. An embedded server keeps running: `danchieu store stop` ends it."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def connect(store: str | None = None) -> Connection:
    """Connect to a graph: `embedded:DIR` or a Bolt URL; by default DANCHIEU_STORE, else the embedded store in `.danchieu`.

    Raises SettingsError for an address of another kind.
    """
    return Connection(read_settings(store))


def load(paths: Paths, registers: Paths = (), *, store: str | None = None, prune: bool = False) -> LoadReport:
    """Load files and folders into the graph and close it: see `Connection.load`."""
    with connect(store) as connection:
        return connection.load(paths, registers, prune=prune)


def query(question: str, /, *, store: str | None = None, **parameters: object) -> pd.DataFrame:
    """Run one query and close the graph: see `Connection.query`. Connect yourself to ask several."""
    with connect(store) as connection:
        return connection.query(question, **parameters)


def trace(citation: str, *, store: str | None = None) -> list[tracing.Trace]:
    """Trace citations and close the graph: see `Connection.trace`."""
    with connect(store) as connection:
        return connection.trace(citation)


def open_reader(settings: Settings) -> Reader:
    """Open the store for reading; raises StoreUnreachable if its directory does not exist yet."""
    if settings.directory and not settings.directory.is_dir():
        raise StoreUnreachable(f"no store in {settings.directory}: load documents first with danchieu load, or name another with --store")
    return open_store(settings, mode="read")


def _paths(given: Paths) -> list[Path]:
    """Return the paths given; raise SourceMissing for an empty one, which would be the working folder."""
    paths = [os.fspath(path) for path in ([given] if isinstance(given, str | os.PathLike) else given)]
    if "" in paths:
        raise SourceMissing("''", "the path is empty; give a file or folder, or . for this folder")
    return [Path(path) for path in paths]

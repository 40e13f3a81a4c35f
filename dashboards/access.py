"""The dashboard's access to the graph, and the only module of dashboards that imports it: queries, Cypher, network analysis.

Answers are cached for a minute, so that a page queries the store once; errors are not cached.
"""

from __future__ import annotations

import sys

import networkx as nx
import pandas as pd
import streamlit as st

from danchieu.graph.errors import AmbiguousDocument, DanchieuError, StoreError, UnknownDocument
from danchieu.graph.model import Row
from danchieu.graph.model.folding import strip_marks, words
from danchieu.graph.model.markdown import is_markdown, without_markdown
from danchieu.graph.queries import analysis
from danchieu.graph.queries.cells import cell_text, csv_text
from danchieu.graph.queries.library import DocumentId, Query, find_document, load_queries, make_frame, run
from danchieu.graph.settings import Settings, read_settings
from danchieu.graph.store.bolt import Reader, open_store

__all__ = [
    "MOST_ROWS",
    "AmbiguousDocument",
    "DanchieuError",
    "DocumentId",
    "Query",
    "Row",
    "StoreError",
    "UnknownDocument",
    "ask_cypher",
    "cell_text",
    "csv_text",
    "cycles",
    "displayed",
    "document_id",
    "frame",
    "graph",
    "load_queries",
    "neighbourhood",
    "rankings",
    "reader",
    "rows",
    "settings",
    "strip_marks",
    "to_rows",
    "widest",
    "words",
]

CACHE_SECONDS = 60
MOST_ROWS = 5000
_LISTED = ("symbol", "name", "type", "title", "issued_on", "level", "status")  # what a list of documents shows of each


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.close())
def reader() -> Reader:
    """Open the store for reading."""
    return open_store(settings(), mode="read")


def settings() -> Settings:
    """Read the settings, with the store that `danchieu dashboard` passed on, if it did."""
    arguments = sys.argv[1:]
    return read_settings(arguments[1] if arguments[:1] == ["--store"] else None)


@st.cache_data(ttl=CACHE_SECONDS, show_spinner=False, max_entries=500)
def rows(name: str, /, **parameters: object) -> list[Row]:
    """Run a query of the library: see graph.queries.library.run."""
    return run(reader(), name, **parameters)


def displayed(document: str) -> tuple[Row | None, list[Row]]:
    """Return the file of a document with its text as it is shown, None if it was not loaded, and what it cites, with offsets in that."""
    files, cites = rows("text", document=document), rows("cites", document=document)
    if not files:
        return None, cites
    [file] = files
    text, marks = without_markdown(file["text"]) if is_markdown(file["reader"]) else (file["text"], None)
    if marks is None:
        return file, cites
    return file | {"text": text}, [one | {"start": marks.place(one["start"]), "end": marks.place(one["end"])} for one in cites]


def frame(name: str, /, **parameters: object) -> pd.DataFrame:
    """Run a query of the library and return its rows as a DataFrame, for charts, tables and CSV."""
    return make_frame(name, rows(name, **parameters))


def ask_cypher(text: str) -> pd.DataFrame:
    """Run the user's own read-only query: a DataFrame with the columns of its RETURN, at most 5000 rows."""
    return pd.DataFrame(reader().read(text)[:MOST_ROWS])


@st.cache_data(ttl=CACHE_SECONDS, show_spinner=False, max_entries=500)
def document_id(text: str) -> DocumentId:
    """Find the document with this id or symbol; raises UnknownDocument or AmbiguousDocument."""
    return find_document(reader(), text)


@st.cache_resource(ttl=CACHE_SECONDS, show_spinner=False)
def graph() -> nx.MultiDiGraph[str]:
    """Build the networkx graph for the analysis."""
    return analysis.build_graph(run(reader(), "documents"), run(reader(), "network"))


@st.cache_data(ttl=CACHE_SECONDS, show_spinner=False)
def rankings() -> pd.DataFrame:
    """Rank all documents by PageRank: one row per document, with what a list of documents shows."""
    ranked = analysis.rankings(graph())
    nodes = graph().nodes
    for column in _LISTED:
        ranked[column] = pd.Series([nodes[document].get(column) for document in ranked["id"]], dtype=object)
    ranked["document"] = [row["symbol"] or row["name"] or row["id"] for row in to_rows(ranked)]
    return ranked


def widest() -> list[Row]:
    """Return the documents that others implement, those with the most implementing documents first."""
    ranked = rankings()
    return to_rows(ranked[ranked["cascade"] > 0].sort_values(["cascade", "id"], ascending=[False, True]))


def to_rows(frame: pd.DataFrame) -> list[Row]:
    """Convert a DataFrame to rows of plain values, None for what is missing."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in record.items()} for record in records]


def cycles() -> list[list[str]]:
    """Find documents that implement each other in a cycle."""
    return analysis.cycles(graph())


def neighbourhood(centre: str, steps: int, limit: int) -> nx.MultiDiGraph[str]:
    """Return the graph around a document, or without a document the part with the highest PageRank."""
    if centre:
        return analysis.neighbourhood(graph(), centre, steps=steps, limit=limit)
    strongest = graph().subgraph(rankings()["id"][:limit])
    return strongest.subgraph([document for document, degree in strongest.degree() if degree])

"""The dashboard's way to the graph, and the only module here that imports it: questions, own Cypher, the projection for analysis.

Answers are kept for a minute, so that a page asks the store once; what failed is not kept.
"""

from __future__ import annotations

import sys
from typing import Any

import networkx as nx
import pandas as pd
import streamlit as st

from danchieu.graph.errors import AmbiguousDocument, DanchieuError, StoreError, UnknownDocument
from danchieu.graph.model.folding import strip_marks
from danchieu.graph.queries import analysis
from danchieu.graph.queries.library import Query, find_document, load_queries, run
from danchieu.graph.settings import read_settings
from danchieu.graph.store.bolt import Reader, open_store

__all__ = [
    "MOST_ROWS", "AmbiguousDocument", "DanchieuError", "Query", "StoreError", "UnknownDocument",
    "ask", "ask_cypher", "cycles", "document_id", "graph", "load_queries", "neighbourhood", "plain", "rankings", "reader", "rows",
    "strip_marks",
]  # fmt: skip

KEPT = 60  # seconds
MOST_ROWS = 5000


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.close())
def reader() -> Reader:
    """The store that `danchieu dashboard` named, else the one of the settings, opened for reading."""
    named = sys.argv[sys.argv.index("--store") + 1] if "--store" in sys.argv else None
    return open_store(read_settings(named), mode="read")


@st.cache_data(ttl=KEPT, show_spinner=False, max_entries=500)
def ask(name: str, **parameters: object) -> pd.DataFrame:
    """The answer to a query of the library: see graph.queries.run."""
    return run(reader(), name, **parameters)


def rows(name: str, **parameters: object) -> list[dict[str, Any]]:
    """The same as plain rows, what is missing being None."""
    return plain(ask(name, **parameters))


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame as dictionaries of plain values."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in record.items()} for record in records]


def ask_cypher(text: str) -> pd.DataFrame:
    """The answer to a read-only query of the user's own, as a frame with the columns of its RETURN; at most 5000 rows."""
    return pd.DataFrame(reader().read(text)[:MOST_ROWS])


@st.cache_data(ttl=KEPT, show_spinner=False, max_entries=500)
def document_id(text: str) -> str:
    """The id of the document that an id or a symbol names; raises UnknownDocument or AmbiguousDocument."""
    return find_document(reader(), text)


@st.cache_resource(ttl=KEPT, show_spinner=False)
def graph() -> nx.MultiDiGraph[str]:
    """The projection that the analysis works on."""
    return analysis.build_graph(run(reader(), "documents"), run(reader(), "network"))


@st.cache_data(ttl=KEPT, show_spinner=False)
def rankings() -> pd.DataFrame:
    """One row per document by PageRank, with what a list of documents shows."""
    ranked = analysis.rankings(graph())
    known = graph().nodes
    for column in ("symbol", "name", "type", "title", "issued_on", "level", "status"):
        ranked[column] = pd.Series([known[document].get(column) for document in ranked["id"]], dtype=object)
    ranked["document"] = [row["symbol"] or row["name"] or row["id"] for row in plain(ranked)]
    return ranked


def cycles() -> list[list[str]]:
    """Rings of documents that carry each other out."""
    return analysis.cycles(graph())


def neighbourhood(centre: str, steps: int, limit: int) -> nx.MultiDiGraph[str]:
    """What lies around a document; around no document, the part of the graph with the highest PageRank."""
    if centre:
        return analysis.neighbourhood(graph(), centre, steps=steps, limit=limit)
    strongest = graph().subgraph(rankings()["id"][:limit])
    return strongest.subgraph([document for document, degree in strongest.degree() if degree])

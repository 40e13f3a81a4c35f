"""Network analysis with networkx: PageRank, cascades, cycles, neighbourhoods.

Pure functions on rows and graphs: none opens a store. Edges point from the citing to the cited document, as in the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import networkx as nx
import pandas as pd

from danchieu.graph.model import Relation, Row, TextKind

__all__ = ["DOWNWARD", "build_graph", "cascade_sizes", "cycles", "neighbourhood", "page_rank", "rankings"]

DOWNWARD = (Relation.IMPLEMENTS, Relation.BASED_ON, Relation.GUIDES)
"""Relations from an implementing document to the directive that it implements, guides or is based on."""


def build_graph(documents: Iterable[Row], edges: Iterable[Row]) -> nx.MultiDiGraph[str]:
    """Build the graph of documents from rows of the queries `documents` and `network`.

    Nodes are ids with the other columns as attributes; edges have the relation as key, and `mentions` and `confidence`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in documents:
        graph.add_node(row["id"], **{key: value for key, value in row.items() if key != "id"})
    for row in edges:
        graph.add_edge(row["source"], row["target"], key=row["relation"], mentions=row["mentions"], confidence=row["confidence"])
    return graph


def page_rank(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Compute the PageRank of every document over its citations, each pair counted once; the values add up to 1."""
    if not graph:
        return {}
    return dict(nx.pagerank(nx.DiGraph(graph), weight=None))


def cascade_sizes(graph: nx.MultiDiGraph[str], relations: Iterable[str] = DOWNWARD) -> dict[str, int]:
    """Count for every document the documents that implement it, directly or over any number of steps; pages about it are none.

    Cycles are condensed first, so that each document is counted once and the cost is near linear on a tree.
    """
    below: nx.DiGraph[str] = nx.DiGraph()
    below.add_nodes_from(graph)
    wanted = {str(relation) for relation in relations}
    kinds = graph.nodes(data="kind")
    below.add_edges_from(
        (target, source)
        for source, target, relation in graph.edges(keys=True)
        if relation in wanted and source != target and kinds[source] != TextKind.PAGE
    )
    condensed = nx.condensation(below)
    reached: dict[int, set[int]] = {}
    for component in reversed(list(nx.topological_sort(condensed))):
        reached[component] = {component}.union(*(reached[child] for child in condensed.successors(component)))
    members = nx.get_node_attributes(condensed, "members")
    size = {component: sum(len(members[other]) for other in others) - 1 for component, others in reached.items()}
    return {document: size[component] for component, documents in members.items() for document in documents}


def cycles(graph: nx.MultiDiGraph[str], relations: Iterable[str] = DOWNWARD, *, limit: int = 100) -> list[list[str]]:
    """Find documents that implement each other in a cycle, shortest first, at most `limit`: each is an error in a text or in extraction."""
    wanted = {str(relation) for relation in relations}
    directed: nx.DiGraph[str] = nx.DiGraph((source, target) for source, target, relation in graph.edges(keys=True) if relation in wanted)
    found = [_from_smallest(cycle) for cycle in islice(nx.simple_cycles(directed, length_bound=6), limit)]
    return sorted(found, key=lambda cycle: (len(cycle), cycle))


def neighbourhood(graph: nx.MultiDiGraph[str], centre: str, *, steps: int = 1, limit: int = 80) -> nx.MultiDiGraph[str]:
    """Return the part of the graph within `steps` of a document in either direction, nearest first, at most `limit` documents."""
    distances = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=steps)
    nearest = sorted(distances, key=lambda document: (distances[document], -graph.in_degree(document), document))
    return graph.subgraph(nearest[:limit]).copy()


def rankings(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Rank all documents by PageRank, highest first: one row per document with id, page_rank, cascade, cited_by, cites."""
    rank, cascade = page_rank(graph), cascade_sizes(graph)
    simple: nx.DiGraph[str] = nx.DiGraph(graph)
    rows = [(node, rank[node], cascade[node], simple.in_degree(node), simple.out_degree(node)) for node in graph]
    frame = pd.DataFrame(rows, columns=["id", "page_rank", "cascade", "cited_by", "cites"])
    return frame.sort_values(["page_rank", "id"], ascending=[False, True], ignore_index=True)


def _from_smallest(cycle: list[str]) -> list[str]:
    start = cycle.index(min(cycle))
    return cycle[start:] + cycle[:start]

"""What the shape of the graph says, computed with networkx from the rows of the queries `documents` and `network`.

Pure functions on frames and graphs: nothing here asks a store. Edges point from the citing to the cited document, as in the graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import networkx as nx
import pandas as pd

from danchieu.graph.model import Relation

__all__ = ["DOWNWARD", "build_graph", "cascade_sizes", "cycles", "neighbourhood", "page_rank", "rankings"]

DOWNWARD = (Relation.IMPLEMENTS, Relation.BASED_ON, Relation.GUIDES)
"""Relations by which a directive reaches the documents below it."""


def build_graph(documents: pd.DataFrame, edges: pd.DataFrame) -> nx.MultiDiGraph[str]:
    """The graph of documents: nodes carry the columns of `documents`, edges are keyed by relation and carry mentions and confidence."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in documents.to_dict("records"):
        graph.add_node(str(row["id"]), **{str(key): value for key, value in row.items() if key != "id"})
    for row in edges.to_dict("records"):
        graph.add_edge(
            str(row["source"]), str(row["target"]), key=str(row["relation"]), mentions=row["mentions"], confidence=row["confidence"]
        )
    return graph


def page_rank(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """PageRank of every document over who cites whom, each pair once: shares that add up to 1."""
    if not graph:
        return {}
    return dict(nx.pagerank(nx.DiGraph(graph), weight=None))


def cascade_sizes(graph: nx.MultiDiGraph[str], relations: Iterable[str] = DOWNWARD) -> dict[str, int]:
    """For every document, how many others are reached below it, over any number of steps.

    Cycles are condensed first, so that each document is counted once and the work stays near linear on a tree.
    """
    below: nx.DiGraph[str] = nx.DiGraph()
    below.add_nodes_from(graph)
    wanted = {str(relation) for relation in relations}
    below.add_edges_from((target, source) for source, target, relation in graph.edges(keys=True) if relation in wanted and source != target)
    condensed = nx.condensation(below)
    reached: dict[int, set[int]] = {}
    for component in reversed(list(nx.topological_sort(condensed))):
        reached[component] = {component}.union(*(reached[child] for child in condensed.successors(component)))
    members = nx.get_node_attributes(condensed, "members")
    size = {component: sum(len(members[other]) for other in others) - 1 for component, others in reached.items()}
    return {document: size[component] for component, documents in members.items() for document in documents}


def cycles(graph: nx.MultiDiGraph[str], relations: Iterable[str] = DOWNWARD, *, limit: int = 100) -> list[list[str]]:
    """Rings of documents that carry each other out, shortest first, at most `limit`: each is a fault in a text or in its reading."""
    wanted = {str(relation) for relation in relations}
    directed: nx.DiGraph[str] = nx.DiGraph((source, target) for source, target, relation in graph.edges(keys=True) if relation in wanted)
    rings = [_from_smallest(ring) for ring in islice(nx.simple_cycles(directed, length_bound=6), limit)]
    return sorted(rings, key=lambda ring: (len(ring), ring))


def neighbourhood(graph: nx.MultiDiGraph[str], centre: str, *, steps: int = 1, limit: int = 80) -> nx.MultiDiGraph[str]:
    """The part of the graph within `steps` of a document in either direction, nearest first, at most `limit` documents."""
    distances = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=steps)
    nearest = sorted(distances, key=lambda document: (distances[document], -graph.in_degree(document), document))
    return graph.subgraph(nearest[:limit]).copy()


def rankings(graph: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """One row per document: id, page_rank, cascade, cited_by, cites; by PageRank, highest first."""
    rank, cascade = page_rank(graph), cascade_sizes(graph)
    simple: nx.DiGraph[str] = nx.DiGraph(graph)
    rows = [(node, rank[node], cascade[node], simple.in_degree(node), simple.out_degree(node)) for node in graph]
    frame = pd.DataFrame(rows, columns=["id", "page_rank", "cascade", "cited_by", "cites"])
    return frame.sort_values(["page_rank", "id"], ascending=[False, True], ignore_index=True)


def _from_smallest(ring: list[str]) -> list[str]:
    start = ring.index(min(ring))
    return ring[start:] + ring[:start]

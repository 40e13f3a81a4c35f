"""Test rankings, cascades, cycles and neighbourhoods on graphs small enough to check by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from danchieu.graph.queries.analysis import build_graph, cascade_sizes, cycles, neighbourhood, page_rank, rankings


def graph_of(*edges: tuple[str, str, str], alone: str = "") -> nx.MultiDiGraph[str]:
    """Build a graph from edges (citing, relation, cited) and from documents without edges."""
    ids = {name for source, _, target in edges for name in (source, target)} | set(alone)
    documents = [{"id": one, "symbol": one} for one in sorted(ids)]
    rows = [
        {"source": source, "relation": relation, "target": target, "mentions": 1, "confidence": None} for source, relation, target in edges
    ]
    return build_graph(documents, rows)


TREE = [
    ("p", "IMPLEMENTS", "d"),
    ("p", "CITES", "d"),
    ("q", "BASED_ON", "d"),
    ("h", "GUIDES", "p"),
    ("h", "IMPLEMENTS", "q"),
    ("x", "CITES", "h"),
]


def test_the_projection_keeps_every_relation_and_the_properties() -> None:
    graph = graph_of(*TREE, alone="z")
    assert set(graph.edges(keys=True)) == {(source, target, relation) for source, relation, target in TREE}
    assert graph.nodes["z"] == {"symbol": "z"}


def test_page_rank_counts_a_pair_once_and_adds_up_to_one() -> None:
    rank = page_rank(graph_of(*TREE))
    assert sum(rank.values()) == pytest.approx(1)
    assert max(rank, key=lambda document: rank[document]) == "d"
    # By hand: a and b cite c. With damping 0.85 and a dangling c, rank(c) = rank(a) * (1 + 2 * 0.85).
    two = page_rank(graph_of(("a", "CITES", "c"), ("a", "IMPLEMENTS", "c"), ("b", "CITES", "c")))
    assert two["a"] == pytest.approx(two["b"])
    assert two["c"] / two["a"] == pytest.approx(2.7, rel=1e-4)


@pytest.mark.parametrize(
    ("edges", "sizes"),
    [
        (TREE, {"d": 3, "p": 1, "q": 1, "h": 0, "x": 0}),  # h is reached by two paths and counted once; CITES does not count
        ([("a", "IMPLEMENTS", "b"), ("b", "IMPLEMENTS", "a"), ("c", "BASED_ON", "a")], {"a": 2, "b": 2, "c": 0}),
        ([("a", "IMPLEMENTS", "a")], {"a": 0}),
        ([("a", "REPLACES", "b")], {"a": 0, "b": 0}),
    ],
)
def test_cascade_counts_each_implementing_document_once(edges: list[tuple[str, str, str]], sizes: dict[str, int]) -> None:
    assert cascade_sizes(graph_of(*edges)) == sizes


def test_cascade_sizes_agree_with_a_walk_from_every_document() -> None:
    random = nx.gnp_random_graph(60, 0.03, seed=3, directed=True)
    graph = graph_of(*((f"n{a}", "IMPLEMENTS", f"n{b}") for a, b in random.edges))
    walked = {node: len(nx.ancestors(graph, node)) for node in graph}
    assert cascade_sizes(graph) == walked


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        (TREE, []),
        ([("b", "IMPLEMENTS", "a"), ("a", "BASED_ON", "b"), ("b", "CITES", "c"), ("c", "CITES", "b")], [["a", "b"]]),
        ([("c", "IMPLEMENTS", "b"), ("b", "IMPLEMENTS", "a"), ("a", "GUIDES", "c")], [["a", "c", "b"]]),
    ],
)
def test_cycles_follow_downward_relations_and_start_at_the_smallest_id(edges: list[Any], found: list[list[str]]) -> None:
    assert cycles(graph_of(*edges)) == found


def test_dense_graph_lists_cycles_up_to_the_limit() -> None:
    edges = [(f"n{a}", "IMPLEMENTS", f"n{b}") for a in range(12) for b in range(12) if a != b]
    assert len(cycles(graph_of(*edges), limit=10)) == 10


def test_neighbourhood_limit_keeps_the_nearest_documents() -> None:
    graph = graph_of(*TREE)
    assert set(neighbourhood(graph, "d")) == {"d", "p", "q"}
    assert set(neighbourhood(graph, "d", steps=2)) == {"d", "p", "q", "h"}
    assert set(neighbourhood(graph, "d", steps=3, limit=2)) == {"d", "p"}


def test_rankings_are_sorted_by_page_rank() -> None:
    frame = rankings(graph_of(*TREE))
    assert list(frame) == ["id", "page_rank", "cascade", "cited_by", "cites"]
    assert next(iter(frame[["id", "cascade", "cited_by", "cites"]].itertuples(index=False, name=None))) == ("d", 3, 2, 0)
    assert frame["page_rank"].is_monotonic_decreasing


def test_an_empty_graph_has_no_rankings() -> None:
    empty = graph_of()
    assert rankings(empty).empty
    assert page_rank(empty) == {} and cascade_sizes(empty) == {} and cycles(empty) == []

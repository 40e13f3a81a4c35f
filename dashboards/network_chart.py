"""Draws a small graph of documents with the ECharts that Streamlit ships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from danchieu.dashboards.language import name_of
from danchieu.dashboards.palette import INK, LEVELS, LINE, MUTED, PAPER, RELATIONS, SANS, STUB

__all__ = ["draw_network"]

Row = Mapping[str, Any]
Place = tuple[float, float]

NAMED = 14  # points with a visible name: those of the highest PageRank; more would cover the lines
SMALLEST, GROWTH = 7, 25  # pixels: a point without PageRank, and what the highest PageRank adds
TITLE = 90  # characters of a title in a tooltip


def draw_network(graph: nx.MultiDiGraph[str], rank: Mapping[str, float], centre: str = "") -> dict[str, Any]:
    """Draw a point per document, called by its id, and a line per pair in the colour of its relation.

    A point is larger the higher its PageRank, has the colour of its level, is hollow if the document is only cited, and has a dark border
    if it is the `centre`.
    """
    levels = [level for level in LEVELS if any(_level(data) == level for _, data in graph.nodes(data=True))]
    largest = max((rank.get(node, 0.0) for node in graph), default=1.0) or 1.0
    named = {centre, *sorted(graph, key=lambda node: -rank.get(node, 0.0))[:NAMED]}
    places = _lay_out(nx.Graph(graph))
    nodes = [
        _point(node, data, places[node], rank.get(node, 0.0) / largest, centre=node == centre)
        | {"category": levels.index(_level(data)), "label": {"show": node in named, "formatter": _name(node, data)}}
        for node, data in graph.nodes(data=True)
    ]
    categories = [{"name": name_of("level", level), "itemStyle": {"color": LEVELS[level]}} for level in levels]
    return _FRAME | {
        "legend": [_LEGEND | {"data": [category["name"] for category in categories]}],
        "series": [_SERIES | {"data": nodes, "links": _lines(graph), "categories": categories}],
    }


_FRAME: dict[str, Any] = {
    "animation": False,
    "textStyle": {"fontFamily": SANS},
    "tooltip": {
        "confine": True,
        "formatter": "{c}",
        "backgroundColor": "#ffffff",
        "borderColor": LINE,
        "textStyle": {"color": INK, "fontSize": 12},
    },
}
_LEGEND: dict[str, Any] = {"bottom": 0, "icon": "circle", "itemWidth": 10, "textStyle": {"color": MUTED}}
_SERIES: dict[str, Any] = {
    "type": "graph",
    "layout": "none",
    "preserveAspect": True,
    "top": 24,
    "bottom": 56,
    "left": 24,
    "right": 90,
    "roam": True,
    "selectedMode": "single",
    "edgeSymbol": ["none", "arrow"],
    "edgeSymbolSize": 6,
    "lineStyle": {"opacity": 0.5, "width": 1.2, "curveness": 0.06},
    "label": {"position": "right", "fontSize": 11.5, "color": INK, "textBorderColor": PAPER, "textBorderWidth": 3},
    "labelLayout": {"hideOverlap": True},
    "emphasis": {"focus": "adjacency", "lineStyle": {"width": 2, "opacity": 0.9}, "label": {"show": True}},
}


def _point(node: str, data: Row, place: Place, share: float, *, centre: bool) -> dict[str, Any]:
    """Draw a document; `share` is its PageRank as a share of the highest."""
    colour, stub = LEVELS[_level(data)], data.get("status") == "cited"
    style = {
        "color": PAPER if stub else colour,
        "borderColor": INK if centre else colour,
        "borderWidth": 2 if stub or centre else 0.5,
    }
    return {
        "id": node,
        "name": node,
        "value": _description(node, data),
        "x": round(place[0] * 100, 1),
        "y": round(place[1] * 100, 1),
        "symbolSize": round(SMALLEST + GROWTH * share, 1),
        "itemStyle": style,
    }


def _lines(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Draw one line per pair: a stated relation takes precedence over CITES."""
    order = {relation: place for place, relation in enumerate(RELATIONS)}
    pairs: dict[tuple[str, str], str] = {}
    for source, target, relation in sorted(graph.edges(keys=True), key=lambda edge: order.get(edge[2], len(order))):
        pairs.setdefault((source, target), relation)
    return [
        {"source": source, "target": target, "value": name_of("relation", relation), "lineStyle": {"color": RELATIONS.get(relation, STUB)}}
        for (source, target), relation in pairs.items()
    ]


def _lay_out(graph: nx.Graph[str]) -> dict[str, Place]:
    """Lay out each connected part separately: the largest on the left, the others beside it in columns."""
    places: dict[str, Place] = {}
    left = top = width = height = 0.0
    for part in sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part))):
        radius = len(part) ** 0.8
        ordered: nx.Graph[str] = nx.Graph()  # the same graph in the same order gives the same picture
        ordered.add_nodes_from(sorted(part))
        ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.subgraph(part).edges))
        laid = nx.kamada_kawai_layout(ordered, scale=radius)
        xs, ys = [float(x) * 1.5 for x, _ in laid.values()], [float(y) for _, y in laid.values()]
        across, down = max(xs) - min(xs) + 1.5, max(ys) - min(ys) + 1.2
        height = height or down
        if top and top + down > height:
            left, top, width = left + width, 0.0, 0.0
        for node, x, y in zip(laid, xs, ys, strict=True):
            places[node] = (left + x - min(xs), top + y - min(ys))
        top, width = top + down, max(width, across)
    return places


def _level(data: Row) -> str:
    level = str(data.get("level") or "unknown")
    return level if level in LEVELS else "unknown"


def _name(node: str, data: Row) -> str:
    return str(data.get("symbol") or data.get("name") or node)


def _description(node: str, data: Row) -> str:
    title = str(data.get("title") or "")
    return _name(node, data) + (f": {title[:TITLE]}{'…' if len(title) > TITLE else ''}" if title else "")

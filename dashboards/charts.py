"""Pictures: Altair charts with a time axis, and the network, both drawn by what Streamlit ships. Frames and graphs in, charts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import networkx as nx
import pandas as pd

from danchieu.dashboards.language import name_of, say
from danchieu.dashboards.palette import INK, LEVELS, LINE, MUTED, PAPER, RELATIONS, SANS, STUB

__all__ = ["by_relation", "by_year", "network", "propagation_tree", "tree_rows"]

Row = Mapping[str, Any]


def by_year(frame: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """Columns of documents per year, stacked by level; frame: year, level, documents."""
    levels = [level for level in LEVELS if level in set(frame["level"])]
    shown = frame.assign(name=[name_of("level", level) for level in frame["level"]], rank=[levels.index(level) for level in frame["level"]])
    years = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    chart = (
        alt.Chart(shown)
        .mark_bar(cornerRadius=1)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=years),
                axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=8, ticks=False, domainColor=LINE),
            ),
            y=alt.Y("sum(documents):Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4, domain=False, ticks=False)),
            color=_levels_scale(levels),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("year:O", title=say("column.year")),
                alt.Tooltip("name:N", title=say("column.level")),
                alt.Tooltip("documents:Q", title=say("column.documents")),
            ],
        )
        .properties(height=230)
    )
    return _calm(chart)


def by_relation(frame: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """A bar per relation in its own colour with its count; frame: relation, citations."""
    shown = frame.sort_values("citations", ascending=False)
    shown = shown.assign(name=[name_of("relation", relation) for relation in shown["relation"]])
    base = alt.Chart(shown).encode(
        y=alt.Y("name:N", sort=list(shown["name"]), title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=180, labelPadding=8)),
        x=alt.X("citations:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title=say("column.relation")), alt.Tooltip("citations:Q", title=say("column.citations"))],
    )
    colour = alt.Color("relation:N", legend=None, scale=alt.Scale(domain=list(RELATIONS), range=list(RELATIONS.values())))
    bars = base.mark_bar(cornerRadius=2, height=12).encode(color=colour)
    counts = base.mark_text(align="left", dx=6, color=MUTED, fontSize=12).encode(text="citations:Q")
    return _calm((bars + counts).properties(height=max(120, 28 * len(shown))))


def tree_rows(root: Row, below: pd.DataFrame) -> pd.DataFrame:
    """The tree in reading order, one row per document: place (0 at the top), day, dated, and place and day of its parent.

    `below` is the answer to the query `propagation`. Children follow their parent by date; one without a date stands at its parent's.
    """
    children: dict[str, list[dict[str, Any]]] = {}
    for row in below.to_dict("records"):
        children.setdefault(str(row["parent"]), []).append({str(key): value for key, value in row.items()})
    rows: list[dict[str, Any]] = []

    def visit(row: dict[str, Any], parent: dict[str, Any] | None) -> None:
        day = row.get("issued_on") or (parent["day"] if parent else None)
        placed = row | {"place": len(rows), "dated": row.get("issued_on") is not None, "day": day}
        placed |= {"parent_place": parent["place"], "parent_day": parent["day"]} if parent else {"parent_place": None, "parent_day": None}
        rows.append(placed)
        for child in sorted(children.get(str(row["id"]), []), key=lambda child: (str(child["issued_on"] or "9"), str(child["id"]))):
            visit(child, placed)

    visit({"depth": 0, "relation": None, "parent": None, "lag_days": 0, "step_days": None} | dict(root), None)
    return pd.DataFrame(rows)


def propagation_tree(rows: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """The tree on a time axis: a point per document in the colour of its level, elbows up to what it carries out. Click selects `id`."""
    levels = [level for level in LEVELS if level in set(rows["level"].fillna("unknown"))]
    shown = rows.assign(
        level=rows["level"].fillna("unknown"),
        label=[_with_place(row) for _, row in rows.iterrows()],
        day=pd.to_datetime(rows["day"]),
        parent_day=pd.to_datetime(rows["parent_day"]),
        relation_name=[name_of("relation", relation) if relation else "" for relation in rows["relation"]],
    )
    shown["level_name"] = [name_of("level", level) for level in shown["level"]]
    shown["who"] = shown["issuer"].fillna(shown["province"]).fillna("")
    links = shown[shown["parent_place"].notna()]
    span = max((shown["day"].max() - shown["day"].min()).days, 30)
    domain = [shown["day"].min() - pd.Timedelta(days=span * 0.02), shown["day"].max() + pd.Timedelta(days=span * 0.26)]
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[day.isoformat() for day in domain]),
        axis=_time_axis(shown["day"].min(), shown["day"].max()),
    )
    y = alt.Y("place:Q", title=None, axis=None, scale=alt.Scale(domain=[-0.7, len(shown) - 0.3], reverse=True, nice=False))
    colour = _levels_scale(levels)
    down = (
        alt.Chart(links)
        .mark_rule(color="#cfcabd", strokeWidth=1.2)
        .encode(x=alt.X("parent_day:T"), y=alt.Y("parent_place:Q", axis=None), y2="place:Q")
    )
    across = alt.Chart(links).mark_rule(color="#cfcabd", strokeWidth=1.2).encode(x=alt.X("parent_day:T"), x2="day:T", y=y)
    base = alt.Chart(shown).encode(x=x, y=y)
    tooltip = [
        alt.Tooltip("label:N", title=say("column.symbol")),
        alt.Tooltip("title:N", title=say("column.title")),
        alt.Tooltip("who:N", title=say("column.issuer")),
        alt.Tooltip("day:T", title=say("column.issued_on"), format="%d/%m/%Y"),
        alt.Tooltip("relation_name:N", title=say("column.relation")),
        alt.Tooltip("lag_days:Q", title=say("column.lag_days")),
        alt.Tooltip("step_days:Q", title=say("column.step_days")),
    ]
    chosen = alt.selection_point(name="chosen", fields=["id"])
    points = base.mark_point(size=110, filled=True, opacity=1, strokeWidth=2, cursor="pointer").encode(
        fill=alt.condition("datum.dated", colour, alt.value(PAPER)), stroke=_levels_scale(levels, alt.Stroke), tooltip=tooltip
    )
    points = points.add_params(chosen)
    labels = base.mark_text(align="left", dx=10, fontSize=12, fontWeight=500, color=INK).encode(text="label:N")
    return _calm((down + across + points + labels).properties(height=max(150, 26 * len(shown) + 40)))


def network(graph: nx.MultiDiGraph[str], rank: Mapping[str, float], centre: str = "") -> dict[str, Any]:
    """An ECharts picture of a small graph: a point per document, named by its id, lines in the colour of their relation.

    A point is as large as its PageRank, in the colour of its level, hollow when the document is only cited, ringed at the `centre`.
    """
    names = {level: name_of("level", level) for level in LEVELS}
    places = _places(nx.Graph(graph))
    largest = max((rank.get(node, 0.0) for node in graph), default=1.0) or 1.0
    marked = set(sorted(graph, key=lambda node: -rank.get(node, 0.0))[:14]) | {centre}
    present = [level for level in LEVELS if any((data.get("level") or "unknown") == level for _, data in graph.nodes(data=True))]
    nodes: list[dict[str, Any]] = []
    for node, data in graph.nodes(data=True):
        level = data.get("level") or "unknown"
        colour = LEVELS.get(level, LEVELS["unknown"])
        stub = data.get("status") == "cited"
        nodes.append(
            {
                "id": node,
                "name": node,
                "value": _called(node, data),
                "x": round(places[node][0] * 100, 1),
                "y": round(places[node][1] * 100, 1),
                "symbolSize": round(7 + 25 * rank.get(node, 0.0) / largest, 1),
                "category": present.index(level) if level in present else 0,
                "itemStyle": {
                    "color": PAPER if stub else colour,
                    "borderColor": INK if node == centre else colour,
                    "borderWidth": 2 if stub or node == centre else 0.5,
                },
                "label": {"show": node in marked, "formatter": _short(node, data)},
            }
        )
    lines = [
        {"source": source, "target": target, "value": name_of("relation", relation), "lineStyle": {"color": RELATIONS.get(relation, STUB)}}
        for source, target, relation in _strongest(graph)
    ]
    return {
        "animation": False,
        "textStyle": {"fontFamily": SANS},
        "tooltip": {
            "confine": True,
            "formatter": "{c}",
            "backgroundColor": "#ffffff",
            "borderColor": LINE,
            "textStyle": {"color": INK, "fontSize": 12},
        },
        "legend": [
            {"data": [names[level] for level in present], "bottom": 0, "icon": "circle", "itemWidth": 10, "textStyle": {"color": MUTED}}
        ],
        "series": [
            {
                "type": "graph",
                "layout": "none",
                "preserveAspect": True,
                "top": 24,
                "bottom": 56,
                "left": 24,
                "right": 90,
                "roam": True,
                "selectedMode": "single",
                "data": nodes,
                "links": lines,
                "categories": [{"name": names[level], "itemStyle": {"color": LEVELS[level]}} for level in present],
                "edgeSymbol": ["none", "arrow"],
                "edgeSymbolSize": 6,
                "lineStyle": {"opacity": 0.5, "width": 1.2, "curveness": 0.06},
                "label": {"position": "right", "fontSize": 11.5, "color": INK, "textBorderColor": PAPER, "textBorderWidth": 3},
                "labelLayout": {"hideOverlap": True},
                "emphasis": {"focus": "adjacency", "lineStyle": {"width": 2, "opacity": 0.9}, "label": {"show": True}},
            }
        ],
    }


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Where each point stands: every connected part laid out by itself, the largest on the left, the others in columns beside it."""
    places: dict[str, tuple[float, float]] = {}
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


def _strongest(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, str]]:
    """One edge per pair: a stated relation before plain CITES."""
    pairs: dict[tuple[str, str], str] = {}
    for source, target, relation in sorted(
        graph.edges(keys=True), key=lambda edge: list(RELATIONS).index(edge[2]) if edge[2] in RELATIONS else 99
    ):
        pairs.setdefault((source, target), relation)
    return [(source, target, relation) for (source, target), relation in pairs.items()]


def _with_place(row: pd.Series[Any]) -> str:
    """Symbol and where it comes from: 16-CTr/TU · Tỉnh ủy Đắk Lắk."""
    return " · ".join(str(part) for part in (row["symbol"] or row["name"] or row["id"], row["issuer"] or row["province"]) if part)


def _short(node: str, data: Row) -> str:
    return str(data.get("symbol") or data.get("name") or node)


def _called(node: str, data: Row) -> str:
    title = str(data.get("title") or "")
    return _short(node, data) + (f": {title[:90]}{'…' if len(title) > 90 else ''}" if title else "")


def _levels_scale(levels: Sequence[str], channel: Any = alt.Color) -> Any:
    expression = " : ".join(f"datum.value == '{level}' ? '{name_of('level', level)}'" for level in levels) + " : datum.value"
    return channel(
        "level:N",
        scale=alt.Scale(domain=list(levels), range=[LEVELS[level] for level in levels]),
        legend=alt.Legend(title=None, orient="top", labelExpr=expression, symbolType="circle", offset=4) if len(levels) > 1 else None,
    )


def _time_axis(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    """Ticks at the beginnings of years, or of months in a short span, at most nine, none after the last day."""
    years = last - first > pd.Timedelta(days=3 * 366)
    starts = pd.date_range(first, last, freq="YS" if years else "MS")
    return alt.Axis(
        values=[day.isoformat() for day in starts[:: len(starts) // 9 + 1]],
        format="%Y" if years else "%m/%Y",
        orient="top",
        grid=True,
        gridColor=LINE,
        gridDash=[2, 3],
        ticks=False,
        domain=False,
        labelOverlap=True,
    )


def _calm(chart: alt.Chart | alt.LayerChart) -> alt.Chart | alt.LayerChart:
    calm: alt.Chart | alt.LayerChart = (
        chart.configure(font=SANS, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelColor=MUTED, titleColor=MUTED, labelFontSize=12, gridColor=LINE)
        .configure_legend(labelColor=INK, labelFontSize=12)
    )
    return calm

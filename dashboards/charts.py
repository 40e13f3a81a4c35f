"""Draws Altair charts: documents by year, citations by relation, the implementation of a directive on a time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from danchieu.dashboards.access import to_rows
from danchieu.dashboards.language import format_number, name_of, say
from danchieu.dashboards.palette import INK, LEVELS, LINE, MUTED, PAPER, RELATIONS, SANS

__all__ = ["by_relation", "by_year", "propagation_tree", "tree_rows"]

Row = Mapping[str, Any]

TITLE = 40  # characters of a title that labels a point
LABEL_ROOM = 0.4  # of the time span, to the right of the last day: a long issuer is about 30 % of the width


def by_year(frame: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """Draw the documents per year, stacked by level; frame: year, level, documents."""
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
    """Draw a bar per relation in its colour with its count; frame: relation, citations."""
    shown = frame.sort_values("citations", ascending=False)
    names = [name_of("relation", relation) for relation in shown["relation"]]
    shown = shown.assign(name=names, count=[format_number(count) for count in shown["citations"]])
    base = alt.Chart(shown).encode(
        y=alt.Y("name:N", sort=list(shown["name"]), title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=180, labelPadding=8)),
        x=alt.X("citations:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title=say("column.relation")), alt.Tooltip("citations:Q", title=say("column.citations"))],
    )
    colour = alt.Color("relation:N", legend=None, scale=alt.Scale(domain=list(RELATIONS), range=list(RELATIONS.values())))
    bars = base.mark_bar(cornerRadius=2, height=12).encode(color=colour)
    counts = base.mark_text(align="left", dx=6, color=MUTED, fontSize=12).encode(text="count:N")
    return _calm((bars + counts).properties(height=max(120, 28 * len(shown))))


def tree_rows(root: Row, below: pd.DataFrame) -> pd.DataFrame:
    """Order the documents that implement a directive as a tree: place (0 at the top), day, dated, and place and day of the parent.

    `below` are the rows of the query `propagation`. Children follow their parent by date; an undated one has the day of its parent.
    """
    children: dict[str, list[dict[str, Any]]] = {}
    for row in to_rows(below):
        children.setdefault(str(row["parent"]), []).append(dict(row))
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
    """Draw the tree on a time axis: a point per document in the colour of its level, lines to the document it implements.

    A click on a point selects its `id`.
    """
    levels = [level for level in LEVELS if level in set(rows["level"].fillna("unknown"))]
    plain = to_rows(rows)
    shown = rows.assign(
        level=rows["level"].fillna("unknown"),
        label=[_with_issuer(row) for row in plain],
        day=pd.to_datetime(rows["day"]),
        parent_day=pd.to_datetime(rows["parent_day"]),
        relation_name=[name_of("relation", row["relation"]) if row["relation"] else "" for row in plain],
    )
    shown["level_name"] = [name_of("level", level) for level in shown["level"]]
    shown["who"] = shown["issuer"].fillna(shown["province"]).fillna("")
    links = shown[shown["parent_place"].notna()]
    span = max((shown["day"].max() - shown["day"].min()).days, 30)
    domain = [shown["day"].min() - pd.Timedelta(days=span * 0.02), shown["day"].max() + pd.Timedelta(days=span * LABEL_ROOM)]
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


def _with_issuer(row: Row) -> str:
    """Return symbol (else name or title) and issuer: 16-CTr/TU · Tỉnh ủy Đắk Lắk."""
    called = row["symbol"] or row["name"] or _shorten(row["title"] or row["id"])
    return " · ".join(str(part) for part in (called, row["issuer"] or row["province"]) if part)


def _shorten(text: str) -> str:
    return text if len(text) <= TITLE else text[:TITLE].rpartition(" ")[0] + " …"


def _levels_scale(levels: Sequence[str], channel: Any = alt.Color) -> Any:
    expression = " : ".join(f"datum.value == '{level}' ? '{name_of('level', level)}'" for level in levels) + " : datum.value"
    return channel(
        "level:N",
        scale=alt.Scale(domain=list(levels), range=[LEVELS[level] for level in levels]),
        legend=alt.Legend(title=None, orient="top", labelExpr=expression, symbolType="circle", offset=4) if len(levels) > 1 else None,
    )


def _time_axis(first: pd.Timestamp, last: pd.Timestamp) -> alt.Axis:
    """Make an axis with ticks at the start of years, or of months in a short span, at most nine, none after the last day."""
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

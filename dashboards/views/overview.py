"""The start page: how much is in the graph, when and at which level, what is cited most, what reaches furthest, what is missing."""

import streamlit as st

from danchieu.dashboards import access, charts
from danchieu.dashboards.address import leave, link
from danchieu.dashboards.html.parts import figures, notice, ranked, section, title
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked

counts = access.rows("overview")[0]
linked(title(say("overview.title"), say("overview.lead")), key="title")
if not counts["loaded"] + counts["cited"]:
    linked(notice(say("error.empty"), say("error.empty_hint")), key="empty")
    st.stop()


def search() -> None:
    """Take the words to the search page, and leave none behind."""
    leave("search", q=st.session_state["overview.q"])
    st.session_state["overview.q"] = ""


st.text_input(
    say("search.label"),
    placeholder=say("search.placeholder"),
    label_visibility="collapsed",
    icon=":material/search:",
    key="overview.q",
    on_change=search,
)

resolved = (counts["resolved"] + counts["stubs"]) / counts["citations"] if counts["citations"] else 0
linked(
    figures(
        [
            (f"{counts['loaded']:,}", say("overview.loaded"), link("search", status="loaded")),
            (f"{counts['cited']:,}", say("overview.cited"), link("search", status="cited")),
            (f"{counts['citations']:,}", say("overview.citations"), ""),
            (f"{resolved:.0%}", say("overview.resolved"), ""),
            (f"{counts['provinces']}", say("overview.provinces"), ""),
            (f"{counts['first_on'].year}–{counts['last_on'].year}" if counts["first_on"] else "–", say("overview.years"), ""),
        ]
    ),
    key="figures",
)

left, right = st.columns([3, 2], gap="large")
timeline = access.ask("timeline")
with left:
    linked(section(say("overview.by_year"), ""), key="year_heading")
    if not timeline.empty:
        st.altair_chart(charts.by_year(timeline.fillna({"level": "unknown"})), theme=None, alt=say("overview.by_year"))
relations = access.ask("relation_counts")
with right:
    linked(section(say("overview.by_relation"), ""), key="relation_heading")
    if not relations.empty:
        st.altair_chart(charts.by_relation(relations), theme=None, alt=say("overview.by_relation"))

left, right = st.columns(2, gap="large")
rankings = access.rankings()
furthest = access.plain(rankings[rankings["cascade"] > 0].sort_values(["cascade", "id"], ascending=[False, True]).head(8))
with left:
    linked(section(say("overview.most_cited"), ranked(access.rows("most_cited", limit=8), "cited_by")), key="most_cited")
    linked(section(say("overview.cascades"), ranked(furthest, "cascade", "propagation")), key="cascades")
with right:
    linked(section(say("overview.missing"), ranked(access.rows("most_cited", status="cited", limit=8), "cited_by")), key="missing")
    if counts["ambiguous"]:
        rows = [
            {**row, "id": row["source"], "symbol": row["source_symbol"], "n": len(row["candidates"])}
            for row in access.rows("ambiguous", limit=8)
        ]
        entries = [{**row, "title": row["text"]} for row in rows]
        linked(section(say("overview.ambiguous"), ranked(entries, "n"), counts["ambiguous"]), key="ambiguous")

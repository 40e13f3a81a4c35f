"""The start page: the size of the graph, documents by year and level, the most cited, the most implemented, the missing."""

import streamlit as st

from danchieu.dashboards import access, charts
from danchieu.dashboards.address import leave, link
from danchieu.dashboards.language import format_number, say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.cards import ranked
from danchieu.dashboards.markup.parts import Figure, figures, notice, section, title

counts = access.rows("overview")[0]
linked(title(say("overview.title"), say("overview.lead")), key="title")
if not counts["loaded"] + counts["cited"]:
    linked(notice(say("error.empty"), say("error.empty_hint")), key="empty")
    st.stop()


def search() -> None:
    """Open the search page with the words, and empty the field."""
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

resolved = 100 * (counts["resolved"] + counts["stubs"]) // counts["citations"] if counts["citations"] else 0  # 100 only if all are
years = f"{counts['first_on'].year}–{counts['last_on'].year}" if counts["first_on"] else "–"
entries = [
    Figure(format_number(counts["loaded"]), say("overview.loaded", count=counts["loaded"]), link("search", status="loaded")),
    Figure(format_number(counts["cited"]), say("overview.cited"), link("search", status="cited")),
    Figure(format_number(counts["citations"]), say("overview.citations", count=counts["citations"])),
    Figure(f"{resolved}%", say("overview.resolved")),
    Figure(format_number(counts["provinces"]), say("overview.provinces", count=counts["provinces"])),
    Figure(years, say("overview.years")),
]
linked(figures(entries), key="figures")

left, right = st.columns([3, 2], gap="large")
timeline = access.frame("timeline")
with left:
    linked(section(say("overview.by_year")), key="year_heading")
    if not timeline.empty:
        st.altair_chart(charts.by_year(timeline.fillna({"level": "unknown"})), theme=None, alt=say("overview.by_year"))
relations = access.frame("relation_counts")
with right:
    linked(section(say("overview.by_relation")), key="relation_heading")
    if not relations.empty:
        st.altair_chart(charts.by_relation(relations), theme=None, alt=say("overview.by_relation"))

left, right = st.columns(2, gap="large")
with left:
    linked(section(say("overview.most_cited"), ranked(access.rows("most_cited", limit=8), "cited_by")), key="most_cited")
    linked(section(say("overview.cascades"), ranked(access.widest()[:8], "cascade", "propagation")), key="cascades")
with right:
    linked(section(say("overview.missing"), ranked(access.rows("most_cited", status="cited", limit=8), "cited_by")), key="missing")
    if counts["ambiguous"]:
        citations = [
            {"id": row["source"], "name": row["source_symbol"] or row["source"], "title": row["text"], "documents": len(row["candidates"])}
            for row in access.rows("ambiguous", limit=8)
        ]
        linked(section(say("overview.ambiguous"), ranked(citations, "documents"), count=counts["ambiguous"]), key="ambiguous")

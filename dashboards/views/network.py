"""The network: a picture around a document or of the most important ones, rankings by PageRank and cascade, cycles."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, kept, visit
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.element import element, join
from danchieu.dashboards.markup.parts import document_path, label, note, notice, relation_chips, section, title
from danchieu.dashboards.network_chart import draw_network
from danchieu.dashboards.tables import table

SIZES = (20, 40, 80, 150)

linked(title(say("network.title"), say("network.lead")), key="title")
ranked = access.rankings()
if ranked.empty:
    linked(notice(say("error.empty"), say("error.empty_hint")), key="empty")
    st.stop()

known = {row["id"]: row for row in access.to_rows(ranked)}
centre = access.document_id(current("id")) if current("id") else ""
offered = list(dict.fromkeys(["", centre, *list(known)[:500]]))


def named(document: str) -> str:
    """Return the label and title of a document, for the choice."""
    return f"{label(known[document])} · {known[document]['title'] or ''}".rstrip(" ·") if document else say("network.whole")


left, middle, right = st.columns([4, 1, 1])
with left:
    st.selectbox(say("network.focus"), offered, format_func=named, **kept("id", "", offered, value=centre))
with middle:
    steps = st.selectbox(say("network.steps"), range(1, 4), disabled=not centre, **kept("steps", 1, range(1, 4)))
with right:
    size = st.selectbox(say("network.size"), SIZES, **kept("size", 80, SIZES))

drawn = access.neighbourhood(centre, steps, size)
picture = draw_network(drawn, dict(zip(ranked["id"], ranked["page_rank"], strict=True)), centre)
event = st.echarts_chart(
    picture,
    height=620,
    on_select="rerun",
    theme=None,
    renderer="svg",
    key=f"network.{centre}.{steps}.{size}",
    alt=say("network.title"),
)
for picked in event["selection"]["selected"]:
    if picked["data_type"] == "node":
        visit("document", id=picture["series"][0]["data"][picked["data_indices"][0]]["id"])
counted = note(say("network.note", nodes=len(drawn), all=len(ranked)), small=True)
linked(join([relation_chips(relation for _, _, relation in drawn.edges(keys=True)), counted]), key="note")

linked(section(say("network.rankings")), key="rankings_heading")
columns = ["document", "title", "issued_on", "page_rank", "cascade", "cited_by", "cites"]
if (row := table(ranked.head(500), columns, key="rankings")) is not None:
    visit("document", id=row["id"])

cycles = access.cycles()
linked(
    section(
        say("network.cycles"),
        note(say("network.cycles_note" if cycles else "network.no_cycles")),
        element("ul", *(element("li", document_path(known[one] for one in cycle)) for cycle in cycles)),
        count=len(cycles) or None,
    ),
    key="cycles",
)

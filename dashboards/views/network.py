"""The network: a picture around a document or of the most important ones, rankings by PageRank and cascade, rings."""

from html import escape

import streamlit as st

from danchieu.dashboards import access, charts
from danchieu.dashboards.address import current, kept, link, visit
from danchieu.dashboards.html.parts import chip, dot, label, notice, section, title
from danchieu.dashboards.language import name_of, say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.palette import RELATIONS
from danchieu.dashboards.tables import table

SIZES = (20, 40, 80, 150)

linked(title(say("network.title"), say("network.lead")), key="title")
ranked = access.rankings()
if ranked.empty:
    linked(notice(say("error.empty"), say("error.empty_hint")), key="empty")
    st.stop()

known = {row["id"]: row for row in access.plain(ranked)}
centre = access.document_id(current("id")) if current("id") else ""
offered = list(dict.fromkeys(["", centre, *list(known)[:500]]))
left, middle, right = st.columns([4, 1, 1])
with left:
    st.selectbox(
        say("network.focus"), offered,
        format_func=lambda value: f"{label(known[value])} · {known[value]['title'] or ''}".rstrip(" ·") if value else say("network.whole"),
        **kept("id", "", offered, value=centre),
    )  # fmt: skip
with middle:
    steps = st.selectbox(say("network.steps"), range(1, 4), disabled=not centre, **kept("steps", 1, range(1, 4)))
with right:
    size = st.selectbox(say("network.size"), SIZES, **kept("size", 80, SIZES))

drawn = access.neighbourhood(centre, steps, size)
picture = charts.network(drawn, dict(zip(ranked["id"], ranked["page_rank"], strict=True)), centre)
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
present = {relation for _, _, relation in drawn.edges(keys=True)}
lines = "".join(
    chip(name_of("relation", relation), style="plain", mark=dot("r", relation)) for relation in RELATIONS if relation in present
)
note = say("network.note", nodes=len(drawn), all=len(ranked))
linked(f'<div class="chips">{lines}</div><p class="muted small">{note}</p>', key="note")

linked(section(say("network.rankings"), ""), key="rankings_heading")
columns = ["document", "title", "issued_on", "page_rank", "cascade", "cited_by", "cites"]
if (row := table(ranked.head(500), columns, key="rankings")) is not None:
    visit("document", id=row["id"])


def ring(documents: list[str]) -> str:
    """A ring as links, each document carrying out the next."""
    return " → ".join(f'<a href="{escape(link("document", id=one))}">{escape(label(known[one]))}</a>' for one in documents)


rings = access.cycles()
body = f'<p class="muted">{say("network.cycles_note" if rings else "network.no_cycles")}</p>'
body += f"<ul>{''.join(f'<li>{ring(documents)}</li>' for documents in rings)}</ul>"
linked(section(say("network.cycles"), body, len(rings) or None), key="cycles")

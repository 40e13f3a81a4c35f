"""The network: a picture around a document or of the most important ones, rankings by PageRank and cascade, rings."""

import streamlit as st

from dashboards import access, charts
from dashboards.address import current, kept, link, visit
from dashboards.language import say
from dashboards.linked import linked
from dashboards.markup import label, notice, section, title
from dashboards.tables import table

SIZES = (20, 40, 80, 150)

linked(title(say("network.title"), say("network.lead")), key="title")
ranked = access.rankings()
if ranked.empty:
    linked(notice(say("error.empty"), say("error.empty_hint")), key="empty")
    st.stop()

known = {row["id"]: row for row in access.plain(ranked)}
centre = access.document_id(current("id")) if current("id") else ""
left, middle, right = st.columns([4, 1, 1])
with left:
    st.selectbox(
        say("network.focus"), ["", *known],
        format_func=lambda value: f"{label(known[value])} · {known[value]['title'] or ''}".rstrip(" ·") if value else say("network.whole"),
        **kept("id", "", ["", *known]),
    )  # fmt: skip
with middle:
    steps = st.selectbox(say("network.steps"), range(1, 4), disabled=not centre, **kept("steps", 1, range(1, 4)))
with right:
    size = st.selectbox(say("network.size"), SIZES, **kept("size", 80, SIZES))

drawn = access.neighbourhood(centre, steps, size)
picture = charts.network(drawn, dict(zip(ranked["id"], ranked["page_rank"], strict=True)), centre)
event = st.echarts_chart(
    picture, height=620, on_select="rerun", theme=None, key=f"network.{centre}.{steps}.{size}", alt=say("network.title")
)
if (picked := event["selection"]["selected"]) and (name := picked[0].get("name")) in known:
    visit("document", id=name)
linked(f'<p class="muted small">{say("network.note", nodes=len(drawn), all=len(ranked))}</p>', key="note")

linked(section(say("network.rankings"), ""), key="rankings_heading")
columns = ["document", "title", "issued_on", "page_rank", "cascade", "cited_by", "cites"]
if (row := table(ranked.head(500), columns, key="rankings")) is not None:
    visit("document", id=row["id"])

rings = access.cycles()
lines = "".join(
    f"<li>{' → '.join(_ring)}</li>"
    for _ring in ([f'<a href="{link("document", id=one)}">{label(known[one])}</a>' for one in ring] for ring in rings)
)
body = (
    f'<p class="muted small">{say("network.cycles_note")}</p><ul>{lines}</ul>'
    if rings
    else f'<p class="muted">{say("network.no_cycles")}</p>'
)
linked(section(say("network.cycles"), body, len(rings) or None), key="cycles")

"""How a directive is implemented: documents on a time axis and as a table, their lag, provinces with and without documents."""

import streamlit as st

from danchieu.dashboards import access, charts
from danchieu.dashboards.address import current, kept, link, visit
from danchieu.dashboards.language import format_number, say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.parts import Figure, figures, heading, label, note, notice, section, title
from danchieu.dashboards.markup.provinces import provinces
from danchieu.dashboards.tables import table

linked(title(say("propagation.title"), say("propagation.lead")), key="title")

implemented = {row["id"]: row for row in access.widest()}
chosen = access.document_id(current("id")) if current("id") else ""
options = list(dict.fromkeys(["", *([chosen] if chosen not in implemented else []), *list(implemented)[:500], chosen]))


def named(document: str) -> str:
    """Return the label of a directive, the number of documents that implement it, and its title."""
    row = implemented.get(document)
    return f"{label(row)} ({format_number(row['cascade'])}) · {row['title'] or ''}".rstrip(" ·") if row else document or "–"


left, right = st.columns([4, 1])
with left:
    st.selectbox(say("propagation.directive"), options, format_func=named, **kept("id", "", options, value=chosen))
with right:
    depth = st.selectbox(say("propagation.depth"), range(1, 7), **kept("depth", 4, range(1, 7)))
if not chosen:
    linked(notice(say("propagation.choose")), key="choose")
    st.stop()

[root] = access.rows("document", document=chosen)
below = access.frame("propagation", document=chosen, depth=depth)
linked(heading(root, href=link("document", id=chosen)), key="root")
if below.empty:
    linked(notice(say("propagation.nothing")), key="nothing")
    st.stop()

coverage = access.rows("coverage", document=chosen)
implementing = sum(row["implemented"] for row in coverage)
first, lags, steps = below.loc[below["depth"] == 1, "lag_days"].dropna(), below["lag_days"].dropna(), int(below["depth"].max())
entries = [
    Figure(format_number(len(below)), say("propagation.reached", count=len(below))),
    Figure(format_number(steps), say("propagation.steps", count=steps)),
    Figure(format_number(round(first.median())) if len(first) else "–", say("propagation.median")),
    Figure(format_number(int(lags.max())) if len(lags) else "–", say("propagation.last")),
    Figure(f"{implementing}/{len(coverage)}", say("propagation.implemented")),
]
linked(figures(entries), key="figures")

rows = charts.tree_rows(root, below)
linked(section(say("propagation.tree"), note(say("propagation.tree_note"), small=True)), key="tree_heading")
event = st.altair_chart(
    charts.propagation_tree(rows), theme=None, on_select="rerun", selection_mode="chosen", key=f"tree.{chosen}", alt=say("propagation.tree")
)
if picked := event["selection"].get("chosen"):
    visit("document", id=picked[0]["id"])
if undated := int((~rows["dated"]).sum()):
    linked(note(say("propagation.undated", count=undated), small=True), key="undated")

linked(section(say("propagation.provinces"), provinces(coverage)), key="provinces")
linked(section(say("propagation.table"), note(say("propagation.table_note"), small=True)), key="table_heading")
picked_row = table(
    below,
    ["depth", "symbol", "title", "issued_on", "issuer", "level", "province", "relation", "parent_symbol", "lag_days", "step_days"],
    key=f"below.{chosen}",
)
if picked_row is not None:
    visit("document", id=picked_row["id"])

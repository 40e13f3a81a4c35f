"""How a directive travels: the documents below it on a time axis and as a table, their lag, and the provinces without an answer."""

from typing import Any

import streamlit as st

from danchieu.dashboards import access, charts
from danchieu.dashboards.address import current, kept, link, visit
from danchieu.dashboards.html.parts import chip, figures, head, label, notice, section, title
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.tables import table

linked(title(say("propagation.title"), say("propagation.lead")), key="title")

ranked = access.rankings()
below_of = {row["id"]: row for row in access.plain(ranked[ranked["cascade"] > 0].sort_values(["cascade", "id"], ascending=[False, True]))}
chosen = access.document_id(current("id")) if current("id") else ""
options = list(dict.fromkeys(["", *([chosen] if chosen not in below_of else []), *list(below_of)[:500], chosen]))


def named(document: str) -> str:
    row = below_of.get(document)
    return f"{label(row)} · {row['cascade']} · {row['title'] or ''}".rstrip(" ·") if row else document


left, right = st.columns([4, 1])
with left:
    st.selectbox(
        say("propagation.directive"),
        options,
        format_func=lambda value: named(value) if value else "–",
        **kept("id", "", options, value=chosen),
    )
with right:
    depth = st.selectbox(say("propagation.depth"), range(1, 7), **kept("depth", 4, range(1, 7)))
if not chosen:
    linked(notice(say("propagation.choose")), key="choose")
    st.stop()

root = access.rows("document", document=chosen)[0]
below = access.ask("propagation", document=chosen, depth=depth)
linked(f'<div class="head">{head(root, link("document", id=chosen))}</div>', key="root")
if below.empty:
    linked(notice(say("propagation.nothing")), key="nothing")
    st.stop()

coverage = access.rows("coverage", document=chosen)
answered = [row for row in coverage if row["answered"]]
missing = sorted((row for row in coverage if not row["answered"]), key=lambda row: access.strip_marks(row["province"]))
first = below.loc[below["depth"] == 1, "lag_days"].dropna()
linked(
    figures(
        [
            (str(len(below)), say("propagation.reached"), ""),
            (str(below["depth"].max()), say("propagation.steps"), ""),
            (f"{first.median():.0f}" if len(first) else "–", say("propagation.median"), ""),
            (f"{below['lag_days'].max()}" if below["lag_days"].notna().any() else "–", say("propagation.last"), ""),
            (f"{len(answered)}/{len(coverage)}", say("propagation.answered"), ""),
        ]
    ),
    key="figures",
)

rows = charts.tree_rows(root, below)
linked(section(say("propagation.tree"), f'<p class="muted small">{say("propagation.tree_note")}</p>'), key="tree_heading")
event = st.altair_chart(
    charts.propagation_tree(rows), theme=None, on_select="rerun", selection_mode="chosen", key=f"tree.{chosen}", alt=say("propagation.tree")
)
if picked := event["selection"].get("chosen"):
    visit("document", id=picked[0]["id"])
if undated := int((~rows["dated"]).sum()):
    linked(f'<p class="muted small">{say("propagation.undated", count=undated)}</p>', key="undated")


def province(row: dict[str, Any]) -> str:
    """A province, with the days until its first answer."""
    days = f" · {say('propagation.days', days=row['lag_days'])}" if row["lag_days"] is not None else ""
    return chip(row["province"] + days, href=link("search", province=row["province"]), style="" if row["answered"] else "stub")


linked(
    section(
        say("propagation.provinces"),
        f'<p class="muted small">{say("propagation.scope")}</p>'
        f"<h3>{say('propagation.without', count=len(missing))}</h3><div class=chips>{''.join(map(province, missing))}</div>"
        f"<h3>{say('propagation.with', count=len(answered))}</h3><div class=chips>{''.join(map(province, answered))}</div>",
    ),
    key="provinces",
)

linked(section(say("propagation.table"), f'<p class="muted small">{say("propagation.table_note")}</p>'), key="table_heading")
picked_row = table(
    below,
    ["depth", "symbol", "title", "issued_on", "issuer", "level", "province", "relation", "parent_symbol", "lag_days", "step_days"],
    key=f"below.{chosen}",
)
if picked_row is not None:
    visit("document", id=picked_row["id"])

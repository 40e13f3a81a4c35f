"""Search: words with or without diacritics, filters, pages; every choice in the address."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, kept, number
from danchieu.dashboards.html.parts import cards, notice, pages, title
from danchieu.dashboards.language import name_of, say
from danchieu.dashboards.linked import linked

PER_PAGE = 20

linked(title(say("search.title")), key="title")
st.text_input(
    say("search.label"),
    placeholder=say("search.placeholder"),
    label_visibility="collapsed",
    icon=":material/search:",
    **kept("q", "", resets=["page"]),
)

facets = access.ask("facets")


def options(facet: str) -> list[str]:
    """The values that occur, most frequent first, after the choice of any."""
    found = facets[facets["facet"] == facet].sort_values(["documents", "value"], ascending=[False, True])
    return ["", *found["value"]]


def choose(facet: str) -> str:
    """A filter; it shows how many documents bear each value."""
    values = options(facet)
    counts = dict(zip(facets["value"], facets["documents"], strict=True))
    chosen = st.selectbox(
        say(f"search.{facet}"),
        values,
        format_func=lambda value: f"{name_of(facet, value)} ({counts[value]})" if value else say("search.any"),
        **kept(facet, "", values, resets=["page"]),
    )
    return str(chosen)


first, second, third, fourth, fifth = st.columns(5)
with first:
    kind = choose("type")
with second:
    level = choose("level")
with third:
    province = choose("province")
with fourth:
    status = choose("status")
with fifth:
    orders = ["best", "newest", "oldest"]
    order = st.selectbox(
        say("search.order"), orders, format_func=lambda value: say(f"order.{value}"), **kept("order", "best", orders, resets=["page"])
    )

page = number("page", 1, 1, 10_000)
found = access.rows(
    "search", text=current("q"), type=kind, level=level, province=province, status=status, order=order,
    since=number("since", 0, 0, 9999), until=number("until", 9999, 0, 9999), skip=(page - 1) * PER_PAGE, limit=PER_PAGE,
)  # fmt: skip
if not found:
    linked(notice(say("search.none")), key="none")
    st.stop()
total = found[0]["total"]
words = access.strip_marks(current("q")).split()
linked(
    f'<p class="muted" role="status">{say("search.count", total=f"{total:,}")}</p>'
    + cards(found, words, access.strip_marks)
    + pages(page, -(-total // PER_PAGE)),
    key="found",
)

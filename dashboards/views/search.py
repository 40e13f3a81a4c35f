"""Search: words with or without diacritics, filters, pages; every choice in the address."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, kept, number
from danchieu.dashboards.language import format_number, name_of, say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.cards import cards, pages
from danchieu.dashboards.markup.element import join
from danchieu.dashboards.markup.parts import note, notice, title

PER_PAGE = 20

linked(title(say("search.title")), key="title")
st.text_input(
    say("search.label"),
    placeholder=say("search.placeholder"),
    label_visibility="collapsed",
    icon=":material/search:",
    **kept("q", "", resets=["page"]),
)

facets = access.rows("facets")


def choose(facet: str) -> str:
    """Show a filter with the number of documents of each value, most frequent first; return the choice."""
    found = sorted((row for row in facets if row["facet"] == facet), key=lambda row: (-row["documents"], row["value"]))
    counts = {row["value"]: row["documents"] for row in found}
    values = ["", *counts]
    chosen = st.selectbox(
        say(f"search.{facet}"),
        values,
        format_func=lambda value: f"{name_of(facet, value)} ({format_number(counts[value])})" if value else say("search.any"),
        **kept(facet, "", values, resets=["page"]),
    )
    return str(chosen)


first, second, third, fourth, fifth = st.columns([4, 4, 4, 4, 5])
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
    "search",
    text=current("q"),
    type=kind,
    level=level,
    province=province,
    status=status,
    order=order,
    since=number("since", 0, 0, 9999),
    until=number("until", 9999, 0, 9999),
    skip=(page - 1) * PER_PAGE,
    limit=PER_PAGE,
)
if not found:
    linked(notice(say("search.none")), key="none")
    st.stop()
total = found[0]["total"]
counted = note(say("search.count", count=total), status=True)
linked(join([counted, cards(found, access.words(current("q"))), pages(page, -(-total // PER_PAGE))]), key="found")

"""Builds lists of documents: results of a search with the searched words marked, ranked rows with a bar, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from danchieu.dashboards.access import strip_marks
from danchieu.dashboards.address import here
from danchieu.dashboards.language import day, format_number, say
from danchieu.dashboards.markup.element import Markup, classes, element, join
from danchieu.dashboards.markup.parts import document_link, label, status_tag, subject

__all__ = ["cards", "mark_words", "pages", "ranked"]

Row = Mapping[str, Any]


def cards(rows: Iterable[Row], words: Sequence[str] = ()) -> Markup:
    """List documents one below the other: label, date, issuer, title, number of citations; the searched words are marked."""
    return element("ul", *(element("li", *_card(row, words)) for row in rows), class_="cards")


def _card(row: Row, words: Sequence[str]) -> Iterable[Markup]:
    stub = row["status"] == "cited"
    counts = [say("card.cited_by", count=row["cited_by"])] + ([] if stub else [say("card.cites", count=row["cites"])])
    yield element("div", day(row["issued_on"]) or say("card.undated"), class_="when num")
    yield element(
        "div",
        document_link(row, row["id"], text=mark_words(label(row), words)),
        status_tag(row["status"]),
        element("div", mark_words(subject(row), words), class_="card-title") if subject(row) else "",
        element("div", mark_words(row["issuer"] or "", words), class_="card-issuer"),
        class_="is-stub" if stub else None,
    )
    yield element("div", *(element("span", count) for count in counts), class_="card-counts num")


def mark_words(text: str, words: Sequence[str]) -> Markup:
    """Mark what the words of a search match, with or without diacritics; `words` are those of graph.model.folding.words."""
    folded = strip_marks(text)
    if not words or len(folded) != len(text):  # folding changed the length: positions do not agree
        return join([text])
    pieces: list[str | Markup] = []
    place = 0
    for match in re.finditer("|".join(map(_pattern, sorted(words, key=len, reverse=True))), folded):
        pieces += [text[place : match.start()], element("mark", text[match.start() : match.end()])]
        place = match.end()
    return join([*pieces, text[place:]])


def _pattern(word: str) -> str:
    """Make the pattern of a word: with a space in front it matches at the start of a word, a number also after zeros."""
    start = r"\b0*" if word.startswith(" ") and word[1:2].isdigit() else r"\b" if word.startswith(" ") else ""
    return start + re.escape(word.strip())


def ranked(rows: Sequence[Row], value: str, view: str = "document") -> Markup:
    """List documents with a bar each, as long as its share of the largest value; a click opens them in `view`."""
    largest = max((row[value] for row in rows), default=1) or 1
    return element("ul", *(_ranked(row, row[value], row[value] / largest, view) for row in rows), class_="ranked")


def _ranked(row: Row, value: int, share: float, view: str) -> Markup:
    return element(
        "li",
        element(
            "div",
            document_link(row, row["id"], view),
            element("span", subject(row), class_="muted"),
            class_=classes("what", "is-stub" if row.get("status") == "cited" else None),
        ),
        element("div", element("i", style=f"width:{share:.1%}"), class_="track"),
        element("div", format_number(value), class_="value"),
    )


def pages(page: int, count: int) -> Markup:
    """Link to the previous and the next page; nothing if there is one page."""
    if count <= 1:
        return Markup()
    before = element("a", say("search.previous"), href=here(page=page - 1 if page > 2 else "")) if page > 1 else element("span")
    after = element("a", say("search.next"), href=here(page=page + 1)) if page < count else element("span")
    return element("div", before, element("span", say("search.page", page=page, pages=count), class_="muted"), after, class_="pages")

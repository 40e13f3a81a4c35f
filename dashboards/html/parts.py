"""HTML of the parts that pages share: bar, titles, figures, chips, lists of documents, notices. All text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from danchieu.dashboards.address import current, here, link
from danchieu.dashboards.language import LANGUAGES, day, language, say

__all__ = [
    "bar",
    "cards",
    "chip",
    "dot",
    "figures",
    "head",
    "label",
    "marked",
    "notice",
    "pages",
    "ranked",
    "section",
    "subject",
    "title",
    "view_title",
]

Row = Mapping[str, Any]

SHOWN_IN_BAR = ("overview", "search", "propagation", "network", "queries")


def bar(view: str) -> str:
    """The bar at the top of every page: name, views, languages."""
    views = "".join(
        f'<a href="{escape(link(name))}"{" aria-current=page" if name == view else ""}>{escape(say(f"view.{name}"))}</a>'
        for name in SHOWN_IN_BAR
    )
    languages = "".join(
        f'<a href="{escape(here(lang="" if code == "en" else code))}" lang="{code}" data-stay'
        f"{' aria-current=true' if code == language() else ''}>{escape(name)}</a>"
        for code, name in LANGUAGES.items()
    )
    return (
        f'<div class="bar"><a class="brand" href="{escape(link("overview"))}">danchieu</a>'
        f'<nav aria-label="danchieu">{views}</nav><div class="languages">{languages}</div></div>'
    )


def title(heading: str, lead: str = "") -> str:
    """The heading of a page, with a sentence on what it shows."""
    return f'<div class="title"><h1>{escape(heading)}</h1>{f"<p>{escape(lead)}</p>" if lead else ""}</div>'


def head(row: Row, href: str = "") -> str:
    """What a document is called and what it is about, as a heading; a link when `href` is given."""
    heading = row["title"] or row["name"] or label(row)
    kind = f"{escape(row['type'] or '')} <b>{escape(row['symbol'] or '')}</b>" if heading != label(row) else ""
    status = f' <span class="tag">{escape(say("status.cited"))}</span>' if row["status"] == "cited" else ""
    words = f'<a href="{escape(href)}">{escape(heading)}</a>' if href else escape(heading)
    return f'<p class="kind">{kind}{status}</p><h1>{words}</h1>'


def section(heading: str, body: str, count: int | None = None) -> str:
    """A part of a page under its own heading; `body` is HTML."""
    counted = f'<span class="count num">{count}</span>' if count is not None else ""
    return f'<section class="section"><h2>{escape(heading)}{counted}</h2>{body}</section>'


def figures(entries: Iterable[tuple[str, str, str]]) -> str:
    """Large figures in one row: (figure, what it counts, link or nothing)."""
    cells = "".join(
        (f'<a href="{escape(href)}">' if href else "<div>")
        + f"<b>{escape(figure)}</b><span>{escape(what)}</span>"
        + ("</a>" if href else "</div>")
        for figure, what, href in entries
    )
    return f'<div class="figures">{cells}</div>'


def dot(kind: str, value: object) -> str:
    """A small square in the colour of a relation (kind r) or a level (kind l)."""
    return f'<i class="dot" style="--c:var(--{kind}-{escape(str(value))})"></i>'


def chip(text: str, *, href: str = "", count: int | None = None, on: bool = False, style: str = "", mark: str = "") -> str:
    """A small rounded label; `mark` is HTML that stands before the text."""
    inner = mark + escape(text) + (f'<span class="n">{count}</span>' if count is not None else "")
    classes = f"chip{' on' if on else ''} {style}".strip()
    return f'<a class="{classes}" href="{escape(href)}" data-stay>{inner}</a>' if href else f'<span class="{classes}">{inner}</span>'


def label(row: Row) -> str:
    """What a document is called: type and symbol, else its name, else its id."""
    symbol = row.get("symbol")
    if not symbol:
        return str(row.get("name") or row.get("title") or row.get("id") or row.get("text") or "")
    return f"{row['type']} {symbol}" if row.get("type") else str(symbol)


def subject(row: Row) -> str:
    """What a document is about: its title, else its name where it is called by its symbol."""
    return str(row.get("title") or (row.get("name") if row.get("symbol") else "") or "")


def cards(rows: Iterable[Row], words: Sequence[str] = (), fold: Callable[[str], str] = str) -> str:
    """Documents one below the other: label, date, issuer, title, who cites it; the searched words are marked."""
    return '<ul class="cards">' + "".join(f"<li>{_card(row, words, fold)}</li>" for row in rows) + "</ul>"


def _card(row: Row, words: Sequence[str], fold: Callable[[str], str]) -> str:
    stub = row["status"] == "cited"
    tag = f' <span class="tag">{escape(say("status.cited"))}</span>' if stub else ""
    heading = subject(row)
    counts = [say("card.cited_by", count=row["cited_by"])] + ([] if stub else [say("card.cites", count=row["cites"])])
    return (
        f'<div class="when num">{escape(day(row["issued_on"]) or say("card.undated"))}</div>'
        f'<div class="{"is-stub" if stub else ""}"><a class="symbol" href="{escape(link("document", id=row["id"]))}">'
        f"{marked(label(row), words, fold)}</a>{tag}"
        + (f'<div class="card-title">{marked(heading, words, fold)}</div>' if heading else "")
        + f'<div class="card-issuer">{marked(str(row["issuer"] or ""), words, fold)}</div></div>'
        + f'<div class="card-counts num">{"".join(f"<span>{escape(count)}</span>" for count in counts)}</div>'
    )


def marked(text: str, words: Sequence[str], fold: Callable[[str], str]) -> str:
    """Escaped text in which what matches a searched word, with or without diacritics, is marked."""
    folded = fold(text)
    if not words or len(folded) != len(text):  # folding that changed the length says nothing about places
        return escape(text)
    pieces: list[str] = []
    place = 0
    wanted = "|".join((r"\b" if word.isalpha() else "") + re.escape(word) for word in sorted(words, key=len, reverse=True))
    for match in re.finditer(wanted, folded):
        pieces += [escape(text[place : match.start()]), f"<mark>{escape(text[match.start() : match.end()])}</mark>"]
        place = match.end()
    return "".join(pieces) + escape(text[place:])


def ranked(rows: Sequence[Row], value: str, view: str = "document") -> str:
    """Documents with a bar each, as long as its share of the largest value; a click shows them in `view`."""
    largest = max((row[value] for row in rows), default=1) or 1
    items = "".join(
        f'<li><div class="what{" is-stub" if row.get("status") == "cited" else ""}">'
        f'<a class="symbol" href="{escape(link(view, id=row["id"]))}">{escape(label(row))}</a>'
        f'<span class="muted">{escape(subject(row))}</span></div>'
        f'<div class="track"><i style="width:{100 * row[value] / largest:.1f}%"></i></div><div class="value">{row[value]}</div></li>'
        for row in rows
    )
    return f'<ul class="ranked">{items}</ul>'


def pages(page: int, count: int) -> str:
    """Links to the page before and after."""
    before = (
        f'<a href="{escape(here(page=page - 1 if page > 2 else ""))}">{escape(say("search.previous"))}</a>' if page > 1 else "<span></span>"
    )
    after = f'<a href="{escape(here(page=page + 1))}">{escape(say("search.next"))}</a>' if page < count else "<span></span>"
    middle = f'<span class="muted">{escape(say("search.page", page=page, pages=count))}</span>'
    return f'<div class="pages">{before}{middle}{after}</div>' if count > 1 else ""


def notice(heading: str, text: str = "", links: Iterable[tuple[str, str]] = ()) -> str:
    """A message that something could not be shown, and what to do: text, and links as (text, address)."""
    lines = "".join(f"<div>{escape(line)}</div>" for line in text.splitlines())
    items = "".join(f'<li><a href="{escape(href)}">{escape(words)}</a></li>' for words, href in links)
    return f'<div class="notice" role="status"><b>{escape(heading)}</b>{lines}{f"<ul>{items}</ul>" if items else ""}</div>'


def view_title(view: str) -> str:
    """The title of the browser's tab."""
    chosen = current("id")
    return f"{chosen} · danchieu" if view == "document" and chosen else f"{say(f'view.{view}')} · danchieu"

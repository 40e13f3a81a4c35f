"""Builds the parts that the pages share: bar, titles, sections, figures, chips, notices, labels of documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from danchieu.dashboards.address import current, here, link
from danchieu.dashboards.language import LANGUAGES, format_number, language, name_of, say
from danchieu.dashboards.markup.element import Markup, classes, element, join
from danchieu.dashboards.palette import RELATIONS

__all__ = [
    "Figure",
    "bar",
    "chip",
    "chips",
    "document_link",
    "document_path",
    "dot",
    "figures",
    "heading",
    "label",
    "note",
    "notice",
    "relation_chips",
    "section",
    "status_tag",
    "subject",
    "title",
    "view_title",
]

Row = Mapping[str, Any]

IN_BAR = ("overview", "search", "propagation", "network", "queries")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure, what it counts, and where a click leads."""

    value: str
    counted: str
    href: str = ""


def bar(view: str) -> Markup:
    """Build the bar at the top of every page: name, views, languages."""
    views = [element("a", say(f"view.{name}"), href=link(name), aria_current="page" if name == view else None) for name in IN_BAR]
    languages = [
        element(
            "a",
            name,
            href=here(lang="" if code == "en" else code),
            lang=code,
            data_stay=True,
            aria_current="true" if code == language() else None,
        )
        for code, name in LANGUAGES.items()
    ]
    return element(
        "div",
        element("a", "danchieu", class_="brand", href=link("overview")),
        element("nav", *views, aria_label="danchieu"),
        element("div", *languages, class_="languages"),
        class_="bar",
    )


def title(text: str, lead: str = "") -> Markup:
    """Build the title of a page, with a sentence about its content."""
    return element("div", element("h1", text), element("p", lead) if lead else "", class_="title")


def heading(row: Row, *below: Markup, href: str = "") -> Markup:
    """Build the title of a document with its type, symbol and status; a link if `href` is given; `below` follows."""
    words = row["title"] or row["name"] or label(row)
    kind: list[str | Markup] = [f"{row['type'] or ''} ", element("b", row["symbol"] or "")] if words != label(row) else []
    status = status_tag(row["status"])
    return element(
        "div",
        element("p", *kind, status, class_="kind"),
        element("h1", element("a", words, href=href) if href else words),
        *below,
        class_="head",
    )


def status_tag(status: str) -> Markup:
    """Build a tag for a document whose text was not loaded; nothing for others."""
    return join([" ", element("span", say("status.cited"), class_="tag")]) if status == "cited" else Markup()


def section(heading: str, *body: str | Markup, count: int | None = None) -> Markup:
    """Build a part of a page under a heading of its own."""
    counted = element("span", format_number(count), class_="count num") if count is not None else ""
    return element("section", element("h2", heading, counted), *body, class_="section")


def note(text: str, *, small: bool = False, status: bool = False) -> Markup:
    """Build a sentence in grey; with `status`, screen readers announce it."""
    return element("p", text, class_=classes("muted", "small" if small else None), role="status" if status else None)


def figures(entries: Iterable[Figure]) -> Markup:
    """Build large figures in one row."""
    cells = (
        element("a" if one.href else "div", element("b", one.value), element("span", one.counted), href=one.href or None) for one in entries
    )
    return element("div", *cells, class_="figures")


def dot(kind: str, value: str) -> Markup:
    """Build a small square in the colour of a relation (kind r) or a level (kind l)."""
    return element("i", class_="dot", style=f"--c:var(--{kind}-{value})")


def chip(text: str, *, href: str = "", count: int | None = None, on: bool = False, style: str = "", mark: Markup | None = None) -> Markup:
    """Build a small rounded label, with `mark` before the text; a link if `href` is given."""
    counted = element("span", format_number(count), class_="n") if count is not None else ""
    named = classes("chip", "on" if on else None, style)
    inner = mark or Markup(), text, counted
    return element("a", *inner, class_=named, href=href, data_stay=True) if href else element("span", *inner, class_=named)


def chips(parts: Iterable[Markup]) -> Markup:
    """Put chips one beside the other."""
    return element("div", *parts, class_="chips")


def relation_chips(present: Iterable[str]) -> Markup:
    """Build a legend of the relations that occur, each in its colour."""
    occurring = set(present)
    return chips(
        chip(name_of("relation", relation), style="plain", mark=dot("r", relation)) for relation in RELATIONS if relation in occurring
    )


def label(row: Row) -> str:
    """Return the label of a document: type and symbol, else its name, its title or its id."""
    symbol = row.get("symbol")
    if not symbol:
        return str(row.get("name") or row.get("title") or row.get("id") or row.get("text") or "")
    return f"{row['type']} {symbol}" if row.get("type") else str(symbol)


def subject(row: Row) -> str:
    """Return the subject of a document: its title or name, unless that is its label already."""
    about = str(row.get("title") or row.get("name") or "")
    return about if about != label(row) else ""


def document_link(row: Row, id_: str, view: str = "document", *, text: str | Markup = "") -> Markup:
    """Link to a document by its label or by `text`."""
    return element("a", text or label(row), class_="symbol", href=link(view, id=id_))


def document_path(rows: Iterable[Row]) -> Markup:
    """Link documents with arrows between them."""
    return Markup(" → ").join(element("a", label(row), href=link("document", id=row["id"])) for row in rows)


def notice(heading: str, text: str = "", links: Iterable[tuple[str, str]] = ()) -> Markup:
    """Build a message that something could not be shown and what to do: text, and links as (text, address)."""
    items = [element("li", element("a", words, href=href)) for words, href in links]
    return element(
        "div",
        element("b", heading),
        *(element("div", line) for line in text.splitlines()),
        element("ul", *items) if items else "",
        class_="notice",
        role="status",
    )


def view_title(view: str) -> str:
    """Return the title of the browser's tab."""
    chosen = current("id")
    return f"{chosen} · danchieu" if view == "document" and chosen else f"{say(f'view.{view}')} · danchieu"

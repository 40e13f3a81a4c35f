"""Marks the citations of a text for reading in a terminal, each with its rule, target, relations and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from danchieu.graph.model import Citation, Kind, Relation

__all__ = ["STYLES", "mark_citations"]

STYLES: Mapping[Relation, str] = {
    Relation.CITES: "cyan",
    Relation.BASED_ON: "blue",
    Relation.IMPLEMENTS: "green",
    Relation.AMENDS: "yellow",
    Relation.REPLACES: "magenta",
    Relation.REPEALS: "red",
    Relation.GUIDES: "bright_green",
    Relation.REVIEWS: "bright_yellow",
    Relation.ISSUED_WITH: "bright_blue",
}
"""Colour of a citation by the first relation that it states: one of the 16 named colours that every terminal has.

The pages of the dashboard have a table of their own, in RGB: danchieu.dashboards.palette.
"""


def mark_citations(text: str, citations: Iterable[Citation], targets: Mapping[int, str] | None = None) -> Text:
    """Colour each citation by its relation and add in brackets: rule, target, relations, confidence.

    `citations` are in text order with offsets in `text`; `targets` gives the document that a citation refers to, by its start.
    """
    shown = Text()
    position = 0
    for citation in citations:
        shown.append(text[position : citation.span.start])
        shown.append(citation.text, style=_style(citation))
        shown.append(_note(citation, (targets or {}).get(citation.span.start)), style="dim")
        position = citation.span.end
    shown.append(text[position:])
    return shown


def _style(citation: Citation) -> str:
    if citation.kind is Kind.SELF or not citation.edges:
        return "dim underline"
    return f"bold {STYLES[citation.edges[0].relation]}"


def _note(citation: Citation, target: str | None) -> str:
    edges = ", ".join(f"{edge.relation} from {edge.source}" if edge.source != "self" else str(edge.relation) for edge in citation.edges)
    sure = f"{citation.confidence:.0%}" if citation.confidence is not None else "not measured"
    parts = [citation.rule, target or str(citation.symbol or citation.name or "the text itself"), edges, sure]
    return f" [{' | '.join(part for part in parts if part)}]"

"""A text with its citations marked, for reading in a terminal: what was found where, by which rule, and what it is taken to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from danchieu.graph.model import Citation, Kind, Relation

__all__ = ["STYLES", "explain"]

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
"""Colour of a citation by the first relation that it states."""


def explain(text: str, citations: Iterable[Citation], targets: Mapping[int, str] | None = None) -> Text:
    """`text` with each citation in the colour of its relation, and behind it in brackets: rule, target, relations, confidence.

    `citations` are in text order, offsets in `text`; `targets` gives the document a citation was linked to, by its start.
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

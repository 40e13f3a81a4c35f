"""Limit what a page about documents states of itself.

A page amends, implements and reviews nothing. What it says of others stays: an edge between two cited documents.
"""

from __future__ import annotations

from danchieu.graph.model import SELF, Edge, Relation
from danchieu.loaders.mention import Mention

__all__ = ["limit_to_page"]


def limit_to_page(mention: Mention) -> None:
    """Make all edges from the page itself plain, except its own "Căn cứ theo Luật A ...", which begins a sentence."""
    mention.edges = list(dict.fromkeys(edge if _is_kept(edge) else Edge(SELF, Relation.CITES) for edge in mention.edges))


def _is_kept(edge: Edge) -> bool:
    """Return whether an edge starts at another document, or is a basis of the page: its cue begins a sentence with a capital."""
    return edge.source != SELF or (edge.relation is Relation.BASED_ON and edge.cue is not None and edge.cue[:1].isupper())

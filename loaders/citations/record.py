"""Make the record of a citation from what was read of it."""

from __future__ import annotations

from danchieu.graph.model import Citation, Edge, TextKind
from danchieu.loaders.citations.provisions import parse_provisions
from danchieu.loaders.confidence import confidences, edge_rule
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.location import Locations
from danchieu.loaders.text.source import SourceText

__all__ = ["citation_of"]


def citation_of(source: SourceText, locations: Locations, mention: Mention, kind: TextKind | None) -> Citation:
    """Make the record of a mention in a text of a kind, with its location and the measured confidence of its rule and of its edges."""
    location = locations.of(mention.place)
    sure = confidences()
    edges = [] if mention.is_self else [Edge(e.source, e.relation, e.cue, sure.get(edge_rule(e))) for e in mention.edges]
    return Citation(
        span=source.span(mention.start, mention.end),
        text=source.quote(mention.start, mention.end),
        kind=mention.kind,
        rule=mention.rule,
        symbol=mention.symbol,
        name=None if mention.symbol else mention.name,
        type=mention.type,
        date=mention.date,
        stated_year=mention.stated_year,
        issuer=mention.issuer,
        term=mention.term,
        title=mention.title or (mention.name if mention.symbol else None),
        article=mention.article,
        provisions=parse_provisions(source.text[mention.begin : mention.start]) if mention.begin < mention.start else (),
        location=None if kind is TextKind.PAGE else location.provision,  # provisions on a page are those of documents that it copies
        headings=location.headings,
        number=None if mention.symbol else mention.number,
        alternatives=mention.alternatives,
        sentence=source.quote(*mention.sentence),
        edges=tuple(edges),
        confidence=sure.get(mention.rule),
    )

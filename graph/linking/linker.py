"""Links citations to documents: one candidate resolves, several are kept with scores, none makes a stub.

Linking is a function of the set of documents known, not of their order. A citation's outcome depends on its own text and on the documents
of its group (number, type, issuer code) alone. So when documents arrive later, the citations to resolve again are those of the groups they
touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from danchieu.graph.linking.citing_text import CitingText, Mentioned, survey
from danchieu.graph.linking.consensus import describe, without_statements
from danchieu.graph.linking.facts import GroupFacts, add
from danchieu.graph.linking.groups import home_of_document
from danchieu.graph.linking.identity import identify_document, scope_of, undated_key
from danchieu.graph.linking.jurisdiction import citing_body, clues_in
from danchieu.graph.linking.knowledge import Knowledge, only_listed
from danchieu.graph.linking.resolver import Attempt, CitationResolver, Outcome
from danchieu.graph.linking.rungs import BY_TITLE
from danchieu.graph.linking.testimony import scoped_facts
from danchieu.graph.model import (
    SELF,
    Citation,
    Document,
    Edge,
    Evidence,
    Head,
    Key,
    Kind,
    Link,
    Record,
    Relation,
    Relationship,
    citation_id,
)
from danchieu.graph.model.issuers import issuers_beyond

__all__ = ["LinkedText", "Linker"]


@dataclass(frozen=True, slots=True)
class LinkedText:
    """The document of a text and the outcome of each of its citations, those of the text itself skipped."""

    document: Document
    outcomes: tuple[tuple[Citation, Outcome], ...]

    @property
    def homes(self) -> set[str]:
        """The groups that describe the documents that it refers to."""
        return {home for _, outcome in self.outcomes for one in outcome.documents if (home := home_of_document(one))}


@dataclass(frozen=True, slots=True)
class Linker:
    """Links the citations of texts to documents. It adds nothing to what is known."""

    knowledge: Knowledge

    def identify(self, head: Head, *, sha256: str) -> Document:
        """Identify the document of a text. District or signatory in other texts may show a province that its header leaves open.

        A text that says something else than the document of its id is a namesake of it, with an id of its own.
        """
        document = identify_document(head, sha256=sha256, elsewhere=self.knowledge.provinces_of(clues_in(head)))
        if key := undated_key(document):
            document = self._as_listed(document, key)
        own_id = self.knowledge.group(head.symbol.group).namesakes.get(sha256) if head.symbol else None
        return replace(document, id=own_id, key=None, namesake=document.id) if own_id else document

    def link(self, head: Head, citations: Sequence[Citation], *, sha256: str) -> LinkedText:
        """Identify the document of a text and resolve its citations."""
        text = self._survey(head, citations, sha256)
        resolver = CitationResolver(self.knowledge, text)
        others = ((citation, key) for citation, key in zip(citations, text.keys, strict=True) if citation.kind is not Kind.SELF)
        outcomes = ((citation, resolver.resolve(citation, key)) for citation, key in others)
        return LinkedText(text.document, tuple(outcomes))

    def explain(self, head: Head, citations: Sequence[Citation], *, sha256: str, citation: str) -> tuple[Attempt, ...]:
        """Return the rungs that are tried for one citation of a text, by the id of the citation."""
        text = self._survey(head, citations, sha256)
        resolver = CitationResolver(self.knowledge, text)
        found = ((one, key) for one, key in zip(citations, text.keys, strict=True) if citation_id(sha256, one.span, one.text) == citation)
        return tuple(attempt for one, key in found for attempt in resolver.explain(one, key))

    def record(self, head: Head, citations: Sequence[Citation], *, path: str, sha256: str) -> Record:
        """Make the record of a text, all that it contributes to the graph."""
        return self.describe(self.link(head, citations, sha256=sha256), path=path, sha256=sha256)

    def describe(self, linked: LinkedText, *, path: str, sha256: str) -> Record:
        """Make the record of a text that was linked, with the documents that it refers to as all texts describe them."""
        document = linked.document
        links = tuple(
            Link(citation_id(sha256, citation.span, citation.text), citation, outcome.resolution, _asked(outcome))
            for citation, outcome in linked.outcomes
            if outcome.resolution.target != document.id  # a text that cites its own symbol makes no edge
        )
        described = self._described(linked, scope_of(sha256))
        used = {candidate.document_id for link in links for candidate in link.resolution.candidates}
        cited = tuple(described[id_] for id_ in sorted(used))
        return Record(
            path=path,
            sha256=sha256,
            document=document,
            links=links,
            relationships=_relationships(document, links),
            cited=cited,
            issuers=tuple(dict.fromkeys(body for one in (document, *cited) if one.issuer for body in issuers_beyond(one.issuer))),
            self_citations=len(linked.outcomes) - len(links),
        )

    def _described(self, linked: LinkedText, scope: str) -> dict[str, Document]:
        """Return each document that a text refers to as all texts describe it, by id; one that no other text can mean as this one does."""
        own = GroupFacts()
        if any(f"@{scope}" in one.id for _, outcome in linked.outcomes for one in outcome.documents):
            for _, fact in scoped_facts([citation for citation, _ in linked.outcomes], citing_body(linked.document), scope=scope):
                add(own, fact)
        described: dict[str, Document] = {}
        for _, outcome in linked.outcomes:
            for one in outcome.documents:
                known = self.knowledge.described(one, outcome.groups)
                stated = describe(own.documents[one.id]) if known is None and one.id in own.documents else None
                described[one.id] = known or stated or without_statements(one)
        return described

    def _survey(self, head: Head, citations: Sequence[Citation], sha256: str) -> CitingText:
        """Identify the document of a text and collect what its citations say together."""
        text = survey(self.identify(head, sha256=sha256), citations, scope=scope_of(sha256))
        return replace(text, mentioned=self._mentioned_with_titles(text, citations))

    def _mentioned_with_titles(self, text: CitingText, citations: Sequence[Citation]) -> Mapping[str, Mapping[str, Mentioned]]:
        """Return the documents that the text names completely, with those that a title beside their symbol settles."""
        resolver, mentioned = CitationResolver(self.knowledge, text), {group: dict(ids) for group, ids in text.mentioned.items()}
        for citation, key in zip(citations, text.keys, strict=True):
            if citation.symbol is None or citation.title is None or key is None or key.dated:
                continue
            resolution = resolver.resolve(citation, key).resolution
            known = self.knowledge.candidates(citation.symbol.group).get(resolution.target or "")
            if resolution.rung == BY_TITLE and known and known.document.key:
                mentioned.setdefault(citation.symbol.group, {}).setdefault(known.document.id, Mentioned(known.document.key, set()))
        return mentioned

    def _as_listed(self, document: Document, key: Key) -> Document:
        """Return the only listed document of a symbol that a text shows without date; the document itself if there is not exactly one."""
        only = only_listed(self.knowledge.candidates(document.symbol.group), key) if document.symbol else None
        if only is None:
            return document
        return replace(
            document,
            id=only.id,
            issued_on=only.issued_on,
            year=only.year,
            term=only.term,
            issuer=only.issuer,
            evidence=(*document.evidence, Evidence("issued_on", only.register_row.register if only.register_row else "catalogue")),
            key=only.key,
        )


def _asked(outcome: Outcome) -> tuple[str, ...]:
    """Return the groups that decided an outcome, besides those of its documents."""
    own = {home_of_document(one) for one in outcome.documents}
    return tuple(sorted(outcome.groups - own))


def _relationships(document: Document, links: Sequence[Link]) -> tuple[Relationship, ...]:
    """Return the typed edges that the citations state, between documents that are each one document.

    A kind of edge that was never right on annotated texts is not asserted; its citation stays, and the CITES edge with it.
    """
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.resolution.target:
            targets[link.citation.key].add(link.resolution.target)
    found = []
    for link in links:
        for edge in link.citation.edges:
            sources = {document.id} if edge.source == SELF else targets.get(edge.source, set())
            source = next(iter(sources)) if len(sources) == 1 else None
            target = link.resolution.target
            if source and target and source != target and _is_asserted(edge):
                found.append(Relationship(source, edge.relation, target, link.id, edge.cue, edge.confidence))
    return tuple(dict.fromkeys(found))


def _is_asserted(edge: Edge) -> bool:
    return edge.relation is not Relation.CITES and edge.confidence != 0

"""Resolves the citations of one text: the ladder, strongest rung first, each rung named on the citation.

The ladder is the table `RUNGS` of graph.linking.rungs. A citation by name is resolved by `named_document`, on the rung `name`, `own date`
or one of `INFERRED_BY_NAME`. The first rung that finds a document proposes it. What a citation states is asserted; what is inferred is
asserted if the measured precision of its rung allows (graph.linking.precision). One document asserted resolves, or is a stub if it is
known from citations alone. Else the document proposed is the first of several candidates, whose scores are measured shares; several
known documents that no rung tells apart are candidates too, the newest first. None is a stub with unknown parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.identity import citation_key, cited_document
from danchieu.graph.linking.keys import id_of, may_be
from danchieu.graph.linking.knowledge import Knowledge, KnownDocument
from danchieu.graph.linking.law_versions import Version, by_name_and_year, name_of, passed_on
from danchieu.graph.linking.named import Named, named_document, versions_cited_elsewhere
from danchieu.graph.linking.precision import Precision, precisions
from danchieu.graph.linking.question import Question
from danchieu.graph.linking.rungs import (
    AMONG_KNOWN,
    BY_NAME,
    BY_OWN_DATE,
    BY_OWN_YEAR,
    INFERRING,
    LAW_CITED_ELSEWHERE,
    NO_RUNG,
    SHORT_FORM,
    STATED,
    Rung,
)
from danchieu.graph.linking.short_forms import possible_citations
from danchieu.graph.model import Candidate, Citation, Document, Key, Resolution, ResolutionStatus, Status

__all__ = ["Attempt", "CitationResolver", "Outcome", "Proposal"]

_RESOLVED, _AMBIGUOUS, _STUB = ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS, ResolutionStatus.STUB


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rung that was tried: its evidence, the document it settled on, and the known documents that it left possible."""

    rung: str
    evidence: str
    target: str | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the ladder proposes for a citation, before the precision of the rung decides whether it is asserted."""

    rung: str
    documents: tuple[Document, ...]  # in their order, the one that the rung found first
    found: bool  # by the rung, or by none because the only document is a stub
    certain: bool = False  # the first document is known not only from citations
    other: Document | None = None  # any document not known, the last candidate

    @property
    def is_inferred(self) -> bool:
        """Return whether a rung that infers found the document."""
        return self.found and self.rung in INFERRING


@dataclass(frozen=True, slots=True)
class Outcome:
    """The resolution of a citation, the documents that it refers to, and the groups that decided it."""

    resolution: Resolution
    documents: tuple[Document, ...]
    groups: frozenset[str]  # that were looked up: while what is known of them stays, so does the outcome


@dataclass(frozen=True, slots=True)
class _Step:
    """A rung that was tried, the question as it left it, and the key that it found."""

    rung: Rung
    question: Question
    found: Key | None


class CitationResolver:
    """Resolves the citations of one text by what the text gives and what is known."""

    def __init__(self, knowledge: Knowledge, text: CitingText) -> None:
        self._knowledge, self._text = knowledge, text

    def resolve(self, citation: Citation, key: Key | None) -> Outcome:
        """Resolve one citation, by its key or else by name."""
        self._knowledge.read.clear()
        resolution, documents = _decide(self.propose(citation, key))
        return Outcome(resolution, documents, frozenset(self._knowledge.read))

    def propose(self, citation: Citation, key: Key | None) -> Proposal:
        """Return what the ladder proposes for one citation."""
        if possible := possible_citations(citation, self._text.written):
            return self._propose_one_of(possible)
        if citation.symbol is None or key is None:
            return self._propose_by_name(citation)
        question = Question(citation, citation.symbol, key)
        for step in self._climb(question):
            if step.found:
                return self._settled(step.question, step.found, step.rung.name)
            question = step.question
        return self._unsettled(question)

    def explain(self, citation: Citation, key: Key | None) -> tuple[Attempt, ...]:
        """Return the rungs that are tried for one citation, in their order, with their evidence."""
        if possible := possible_citations(citation, self._text.written):
            return tuple(attempt for one in possible for attempt in self.explain(one, self._key(one)))
        if citation.symbol is None or key is None:
            return (self._explain_name(citation),)
        return tuple(map(self._describe, self._climb(Question(citation, citation.symbol, key))))

    def _climb(self, question: Question) -> Iterator[_Step]:
        """Try the rungs that need nothing but the citation, then those that choose among the known documents, until one settles."""
        found = False
        for step in self._try(STATED, question):
            yield step
            found = step.found is not None
        if not found:
            yield from self._try(AMONG_KNOWN, self._with_candidates(question))

    def _try(self, rungs: Sequence[Rung], question: Question) -> Iterator[_Step]:
        """Yield a step for each rung that applies; the last is the one that settles on a document."""
        for rung in rungs:
            if not rung.applies(self._text, question):
                continue
            finding = rung.find(self._text, question)
            question = question.without(finding.dropped)
            yield _Step(rung, question, finding.key)
            if finding.key:
                return

    def _describe(self, step: _Step) -> Attempt:
        target = id_of(step.found) if step.found else None
        return Attempt(step.rung.name, step.rung.evidence(self._text, step.question), target, tuple(step.question.possible))

    def _with_candidates(self, question: Question) -> Question:
        known = self._knowledge.candidates(question.symbol.group)
        possible = {id_: one for id_, one in known.items() if self._is_possible(one.document, question)}
        return replace(question, possible=possible, known=known)

    def _is_possible(self, document: Document, question: Question) -> bool:
        """Return whether a known document may be meant: by its issuer, type and year, and not issued after the citing document."""
        key, on, citing_on = question.key, document.issued_on, self._text.document.issued_on
        if not key.issuer.place_named or document.key is None or (on and citing_on and on > citing_on):
            return False
        years = {symbol.year for symbol in (document.symbol, question.symbol) if symbol and symbol.year}
        return len(years) < 2 and may_be(document.key, key)  # the numbers of 43/2022/QH15 and 43/2024/QH15 are in two series

    def _settled(self, question: Question, key: Key, rung: str) -> Proposal:
        known = self._knowledge.candidates(question.symbol.group).get(id_of(key))
        first = known.document if known else cited_document(question.symbol, question.citation, key)
        others = [document for document in _newest_first(question) if document.id != first.id]
        stub = None if others or rung not in INFERRING else cited_document(question.symbol, question.citation, question.key)
        return Proposal(rung, (first, *others), True, known is not None and known.is_certain, stub)

    def _unsettled(self, question: Question) -> Proposal:
        """Keep all possible documents, the newest first; make a stub with unknown parts if there are none, or none may be assumed."""
        key = question.key
        stub = cited_document(question.symbol, question.citation, key)
        states = key.dated and key.type_code is not None
        if states or not question.possible or stub.id in question.possible:
            return Proposal(_rung_of_date(question) if states else NO_RUNG, (stub,), True)
        documents = _newest_first(question)
        return Proposal(NO_RUNG, documents, False, other=stub if len(documents) == 1 else None)

    def _key(self, citation: Citation) -> Key | None:
        symbol = citation.symbol
        return citation_key(symbol, citation, self._text.body, scope=self._text.scope) if symbol else None

    def _propose_one_of(self, possible: Sequence[Citation]) -> Proposal:
        """Propose the documents that a short form may stand for, the nearest first."""
        proposals = [self.propose(one, self._key(one)) for one in possible]
        documents = {document.id: document for proposal in proposals for document in proposal.documents}
        return proposals[0] if len(documents) == 1 else Proposal(SHORT_FORM, tuple(documents.values()), False)

    def _propose_by_name(self, citation: Citation) -> Proposal:
        named = self._named(citation)
        if named.rivals:
            return Proposal(BY_NAME, named.rivals, False)
        known = self._known(named.document)
        first = known.document if known else named.document
        certain = named.listed or (known is not None and known.is_certain)
        if named.rung not in INFERRING:
            return Proposal(named.rung, (first,), True, certain)
        versions = sorted(self._versions(citation).values(), key=passed_on, reverse=True)
        others = [version.document for version in versions if version.document.id != first.id]
        return Proposal(named.rung, (first, *others), True, certain, None if others else by_name_and_year(citation, None))

    def _explain_name(self, citation: Citation) -> Attempt:
        named = self._named(citation)
        versions = ", ".join(sorted(self._versions(citation))) or "none"
        evidence = f"the text is of {self._text.written or 'no date'}; known in all: {versions}"
        if named.rivals:
            return Attempt(BY_NAME, evidence, None, tuple(rival.id for rival in named.rivals))
        return Attempt(named.rung, evidence, named.document.id, (named.document.id,))

    def _named(self, citation: Citation) -> Named:
        """Return the document of a name; an open one is the version that the text cites by number or date elsewhere, or one of these."""
        name, versions = name_of(citation), self._versions(citation)
        named = named_document(citation, self._text.body, versions, scope=self._text.scope)
        laws = self._text.laws.get(name, ()) if name and named.is_open else ()
        here = versions_cited_elsewhere(citation, versions, laws) if laws else ()
        if len(here) == 1:
            return Named(here[0], LAW_CITED_ELSEWHERE)
        return Named(here[0], BY_NAME, rivals=here) if here else named

    def _versions(self, citation: Citation) -> Mapping[str, Version]:
        name = name_of(citation)
        return self._knowledge.versions_of(name) if name else {}

    def _known(self, document: Document) -> KnownDocument | None:
        return self._knowledge.candidates(document.symbol.group).get(document.id) if document.symbol else None


def _decide(proposal: Proposal) -> tuple[Resolution, tuple[Document, ...]]:
    """Assert what is proposed if it is stated or its rung's precision allows; else keep all candidates with scores."""
    precision = precisions().get(proposal.rung, Precision())
    if proposal.found and (precision.asserts or not proposal.is_inferred):
        first = proposal.documents[0]
        status = _RESOLVED if proposal.certain else _STUB
        score = precision.scores(1)[0] if proposal.is_inferred else 1.0
        return Resolution(status, first.id, (Candidate(first.id, score),), proposal.rung), (_as_cited(first),)
    documents = (*proposal.documents, proposal.other) if proposal.other else proposal.documents
    scores = precision.scores(len(proposal.documents), unknown=proposal.other is not None)
    candidates = tuple(Candidate(document.id, score) for document, score in zip(documents, scores, strict=True))
    return Resolution(_AMBIGUOUS, None, candidates, proposal.rung), tuple(map(_as_cited, documents))


def _newest_first(question: Question) -> tuple[Document, ...]:
    return tuple(known.document for known in sorted(question.possible.values(), key=_by_date, reverse=True))


def _as_cited(document: Document) -> Document:
    """Return the document without what only its own text shows; that is left to the record of that text."""
    if document.status is Status.CITED:
        return document
    return replace(
        document, status=Status.CITED, place=None, signatory=None, evidence=(), superior=None, issuer_words=None, register_row=None
    )


def _rung_of_date(question: Question) -> str:
    """Return the rung of a date or year that is stated."""
    return BY_OWN_DATE if question.citation.date else BY_OWN_YEAR if question.citation.stated_year else NO_RUNG


def _by_date(known: KnownDocument) -> tuple[date, str]:
    return (known.document.issued_on or date.min, known.document.id)

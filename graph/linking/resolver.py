"""Resolves the citations of one text: the ladder, strongest rung first, each rung named on the citation.

The ladder is the table `RUNGS` of graph.linking.rungs. A citation by name is resolved by `named_document`, on the rung `name`, `own date`,
`earlier mention` or `citing date`. One candidate resolves, or is a stub if the document is known from citations alone. Several are
ambiguous, with scores. None is a stub with unknown parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danchieu.graph.linking.citing_text import CitingText
from danchieu.graph.linking.identity import citation_key, cited_document
from danchieu.graph.linking.keys import id_of, may_be, period_on
from danchieu.graph.linking.knowledge import Knowledge, KnownDocument
from danchieu.graph.linking.law_versions import Version, name_of
from danchieu.graph.linking.named import Named, named_document, version_cited_elsewhere
from danchieu.graph.linking.question import Question
from danchieu.graph.linking.rungs import (
    AMONG_KNOWN,
    BY_CITING_DATE,
    BY_EARLIER_MENTION,
    BY_NAME,
    BY_OWN_DATE,
    BY_OWN_YEAR,
    NO_RUNG,
    STATED,
    Rung,
)
from danchieu.graph.linking.short_forms import possible_citations
from danchieu.graph.model import Candidate, Citation, Document, Key, Resolution, ResolutionStatus, Status

__all__ = ["Attempt", "CitationResolver", "Outcome"]

_RESOLVED, _AMBIGUOUS, _STUB = ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS, ResolutionStatus.STUB


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rung that was tried: its evidence, the document it settled on, and the known documents that it left possible."""

    rung: str
    evidence: str
    target: str | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The resolution of a citation and the documents that it refers to."""

    resolution: Resolution
    documents: tuple[Document, ...]


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
        if possible := possible_citations(citation, self._text.written):
            return self._resolve_one_of(possible)
        if citation.symbol is None or key is None:
            return self._resolve_name(citation)
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
        possible = {id_: one for id_, one in known.items() if self._is_possible(one.document, question.key)}
        return replace(question, possible=possible, known=known)

    def _is_possible(self, document: Document, key: Key) -> bool:
        """Return whether a known document may be meant: by its issuer and type, and not issued after the citing document."""
        on, citing_on = document.issued_on, self._text.document.issued_on
        if not key.issuer.place_named or document.key is None or (on and citing_on and on > citing_on):
            return False
        return may_be(document.key, key)

    def _settled(self, question: Question, key: Key, rung: str) -> Outcome:
        known = self._knowledge.candidates(question.symbol.group).get(id_of(key))
        if known is None:
            return _one(cited_document(question.symbol, question.citation, key), _STUB, rung)
        return _one(known.document, _RESOLVED if known.is_certain else _STUB, rung)

    def _unsettled(self, question: Question) -> Outcome:
        """Keep all possible documents, the newest first; make a stub with unknown parts if there are none, or none may be assumed."""
        key, written = question.key, self._text.written
        stub = cited_document(question.symbol, question.citation, key)
        if key.dated or not key.issuer.place_named:
            return _one(stub, _STUB, _rung_of_date(question) if key.dated else NO_RUNG)
        if not question.possible:
            return _one(stub, _STUB, NO_RUNG)
        documents = [known.document for known in sorted(question.possible.values(), key=_by_date, reverse=True)]
        if len(documents) == 1:
            documents.append(stub)  # one known, another possible
        running = period_on(question.symbol, key.issuer, written) if written else None
        return _several(documents, BY_CITING_DATE if running else NO_RUNG)

    def _key(self, citation: Citation) -> Key | None:
        symbol = citation.symbol
        return citation_key(symbol, citation, self._text.body, scope=self._text.scope) if symbol else None

    def _resolve_one_of(self, possible: Sequence[Citation]) -> Outcome:
        """Resolve a short form by the citations that it may stand for; several documents are kept, the nearest first."""
        outcomes = [self.resolve(one, self._key(one)) for one in possible]
        documents = {document.id: document for outcome in outcomes for document in outcome.documents}
        return outcomes[0] if len(documents) == 1 else _several(tuple(documents.values()), BY_EARLIER_MENTION)

    def _resolve_name(self, citation: Citation) -> Outcome:
        named = self._named(citation)
        if named.rivals:
            return _several(named.rivals, BY_NAME)
        known = self._known(named.document)
        certain = named.listed or (known is not None and known.is_certain)
        return _one(known.document if known else named.document, _RESOLVED if certain else _STUB, named.rung)

    def _explain_name(self, citation: Citation) -> Attempt:
        named = self._named(citation)
        versions = ", ".join(sorted(self._versions(citation))) or "none"
        evidence = f"the text is of {self._text.written or 'no date'}; known in all: {versions}"
        if named.rivals:
            return Attempt(BY_NAME, evidence, None, tuple(rival.id for rival in named.rivals))
        return Attempt(named.rung, evidence, named.document.id, (named.document.id,))

    def _named(self, citation: Citation) -> Named:
        """Return the document of a name; an open one is the version that the text cites by number or date elsewhere."""
        name, versions = name_of(citation), self._versions(citation)
        named = named_document(citation, self._text.body, versions, scope=self._text.scope)
        laws = self._text.laws.get(name, ()) if name and named.is_open else ()
        here = version_cited_elsewhere(citation, versions, laws) if laws else None
        return Named(here, BY_EARLIER_MENTION) if here else named

    def _versions(self, citation: Citation) -> Mapping[str, Version]:
        name = name_of(citation)
        return self._knowledge.versions_of(name) if name else {}

    def _known(self, document: Document) -> KnownDocument | None:
        return self._knowledge.candidates(document.symbol.group).get(document.id) if document.symbol else None


def _one(document: Document, status: ResolutionStatus, rung: str) -> Outcome:
    return Outcome(Resolution(status, document.id, (Candidate(document.id, 1.0),), rung), (_as_cited(document),))


def _several(documents: Sequence[Document], rung: str) -> Outcome:
    """Make the outcome of several candidates. Their scores only order them, each half of the one before it; nothing of it is measured."""
    weights = [0.5**place for place in range(len(documents))]
    scores = [round(weight / sum(weights), 3) for weight in weights]
    candidates = tuple(Candidate(document.id, score) for document, score in zip(documents, scores, strict=True))
    return Outcome(Resolution(_AMBIGUOUS, None, candidates, rung), tuple(map(_as_cited, documents)))


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

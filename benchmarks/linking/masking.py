"""Date-masked cases: a citation is linked with what it states and again without it, by a linker that learnt nothing from it.

A citation counts if it states a date, year or term and the ladder asserts its document by what it states. Two masks are applied:

    MENTION     date, year and term of this mention are hidden; other mentions of the document in the text keep theirs
    DOCUMENT    those of all its mentions in the text are hidden, and title and central issuer: nothing but the symbol is left

Each case is linked with all texts known, and in folders of a few texts: what is known decides what the last rungs find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from danchieu.graph.linking import KnowledgeBuilder, Linker
from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.citing_text import CitingText, survey
from danchieu.graph.linking.identity import scope_of
from danchieu.graph.linking.knowledge import groups
from danchieu.graph.linking.law_versions import DocumentName
from danchieu.graph.linking.resolver import CitationResolver, Proposal
from danchieu.graph.linking.rungs import INFERRING, NO_RUNG
from danchieu.graph.model import Citation, Document, Kind, Reading
from danchieu.graph.model.bodies import level_of
from danchieu.graph.model.symbols import is_party

__all__ = ["Case", "Mask", "cases", "folders"]

Group = str | DocumentName


class Mask(StrEnum):
    """What is hidden of a citation."""

    MENTION = "mention"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Case:
    """A masked citation: its document, what the ladder proposes without the date, and the place of the document among the candidates."""

    reading: Reading
    citation: Citation
    target: str
    proposal: Proposal
    mask: Mask
    apart: bool  # linked in a folder of a few texts

    @property
    def place(self) -> int:
        """The place of the document among those proposed, from 1; 0 if it is none of them."""
        return next((place for place, document in enumerate(self.proposal.documents, start=1) if document.id == self.target), 0)

    @property
    def names_one(self) -> bool:
        """Return whether the ladder names one identified document, asserted or not."""
        return self.proposal.found and self.proposal.rung != NO_RUNG and not self.proposal.documents[0].unknown

    @property
    def counts_for_rung(self) -> bool:
        """Return whether the case measures its rung: an identified document inferred, or several candidates."""
        return self.names_one if self.proposal.is_inferred else not self.proposal.found

    @property
    def system(self) -> str:
        """Party, State or law (by name), and for symbols the level of the issuer."""
        symbol = self.citation.symbol
        if symbol is None:
            return "law by name"
        return f"{'Party' if is_party(symbol) else 'State'}, {level_of(symbol.code) or 'any level'}"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The readings and catalogue entries from which the linker can learn of a citation: those of its group or its signatory."""

    entries: Mapping[Group, Sequence[CatalogueEntry]]
    by_group: Mapping[Group, Sequence[Reading]]
    by_signatory: Mapping[str, Sequence[Reading]]

    def around(self, reading: Reading, touched: Collection[Group]) -> list[Reading]:
        """Return the readings with one of the groups `touched`, and those with the signatory of `reading`; each once."""
        signed = self.by_signatory[reading.head.signatory] if reading.head.signatory else ()
        others = (*signed, *(other for group in touched for other in self.by_group[group]))
        return list({id(other): other for other in others}.values())


def folders(readings: Sequence[Reading], size: int) -> list[list[Reading]]:
    """Divide readings by their hash into folders of about `size` texts."""
    count = max(1, len(readings) // size)
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[int(reading.sha256[:12], 16) % count].append(reading)
    return list(found.values())


def cases(readings: Sequence[Reading], *, mask: Mask, apart: bool) -> Iterator[Case]:
    """Mask each citation of the readings that states a date, year or term; with Mask.DOCUMENT once for each document of a text."""
    evidence = _collect_evidence(readings)
    linker = _learn(readings, catalogue())
    for reading in readings:
        text = _survey(linker, reading)
        resolver = CitationResolver(linker.knowledge, text)
        seen: set[str] = set()
        for number, citation in enumerate(reading.citations):
            if not _states_when(citation) or citation.kind in (Kind.SHORT, Kind.SELF):
                continue
            stated = resolver.propose(citation, text.keys[number])
            target = stated.documents[0].id if _is_known(stated) else text.document.id
            if target == text.document.id or (mask is Mask.DOCUMENT and target in seen):
                continue
            seen.add(target)
            yield Case(reading, citation, target, _propose_masked(evidence, reading, number, mask), mask, apart)


def _states_when(citation: Citation) -> bool:
    return bool(citation.date or citation.stated_year or citation.term)


def _is_known(stated: Proposal) -> bool:
    """Return whether what a citation states identifies a document; a law by name only with a version known by number."""
    document = stated.documents[0]
    asserted = stated.found and stated.rung not in (*INFERRING, NO_RUNG) and not document.unknown
    return asserted and document.symbol is not None


def _propose_masked(evidence: _Evidence, reading: Reading, number: int, mask: Mask) -> Proposal:
    """Resolve a citation of a reading that is masked, by a linker built from everything else."""
    touched = groups(None, [reading.citations[number]])
    hidden = replace(reading, citations=tuple(_masked(reading.citations, number, mask, touched)))
    around = [hidden if other is reading else other for other in evidence.around(reading, touched)]
    of_group = [replace(one, citations=tuple(c for c in one.citations if groups(None, [c]) & touched)) for one in around]
    linker = _learn(of_group, (entry for group in touched for entry in evidence.entries[group]))
    text = _survey(linker, hidden)
    return CitationResolver(linker.knowledge, text).propose(hidden.citations[number], text.keys[number])


def _masked(citations: Sequence[Citation], number: int, mask: Mask, touched: Collection[Group]) -> Iterator[Citation]:
    for position, citation in enumerate(citations):
        if mask is Mask.MENTION:
            yield replace(citation, date=None, stated_year=None, term=None) if position == number else citation
        elif groups(None, [citation]) & set(touched):
            central = citation.symbol is not None and level_of(citation.symbol.code) == "central"
            issuer = None if central else citation.issuer
            yield replace(citation, date=None, stated_year=None, term=None, title=None, issuer=issuer)
        else:
            yield citation


def _collect_evidence(readings: Sequence[Reading]) -> _Evidence:
    """Index readings and the catalogue by group and signatory."""
    entries: dict[Group, list[CatalogueEntry]] = defaultdict(list)
    for entry in catalogue():
        if entry.document.symbol:
            entries[entry.document.symbol.group].append(entry)
    by_group: dict[Group, list[Reading]] = defaultdict(list)
    by_signatory: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for group in groups(reading.head.symbol, reading.citations):
            by_group[group].append(reading)
        if reading.head.signatory:
            by_signatory[reading.head.signatory].append(reading)
    return _Evidence(entries, by_group, by_signatory)


def _learn(readings: Iterable[Reading], entries: Iterable[CatalogueEntry]) -> Linker:
    builder = KnowledgeBuilder(entries)
    for reading in readings:
        builder.add_text(reading.head, reading.citations, sha256=reading.sha256)
    return builder.build()


def _survey(linker: Linker, reading: Reading) -> CitingText:
    document: Document = linker.identify(reading.head, sha256=reading.sha256)
    return survey(document, reading.citations, scope=scope_of(reading.sha256))

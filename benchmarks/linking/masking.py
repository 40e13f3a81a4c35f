"""Masked cases: a citation is linked with what it states and again without it, by a linker that learnt nothing from it.

A citation counts if the ladder asserts its document by a date, year or term that it states, or by the number beside a law's name. Masks:

    MENTION     date, year and term of this mention are hidden; other mentions of the document in the text keep theirs
    DOCUMENT    those of all its mentions in the text are hidden, and title and central issuer: nothing but the symbol is left
    NAME        of a law nothing but its name is left; other mentions of the law in the text keep number, date and year
    NAMES       nothing but the name is left of all mentions of the law in the text

Each case is linked with all texts known, in folders of a few texts, and with its own text alone: what is known decides what the last
rungs find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from danchieu.graph.linking import KnowledgeBuilder, Linker
from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.citing_text import CitingText, survey
from danchieu.graph.linking.groups import groups_of_text
from danchieu.graph.linking.identity import scope_of
from danchieu.graph.linking.law_versions import is_amending, listed_versions, name_and_year, name_of
from danchieu.graph.linking.resolver import CitationResolver, Proposal
from danchieu.graph.linking.rungs import INFERRING, NO_RUNG
from danchieu.graph.model import Citation, Document, Head, Kind, Reading
from danchieu.graph.model.bodies import level_of
from danchieu.graph.model.symbols import is_party

__all__ = ["Case", "Known", "Mask", "cases", "folders"]


class Mask(StrEnum):
    """What is hidden of a citation."""

    MENTION = "date of the mention"
    DOCUMENT = "dates of the document"
    NAME = "number of the law"
    NAMES = "numbers of the law"

    @property
    def is_of_laws(self) -> bool:
        """Return whether a law is left with its name alone."""
        return self in {Mask.NAME, Mask.NAMES}

    @property
    def is_once_in_text(self) -> bool:
        """Return whether each document of a text is masked once, not each of its mentions."""
        return self is not Mask.MENTION


class Known(StrEnum):
    """The texts from which the linker learns."""

    ALL = "all texts known"
    FOLDER = "folders of 30"
    ALONE = "texts alone"


@dataclass(frozen=True, slots=True)
class Case:
    """A masked citation: its document, what the ladder proposes without the date, and the place of the document among the candidates."""

    reading: Reading
    citation: Citation
    target: str
    year: int | None  # of the target
    proposal: Proposal
    mask: Mask
    known: Known

    @property
    def place(self) -> int:
        """The place of the document among those proposed, from 1; 0 if it is none of them."""
        return next((place for place, document in enumerate(self.proposal.documents, start=1) if self._is_target(document)), 0)

    def _is_target(self, document: Document) -> bool:
        """Return whether a document is the target, or the law by its name and the target's year: no text gives its number."""
        by_year = self.mask.is_of_laws and document.symbol is None and document.year is not None and document.year == self.year
        return document.id == self.target or by_year

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

    entries: Mapping[str, Sequence[CatalogueEntry]]
    by_group: Mapping[str, Sequence[Reading]]
    by_signatory: Mapping[str, Sequence[Reading]]
    touched: Mapping[int, Sequence[Collection[str]]]  # groups of each citation, by the identity of its reading

    def around(self, reading: Reading, touched: Collection[str]) -> list[Reading]:
        """Return the other readings with one of the groups `touched` or the signatory of `reading`, each with those citations alone."""
        signed = self.by_signatory[reading.head.signatory] if reading.head.signatory else ()
        others = (*signed, *(other for group in touched for other in self.by_group[group]))
        different = {id(other): other for other in others if other is not reading}
        return [replace(other, citations=self._touching(other, set(touched))) for other in different.values()]

    def _touching(self, reading: Reading, touched: set[str]) -> tuple[Citation, ...]:
        pairs = zip(reading.citations, self.touched[id(reading)], strict=True)
        return tuple(citation for citation, groups_ in pairs if not touched.isdisjoint(groups_))


def folders(readings: Sequence[Reading], size: int) -> list[list[Reading]]:
    """Divide readings by their hash into folders of about `size` texts."""
    count = max(1, len(readings) // size)
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[int(reading.sha256[:12], 16) % count].append(reading)
    return list(found.values())


def cases(readings: Sequence[Reading], *, mask: Mask, known: Known) -> Iterator[Case]:
    """Mask each citation of the readings that shows its document; once for each document of a text if the mask hides all its mentions."""
    evidence = _collect_evidence(readings)
    linker = _learn(readings, catalogue())
    for reading in readings:
        text = _survey(linker, reading)
        resolver = CitationResolver(linker.knowledge, text)
        seen: set[str] = set()
        for number, citation in enumerate(reading.citations):
            if citation.kind in (Kind.SHORT, Kind.SELF) or not _counts(citation, mask, text):
                continue
            stated = resolver.propose(citation, text.keys[number])
            target = stated.documents[0].id if _is_known(stated) else text.document.id
            if target == text.document.id or (mask.is_once_in_text and target in seen):
                continue
            seen.add(target)
            yield Case(reading, citation, target, stated.documents[0].year, _propose_masked(evidence, reading, number, mask), mask, known)


def _counts(citation: Citation, mask: Mask, text: CitingText) -> bool:
    """Return whether a citation states what a mask hides."""
    if mask.is_of_laws:
        return _is_law_by_name(citation) and not _is_misprinted(citation) and not (mask is Mask.NAMES and _has_several(citation, text))
    return bool(citation.date or citation.stated_year or citation.term)


def _is_law_by_name(citation: Citation) -> bool:
    """Return whether a citation names a law, and gives number, date or year."""
    name = name_of(citation)
    if name is None or not name.is_versioned or is_amending(citation):
        return False
    return bool(citation.symbol or citation.date or citation.stated_year or name_and_year(citation.name or citation.text)[1])


def _is_misprinted(citation: Citation) -> bool:
    """Return whether a law's number, assembly and day contradict the catalogue: what is stated does not show the law."""
    name, symbol = name_of(citation), citation.symbol
    if symbol is None or symbol.year is None:
        return False
    days = {v.on for listed, v in listed_versions() if listed == name and v.document.symbol == symbol and v.on}
    if days and citation.date and citation.date not in days:
        return True
    sitting = {assembly for assembly, years in _years_of_assemblies().items() if min(years) <= symbol.year <= max(years)}
    return symbol.assembly is None or (bool(sitting) and symbol.assembly not in sitting)


@cache
def _years_of_assemblies() -> Mapping[int, set[int]]:
    """Return the years in which each National Assembly passed laws of the catalogue."""
    found: dict[int, set[int]] = defaultdict(set)
    for _, version in listed_versions():
        if version.document.symbol and version.document.symbol.assembly:
            found[version.document.symbol.assembly].add(version.year)
    return found


def _has_several(citation: Citation, text: CitingText) -> bool:
    """Return whether a text cites several versions of a law: it could not do without their numbers."""
    name = name_of(citation)
    return name is not None and len({version.year for version in text.laws.get(name, ())}) > 1


def _is_known(stated: Proposal) -> bool:
    """Return whether what a citation states identifies a document; a law by name only with a version known by number."""
    document = stated.documents[0]
    asserted = stated.found and stated.rung not in (*INFERRING, NO_RUNG) and not document.unknown
    return asserted and document.symbol is not None


def _propose_masked(evidence: _Evidence, reading: Reading, number: int, mask: Mask) -> Proposal:
    """Resolve a citation of a reading that is masked, by a linker built from everything else."""
    touched = groups_of_text(Head(), [reading.citations[number]])
    hidden = replace(reading, citations=tuple(_masked(reading.citations, number, mask, touched)))
    own = replace(hidden, citations=tuple(citation for citation in hidden.citations if groups_of_text(Head(), [citation]) & touched))
    linker = _learn([*evidence.around(reading, touched), own], (entry for group in touched for entry in evidence.entries[group]))
    text = _survey(linker, hidden)
    return CitationResolver(linker.knowledge, text).propose(hidden.citations[number], text.keys[number])


def _masked(citations: Sequence[Citation], number: int, mask: Mask, touched: Collection[str]) -> Iterator[Citation]:
    for position, citation in enumerate(citations):
        alike = bool(groups_of_text(Head(), [citation]) & set(touched))
        if position != number and (not alike or mask in {Mask.MENTION, Mask.NAME}):
            yield citation
        elif mask.is_of_laws:
            yield _with_name_alone(citation)
        elif mask is Mask.MENTION:
            yield replace(citation, date=None, stated_year=None, term=None)
        else:
            central = citation.symbol is not None and level_of(citation.symbol.code) == "central"
            issuer = None if central else citation.issuer
            yield replace(citation, date=None, stated_year=None, term=None, title=None, issuer=issuer)


def _with_name_alone(citation: Citation) -> Citation:
    """Return the citation of a law by its bare name; one by number alone as it is."""
    name = name_of(citation)
    if name is None or not name.is_versioned:
        return citation
    return replace(citation, kind=Kind.NAMED, symbol=None, date=None, stated_year=None, name=name.text, text=name.text)


def _collect_evidence(readings: Sequence[Reading]) -> _Evidence:
    """Index readings and the catalogue by group and signatory."""
    entries: dict[str, list[CatalogueEntry]] = defaultdict(list)
    for entry in catalogue():
        if entry.document.symbol:
            entries[entry.document.symbol.group].append(entry)
    by_group: dict[str, list[Reading]] = defaultdict(list)
    by_signatory: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for group in groups_of_text(reading.head, reading.citations):
            by_group[group].append(reading)
        if reading.head.signatory:
            by_signatory[reading.head.signatory].append(reading)
    touched = {id(reading): [groups_of_text(Head(), [citation]) for citation in reading.citations] for reading in readings}
    return _Evidence(entries, by_group, by_signatory, touched)


def _learn(readings: Iterable[Reading], entries: Iterable[CatalogueEntry]) -> Linker:
    builder = KnowledgeBuilder(entries)
    for reading in readings:
        builder.add_text(reading.head, reading.citations, sha256=reading.sha256)
    return builder.build()


def _survey(linker: Linker, reading: Reading) -> CitingText:
    document: Document = linker.identify(reading.head, sha256=reading.sha256)
    return survey(document, reading.citations, scope=scope_of(reading.sha256))

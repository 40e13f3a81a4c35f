"""The ladder: what settles which document a citation means, strongest first, each rung named on the citation.

    own date         the date beside the citation says which term or year
    own term         its own khóa
    symbol           the symbol itself holds year or assembly
    issuer words     the body named beside it issued only one of the candidates
    title            the words of its title are those of one candidate
    earlier mention  the same text names the document completely elsewhere
    content          it deals with, or is dealt with in, documents whose dates leave one term or year
    citing date      the newest known by the date of the citing text, of the running term or year; a submission belongs to its matter
    number order     numbers and dates of a series rise together, which rules the running term out
    name             a name that the catalogue knows

One candidate left is resolved, or is a stub where the document is known from citations alone. More are ambiguous, with scores. None is a
stub with unknown parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from danchieu.graph.linking.catalogue import passed
from danchieu.graph.linking.identity import citation_key, cited_document, id_of
from danchieu.graph.linking.named import Named, Version, mentioned, name_group, named_document, versions_in
from danchieu.graph.model import SELF, Candidate, Citation, Document, Issuer, Key, Kind, Resolution, ResolutionStatus, Status, Symbol
from danchieu.graph.model.bodies import words_of_body
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import is_party
from danchieu.graph.model.terms import central_term, central_term_from, local_term
from danchieu.graph.model.types import codes_in

__all__ = ["Attempt", "Reader"]

RESOLVED, AMBIGUOUS, STUB = ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS, ResolutionStatus.STUB

ALIKE, APART = 0.6, 0.25  # share of the shorter title's words: the same title; surely another
MARGIN = 0.2  # by which the best title must lead
SETTLED_IN = 540  # days after which a provincial committee's bare symbols are taken for those of its running term
CENTRAL_BODIES = words_of_body("TW")
OF_THE_MATTER = codes_in("of_the_matter")
LEAD = 90  # days by which a submission or letter may come before the text that cites it
RECENT_YEARS = 2  # how far back a bare State symbol may reach to the only document known,
WITNESSES = 2  # or how many texts must agree on it


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rung that was tried: what it had to go by, where it led, and which known documents it left possible."""

    rung: str
    evidence: str
    target: str | None = None
    left: tuple[str, ...] = ()


class _Candidacy(Protocol):
    """What the ladder needs to know of a known document."""

    document: Document
    loaded: bool
    listed: bool
    verified: bool
    titles: tuple[str, ...]
    witnesses: int


class Reader:
    """Resolves the citations of one text. `cited` collects the documents that resolutions refer to, by id."""

    def __init__(
        self,
        candidates: Callable[[str], Mapping[str, _Candidacy]],
        versions: Callable[[str], Mapping[str, Version]],
        document: Document,
        citations: Sequence[Citation],
        *,
        scope: str,
    ) -> None:
        self.cited: dict[str, Document] = {}
        self._candidates, self._versions, self._document, self._scope = candidates, versions, document, scope
        self._mentioned: dict[str, dict[str, Key]] = defaultdict(dict)  # group -> complete keys that this text gives
        self._dates: dict[str, set[date | None]] = defaultdict(set)  # id of such a key -> dates beside it
        self._named: dict[str, list[Version]] = defaultdict(list)  # group -> versions of laws that this text cites by number or date
        self._not_before: dict[str, date] = {}  # citation key -> date of the newest document it is said to deal with
        self._survey(citations)

    def resolve(self, citation: Citation, attempts: list[Attempt] | None = None) -> Resolution:
        """Climb the ladder for one citation; `attempts`, where given, is told every rung that was tried."""
        symbol = citation.symbol
        if symbol is None:
            resolution = self._by_name(citation)
            if attempts is not None:
                self._tell(attempts, resolution, name_group(citation) or "")
            return resolution
        key = citation_key(symbol, citation, self._document, scope=self._scope)
        known: dict[str, _Candidacy] = {}

        def tried(rung: str, found: Key | None) -> Key | None:
            if attempts is not None:
                attempts.append(Attempt(rung, self._evidence(rung, citation, symbol), id_of(found) if found else None, tuple(known)))
            return found

        by_date = citation.date and not symbol.assembly and (is_party(symbol) or not symbol.year)
        evident = "own date" if by_date else "own term" if is_party(symbol) else "symbol"
        if tried(evident, key if key.complete else None):
            return self._settled(citation, symbol, key, evident)
        known |= {id_: c for id_, c in self._candidates(symbol.group).items() if self._possible(c.document, key)}
        if found := tried("issuer words", self._by_issuer(citation, known)):
            return self._settled(citation, symbol, found, "issuer words")
        if found := tried("title", self._by_title(citation, known)):
            return self._settled(citation, symbol, found, "title")
        if found := tried("earlier mention", self._by_mention(citation, symbol, key)):
            return self._settled(citation, symbol, found, "earlier mention")
        if found := tried("content", self._by_content(citation, symbol, key)):
            return self._settled(citation, symbol, found, "content")
        if found := tried("citing date", self._by_matter(citation, symbol, key)):
            return self._settled(citation, symbol, found, "citing date")
        if not key.issuer.place_named or key.period:
            return self._to(cited_document(symbol, citation, key), STUB, "own date" if citation.date and key.period else "none")
        resolution = self._by_citing_date(citation, symbol, key, known)
        if attempts is not None:
            if resolution.rung == attempts[-1].rung:
                attempts.pop()  # the same rung goes on, from the matter to what is known by then
            self._tell(attempts, resolution, symbol.group)
        return resolution

    def _tell(self, attempts: list[Attempt], resolution: Resolution, group: str) -> None:
        left = tuple(candidate.document_id for candidate in resolution.candidates)
        known = ", ".join(sorted({*self._candidates(group), *self._versions(group)})) or "none"
        evidence = f"the text is of {self._written() or 'no date'}; known in all: {known}"
        attempts.append(Attempt(resolution.rung, evidence, resolution.target, left))

    def _evidence(self, rung: str, citation: Citation, symbol: Symbol) -> str:
        """What a rung has to go by."""
        match rung:
            case "own date":
                return f"dated {citation.date}"
            case "own term":
                return f"khóa {citation.term}" if citation.term else "neither date nor khóa beside it"
            case "symbol":
                return f"{citation.symbol} is of {symbol.year or symbol.assembly or 'no year'}"
            case "issuer words":
                return citation.issuer or "no issuer beside it"
            case "title":
                return citation.title or "no title beside it"
            case "earlier mention":
                named = ", ".join(self._mentioned[symbol.group]) if symbol.group in self._mentioned else ""
                return f"named in full: {named}" if named else "nowhere named in full in this text"
            case "content":
                opens = self._not_before.get(citation.key)
                return f"deals with a document of {opens}" if opens else "deals with no dated document"
        return f"the text is of {self._written() or 'no date'}"

    # rungs

    def _by_issuer(self, citation: Citation, known: dict[str, _Candidacy]) -> Key | None:
        """One code stands for the Central Committee, Bộ Chính trị and Ban Bí thư: candidates of another of them drop out."""
        said = {body for body in CENTRAL_BODIES if body in fold(citation.issuer or "")}
        if len(said) != 1 or len(known) < 2:
            return None
        issuers = {id_: fold(c.document.issuer_words or "") for id_, c in known.items()}
        if not all(issuers.values()):
            return None  # nothing is known of who issued one of them
        for id_, issuer in issuers.items():
            if not said & {body for body in CENTRAL_BODIES if body in issuer}:
                del known[id_]
        only = next(iter(known.values())) if len(known) == 1 else None
        return only.document.key if only and only.verified else None

    def _by_title(self, citation: Citation, known: dict[str, _Candidacy]) -> Key | None:
        """The candidate whose title the citation repeats; candidates with another title drop out."""
        if not citation.title or not known:
            return None
        scores: dict[str, float] = {}
        for id_, candidate in known.items():
            alike = [score for title in candidate.titles if (score := _alike(citation.title, title)) is not None]
            if alike:
                scores[id_] = max(alike)
        ranked = sorted((score, id_) for id_, score in scores.items())
        for id_, score in scores.items():
            if score < APART:
                del known[id_]
        if not ranked or ranked[-1][0] < ALIKE or (len(ranked) > 1 and ranked[-1][0] - ranked[-2][0] < MARGIN):
            return None
        best = known[ranked[-1][1]]
        return best.document.key if best.verified else None

    def _by_mention(self, citation: Citation, symbol: Symbol, key: Key) -> Key | None:
        """The one that the text names completely; where only the place is open, of the same day."""
        others = [other for other in self._mentioned[symbol.group].values() if id_of(other) != id_of(key)]
        if citation.date and not key.issuer.place_named:
            others = [one for one in others if citation.date in self._dates[id_of(one)] and one.issuer.place_named]
        else:
            others = [one for one in others if _fits(one, key)]
        return others[0] if len(others) == 1 else None

    def _by_content(self, citation: Citation, symbol: Symbol, key: Key) -> Key | None:
        """The one period between the newest document it deals with and the text, or the document, that deals with it."""
        opens, closes = self._not_before.get(citation.key), self._document.issued_on
        if not opens or not closes or opens > closes or _undecided(key, opens):
            return None
        first, last = _period(symbol, key, opens), _period(symbol, key, closes)
        own = self._document.symbol
        if (
            first and last and first.isdigit() and own and self._document.issuer == key.issuer and own.type_code == symbol.type_code
            and last == str(closes.year) and self._document.year == closes.year and _number(symbol.number) > _number(own.number)
        ):  # fmt: skip
            last = str(int(last) - 1)  # the text's own number has not been reached by then
        return key.in_period(first) if first and first == last else None

    def _by_matter(self, citation: Citation, symbol: Symbol, key: Key) -> Key | None:
        """A submission, report or letter is of the text's own year, unless it could be of the year before and says so."""
        on = self._written()
        if on is None or symbol.type_code not in OF_THE_MATTER or is_party(symbol) or _undecided(key, on - timedelta(days=LEAD)):
            return None
        earlier = self._not_before.get(citation.key) if symbol.type_code == "CV" else None
        return key.in_period(str(on.year)) if earlier is None or earlier.year == on.year else None

    def _by_citing_date(self, citation: Citation, symbol: Symbol, key: Key, known: dict[str, _Candidacy]) -> Resolution:
        """What is known by the date of the citing text. The newest may stand only where nothing speaks for another."""
        on = self._written()
        running = _period(symbol, key, on) if on else None
        here = key.in_period(running) if running else None
        if is_party(symbol) and here and on:
            dated = self._document.issued_on is not None and key.issuer.level == "central"
            excluded = dated and passed(symbol, here.period or "", on) is False
            older = [c for id_, c in known.items() if id_ != id_of(here)]
            if not older and not excluded and (key.issuer.level == "central" or id_of(here) in known or _long_running(key, on)):
                return self._settled(citation, symbol, here, "citing date")
            if excluded and len(older) == 1 and older[0].verified and (found := older[0].document.key):
                return self._settled(citation, symbol, found, "number order")
        elif len(known) == 1 and on:
            only = next(iter(known.values()))
            recent = only.document.year is not None and on.year - only.document.year <= RECENT_YEARS
            if only.verified and (recent or only.witnesses >= WITNESSES) and (found := only.document.key):
                return self._settled(citation, symbol, found, "citing date")
        return self._several(citation, symbol, key, here, known)

    def _several(self, citation: Citation, symbol: Symbol, key: Key, here: Key | None, known: dict[str, _Candidacy]) -> Resolution:
        """All candidates with scores that fall with age; with none, or none to be sure of, the document stays unknown."""
        stub = cited_document(symbol, citation, key)
        if not known:
            return self._to(stub, STUB, "none")
        newest_first = sorted(known.values(), key=lambda c: (c.document.issued_on or date.min, c.document.id), reverse=True)
        documents = [c.document for c in newest_first]
        if len(documents) == 1:
            documents.append(stub)  # one known, another possible
        return self._ambiguous(documents, "citing date" if here else "none")

    def _ambiguous(self, documents: Sequence[Document], rung: str) -> Resolution:
        """Each document half as likely as the one before it."""
        weights = [0.5**place for place in range(len(documents))]
        for document in documents:
            self.cited[document.id] = _as_cited(document)
        ranked = tuple(Candidate(document.id, round(weight / sum(weights), 3)) for document, weight in zip(documents, weights, strict=True))
        return Resolution(AMBIGUOUS, None, ranked, rung)

    def _by_name(self, citation: Citation) -> Resolution:
        group = name_group(citation) or ""
        named = named_document(citation, self._document, self._versions(group), scope=self._scope)
        open_yet = named.rivals or named.rung not in {"own date", "name"}
        if open_yet and (here := mentioned(citation, self._versions(group), self._named[group])):
            named = Named(here, "earlier mention")
        if named.rivals:
            return self._ambiguous(named.rivals, "name")
        symbol = named.document.symbol
        known = self._candidates(symbol.group).get(named.document.id) if symbol else None
        found = known.document if known else named.document
        return self._to(found, RESOLVED if named.listed or (known and _sure(known)) else STUB, named.rung)

    # what the text gives

    def _survey(self, citations: Sequence[Citation]) -> None:
        """Complete keys of the text by group, and what its nested citations say of the order of dates."""
        dates: dict[str, date] = {}
        for group, version in versions_in(citations, self._document, scope=self._scope):
            self._named[group].append(version)
        for citation in citations:
            if citation.kind is Kind.SELF or not (symbol := citation.symbol):
                continue
            key = citation_key(symbol, citation, self._document, scope=self._scope)
            if key.period and key.type_code:
                self._mentioned[symbol.group].setdefault(id_of(key), key)
                self._dates[id_of(key)].add(citation.date)
            if on := citation.date or _earliest(symbol, citation):
                dates.setdefault(citation.key, on)
        self._newest = max((c.date for c in citations if c.date), default=None)
        for citation in citations:
            for edge in citation.edges:
                if edge.source == SELF or edge.source == citation.key:
                    continue
                if (on := dates.get(citation.key)) and on > self._not_before.get(edge.source, date.min):
                    self._not_before[edge.source] = on

    def _written(self) -> date | None:
        """The date of the text; where it shows none, the newest that it cites, since texts follow soon on what occasions them."""
        return self._document.issued_on or self._newest

    def _possible(self, document: Document, key: Key) -> bool:
        """Whether a known document may be meant: its issuer, its type, not from after the citing text."""
        if document.issued_on and self._document.issued_on and document.issued_on > self._document.issued_on:
            return False
        return document.key is not None and _fits(document.key, key) and key.issuer.place_named

    # outcomes

    def _settled(self, citation: Citation, symbol: Symbol, key: Key, rung: str) -> Resolution:
        known = self._candidates(symbol.group).get(id_of(key))
        if known is None:
            return self._to(cited_document(symbol, citation, key), STUB, rung)
        return self._to(known.document, RESOLVED if _sure(known) else STUB, rung)

    def _to(self, document: Document, status: ResolutionStatus, rung: str) -> Resolution:
        self.cited[document.id] = _as_cited(document)
        return Resolution(status, document.id, (Candidate(document.id, 1.0),), rung)


def _sure(known: _Candidacy) -> bool:
    """Whether a document is known otherwise than from citations: its text was loaded, or a sourced list names it."""
    return known.loaded or (known.listed and known.verified)


def _as_cited(document: Document) -> Document:
    """A document as others speak of it: what only its own text shows is left to the record of that text."""
    if document.status is Status.CITED:
        return document
    return replace(document, status=Status.CITED, place=None, signatory=None, evidence=(), superior=None, issuer_words=None)


def _fits(candidate: Key, wanted: Key) -> bool:
    """Whether a complete key may be what an incomplete one stands for."""
    return (
        (_one_place(candidate.issuer, wanted.issuer) if wanted.period is None else candidate.issuer.id == wanted.issuer.id)
        and (wanted.period is None or wanted.period == candidate.period)
        and (wanted.type_code is None or wanted.type_code == candidate.type_code)
    )


def _one_place(candidate: Issuer, wanted: Issuer) -> bool:
    """Whether two bodies have code and place in common: without a date, a merger leaves open which of two committees is meant."""
    if not wanted.place_named:
        return candidate.code == wanted.code
    return candidate.id == wanted.id or (candidate.name, candidate.province, candidate.code) == (wanted.name, wanted.province, wanted.code)


def _undecided(key: Key, opens: date) -> bool:
    """Whether more than the period of a key is open, also whether a committee that was merged since `opens` is the one meant."""
    merged = key.issuer.valid_from is not None and opens < key.issuer.valid_from
    return key.period is not None or key.type_code is None or not key.issuer.place_named or merged


def _period(symbol: Symbol, key: Key, on: date) -> str | None:
    """The period of a symbol's series on a day, as ids write it."""
    if not is_party(symbol):
        return str(on.year)
    if key.issuer.level == "central":
        khoa = central_term(on)
        return khoa.lower() if khoa else None
    return local_term(on, province=key.issuer.province, below=key.issuer.level != "province")


def _long_running(key: Key, on: date) -> bool:
    """Whether a local committee's term has run so long that bare symbols are of it."""
    before = date.fromordinal(on.toordinal() - SETTLED_IN)
    below = key.issuer.level != "province"
    term = local_term(on, province=key.issuer.province, below=below)
    return term is not None and term == local_term(before, province=key.issuer.province, below=below)


def _earliest(symbol: Symbol, citation: Citation) -> date | None:
    """The first day that a document without a date can bear, from year or khóa."""
    if symbol.year:
        return date(symbol.year, 1, 1)
    return central_term_from(citation.term) if citation.term and symbol.code.endswith("TW") else None


def _number(number: str) -> int:
    return int("".join(c for c in number.split(".")[0] if c.isdigit()) or 0)


@lru_cache(maxsize=200_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(fold(title).split())


def _alike(first: str, second: str) -> float | None:
    """How much of the shorter title the longer repeats; None for titles too short to tell."""
    a, b = _words(first), _words(second)
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= 4 else None

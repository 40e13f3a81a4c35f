"""Laws and codes in their versions: "Luật Đất đai" was passed in 1993, 2003, 2013 and 2024.

A version is known from a citation that gives name and number (`Luật Đất đai số 31/2024/QH15`), or name and date. A bare name means the
version in force at the date of the citing document. That is known if the catalogue gives its first day and that of the one after it, or
if a text of that time or later still cites the version by number or date: nothing replaced it in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from danchieu.graph.linking.facts import VersionFacts, most_stated
from danchieu.graph.linking.identity import citation_key
from danchieu.graph.linking.jurisdiction import CitingBody
from danchieu.graph.linking.keys import id_of, key_of
from danchieu.graph.model import Citation, Document, Evidence, Key, Kind, Status, Symbol
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, verified
from danchieu.graph.model.symbols import is_of_assembly, parse_symbol
from danchieu.graph.model.types import only_type_in, words_in

__all__ = [
    "DocumentName",
    "Version",
    "awaited",
    "by_name_and_year",
    "in_force",
    "is_amending",
    "known_version",
    "law_name_in",
    "listed_versions",
    "merge",
    "name_and_year",
    "name_of",
    "of_day",
    "of_year",
    "passed_on",
    "titled_version",
    "versions_in",
]

_VERSIONED = tuple(fold(word) for word in words_in("law"))
_CONSTITUTION = fold(only_type_in("sole").word)
_NEW = timedelta(days=365)  # how long after its passing a law and the one before it may both be meant


@dataclass(frozen=True, slots=True)
class DocumentName:
    """The folded name, without year, that citations of one document by name have in common."""

    text: str

    @property
    def is_versioned(self) -> bool:
        """Return whether it is of a law, code, ordinance or the constitution, of which one name means several versions."""
        return self.text.startswith(_VERSIONED)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law: its document, the day it was passed, and the date of the newest text that cites it by number or date."""

    document: Document
    year: int
    on: date | None
    witnessed: date | None
    in_force: date | None = None  # since when no version before it is meant, where the catalogue knows
    until: date | None = None  # the day from which the one after it is in force, where the catalogue knows

    def covers(self, on: date) -> bool:
        """Return whether the catalogue shows that it was in force on a day: by its own and its successor's first day."""
        return self.in_force is not None and self.until is not None and self.in_force <= on < self.until


def name_of(citation: Citation) -> DocumentName | None:
    """Return the name that a citation uses, or that it gives to a law beside its number; None for all others."""
    if citation.kind is Kind.SELF:
        return None
    if citation.symbol is None:
        return DocumentName(name_and_year(citation.name or citation.text)[0])
    law = _law_named_in(citation.text) if is_of_assembly(citation.symbol) else None
    return DocumentName(name_and_year(law)[0]) if law else None


@lru_cache(maxsize=100_000)
def name_and_year(name: str) -> tuple[str, int | None]:
    """Split a name into the folded name and the year at its end."""
    text = fold(name)
    found = re.fullmatch(r"(.+?)(?: năm)? ((?:19|20)\d\d)", text)
    text, year = (found[1], int(found[2])) if found else (text, None)
    return (_CONSTITUTION if text.startswith(_CONSTITUTION) else text), year


@cache
def listed_versions() -> tuple[tuple[DocumentName, Version], ...]:
    """Read the versions of laws that the catalogue lists, each with its name."""
    rows = read_table("laws", "name symbol date in_force until witnessed confidence source")
    versions = [(DocumentName(fold(row["name"])), _listed_version(row), verified(row)) for row in rows]
    return tuple((name, version) for name, version, sourced in versions if sourced)


def titled_version(document: Document) -> tuple[DocumentName, Version] | None:
    """Return the version of a law that a known document is by its number and title, with its name; None for all others.

    >>> symbol = parse_symbol("27/2023/QH15")
    >>> titled_version(Document("qh/15/l-27", Status.CITED, symbol=symbol, type="Luật", title="Nhà ở", year=2023))[0]
    DocumentName(text='luật nhà ở')
    """
    symbol, title = document.symbol, fold(document.title or "")
    if symbol is None or symbol.assembly is None or document.year is None or not title:
        return None
    kind = fold(document.type or "")
    name = DocumentName(name_and_year(f"{kind} {title}" if kind in _VERSIONED and not title.startswith(_VERSIONED) else title)[0])
    return (name, Version(document, document.year, document.issued_on, None)) if name.is_versioned else None


def versions_in(citations: Iterable[Citation], citing: CitingBody, *, scope: str) -> Iterator[tuple[DocumentName, Version]]:
    """Yield the versions of laws that a text cites by number or date, each with its name."""
    for citation in citations:
        name = name_of(citation)
        if name is None or not name.is_versioned:
            continue
        if symbol := citation.symbol:
            key = citation_key(symbol, citation, citing, scope=scope)
            year = symbol.year or (citation.date.year if citation.date else None)
            if key.complete and year:
                yield name, Version(_numbered(symbol, citation, key, year), year, citation.date, citing.on)
        elif on := citation.date:
            yield name, Version(by_name_and_year(citation, on.year), on.year, on, citing.on)


def law_name_in(citation: Citation) -> str | None:
    """Return the name that a citation gives to a law beside its number, as printed; None for all others."""
    named = citation.symbol is not None and is_of_assembly(citation.symbol) and _law_named_in(citation.text) is not None
    return _title_of(citation.text) if named else None


def known_version(id_: str, facts: VersionFacts) -> Version:
    """Return the version that texts and registers state: the day and the name that most of them give."""
    votes = {name: most_stated(counts) for name, counts in facts.votes.items()}
    on = date.fromisoformat(votes["on"]) if votes.get("on") else None
    witnessed = max(facts.votes.get("witnessed", {}), default="")
    name, kind = votes.get("name") or None, votes.get("type") or None
    symbol, year = parse_symbol(votes["symbol"]) if "symbol" in votes else None, int(votes["year"])
    if symbol and facts.key:
        document = _law(symbol, facts.key, year, on, kind, name)
    else:
        document = Document(id=id_, status=Status.CITED, name=name, type=kind, year=year, issued_on=on, system="state")
    return Version(document, year, on, date.fromisoformat(witnessed) if witnessed else None)


def by_name_and_year(citation: Citation, year: int | None) -> Document:
    """Describe a law that is known by name and year alone; amendments of one year and one name are not told apart."""
    name, stated = name_and_year(citation.name or citation.text)
    year = year or stated
    shown = re.sub(r"\s+(?:năm\s+)?(?:19|20)\d\d$", "", citation.name or " ".join(citation.text.split()))
    return Document(
        id=f"name/{slug(name)}/{year}" if year else f"name/{slug(name)}",
        status=Status.CITED,
        name=f"{shown} {year}" if year else shown,
        type=citation.type,
        year=year,
        issued_on=citation.date,
        system="state",
    )


def merge(known: Version | None, version: Version) -> Version:
    """Merge one version as two texts cite it; independent of their order."""
    if known is None:
        return version
    first, second = sorted((known, version), key=lambda v: (v.on is None, str(v.on), v.document.name or "", str(v.witnessed)))
    return replace(
        first,
        on=first.on or second.on,
        witnessed=max((v.witnessed for v in (first, second) if v.witnessed), default=None),
        in_force=first.in_force or second.in_force,
        until=first.until or second.until,
    )


def is_amending(citation: Citation) -> bool:
    """Return whether a citation is of an amending law; these share their names."""
    return " sửa đổi" in fold(citation.name or citation.text)


def of_day(versions: Mapping[str, Version], on: date) -> list[Version]:
    """Return the versions passed on a day, else those of its year whose day is not known."""
    numbered = [v for v in versions.values() if v.year == on.year and v.document.symbol]
    return [v for v in numbered if v.on == on] or [v for v in numbered if v.on is None]


def of_year(versions: Mapping[str, Version], year: int) -> list[Version]:
    """Return the versions of a year: those known by number, else those known by date."""
    found = [v for v in versions.values() if v.year == year]
    return [v for v in found if v.document.symbol] or found


def passed_on(version: Version) -> date:
    """Return the day a version was passed; the end of its year if no text gives the day."""
    return version.on or date(version.year, 12, 31)


def in_force(versions: Mapping[str, Version], on: date) -> Version | None:
    """Return the version that a text of a day means by the name alone; None if it could be another."""
    if covering := [v for v in versions.values() if v.covers(on)]:
        return covering[0]
    passed = [v for v in versions.values() if passed_on(v) <= on]
    newest = max((v for v in passed if v in of_year(versions, v.year)), key=passed_on, default=None)
    return newest if newest and _is_still_cited(newest, versions, on) else None


def awaited(versions: Mapping[str, Version], on: date) -> tuple[Version, ...]:
    """Return the version in force on a day and those passed after it, if these are not in force yet: a text may mean either."""
    covering = next((v for v in versions.values() if v.covers(on)), None)
    later = [v for v in versions.values() if covering and v.document.symbol and passed_on(covering) < passed_on(v) <= on]
    return (covering, *sorted(later, key=lambda v: (passed_on(v), v.document.id))) if covering and later else ()


def _is_still_cited(newest: Version, versions: Mapping[str, Version], on: date) -> bool:
    """Return whether texts of a day or later cite the newest version, and no text of its time cites the one before it."""
    same = [v for v in versions.values() if v.year == newest.year and (v.on is None or newest.on is None or v.on == newest.on)] or [newest]
    numbered = [v for v in same if v.document.symbol]
    return len(numbered or same) == 1 and _last_cited(same) >= on and _is_alone(newest, same, versions, on)


def _is_alone(newest: Version, same: list[Version], versions: Mapping[str, Version], on: date) -> bool:
    """Return whether no version before it is meant any more: none is cited since, or it is in force or a year old."""
    since = min((v.on for v in same if v.on), default=passed_on(newest))
    before = _last_cited(v for v in versions.values() if v not in same and passed_on(v) <= since)
    return before < since or on - since > _NEW or any(v.in_force and v.in_force <= on for v in same)


def _last_cited(versions: Iterable[Version]) -> date:
    return max((v.witnessed for v in versions if v.witnessed), default=date.min)


@lru_cache(maxsize=100_000)
def _law_named_in(text: str) -> str | None:
    """Return the folded name of a law from its full citation: Luật Đất đai số 31/2024/QH15. None for `Luật số 31/2024/QH15`."""
    name = fold(_title_of(text))
    return name if name.startswith(_VERSIONED) and len(name.split()) > 2 else None


def _listed_version(row: dict[str, str]) -> Version:
    symbol, on = parse_symbol(row["symbol"]), day(row, "date")
    if symbol is None or on is None:
        raise ReferenceTableError(f"laws.csv: {row['name']!r} needs a symbol and a date, not {row['symbol']!r} and {row['date']!r}")
    kind = _kind_of(row["name"])
    key = key_of(symbol, issuer_at(symbol.code), on=on, word=kind)
    document = replace(_law(symbol, key, on.year, on, kind, row["name"]), evidence=(Evidence("catalogue", row["source"]),))
    return Version(document, on.year, on, day(row, "witnessed"), day(row, "in_force"), day(row, "until"))


def _kind_of(name: str) -> str:
    """Return the type word of a law's name: Bộ luật of Bộ luật Lao động."""
    words = name.split()
    return " ".join(words[: max(len(kind.split()) for kind in _VERSIONED if fold(name).startswith(kind))])


def _numbered(symbol: Symbol, citation: Citation, key: Key, year: int) -> Document:
    return _law(symbol, key, year, citation.date, citation.type, _title_of(citation.text))


def _law(symbol: Symbol, key: Key, year: int, on: date | None, kind: str | None, name: str | None) -> Document:
    return Document(
        id=id_of(key),
        status=Status.CITED,
        symbol=symbol,
        name=name,
        type=kind,
        type_code=key.type_code,
        number=symbol.number,
        issued_on=on,
        year=year,
        term=key.period,
        system="state",
        issuer=key.issuer,
        key=key,
    )


def _title_of(text: str) -> str:
    return re.split(r"\ssố\s*:?\s*\d", " ".join(text.split()), maxsplit=1)[0]

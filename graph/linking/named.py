"""Documents cited by name: laws and codes in their versions, plenum and congress resolutions, statutes.

A law's name is not the law: "Luật Đất đai" was passed in 1993, 2003, 2013 and 2024. A version is known from a citation that gives name and
number (`Luật Đất đai số 31/2024/QH15`), or name and date. A bare name means the version in force at the date of the citing text, and that
is known where the catalogue gives its first day and that of the one after it, or where a text of that time or later still cites the version
by number or date: nothing replaced it in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from danchieu.graph.linking.catalogue import catalogue
from danchieu.graph.linking.identity import citation_key, id_of, key_of
from danchieu.graph.linking.jurisdiction import cited_seat, seat_of
from danchieu.graph.model import Citation, Document, Evidence, Issuer, Kind, Status, Symbol
from danchieu.graph.model.bodies import body_named, level_of
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, verified
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import words_in

__all__ = ["Named", "Version", "listed_versions", "mentioned", "merged", "name_group", "named_document", "titled_version", "versions_in"]

_VERSIONED = tuple(fold(word) for word in words_in("law"))
_NEW = timedelta(days=365)  # how long after its passing a law and the one before it may both be meant
_PLENUM = re.compile(r"nghị quyết trung ương (\d+)(?: khóa ([ivxl]+))?")
_LOCAL = re.compile(r"đảng bộ (?:tỉnh|thành phố|huyện|quận|khối|thị xã|xã|phường)|đại hội (?:tỉnh|huyện|xã) ")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law: which document, when passed, and the newest text that cites it by number or date."""

    document: Document
    year: int
    on: date | None
    witnessed: date | None
    in_force: date | None = None  # since when no version before it is meant, where the catalogue knows
    until: date | None = None  # the day from which the one after it is in force, where the catalogue knows

    def covers(self, on: date) -> bool:
        """Whether the catalogue knows that it was in force on a day: its own and its successor's first day."""
        return self.in_force is not None and self.until is not None and self.in_force <= on < self.until


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: the document, the rung that says so, and whether the catalogue lists it."""

    document: Document
    rung: str
    listed: bool = False
    rivals: tuple[Document, ...] = ()


@lru_cache(maxsize=100_000)
def _parted(name: str) -> tuple[str, int | None]:
    """A folded name and the year at its end."""
    text = fold(name)
    found = re.fullmatch(r"(.+?)(?: năm)? ((?:19|20)\d\d)", text)
    text, year = (found[1], int(found[2])) if found else (text, None)
    return ("hiến pháp" if text.startswith("hiến pháp") else text), year


@lru_cache(maxsize=100_000)
def _law_of(text: str) -> str | None:
    """The folded name of a law from its full citation: Luật Đất đai số 31/2024/QH15. None for `Luật số 31/2024/QH15`."""
    name = fold(_title_of(text))
    return name if name.startswith(_VERSIONED) and len(name.split()) > 2 else None


def name_group(citation: Citation) -> str | None:
    """What citations by name, and citations that teach a name, have in common; None for all others."""
    if citation.kind is Kind.SELF:
        return None
    if citation.symbol:
        law = _law_of(citation.text) if _is_of_assembly(citation.symbol) else None
        return f"name:{_parted(law)[0]}" if law else None
    return f"name:{_parted(citation.name or citation.text)[0]}"


def _is_of_assembly(symbol: Symbol) -> bool:
    return "/QH" in symbol.text or "UBTVQH" in symbol.text


@cache
def listed_versions() -> tuple[tuple[str, Version], ...]:
    """The versions of laws that the catalogue lists, each with its group."""
    found = []
    for row in read_table("laws", "name symbol date in_force until witnessed confidence source"):
        symbol, on = parse_symbol(row["symbol"]), day(row, "date")
        if symbol is None or on is None:
            raise ReferenceTableError(f"laws.csv: {row['name']!r} needs a symbol and a date, not {row['symbol']!r} and {row['date']!r}")
        kind = _kind_of(row["name"])
        key = key_of(symbol, issuer_at(symbol.code), on=on, word=kind)
        document = Document(
            id=id_of(key), status=Status.CITED, symbol=symbol, type=kind, type_code=key.type_code, number=symbol.number, year=on.year,
            issued_on=on, issuer=key.issuer, system="state", term=key.period, name=row["name"], unknown=key.unknown, key=key,
            evidence=(Evidence("catalogue", row["source"]),),
        )  # fmt: skip
        if verified(row):
            version = Version(document, on.year, on, day(row, "witnessed"), day(row, "in_force"), day(row, "until"))
            found.append((f"name:{fold(row['name'])}", version))
    return tuple(found)


def _kind_of(name: str) -> str:
    """The type word of a law's name: Bộ luật of Bộ luật Lao động."""
    words = name.split()
    return " ".join(words[: max(len(kind.split()) for kind in _VERSIONED if fold(name).startswith(kind))])


def titled_version(document: Document) -> tuple[str, Version] | None:
    """The version of a law that a known document is by its number and title, with its group; None for all others.

    >>> symbol = parse_symbol("27/2023/QH15")
    >>> titled_version(Document("qh/15/l-27", Status.CITED, symbol=symbol, type="Luật", title="Nhà ở", year=2023))[0]
    'name:luật nhà ở'
    """
    symbol, title = document.symbol, fold(document.title or "")
    if symbol is None or symbol.assembly is None or document.year is None or not title:
        return None
    kind = fold(document.type or "")
    name = title if title.startswith(_VERSIONED) or kind not in _VERSIONED else f"{kind} {title}"
    return (f"name:{_parted(name)[0]}", Version(document, document.year, document.issued_on, None)) if name.startswith(_VERSIONED) else None


def versions_in(citations: Iterable[Citation], citing: Document, *, scope: str) -> Iterable[tuple[str, Version]]:
    """The versions of laws that a text vouches for, each with its group."""
    for citation in citations:
        group = name_group(citation)
        if group is None or not group.startswith(tuple(f"name:{word}" for word in _VERSIONED)):
            continue
        if symbol := citation.symbol:
            yield from _numbered(group, symbol, citation, citing, scope)
        elif on := citation.date:
            yield group, Version(_by_year(citation, on.year), on.year, on, citing.issued_on)


def _numbered(group: str, symbol: Symbol, citation: Citation, citing: Document, scope: str) -> Iterable[tuple[str, Version]]:
    key = citation_key(symbol, citation, citing, scope=scope)
    year = symbol.year or (citation.date.year if citation.date else None)
    if key.complete and year:
        document = Document(
            id=id_of(key), status=Status.CITED, symbol=symbol, type=citation.type, type_code=key.type_code, number=symbol.number,
            year=year, issued_on=citation.date, issuer=key.issuer, system="state", term=key.period, name=_title_of(citation.text),
            unknown=key.unknown, key=key,
        )  # fmt: skip
        yield group, Version(document, year, citation.date, citing.issued_on)


def _title_of(text: str) -> str:
    return re.split(r"\ssố\s*:?\s*\d", " ".join(text.split()), maxsplit=1)[0]


def _by_year(citation: Citation, year: int | None) -> Document:
    """A law known by name and year alone; amendments of one year and one name are not told apart."""
    name, stated = _parted(citation.name or citation.text)
    year = year or stated
    shown = re.sub(r"\s+(?:năm\s+)?(?:19|20)\d\d$", "", citation.name or " ".join(citation.text.split()))
    return Document(
        id=f"name/{slug(name)}/{year}" if year else f"name/{slug(name)}", status=Status.CITED, name=f"{shown} {year}" if year else shown,
        type=citation.type, year=year, issued_on=citation.date, system="state",
    )  # fmt: skip


def named_document(citation: Citation, citing: Document, versions: Mapping[str, Version], *, scope: str) -> Named:
    """The document behind a name, from the versions that texts vouch for and the catalogue; never a guess."""
    name, year = _parted(citation.name or citation.text)
    if name.startswith(_VERSIONED):
        return _law(citation, citing, versions, citation.date.year if citation.date else year)
    if plenum := _PLENUM.fullmatch(name):
        return _plenum(citation, citing, plenum[1], plenum[2], scope)
    document = _by_year(citation, year)
    if issuer := _local_issuer(citation, name, citing):
        place = issuer.id if issuer.place_named else f"{issuer.id}@{scope}"
        system = "party" if issuer.system == "party" else "state"
        unknown = () if issuer.place_known else ("place",)
        found = replace(document, id=f"{place}/{document.id}", system=system, issuer=replace(issuer, id=place), unknown=unknown)
        return Named(found, "none")
    if citation.kind is Kind.SHORT:
        return Named(replace(document, id=f"{document.id}@{scope}"), "none")
    return Named(document, "none")


def _local_issuer(citation: Citation, name: str, citing: Document) -> Issuer | None:
    """The body of one place whose document a folded name means; None where there is one of that name for all."""
    if _LOCAL.search(name):
        return issuer_at("TU", seat_of(citing.issuer))
    code = body_named(name) if citation.rule in ("titled", "working-rules") else None
    if code is None or level_of(code) != "local":
        return None
    return issuer_at(code, cited_seat(code, citation.name or "", citing.issuer, citing.issued_on, citation.date, citing.superior))


def _law(citation: Citation, citing: Document, versions: Mapping[str, Version], year: int | None) -> Named:
    """The version that a date or a year names; without either the one in force at the date of the citing text."""
    if citation.date:
        of_day = _of_day(versions, citation.date)
        return Named(of_day[0].document if len(of_day) == 1 else _by_year(citation, year), "own date")
    on = citing.issued_on
    if year:
        of_year = _of_year(versions, year)
        of_year = [v for v in of_year if v.on is None or on is None or v.on <= on] or of_year
        if len(of_year) > 1 and not _amends(citation):
            return Named(_by_year(citation, year), "name", rivals=tuple(v.document for v in sorted(of_year, key=_passed, reverse=True)))
        return Named(of_year[0].document if len(of_year) == 1 else _by_year(citation, year), "name")
    if on and not _amends(citation):  # amending laws share their names
        if covering := [v for v in versions.values() if v.covers(on)]:
            return Named(covering[0].document, "citing date")
        passed = [v for v in versions.values() if _passed(v) <= on]
        newest = max((v for v in passed if v in _of_year(versions, v.year)), key=_passed, default=None)
        if newest and _in_force(newest, versions, on):
            return Named(newest.document, "citing date")
    return Named(_by_year(citation, None), "none")


def _in_force(newest: Version, versions: Mapping[str, Version], on: date) -> bool:
    """Whether the newest version is the one meant by a text of a day: later texts cite it still, and the one before it is past."""
    same = [v for v in versions.values() if v.year == newest.year and (v.on is None or newest.on is None or v.on == newest.on)]
    same = same or [newest]
    since = min((v.on for v in same if v.on), default=_passed(newest))
    seen = max((v.witnessed for v in same if v.witnessed), default=date.min)
    old = max((v.witnessed for v in versions.values() if v not in same and _passed(v) <= since and v.witnessed), default=date.min)
    numbered = [v for v in same if v.document.symbol]
    alone = old < since or on - since > _NEW or any(v.in_force and v.in_force <= on for v in same)
    return len(numbered or same) == 1 and seen >= on and alone


def _passed(version: Version) -> date:
    """When a version was passed; at the end of its year where no text gives the day."""
    return version.on or date(version.year, 12, 31)


def mentioned(citation: Citation, versions: Mapping[str, Version], here: Iterable[Version]) -> Document | None:
    """The one version that the citing text names by number or date elsewhere, of the year that the citation gives if it gives one."""
    _, year = _parted(citation.name or citation.text)
    said = {
        found[0].document.id: found[0].document
        for version in here
        if year in {None, version.year}
        if (found := [version] if version.document.symbol or not version.on else _of_day(versions, version.on) or [version])
    }
    return next(iter(said.values())) if len(said) == 1 and not _amends(citation) else None


def _amends(citation: Citation) -> bool:
    return " sửa đổi" in fold(citation.name or citation.text)


def _of_day(versions: Mapping[str, Version], on: date) -> list[Version]:
    """The versions passed on a day, else those of its year whose day is not known: never one of another day."""
    numbered = [v for v in versions.values() if v.year == on.year and v.document.symbol]
    return [v for v in numbered if v.on == on] or [v for v in numbered if v.on is None]


def _of_year(versions: Mapping[str, Version], year: int) -> list[Version]:
    """The versions of a year: one known by number stands for one known by date."""
    found = [v for v in versions.values() if v.year == year]
    numbered = [v for v in found if v.document.symbol]
    return numbered or found


def merged(known: Version | None, version: Version) -> Version:
    """One version as two texts vouch for it, in any order."""
    if known is None:
        return version
    first, second = sorted((known, version), key=lambda v: (v.on is None, str(v.on), v.document.name or "", str(v.witnessed)))
    witnessed = max((v.witnessed for v in (first, second) if v.witnessed), default=None)
    return replace(
        first,
        on=first.on or second.on,
        witnessed=witnessed,
        in_force=first.in_force or second.in_force,
        until=first.until or second.until,
    )


@cache
def _plenum_documents() -> dict[tuple[str, str], tuple[tuple[Document, ...], bool]]:
    """Resolutions of a plenum by number and khóa, and whether one of them is what the name stands for."""
    found: dict[tuple[str, str], list[Document]] = {}
    for row, entry in zip(read_table("central_documents", "plenum khoa type_code confidence"), catalogue(), strict=True):
        if row["plenum"].isdigit() and row["type_code"] == "NQ":
            found.setdefault((row["plenum"], row["khoa"].lower()), []).append(entry.document)
    named: dict[tuple[str, str], tuple[tuple[Document, ...], bool]] = {key: (tuple(group), False) for key, group in found.items()}
    for row in read_table("named_documents", "name khoa symbol date confidence source"):
        on = day(row, "date")
        match = tuple(
            entry.document
            for entry in catalogue()
            if entry.document.symbol and entry.document.symbol.text == row["symbol"] and entry.document.issued_on == on
        )
        plenum = _PLENUM.fullmatch(fold(row["name"]))
        if len(match) != 1 or not plenum or not verified(row):
            raise ReferenceTableError(
                f"named_documents.csv: {row['name']!r} names {row['symbol']} of {row['date']}, sourced and once in central_documents.csv"
            )
        named[plenum[1], row["khoa"].lower()] = (match, True)
    return named


def _plenum(citation: Citation, citing: Document, number: str, khoa: str | None, scope: str) -> Named:
    term = khoa or (citation.term or "").lower()
    shown = f"Nghị quyết Trung ương {number}" + (f" khóa {term.upper()}" if term else "")
    unknown = Document(
        id=f"tw/{term or '_'}/name/{slug(shown)}" + ("" if term else f"@{scope}"), status=Status.CITED, name=shown, type="Nghị quyết",
        system="party", issuer=issuer_at("TW"), term=term.upper() or None, unknown=() if term else ("period",),
    )  # fmt: skip
    documents, named = _plenum_documents().get((number, term), ((), False))
    sourced = {entry.document.id for entry in catalogue() if entry.verified}
    if len(documents) == 1 and (named or documents[0].id in sourced):
        return Named(documents[0], "name", listed=True)
    return Named(unknown, "none", rivals=documents if len(documents) > 1 and all(d.id in sourced for d in documents) else ())

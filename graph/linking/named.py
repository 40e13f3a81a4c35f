"""Resolves documents cited by name: laws and codes, plenum and congress resolutions, statutes, documents of local bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from danchieu.graph.linking.catalogue import catalogue
from danchieu.graph.linking.identity import scoped
from danchieu.graph.linking.jurisdiction import CitedBody, CitingBody, cited_place
from danchieu.graph.linking.law_versions import (
    DocumentName,
    Version,
    awaited,
    by_name_and_year,
    in_force,
    is_amending,
    name_and_year,
    of_day,
    of_year,
    passed_on,
)
from danchieu.graph.linking.rungs import BY_NAME, BY_OWN_DATE, LAW_IN_FORCE, NO_RUNG
from danchieu.graph.linking.titles import ALIKE, best_likeness, likest
from danchieu.graph.model import Citation, Document, Issuer, Kind, Status
from danchieu.graph.model.bodies import body_named, issuer_words, level_of
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.reference import ReferenceTableError, day, read_table, verified
from danchieu.graph.model.terms import central_term
from danchieu.graph.model.types import only_type_in

__all__ = ["Named", "named_document", "versions_cited_elsewhere"]

_RESOLUTION = only_type_in("plenum")
_PLENUM = re.compile(rf"{fold(_RESOLUTION.word)} trung ương (\d+)(?: khóa ([ivxl]+))?")
_PLACES = "|".join(issuer_words().places)
_LOCAL = re.compile(rf"đảng bộ (?:{_PLACES}|khối)|đại hội (?:{_PLACES}) ")
_COMMITTEE = "TU"
_OF_THE_PARTY = re.compile(rf"(?:{fold(only_type_in('statutes').word)}|đại hội \w+ của) đảng")
_OF_AN_ORGANISATION = ("congress", "statutes", "local-plenum")
_OF_A_BODY = ("titled", "working-rules", "local-plenum")  # rules that find names which hold the issuer


@dataclass(frozen=True, slots=True)
class Named:
    """The document that a name means, and the rung that settles it; `rivals` if it may be one of several."""

    document: Document
    rung: str
    listed: bool = False
    rivals: tuple[Document, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether a version that the text cites elsewhere is more likely."""
        return bool(self.rivals) or self.rung not in {BY_OWN_DATE, BY_NAME}


def named_document(citation: Citation, citing: CitingBody, versions: Mapping[str, Version], *, scope: str) -> Named:
    """Return the document of a name, from the catalogue and the versions that texts cite."""
    name, year = name_and_year(citation.name or citation.text)
    if DocumentName(name).is_versioned:
        return _law(citation, citing, versions, year)
    if plenum := _PLENUM.fullmatch(name):
        return _plenum(citation, plenum[1], (plenum[2] or citation.term or "").lower(), scope)
    document = _with_system(by_name_and_year(citation, year), citation, name)
    if issuer := _local_issuer(citation, name, citing):
        return Named(_of_issuer(document, issuer, scope), NO_RUNG)
    if citation.kind is Kind.SHORT:
        return Named(replace(document, id=f"{document.id}@{scope}"), NO_RUNG)
    return Named(document, NO_RUNG)


def versions_cited_elsewhere(citation: Citation, versions: Mapping[str, Version], here: Iterable[Version]) -> tuple[Document, ...]:
    """Return the versions that the text cites by number or date elsewhere, the newest first, of the year that the citation gives if any."""
    _, year = name_and_year(citation.name or citation.text)
    numbered = [_numbered(version, versions) for version in here if year in {None, version.year} and not is_amending(citation)]
    cited = {version.document.id: version for version in numbered}
    return tuple(version.document for version in sorted(cited.values(), key=lambda v: (passed_on(v), v.document.id), reverse=True))


def _numbered(version: Version, versions: Mapping[str, Version]) -> Version:
    """Return the version itself, or the numbered one of its day."""
    same = of_day(versions, version.on) if version.on and not version.document.symbol else []
    return same[0] if same else version


def _law(citation: Citation, citing: CitingBody, versions: Mapping[str, Version], year: int | None) -> Named:
    """Return the version of a law that a citation means."""
    # CASE 1: Luật Thi đua, khen thưởng ngày 15/6/2022: the version of that day.
    if citation.date:
        found = of_day(versions, citation.date)
        return Named(found[0].document if len(found) == 1 else by_name_and_year(citation, citation.date.year), BY_OWN_DATE)

    # CASE 2: Luật Đất đai năm 2013: the version of that year, passed before the text if there are two.
    if year:
        return _law_of_year(citation, citing, versions, year)

    # CASE 3: Luật Đất đai, when the next one was passed and is not in force yet: either of them. Amending laws share their names.
    if citing.on and not is_amending(citation) and (either := awaited(versions, citing.on)):
        return Named(either[0].document, BY_NAME, rivals=tuple(version.document for version in either))

    # CASE 4: Luật Đất đai: the version in force at the date of the text.
    if citing.on and not is_amending(citation) and (version := in_force(versions, citing.on)):
        return Named(version.document, LAW_IN_FORCE)
    return Named(by_name_and_year(citation, None), NO_RUNG)


def _law_of_year(citation: Citation, citing: CitingBody, versions: Mapping[str, Version], year: int) -> Named:
    found = of_year(versions, year)
    found = [v for v in found if v.on is None or citing.on is None or v.on <= citing.on] or found
    if len(found) == 1:
        return Named(found[0].document, BY_NAME)
    rivals = () if is_amending(citation) else tuple(v.document for v in sorted(found, key=passed_on, reverse=True))
    return Named(by_name_and_year(citation, year), BY_NAME, rivals=rivals)


def _local_issuer(citation: Citation, name: str, citing: CitingBody) -> Issuer | None:
    """Return the local body whose document a folded name means; None if there is one document of the name for all."""
    local = _LOCAL.search(name) is not None
    code = body_named(name) if local or citation.rule in _OF_A_BODY else None
    if code is None and local:
        code = _COMMITTEE
    if code is None or level_of(code) != "local":
        return None
    return issuer_at(code, cited_place(CitedBody(code, citation.name or "", citation.date), citing))


def _with_system(document: Document, citation: Citation, name: str) -> Document:
    """Return the document as one of the Party, by its congress, or of an organisation beside it; all others are the State's."""
    if _OF_THE_PARTY.search(name):
        return replace(document, system="party", issuer=issuer_at(issuer_words().congress))
    return replace(document, system="front") if citation.rule in _OF_AN_ORGANISATION else document


def _of_issuer(document: Document, issuer: Issuer, scope: str) -> Document:
    own = replace(issuer, id=scoped(issuer, scope).id)
    return replace(
        document,
        id=f"{own.id}/{document.id}",
        system="party" if issuer.system == "party" else "state",
        issuer=own,
        unknown_by_name=() if issuer.place_known else ("place",),
    )


def _plenum(citation: Citation, number: str, term: str, scope: str) -> Named:
    term = term or (central_term(citation.date) or "").lower() if citation.date else term
    documents, by_usage = _plenum_documents().get((number, term), ((), False))
    sourced = {entry.document.id for entry in catalogue() if entry.verified}
    if titled := _of_title(citation, [document for document in documents if document.id in sourced]):
        return Named(titled, BY_NAME, listed=True)
    if len(documents) == 1 and (by_usage or documents[0].id in sourced):
        return Named(documents[0], BY_NAME, listed=True)
    rivals = documents if len(documents) > 1 and all(document.id in sourced for document in documents) else ()
    return Named(_unknown_plenum_document(number, term, scope), NO_RUNG, rivals=rivals)


def _of_title(citation: Citation, documents: Sequence[Document]) -> Document | None:
    """Return the one of several resolutions of a plenum whose title a citation repeats."""
    title = citation.title or ""
    scores = {one.id: score for one in documents if (score := best_likeness(title, [one.title or ""])) is not None}
    best = likest(scores, ALIKE)
    return next((one for one in documents if one.id == best), None)


def _unknown_plenum_document(number: str, term: str, scope: str) -> Document:
    name = f"{_RESOLUTION.word} Trung ương {number}" + (f" khóa {term.upper()}" if term else "")
    return Document(
        id=f"tw/{term or '_'}/name/{slug(name)}" + ("" if term else f"@{scope}"),
        status=Status.CITED,
        name=name,
        type=_RESOLUTION.word,
        system="party",
        issuer=issuer_at("TW"),
        term=term.upper() or None,
        unknown_by_name=() if term else ("period",),
    )


@cache
def _plenum_documents() -> dict[tuple[str, str], tuple[tuple[Document, ...], bool]]:
    """Return resolutions of a plenum by number and khóa, and whether the name means one of them by usage."""
    found: dict[tuple[str, str], list[Document]] = {}
    for row, entry in zip(read_table("central_documents", "plenum khoa type_code confidence"), catalogue(), strict=True):
        if row["plenum"].isdigit() and row["type_code"] == _RESOLUTION.code:
            found.setdefault((row["plenum"], row["khoa"].lower()), []).append(entry.document)
    of_plenum: dict[tuple[str, str], tuple[tuple[Document, ...], bool]] = {key: (tuple(group), False) for key, group in found.items()}
    return of_plenum | {key: ((document,), True) for key, document in _meant_by_usage()}


def _meant_by_usage() -> Iterable[tuple[tuple[str, str], Document]]:
    """Return number and khóa of the plenums whose name means one resolution, with the resolution."""
    for row in read_table("named_documents", "name khoa symbol date confidence source"):
        stated = row["symbol"], day(row, "date")
        documents = [entry.document for entry in catalogue() if (str(entry.document.symbol), entry.document.issued_on) == stated]
        plenum = _PLENUM.fullmatch(fold(row["name"]))
        if len(documents) != 1 or not plenum or not verified(row):
            wanted = f"{row['symbol']} of {row['date']}"
            raise ReferenceTableError(f"named_documents.csv: {row['name']!r} needs a source, and {wanted} once in central_documents.csv")
        yield (plenum[1], row["khoa"].lower()), documents[0]

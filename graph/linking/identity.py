"""What document a symbol is: the key behind every id.

A symbol alone is no identity: 35-CT/TW is three directives. The key is issuer instance, period, type, number, written as a path:

    tw/xiii/ct-35                     Party, central: term of the Central Committee
    binh-thuan.tu/2005-2010/ct-20     Party, local: committee instance, its term in years
    cp/2007/nd-87                     State: calendar year, from the symbol or the date
    ttg/2015/qd-10-2015               10/2015/QĐ-TTg, normative: another series than 10/QĐ-TTg of that year, ttg/2015/qd-10
    can-tho-2025.ubnd/2025/kh-165     a local body since the merger of July 2025
    qh/13/l-85, ubtvqh/15/nq-101      National Assembly: its term, and the type, which its symbols do not carry
    bnv+vpcp/2005/ttlt-55             joint documents: all issuers, sorted
    byt/2024/cv-6676                  letters, whose symbols carry no type
    cp/1996/nd-50                     symbols from before 1997 (50/CP), type from the type word
    name/luat-dat-dai/2013            documents cited by name and not known by symbol
    text/9f86d081884c                 a loaded text that shows no symbol

Numbers drop leading zeros and keep a suffix letter (2074a) or a dotted part (66.4). One series QĐ holds Quyết định and Quy định; QĐi, QĐNS
are their own. A part that is not known is `_`, and then the id ends its unknown part with `@` and the beginning of the citing text's
sha256, since two unknowns of two texts are not one: `_.tu@9f86d081/2020-2025/ct-34`, `tw/_@9f86d081/kl-72`. A term that is not certain
although the date is known shows its year: `ha-tinh.tu/_2020/ct-40`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from danchieu.graph.linking.jurisdiction import cited_seat, district_in, own_seat, superior_of, told_by
from danchieu.graph.model import Citation, Document, Head, Issuer, Status
from danchieu.graph.model.bodies import body_named, level_of
from danchieu.graph.model.folding import slug
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.provinces import MERGERS
from danchieu.graph.model.reference import read_table, verified
from danchieu.graph.model.symbols import Symbol, is_party, parse_symbol, type_slug, typed
from danchieu.graph.model.terms import central_term, local_term
from danchieu.graph.model.types import codes_in

__all__ = ["Key", "citation_key", "cited_document", "identify_citation", "identify_document", "key_of", "placed"]

_SHORT_SCOPE = 8
_TWO_SERIES = codes_in("two_series")


@dataclass(frozen=True, slots=True)
class Key:
    """Issuer instance, period, type, number; None where not known."""

    issuer: Issuer
    period: str | None
    type_code: str | None
    number: str  # 10; 10-2015 in a series whose symbols hold the year, where there is one beside it whose symbols do not
    scope: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, so that the id names one document."""
        return self.period is not None and self.type_code is not None and "_" not in self.issuer.id and not self.period.startswith("_")

    @property
    def id(self) -> str:
        """The document id."""
        period = self.period or f"_@{self.scope}"
        return f"{self.issuer.id}/{period}/{type_slug(self.type_code)}-{self.number}"


def key_of(symbol: Symbol, issuer: Issuer, *, on: date | None, word: str | None = None, term: str | None = None, scope: str = "") -> Key:
    """The key of a document from its symbol and issuer, and its date or its committee's term as far as stated."""
    type_code = typed(symbol, word)
    if symbol.assembly is not None:
        period: str | None = str(symbol.assembly)
    elif not is_party(symbol):
        year = symbol.year or (on.year if on else None)
        period = str(year) if year else None
    elif issuer.level == "central":
        khoa = (central_term(on) if on else None) or term
        period = khoa.lower() if khoa else None
    elif on:
        below = issuer.level not in {"province", None} or "." in issuer.id.removesuffix(f".{slug(symbol.code)}")
        period = local_term(on, province=issuer.province, below=below) or f"_{on.year}"
    else:
        period = _term_of_khoa(issuer.province, term) if term else None
    number = f"{symbol.number}-{symbol.year}" if type_code in _TWO_SERIES and symbol.year and symbol.assembly is None else symbol.number
    return Key(issuer, period, type_code, number, scope)


@cache
def _term_of_khoa(province: str | None, khoa: str) -> str | None:
    """The years of a provincial committee's khóa: Bình Thuận's XI is 2005-2010."""
    if re.fullmatch(r"(?:19|20)\d\d-20\d\d", khoa):
        return khoa
    rows = read_table("terms", "level body khoa term confidence")
    found = {
        row["term"] for row in rows if row["level"] == "province" and row["body"] == province and row["khoa"] == khoa and verified(row)
    }
    return found.pop() if len(found) == 1 else None


def placed(head: Head, text: str) -> Head:
    """The head of a local body with what the text's own words tell of its province, where the head itself leaves it open."""
    issuer = identify_document(head, sha256="").issuer
    return replace(head, told=told_by(text)) if issuer and issuer.level != "central" and not issuer.province else head


def identify_document(head: Head, *, sha256: str, elsewhere: Mapping[str, str] | None = None) -> Document:
    """The identity of a loaded document from its head; `elsewhere` gives the province of districts and of signatories in other documents.

    A local body's province comes from the letterhead, else the place line, the district as other documents place it, body and place named
    together in the text, an official named with office, the signatory. `evidence` says which.
    """
    scope = sha256[:_SHORT_SCOPE]
    symbol = parse_symbol(head.symbol) if head.symbol else None
    words = " ".join(head.letterhead)
    code = symbol.code if symbol else body_named(words) or _committee_named(head.title or "")
    evidence = list(head.evidence)
    issuer = None
    if code:
        if level_of(code) == "central":
            issuer = issuer_at(code)
        else:
            seat, source = own_seat(head, elsewhere or {})
            issuer = _scoped(issuer_at(code, seat), scope)
            if source:
                evidence.append(("province", source))
            if (district := district_in(head)) and seat.level == "commune":
                evidence.append(("superior", district))
            if not symbol:
                evidence.append(("issuer", "letterhead" if body_named(words) else "title"))
    document = Document(
        id=f"text/{sha256[:12]}", status=Status.LOADED, symbol=head.symbol, type=head.type, title=head.title, issued_on=head.issued_on,
        year=head.issued_on.year if head.issued_on else None, system=issuer.system if issuer else None, issuer=issuer,
        province=issuer.province if issuer else None, place=head.place, signatory=head.signatory, evidence=tuple(evidence),
    )  # fmt: skip
    if symbol is None or issuer is None:
        return document
    key = key_of(symbol, _joint(symbol, issuer), on=head.issued_on, word=head.type, term=head.term, scope=scope)
    return _described(document, symbol, key)


def _committee_named(title: str) -> str | None:
    """The Party committee that a title names as its own; the Government's conclusions are notified by another body."""
    code = body_named(title)
    return code if code and level_of(code) == "local" and code not in {"UBND", "HĐND", "MTTQ"} else None


def _described(document: Document, symbol: Symbol, key: Key) -> Document:
    term = key.period if key.period and (is_party(symbol) or symbol.assembly) and not key.period.startswith("_") else None
    year = document.year or symbol.year
    return replace(
        document,
        id=key.id,
        type_code=key.type_code,
        number=symbol.number,
        year=year,
        term=term.upper() if term else None,
        issuer=key.issuer,
    )


def _joint(symbol: Symbol, issuer: Issuer) -> Issuer:
    """Several issuers of one document stand as one, named for all."""
    if len(symbol.issuers) == 1:
        return issuer
    parts = [issuer_at(code) for code in symbol.issuers]
    return Issuer(
        id="+".join(part.id for part in parts),
        name=", ".join(part.name for part in parts),
        code="-".join(symbol.issuers),
        level="central",
        system="state",
    )


def _scoped(issuer: Issuer, scope: str) -> Issuer:
    """An unknown committee belongs to the text that speaks of it."""
    return replace(issuer, id=f"{issuer.id}@{scope}", parent_id=None) if issuer.id.startswith("_.") else issuer


def citation_key(symbol: Symbol, citation: Citation, citing: Document, *, scope: str) -> Key:
    """What a citation itself says of its document's key, with the citing document's place for bodies named without one."""
    on = citation.date
    if len(symbol.issuers) > 1:
        issuer = _joint(symbol, issuer_at(symbol.code))
    elif level_of(symbol.code) == "central":
        issuer = issuer_at(symbol.code)
    else:
        when = on or (date(symbol.year, 1, 1) if symbol.year and symbol.year != MERGERS.year else None)
        issuer = _scoped(
            issuer_at(
                symbol.code, cited_seat(symbol.code, citation.issuer or "", citing.issuer, citing.issued_on, when, superior_of(citing))
            ),
            scope,
        )
    return key_of(symbol, issuer, on=on, word=citation.type, term=citation.term, scope=scope)


def identify_citation(citation: Citation, citing: Document, *, scope: str = "") -> Document:
    """The document that a citation by symbol names, described with what the citation says of it; unknown parts stay `_`."""
    symbol = parse_symbol(citation.symbol or "")
    if symbol is None:
        raise ValueError(f"{citation.symbol!r} is no symbol; resolve named citations by name")
    return cited_document(symbol, citation, citation_key(symbol, citation, citing, scope=scope))


def cited_document(symbol: Symbol, citation: Citation, key: Key) -> Document:
    """A stub for the document behind a key."""
    stub = Document(
        id=key.id, status=Status.CITED, symbol=citation.symbol, type=citation.type, title=citation.title, issued_on=citation.date,
        year=citation.date.year if citation.date else symbol.year, system=key.issuer.system, issuer=key.issuer,
        province=key.issuer.province,
    )  # fmt: skip
    return _described(stub, symbol, key)

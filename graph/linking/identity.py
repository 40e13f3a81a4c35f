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
from dataclasses import replace
from datetime import date
from functools import cache

from danchieu.graph.linking.jurisdiction import cited_seat, own_seat
from danchieu.graph.model import Citation, Document, Evidence, Head, Issuer, Key, Status, Symbol
from danchieu.graph.model.bodies import body_named, level_of
from danchieu.graph.model.folding import slug
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.model.issuing_body import district_in_header, issuing_code
from danchieu.graph.model.provinces import MERGERS
from danchieu.graph.model.reference import read_table, verified
from danchieu.graph.model.symbols import is_party, type_slug, typed
from danchieu.graph.model.terms import central_term, local_term
from danchieu.graph.model.types import codes_in

__all__ = ["citation_key", "cited_document", "id_of", "identify_document", "key_of"]

_SHORT_SCOPE = 8
_TWO_SERIES = codes_in("two_series")


def key_of(symbol: Symbol, issuer: Issuer, *, on: date | None, word: str | None = None, term: str | None = None, scope: str = "") -> Key:
    """The key of a document from its symbol and issuer, and its date or its committee's term as far as stated."""
    type_code, certain = typed(symbol, word), True
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
        term_then = local_term(on, province=issuer.province, below=below)
        period, certain = term_then or f"_{on.year}", term_then is not None
    else:
        period = _term_of_khoa(issuer.province, term) if term else None
    number = f"{symbol.number}-{symbol.year}" if type_code in _TWO_SERIES and symbol.year and symbol.assembly is None else symbol.number
    return Key(issuer, period, type_code, number, scope, period_known=certain and period is not None)


def id_of(key: Key) -> str:
    """Write the key as the id of its document."""
    period = key.period or f"_@{key.scope}"
    return f"{key.issuer.id}/{period}/{type_slug(key.type_code)}-{key.number}"


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


def identify_document(head: Head, *, sha256: str, elsewhere: Mapping[str, str] | None = None) -> Document:
    """The identity of a loaded document from its head; `elsewhere` gives the province of districts and of signatories in other documents.

    A local body's province comes from the letterhead, else the place line, the district as other documents place it, body and place named
    together in the text, an official named with office, the signatory. `evidence` says which.
    """
    scope, symbol, code = sha256[:_SHORT_SCOPE], head.symbol, issuing_code(head)
    evidence = list(head.evidence)
    issuer, superior = None, None
    if code and level_of(code) == "central":
        issuer = issuer_at(code)
    elif code:
        seat, source = own_seat(head, elsewhere or {})
        issuer = _scoped(issuer_at(code, seat), scope)
        superior = district_in_header(head) if seat.level == "commune" else None
        if source:
            evidence.append(Evidence("province", source))
        if not symbol:
            evidence.append(Evidence("issuer", "letterhead" if body_named(" ".join(head.letterhead)) else "title"))
    document = Document(
        id=f"text/{sha256[:12]}",
        status=Status.LOADED,
        symbol=symbol,
        type=head.type,
        title=head.title,
        issued_on=head.issued_on,
        year=head.issued_on.year if head.issued_on else None,
        system=issuer.system if issuer else None,
        issuer=issuer,
        province=issuer.province if issuer else None,
        place=head.place,
        signatory=head.signatory,
        evidence=tuple(evidence),
        superior=superior,
    )
    if symbol is None or issuer is None:
        return document
    key = key_of(symbol, _joint(symbol, issuer), on=head.issued_on, word=head.type, term=head.term, scope=scope)
    return _described(document, symbol, key)


def _described(document: Document, symbol: Symbol, key: Key) -> Document:
    """The document with what its key says."""
    term = key.period if key.period_known and (is_party(symbol) or symbol.assembly) else None
    return replace(
        document,
        id=id_of(key),
        type_code=key.type_code,
        number=symbol.number,
        year=document.year or symbol.year,
        term=term.upper() if term else None,
        issuer=key.issuer,
        unknown=key.unknown,
        key=key,
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
    """The issuer; if nothing is known of its place, an instance that belongs to the citing text."""
    return issuer if issuer.place_named else replace(issuer, id=f"{issuer.id}@{scope}", parent_id=None)


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
            issuer_at(symbol.code, cited_seat(symbol.code, citation.issuer or "", citing.issuer, citing.issued_on, when, citing.superior)),
            scope,
        )
    return key_of(symbol, issuer, on=on, word=citation.type, term=citation.term, scope=scope)


def cited_document(symbol: Symbol, citation: Citation, key: Key) -> Document:
    """A stub for the document behind a key."""
    stub = Document(
        id=id_of(key),
        status=Status.CITED,
        symbol=citation.symbol,
        type=citation.type,
        title=citation.title,
        issued_on=citation.date,
        year=citation.date.year if citation.date else symbol.year,
        system=key.issuer.system,
        issuer=key.issuer,
        province=key.issuer.province,
    )
    return _described(stub, symbol, key)

"""Keys and ids: what identifies a document.

A symbol alone does not identify a document: 35-CT/TW is three directives. The key is issuer instance, period, type, number; as an id:

    tw/xiii/ct-35                     Party, central: term of the Central Committee
    binh-thuan.tu/2005-2010/ct-20     Party, local: committee instance, its term in years
    cp/2007/nd-87                     State: calendar year, from the symbol or the date
    ttg/2015/qd-10-2015               10/2015/QĐ-TTg, normative: another series than 10/QĐ-TTg of that year, ttg/2015/qd-10
    can-tho-2025.ubnd/2025/kh-165     a local body since the merger of July 2025
    qh/13/l-85, ubtvqh/15/nq-101      National Assembly: its term, and the type, which its symbols do not hold
    bnv+vpcp/2005/ttlt-55             joint documents: all issuers, sorted
    byt/2024/cv-6676                  letters, whose symbols hold no type
    cp/1996/nd-50                     symbols from before 1997 (50/CP), type from the type word
    name/luat-dat-dai/2013            documents cited by name and not known by symbol
    text/9f86d081884c                 a loaded text without a symbol

Numbers drop leading zeros and keep a suffix letter (2074a) or a dotted part (66.4). One series QĐ holds Quyết định and Quy định; QĐi, QĐNS
are their own.

An unknown part is `_`. Without its period, or with nothing known of the place of a local issuer, that part also has `@` and the beginning
of the citing file's sha256, since two unknowns of two texts differ: `_.tu@9f86d081/2020-2025/ct-34`, `tw/_@9f86d081/kl-72`. An unknown
type, or the unknown province of a named unit, is a plain `_`, which all texts share: `xa-luong-minh._.ubnd/2024/kh-50`. If the date is
known and the term is not certain, the id has its year: `ha-tinh.tu/_2020/ct-40`. Ids are written and never read: `Key.unknown` says which
parts are not known.
"""

from __future__ import annotations

from datetime import date

from danchieu.graph.model import Issuer, Key, Symbol
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.symbols import is_party, type_slug, typed
from danchieu.graph.model.terms import central_term, central_terms_in, local_term, local_term_in, term_of_khoa
from danchieu.graph.model.types import codes_in

__all__ = ["home_of", "id_of", "key_of", "may_be", "only_period_open", "period_on", "term_runs_long"]

_TWO_SERIES, _DATED, _JOINT = codes_in("two_series"), codes_in("dated"), codes_in("joint")
_ASSEMBLIES = issuer_words().assembly
_SETTLED_IN = 540  # days after which bare symbols of a provincial committee are taken as those of its running term


def id_of(key: Key) -> str:
    """Write the id of the document that a key identifies."""
    unknown = f"_{key.year}" if key.year else f"_@{key.scope}"
    return f"{key.issuer.id}/{key.period or unknown}/{type_slug(key.type_code)}-{key.number}"


def key_of(
    symbol: Symbol,
    issuer: Issuer,
    *,
    on: date | None,
    in_year: int | None = None,
    word: str | None = None,
    term: str | None = None,
    scope: str = "",
) -> Key:
    """Make the key of a document from its symbol and issuer, and its date, else its year or its committee's term as far as stated."""
    in_year = on.year if on else in_year
    period = _stated_period(symbol, issuer, on, in_year, term)
    year = in_year if period is None and issuer.level != "central" else None
    type_code = typed(symbol, word)
    in_year_series = type_code in _TWO_SERIES and symbol.year and symbol.assembly is None
    number = f"{symbol.number}-{symbol.year}" if in_year_series else symbol.number
    return Key(issuer, period, type_code, number, scope, year)


def period_on(symbol: Symbol, issuer: Issuer, on: date) -> str | None:
    """Return the period of a symbol's series on a day: a year, or a term if it is certain."""
    if not is_party(symbol):
        return str(on.year)
    if issuer.level == "central":
        khoa = central_term(on)
        return khoa.lower() if khoa else None
    return local_term(on, province=issuer.province, below=issuer.level != "province")


def term_runs_long(issuer: Issuer, on: date) -> bool:
    """Return whether a local committee's term has run so long that bare symbols belong to it."""
    before = date.fromordinal(on.toordinal() - _SETTLED_IN)
    below = issuer.level != "province"
    term = local_term(on, province=issuer.province, below=below)
    return term is not None and term == local_term(before, province=issuer.province, below=below)


def home_of(key: Key) -> str:
    """Return the group that describes a document: that of its usual symbol, whatever form a citation gives it.

    >>> from danchieu.graph.model.issuers import issuer_at
    >>> home_of(Key(issuer_at("CP"), "2020", "NĐ", "30"))
    '30/2020/NĐ/CP'
    """
    issuer, type_code = key.issuer.code or "", key.type_code or ""
    if issuer in _ASSEMBLIES:
        return f"{key.number.split('-')[0]}///{issuer}"
    number, _, year = key.number.partition("-")
    year = (key.period or "") if type_code in _DATED and key.issuer.system != "party" else year
    return f"{number}/{year}/{type_code}/{issuer if type_code not in _JOINT else issuer.replace('-', '+')}"


def may_be(candidate: Key, wanted: Key) -> bool:
    """Return whether a complete key may be what an incomplete one means."""
    if wanted.type_code not in (None, candidate.type_code):
        return False
    if not wanted.dated:
        return _is_of_one_place(candidate.issuer, wanted.issuer)
    return (wanted.period, wanted.year) == (candidate.period, candidate.year) and candidate.issuer.id == wanted.issuer.id


def only_period_open(key: Key, since: date) -> bool:
    """Return whether only the period of a key is unknown, also not whether a committee that was merged after `since` is meant."""
    merged = key.issuer.valid_from is not None and since < key.issuer.valid_from
    return not key.dated and key.type_code is not None and key.issuer.place_named and not merged


def _stated_period(symbol: Symbol, issuer: Issuer, on: date | None, in_year: int | None, term: str | None) -> str | None:
    """Return the period that symbol, date, year and term state; None if it is not stated, or the term is uncertain."""
    if symbol.assembly is not None:
        return str(symbol.assembly)
    if not is_party(symbol):
        year = symbol.year or in_year
        return str(year) if year else None
    if issuer.level == "central":
        khoa = _central_khoa(on, in_year) or term
        return khoa.lower() if khoa else None
    below = _may_be_below_province(issuer)
    if on:
        return local_term(on, province=issuer.province, below=below)
    of_year = local_term_in(in_year, province=issuer.province, below=below) if in_year else None
    return of_year or (term_of_khoa(issuer.province, term) if term else None)


def _central_khoa(on: date | None, in_year: int | None) -> str | None:
    """Return the khóa that a date, else a year states; None for a year of two."""
    if on:
        return central_term(on)
    terms = central_terms_in(in_year) if in_year else ()
    return terms[0] if len(terms) == 1 else None


def _may_be_below_province(issuer: Issuer) -> bool:
    """Return whether a body may be one below the province; congresses below the province are held before the province's."""
    in_province = issuer.unit is not None and issuer.province_key is not None
    return issuer.level not in {"province", None} or in_province or not issuer.place_named


def _is_of_one_place(candidate: Issuer, wanted: Issuer) -> bool:
    """Return whether two bodies have code and place in common: without a date, a merger leaves open which of two committees is meant."""
    if not wanted.place_named:
        return candidate.code == wanted.code
    return candidate.id == wanted.id or (candidate.name, candidate.province, candidate.code) == (wanted.name, wanted.province, wanted.code)

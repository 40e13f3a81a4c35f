"""What document a symbol is: the key behind every id.

A symbol alone is no identity: 35-CT/TW is three directives. The key is issuer instance, period, type, number, written as a path:

    tw/xiii/ct-35                     Party, central: term of the Central Committee
    binh-thuan.tu/2005-2010/ct-20     Party, local: committee instance, its term in years
    cp/2007/nd-87                     State: calendar year, from the symbol or the date
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
from functools import cache, lru_cache

from graph.issuers import (
    MERGERS,
    Province,
    Seat,
    bodies,
    body_named,
    fold,
    issuer_at,
    level_of,
    province_at,
    province_of_seat,
    provinces_in,
    seat_in,
    slug,
)
from graph.model import Citation, Document, Head, Issuer, Status
from graph.reference import read_table, verified
from graph.terms import central_term, local_term

__all__ = ["Key", "Symbol", "citation_key", "identify_citation", "identify_document", "key_of", "parse_symbol", "seat_of"]

_NATIONAL = re.compile(r"(UBTVQH|QH)(\d{1,2})")
_NUMBER = re.compile(r"0*(\d+(?:\.\d+)?)([a-zđ]{0,2})", re.IGNORECASE)
_PARTY_FORM = re.compile(r"\d+[a-z]?-[^/\d]+/")
_SHORT_SCOPE = 8
_OPENING = 20_000  # characters in which a text says whose it is


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP."""

    number: str
    year: int | None
    type_code: str | None
    issuers: tuple[str, ...]
    assembly: int | None
    group: str  # shared by all documents that this symbol may mean

    @property
    def code(self) -> str:
        """The issuer's code; of a joint document the first."""
        return self.issuers[0]


@dataclass(frozen=True, slots=True)
class Key:
    """Issuer instance, period, type, number; None where not known."""

    issuer: Issuer
    period: str | None
    type_code: str | None
    number: str
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


@cache
def _type_codes() -> dict[str, str]:
    """Canonical type code by its lower-case spelling, marks kept: HD is no HĐ."""
    codes = {row["code"] for row in read_table("document_types", "system code name confidence source") if row["code"]}
    return {code.lower(): code for code in {*codes, "PL", "NS", "TTLT", "NQLT", "VBHN"}}


@cache
def _codes_of_words() -> dict[str, str]:
    """Type code by folded type word, for symbols that carry none."""
    rows = read_table("document_types", "system code name confidence source")
    return {fold(row["name"]): row["code"] for row in reversed(rows) if row["code"]} | {
        "luật": "L",
        "bộ luật": "L",
        "công văn": "CV",
        "pháp lệnh": "PL",
    }


@cache
def type_slug(code: str | None) -> str:
    """A type code in an id; ĐA and HĐ are spelled out, since DA and HD are other types."""
    return {"ĐA": "de-an", "HĐ": "hop-dong", None: "_"}.get(code) or slug(code or "")


@lru_cache(maxsize=200_000)
def parse_symbol(symbol: str) -> Symbol | None:
    """Take a normalised symbol apart; None where it is no symbol.

    >>> parse_symbol("10/2024/QĐ-UBND").issuers
    ('UBND',)
    """
    head, *rest = [part for part in re.split(r"[/\-\s]+", symbol.strip()) if part] or [""]
    number = _NUMBER.fullmatch(head)
    if not number or not rest:
        return None
    year = int(rest.pop(0)) if re.fullmatch(r"(?:19|20)\d\d", rest[0]) else None
    if not rest:
        return None
    type_code = _type_codes().get(rest[0].lower()) if len(rest) > 1 else None
    if type_code is None and len(rest) > 1 and _PARTY_FORM.match(symbol):
        type_code = rest[0]  # 459-KHHĐ/TU: what stands there is the type, also where the table does not know it
    if type_code:
        rest = rest[1:]
    assembly = None
    if national := next((found for part in rest if (found := _NATIONAL.fullmatch(part))), None):
        assembly = int(national[2])
        rest = [_NATIONAL.sub(r"\1", part) for part in rest]
    joint = type_code in {"TTLT", "NQLT"} and len(rest) > 1
    if joint:
        assembly = None
    elif type_code is None and len(rest) > 1 and assembly is None:
        type_code = "CV"  # 6676/BYT-CDS: issuer and unit, no type
    issuers = tuple(sorted(rest, key=slug)) if joint else (rest[0],)
    digits = number[1] + number[2].lower()
    return Symbol(digits, year, type_code, issuers, assembly, f"{digits}/{year or ''}/{type_code or ''}/{'+'.join(issuers)}")


def typed(symbol: Symbol, word: str | None) -> str | None:
    """The type code of a document: the symbol's, else that of the type word beside it."""
    if symbol.type_code or not word:
        return symbol.type_code
    text = fold(word)
    return _codes_of_words().get(text) or ("L" if text.startswith(("luật", "bộ luật")) else None)


def is_party(symbol: Symbol) -> bool:
    """Whether the series of the issuer restarts with a committee's term rather than with the year."""
    body = bodies().get(symbol.code)
    if body:
        return body.system == "party"
    return symbol.code.endswith(("TW", "TU", "HU", "QU", "ĐU"))


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
    return Key(issuer, period, type_code, symbol.number, scope)


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


@lru_cache(maxsize=50_000)
def seat_of(issuer: Issuer | None) -> Seat:
    """Where a body sits, from its instance."""
    if issuer is None or issuer.level == "central":
        return Seat()
    unit = seat_in(issuer.name)
    key = issuer.id.split("@")[0].split(".")[-2] if "." in issuer.id else ""
    province = next(
        (
            p
            for on in (None, issuer.valid_from, MERGERS, date(2000, 1, 1))
            if (p := province_at(issuer.province or "", on)) and p.key == key
        ),
        None,
    )
    return Seat(province, *unit) if unit else Seat(province)


# The citing document ------------------------------------------------------------------------------------------------------------------


def identify_document(head: Head, *, sha256: str, text: str = "", signatories: Mapping[str, str] | None = None) -> Document:
    """The identity of a loaded document from its head; `signatories` gives the province of people who sign other documents.

    A local body's province comes from the letterhead, else the place line, else body and place named together in the text, an official
    named with office, the signatory. `evidence` says which.
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
            seat, source = _own_seat(head, text, signatories or {})
            issuer = _scoped(issuer_at(code, seat), scope)
            if source:
                evidence.append(("province", source))
            if not symbol:
                evidence.append(("issuer", "letterhead" if body_named(words) else "title"))
    document = Document(
        id=f"text/{sha256[:12]}", status=Status.LOADED, symbol=head.symbol, type=head.type, title=head.title, issued_on=head.issued_on,
        year=head.issued_on.year if head.issued_on else None, system=issuer.system if issuer else None, issuer=issuer,
        province=issuer.province if issuer else None, place=head.place, signatory=head.signatory, evidence=tuple(evidence),
    )  # fmt: skip
    if symbol is None or issuer is None:
        return document
    return _described(document, symbol, key_of(symbol, _joint(symbol, issuer), on=head.issued_on, word=head.type, scope=scope))


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


_PLACED = re.compile(
    r"""(?:[Tt]ỉnh\ ủy|[Tt]hành\ ủy|[Đđ]ảng\ bộ\ (?:tỉnh|thành\ phố)|UBND\ (?:tỉnh|thành\ phố)|HĐND\ (?:tỉnh|thành\ phố)
      |[Nn]hân\ dân\ (?:tỉnh|thành\ phố)|[Tt]ỉnh\ [Đđ]oàn|địa\ bàn\ (?:tỉnh|thành\ phố))\s+((?:[^\W\d_a-z]\w*[\s-]*){2,5})""",
    re.VERBOSE,
)


def _own_seat(head: Head, text: str, signatories: Mapping[str, str]) -> tuple[Seat, str | None]:
    units = [unit for line in head.letterhead if (unit := seat_in(line) or _organisation(line))]
    unit = units[-1] if units else None
    on = head.issued_on
    for line in reversed(head.letterhead):
        if names := provinces_in(line):
            return Seat(_then(names[-1], on), *(unit or ())), None
    if unit and _national(unit[1]):
        return Seat(None, *unit), None
    if head.place and (name := province_of_seat(head.place)) and not (unit and unit[0] in {"xã", "phường"}):
        return Seat(_then(name, on), *(unit or ())), "place line"
    named = {name for match in _PLACED.finditer(text, 0, _OPENING) for name in provinces_in(match[1])[:1]}
    if len(named) == 1:
        return Seat(_then(named.pop(), on), *(unit or ())), "place named with a body in the text"
    if name := _official_in(text):
        return Seat(_then(name, on), *(unit or ())), "official named in the text"
    if head.signatory and (name := signatories.get(fold(head.signatory))):
        return Seat(_then(name, on), *(unit or ())), "signatory of other documents"
    return Seat(None, *(unit or ())), None


def _organisation(line: str) -> tuple[str, str] | None:
    """The organisation that a committee inside it is named for: ĐẢNG ỦY CHÍNH PHỦ."""
    found = re.match(r"(?:ĐẢNG ỦY|ĐẢNG BỘ|ĐẢNG ĐOÀN) (?!TỈNH|XÃ|PHƯỜNG|THÀNH PHỐ|ĐẶC KHU)(.+)", line)
    return ("đảng ủy", found[1].capitalize()) if found else None


def _national(name: str) -> bool:
    """Whether an organisation is one of the central State."""
    return body_named(name) in {"CP", "QH", "TW"} or fold(name).startswith("bộ ")


def _then(name: str, on: date | None) -> Province | None:
    """The province of a name on a date; one that is gone by then stands for what it became part of."""
    if province := province_at(name, on):
        return province
    gone = province_at(name, None) if on else None
    return next((p for other in (gone,) if other and other.successor for p in _with_key(other.successor)), None)


def _with_key(key: str) -> tuple[Province, ...]:
    rows = read_table("provinces", "name set")
    return tuple(p for row in rows if (p := province_at(row["name"], MERGERS)) and p.key == key)[:1]


@cache
def _officials() -> tuple[tuple[str, str, str], ...]:
    rows = read_table("officials", "name office province valid_from valid_to confidence source")
    return tuple((row["name"], row["office"], row["province"]) for row in rows if verified(row))


def _official_in(text: str) -> str | None:
    """The province of an official whom a text names together with the office: "Huỳnh Văn Tí - Bí thư Tỉnh ủy"."""
    found = set()
    for name, office, province in _officials():
        at = text.find(name)
        if at >= 0 and fold(office) in fold(text[max(0, at - 60) : at + len(name) + 60]):
            found.add(province)
    return found.pop() if len(found) == 1 else None


# The cited document -------------------------------------------------------------------------------------------------------------------


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
            issuer_at(symbol.code, _cited_seat(symbol.code, citation.issuer or "", citing.issuer, citing.issued_on, when)), scope
        )
    return key_of(symbol, issuer, on=on, word=citation.type, term=citation.term, scope=scope)


@lru_cache(maxsize=100_000)
def _cited_seat(code: str, words: str, citing: Issuer | None, citing_on: date | None, on: date | None) -> Seat:
    own = seat_of(citing)
    unit = seat_in(words) if words else None
    names = provinces_in(words) if words else ()
    if names:
        return Seat(_instance(names[-1], on, citing_on), *(unit or ()))
    below = {"huyện", "quận", "xã", "phường", "huyện ủy"} & set(fold(words).split())
    if citing and citing.code == code and unit is None and (not words or not (own.name or below)):
        return Seat(_again(own.province, on), own.kind, own.name)
    home = _again(own.province, on)
    if unit:
        return Seat(home, *unit)
    body = bodies().get(code)
    text = fold(words)
    provincial = (body and body.level == "province") or "tỉnh" in text or ("thành phố" in text and own.kind != "thành phố")
    if provincial or (own.level == "province" and body is not None and body.level in {"local", "any"}):
        return Seat(home)
    if own.name and own.kind and own.kind.split()[0] in text.split():
        return Seat(home, own.kind, own.name)
    return Seat()


def _again(province: Province | None, on: date | None) -> Province | None:
    """The province of that name on another date; the same where no date is given."""
    return (_instance(province.name, on, None) or province) if province and on else province


def _instance(name: str, on: date | None, citing_on: date | None) -> Province | None:
    """The province of a name; where a merger leaves open which of two, one whose key says so."""
    if province := province_at(name, on or (citing_on if citing_on and citing_on < MERGERS else None)):
        return province
    if province := province_at(name, None):
        return province
    return Province(key=f"{slug(name)}-_", name=name, kind="tỉnh") if on is None else None


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

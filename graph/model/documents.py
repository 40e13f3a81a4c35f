"""Records of documents: what identifies one, what its header states, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

__all__ = ["Document", "Evidence", "Head", "Issuer", "Key", "ProvinceHint", "RegisterRow", "Status", "Symbol", "TextKind"]


class Status(StrEnum):
    """The source of a document: its text was loaded, or it is known only from citations and lists."""

    LOADED = "loaded"
    CITED = "cited"


class TextKind(StrEnum):
    """What a text is: a directive document, or a page about documents (news, question page, journal article, introduction)."""

    DIRECTIVE = "directive"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Number and codes of a document, as text and taken apart: 87/2007/NĐ-CP is number 87, year 2007, type NĐ, issuer CP.

    Made by graph.model.symbols. Two symbols are equal if their texts are.
    """

    text: str  # normalised spelling; the number keeps its zeros: 05-CT/TW
    number: str = field(compare=False)  # without leading zeros, with suffix letter or dotted part: 5, 2074a, 66.4
    year: int | None = field(compare=False)
    type_code: str | None = field(compare=False)
    issuers: tuple[str, ...] = field(compare=False)  # several for a joint document
    assembly: int | None = field(compare=False)  # term of the National Assembly: 15 of QH15
    group: str = field(compare=False)  # shared by all documents that this symbol may mean

    @property
    def code(self) -> str:
        """The issuer's code; of a joint document the first."""
        return self.issuers[0]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The source of a property that was inferred or taken from a list: province from the place line."""

    property: str
    source: str


@dataclass(frozen=True, slots=True)
class ProvinceHint:
    """A province that the words of a text indicate where its header leaves it open, and the source of that."""

    province: str
    source: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as an instance: what it is, where, and when it existed (Tỉnh ủy Bình Thuận until 2025-06-30)."""

    id: str
    name: str
    code: str | None = None
    level: str | None = None  # central, province, district, commune, cell
    system: str | None = None  # party, state, front
    province: str | None = None
    parent: Issuer | None = field(default=None, repr=False, compare=False)  # the body that it belongs to
    valid_from: date | None = None
    valid_to: date | None = None
    successor: Issuer | None = field(default=None, repr=False, compare=False)
    province_key: str | None = None  # distinguishes two provinces of one name: lam-dong, lam-dong-2025
    place_known: bool = True  # False if its province, or which side of a merger is meant, is not known
    unit: str | None = None  # the district, commune or organisation that it belongs to: Can Lộc
    place_named: bool = True  # False if nothing at all is known of its place: no province, no district, no commune

    @property
    def parent_id(self) -> str | None:
        """The id of the body that it belongs to."""
        return self.parent.id if self.parent else None

    @property
    def successor_id(self) -> str | None:
        """The id of the body that succeeded it."""
        return self.successor.id if self.successor else None


@dataclass(frozen=True, slots=True)
class Key:
    """The parts that identify a document: issuer instance, period, type, number; None for a part that is not known."""

    issuer: Issuer
    period: str | None  # term or year
    type_code: str | None
    number: str  # 10; 10-2015 in a series whose symbols include the year, where there is also one whose symbols do not
    scope: str = ""  # of the citing document: an unknown document belongs to the text that cites it
    year: int | None = None  # of its date, where the term on that day is uncertain

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that are not known: place, period, type."""
        known = {"place": self.issuer.place_known, "period": self.period is not None, "type": self.type_code is not None}
        return tuple(part for part, is_known in known.items() if not is_known)

    @property
    def complete(self) -> bool:
        """Return whether the key identifies one document."""
        return self.period is not None and self.type_code is not None and self.issuer.place_known

    @property
    def dated(self) -> bool:
        """Return whether its term or year is known, or at least the year of its date."""
        return self.period is not None or self.year is not None

    @property
    def scoped(self) -> bool:
        """Return whether the id holds the scope, so that no other text can mean the same document."""
        return not self.dated or not self.issuer.place_named

    def in_period(self, period: str) -> Key:
        """Return the key with a known period."""
        return replace(self, period=period, year=None)


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a text: letterhead, number, place and date, type, title, signatory. None for what it does not state.

    `evidence` names the source of each value that was inferred or stated elsewhere, and the reason for `kind`. A page has no symbol.
    """

    symbol: Symbol | None = None
    type: str | None = None  # as printed, sentence case: Chỉ thị
    title: str | None = None
    issued_on: date | None = None
    place: str | None = None  # Phan Thiết
    letterhead: tuple[str, ...] = ()  # lines that name the issuer, top first
    signatory: str | None = None
    evidence: tuple[Evidence, ...] = ()
    province_hint: ProvinceHint | None = None  # only where the header leaves the province of a local body open
    end: int = 0  # source offset where the body begins
    term: str | None = None  # of the issuing committee, as a list beside the text states it: XIII, 2020-2025
    kind: TextKind | None = None  # None for a short text that has no mark of either kind, and for a row of a list
    sample: tuple[int, ...] = ()  # hashes of word sequences of a text with a number, by which two texts of one number are compared


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """The row of a register that lists a document."""

    register: str  # name of the register's file
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document, loaded or only cited. `id` is its identity (see graph.linking.keys); `symbol` alone is not."""

    id: str
    status: Status
    kind: TextKind | None = None  # of a loaded one, what its text is
    symbol: Symbol | None = None
    name: str | None = None  # of a document without symbol: Nghị quyết Trung ương 4 khóa XI
    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    title: str | None = None
    issued_on: date | None = None
    year: int | None = None
    term: str | None = None  # of the committee or assembly: 2005-2010, XIII
    system: str | None = None  # party, state, front
    issuer: Issuer | None = None
    province: str | None = None
    place: str | None = None
    signatory: str | None = None
    evidence: tuple[Evidence, ...] = ()
    superior: str | None = None  # district committee above a commune body in its letterhead: Huyện ủy Can Lộc
    issuer_words: str | None = None  # the body as a list, a citation or the letterhead names it: Bộ Chính trị, in the series of TW
    register_row: RegisterRow | None = None
    key: Key | None = None  # None for a document that is not identified by its symbol
    namesake: str | None = None  # id of the document whose number, issuer and period it shares, while its text says something else
    conflicts: tuple[str, ...] = ()  # properties of a cited one on which its citations or lists differ: issued_on, title
    unknown_by_name: tuple[str, ...] = ()  # parts of its identity that its name leaves open, if it has no key: place, period

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts of its identity that are not known: place, period, type."""
        return self.key.unknown if self.key else self.unknown_by_name

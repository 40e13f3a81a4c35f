"""Finds the province, district or commune of a local body: of an issuing body, and of one that a text cites.

A merger leaves two committees of one name; the date decides which is meant, and without a date it stays open. A "Tỉnh ủy" that the merged
province cites of a day before the merger was the committee of any of its members: it stays open too, unless only one of them was a tỉnh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from danchieu.graph.model import Document, Head, Issuer
from danchieu.graph.model.bodies import Body, bodies, issuer_words
from danchieu.graph.model.folding import fold
from danchieu.graph.model.issuers import Place, place_in
from danchieu.graph.model.issuing_body import Jurisdiction, district_in_header, jurisdiction_in_header, province_then
from danchieu.graph.model.provinces import MERGERS, Province, members_of, province_at, provinces_in

__all__ = [
    "CitedBody",
    "CitingBody",
    "Clue",
    "DistrictClue",
    "SignatoryClue",
    "cited_place",
    "citing_body",
    "clues_in",
    "own_jurisdiction",
]

IN_OTHER_DOCUMENTS, SIGNATORY = "district in other documents", "signatory of other documents"
_DISTRICT_COMMITTEES = issuer_words().district_committees
_BELOW_PROVINCE = re.compile(rf"\b(?:{'|'.join(set(issuer_words().places) - set(issuer_words().province) - set(issuer_words().cities))})\b")
_PERIODS_OF_PROVINCES = (None, MERGERS, date(2000, 1, 1))  # every province existed on one of these days, or has a name of its own


@dataclass(frozen=True, slots=True)
class DistrictClue:
    """A district by its folded name, whatever body of it is named: documents of one district are of one province."""

    name: str


@dataclass(frozen=True, slots=True)
class SignatoryClue:
    """A person by the folded name: documents that one person signs are of one province."""

    name: str


Clue = DistrictClue | SignatoryClue


@dataclass(frozen=True, slots=True)
class CitingBody:
    """The issuer of a citing document, as far as it decides where a body is that the text names without a place."""

    code: str | None
    place: Place
    on: date | None
    superior: str | None  # the district committee above it

    @property
    def is_district_committee(self) -> bool:
        """Return whether it is the committee of a district that is known."""
        return self.code in _DISTRICT_COMMITTEES and self.place.level == "district"


@dataclass(frozen=True, slots=True)
class CitedBody:
    """A cited body: its code, the words beside the symbol, and the date of the cited document."""

    code: str
    words: str
    on: date | None


def clues_in(head: Head) -> Iterator[Clue]:
    """Yield the clues by which documents can share a province: signatory and district."""
    if head.signatory:
        yield SignatoryClue(fold(head.signatory))
    if district := district_in_header(head):
        yield _district_clue(district)


def own_jurisdiction(head: Head, elsewhere: Mapping[Clue, str]) -> Jurisdiction:
    """Return the jurisdiction of the body that issued a text; `elsewhere` gives the province of clues in other documents."""
    found = jurisdiction_in_header(head)
    if found.settled:
        return found
    if (district := district_in_header(head)) and (name := elsewhere.get(_district_clue(district))):
        return _in_province(found, name, IN_OTHER_DOCUMENTS, head)
    if hint := head.province_hint:
        return _in_province(found, hint.province, hint.source, head)
    if head.signatory and (name := elsewhere.get(SignatoryClue(fold(head.signatory)))):
        return _in_province(found, name, SIGNATORY, head)
    return found


def citing_body(document: Document) -> CitingBody:
    """Return the issuer of a citing document."""
    issuer = document.issuer
    return CitingBody(issuer.code if issuer else None, _place_of(issuer), document.issued_on, document.superior)


def _place_of(issuer: Issuer | None) -> Place:
    """Return the place of a body from its instance."""
    if issuer is None or issuer.level == "central":
        return Place()
    days = (*_PERIODS_OF_PROVINCES, issuer.valid_from)
    provinces = (province_at(issuer.province or "", on) for on in days)
    province = next((province for province in provinces if province and province.key == issuer.province_key), None)
    return (place_in(issuer.name) or Place()).of_province(province)


def cited_place(cited: CitedBody, citing: CitingBody) -> Place:
    """Return the place of a cited body from the words beside its symbol, else from the citing body's own; empty if it stays open."""
    own, words, on = citing.place, cited.words, cited.on
    committee = cited.code in _DISTRICT_COMMITTEES

    # CASE 1: "Huyện ủy" in a text of a commune: the district committee above it, by its full name.
    if committee and citing.superior and place_in(words) is None:
        words = citing.superior

    # CASE 2: "Huyện ủy" in a text of a district committee: this committee.
    if committee and citing.is_district_committee and place_in(words) is None:
        return own.of_province(_province_again(own.province, on, words))

    # CASE 3: the words name a province: Tỉnh ủy Lâm Đồng, UBND huyện Bắc Bình tỉnh Bình Thuận.
    unit = None if _is_provincial(cited.code) else place_in(words)
    if names := provinces_in(words):
        province = _province_named(names[-1], on, citing.on)
        either = names[-1] if province is None and on is None else None
        return replace(unit or Place(), province=province, one_of_two=either)

    # CASE 4: a body of the citing body's own code without a place of its own: itself, or the one before it.
    if citing.code == cited.code and unit is None and not _names_another_level(words, own):
        return own.of_province(_province_again(own.province, on, words))

    # CASE 5: a district or commune in the citing body's province: UBND xã Lương Minh.
    if unit:
        return unit.of_province(_province_again(own.province, on, ""))

    # CASE 6: a body of the province, by its code or the words beside it, or in a text of the province.
    if _is_of_own_province(cited.code, words, own):
        return Place(_province_again(own.province, on, words))

    # CASE 7: "huyện" in a text of a district: this district.
    if own.name and own.kind and own.kind.split()[0] in fold(words).split():
        return own.of_province(_province_again(own.province, on, words))
    return Place()


def _district_clue(words: str) -> DistrictClue:
    unit = place_in(words)
    return DistrictClue(fold(unit.name if unit and unit.name else words))


def _in_province(found: Jurisdiction, name: str, source: str, head: Head) -> Jurisdiction:
    return Jurisdiction(found.place.of_province(province_then(name, head.issued_on)), source)


def _is_provincial(code: str) -> bool:
    """Return whether only provinces have a body."""
    body = bodies().get(code)
    return body is not None and body.level == "province"


def _names_another_level(words: str, own: Place) -> bool:
    """Return whether words without a name say another level than the citing body's: "huyện" in a text of a province."""
    return bool(words) and (own.name is not None or _BELOW_PROVINCE.search(fold(words)) is not None)


def _is_of_own_province(code: str, words: str, own: Place) -> bool:
    """Return whether a body without a name is one of the citing body's province."""
    text = fold(words)
    if _is_provincial(code) or "tỉnh" in text or ("thành phố" in text and own.kind != "thành phố"):
        return True
    return own.level == "province" and _is_of_any_level(bodies().get(code))


def _is_of_any_level(body: Body | None) -> bool:
    return body is not None and body.level in {"local", "any"}


def _province_again(province: Province | None, on: date | None, words: str) -> Province | None:
    """Return the citing body's province as it was on another date; without a date, as it is. `words` name a body of it.

    Before a merger it was several: the only one that was a tỉnh, or a thành phố, as the words have it, else None.
    """
    if province is None or on is None:
        return province
    if on < MERGERS and (members := members_of(province)):
        stated = {kind for kind, word in (("tỉnh", "tỉnh"), ("thành phố", "thành")) if word in fold(words).split()}
        possible = [member for member in members if member.kind in stated or len(stated) != 1]
        return possible[0] if len(possible) == 1 else None
    return _province_named(province.name, on, None) or province


def _province_named(name: str, on: date | None, citing_on: date | None) -> Province | None:
    """Return the province of a name; None if a merger leaves open which of two, or there was none on the date."""
    return province_at(name, on or (citing_on if citing_on and citing_on < MERGERS else None)) or province_at(name, None)

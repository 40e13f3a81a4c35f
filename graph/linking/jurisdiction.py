"""Where a local body sits: read from a head, inferred with its evidence, or taken over from the citing text; None where nothing tells.

A merger leaves two committees of one name; which one is meant follows from the date, and stays open where there is none. What the merged
province calls "Tỉnh ủy" of a day before the merger was the committee of any of its members: it stays open too, unless one alone was a tỉnh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from danchieu.graph.model import Head, Issuer
from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.folding import fold, slug
from danchieu.graph.model.issuers import Seat, seat_in
from danchieu.graph.model.issuing_body import district_in_header, province_then, seat_in_header
from danchieu.graph.model.provinces import MERGERS, Province, members_of, province_at, provinces_in

__all__ = ["IN_OTHER_DOCUMENTS", "SIGNATORY", "cited_seat", "own_seat", "place_key", "seat_of", "signatory_key"]

DISTRICT_COMMITTEES = issuer_words().district_committees
IN_OTHER_DOCUMENTS, SIGNATORY = "district in other documents", "signatory of other documents"


@lru_cache(maxsize=50_000)
def seat_of(issuer: Issuer | None) -> Seat:
    """Where a body sits, from its instance."""
    if issuer is None or issuer.level == "central":
        return Seat()
    unit, key = seat_in(issuer.name), issuer.province_key
    province = next(
        (
            p
            for on in (None, issuer.valid_from, MERGERS, date(2000, 1, 1))
            if (p := province_at(issuer.province or "", on)) and p.key == key
        ),
        None,
    )
    return Seat(province, *unit) if unit else Seat(province)


def own_seat(head: Head, elsewhere: Mapping[str, str]) -> tuple[Seat, str | None]:
    """The seat of the body that issued a text, and from what its province was inferred; None where it was read."""
    found = seat_in_header(head)
    if found.settled:
        return found.seat, found.source
    if (district := district_in_header(head)) and (name := elsewhere.get(place_key(district))):
        return replace(found.seat, province=province_then(name, head.issued_on)), IN_OTHER_DOCUMENTS
    if hint := head.province_hint:
        return replace(found.seat, province=province_then(hint.province, head.issued_on)), hint.source
    if head.signatory and (name := elsewhere.get(signatory_key(head.signatory))):
        return replace(found.seat, province=province_then(name, head.issued_on)), SIGNATORY
    return found.seat, None


def place_key(words: str) -> str:
    """By what a district is known in `elsewhere`: its name, whatever body of it is named."""
    seat = seat_in(words)
    return f"place:{fold(seat[1] if seat else words)}"


def signatory_key(name: str) -> str:
    """By what a person is known in `elsewhere`."""
    return f"signatory:{fold(name)}"


@lru_cache(maxsize=100_000)
def cited_seat(code: str, words: str, citing: Issuer | None, citing_on: date | None, on: date | None, superior: str | None) -> Seat:
    """The seat of a cited body from the words beside its symbol, else from the citing body's own; `on` is the cited date."""
    own = seat_of(citing)
    if code in DISTRICT_COMMITTEES and superior and seat_in(words) is None:
        words = superior  # the district committee above the citing body
    if code in DISTRICT_COMMITTEES and own.level == "district" and citing and citing.code in DISTRICT_COMMITTEES and seat_in(words) is None:
        return Seat(_again(own.province, on, words), own.kind, own.name)
    body = bodies().get(code)
    unit = seat_in(words) if words and not (body and body.level == "province") else None
    names = provinces_in(words) if words else ()
    if names:
        return Seat(_instance(names[-1], on, citing_on), *(unit or ()))
    below = {"huyện", "quận", "xã", "phường", "huyện ủy"} & set(fold(words).split())
    if citing and citing.code == code and unit is None and (not words or not (own.name or below)):
        return Seat(_again(own.province, on, words), own.kind, own.name)
    home = _again(own.province, on, "" if unit else words)
    if unit:
        return Seat(home, *unit)
    text = fold(words)
    provincial = (body and body.level == "province") or "tỉnh" in text or ("thành phố" in text and own.kind != "thành phố")
    if provincial or (own.level == "province" and body is not None and body.level in {"local", "any"}):
        return Seat(home)
    if own.name and own.kind and own.kind.split()[0] in text.split():
        return Seat(home, own.kind, own.name)
    return Seat()


def _again(province: Province | None, on: date | None, words: str) -> Province | None:
    """A text's own province as it was on another date, where no date is given as it is; `words` name a body of it.

    Before a merger it was several: the only one that was a tỉnh, or a thành phố, as the words have it, else None.
    """
    if province is None or on is None:
        return province
    if on < MERGERS and (members := members_of(province)):
        said = {kind for kind, word in (("tỉnh", "tỉnh"), ("thành phố", "thành")) if word in fold(words).split()}
        possible = [member for member in members if member.kind in said or len(said) != 1]
        return possible[0] if len(possible) == 1 else None
    return _instance(province.name, on, None) or province


def _instance(name: str, on: date | None, citing_on: date | None) -> Province | None:
    """The province of a name; where a merger leaves open which of two, one whose key says so."""
    if province := province_at(name, on or (citing_on if citing_on and citing_on < MERGERS else None)):
        return province
    if province := province_at(name, None):
        return province
    return Province(key=f"{slug(name)}-_", name=name, kind="tỉnh", certain=False) if on is None else None

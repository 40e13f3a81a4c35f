"""The parts of a text that every document of its kind has: letterhead, number, date line, signature and recipients."""

from __future__ import annotations

from itertools import zip_longest

from benchmarks.corpus.bodies import capital_of
from benchmarks.corpus.chance import chance
from benchmarks.corpus.documents import Work
from benchmarks.corpus.phrases import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES, RECEIVERS
from danchieu.graph.model.provinces import MERGERS

__all__ = ["is_party", "letterhead", "place_of", "signature"]

_PARTY_LINE = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
_STATE_LINES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_WIDTH = 44


def is_party(work: Work) -> bool:
    """Return whether a body of the Party issued a document."""
    return work.issuer.system == "party"


def letterhead(work: Work) -> str:
    """Return the lines above the type of a document, in two columns or one after the other."""
    draw = chance("letterhead", work.id)
    party = is_party(work)
    number = f"Số {work.symbol}" if party else f"Số: {work.symbol}"
    month = f"{work.on.month:02}" if work.on.month < 3 else str(work.on.month)
    dated = f"{place_of(work)}, ngày {work.on.day:02} tháng {month} năm {work.on.year}"
    left = [*_issuer_lines(work), "*" if party else "_______", number]
    right = [*(_PARTY_LINE if party else _STATE_LINES), "" if party else "_______________", dated]
    if draw.random() < 0.5:
        return "\n".join((*left, "", *(line for line in right if line)))
    right = [*right[:-1], *[""] * (len(left) - len(right)), dated]
    return "\n".join(f"{one:<{_WIDTH}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue=""))


def place_of(work: Work) -> str:
    """Return the place from which a document is dated."""
    issuer = work.issuer
    if issuer.province is None:
        return "Hà Nội"
    return issuer.unit or capital_of(issuer.province, work.on >= MERGERS)


def signature(work: Work) -> str:
    """Return office and name of the person who signed, one for each body and term, and the recipients."""
    person = chance("signatory", work.id.rsplit("/", 1)[0])
    name = " ".join(map(person.choice, (FAMILY_NAMES, MIDDLE_NAMES, GIVEN_NAMES)))
    party, draw = is_party(work), chance("signature", work.id)
    if work.issuer.province is None:
        offices = ["T/M BAN BÍ THƯ"] if party else ["TM. CƠ QUAN BAN HÀNH"]
        name = "(đã ký)"
    elif party:
        offices = ["T/M BAN THƯỜNG VỤ", draw.choice(("PHÓ BÍ THƯ", "BÍ THƯ"))]
    else:
        offices = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] if draw.random() < 0.7 else ["CHỦ TỊCH"]
    receivers = "\n".join(f"- {one}{';' if not party else ','}" for one in draw.sample(RECEIVERS, 3))
    return "\n".join((*offices, "", name, "", "Nơi nhận:", receivers)) + "\n"


def _issuer_lines(work: Work) -> list[str]:
    issuer = work.issuer
    name = issuer.name.upper()
    if issuer.province is None:
        return ["BAN CHẤP HÀNH TRUNG ƯƠNG"] if issuer.code == "TW" else ["BAN CHẤP HÀNH TRUNG ƯƠNG", name] if is_party(work) else [name]
    if issuer.unit is None:
        return [name] if is_party(work) else _in_two(name)
    above = issuer.parent.name.upper() if issuer.parent else ""
    return [above, name]


def _in_two(name: str) -> list[str]:
    """Break the name of a State body before its place: ỦY BAN NHÂN DÂN, TỈNH QUẢNG NAM."""
    for kind in (" TỈNH ", " THÀNH PHỐ "):
        if kind in name:
            body, _, place = name.partition(kind)
            return [body, f"{kind.strip()} {place}"]
    return [name]

"""Series of documents of Party and State bodies: which body numbers which type, where, and how many a year."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import permutations

from benchmarks.corpus.chance import chance
from benchmarks.corpus.phrases import SYLLABLES
from danchieu.graph.model import Issuer
from danchieu.graph.model.issuers import Place, issuer_at
from danchieu.graph.model.provinces import MERGERS, Province, province_at, province_of_key, provinces_in
from danchieu.graph.model.reference import read_table

__all__ = ["Home", "Kind", "Series", "all_series", "capital_of", "era_of", "issuer_of", "number_of_eras", "number_of_homes"]

_BEFORE_MERGERS = date(2015, 1, 1)
_YEARS_OF_A_TERM = 5
_DISTRICTS = 3  # of each province
_SINCE_MERGERS = {"HU": "ĐU", "UBND": "UBND"}  # body of a commune in place of that of a district


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of document as a body numbers it. `form` is party, normative (the year in the symbol) or plain."""

    code: str
    type: str
    type_code: str
    form: str
    yearly: int  # how far the numbers of a usual year go

    @property
    def in_period(self) -> int:
        """How far the numbers of a usual period go: of a committee's term, or a year."""
        return self.yearly * (_YEARS_OF_A_TERM if self.form == "party" else 1)

    def symbol(self, number: str, year: int, code: str | None = None) -> str:
        """Write the symbol of a number; `code` is that of the issuer since the mergers, if it is another."""
        code = code or self.code
        if self.form == "party":
            return f"{number}-{self.type_code}/{code}"
        return f"{number}/{year}/{self.type_code}-{code}" if self.form == "normative" else f"{number}/{self.type_code}-{code}"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a body is: a province by its place in the table of 63, and a district of it; None for the centre."""

    province: int | None = None
    district: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The documents of one kind and home."""

    kind: Kind
    home: Home


_CENTRAL = (
    *[Kind("CP", "Nghị định", "NĐ", "normative", 130)] * 14,
    *[Kind("CP", "Nghị quyết", "NQ", "plain", 150)] * 4,
    *[Kind("TTg", "Quyết định", "QĐ", "plain", 1800)] * 12,
    *[Kind("TTg", "Quyết định", "QĐ", "normative", 60)] * 3,
    *[Kind("TTg", "Chỉ thị", "CT", "plain", 40)] * 4,
    *[
        kind
        for code in ("BTC", "BYT", "BNV", "BGDĐT", "BTP", "BCT", "BCA", "BQP", "BXD", "BKHCN", "BVHTTDL")
        for kind in (*[Kind(code, "Thông tư", "TT", "normative", 60)] * 3, Kind(code, "Quyết định", "QĐ", "plain", 1500))
    ],
    *[Kind("BNCTW", "Hướng dẫn", "HD", "party", 8), Kind("BNCTW", "Kế hoạch", "KH", "party", 20)],
)
_PROVINCIAL = (
    *[Kind("TU", "Kế hoạch", "KH", "party", 50)] * 2,
    Kind("TU", "Chỉ thị", "CT", "party", 10),
    Kind("TU", "Nghị quyết", "NQ", "party", 8),
    Kind("TU", "Quyết định", "QĐ", "party", 400),
    Kind("TU", "Chương trình", "CTr", "party", 15),
    Kind("TU", "Kết luận", "KL", "party", 40),
    Kind("TU", "Báo cáo", "BC", "party", 120),
    *[Kind("HĐND", "Nghị quyết", "NQ", "normative", 40)] * 2,
    *[Kind("UBND", "Quyết định", "QĐ", "normative", 50)] * 2,
    *[Kind("UBND", "Quyết định", "QĐ", "plain", 2500)] * 2,
    *[Kind("UBND", "Kế hoạch", "KH", "plain", 250)] * 2,
    Kind("UBND", "Chỉ thị", "CT", "plain", 18),
)
_OF_DISTRICT = (
    Kind("HU", "Kế hoạch", "KH", "party", 40),
    Kind("HU", "Chỉ thị", "CT", "party", 6),
    Kind("HU", "Nghị quyết", "NQ", "party", 6),
    Kind("HU", "Báo cáo", "BC", "party", 90),
    Kind("UBND", "Quyết định", "QĐ", "plain", 1200),
    Kind("UBND", "Kế hoạch", "KH", "plain", 120),
)


def all_series() -> Iterator[Series]:
    """Yield all series; one that numbers more documents than others occurs several times."""
    yield from (Series(kind, Home()) for kind in _CENTRAL)
    for province in range(len(_provinces())):
        yield from (Series(kind, Home(province)) for kind in _PROVINCIAL)
        yield from (Series(kind, Home(province, district)) for district in range(_DISTRICTS) for kind in _OF_DISTRICT)


def number_of_homes() -> int:
    """Return how many provinces there are."""
    return len(_provinces())


def era_of(on: date) -> int:
    """Return how many times the provinces had changed by a day."""
    return bisect_right(_changes(), on)


def number_of_eras() -> int:
    """Return in how many ways the country is divided, one after the other."""
    return len(_changes()) + 1


@cache
def issuer_of(series: Series, era: int) -> Issuer:
    """Return the body of a series in an era: since the mergers that of a district is a commune's."""
    home, code = series.home, series.kind.code
    if home.province is None:
        return issuer_at(code)
    day = _changes()[era - 1] if era else _BEFORE_MERGERS
    province = _province_on(_provinces()[home.province], day)
    if home.district is None:
        return issuer_at(code, Place(province))
    name = _district_names()[home.province * _DISTRICTS + home.district]
    if day >= MERGERS:
        return issuer_at(_SINCE_MERGERS[code], Place(province, "xã", name))
    return issuer_at(code, Place(province, "huyện", name))


@cache
def capital_of(name: str, since_mergers: bool) -> str:
    """Return the town from which a province dates its documents."""
    rows = read_table("provinces", "set name capital")
    towns = {(row["set"], row["name"]): row["capital"] for row in rows}
    return towns.get(("34" if since_mergers else "63", name)) or name


@cache
def _provinces() -> tuple[Province, ...]:
    """Return the 63 provinces."""
    names = [row["name"] for row in read_table("provinces", "set name") if row["set"] == "63"]
    return tuple(province for name in names if (province := province_at(name, _BEFORE_MERGERS)))


@cache
def _changes() -> tuple[date, ...]:
    """Return the days on which one of the provinces became another: a renaming, the mergers."""
    return tuple(sorted({province.valid_to + timedelta(days=1) for province in _provinces() if province.valid_to}))


def _province_on(province: Province, day: date) -> Province:
    """Return what a province is on a day: itself, or its successor."""
    while not province.existed(day):
        found = province_of_key(province.successor or "")
        if found is None:
            raise ValueError(f"provinces.csv: {province.key} has ended and has no successor")
        province = found
    return province


@cache
def _district_names() -> tuple[str, ...]:
    """Invent the names of all districts."""
    names = [name for pair in permutations(SYLLABLES, 2) if not provinces_in(name := " ".join(pair))]
    return tuple(chance("districts").sample(names, len(_provinces()) * _DISTRICTS))

"""Read what the name of a file hints at: CT-05-TW.docx may be 05-CT/TW, ke-hoach-2016-8-16.doc a plan of that day.

Names are written without diacritics, in any order and with any signs: a hint is a proposal for a person, never a fact.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import PurePath

from danchieu.graph.model import Symbol
from danchieu.graph.model.bodies import bodies, issuer_words
from danchieu.graph.model.folding import slug
from danchieu.graph.model.symbols import is_party_code, parse_symbol
from danchieu.graph.model.types import cited_types, codes_in, type_codes

__all__ = ["day_in_name", "symbol_in_name", "type_in_name"]

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    r"""(?<!\d)(?:
        (?P<day>\d{1,2})[-._\s](?P<month>\d{1,2})[-._\s](?P<year>(?:19|20)\d\d)
      | (?P<y>(?:19|20)\d\d)(?P<sign>[-._\s]?)(?P<m>\d\d)(?P=sign)(?P<d>\d\d)
    )(?!\d)""",
    re.VERBOSE,
)


def symbol_in_name(path: str) -> Symbol | None:
    """Return the symbol that a file name spells, its type before or behind the number; None if there is none.

    >>> [str(symbol_in_name(name)) for name in ("CT-05-TW.docx", "05_CT_TW_2016.doc", "nd-30-2020-nd-cp.txt", "bao-cao-thang-5.txt")]
    ['05-CT/TW', '05-CT/TW', '30/2020/NĐ-CP', 'None']
    """
    name = unicodedata.normalize("NFC", PurePath(path).name)
    for spelled in (_stem(path), name):  # 05-CT.TW has no ending: what looks like one is the issuer
        parts = [part for part in _SIGNS.split(spelled) if part]
        for numbered in _numbered(parts):
            if symbol := _symbol(*numbered):
                return symbol
    return None


def type_in_name(path: str) -> str | None:
    """Return the first type word in a file name: Kế hoạch for ke-hoach-11-thuc-hien-nghi-quyet.txt."""
    stem = f"-{slug(_stem(path))}-"
    found = [(stem.index(f"-{plain}-"), -len(word), word) for plain, word in _type_words().items() if f"-{plain}-" in stem]
    return min(found)[2] if found else None


def day_in_name(path: str) -> date | None:
    """Return the only day that a file name states: 16-8-2016 or 20160816."""
    days = set()
    for match in _DAY.finditer(_stem(path)):
        year, month, day = (int(match[one] or match[other]) for one, other in (("year", "y"), ("month", "m"), ("day", "d")))
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def _stem(path: str) -> str:
    return unicodedata.normalize("NFC", PurePath(path).stem)


def _numbered(parts: Sequence[str]) -> Iterable[tuple[str, str, str, str]]:
    """Yield number, year, type and issuer as they may stand in a name: 30 2020 nd cp, 05 CT TW, 45 2013 QH13, CT 05 TW."""
    padded = [*parts, "", "", ""]
    for at in range(len(parts)):
        one, two, three, four = padded[at : at + 4]
        if _NUMBER.fullmatch(one):
            yield (one, two, three, four) if _YEAR.fullmatch(two) else (one, "", two, three)
            if _YEAR.fullmatch(two):
                yield one, two, "", three
    for at in range(len(parts)):
        one, two, three, _ = padded[at : at + 4]
        if _NUMBER.fullmatch(two):
            yield two, "", one, three


def _symbol(number: str, year: str, kind: str, issuer: str) -> Symbol | None:
    """Return the symbol of parts of a name, if type and issuer are codes of the tables."""
    body = _code(issuer, _bodies_by_letters())
    if kind == "":
        return parse_symbol(f"{number}/{year}/{issuer.upper()}") if year and body is None and _is_assembly(issuer) else None
    type_code = _code(kind, _types_by_letters())
    if body is None and _is_assembly(issuer):
        body = issuer.upper()
    if type_code is None or body is None or type_code in codes_in("joint"):  # a joint document has several issuers
        return None
    if is_party_code(body):
        return parse_symbol(f"{number}-{type_code}/{body}")
    if type_code in codes_in("letter"):  # those of the State have no type in their symbols
        return None
    return parse_symbol(f"{number}/{year}/{type_code}-{body}" if year else f"{number}/{type_code}-{body}")


def _is_assembly(issuer: str) -> bool:
    return re.fullmatch(rf"(?:{'|'.join(issuer_words().assembly)})\d{{1,2}}", issuer.upper()) is not None


def _code(part: str, known: Mapping[str, frozenset[str]]) -> str | None:
    """Return the code that a part of a name is, with its marks or without; None for none, and for several."""
    part = issuer_words().spellings.get(part.upper(), part)
    codes = known.get(slug(part), frozenset())
    exact = codes & {part, part.upper()}
    chosen = exact or codes
    return next(iter(chosen)) if len(chosen) == 1 else None


@cache
def _types_by_letters() -> Mapping[str, frozenset[str]]:
    return _by_letters(type_codes().values())


@cache
def _bodies_by_letters() -> Mapping[str, frozenset[str]]:
    return _by_letters(bodies())


def _by_letters(codes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return codes by their letters without marks: QĐ by qd."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        found[slug(code)].add(code)
    return {letters: frozenset(several) for letters, several in found.items()}


@cache
def _type_words() -> Mapping[str, str]:
    return {slug(kind.word): kind.word for kind in cited_types() if " " in kind.word}

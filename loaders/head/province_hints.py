"""The province that the words of a text indicate, for local bodies whose header leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from danchieu.graph.model import ProvinceHint
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.folding import fold
from danchieu.graph.model.provinces import provinces_in
from danchieu.graph.model.reference import read_table, verified

__all__ = ["find_province_hint"]

_OPENING = 20_000  # characters in which a text names its own body
_OFFICE_REACH = 60  # characters between an official's name and the office: "Huỳnh Văn Tí - Bí thư Tỉnh ủy"
_BODIES = "|".join(f"[{words[0].upper()}{words[0]}]{words[1:]}".replace(" ", r"\ ") for words in issuer_words().before_province)
_PLACED = re.compile(rf"(?:{_BODIES})\s+((?:[^\W\d_a-z]\w*[\s-]*){{2,5}})")


@dataclass(frozen=True, slots=True)
class _Official:
    """A person, and the office that the person has in a province."""

    name: str
    office: str
    province: str


def find_province_hint(text: str) -> ProvinceHint | None:
    """Return the only province that the text names together with a body, else that of an official named with the office.

    >>> find_province_hint("Đảng bộ tỉnh Nghệ An đoàn kết")
    ProvinceHint(province='Nghệ An', source='place named with a body in the text')
    """
    named = {name for match in _PLACED.finditer(text, 0, _OPENING) for name in provinces_in(match[1])[:1]}
    if len(named) == 1:
        return ProvinceHint(named.pop(), "place named with a body in the text")
    served = {official.province for official in _officials() if _is_named_with_office(text, official)}
    return ProvinceHint(served.pop(), "official named in the text") if len(served) == 1 else None


def _is_named_with_office(text: str, official: _Official) -> bool:
    at = text.find(official.name)
    if at < 0:
        return False
    around = text[max(0, at - _OFFICE_REACH) : at + len(official.name) + _OFFICE_REACH]
    return fold(official.office) in fold(around)


@cache
def _officials() -> tuple[_Official, ...]:
    """Return the officials with a source."""
    rows = read_table("officials", "name office province valid_from valid_to confidence source")
    return tuple(_Official(row["name"], row["office"], row["province"]) for row in rows if verified(row))

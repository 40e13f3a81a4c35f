"""The province that the words of a text indicate, for local bodies whose header leaves it open."""

from __future__ import annotations

import re
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


def find_province_hint(text: str) -> ProvinceHint | None:
    """Return the only province that the text names together with a body, else that of an official named with the office.

    >>> find_province_hint("Đảng bộ tỉnh Nghệ An đoàn kết")
    ProvinceHint(province='Nghệ An', source='place named with a body in the text')
    """
    named = {name for match in _PLACED.finditer(text, 0, _OPENING) for name in provinces_in(match[1])[:1]}
    if len(named) == 1:
        return ProvinceHint(named.pop(), "place named with a body in the text")
    officials = {province for name, office, province in _officials() if _is_named_with_office(text, name, office)}
    return ProvinceHint(officials.pop(), "official named in the text") if len(officials) == 1 else None


def _is_named_with_office(text: str, name: str, office: str) -> bool:
    at = text.find(name)
    return at >= 0 and fold(office) in fold(text[max(0, at - _OFFICE_REACH) : at + len(name) + _OFFICE_REACH])


@cache
def _officials() -> tuple[tuple[str, str, str], ...]:
    """Name, office and province of each official with a source."""
    rows = read_table("officials", "name office province valid_from valid_to confidence source")
    return tuple((row["name"], row["office"], row["province"]) for row in rows if verified(row))

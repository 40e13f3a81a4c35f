"""Know the columns of tables by their names, and words in their cells: the table `columns.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from danchieu.graph.model.folding import fold
from danchieu.graph.model.typed_fields import TypedFields
from danchieu.loaders.grammar import GrammarError, read_table
from danchieu.loaders.text.normalize import normalize

__all__ = ["IGNORED", "column_of", "is_yes", "names_outgoing", "names_total", "shown_name"]

IGNORED = "aside"
"""The field of columns that say nothing of the document itself."""

_TABLE = "columns.toml"
_FIELDS = (
    *("file", "folder", "confirmed", "symbol", "number", "code", "type", "type_and_title", "date", "title", "issuer", "province", "place"),
    *("signatory", "term", IGNORED),
)
_WORDS = "words"
_DIGITS = re.compile(r"\d+")


def column_of(name: str) -> str | None:
    """Return the field that a column of this name holds, `aside` for a column to ignore, None for an unknown name."""
    return _names().get(_folded(name))


def shown_name(field: str) -> str:
    """Return the names of a field for a message, the first in English and the first in Vietnamese: symbol (số ký hiệu)."""
    english, *others = _section(field).texts("names")
    return f"{english} ({next(name for name in others if not name.isascii())})"


def names_total(cell: str) -> bool:
    """Return whether a cell begins a row of totals: Cộng: 9 văn bản."""
    return " ".join(_DIGITS.sub(" ", _folded(cell)).split()) in _words("totals")


def names_outgoing(title: str) -> bool:
    """Return whether the title of a register says that it lists what its office issues: SỔ ĐĂNG KÝ VĂN BẢN ĐI."""
    return any(f" {words} " in f" {_folded(title)} " for words in _words("outgoing"))


def is_yes(cell: str) -> bool:
    """Return whether a cell says yes."""
    return normalize(cell)[0].strip().lower() in _section(_WORDS).texts("yes")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(_folded, _section(_WORDS).texts(name)))


@cache
def _names() -> Mapping[str, str]:
    """Return the field of each folded column name."""
    found: dict[str, str] = {}
    for field in _FIELDS:
        names = _section(field).values.get("names")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise GrammarError(f"loaders/grammar/{_TABLE}: {field} needs a list of names")
        for name in names:
            if found.setdefault(_folded(name), field) != field:
                raise GrammarError(f"loaders/grammar/{_TABLE}: {name!r} is listed for {field} and for {found[_folded(name)]}")
    return found


def _section(name: str) -> TypedFields:
    return TypedFields(_table().get(name, {}), f"loaders/grammar/{_TABLE}: {name}", GrammarError)


@cache
def _table() -> Mapping[str, dict[str, object]]:
    """Return the sections of the table; raises GrammarError for one that is none, or of another name."""
    table = read_table(_TABLE)
    for name, section in table.items():
        if name not in (*_FIELDS, _WORDS) or not isinstance(section, dict):
            raise GrammarError(f"loaders/grammar/{_TABLE}: {name} is no section of the table; known are {', '.join((*_FIELDS, _WORDS))}")
    return table


def _folded(name: str) -> str:
    return fold(normalize(name)[0])

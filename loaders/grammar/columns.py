"""Know the columns of tables by their names: the table `columns.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from danchieu.graph.model.folding import fold
from danchieu.loaders.grammar import GrammarError, read_table
from danchieu.loaders.text.normalize import normalize

__all__ = ["IGNORED", "column_of"]

IGNORED = "aside"
"""The field of columns that say nothing of the document itself."""

_TABLE = "columns.toml"
_FIELDS = ("file", "symbol", "type", "date", "title", "issuer", "province", "place", "signatory", "term")


def column_of(name: str) -> str | None:
    """Return the field that a column of this name holds, `aside` for a column to ignore, None for an unknown name."""
    return _names().get(_folded(name))


@cache
def _names() -> Mapping[str, str]:
    """Return the field of each folded column name."""
    table = read_table(_TABLE)
    found: dict[str, str] = {}
    for field in (*_FIELDS, IGNORED):
        names = table.get(field)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise GrammarError(f"loaders/grammar/{_TABLE}: {field} needs a list of names")
        for name in names:
            if found.setdefault(_folded(name), field) != field:
                raise GrammarError(f"loaders/grammar/{_TABLE}: {name!r} is listed for {field} and for {found[_folded(name)]}")
    return found


def _folded(name: str) -> str:
    return fold(normalize(name)[0])

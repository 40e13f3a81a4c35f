"""Columns of registers and of metadata tables, known by their names; the header may take two rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danchieu.loaders.grammar.columns import IGNORED, column_of

__all__ = ["Columns", "find_columns", "join_rows"]

_OF_DOCUMENTS = {"file", "date", "title", "type_and_title", "issuer"}  # beside them "Số" is the number of a document, and not a count


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a header: the position of each known one, and the names of those that are unknown or repeated."""

    positions: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    ignored: int = 0  # columns that are known to say nothing of a document

    @property
    def known(self) -> int:
        """The number of columns whose names are known."""
        return len(self.positions) + self.ignored

    @property
    def names_symbols(self) -> bool:
        """Return whether a column, or two together, hold the symbols."""
        return "symbol" in self.positions or {"number", "code"} <= self.positions.keys()


def find_columns(header: Sequence[str]) -> Columns:
    """Return the columns of a header. Number and codes may have a column each; beside others, one of the two holds the whole symbol.

    >>> find_columns(["STT", "Số ký hiệu", "Trích yếu", "Màu"])
    Columns(positions={'symbol': 1, 'title': 2}, unknown=('Màu',), ignored=1)
    >>> find_columns(["Số", "Ký hiệu"]).positions, find_columns(["Số", "Trích yếu"]).positions
    ({'number': 0, 'code': 1}, {'title': 1, 'symbol': 0})
    """
    found: dict[str, int] = {}
    unknown = []
    ignored = 0
    for position, name in enumerate(header):
        field = column_of(name)
        if field == IGNORED:
            ignored += bool(name.strip())
        elif field is None or field in found:
            unknown.append(" ".join(name.split()))
        else:
            found[field] = position
    halves = [field for field in ("number", "code") if field in found]
    if "symbol" in found:
        ignored += len(halves)
        found = {field: position for field, position in found.items() if field not in halves}
    elif len(halves) == 1 and found.keys() & _OF_DOCUMENTS:
        found["symbol"] = found.pop(halves[0])
    return Columns(found, tuple(unknown), ignored)


def join_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the names of the columns of a header of two rows. A name above several columns stands in the first of them.

    >>> join_rows(["TT", "Văn bản", "", "Đến", ""], ["", "Số ký hiệu", "Ngày", "Ngày", "Màu"])
    ['TT', 'Số ký hiệu Văn bản', 'Ngày Văn bản', 'Ngày Đến', 'Màu']
    """
    names = []
    above = ""
    for position in range(max(len(upper), len(lower))):
        own, below = (row[position].strip() if position < len(row) else "" for row in (upper, lower))
        above = own or above
        names.append(_joined(own, above, below))
    return names


def _joined(own: str, above: str, below: str) -> str:
    """Return the name of a column: both rows together if that is a name, else the lower row, else the upper."""
    if not below:
        return own
    if above and column_of(f"{below} {above}"):
        return f"{below} {above}"
    return below if column_of(below) is not None or not own or column_of(own) is None else own

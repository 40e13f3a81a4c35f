"""Find the header of a sheet among its first rows, and the rows below it that say something of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from danchieu.graph.model.bodies import body_named
from danchieu.graph.model.folding import fold
from danchieu.graph.model.provinces import provinces_in
from danchieu.loaders.grammar.columns import column_of, names_outgoing, names_total
from danchieu.loaders.lists.cells import EPOCH, SERIAL, join_symbol
from danchieu.loaders.lists.columns import Columns, find_columns, join_rows
from danchieu.loaders.lists.sheets import Sheet, SheetRow

__all__ = ["Listing", "Needed", "find_listing", "rank_rows"]

_ABOVE = 20  # rows that may hold the header: titles may stand above it
_COUNTED = re.compile(r"\(?(?:(?P<number>\d{1,2})|[A-EĐa-eđ])\)?")  # a cell of the row that numbers the columns: (1), A
_HALVES = ("number", "code")
_TELLING = ("symbol", "number", "file")  # columns whose names, in a cell of their own, are those of the header again
_OWNED = re.compile(r"\bcủa (.+?)(?: năm \d{4}| từ .*)?$", re.IGNORECASE)  # behind the title of a register: SỔ VĂN BẢN ĐI CỦA TỈNH ỦY

Needed = Callable[[Columns], bool]
"""Tells whether some columns are those that a table must have."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The header of a sheet, which may take two rows, and the rows below it."""

    columns: Columns
    width: int  # cells of the header
    line: int  # of the header
    sheet: str  # empty if the file has but one
    rows: tuple[SheetRow, ...]
    headings: frozenset[tuple[str, ...]] = frozenset()  # the rows of the header, folded: they may come again on each printed page
    owner: str = ""  # the office that issued all that the sheet lists, where its title says so and no column names the issuers
    province: str = ""  # of that office, or of all offices that issued what a sheet lists whose title says that it is outgoing
    epoch: date = EPOCH

    def documents(self) -> Iterator[tuple[SheetRow, dict[str, str]]]:
        """Yield the rows that say something of a document, each with its values by field."""
        for row in self.rows:
            values = {field: row.cell(position) for field, position in self.columns.positions.items()}
            said = any(value for field, value in values.items() if field != "number")  # numbers may be printed in advance
            if said and not self._is_apart(row):
                yield row, self._stated(values)

    def _stated(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the values of a row: the symbol in one piece, a day that is a number as a date, the issuer that the title names."""
        stated = {field: value for field, value in values.items() if field not in _HALVES}
        if "symbol" not in stated and "code" in values:
            stated["symbol"] = join_symbol(values["number"], values["code"])
        if self.epoch != EPOCH and SERIAL.fullmatch(stated.get("date", "")):
            stated["date"] = (self.epoch + timedelta(days=int(float(stated["date"])))).isoformat()
        if self.owner:
            stated["issuer"] = self.owner
        if self.province and not stated.get("province") and (self.owner or not provinces_in(stated.get("issuer", ""))):
            stated["province"] = self.province
        return stated

    def _is_apart(self, row: SheetRow) -> bool:
        """Return whether a row is the header again, numbers the columns, or adds up."""
        held = [cell for cell in map(str.strip, row.cells) if cell]
        if _folded(row) in self.headings or names_total(held[0]) or _numbers_columns(held):
            return True
        return any(column_of(row.cell(position)) == field for field, position in self.columns.positions.items() if field in _TELLING)


def find_listing(sheet: Sheet, needed: Needed) -> Listing | None:
    """Return the first row, or two, with the columns that are needed, and what is below; None if no row has them."""
    for at, row in enumerate(sheet.rows[:_ABOVE]):
        header = _header(row, sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None, needed)
        if not header:
            continue
        names = join_rows(*(one.cells for one in header)) if len(header) > 1 else list(row.cells)
        columns = find_columns(names)
        owner, province = _office(sheet.rows[:at])
        return Listing(
            columns,
            width=max(position for position, name in enumerate(names) if name.strip()) + 1,
            line=row.line,
            sheet=sheet.name,
            rows=sheet.rows[at + len(header) :],
            headings=frozenset(map(_folded, header)),
            owner="" if "issuer" in columns.positions else owner,
            province=province,
            epoch=sheet.epoch,
        )
    return None


def rank_rows(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns of the most telling row have a name that is known, less those that have another."""
    return max((columns.known - len(columns.unknown) for columns in map(find_columns, rows) if columns.known), default=0)


def _header(row: SheetRow, below: SheetRow | None, needed: Needed) -> tuple[SheetRow, ...]:
    """Return the rows of the header if it begins with this row: the row alone, or with the one below it; none if it does not."""
    alone = find_columns(row.cells)
    if below is None or below.line != row.line + 1:
        return (row,) if needed(alone) else ()
    if needed(alone):
        return (row, below) if _goes_on(row, below) else (row,)
    return (row, below) if alone.known and needed(find_columns(join_rows(row.cells, below.cells))) else ()


def _goes_on(row: SheetRow, below: SheetRow) -> bool:
    """Return whether the row below a header belongs to it: each of its cells is part of the name of a column."""
    names = join_rows(row.cells, below.cells)
    return all(column_of(name) is not None and name != row.cell(position) for position, name in enumerate(names) if below.cell(position))


def _numbers_columns(held: Sequence[str]) -> bool:
    """Return whether a row numbers the columns: (1) (2) (3), or A B 1 2."""
    found = [_COUNTED.fullmatch(cell) for cell in held]
    numbers = [int(match["number"]) for match in found if match and match["number"]]
    return all(found) and len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _office(titles: Sequence[SheetRow]) -> tuple[str, str]:
    """Return the office named above, or in, the title of a table of what an office issues itself, and its province; empty if not named.

    Of several offices the last is meant: those above it are superior. Its province is the one that these name, else that of its own name.
    Any other table has no such office.
    """
    cells = [" ".join(cell.split()) for row in titles for cell in row.cells if cell.strip()]
    outgoing = [cell for cell in cells if names_outgoing(cell)]
    if not outgoing:
        return "", ""
    named = [cell for cell in cells if cell not in outgoing] + [owned[1] for cell in outgoing if (owned := _OWNED.search(cell))]
    office = next((cell for cell in reversed(named) if body_named(cell)), "")
    superior = {province for cell in named if cell != office for province in provinces_in(cell)}
    provinces = superior or set(provinces_in(office))
    return office, provinces.pop() if len(provinces) == 1 else ""


def _folded(row: SheetRow) -> tuple[str, ...]:
    return tuple(fold(cell) for cell in row.cells)

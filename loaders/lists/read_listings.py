"""Read the listings of a file, of a workbook those of all its sheets, and say what of it was left aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from danchieu.graph.model import Note
from danchieu.graph.model.provinces import provinces_in
from danchieu.loaders.errors import SourceEmpty, SourceError
from danchieu.loaders.grammar.columns import shown_name
from danchieu.loaders.lists.listing import Listing, Needed, find_listing, rank_rows
from danchieu.loaders.lists.read_table import read_table
from danchieu.loaders.lists.sheets import Table

__all__ = ["Listings", "place_of", "read_listings"]

_SHOWN = 12  # cells of a row in a message


@dataclass(frozen=True, slots=True)
class Listings:
    """The listings of a file, and what was left aside."""

    listings: tuple[Listing, ...]
    notes: tuple[Note, ...]
    delimited: bool  # CSV, where a cell that is not quoted may fall apart


def read_listings(path: Path, needed: Needed, *, field: str) -> Listings:
    """Read the sheets that have the columns that are needed; `field` is the one that a message asks for.

    Raises SourceError if the file cannot be read at all, SourceEmpty if it holds nothing, or a SourceError that names the column it lacks.
    """
    table, file = read_table(path, rank_rows), path.absolute().as_posix()
    listings = tuple(listing for sheet in table.sheets if not sheet.is_hidden and (listing := find_listing(sheet, needed)))
    if not listings:
        raise _without_column(path, table, field)
    return Listings(listings, tuple(_notes(file, table, listings, field)), table.delimited)


def place_of(file: str, sheet: str, line: int) -> str:
    """Return the place of a row as messages name it."""
    return f"{file} sheet {sheet!r} line {line}" if sheet else f"{file} line {line}"


def _notes(file: str, table: Table, listings: Sequence[Listing], field: str) -> Iterator[Note]:
    """Yield what was left aside or mended, and what the title of a listing was taken to mean."""
    yield from (Note(file, note) for note in table.notes)
    used = {listing.sheet for listing in listings}
    hidden = [sheet.name for sheet in table.sheets if sheet.is_hidden]
    others = [sheet.name for sheet in table.sheets if not sheet.is_hidden and sheet.name not in used and sheet.rows]
    if hidden:
        yield Note(file, f"left aside: sheets that are hidden ({_quoted(hidden)}); show those that are to be read")
    if others:
        yield Note(file, f"left aside: sheets without a column {shown_name(field)} ({_quoted(others)})")
    for listing in listings:
        place = place_of(file, listing.sheet, listing.line)
        if listing.columns.unknown:
            yield Note(place, f"left aside: columns whose names are not known or came before ({_quoted(listing.columns.unknown)})")
        if listing.owner:
            where = "" if provinces_in(listing.owner) or not listing.province else f" in {listing.province}"
            yield Note(
                place, f"no column {shown_name('issuer')}: all is listed as issued by {listing.owner!r}{where}, which the title names"
            )
        elif listing.province:
            yield Note(place, f"issuers without a province are taken to be in {listing.province}, which the title names")


def _without_column(path: Path, table: Table, field: str) -> SourceError:
    rows = [row for sheet in table.sheets for row in sheet.rows[:1]]
    if not rows:
        return SourceEmpty(path, "the table is empty; name columns in its first row, and a document or file in each that follows")
    shown = [cell.strip() for row in rows for cell in row.cells if cell.strip()]
    where = f"none of its {len(table.sheets)} sheets" if len(table.sheets) > 1 else "no row at its top"
    return SourceError(path, f"{where} has a column {shown_name(field)}; name one so. It begins with {_quoted(shown[:_SHOWN])}")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names))

"""Read what a row of a table says of the document that it lists: its date, type and issuer in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import Kind
from danchieu.graph.model.types import cited_type
from danchieu.loaders.grammar.columns import column_of
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.dates import DAY, day_of
from danchieu.loaders.text.structure import Structure
from danchieu.loaders.text.tables import Tables

__all__ = ["read_table_rows"]

_DAY = re.compile(rf"\s*(?:ngày\s+)?(?:{DAY})\s*", re.IGNORECASE)
_BORDER = "|#* \n"


def read_table_rows(text: str, structure: Structure, mentions: Sequence[Mention]) -> None:
    """Give the first citation of each row the date, type and issuer of the row, and take from each what stands in another column."""
    if not structure.has_rows:
        return
    tables = Tables(structure)
    done: set[int] = set()
    for mention in mentions:
        cell = structure.place_of(mention.start)
        row = tables.row_of(cell) if cell is not None else None
        if cell is None or row is None or mention.kind not in (Kind.NUMBERED, Kind.NAMED):
            continue
        if mention.after > structure.blocks[cell].own_end:
            mention.after = mention.end
            mention.date = mention.stated_year = mention.issuer = mention.term = None
        if row not in done:
            done.add(row)
            _read_row(text, tables, row, mention)


def _read_row(text: str, tables: Tables, row: int, mention: Mention) -> None:
    for cell in tables.cells_of(row):
        head = tables.column_head(cell)
        if head is None:
            return
        blocks = tables.structure.blocks
        column = column_of(text[blocks[head].start : blocks[head].own_end].strip(_BORDER))
        words = text[blocks[cell].start : blocks[cell].own_end].strip(_BORDER)
        if column == "date" and mention.date is None and (day := _DAY.fullmatch(words)):
            mention.date = day_of(day)
        elif column == "type" and mention.type is None and (kind := cited_type(words)):
            mention.type = kind.word
        elif column == "issuer" and mention.issuer is None and words:
            mention.issuer = " ".join(words.split())

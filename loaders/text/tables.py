"""Find the cells around a cell of a table: its row, and the head of its column."""

from __future__ import annotations

from danchieu.graph.model.structure import BlockKind
from danchieu.loaders.text.structure import Structure

__all__ = ["Tables"]


class Tables:
    """The tables of one text that have rows; places are those of blocks in its structure."""

    __slots__ = ("_heads", "structure")

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self._heads: dict[int, int] = {}

    def row_of(self, cell: int) -> int | None:
        """Return the place of the row that a block is a cell of; None if it is no cell of a row."""
        blocks = self.structure.blocks
        row = blocks[cell].parent
        return row if blocks[cell].kind is BlockKind.CELL and row is not None and blocks[row].kind is BlockKind.ROW else None

    def column_head(self, cell: int) -> int | None:
        """Return the place of the cell that heads the column of a cell; None for a cell of the first row, and outside tables."""
        blocks = self.structure.blocks
        row = self.row_of(cell)
        if row is None:
            return None
        head = self._head_of(row) + cell - row
        return head if head < row and blocks[head].kind is BlockKind.CELL else None

    def cells_of(self, row: int) -> list[int]:
        """Return the places of the cells of a row."""
        blocks = self.structure.blocks
        last = row + 1
        while last < len(blocks) and blocks[last].parent == row:
            last += 1
        return list(range(row + 1, last))

    def _head_of(self, row: int) -> int:
        """Return the place of the first row of the table that a row is in."""
        blocks, passed = self.structure.blocks, []
        at = row
        while at not in self._heads:
            passed.append(at)
            before = blocks[at - 1].parent if at else None
            if before is None or before == at or blocks[before].kind is not BlockKind.ROW or blocks[before].parent != blocks[row].parent:
                self._heads[at] = at
            else:
                at = before
        head = self._heads[at]
        self._heads.update(dict.fromkeys(passed, head))
        return head

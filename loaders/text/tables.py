"""Find the cells around a cell of a table: its row, and the head of its column."""

from __future__ import annotations

from danchieu.graph.model.structure import BlockKind
from danchieu.loaders.text.structure import Structure

__all__ = ["Tables"]


class Tables:
    """The tables of one text that have rows; places are those of blocks in its structure."""

    __slots__ = ("_cells", "_heads", "structure")

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self._heads: dict[int, int] = {}
        self._cells: dict[int, list[int]] = {}

    def row_of(self, cell: int) -> int | None:
        """Return the place of the row that a block is a cell of; None if it is no cell of a row."""
        blocks = self.structure.blocks
        row = blocks[cell].parent
        return row if blocks[cell].kind is BlockKind.CELL and row is not None and blocks[row].kind is BlockKind.ROW else None

    def column_head(self, cell: int) -> int | None:
        """Return the place of the cell that heads the column of a cell; None for a cell of the first row, and where columns are unclear."""
        row = self.row_of(cell)
        if row is None:
            return None
        head = self._head_of(row)
        cells, heads = self.cells_of(row), self.cells_of(head)
        column = cells.index(cell)
        return heads[column] if head != row and column < len(heads) <= len(cells) else None

    def cells_of(self, row: int) -> list[int]:
        """Return the places of the cells of a row."""
        if row not in self._cells:
            blocks = self.structure.blocks
            last = row + 1
            while last < len(blocks) and (parent := blocks[last].parent) is not None and parent >= row:
                last += 1
            self._cells[row] = [place for place in range(row + 1, last) if blocks[place].parent == row]
        return self._cells[row]

    def _head_of(self, row: int) -> int:
        """Return the place of the first row of the table that a row is in."""
        blocks, passed = self.structure.blocks, []
        at = row
        while at not in self._heads:
            passed.append(at)
            before = self._row_before(at)
            if before is None or blocks[before].parent != blocks[row].parent:
                self._heads[at] = at
            else:
                at = before
        head = self._heads[at]
        self._heads.update(dict.fromkeys(passed, head))
        return head

    def _row_before(self, row: int) -> int | None:
        """Return the place of the row that ends right before a row."""
        before: int | None = row - 1 if row else None
        while before is not None and self.structure.blocks[before].kind is not BlockKind.ROW:
            parent = self.structure.blocks[before].parent
            before = parent if parent != self.structure.blocks[row].parent else None
        return before

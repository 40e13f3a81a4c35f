"""Records of the structure of a text: its parts, articles, items, table cells and paragraphs as a tree."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["Block", "BlockKind"]


class BlockKind(StrEnum):
    """What a block is, from its label or its layout."""

    APPENDIX = "appendix"  # Phụ lục II
    PART = "part"  # Phần thứ nhất
    CHAPTER = "chapter"  # Chương I
    SECTION = "section"  # Mục 1, A., I.
    HEADING = "heading"  # a line in capitals or in bold, or marked as a heading
    ARTICLE = "article"  # Điều 3.
    CLAUSE = "clause"  # 1.
    POINT = "point"  # a)
    BULLET = "bullet"  # -, +, •
    QUOTATION = "quotation"  # words of another text, or of the amended one
    ROW = "row"
    CELL = "cell"
    PARAGRAPH = "paragraph"


class Block(NamedTuple):
    """A block of a text, with its own words before the blocks below it.

    `start` to `own_end` are its own words, `start` to `end` the block with all that is below it: offsets in the source, within the loaders
    in the normalised text. `label` is what numbers it: "3" of Điều 3, "a" of a). `parent` is the place of the block above it in the list of
    blocks, None at the top. `is_item` is false for a paragraph without label that follows a list in its block and is no item of it.
    """

    kind: BlockKind
    label: str
    start: int
    own_end: int
    end: int
    parent: int | None
    is_item: bool = True

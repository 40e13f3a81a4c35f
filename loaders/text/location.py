"""Say where a place of a text is: its provision, and the headings above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from danchieu.graph.model.provisions import Provision
from danchieu.graph.model.structure import Block, BlockKind
from danchieu.loaders.text.structure import Structure

__all__ = ["Location", "Locations"]

_LEVELS = {
    BlockKind.APPENDIX: "appendix",
    BlockKind.PART: "part",
    BlockKind.CHAPTER: "chapter",
    BlockKind.ARTICLE: "article",
    BlockKind.POINT: "point",
}
_TITLED = frozenset({*_LEVELS, BlockKind.SECTION, BlockKind.CLAUSE, BlockKind.HEADING}) - {BlockKind.POINT}
_LONGEST = 160  # characters of a line that is a heading; a longer one is a provision


class Location(NamedTuple):
    """A place in a text: the provision, None outside any, and the headings above it, outermost first."""

    provision: Provision | None
    headings: tuple[str, ...]


class Locations:
    """The locations in one text; what is above a block is read once."""

    __slots__ = ("_found", "_structure", "_text")

    def __init__(self, text: str, structure: Structure) -> None:
        self._text, self._structure = text, structure
        self._found: dict[int, Location] = {}

    def of(self, place: int | None) -> Location:
        """Return the location of the block at `place`; that of no block is empty.

        >>> from danchieu.loaders.text.source import source_text
        >>> from danchieu.loaders.text.structure import read_structure
        >>> text = "Điều 3. Trách nhiệm\\n2. Các sở:\\na) Thực hiện Luật Đất đai."
        >>> provision, headings = Locations(text, read_structure(source_text(text))).of(2)
        >>> str(provision), headings
        ('Điều 3 khoản 2 điểm a', ('Điều 3. Trách nhiệm', '2. Các sở:'))
        """
        if place is None:
            return Location(None, ())
        if place not in self._found:
            path = [self._structure.blocks[at] for at in self._structure.above(place)][::-1]
            self._found[place] = Location(_provision(path), self._headings_above(place))
        return self._found[place]

    def _headings_above(self, place: int) -> tuple[str, ...]:
        parent = self._structure.blocks[place].parent
        if parent is None:
            return ()
        block, above = self._structure.blocks[parent], self.of(parent).headings
        heading = _heading(self._text, block) if block.kind in _TITLED else None
        return (*above, heading) if heading else above


def _provision(path: Sequence[Block]) -> Provision | None:
    """Return the provision of the innermost block; labels within a quotation are those of another document."""
    labels: dict[str, str] = {}
    for block in path:
        level = _LEVELS.get(block.kind)
        if level in labels:
            break
        if level and (block.label or level == "appendix"):
            labels[level] = block.label
        elif block.kind is BlockKind.CLAUSE and "article" in labels:
            labels["clause"] = block.label
        elif block.kind in (BlockKind.SECTION, BlockKind.CLAUSE):
            above = labels.get("section", "")
            labels["section"] = block.label if block.label.startswith(f"{above}.") else f"{above}.{block.label}".lstrip(".")
    return Provision(**labels) if labels else None


def _heading(text: str, block: Block) -> str | None:
    words = " ".join(text[block.start : block.own_end].strip(" \n#|*").split())
    return words if 0 < len(words) <= _LONGEST else None

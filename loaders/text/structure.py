"""Read the structure of a text: its lines grouped to blocks, the blocks in a tree by their labels and layout.

    Điều 2. Bãi bỏ các văn bản sau:           article 2
    1. Quyết định số 12/2010/QĐ-UBND;           clause 1
    a) Phụ lục kèm theo;                          point a

A line continues the block of the line before it unless a label, a blank line, a table cell, or a change to or from a heading comes between.
Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from danchieu.graph.model.structure import Block, BlockKind
from danchieu.graph.model.types import words_in
from danchieu.loaders.text.labels import BEGINS_A_LABEL, HEADING_LEVEL, Label, begins_note, find_notes, is_in_capitals, read_label
from danchieu.loaders.text.source import SourceText

__all__ = ["Structure", "read_structure"]

_LINE = re.compile(r"(?P<blank>[^\S\n]*+\n)?+\s*+(?P<line>[^\n]++)(?:\n|\Z)")
_TYPES = frozenset(word.upper() for word in words_in("heading"))
_BEGINS_BASIS = ("Căn cứ ", "CĂN CỨ ", "Xét ", "Theo đề nghị ")
_ENDS_SENTENCE = (".", ";", ":", "!", "?", "…", ".”", '."', ";”", "…”")
_CONTINUES_LIST = (";", ",", "; và", ";”")
_OPEN, _CLOSE, _BOLD, _CLOSING, _LEADS = "“", "”", "**", '"”’»)*. ', (":", ": -", ":-")
_LOWER, _AFTER_LABEL = frozenset(letter for letter in map(chr, range(0x1F00)) if letter.islower()), frozenset(").0123456789")
_LONGEST_QUOTATION = 30_000  # characters: an opening mark that is not closed within them opens nothing
_LONGEST_HEADING = 200  # characters of a line in bold that is a heading
_FURNITURE = re.compile(r"CÔNG BÁO/|Ký bởi:|Người ký:|Email:|Cơ quan:|Thời gian ký:|Ngày ký:|\d{1,3}\Z")
_LEAD_ABOVE = 0.05  # by which a paragraph with a colon stands above the items that it leads
_BORDER = re.compile(r"(?m)^[^\S\n]*\|")
_LONGEST_CELL = 2_500  # characters between the borders of a cell
_NOT_IN_CELLS = frozenset({BlockKind.APPENDIX, BlockKind.PART, BlockKind.CHAPTER, BlockKind.ARTICLE})
_MINOR_LEVEL = HEADING_LEVEL + 2  # of a heading in bold, and of a paragraph without a label that leads others
_ITEM_LEVEL, _ROW_LEVEL, _CELL_LEVEL = 10.0, 11.0, 12.0


@dataclass(slots=True)
class _Open:
    """A block that further ones may stand below: its place among the blocks, its level and its style."""

    place: int
    level: float
    style: str


class _Begun(NamedTuple):
    """A block whose end is not known yet."""

    kind: BlockKind
    label: str
    start: int
    parent: int | None
    is_item: bool = True


class Structure:
    """The blocks of a text in text order, as a tree."""

    __slots__ = ("_starts", "blocks", "has_rows")

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.has_rows = any(block.kind is BlockKind.ROW for block in blocks)
        self._starts = [block.start for block in blocks]

    def in_source(self, source: SourceText) -> list[Block]:
        """Return the blocks with offsets in the source instead of the normalised text."""
        origin = source.origin
        return [one._replace(start=origin(one.start), own_end=origin(one.own_end), end=origin(one.end)) for one in self.blocks]

    def place_of(self, position: int) -> int | None:
        """Return the place of the innermost block that holds a position of the normalised text; None before the first."""
        place = bisect_right(self._starts, position) - 1
        return place if place >= 0 else None

    def above(self, place: int) -> Iterator[int]:
        """Yield the places of a block and of the blocks above it, innermost first."""
        at: int | None = place
        while at is not None:
            yield at
            at = self.blocks[at].parent


def read_structure(source: SourceText) -> Structure:
    """Read the blocks of a text.

    >>> from danchieu.loaders.text.source import source_text
    >>> text = source_text("Điều 2. Bãi bỏ:\\n1. Quyết định A;\\n2. Quyết định B.")
    >>> [(str(block.kind), block.label) for block in read_structure(text).blocks]
    [('article', '2'), ('clause', '1'), ('clause', '2')]
    """
    return Structure(_Builder(source).build())


class _Builder:
    """Reads the lines of a text in order; keeps the blocks that are open."""

    def __init__(self, source: SourceText) -> None:
        self.source, self.text = source, source.text
        self.blocks: list[_Begun] = []
        self.open: list[_Open] = []
        self.floor = 0  # blocks on the stack that a label in the open quotation cannot close
        self.quotation: int | None = None  # offset at which the open quotation ends
        self.cell: int | None = None  # the place of the cell that lines without a border belong to
        self.borders = [match.start() for match in _BORDER.finditer(self.text)] if "|" in self.text else []
        self.tabbed = "\t" in source.shown
        self.bare_label = False  # whether the line before is a label and nothing else

    def build(self) -> list[Block]:
        """Read all lines, then set where each block ends."""
        previous, heading, notes = "", False, find_notes(self.text)
        for match in _LINE.finditer(self.text):
            blank, line = match.groups()
            if previous and not (blank or heading) and line[0] in _LOWER and line[1:2] not in _AFTER_LABEL:  # most short lines
                previous = line
                continue
            start, line = match.start("line"), line.rstrip()
            if previous and self.cell is None and _FURNITURE.match(line):
                continue
            if start >= notes or (blank is not None and begins_note(line)):  # it stands below nothing, and nothing stands below it
                self.blocks.append(_Begun(BlockKind.PARAGRAPH, "", start, None, False))
                continue
            heading = self._read_line(line, start, previous.rstrip(), blank=blank is not None, below_heading=heading)
            previous = line
        return self._with_ends()

    def _read_line(self, line: str, start: int, previous: str, *, blank: bool, below_heading: bool) -> bool:
        """Add the block that a line begins, if it begins one; return whether the line is part of a heading."""
        if self.quotation is not None and start >= self.quotation:
            del self.open[self.floor - 1 :]
            self.floor, self.quotation = 0, None
        if line[0] == "|" or (self.tabbed and "\t" in self._raw(start, start + len(line))):
            self._add_row(line, start, previous)
            return False
        label: Label | None = None
        if self.cell is not None:
            label = read_label(line)
            if not self._is_below_table(line, label, previous, blank=blank):
                self._add_in_cell(label, start, blank=blank)
                return False
            self._close_table()
        capitals = is_in_capitals(line, below_heading=below_heading) or self.source.is_heading(start)
        if line[0] == _OPEN and self.quotation is None:
            self._open_quotation(start)
        if label is None and line[0] in BEGINS_A_LABEL:
            label = read_label(line)
        if label:
            self._add_labelled(label, start, previous)
            self.bare_label = not line[label.end :].strip(_CLOSING)
        elif self.bare_label and not blank:
            self.bare_label = False
        elif self._begins_block(line, start, previous, blank=blank, capitals=capitals, below_heading=below_heading):
            self._add_unlabelled(line, start, previous, capitals=capitals)
        return capitals or line in _TYPES

    def _begins_block(self, line: str, start: int, previous: str, *, blank: bool, capitals: bool, below_heading: bool) -> bool:
        """Return whether a line without label begins a block."""
        if not previous or self.source.is_heading(start) or capitals != below_heading:
            return True
        if previous.rstrip(": ") in _TYPES or line.rstrip(": ") in _TYPES or line.startswith(_BEGINS_BASIS):
            return True
        first = line.lstrip("\"“‘'([ ")[:1]
        if blank:
            return not first.islower() or (len(line) > 1 and line[1] in ".)")
        return not first.islower() and previous.endswith(_ENDS_SENTENCE)

    def _add_labelled(self, label: Label, start: int, previous: str) -> None:
        same = next((depth for depth in range(len(self.open) - 1, self.floor - 1, -1) if self.open[depth].style == label.style), None)
        if same is not None:
            del self.open[same:]
        elif label.kind is BlockKind.BULLET:
            self._close(_ITEM_LEVEL)
        else:
            self._close(label.level)
        if same is None and self.blocks and self.blocks[-1].kind is BlockKind.PARAGRAPH and previous.rstrip(_CLOSING).endswith(_LEADS):
            self._open_lead(label.level - _LEAD_ABOVE)
        self._add(label.kind, label.text, start, label.level, label.style)

    def _open_lead(self, level: float) -> None:
        """Open the paragraph read last, which ends with a colon: what follows stands below it."""
        place = len(self.blocks) - 1
        if not (self.open and self.open[-1].place == place):
            self.open.append(_Open(place, level, "lead"))

    def _add_unlabelled(self, line: str, start: int, previous: str, *, capitals: bool) -> None:
        if (level := self._heading_level(line, start, capitals=capitals)) is not None:
            self._close(level)
            self._add(BlockKind.HEADING, "", start, level, "heading")
            return
        self._close(_ROW_LEVEL)
        top = self.open[-1] if len(self.open) > self.floor else None
        if top and top.style == "item":
            if previous.endswith(_CONTINUES_LIST):
                self.open.pop()
                self._add(BlockKind.PARAGRAPH, "", start, _ITEM_LEVEL, "item")
                return
            self.open.pop()
            self._add_paragraph(start, after_list=True)
            if len(self.open) > self.floor and self.open[-1].style == "lead":
                self.open.pop()
        elif previous.rstrip(_CLOSING).endswith(_LEADS) and self.blocks:
            self._open_lead(_MINOR_LEVEL)
            self._add(BlockKind.PARAGRAPH, "", start, _ITEM_LEVEL, "item")
        else:
            after_list = False
            while len(self.open) > self.floor and self.open[-1].style.startswith(("bullet", "letter", "bracketed", "lead")):
                self.open.pop()
                after_list = True
            self._add_paragraph(start, after_list=after_list)

    def _add_paragraph(self, start: int, *, after_list: bool) -> None:
        parent = self.open[-1].place if self.open else None
        self.blocks.append(_Begun(BlockKind.PARAGRAPH, "", start, parent, not after_list))

    def _add_row(self, line: str, start: int, previous: str) -> None:
        """Add a row of a table with its cells, or a cell of a table that came out cell by cell: its rows end with a double border."""
        raw = self._raw(start, start + len(line)) if self.tabbed else line
        borders = [place for place, letter in enumerate(raw) if letter in "|\t"] if len(raw) == len(line) else [0]
        alone = line == "|"
        if not alone or previous == "|" or self.cell is None:
            self._close_table()
            self._add(BlockKind.ROW, "", start, _ROW_LEVEL, "row")
        for place in [0, *borders] if borders and raw[0] not in "|\t" else borders:
            self._close(_CELL_LEVEL)
            self._add(BlockKind.CELL, "", start + place + (raw[place] in "|\t"), _CELL_LEVEL, "cell")
        self.cell = len(self.blocks) - 1 if alone and self._goes_on(start) else None

    def _goes_on(self, start: int) -> bool:
        """Return whether the cell that begins at `start` is closed by another border, not too far away."""
        following = bisect_right(self.borders, start)
        return following < len(self.borders) and self.borders[following] - start < _LONGEST_CELL

    def _is_below_table(self, line: str, label: Label | None, previous: str, *, blank: bool) -> bool:
        """Return whether a line in a table cell by cell is the first one below it: behind an empty cell, or the beginning of a text."""
        return (blank and previous == "|") or line.rstrip(": ") in _TYPES or (label is not None and label.kind in _NOT_IN_CELLS)

    def _add_in_cell(self, label: Label | None, start: int, *, blank: bool) -> None:
        """Add the block that a line in a cell begins, if it begins one."""
        if label or blank:
            kind, text = (label.kind, label.text) if label else (BlockKind.PARAGRAPH, "")
            self.blocks.append(_Begun(kind, text, start, self.cell))

    def _close_table(self) -> None:
        self.cell = None
        self._close(_ROW_LEVEL)

    def _heading_level(self, line: str, start: int, *, capitals: bool) -> float | None:
        """Return the level of a line that is a heading by its capitals, by a mark or by bold letters; None for another line."""
        if capitals or line[0] == "#":
            return HEADING_LEVEL
        is_bold = len(line) <= _LONGEST_HEADING and not line.endswith((".", ";", ",")) and self._is_bold(start, start + len(line))
        return _MINOR_LEVEL if is_bold else None

    def _is_bold(self, start: int, end: int) -> bool:
        """Return whether marks of Markdown stand around a line: taken out of it, or left in the text of another format."""
        if self.source.marks_before(start).endswith(_BOLD):
            return any(_BOLD in self.source.marks_before(place) for place in (end, min(end + 1, len(self.text))))  # or behind a blank
        return start >= 2 and self._raw(start - 2, start) == _BOLD and _BOLD in self._raw(end, end + 3)

    def _raw(self, start: int, end: int) -> str:
        return self.source.quote(start, min(end, len(self.text)))

    def _open_quotation(self, start: int) -> None:
        """Open a quotation that begins a line, if it is closed: labels in it close nothing above it."""
        end = self.text.find(_CLOSE, start, start + _LONGEST_QUOTATION)
        if end >= 0:
            self._add(BlockKind.QUOTATION, "", start, self.open[-1].level if self.open else 0.0, "quotation")
            self.quotation, self.floor = end, len(self.open)

    def _close(self, level: float) -> None:
        while len(self.open) > self.floor and self.open[-1].level >= level:
            self.open.pop()

    def _add(self, kind: BlockKind, label: str, start: int, level: float, style: str) -> None:
        parent = self.open[-1].place if self.open else None
        self.open.append(_Open(len(self.blocks), level, style))
        self.blocks.append(_Begun(kind, label, start, parent))

    def _with_ends(self) -> list[Block]:
        """Set the ends: a block's own words end where the next block begins, the block where the next one that is not below it begins."""
        if not self.blocks:
            return []
        starts = [block.start for block in self.blocks[1:]] + [len(self.text)]
        ends = starts.copy()
        for place in range(len(self.blocks) - 1, -1, -1):
            parent = self.blocks[place].parent
            if parent is not None:
                ends[parent] = max(ends[parent], ends[place])
        return [
            Block(block.kind, block.label, block.start, own, end, block.parent, block.is_item)
            for block, own, end in zip(self.blocks, starts, ends, strict=True)
        ]

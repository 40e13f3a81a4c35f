"""Put pages together to one text: sentences go on over the page, notes stand between paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice, pairwise
from typing import NamedTuple

from danchieu.loaders.files.encodings import NAMES, find_misread
from danchieu.loaders.files.formats import PRINTED, RECOGNISED, Decoded
from danchieu.loaders.files.paper.footnotes import join_notes, part_notes, usual_height
from danchieu.loaders.files.paper.grids import take_tables
from danchieu.loaders.files.paper.paragraphs import Line, begins_paragraph, ends_sentence, lines_of
from danchieu.loaders.files.paper.pieces import pieces_of
from danchieu.loaders.files.paper.reading_order import columns_of
from danchieu.loaders.files.paper.running_heads import without_running_heads
from danchieu.loaders.files.paper.sheet import Sheet
from danchieu.loaders.text.labels import begins_note
from danchieu.loaders.text.legacy import repair_run

__all__ = ["decode_sheets", "join_pages", "list_pages"]

_SIGNS = ("-", "/")  # between the parts of a symbol


class _Page(NamedTuple):
    """The lines of a page, and its notes, each as one line."""

    lines: list[Line]
    notes: list[Line]


def decode_sheets(sheets: Sequence[Sheet], *, recognised: Sequence[int], reader: str, others: Iterable[str] = ()) -> Decoded:
    """Return what the pages of a document say, some of which are `recognised` in pictures. Letters from before Unicode are repaired."""
    texts = join_pages(sheets)
    notes = [f"{list_pages(recognised)} recognised by OCR"] if recognised else []
    if written := [number for number, sheet in enumerate(sheets, start=1) if sheet.omits]:
        notes.append(f"{list_pages(written)} read without a number or day that seems written by hand; a metadata table can state it")
    notes += others
    if encoding := find_misread("".join(texts)):
        texts = [repair_run(text, encoding) for text in texts]
        notes.append(f"the letters are {NAMES[encoding]}; they were repaired")
    lengths = accumulate(map(len, texts), initial=0)
    begins = (length + len(text) - len(text.lstrip()) for length, text in zip(lengths, texts, strict=False))
    return Decoded("".join(texts), reader, pages=tuple(begins), notes=tuple(notes), rank=RECOGNISED if recognised else PRINTED)


def list_pages(numbers: Sequence[int]) -> str:
    """Return the numbers of pages in words.

    >>> list_pages([1, 2, 3, 7]), list_pages([4])
    ('pages 1-3, 7 were', 'page 4 was')
    """
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    listed = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"pages {listed} were" if len(numbers) > 1 else f"page {listed} was"


def join_pages(sheets: Sequence[Sheet]) -> list[str]:
    """Return the texts of pages, which together are the text of the document: each begins with the line ends between it and the one before.

    >>> from danchieu.loaders.files.paper.sheet import Piece
    >>> join_pages([Sheet((Piece("một", 0, 0, 30, 12),)), Sheet((Piece("hai", 0, 0, 30, 12),))])
    ['một', '\\nhai']
    """
    texts: list[str] = []
    within = "\n"  # between the lines of a paragraph
    for lines in _place_notes(_continue(list(_set(sheets)))):
        text = ""
        for line in lines:
            if line.begins:
                within = " " if begins_note(line.piece.text) else "\n"  # a note is one line
            between = "\n\n" if line.begins else "" if _is_broken(text, line.piece.text) else within
            text += between + line.piece.text
        texts.append(text if any(texts) else text.lstrip("\n"))
    return texts


def _is_broken(text: str, line: str) -> bool:
    """Return whether a line goes on with a symbol: 102/2025/NQLT-, and below it UBTVQH15-CP."""
    return text[-1:] in _SIGNS and text[-2:-1].isalnum() and line[:1].isalnum()


def _set(sheets: Sequence[Sheet]) -> Iterator[_Page]:
    """Yield the lines of each page in the order in which they are read, without running heads."""
    tables = [take_tables(sheet) for sheet in sheets]
    pages = without_running_heads([[*pieces_of(words), *rows] for words, rows in tables])
    usual = usual_height(pages)
    for pieces, sheet in zip(pages, sheets, strict=True):
        body, notes = part_notes(pieces, sheet.rules, usual)
        yield _Page(lines_of(columns_of(body), sheet.rules), join_notes(lines_of(columns_of(notes))))


def _continue(pages: list[_Page]) -> list[_Page]:
    """Tell for the first line of each page whether it begins a paragraph, by the last one of the page before."""
    filled = [page.lines for page in pages if page.lines]
    for before, lines in pairwise(filled):
        lines[0] = lines[0]._replace(begins=begins_paragraph(before[-1], lines[0]))
    return pages


def _place_notes(pages: Sequence[_Page]) -> Iterator[list[Line]]:
    """Yield the lines of each page with its notes: behind them, or before a paragraph that goes on over the page."""
    waiting: list[Line] = []  # notes of pages that hold no end of a sentence
    for number, (lines, own) in enumerate(pages):
        notes = [*waiting, *own]
        following = next((page.lines[0] for page in islice(pages, number + 1, None) if page.lines), None)
        place = len(lines) if following is None or following.begins else _last_end(lines)
        waiting = [] if place is not None else notes
        if place is None or not notes:
            yield lines
            continue
        behind = [lines[place]._replace(begins=True), *lines[place + 1 :]] if place < len(lines) else []
        yield [*lines[:place], *notes, *behind]


def _last_end(lines: Sequence[Line]) -> int | None:
    """Return the place of the last line that begins a paragraph, or else of the last one behind a line that ends a sentence."""
    backwards = range(len(lines) - 1, -1, -1)
    paragraph = next((place for place in backwards if lines[place].begins), None)
    if paragraph is not None:
        return paragraph
    return next((place for place in backwards if place and ends_sentence(lines[place - 1])), None)

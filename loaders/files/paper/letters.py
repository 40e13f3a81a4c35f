"""Read the words of a page with pdfium, each with its box, and the numbers of notes that are raised behind them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import repeat
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from danchieu.loaders.files.paper.pdfium_calls import read_boxes
from danchieu.loaders.files.paper.raised_numbers import PUNCTUATION, RAISED, SMALL, UNIT, with_notes
from danchieu.loaders.files.paper.sheet import Piece, turned
from danchieu.loaders.text.legacy import encoding_of_font, repair_font, should_repair

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

__all__ = ["read_words"]

# pdfium has U+0002, or U+FFFE, for the hyphen at the end of a line, and joins the lines around it.
_WORD = re.compile("[^\\s\x00\x02\ufffe]*[\x02\ufffe]|[^\\s\x00\x02\ufffe]+")
_LINE = re.compile("\\S[^\n\x02\ufffe]*[\x02\ufffe]?")
_RISE, _FALL = 0.8, 0.2  # of the size of letters: how far their box reaches above and below the line on which they stand
_LONGEST_NAME = 64  # bytes of the name of a font
_QUARTER = math.pi / 2
_ASTRAY = 0.1  # radians, 6 degrees: a scan may be skewed as much; text at any other angle is a watermark
_NARROWEST = 0.2  # of the size of its letters, for each of them: the width of a word; that of an i is 0.28
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = frozenset("0123456789(")
_LAST = _DIGITS.union(PUNCTUATION)
_SIDES = ((0, 6, 1), (3, 5, 1), (2, 4, -1), (1, 7, -1))  # where words begin and end, by turns: a side of their first and last letter
_NUMBERED = re.compile(rf"\S*\D(?P<number>\d+)[{PUNCTUATION}]*")  # a word that may end with the number of a note
_LEADING = re.compile(r"\(?(?P<number>\d{1,3})\)?(?=[^\W\d_]|\Z)")  # a number with which a note may begin


_as_piece = partial(tuple.__new__, Piece)  # Piece() takes three times as long, and there is one for each word


class _Line(NamedTuple):
    """A line of letters: where it begins in the text, its quarter turns, and of its letters foot, size, least width, reach, font."""

    start: int
    turn: int
    foot: float
    size: float
    least: float
    top: float
    bottom: float
    font: str  # of a legacy font alone


def read_words(textpage: PdfTextPage) -> dict[int, list[Piece]]:
    """Return the words of a page in the order in which they were drawn, by the quarter turns of their lines; slanted lines are left out.

    A number that is raised beside a word is in brackets: TW[1]. Heights count downwards from the zero of the page, so that most are
    negative; a line that is turned is read as if it stood upright.
    """
    letters = _Letters(textpage)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    lines: dict[int, list[_Line]] = defaultdict(list)
    for found in _LINE.finditer(letters.text):
        if line := letters.line(*found.span()):
            words = [word.span() for word in _WORD.finditer(letters.text, *found.span())]
            spans[line.turn] += words
            lines[line.turn] += [line] * len(words)
    return {turn: with_notes(letters.words(spans[turn], lines[turn], turn)) for turn in spans}


class _Letters:
    """The letters of a page: a text, and the place on the page of each letter in it."""

    def __init__(self, textpage: PdfTextPage) -> None:
        from pypdfium2 import raw

        self._raw, self._page = raw, textpage.raw
        self.text, count = textpage.get_text_range(), textpage.count_chars()
        if len(self.text) != count:  # letters without a code are left out, those beyond U+FFFF count twice
            codes = map(raw.FPDFText_GetUnicode, repeat(self._page, count), range(count))
            self.text = "".join(chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd" for code in codes)
        self._plain = self.text.replace("\x02", "-").replace("\ufffe", "-").replace("\xad", "-")
        encoding = encoding_of_font(self._font(0)) if count else None
        self._is_legacy = encoding is not None and should_repair(self.text, encoding)

    def line(self, start: int, end: int) -> _Line | None:
        """Return how a line stands, None if it is slanted. Its first letter tells: a number before it may be raised."""
        letter = _LETTER.search(self.text, start, end)
        place = letter.start() if letter else start
        is_reversed = self._raw.FPDFText_GetFontSize(self._page, place) < 0  # two wrongs: its matrix turns it upside down
        angle = self._raw.FPDFText_GetCharAngle(self._page, place) - (math.pi if is_reversed else 0)
        turns = round(angle / _QUARTER)
        if abs(angle - turns * _QUARTER) > _ASTRAY:
            return None
        turn = -turns % 4  # pdfium counts clockwise
        foot, size = self._foot(place, turn), self._size(place)
        font = self._font(place) if self._is_legacy else ""
        return _Line(start, turn, foot, size, _NARROWEST * size, foot - _RISE * size, foot + _FALL * size, font)

    def words(self, spans: Sequence[tuple[int, int]], lines: Sequence[_Line], turn: int) -> list[Piece]:
        """Return words, each with its line, of lines with as many quarter turns."""
        texts = [self._plain[start:end] for start, end in spans]
        for place, text in enumerate(texts):
            if text[-1] in _LAST or text[0] in _DIGITS:
                texts[place] = self._with_note(text, spans[place][0], lines[place])
        if self._is_legacy:
            texts = [repair_font(text, line.font) for text, line in zip(texts, lines, strict=True)]
        lefts, rights = self._edges(spans, turn)
        tops, bottoms = [line.top for line in lines], [line.bottom for line in lines]
        pieces = list(map(_as_piece, zip(texts, lefts, tops, rights, bottoms, strict=True)))
        widths = map(sub, rights, lefts)
        narrow = [place for place, (width, line) in enumerate(zip(widths, lines, strict=True)) if width < line.least * len(texts[place])]
        for place in reversed(narrow):
            pieces[place : place + 1] = self._parts(texts[place], spans[place], lines[place])
        return pieces

    def _parts(self, text: str, span: tuple[int, int], line: _Line) -> Iterator[Piece]:
        """Yield the parts of a word that is narrower than its letters: one was drawn behind those before which it stands, as Ậ in THUẬN."""
        start, end = span if len(text) == span[1] - span[0] else (span[0], span[0] + 1)  # else a note was marked in it
        lefts, rights = self._edges([(place, place + 1) for place in range(start, end)], line.turn)
        begins = [0, *(place for place in range(1, len(lefts)) if lefts[place] < lefts[place - 1])]
        for begin, follows in zip(begins, [*begins[1:], len(lefts)], strict=True):
            part = text[begin:follows] if follows < len(lefts) else text[begin:]
            yield Piece(part, lefts[begin], line.top, rights[follows - 1], line.bottom)

    def _with_note(self, word: str, start: int, line: _Line) -> str:
        """Return a word with the number in brackets that is raised at its end, or at its beginning if a note begins there."""
        found = _NUMBERED.fullmatch(word)
        if found and self._is_raised(start + found.end("number") - 1, line):
            first, end = found.span("number")
            at = next((at for at in range(end - 1, first, -1) if not self._is_raised(start + at - 1, line)), first)
            before, behind = word[:at], word[end:]
            if before.endswith("(") and behind.startswith(")"):
                before, behind = before[:-1], behind[1:]
            return word if UNIT.search(before) else f"{before}[{word[at:end]}]{behind}"
        found = _LEADING.match(word) if start == line.start else None
        if found and self._is_raised(start + found.start("number"), line):
            return f"[{found['number']}] {word[found.end() :]}".rstrip()
        return word

    def _is_raised(self, place: int, line: _Line) -> bool:
        """Return whether a letter is smaller than those of its line, and stands above their foot."""
        return self._foot(place, line.turn) < line.foot - RAISED * line.size and self._size(place) < SMALL * line.size

    def _foot(self, place: int, turn: int) -> float:
        """Return the height at which a letter stands."""
        left, foot = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._page, place, ctypes.byref(left), ctypes.byref(foot))
        return turned((left.value, -foot.value, left.value, -foot.value), turn)[1]

    def _font(self, place: int) -> str:
        """Return the name of the font of a letter."""
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._raw.FPDFText_GetFontInfo(self._page, place, name, _LONGEST_NAME, None)
        return name.value.decode("utf-8", "replace").rpartition("+")[2]  # a font that is embedded in part: ABCDEF+.VnTime

    def _size(self, place: int) -> float:
        """Return the size of a letter in points: that of its font, as the page scales it."""
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._page, place, ctypes.byref(matrix))
        return abs(float(self._raw.FPDFText_GetFontSize(self._page, place))) * math.hypot(matrix.c, matrix.d)

    def _edges(self, spans: Sequence[tuple[int, int]], turn: int) -> tuple[list[float], list[float]]:
        """Return where words begin and where they end."""
        sides = read_boxes(self._page, [place for start, end in spans for place in (start, end - 1)])
        first, last, sign = _SIDES[turn]
        if sign > 0:
            return sides[first::8], sides[last::8]
        return [-side for side in sides[first::8]], [-side for side in sides[last::8]]

"""Recognise the words of a scanned page with tesseract, the extra ocr, and its data for Vietnamese."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danchieu.loaders.files.paper.handwriting import SURE, Word, without_handwriting
from danchieu.loaders.files.paper.misread_signs import repair_word
from danchieu.loaders.files.paper.misread_titles import repair_title
from danchieu.loaders.files.paper.sheet import Piece, Sheet
from danchieu.loaders.files.paper.skew import level

if TYPE_CHECKING:
    from PIL.Image import Image
    from tesserocr import PyResultIterator, PyTessBaseAPI

__all__ = ["BEST_DPI", "MOST_SECONDS", "missing", "recognise"]

BEST_DPI = 200
"""The resolution at which scans are read best: with 150 dpi 3 % fewer citations are found, with 300 dpi as many, in longer time."""

MOST_SECONDS = 7_200.0
"""For the scans of a document: 3,000 pages take as much, at two seconds each."""

_LANGUAGE = "vie"  # alone: with English beside it symbols are read as words
_DATA = f"{_LANGUAGE}.traineddata"
_FOLDERS = (  # in which systems install the data
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
_POINTS = 72  # of an inch
_MOST_TIME = 30_000  # milliseconds for a page; most take one or two seconds
_SURE = 65  # per cent: words of a page that stands upright are at 90, of one that lies on its side at 40
_GUESSED = 50  # per cent, below which a line is none
_RISE, _FALL = 0.8, 0.2  # of the height of letters: how far they reach above and below their foot
_NO_WORD = re.compile(r"[_~\s]*")


@cache
def missing() -> str | None:
    """Return what must be installed to read scans, None if it is there."""
    os.putenv("OMP_THREAD_LIMIT", "1")  # several processes read: threads of one would be in the way of the others
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return "to read scans, install the extra ocr: pip install tesserocr, and its data: apt-get install tesseract-ocr-vie"
    if _find_data() is None:
        return f"to read scans, install the data of tesseract for Vietnamese ({_DATA}): apt-get install tesseract-ocr-vie"
    return None


def recognise(image: Image, dpi: int) -> Sheet:
    """Recognise the words of an image of a page, with boxes in points. OCR must not be missing.

    A page that lies on its side is turned: of four readings the one is taken of whose words the engine is surest. Raises TimeoutError
    for an image on which the engine finds no end.
    """
    grey = _without_stamps(image)
    readings = []
    for turns in (0, 1, 3, 2):  # quarters, counterclockwise
        reading = _read(level(grey.rotate(90 * turns, expand=True) if turns else grey), dpi)
        if reading.confidence >= _SURE:
            return reading.sheet
        readings.append(reading)
    return max(readings, key=lambda reading: reading.confidence).sheet


class _Reading(NamedTuple):
    """What was recognised on an image, and how sure the engine is of its words, in per cent."""

    sheet: Sheet
    confidence: int


class _Line(NamedTuple):
    """A line as the engine found it, in pixels: the slope and height of its foot, that of its letters, and its words with their sides."""

    slope: float
    foot: float
    height: float
    words: list[Word]


def _read(image: Image, dpi: int) -> _Reading:
    """Recognise the words of an image that stands upright. Raises TimeoutError."""
    from danchieu.loaders.workers import show_life

    show_life()
    engine = _engine()
    engine.SetImage(image)
    engine.SetSourceResolution(dpi)
    if not engine.Recognize(_MOST_TIME):
        raise TimeoutError(f"recognising a page takes longer than {_MOST_TIME // 1000} s")
    lines = list(_lines(engine))
    standing = sum(abs(line.slope) < 1 for line in lines)  # the engine also reads lines that run upwards
    confidence = engine.MeanTextConf() if 2 * standing > len(lines) else 0
    engine.Clear()
    printed = [without_handwriting(line.words) for line in lines]
    omits = any(words != line.words for words, line in zip(printed, lines, strict=True))
    return _Reading(Sheet(tuple(_pieces(lines, printed, _POINTS / dpi)), omits=omits), confidence)


def _lines(engine: PyTessBaseAPI) -> Iterator[_Line]:
    """Yield the lines that the engine found, without those that are none: signs above letters, edges of pictures."""
    from tesserocr import RIL, iterate_level

    results = engine.GetIterator()
    line: _Line | None = None
    for result in iterate_level(results, RIL.WORD) if results else ():
        if result.IsAtBeginningOf(RIL.TEXTLINE):
            line = _line(result)
            if line:
                yield line
        text = repair_word(_text(result), line.words[-1].text if line and line.words else "")
        if line and not _NO_WORD.fullmatch(text):
            left, _, right, _ = result.BoundingBox(RIL.WORD)
            line.words.append(Word(text, left, right, _is_sure(result)))


def _text(result: PyResultIterator) -> str:
    """Return the text of a word; the engine has words without one."""
    from tesserocr import RIL

    try:
        return str(result.GetUTF8Text(RIL.WORD))
    except RuntimeError:  # what tesserocr raises then
        return ""


def _is_sure(result: PyResultIterator) -> bool:
    """Return whether the engine is sure of all figures of a word; the iterator goes on to the end of the word."""
    from tesserocr import RIL

    confidences = []
    while True:
        if result.GetUTF8Text(RIL.SYMBOL).isdecimal():
            confidences.append(result.Confidence(RIL.SYMBOL))
        if result.IsAtFinalElement(RIL.WORD, RIL.SYMBOL):
            return min(confidences, default=SURE) >= SURE
        result.Next(RIL.SYMBOL)


def _line(result: PyResultIterator) -> _Line | None:
    """Return the line that begins with a word, None if its letters are guessed."""
    from tesserocr import RIL

    foot = result.Baseline(RIL.TEXTLINE)
    if not foot or result.Confidence(RIL.TEXTLINE) < _GUESSED:
        return None
    (left, top), (right, bottom) = foot
    return _Line((bottom - top) / max(right - left, 1), (top + bottom) / 2, result.RowAttributes()["row_height"], [])


def _pieces(lines: Sequence[_Line], printed: Sequence[Sequence[Word]], scale: float) -> Iterator[Piece]:
    """Yield the words that are printed on lines; the length of a pixel is `scale` points."""
    for line, words in zip(lines, printed, strict=True):
        top, bottom = (line.foot - _RISE * line.height) * scale, (line.foot + _FALL * line.height) * scale
        for text, word in zip(repair_title([word.text for word in words]), words, strict=True):
            yield Piece(text, word.left * scale, top, word.right * scale, bottom)


@cache
def _engine() -> PyTessBaseAPI:
    """Load the engine once; that takes a tenth of a second. What it says of odd pictures is of no use to those who load files."""
    from tesserocr import OEM, PSM, LeptLogLevel, PyTessBaseAPI, set_leptonica_log_level

    set_leptonica_log_level(LeptLogLevel.NONE)
    return PyTessBaseAPI(path=_find_data(), lang=_LANGUAGE, oem=OEM.LSTM_ONLY, psm=PSM.AUTO)


def _without_stamps(image: Image) -> Image:
    """Return an image in grey in which red ink is white: stamps lie over names and numbers."""
    return image.convert("RGB").getchannel("R") if image.mode not in ("1", "L") else image.convert("L")


@cache
def _find_data() -> str | None:
    """Return the folder of the data for Vietnamese: where tesseract looks for them, or where systems keep them."""
    import tesserocr

    folder, languages = tesserocr.get_languages()
    if _LANGUAGE in languages:
        return str(folder)
    return next((found for pattern in _FOLDERS for found in sorted(glob(pattern)) if (Path(found) / _DATA).is_file()), None)

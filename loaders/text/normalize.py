"""Normalise a text to the one spelling that patterns search: NFC, plain spaces and hyphens, Đ, tone marks on one vowel.

Most steps replace one character by one character, so that positions equal those of the source. Composition (NFD files from macOS,
some PDFs), marks inside words, signs without width and the removal of the gazette's running heads yield an offset map. Line breaks are
kept, those of a carriage return alone too: patterns treat them as space, clauses and paragraphs need them. Underscores (word
segmentation) and asterisks (Markdown emphasis) become spaces.
"""

from __future__ import annotations

import re
import unicodedata

from danchieu.graph.model.offsets import Offsets
from danchieu.loaders.text.markup import without_marks

__all__ = ["normalize"]

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f_*"
_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\uf02d"
_REPLACEMENTS = (
    *((sign, " ") for sign in _SPACES),
    *((sign, "-") for sign in _HYPHENS),
    *((sign, "/") for sign in "／\u2044\u2215"),
    *((sign, "\n") for sign in "\u0085\u2028\u2029"),
    *((sign, "Đ") for sign in "\u00d0\u0189"),
    *((sign, "đ") for sign in "\u00f0\u0256"),
    ("：", ":"),
)

# hoá -> hóa, uỷ -> ủy, but not quý and toán: the mark moves only at the end of an open syllable.
_Y = "ýỳỷỹỵÝỲỶỸỴ"
_NEW_STYLE = tuple(  # one pattern per first vowel: `re` skips ahead to a literal
    re.compile(rf"{first}{second}")
    for vowels, second in (("oO", r"[áàảãạéèẻẽẹÁÀẢÃẠÉÈẺẼẸ](?!\w)"), ("uU", rf"[{_Y}](?!\w)(?<![qQ]..)"))
    for first in vowels
)
_SWAP = {
    first + unicodedata.normalize("NFC", vowel + mark): unicodedata.normalize("NFC", first + mark) + vowel
    for first in "oOuU"
    for vowel in "aeyAEY"
    for mark in "\u0301\u0300\u0309\u0303\u0323"
}
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"  # all marks of Vietnamese letters
_CLUSTER = re.compile(r"\w?[\u0300-\u036f]+")


# The running head of the Official Gazette, with the page number above or below it, may come between any two words.
_GAZETTE = "CÔNG BÁO/Số"
_RUNNING_HEAD = re.compile(_GAZETTE + r"[^\n]{0,80}(?:\n[ \t]{0,40}\d{1,4}(?=[ \t]{0,40}\n))?\s{0,20}")
_PAGE_ABOVE = re.compile(r"\s*\n[ \t]*(?:\d{1,4}[ \t]*\n[ \t]*)?\Z")
_ABOVE = 60  # characters: a page number on a line of its own, with white space


def normalize(raw: str) -> tuple[str, Offsets | None]:
    """Return the searchable text, and the map of its positions to those of `raw` if they differ.

    >>> normalize("Uỷ ban  số 20–CT/TU")
    ('Ủy ban  số 20-CT/TU', None)
    """
    text, offsets = _compose(raw) if any(mark in raw for mark in _MARKS) else (raw, None)
    text, offsets = without_marks(text, offsets)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for sign, plain in _REPLACEMENTS:  # faster than str.translate: most signs are absent from most texts
        text = text.replace(sign, plain)
    if _GAZETTE in text:
        text, offsets = _without_running_heads(text, offsets)
    return _old_style(text), offsets


def _old_style(text: str) -> str:
    """Set the tone mark of open oa, oe, uy on the first vowel, as the vocabulary spells them."""
    for pattern in _NEW_STYLE:
        text = pattern.sub(_swapped, text)
    return text


def _swapped(match: re.Match[str]) -> str:
    return _SWAP[match[0]]


def _compose(raw: str) -> tuple[str, Offsets]:
    """Compose to NFC cluster by cluster: the characters made of a letter with its marks map to its start."""
    pieces: list[str] = []
    drifts = [(0, 0)]
    position = place = 0
    for match in _CLUSTER.finditer(raw):
        start, end = match.span()
        cluster = unicodedata.normalize("NFC", match[0])
        pieces += raw[position:start], cluster
        place += start - position
        if len(cluster) > 1:
            drifts += ((place + index, start) for index in range(len(cluster)))
        place += len(cluster)
        drifts.append((place, end))
        position = end
    pieces.append(raw[position:])
    return "".join(pieces), Offsets(drifts)


def _without_running_heads(text: str, offsets: Offsets | None) -> tuple[str, Offsets]:
    """Replace each running head by one line break, so that a citation may continue over the page."""
    pieces: list[str] = []
    drifts = [(0, 0)]
    position = place = 0
    for match in _RUNNING_HEAD.finditer(text):
        above = _PAGE_ABOVE.search(text, max(position, match.start() - _ABOVE), match.start())
        if above:
            pieces += text[position : above.start()], "\n"
            place += above.start() - position + 1
            drifts.append((place, match.end()))
            position = match.end()
    pieces.append(text[position:])
    kept = Offsets(drifts)
    return "".join(pieces), kept if offsets is None else kept.after(offsets)

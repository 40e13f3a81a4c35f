"""One spelling for patterns to search: NFC, plain spaces and hyphens, Đ, tone marks on one vowel.

Every step but composition replaces a character by one character, so positions agree with the source wherever the source
is NFC already; composition (NFD files from macOS, some PDFs) yields an offset map. Line breaks stay: patterns treat them as space,
clauses and paragraphs need them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

__all__ = ["normalize"]

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\r_"
_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\uf02d"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_LETTERS = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "／": "/", "\u2044": "/", "\u2215": "/", "：": ":", "\u2028": "\n", "\u2029": "\n"}
_TABLE = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_INVISIBLE, " "), **_LETTERS})

# hoá -> hóa, uỷ -> ủy, but quý and toán stay: the mark moves only at the end of an open syllable.
_NEW_STYLE = re.compile(r"[oO][áàảãạéèẻẽẹÁÀẢÃẠÉÈẺẼẸ](?!\w)|(?<![qQ])[uU][ýỳỷỹỵÝỲỶỸỴ](?!\w)")
_PLAIN, _MARKS = "aeyAEY", "\u0301\u0300\u0309\u0303\u0323"
_SWAP = {
    first + unicodedata.normalize("NFC", vowel + mark): unicodedata.normalize("NFC", first + mark) + vowel
    for first in "oOuU"
    for vowel in _PLAIN
    for mark in _MARKS
}
_COMPOSABLE = re.compile(r"\w?[\u0300-\u036f]+")


def normalize(raw: str) -> tuple[str, array[int] | None]:
    """Return the searchable text and, where its length differs from `raw`, the raw offset of each of its positions.

    >>> normalize("Uỷ ban  số 20–CT/TU")
    ('Ủy ban  số 20-CT/TU', None)
    """
    composed, offsets = (raw, None) if unicodedata.is_normalized("NFC", raw) else _compose(raw)
    text = composed.translate(_TABLE)
    return _NEW_STYLE.sub(lambda match: _SWAP[match[0]], text), offsets


def _compose(raw: str) -> tuple[str, array[int]]:
    """NFC cluster by cluster: a letter with its marks, or one character, becomes one or more that map to its start."""
    pieces: list[str] = []
    offsets = array("q")
    position = 0
    for match in _COMPOSABLE.finditer(raw):
        start, end = match.span()
        pieces.append(raw[position:start])
        offsets.extend(range(position, start))
        cluster = unicodedata.normalize("NFC", match[0])
        pieces.append(cluster)
        offsets.extend([start] * len(cluster))
        position = end
    pieces.append(raw[position:])
    offsets.extend(range(position, len(raw) + 1))
    return "".join(pieces), offsets

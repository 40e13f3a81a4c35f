"""Find the encoding of a text by trial: the right one gives Vietnamese syllables, a wrong one letters that make none.

Measured on texts of directives, the right encoding gives above 0.99 of valid syllables and a wrong one below 0.5. The whole document is
decided by one sample: lines differ too much in what they show.
"""

from __future__ import annotations

import re
from typing import NamedTuple, get_args

from danchieu.loaders.text.legacy import Encoding, decode_legacy, repair_run
from danchieu.loaders.text.syllables import vietnamese_share

__all__ = ["NAMES", "find_legacy", "find_misread", "find_utf16"]

NAMES: dict[Encoding, str] = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI", "VISCII": "VISCII", "windows-1258": "windows-1258"}
"""The encodings as users know them."""

_SAMPLE = 64 * 1024
"""Bytes, or characters, tried: some thousand words, in a few milliseconds for each encoding."""

_LEAST_SHARE, _LEAST_HITS, _LEAD = 0.75, 3, 0.1
"""An encoding is accepted with these of valid syllables: their share, their number, and the lead of its share over the next one."""

_BYTE_BEYOND_ASCII, _BEYOND_ASCII = re.compile(rb"[\x80-\xff]"), re.compile(r"[^\0-\x7f]")
_BEYOND_LATIN = re.compile("[\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")  # ă đ ĩ ũ ơ ư, marks, letters with two marks or a dot: no French
_REACH = 200  # bytes: the white space before and behind a sample is not farther away

_LEAST_NULS = 0.1  # of the letters in UTF-16, of which every blank, figure and sign gives one
_ASCII = 0.9  # of the letters, from which on a text is read that has no Vietnamese

_LOOK = 512  # characters that show whether a text may be misread: some hundred letters
_LATIN_HEAVY = 2  # letters of Latin-1 for each other letter from which on a text may be misread; texts in Unicode have below 0.9


class _Trial(NamedTuple):
    """A reading of a sample, and how well it reads."""

    share: float
    hits: int
    text: str


def find_utf16(data: bytes) -> str | None:
    """Return the codec of a text in UTF-16 without a mark of its order: only upper bytes are NUL, and what they give can be read."""
    part = data[:_SAMPLE]
    first, second = part[::2].count(0), part[1::2].count(0)
    if max(first, second) < _LEAST_NULS * len(part) / 2 or min(first, second):
        return None
    codec = "utf-16-le" if second else "utf-16-be"
    text = part.decode(codec, "replace")
    is_ascii = len(text.encode("ascii", "ignore")) > _ASCII * len(text)
    return codec if is_ascii or vietnamese_share(text)[0] >= _LEAST_SHARE else None


def find_legacy(data: bytes) -> Encoding | None:
    """Return the encoding from before Unicode in which a text is Vietnamese; None if it is in none, or in two alike.

    >>> find_legacy(b"U\\xfb ban nh\\xa9n d\\xa9n t\\xd8nh B\\xd7nh Thu\\xcbn")
    'TCVN3'
    """
    part = _sample(data)
    return _find_best({encoding: decode_legacy(part, encoding) for encoding in get_args(Encoding)})


def find_misread(text: str) -> Encoding | None:
    """Return the encoding whose bytes a text is the Latin-1 reading of; None for a text that reads well as it is.

    >>> find_misread("Uû ban nh©n d©n tØnh B×nh ThuËn")
    'TCVN3'
    """
    found = None if text.isascii() else _BEYOND_ASCII.search(text)
    first = found.start() if found else len(text)
    if not _is_latin(text[first : first + _LOOK]):
        return None
    part = text[first : first + _SAMPLE]
    return _find_best({encoding: repair_run(part, encoding) for encoding in get_args(Encoding)}, as_it_is=part)


def _is_latin(part: str) -> bool:
    """Return whether letters of Latin-1 prevail, as they do in no Vietnamese text of Unicode."""
    data = part.encode("utf-8", "surrogatepass")
    latin = data.count(b"\xc2") + data.count(b"\xc3")
    return latin > _LATIN_HEAVY * (data.count(b"\xe1\xba") + data.count(b"\xe1\xbb"))


def _sample(data: bytes) -> bytes:
    """Return the part of a text that shows its encoding: from the word with the first letter beyond ASCII on, no character cut."""
    found = _BYTE_BEYOND_ASCII.search(data)
    first = found.start() if found else 0
    start = max(_last_white(data, first - _REACH, first), first - _REACH, 0)
    part = data[start : start + _SAMPLE]
    end = _last_white(part, len(part) - _REACH, len(part)) if start + _SAMPLE < len(data) else -1
    return part if end < 0 else part[:end]


def _last_white(data: bytes, start: int, end: int) -> int:
    """Return the offset of the last white space of ASCII in a part of some bytes, -1 without one."""
    return max(data.rfind(sign, max(0, start), end) for sign in b" \n\t\r")


def _find_best(readings: dict[Encoding, str], as_it_is: str | None = None) -> Encoding | None:
    """Return the encoding that reads a sample best, if well enough and better than the others; of equal readings the first counts."""
    encodings: dict[str, Encoding | None] = {} if as_it_is is None else {as_it_is: None}
    for encoding, text in readings.items():
        encodings.setdefault(text, encoding)
    best, *others = sorted((_Trial(*vietnamese_share(text), text) for text in encodings), reverse=True)
    rivals = [other.share for other in others if 2 * other.hits > best.hits]  # a share of few words is chance
    if best.share < _LEAST_SHARE or best.hits < _LEAST_HITS or best.share < max(rivals, default=0.0) + _LEAD:
        return None
    return encodings[best.text] if _BEYOND_LATIN.search(best.text) else None

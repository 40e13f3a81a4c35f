"""Decode plain text in the encodings that Vietnamese documents are kept in: Unicode, windows-1258, TCVN3 (ABC), VNI, VISCII.

A mark at the beginning of a file tells its encoding. Without one, UTF-8 is known by its bytes, which other encodings hardly ever form, and
UTF-16 by its NULs; the others are tried, and that one is taken in which the words are Vietnamese.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from pathlib import Path

from danchieu.loaders.errors import SourceNotText
from danchieu.loaders.files.encodings import NAMES, find_legacy, find_misread, find_utf16
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.text.legacy import decode_legacy, repair_run

__all__ = ["FORMAT", "decode_text"]

_MARKS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BROKEN = "\ufffd"
_NAMED_PLACES = 3  # of the broken characters, by offset and line

_ADVICE = "save it as UTF-8 text, or give the document in its original format"
_NO_LEAD = bytes(range(0xC2)) + bytes(range(0xF5, 0x100))  # bytes that do not begin a character of several bytes in UTF-8
_WHOLE = 4  # or more characters of several bytes for each broken one: a text in UTF-8; other encodings make hardly any
_PER_NUL = 1000  # or more bytes for each NUL: a text with a few broken places
_LATIN = re.compile("[\t\n\r\x20-\u024f\u0300-\u036f\u1e00-\u206f]+")
_LOOK = 2048  # characters that show whether a file of two or four bytes a letter is text: a binary file gives signs of all scripts


def decode_text(path: Path, data: bytes) -> Decoded:
    """Decode plain text; line ends stay as they are, broken bytes become U+FFFD and are noted.

    Raises SourceNotText for a binary file, and for one whose encoding no sample of it shows.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode_wide(path, data[len(mark) :], codec, name)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        if utf16 := find_utf16(data):
            return _decode_wide(path, data, utf16, "UTF-16")
        whole, data = len(data), data.rstrip(b"\0")  # with which old programs fill the end
        if data.count(b"\0") * _PER_NUL > len(data) or 2 * len(data) < whole:
            raise SourceNotText(path, f"is not text (it contains NUL bytes); {_ADVICE}")
        data = data.replace(b"\0", _BROKEN.encode())
    try:
        return _repaired(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        if encoding := find_legacy(data):
            return Decoded(decode_legacy(data, encoding), NAMES[encoding])
    if (text := _decode_broken(data)) is not None:
        return _repaired(text, "UTF-8")
    raise SourceNotText(path, f"is not UTF-8 text, and not Vietnamese in {', '.join(NAMES.values())}; {_ADVICE}")


def _decode_wide(path: Path, data: bytes, codec: str, name: str) -> Decoded:
    """Decode a text of two or four bytes a letter. Raises SourceNotText if it is a binary file that begins so by chance."""
    text = data.decode(codec, "replace")
    beginning = text[:_LOOK]
    if "\0" in text or 2 * len(_LATIN.sub("", beginning)) > len(beginning):
        raise SourceNotText(path, f"begins as {name} text, but is not Vietnamese; {_ADVICE}")
    return _repaired(text, name)


def _decode_broken(data: bytes) -> str | None:
    """Decode UTF-8 in which a few bytes are broken; None for bytes that are something else."""
    text = data.decode("utf-8", "replace")
    begun = len(data.translate(None, _NO_LEAD))
    return text if begun >= text.count(_BROKEN) * (1 + _WHOLE) else None


def _repaired(text: str, name: str) -> Decoded:
    """Return a text in Unicode with a note on what is broken in it; the Latin-1 reading of another encoding is repaired."""
    reader, notes = name, []
    if encoding := find_misread(text):
        text, reader = repair_run(text, encoding), NAMES[encoding]
        notes.append(f"the letters are {reader} kept as {name}; they were repaired")
    if _BROKEN in text:
        notes.append(_note_on_broken(text))
    return Decoded(text, reader, notes=tuple(notes))


def _note_on_broken(text: str) -> str:
    """Say how many characters could not be decoded, and where the first of them are."""
    places = [match.start() for match in islice(re.finditer(_BROKEN, text), _NAMED_PLACES)]
    lines = [(text.count("\n", 0, place) or text.count("\r", 0, place)) + 1 for place in places]
    named = ", ".join(f"offset {place} (line {line})" for place, line in zip(places, lines, strict=True))
    count = text.count(_BROKEN)
    return f"{count} broken character{'s' * (count > 1)} read as U+FFFD: {named}{', …' * (count > len(places))}"


FORMAT = Format("text", (".txt",), lambda data: False, decode_text)

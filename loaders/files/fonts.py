"""Repair the runs of a document by their fonts, each font by all that is written in it.

A document may name a legacy font for text that is Unicode, as one that was converted and kept its fonts. So the text is written twice if it
has legacy fonts: first to hear what stands in each of them, then with those repaired that read better so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from danchieu.loaders.files.encodings import NAMES, find_misread
from danchieu.loaders.files.signs import SYMBOLS, sign_of_symbol
from danchieu.loaders.text.legacy import Encoding, encoding_of_font, repair_font, repair_run, should_repair

__all__ = ["Fonts", "write_repaired"]

_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # letters that no reading of a legacy encoding yields: these runs were typed anew
_OF_SYMBOLS = re.compile("[\uf020-\uf0ff]")  # how Word writes the letters of a font that is marked as one of symbols
_HEARD = 200_000  # characters of one font that decide


class Fonts:
    """The legacy fonts of one document."""

    __slots__ = ("_encodings", "_heard", "_lengths", "_repaired")

    def __init__(self) -> None:
        self._encodings: dict[str, Encoding | None] = {}
        self._heard: dict[str, list[str]] = {}
        self._lengths: dict[str, int] = {}
        self._repaired: frozenset[str] | None = None

    def may_divide(self, font: str | None) -> bool:
        """Return whether a letter in a font may begin in one run and end in the next: VNI writes a letter and its mark."""
        return font is not None and self._encoding(font) == "VNI"

    def read(self, text: str, font: str | None) -> str:
        """Return the text of neighbouring runs in one font, repaired once that is decided."""
        if not font or not self._encoding(font):
            return _OF_SYMBOLS.sub(lambda sign: sign_of_symbol(ord(sign[0])), text)
        if text.isspace() or _UNICODE.search(text):
            return text
        text = _OF_SYMBOLS.sub(lambda letter: chr(ord(letter[0]) - SYMBOLS), text)
        if self._repaired is not None:
            return repair_font(text, font) if font in self._repaired else text
        if self._lengths.setdefault(font, 0) < _HEARD:
            self._lengths[font] += len(text)
            self._heard.setdefault(font, []).append(text)
        return text

    def decide(self) -> frozenset[str]:
        """Decide from what was read which fonts are repaired, and return them: what is read from now on is repaired."""
        self._repaired = frozenset(
            font
            for font, texts in self._heard.items()
            if (text := "\n".join(texts)).isascii() or ((encoding := self._encoding(font)) and should_repair(text, encoding))
        )
        return self._repaired

    def _encoding(self, font: str) -> Encoding | None:
        if font not in self._encodings:
            self._encodings[font] = encoding_of_font(font)
        return self._encodings[font]


def write_repaired(write: Callable[[Fonts], str]) -> tuple[str, str]:
    """Return the text that `write` writes with the fonts that it is given, repaired, and a note on what was repaired or an empty one.

    A document whose fonts do not tell that its letters are in a legacy encoding is repaired as a whole.
    """
    fonts = Fonts()
    text = write(fonts)
    if repaired := fonts.decide():
        return write(fonts), f"decoded from the legacy fonts {', '.join(sorted(repaired))}"
    if encoding := find_misread(text):
        return repair_run(text, encoding), f"the letters are {NAMES[encoding]}; they were repaired"
    return text, ""

"""Read the signs of symbol fonts (Symbol, Wingdings), whose letters are pictures and whose bullets and hyphens belong to the text."""

from __future__ import annotations

__all__ = ["SYMBOLS", "sign_of_symbol"]

SYMBOLS = 0xF000
"""Word writes sign n of a font of symbols as the character U+F000 + n."""

_KNOWN = {0xB7: "•", 0xA7: "▪", 0xD8: "▪", 0xFC: "✓", 0xA8: "□", 0xFE: "☑", 0x6F: "□", 0xE0: "→", 0xAE: "→", 0xDE: "⇒", 0xBE: "—"}
_LAST = 0xFF  # number of a sign; larger ones are letters of Unicode, which such a font shows from another one
_AS_ASCII = range(0x20, 0x40)  # digits and punctuation, which fonts of symbols have where ASCII has them


def sign_of_symbol(code: int) -> str:
    """Return the sign of a font of symbols that is nearest to a picture, a blank for one that means nothing in a text.

    >>> sign_of_symbol(0xF0B7), sign_of_symbol(0x2D), sign_of_symbol(0xF0FF), sign_of_symbol(0x2013)
    ('•', '-', ' ', '–')
    """
    sign = code - SYMBOLS if SYMBOLS <= code <= SYMBOLS + _LAST else code
    return chr(sign) if sign in _AS_ASCII or sign > _LAST else _KNOWN.get(sign, " ")

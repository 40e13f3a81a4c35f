"""Encode texts as programs did before Unicode."""

from __future__ import annotations

import unicodedata
from functools import cache

from danchieu.loaders.text.legacy import Encoding, decode_legacy

__all__ = ["encode", "letters"]


@cache
def letters(encoding: Encoding) -> dict[str, bytes]:
    """Return the bytes of each letter of an encoding: one, and a letter with its mark in VNI."""
    codes = [bytes([byte]) for byte in range(256)] + [
        bytes([first, mark]) for first in b"aeo\xf4u\xf6yAEO\xd4U\xd6Y" for mark in range(0xC0, 0x100)
    ]
    return {text: code for code in codes if len(text := decode_legacy(code, encoding)) == 1}


def encode(text: str, encoding: Encoding) -> bytes:
    """Encode as typists of the time did: no capitals with a tone in TCVN3, the tone behind its letter in windows-1258."""
    if encoding == "windows-1258":
        text = "".join(map(_with_tone_behind, text))
    known = letters(encoding)
    return b"".join(known.get(letter) or known[letter.lower()] for letter in text)


def _with_tone_behind(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in "\u0301\u0300\u0309\u0303\u0323"), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "", 1)) + tone if tone and letter not in letters("windows-1258") else letter

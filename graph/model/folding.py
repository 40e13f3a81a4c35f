"""Text in the forms that are compared and searched.

fold         Chỉ thị  số 05-CT/TW  ->  chỉ thị số 05 ct tw    names are compared so: diacritics count, case and punctuation do not
strip_marks  Chỉ thị  số 05-CT/TW  ->  chi thi so 05-ct/tw    texts are searched so: diacritics do not count, punctuation does
slug         Bà Rịa - Vũng Tàu     ->  ba-ria-vung-tau        ids are written so
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

__all__ = ["fold", "search_text", "slug", "strip_marks", "without_zeros", "words"]

_NUMBER = re.compile(r"(?<![\w.,/-])0{0,20}(\d{1,20}[a-zđ]?[-/])")
_SEARCHED = ("symbol", "type", "title", "name", "issuer", "province")
_PLAIN_D = str.maketrans("đĐ", "dD")
_WORD = re.compile(r"[^\W_]+")
_SPELLINGS = (("đắc lắc", "đắk lắk"), ("đắc nông", "đắk nông"), ("bắc cạn", "bắc kạn"), ("uỷ", "ủy"))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the lower-case words of a text with their diacritics, separated by single spaces, in one spelling: uỷ gives ủy."""
    words = " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    for spelling, usual in _SPELLINGS:
        words = words.replace(spelling, usual)
    return words


def strip_marks(text: str) -> str:
    """Return lower-case text without diacritics, đ as d, with single spaces and its punctuation."""
    letters = unicodedata.normalize("NFD", text.replace("Ð", "Đ")).casefold().replace("đ", "d")
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """Return lower-case ASCII with hyphens, for ids: Bà Rịa - Vũng Tàu gives ba-ria-vung-tau."""
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN_D)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def without_zeros(text: str) -> str:
    """Return text with the numbers of symbols as identities have them, each at the beginning of a word: `(05-ct/tw)` gives `( 5-ct/tw)`."""
    return " ".join(_NUMBER.sub(r" \1", text).split())


def words(text: str) -> list[str]:
    """Return the words of a search. A word of letters, or a symbol, has a space before it: it is found only where a word begins."""
    return [f" {word}" if word.isalpha() or _NUMBER.match(word) else word for word in without_zeros(strip_marks(text)).split()]


def search_text(properties: Mapping[str, Any]) -> str:
    """Return the searched text of a document with these properties: symbol, type, title, name, issuer and province, without marks."""
    return " | ".join(without_zeros(strip_marks(properties[key])) for key in _SEARCHED if properties.get(key))

"""Text as it is searched: lower case, without marks, so that `chuyen doi so` finds `Chuyển đổi số`; and 5-ct/tw is 05-CT/TW."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

__all__ = ["fold", "search_text", "without_zeros", "words"]

_NUMBER = re.compile(r"(?<![\w.,/-])0{0,20}(\d{1,20}[a-zđ]?[-/])")
_SEARCHED = ("symbol", "type", "title", "name", "issuer", "province")


def fold(text: str) -> str:
    """Lower-case text without diacritics, đ as d, single spaces: `Chỉ thị  số 05-CT/TW` gives `chi thi so 05-ct/tw`."""
    letters = unicodedata.normalize("NFD", text.replace("Ð", "Đ")).casefold().replace("đ", "d")
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def without_zeros(text: str) -> str:
    """Text with the numbers of symbols as identities have them, each at the beginning of a word: `(05-ct/tw)` gives `( 5-ct/tw)`."""
    return " ".join(_NUMBER.sub(r" \1", text).split())


def words(text: str) -> list[str]:
    """What a search looks for. A word of letters, or a symbol, is looked for where a word begins: a space stands before it."""
    return [f" {word}" if word.isalpha() or _NUMBER.match(word) else word for word in without_zeros(fold(text)).split()]


def search_text(properties: Mapping[str, Any]) -> str:
    """What a search looks through, of a document with these properties: symbol, type, title, name, issuer, province, folded."""
    return " | ".join(without_zeros(fold(properties[key])) for key in _SEARCHED if properties.get(key))

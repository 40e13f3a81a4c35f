"""Text as it is searched: lower case, without marks, so that `chuyen doi so` finds `Chuyển đổi số`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

__all__ = ["fold", "search_text"]

_SEARCHED = ("symbol", "type", "title", "name", "issuer", "province")


def fold(text: str) -> str:
    """Lower-case text without diacritics, đ as d, single spaces: `Chỉ thị  số 05-CT/TW` gives `chi thi so 05-ct/tw`."""
    letters = unicodedata.normalize("NFD", text.replace("Ð", "Đ")).casefold().replace("đ", "d")
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def search_text(properties: Mapping[str, Any]) -> str:
    """What a search looks through, of a document with these properties: symbol, type, title, name, issuer, province, folded."""
    return " | ".join(fold(properties[key]) for key in _SEARCHED if properties.get(key))

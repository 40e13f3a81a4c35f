"""Text as it is searched: lower case, without marks, so that `chuyen doi so` finds `Chuyển đổi số`."""

from __future__ import annotations

import unicodedata

from graph.model import Document

__all__ = ["fold", "search_text"]


def fold(text: str) -> str:
    """Lower-case text without diacritics, đ as d, single spaces: `Chỉ thị  số 05-CT/TW` gives `chi thi so 05-ct/tw`."""
    letters = unicodedata.normalize("NFD", text.replace("Ð", "Đ")).casefold().replace("đ", "d")
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def search_text(document: Document) -> str:
    """What a search looks through: symbol, type, title, name, issuer and province, folded, parted by bars."""
    issuer = document.issuer.name if document.issuer else None
    parts = (document.symbol, document.type, document.title, document.name, issuer, document.province)
    return " | ".join(fold(part) for part in parts if part)

"""Mend the line of a scan that is the type of its document: OCR loses marks on capitals, as in QUYÉT ĐỊNH and KẺ HOẠCH."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from danchieu.graph.model.folding import strip_marks
from danchieu.graph.model.types import cited_types

__all__ = ["repair_title"]


def repair_title(words: Sequence[str]) -> list[str]:
    """Return the words of a line, as the type is written if the line is one but for its marks.

    >>> repair_title(["KẺ", "HOẠCH"]), repair_title(["QUYÉT", "ĐỊNH:"]), repair_title(["KẺ", "KHÁC"])
    (['KẾ', 'HOẠCH'], ['QUYẾT', 'ĐỊNH:'], ['KẺ', 'KHÁC'])
    """
    line = " ".join(words)
    end = len(line.rstrip(" :"))
    title = _titles().get(strip_marks(line[:end])) if line.isupper() else None
    return list(words) if title is None else (title + line[end:]).split()


@cache
def _titles() -> dict[str, str]:
    """Return the types in capitals by their letters without marks."""
    titles = (f"{kind.word} {more}".strip().upper() for kind in cited_types() for more in ("", *kind.headed))
    return {strip_marks(title): title for title in titles}

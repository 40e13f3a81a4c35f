"""Follow quotations of other documents: what is in one is stated by the quoted document."""

from __future__ import annotations

from collections.abc import Sequence

from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.between_citations import find_quotation
from danchieu.loaders.text.clauses import REACH

__all__ = ["Quotation"]

_CLOSING_MARKS = '”"'


class Quotation:
    """The quotation that is open at a place of a text, if any; the place moves forward only.

    "Điều 5 Thông tư A quy định: “Bãi bỏ Thông tư B”": while B is read, `document` is A.
    """

    __slots__ = ("_followed_to", "_last_mark", "_text", "document")

    def __init__(self, text: str) -> None:
        self.document: Mention | None = None
        self._text = text
        self._last_mark = max(text.rfind(mark) for mark in _CLOSING_MARKS)
        self._followed_to = 0

    def move(self, last: int, place: int, unit: Sequence[Mention]) -> int:
        """Move from the end of the last citation to `place`. Returns where a quotation begins or ends in between, or 0.

        `unit` are the citations of the unit before: one of them is quoted.
        """
        return self._close(place) if self.document else self._open(last, place, unit)

    def _open(self, last: int, place: int, unit: Sequence[Mention]) -> int:
        begin = find_quotation(self._text, last, min(place, last + REACH))
        if begin is None or begin >= self._last_mark:  # a quotation that is never closed quotes nothing
            return 0
        self.document = next((mention for mention in unit if not mention.nested and not mention.is_self), None)
        self._followed_to = begin
        return begin if self.document else 0

    def _close(self, place: int) -> int:
        ends = [end for mark in _CLOSING_MARKS if (end := self._text.find(mark, self._followed_to, place)) >= 0]
        self._followed_to = place
        if not ends:
            return 0
        self.document = None
        return min(ends) + 1

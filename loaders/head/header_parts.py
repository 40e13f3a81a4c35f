"""The parts of a header that stand in a text, and whether together they make the text a document.

A number alone may be that of a document which a page is about. It is the text's own only with other parts of a header beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HeaderParts"]


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """The parts of a header in a text; `in_heading` if the number stands in a heading of type and number, `introduced` below other text."""

    letterhead: bool
    nation: bool
    number: bool
    place: bool
    type: bool
    body: bool  # a basis or an address right below
    in_heading: bool = False
    introduced: bool = False

    @property
    def have_number(self) -> bool:
        """Return whether the number is the text's own."""
        above = (self.letterhead or self.nation) + self.place
        if not self.number:
            return False
        if self.introduced:
            return above + self.type >= 2
        return above > 0 or self.body or (self.type and not self.in_heading)

    @property
    def make_header(self) -> bool:
        """Return whether the parts are a header, with a number or without one: a draft, or a text without its first lines."""
        if self.have_number:
            return True
        return not self.introduced and self.letterhead + self.nation + self.place + 2 * self.type >= 2

    @property
    def reason(self) -> str:
        """The parts in words: letterhead, number and date line in its head."""
        named = (
            ("letterhead", self.letterhead),
            ("name of State or Party", self.nation),
            ("number", self.have_number),
            ("date line", self.place),
            ("type line", self.type),
            ("basis or address", self.body),
        )
        *first, last = [name for name, stands in named if stands]
        return f"{', '.join(first)} and {last} in its head" if first else f"{last} in its head"

"""Hold what a group of an RTF file inherits and may change, and what its table of fonts defines."""

from __future__ import annotations

from dataclasses import dataclass

from danchieu.loaders.files.word.rtf_story import Story
from danchieu.loaders.files.word.rtf_words import LATIN

__all__ = ["Font", "State"]


@dataclass(slots=True)
class State:
    """What holds in a group."""

    story: Story
    font: int = 0
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    in_cell: bool = False
    stand_ins: int = 1  # letters behind a letter that is given by its number, for readers without Unicode
    in_fonts: bool = False  # in the table of fonts
    in_label: bool = False  # in the number of a paragraph, which a tab ends

    def copy(self) -> State:  # faster than copy.copy, which most groups would wait for
        return State(
            self.story,
            self.font,
            self.capitals,
            self.hidden,
            self.deleted,
            self.in_cell,
            self.stand_ins,
            self.in_fonts,
            self.in_label,
        )


@dataclass(slots=True)
class Font:
    """A font: its name, the encoding of its letters, and whether they are symbols."""

    name: str = ""
    codec: str = LATIN
    of_symbols: bool = False

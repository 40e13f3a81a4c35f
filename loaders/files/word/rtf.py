r"""Decode RTF: the text as it is shown, in the encodings and fonts of Vietnamese documents, with tables, notes and revisions.

A group inherits what holds around it and restores it at its end; a destination is a group whose text belongs elsewhere or nowhere.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge
from danchieu.loaders.files.fonts import Fonts, write_repaired
from danchieu.loaders.files.formats import FROM_RTF, Decoded, Format
from danchieu.loaders.files.layout import with_header
from danchieu.loaders.files.misnamed import decode_misnamed
from danchieu.loaders.files.signs import sign_of_symbol
from danchieu.loaders.files.word.rtf_state import Font, State
from danchieu.loaders.files.word.rtf_story import RowFormat, Story
from danchieu.loaders.files.word.rtf_tokens import Kind, Token, Tokens
from danchieu.loaders.files.word.rtf_words import (
    CODECS,
    DRAWN,
    HEADERS,
    KEPT,
    LATIN,
    LETTERS,
    LINE_ENDS,
    NOTES,
    OTHER_BORDERS,
    SIGNS,
    SKIPPED,
    SYMBOL_SET,
    UPRIGHT,
)
from danchieu.loaders.text.legacy import encoding_of_font

__all__ = ["FORMAT"]

_BEGINS, _LEAD = b"{\\rtf", 100  # within the first bytes: some programs put blanks before it
_DEEPEST = 1_000  # groups in each other: Word writes some dozens
_MOST_TOKENS = 8_000_000  # outside of pictures: those of 5 MB of text in which every letter is a number


class _Reader:
    """Reads the tokens of one file."""

    def __init__(self, path: Path, data: bytes, fonts: Fonts) -> None:
        self._path, self._tokens, self._fonts = path, Tokens(data), fonts
        self._body = Story(fonts)
        self._state = State(self._body)
        self._around: list[State] = []
        self._headers: dict[bytes, list[str]] = {}
        self._notes: list[list[str]] = []
        self._ends: dict[int, Callable[[Story], None]] = {}  # what is done at the end of the group of that depth that is a destination
        self._table: dict[int, Font] = {}
        self._codec, self._default = LATIN, 0
        self._passed = 0  # letters still to come that stand for one given by its number
        self._row = RowFormat()
        self._border_counts = False  # whether the border that is described next divides columns

    def read(self) -> str:
        """Return the text. Raises SourceDamaged or SourceTooLarge."""
        starred = False
        for count, token in enumerate(self._tokens):
            if count > _MOST_TOKENS:
                raise SourceTooLarge(self._path, f"has more than {_MOST_TOKENS:,} words and marks; divide the document")
            if token.kind is Kind.WORD:
                if starred or token.content in _KNOWN:
                    self._word(token, starred)
            elif token.kind is Kind.OPEN:
                self._open()
            elif token.kind is Kind.CLOSE:
                self._close()
                if not self._around:  # what follows the first group is no part of the document
                    return self._text()
            elif token.kind is Kind.SIGN:
                self._sign(token.content)
            else:
                self._bytes(token.content)
            starred = token.kind is Kind.SIGN and token.content == b"*"
        raise SourceDamaged(self._path, f"is cut off: it ends within {len(self._around)} groups; copy it again from where it came")

    def _text(self) -> str:
        header = next((self._headers[name] for name in HEADERS if name in self._headers), [])
        lines = with_header(self._body.end(), header)
        for number, note in enumerate(self._notes, start=1):
            lines += ["", f"[{number}] {' '.join(' '.join(note).split())}"]
        return "\n".join(lines) + "\n"

    def _open(self) -> None:
        if len(self._around) >= _DEEPEST:
            raise SourceDamaged(self._path, f"has groups that are nested more than {_DEEPEST:,} deep; it may be built to harm its reader")
        self._around.append(self._state.copy())
        self._passed = 0

    def _close(self) -> None:
        if end := self._ends.pop(len(self._around), None):
            end(self._state.story)
        if self._around:
            self._state = self._around.pop()
        self._passed = 0

    def _word(self, token: Token, starred: bool) -> None:
        word, number = token.content, token.number
        if word in SKIPPED or (starred and word not in KEPT):
            self._tokens.skip_group()
        elif (letters := LETTERS.get(word)) is not None:
            self._letters(letters)
        elif (action := _ACTIONS.get(word)) is not None:
            action(self, number)
        elif word in NOTES or word in HEADERS or word == b"shptxt":
            self._divert(word)
        elif word in UPRIGHT or word in OTHER_BORDERS:
            self._border_counts = word in UPRIGHT
        elif word in DRAWN and self._border_counts:
            self._row.bordered = True

    def _sign(self, sign: bytes) -> None:
        if sign in LINE_ENDS:
            self._par(None)
        else:
            self._letters(SIGNS.get(sign, ""))

    def _divert(self, word: bytes) -> None:
        """Begin the story of a destination: at the end of its group it becomes a note, a header or a box of text."""
        outer = self._state.story
        ends: dict[bytes, Callable[[Story], None]] = {
            b"footnote": lambda story: self._notes.append(story.end()),
            b"shptxt": lambda story: outer.add_box(story.end()),
        }
        self._ends[len(self._around)] = ends.get(word) or (lambda story: self._keep_header(word, story.end()))
        self._state.story, self._state.in_cell = Story(self._fonts), False

    def _keep_header(self, word: bytes, lines: list[str]) -> None:
        self._headers.setdefault(word, lines)  # that of the first section

    def _bytes(self, content: bytes) -> None:
        passed = min(self._passed, len(content))
        self._passed -= passed
        content = content[passed:]
        if self._state.in_fonts:
            self._name_font(content)
        elif content:
            font = self._table.get(self._state.font)
            text = content.decode(font.codec if font else self._codec, "replace")
            self._add("".join(map(sign_of_symbol, map(ord, text))) if font and font.of_symbols else text)

    def _letters(self, letters: str) -> None:
        if self._passed and letters:
            self._passed -= 1
        elif letters:
            self._add(" " if self._state.in_label and letters == "\t" else letters)

    def _add(self, text: str) -> None:
        state = self._state
        if not (state.hidden or state.deleted or state.in_fonts):
            font = self._table.get(state.font)
            state.story.add(text, font.name if font else "", state.capitals)

    def _name_font(self, content: bytes) -> None:
        """Read a part of the name of the font that is defined; a semicolon ends it."""
        font = self._table.setdefault(self._state.font, Font(codec=self._codec))
        font.name = (font.name + content.decode(LATIN, "replace")).replace(";", "").strip()
        if encoding_of_font(font.name):  # the character set that such a font states is that of the machine
            font.codec, font.of_symbols = LATIN, False

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        font = self._table.get(self._state.font)
        self._add(sign_of_symbol(code) if font and font.of_symbols else chr(code))
        self._passed = self._state.stand_ins

    def _set_codepage(self, number: int | None) -> None:
        name = "utf-8" if number == 65001 else f"cp{number}"
        try:
            self._codec = codecs.lookup(name).name
        except LookupError:
            self._codec = LATIN

    def _set_charset(self, number: int | None) -> None:
        if self._state.in_fonts:
            font = self._table.setdefault(self._state.font, Font())
            font.codec, font.of_symbols = CODECS.get(number or 0, self._codec), number == SYMBOL_SET

    def _set_font(self, number: int | None) -> None:
        self._state.font = number or 0

    def _set_default_font(self, number: int | None) -> None:
        self._default = self._state.font = number or 0

    def _begin_fonts(self, _: int | None) -> None:
        self._state.in_fonts = True

    def _begin_label(self, _: int | None) -> None:
        self._state.in_label = True

    def _set_stand_ins(self, number: int | None) -> None:
        self._state.stand_ins = max(0, number or 0)

    def _set_capitals(self, number: int | None) -> None:
        self._state.capitals = number != 0

    def _set_hidden(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def _set_deleted(self, number: int | None) -> None:
        self._state.deleted = number != 0

    def _plain(self, _: int | None) -> None:
        state = self._state
        state.font, state.capitals, state.hidden, state.deleted = self._default, False, False, False

    def _pard(self, _: int | None) -> None:
        self._state.in_cell = False

    def _intbl(self, _: int | None) -> None:
        self._state.in_cell = True

    def _par(self, _: int | None) -> None:
        if not self._state.deleted:
            self._state.story.end_paragraph(in_cell=self._state.in_cell)

    def _cell(self, _: int | None) -> None:
        self._state.story.end_cell()

    def _trowd(self, _: int | None) -> None:
        self._row = RowFormat()

    def _cellx(self, number: int | None) -> None:
        self._row.edges.append(number or 0)

    def _end_row(self, _: int | None) -> None:
        self._state.story.end_row(self._row)


_ACTIONS: dict[bytes, Callable[[_Reader, int | None], None]] = {
    b"u": _Reader._unicode,
    b"uc": _Reader._set_stand_ins,
    b"ansicpg": _Reader._set_codepage,
    b"deff": _Reader._set_default_font,
    b"fonttbl": _Reader._begin_fonts,
    b"listtext": _Reader._begin_label,
    b"pntext": _Reader._begin_label,
    b"f": _Reader._set_font,
    b"fcharset": _Reader._set_charset,
    b"plain": _Reader._plain,
    b"caps": _Reader._set_capitals,
    b"v": _Reader._set_hidden,
    b"deleted": _Reader._set_deleted,
    b"pard": _Reader._pard,
    b"intbl": _Reader._intbl,
    b"par": _Reader._par,
    b"sect": _Reader._par,
    b"nestcell": _Reader._par,
    b"nestrow": _Reader._par,
    b"cell": _Reader._cell,
    b"trowd": _Reader._trowd,
    b"cellx": _Reader._cellx,
    b"row": _Reader._end_row,
}
"""What is done at a control word."""

_KNOWN = frozenset((*_ACTIONS, *LETTERS, *SKIPPED, *NOTES, *HEADERS, *KEPT, *UPRIGHT, *OTHER_BORDERS, *DRAWN, b"shptxt"))
"""The control words that matter; the others change how the text looks, not what it says."""


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode RTF. Raises SourceDamaged for a file that is cut off or nested too deep, SourceTooLarge for one of too many marks."""
    if not _recognises(data):
        return decode_misnamed(path, data, "RTF")
    text, note = write_repaired(lambda fonts: _Reader(path, data, fonts).read())
    return Decoded(text, "RTF", notes=(note,) if note else (), rank=FROM_RTF)


def _recognises(data: bytes) -> bool:
    return data[:_LEAD].lstrip().startswith(_BEGINS)


FORMAT = Format("RTF", (".rtf",), _recognises, _decode)

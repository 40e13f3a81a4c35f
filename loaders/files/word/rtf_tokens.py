r"""Divide RTF into tokens: groups, control words with their number, signs, bytes in hex, and text.

{\b \u7872?i\'ee}   ->   OPEN, WORD b, WORD u 7872, TEXT ?i, BYTES 0xEE, CLOSE
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

__all__ = ["Kind", "Token", "Tokens"]


class Kind(IntEnum):
    """What a token is."""

    OPEN = 1  # a group begins
    CLOSE = 2
    WORD = 3  # \par, \u7872
    SIGN = 4  # \~
    HEX = 5  # \'ee: a byte that counts as one letter
    TEXT = 6  # bytes as they are


class Token(NamedTuple):
    """A token: its word, sign or bytes, and the number behind a word."""

    kind: Kind
    content: bytes
    number: int | None = None


_TOKEN = re.compile(
    rb"""\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,12})?[ ]?
      | \\'(?P<hex>[0-9a-fA-F]{2})
      | \\(?P<sign>[^a-zA-Z])
      | (?P<brace>[{}])
      | (?P<text>[^\\{}\r\n]+)
      | [\r\n]+ | \\""",
    re.VERBOSE | re.DOTALL,
)
_IN_SKIPPED = re.compile(rb"[{}]|\\bin(\d{1,12})[ ]?|\\.", re.DOTALL)
_OPEN, _CLOSE = Token(Kind.OPEN, b"{"), Token(Kind.CLOSE, b"}")


class Tokens:
    """The tokens of a file, one after the other; a group that nobody needs can be skipped."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def __iter__(self) -> Iterator[Token]:
        data, match_at = self._data, _TOKEN.match
        while match := match_at(data, self._at):
            self._at = match.end()
            group = match.lastgroup
            if group == "text":
                yield Token(Kind.TEXT, match[0])
            elif group == "word":
                yield Token(Kind.WORD, match["word"])
            elif group == "number":
                if match["word"] == b"bin":
                    self._at += max(0, int(match["number"]))
                else:
                    yield Token(Kind.WORD, match["word"], int(match["number"]))
            elif group == "hex":
                yield Token(Kind.HEX, bytes.fromhex(match["hex"].decode()))
            elif group == "brace":
                yield _OPEN if match[0] == b"{" else _CLOSE
            elif group == "sign":
                yield Token(Kind.SIGN, match["sign"])

    def skip_group(self) -> None:
        """Go on right before the end of the group that is open: a picture is passed in one step."""
        depth = 1
        while match := _IN_SKIPPED.search(self._data, self._at):
            self._at = match.end()
            if match[0] == b"{":
                depth += 1
            elif match[0] == b"}":
                depth -= 1
                if not depth:
                    self._at -= 1
                    return
            elif match[1]:
                self._at += int(match[1])
        self._at = len(self._data)

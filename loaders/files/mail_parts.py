"""Take messages apart: a mail with its attachments, and a page that was saved in one file with its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["content_of", "find_header", "is_cut_off", "name_of", "parse_message", "parts_of"]

_HEADER = re.compile(rb"\s{0,10}(?P<header>(?:[!-9;-~]{1,70}:[^\n]{0,4000}\n(?:[ \t][^\n]{0,4000}\n){0,200}){1,100})")
_BOUNDARY = re.compile(rb"\bboundary\s*=", re.IGNORECASE)
_MAX_PARTS = 5_000  # lines that may begin a part: a page has some hundred pictures, a mail some dozen attachments
_MAX_LINES = 2_000_000  # a file of the largest size has half as many of the usual length
_MAX_COMPARED = 20_000_000  # lines, each of them with the boundaries of all parts around it
_LONGEST_VALUE = 4_000  # characters of a header; the time that its parameters take grows with the square


def find_header(data: bytes) -> bytes:
    """Return the header with which a message begins: names with values; empty for bytes that begin otherwise."""
    found = _HEADER.match(data[: 1 << 16])
    return found["header"] if found else b""


def parse_message(path: Path, data: bytes) -> Message:
    """Parse a message. Raises SourceTooLarge for one of too many lines or parts, SourceDamaged for one whose parts are nested too deep."""
    from email.parser import BytesParser  # takes 10 ms, which few files need
    from email.policy import Compat32

    class ShortHeaders(Compat32):
        """Reads any header, however broken, up to a length; no name of a charset may hold a NUL, nor be given in pieces."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            return name, re.sub(r"(?i)\bcharset\*[^=;]{0,9}=", "charset=", value[:_LONGEST_VALUE].replace("\0", "?"))

    lines = data.count(b"\n")
    if lines > _MAX_LINES or lines * len(_BOUNDARY.findall(data)) > _MAX_COMPARED or data.count(b"\n--") > _MAX_PARTS:
        raise SourceTooLarge(path, "a message of more lines and parts than a mail or a page has; save its documents as files")
    try:
        return BytesParser(policy=ShortHeaders()).parsebytes(data)
    except RecursionError as error:
        raise SourceDamaged(path, "a message whose parts are nested too deep; save its documents as files") from error


def parts_of(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold no other parts, in order; a message in it is taken apart too."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            waiting += [inner for inner in reversed(list(part.get_payload())) if not isinstance(inner, str)]
        else:
            yield part


def content_of(part: Message) -> bytes:
    """Return the bytes of a part, unpacked; what cannot be unpacked as it is."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def name_of(part: Message) -> str | None:
    """Return the name of the file that a part holds, in any of the spellings of mail programs; None if it has none that can be read."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    name = None
    try:
        name = part.get_filename()
        return str(make_header(decode_header(name))) if name else None
    except (LookupError, ValueError, TypeError, MessageError):
        return name  # as it is written


def is_cut_off(message: Message) -> bool:
    """Return whether a message ends before its last part does."""
    from email.errors import CloseBoundaryNotFoundDefect

    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)

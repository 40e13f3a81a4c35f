"""Read web pages that were saved in one file with their pictures (.mhtml, .mht): the page is the part that the others are for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceEmpty
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.files.mail_parts import content_of, find_header, is_cut_off, parse_message, parts_of

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["FORMAT"]

_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^(?:received|return-path|delivered-to|message-id|to):", re.IGNORECASE | re.MULTILINE)  # a mail, not a page
_PAGE = "text/html"


def _recognises(data: bytes) -> bool:
    """Return whether a file is a message of parts that belong together, and was not sent as mail."""
    header = find_header(data)
    return _RELATED.search(header) is not None and not _SENT.search(header)


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode the page. Raises the errors of HTML, and SourceDamaged for a file without a page."""
    message = parse_message(path, data)
    pages = [part for part in parts_of(message) if part.get_content_type() == _PAGE]
    if not pages:
        raise SourceDamaged(path, "holds no page; it is cut off, or no page that was saved in one file: save the page again")
    decoded = _first_with_text(path, sorted(pages, key=lambda part: not _is_root(message, part)))
    if is_cut_off(message):
        note = "the file is cut off, and the page may lack its end"
        return Decoded(decoded.text, "MHTML", notes=(*decoded.notes, note))
    return Decoded(decoded.text, "MHTML", notes=decoded.notes)


def _is_root(message: Message, part: Message) -> bool:
    """Return whether a message names a part as the one to begin with; without a name it is the first."""
    start = message.get_param("start")
    return bool(start) and part.get("Content-ID") == start


def _first_with_text(path: Path, pages: list[Message]) -> Decoded:
    """Decode the first page that has text: that of a frame, if the page of frames has none."""
    from danchieu.loaders.files.web.document import decode_page

    empty = None
    for page in pages:
        try:
            return decode_page(path, content_of(page), charset=page.get_content_charset())
        except SourceEmpty as error:
            empty = empty or error
    raise empty or SourceEmpty(path, "holds no page with text")


FORMAT = Format("MHTML", (".mhtml", ".mht"), _recognises, _decode)

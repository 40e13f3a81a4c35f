"""List the entries of a mail: its attachments, and its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge
from danchieu.loaders.files.charsets import decode_as
from danchieu.loaders.files.entries import Contents, Entry
from danchieu.loaders.files.mail_parts import content_of, find_header, is_cut_off, name_of, parse_message, parts_of
from danchieu.loaders.files.names import number_name

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["is_mail", "list_mail"]

_SENT = re.compile(rb"^(?:received|return-path|delivered-to|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_SHOWN = re.compile(rb"""\bcid:(?P<id>[^"'\s>)]{1,1000})""", re.IGNORECASE)
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_WORDS = {"text/plain": "message.txt", "text/html": "message.html"}  # the words of a mail, the better form first

_ENDINGS = {  # of attachments whose name has none; the tables of the system differ
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
}


def is_mail(data: bytes) -> bool:
    """Return whether a file begins with the header of a mail."""
    header = find_header(data)
    return _FROM.search(header) is not None and _SENT.search(header) is not None


@contextmanager
def list_mail(path: Path, data: bytes, most: int, most_bytes: int) -> Iterator[Contents]:
    """List the attachments of a mail, and of mails in it. Raises SourceTooLarge or SourceDamaged."""
    message = parse_message(path, data)
    parts = list(parts_of(message))
    if len(parts) > most:
        raise SourceTooLarge(path, f"holds {len(parts):,} parts, more than {most:,}; save its documents as files")
    shown = _shown(parts)
    taken = [part for part in parts if _is_attached(part) and _content_id(part) not in shown]
    names = [_name(part, number) for number, part in enumerate(taken, start=1)]
    words = _words(parts)
    damage = SourceDamaged(path, "is cut off; save the mail again") if is_cut_off(message) else None
    yield Contents(_entries(names, taken), damage, _entries([_WORDS[part.get_content_type()] for part in words], words))


def _entries(names: Sequence[str], parts: Sequence[Message]) -> list[Entry]:
    named = zip(_distinct(names), parts, strict=True)
    return [Entry(name, len(str(part.get_payload())), partial(_content, part)) for name, part in named]


def _is_attached(part: Message) -> bool:
    """Return whether a part is a file, not words of the mail."""
    return part.get_content_disposition() == "attachment" or name_of(part) is not None or part.get_content_maintype() != "text"


def _shown(parts: Sequence[Message]) -> set[str]:
    """Return what the pages of a mail call the pictures that they show: the logo below a name."""
    pages = (content_of(part) for part in parts if part.get_content_type() == "text/html" and not _is_attached(part))
    return {unquote(found["id"].decode("ascii", "replace")) for page in pages for found in _SHOWN.finditer(page)}


def _content_id(part: Message) -> str | None:
    """Return what a page of the mail may call a picture; None for another part."""
    return str(part.get("Content-ID", "")).strip(" <>\r\n\t") if part.get_content_maintype() == "image" else None


def _words(parts: Sequence[Message]) -> list[Message]:
    """Return the words of a mail in the better of the forms that it has."""
    for form in _WORDS:
        if words := [part for part in parts if not _is_attached(part) and part.get_content_type() == form and content_of(part).strip()]:
            return words
    return []


def _name(part: Message, number: int) -> str:
    """Return the name of an attachment, with the ending of its type if it has none; one without a name is numbered."""
    name = name_of(part) or f"attachment-{number}"
    return name if PurePath(name).suffix else name + _ENDINGS.get(part.get_content_type(), "")


def _distinct(names: Sequence[str]) -> list[str]:
    """Number the names that occur again: two attachments of one mail may have the same name, and a third a number."""
    written, seen = set(names), set[str]()
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    distinct = []
    for name in names:
        distinct.append(next(again for again in number_name(name, numbers[name]) if again not in written) if name in seen else name)
        seen.add(name)
    return distinct


def _content(part: Message) -> bytes:
    """Return the bytes of a part; words of the mail in UTF-8, since only its header says their charset."""
    content = content_of(part)
    if _is_attached(part):
        return content
    text = decode_as(part.get_content_charset("utf-8"), content)
    return content if text is None else text.encode()

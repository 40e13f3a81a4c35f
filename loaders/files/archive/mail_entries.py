"""List the entries of a mail: its attachments, or its own words if it has none that is a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge
from danchieu.loaders.files.charsets import decode_as
from danchieu.loaders.files.entries import Contents, Entry
from danchieu.loaders.files.mail_parts import content_of, find_header, is_cut_off, name_of, parse_message, parts_of

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["is_mail", "list_mail"]

_SENT = re.compile(rb"^(?:received|return-path|delivered-to|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_NO_DOCUMENT = ("image/", "audio/", "video/", "text/calendar", "application/pkcs7-", "application/pgp-", "message/")
_BODIES = {"text/plain": "message.txt", "text/html": "message.html"}  # the words of a mail, the better form first

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
    attached = [part for part in parts if _is_attached(part)]
    if not any(_may_be_document(part) for part in attached):
        attached += _body(parts)
    damage = SourceDamaged(path, "is cut off; save the mail again") if is_cut_off(message) else None
    paths = _distinct([_path(part, number) for number, part in enumerate(attached, start=1)])
    yield Contents(
        [Entry(name, len(str(part.get_payload())), partial(_content, part)) for name, part in zip(paths, attached, strict=True)], damage
    )


def _is_attached(part: Message) -> bool:
    """Return whether a part is a file, not words of the mail or a picture in them."""
    return part.get_content_disposition() == "attachment" or name_of(part) is not None or part.get_content_maintype() != "text"


def _may_be_document(part: Message) -> bool:
    return not part.get_content_type().startswith(_NO_DOCUMENT)


def _body(parts: Sequence[Message]) -> list[Message]:
    """Return the words of a mail in the better of the forms that it has."""
    for form in _BODIES:
        if bodies := [part for part in parts if not _is_attached(part) and part.get_content_type() == form and content_of(part).strip()]:
            return bodies
    return []


def _path(part: Message, number: int) -> str:
    """Return the name of an attachment, with the ending of its type if it has none; one without a name is numbered."""
    form = part.get_content_type()
    if not _is_attached(part):
        return _BODIES[form]
    name = name_of(part) or f"attachment-{number}"
    return name if PurePath(name).suffix else name + _ENDINGS.get(form, "")


def _distinct(names: Sequence[str]) -> list[str]:
    """Number the names that occur again: two attachments of one mail may have the same name."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(f"({seen[name]}) {name}" if seen[name] > 1 else name)
    return distinct


def _content(part: Message) -> bytes:
    """Return the bytes of a part; words of the mail in UTF-8, since only its header says their charset."""
    content = content_of(part)
    if _is_attached(part):
        return content
    text = decode_as(part.get_content_charset("utf-8"), content)
    return content if text is None else text.encode()

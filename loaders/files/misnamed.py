"""Decode a file that is not of the format that its name says: plain text, or nothing that can be read."""

from __future__ import annotations

from pathlib import Path

from danchieu.loaders.errors import SourceDamaged, SourceNotText, SourceUnsupported
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.files.plain import decode_text

__all__ = ["decode_misnamed"]

_WORD_XML = (b'<?mso-application progid="Word.Document"?>', b"<pkg:package")  # Word's own XML, one file of tags
_BEGINNING = 2_000  # bytes that show it


def decode_misnamed(path: Path, data: bytes, named: str) -> Decoded:
    """Decode a file as plain text that is not what it is named, as "a Word document (.docx)".

    Raises SourceDamaged for one that is no text, SourceUnsupported for one of Word's XML.
    """
    if any(sign in data[:_BEGINNING] for sign in _WORD_XML):
        raise SourceUnsupported(path, "is a document as one XML file; open it in Word and save it as .docx")
    try:
        return decode_text(path, data)
    except SourceNotText as error:
        raise SourceDamaged(
            path, f"is neither {named} nor text: its first bytes are {data[:8]!r}; copy it again from where it came"
        ) from error

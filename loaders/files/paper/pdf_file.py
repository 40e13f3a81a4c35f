"""Open a PDF that can be trusted not to fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files.paper.pdf_streams import refuse_bombs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["open_pdf"]

_MOST_PAGES = 3_000  # the longest laws with all their annexes have a few hundred
_WRONG_PASSWORD = 4  # the code of pdfium


@contextmanager
def open_pdf(path: Path, data: bytes) -> Iterator[PdfDocument]:
    """Open a document, and close it with all its pages. Raises SourceDamaged, SourceTooLarge, SourceUnsupported without pdfium."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise SourceUnsupported(path, "PDF is read with pypdfium2, which is not installed: pip install pypdfium2") from error
    refuse_bombs(path, data)
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            raise SourceDamaged(path, "is encrypted with a password; save it without one") from error
        raise SourceDamaged(path, "is no PDF that can be opened: cut off, or damaged; get the file again") from error
    try:
        if len(document) > _MOST_PAGES:
            raise SourceTooLarge(
                path, f"has {len(document):,} pages, more than the {_MOST_PAGES:,} of one document; split it into its documents"
            )
        yield document
    finally:
        document.close()

"""Says whether an extra of danchieu is installed: a file of which it would have read more is read again when it is."""

from __future__ import annotations

from importlib.util import find_spec

from danchieu.loaders.files.paper import ocr

__all__ = ["DOC", "OCR", "is_installed"]

DOC, OCR = "doc", "ocr"


def is_installed(extra: str) -> bool:
    """Return whether an extra is installed, with the data that it takes. One that this danchieu does not know is not."""
    if extra == DOC:
        return find_spec("doc2docx") is not None
    return extra == OCR and ocr.missing() is None

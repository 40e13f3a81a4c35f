"""Says whether an extra of danchieu is installed: a file of which it would have read more is read again when it is."""

from __future__ import annotations

from danchieu.loaders.files.paper import ocr

__all__ = ["OCR", "is_installed"]

OCR = "ocr"

_MISSING = {OCR: ocr.missing}


def is_installed(extra: str) -> bool:
    """Return whether an extra is installed, with the data that it takes. One that this danchieu does not know is not."""
    missing = _MISSING.get(extra)
    return missing is not None and missing() is None

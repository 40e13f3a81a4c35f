"""Draws a page of the file that a document was read from, if the file is still there as it was read."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import streamlit as st

__all__ = ["draw_page"]

_SCALE = 1.6  # to 72 dots an inch: readable, and soon drawn
_MOST = 64 << 20  # bytes of a file


@st.cache_data(show_spinner=False, max_entries=50)
def draw_page(path: str, sha256: str, page: int) -> bytes | None:
    """Return a page, from 1, as PNG; None if there is no such file, or its bytes are not those with this digest, or it has no such page."""
    try:
        file = Path(path)
        data = file.read_bytes() if file.is_file() and file.stat().st_size <= _MOST else b""
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != sha256:
        return None
    return _draw_pdf(data, page) if data.startswith(b"%PDF") else _draw_picture(data, page)


def _draw_pdf(data: bytes, page: int) -> bytes | None:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if page > len(document):
            return None
        picture = io.BytesIO()
        document[page - 1].render(scale=_SCALE).to_pil().save(picture, "PNG")
        return picture.getvalue()


def _draw_picture(data: bytes, page: int) -> bytes | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            image.seek(page - 1)
            picture = io.BytesIO()
            image.convert("RGB").save(picture, "PNG")
            return picture.getvalue()
    except (UnidentifiedImageError, EOFError, OSError):
        return None

"""Draws a page of the file that a document was read from, once for all who look at it. The only module of dashboards with a reader."""

from __future__ import annotations

from threading import Lock

import streamlit as st

from danchieu.loaders.errors import SourceMissing
from danchieu.loaders.originals import draw_original
from danchieu.loaders.workers import Limits

__all__ = ["SourceMissing", "draw_page"]

_drawing = Lock()  # one process draws


@st.cache_data(show_spinner=False, max_entries=50)
def draw_page(path: str, sha256: str, page: int, seconds: float, megabytes: float) -> bytes:
    """Return a page, from 1, as PNG; drawing it may take so much time and memory.

    Raises SourceMissing if the file is no longer there as it was read, and other SourceErrors if it cannot be drawn.
    """
    with _drawing:
        return draw_original(path, sha256, page, limits=Limits(seconds, megabytes))

"""Suggests names that are spelled like an unknown one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

__all__ = ["nearest"]

_ZEROS = re.compile(r"^0*(\d)(?!\d)")  # of a number of one digit


def nearest(text: str, known: Iterable[str], *, shown: Callable[[str], str] = str) -> str:
    """Return a question with up to three similar names, as they are to be shown, or nothing; 5-CT/TU is compared as 05-CT/TU.

    >>> nearest("cited_bi", ["cites", "cited_by"])
    " (did you mean 'cited_by' or 'cites'?)"
    """
    names = {_ZEROS.sub(r"0\1", name): name for name in sorted(set(known))}
    close = [names[name] for name in difflib.get_close_matches(_ZEROS.sub(r"0\1", text), names, n=3, cutoff=0.6)]
    return f" (did you mean {' or '.join(repr(shown(name)) for name in close)}?)" if close else ""

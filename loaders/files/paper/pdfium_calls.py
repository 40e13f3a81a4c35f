"""Call functions of pdfium with plain addresses, for what is asked of each word and each drawn object of a page.

pypdfium2 makes an object for each pointer that goes in or comes out; without it such a call takes half as long.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from typing import Any

__all__ = ["find_objects", "read_boxes"]

_BOX = 4 * ctypes.sizeof(ctypes.c_float)  # left, top, right, bottom


def read_boxes(textpage: Any, places: Sequence[int]) -> list[float]:
    """Return the sides of the boxes of letters, one behind the other: left, top, right, bottom, left and so on."""
    sides = (ctypes.c_float * (4 * len(places)))()
    begin = ctypes.addressof(sides)
    read = _bind("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    deque(map(read, repeat(_address(textpage)), places, range(begin, begin + _BOX * len(places), _BOX)), maxlen=0)
    return sides[:]


def find_objects(page: Any, kind: int) -> list[Any]:
    """Return the objects of a kind that are drawn on a page."""
    from pypdfium2 import raw

    get = _bind("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    kind_of = _bind("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
    count = raw.FPDFPage_CountObjects(page)
    objects = list(map(get, repeat(_address(page), count), range(count)))
    return [ctypes.cast(drawn, raw.FPDF_PAGEOBJECT) for drawn, its in zip(objects, map(kind_of, objects), strict=True) if its == kind]


def _address(pointer: Any) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value


@cache
def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium, called as the system calls it, with other types than in pypdfium2."""
    from pypdfium2 import raw

    function = getattr(raw, name)
    bound: Any = type(function)(_address(function))
    bound.restype, bound.argtypes = result, arguments
    return bound  # type: ignore[no-any-return]  # ctypes does not tell

"""Turn the image of a page that was laid askew on the scanner, so that its lines are level."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["find_skew", "level"]

_WIDTH = 640  # pixels to which an image is reduced: lines of text are still apart
_MOST, _COARSE, _FINE = 6.0, 0.5, 0.1  # degrees: the largest angle that is looked for, and the steps of two searches
_DARK = 0.7  # of the brightness of the paper: what is darker is ink
_LEVEL = 0.15  # degrees, which do not disturb the engine


def level(grey: Image) -> Image:
    """Return an image in grey turned as far as its lines are askew."""
    from PIL.Image import Resampling

    angle = find_skew(grey)
    return grey.rotate(angle, resample=Resampling.BICUBIC, fillcolor=255) if abs(angle) > _LEVEL else grey


def find_skew(grey: Image) -> float:
    """Return by how many degrees the lines of an image fall to the right.

    Of all angles it is the one along which ink lies in the fewest rows: the sum of the squares of what is in each is largest.
    """
    import numpy as np

    high = max(1, round(grey.height * _WIDTH / grey.width))
    pixels = np.asarray(grey.resize((_WIDTH, high)))
    down, across = np.nonzero(pixels < _DARK * np.median(pixels))

    def gathered(angle: float) -> float:
        rows = np.rint(down - across * np.tan(np.radians(angle))).astype(int)
        return float(np.square(np.bincount(rows - rows.min()).astype(float)).sum())

    if not down.size:
        return 0.0
    coarse = max(np.arange(-_MOST, _MOST + _COARSE, _COARSE), key=gathered)
    return float(max(np.arange(coarse - _COARSE, coarse + _COARSE, _FINE), key=gathered))

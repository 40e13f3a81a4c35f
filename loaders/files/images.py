"""Decode pictures of pages by OCR: PNG, JPEG, and TIFF with one page or several."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files import ocr
from danchieu.loaders.files.formats import Decoded, Format
from danchieu.loaders.files.pages import decode_sheets

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

__all__ = ["FORMAT"]

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")  # PNG, JPEG, TIFF in either order of bytes
_READ = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 80_000_000  # of a page: A3 at 600 dpi has 70 million; unpacked they take 210 MB
_MOST_PAGES = 300
_TRUSTED = (100, 1200)  # dpi that a picture may state: cameras and screens state 72 or 96, whatever is shown
_LONG_SIDE = 11.7  # inches of a page of A4, for a picture that does not state its resolution
_ENLARGED = 3.0  # how much larger a picture is made at most
_NEAR = (0.8, 1.3)  # a picture that would change its size by less stays as it is


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode a picture. Raises SourceDamaged, SourceTooLarge, and SourceUnsupported if OCR is missing."""
    if missing := ocr.missing():
        raise SourceUnsupported(path, f"is a picture of a page; {missing}")
    try:
        with _opened(path, data) as picture:
            sheets = [ocr.recognise(page, ocr.BEST_DPI) for page in _pages(path, picture)]
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for a damaged picture
        raise SourceDamaged(path, f"is a picture that is cut off or damaged ({error}); get the file again") from error
    return decode_sheets(sheets, recognised=range(1, len(sheets) + 1), reader="OCR")


def _opened(path: Path, data: bytes) -> ImageFile:
    """Open a picture. Raises SourceTooLarge, and what Pillow raises."""
    from PIL import Image

    with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
        try:
            return Image.open(io.BytesIO(data), formats=_READ)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise _too_large(path) from error


def _pages(path: Path, picture: ImageFile) -> Iterator[Image]:
    """Yield the pages of a picture upright, with about the resolution that is read best."""
    from PIL import ImageOps, ImageSequence

    if getattr(picture, "n_frames", 1) > _MOST_PAGES:
        raise SourceTooLarge(path, f"has more than {_MOST_PAGES} pages; split it into its documents")
    for page in ImageSequence.Iterator(picture):
        if page.width * page.height > _MOST_PIXELS:
            raise _too_large(path)
        yield _scaled(ImageOps.exif_transpose(page))


def _too_large(path: Path) -> SourceTooLarge:
    return SourceTooLarge(path, f"has a page of more than {_MOST_PIXELS / 1e6:.0f} million pixels; scan it with 200 to 300 dpi")


def _scaled(page: Image) -> Image:
    """Return a page with the resolution that is read best, unless it is near it."""
    stated = float(page.info.get("dpi", (0, 0))[0])
    dpi = stated if _TRUSTED[0] <= stated <= _TRUSTED[1] else max(page.size) / _LONG_SIDE
    scale = min(ocr.BEST_DPI / dpi, _ENLARGED)
    if _NEAR[0] < scale < _NEAR[1]:
        return page
    smooth = page if page.mode in ("L", "RGB") else page.convert("L" if page.mode == "1" else "RGB")
    return smooth.resize((max(1, round(page.width * scale)), max(1, round(page.height * scale))))


def _recognises(data: bytes) -> bool:
    return data.startswith(_MARKS)


FORMAT = Format("picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff"), _recognises, _decode)

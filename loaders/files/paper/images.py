"""Decode pictures of pages by OCR: PNG, JPEG, and TIFF with one page or several."""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.loaders.errors import SourceDamaged, SourceMissing, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files.formats import SEEN_DPI, Decoded, Format
from danchieu.loaders.files.paper import ocr
from danchieu.loaders.files.paper.pages import decode_sheets

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

__all__ = ["FORMAT"]

_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")  # PNG, JPEG, TIFF in either order of bytes
_LONG_SIDE = 11.7  # inches of a page of A4, for a picture that does not state its resolution
_SEEN = round(SEEN_DPI * _LONG_SIDE)  # pixels of the longer side of a page that is drawn
_READ = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 80_000_000  # of a page: A3 at 600 dpi has 70 million; unpacked they take 210 MB
_MOST_PAGES = 300
_TRUSTED = (100, 1200)  # dpi that a picture may state: cameras and screens state 72 or 96, whatever is shown
_ENLARGED = 3.0  # how much larger a picture is made at most
_NEAR = (0.8, 1.3)  # a picture that would change its size by less stays as it is


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode a picture. Raises SourceDamaged, SourceTooLarge, and SourceUnsupported if OCR is missing."""
    if missing := ocr.missing():
        raise SourceUnsupported(path, f"is a picture of a page; {missing}")
    with _opened(path, data) as picture:
        until, sheets = time.monotonic() + ocr.MOST_SECONDS, []
        for page in _pages(path, picture):
            if time.monotonic() > until:
                raise SourceTooLarge(path, f"takes longer than {ocr.MOST_SECONDS / 3600:g} hours to recognise; split it into its documents")
            sheets.append(ocr.recognise(_scaled(page), ocr.BEST_DPI))
    return decode_sheets(sheets, recognised=range(1, len(sheets) + 1), reader="OCR")


def _draw(path: Path, data: bytes, page: int) -> Image:
    """Draw a page, from 1. Raises SourceMissing if there is none with that number, SourceDamaged, SourceTooLarge."""
    with _opened(path, data) as picture:
        try:
            picture.seek(page - 1)
        except EOFError as error:
            raise SourceMissing(path, f"has no page {page}") from error
        image = _upright(path, picture).convert("RGB")
        image.thumbnail((_SEEN, _SEEN))
        return image


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[ImageFile]:
    """Open a picture. Raises SourceTooLarge, and SourceDamaged, also for what Pillow raises while the picture is read."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            opened = Image.open(io.BytesIO(data), formats=_READ)
        with opened:
            yield opened
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(path) from error
    except TimeoutError as error:
        raise SourceDamaged(path, f"{error}; get the file again") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise SourceDamaged(path, "is a picture that is cut off or damaged; get the file again") from error


def _pages(path: Path, picture: ImageFile) -> Iterator[Image]:
    """Yield the pages of a picture upright."""
    from PIL import ImageSequence

    if getattr(picture, "n_frames", 1) > _MOST_PAGES:
        raise SourceTooLarge(path, f"has more than {_MOST_PAGES} pages; split it into its documents")
    for page in ImageSequence.Iterator(picture):
        yield _upright(path, page)


def _upright(path: Path, page: Image) -> Image:
    """Return a page as it is held, on white paper if its own is transparent. Raises SourceTooLarge."""
    from PIL import Image, ImageOps

    if page.width * page.height > _MOST_PIXELS:
        raise _too_large(path)
    page = ImageOps.exif_transpose(page)
    if not page.has_transparency_data:
        return page
    drawn = page.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB")


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


FORMAT = Format("picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff"), _recognises, _decode, _draw)

"""Test that scans are read by OCR: clean, askew, stamped, on their side; in PDF files and as pictures."""

from __future__ import annotations

import io
import math
import random
import struct
import sys
import textwrap
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pdf_files import HEIGHT, WIDTH, Page, write_pdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from danchieu.loaders import workers
from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceError, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files import as_source, decode
from danchieu.loaders.files.paper import ocr
from danchieu.loaders.files.paper.skew import find_skew
from danchieu.loaders.head.read_head import read_head
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/dejavu-serif-fonts/DejaVuSerif.ttf",
    "/Library/Fonts/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)
FONT = next((name for name in FONTS if Path(name).is_file()), None)
needs_engine = pytest.mark.skipif(ocr.missing() is not None or FONT is None, reason=ocr.missing() or "no font with Vietnamese letters")

DPI = 200
RED, PAPER, INK = (200, 30, 40), (246, 244, 238), (30, 30, 36)
TASKS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số quốc gia;",
    "1. Tiếp tục thực hiện Chỉ thị số 27/CT-TTg ngày 20/6/2025 của Thủ tướng Chính phủ, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ"
    " Chính trị và Kết luận số 126-KL/TW ngày 14/02/2025 của Ban Chấp hành Trung ương.",
    "2. Rà soát Thông tư số 05/2025/TT-BNV ngày 11/4/2025 của Bộ Nội vụ, Quyết định số 12/2020/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân"
    " dân thành phố và Kế hoạch số 165/KH-UBND ngày 21/11/2025.",
    "3. Bãi bỏ Công văn số 6676/BYT-CDS ngày 01/8/2024 của Bộ Y tế, Nghị quyết số 37/2025/NQ-HĐND ngày 18/11/2025 của Hội đồng nhân dân"
    " thành phố Huế và Quy định số 379-QĐ/TW ngày 06/11/2025 của Ban Bí thư.",
    "4. Báo cáo kết quả thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị, Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp"
    " hành Trung ương, Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ và Thông báo số 81-TB/TW ngày 18/4/2025 của Ban Bí thư.",
    "5. Sơ kết Quyết định số 131/QĐ-TTg ngày 25/01/2022, Nghị quyết số 71/NQ-CP ngày 01/4/2025, Hướng dẫn số 45-HD/BTCTW ngày 20/11/2025"
    " của Ban Tổ chức Trung ương và Kế hoạch số 310/KH-UBND ngày 24/11/2025 của Ủy ban nhân dân thành phố.",
)


def draw(lines: Sequence[tuple[float, float, str]], dpi: int = DPI, size: float = 13) -> Image.Image:
    """Draw a page of A4 with some words, each at its place in points."""
    assert FONT
    scale = dpi / 72
    image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), PAPER)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, round(size * scale))
    for left, top, words in lines:
        pen.text((left * scale, top * scale), words, fill=INK, font=font)
    return image


def page(dpi: int = DPI) -> Image.Image:
    """Draw a page full of citations."""
    rows = [line for text in TASKS for line in textwrap.wrap(text, 60)]
    return draw([(65, 90 + 19 * number, words) for number, words in enumerate(rows)], dpi, size=11.5)


def stamp(image: Image.Image) -> Image.Image:
    """Press a round red stamp on a page, over its text."""
    pen, radius = ImageDraw.Draw(image), image.width // 7
    across, down = image.width * 0.6, image.height * 0.55
    for inner in (0, 0.06, 0.3):
        reach = radius * (1 - inner)
        pen.ellipse((across - reach, down - reach, across + reach, down + reach), outline=RED, width=radius // 30)
    star = [(across + radius / 3 * math.sin(turn * 0.8 * math.pi), down - radius / 3 * math.cos(turn * 0.8 * math.pi)) for turn in range(5)]
    pen.polygon(star, outline=RED)
    return image


def scan(image: Image.Image, skew: float = 0) -> Image.Image:
    """Lay a page on the scanner."""
    grain = Image.frombytes("L", image.size, random.Random(1).randbytes(image.width * image.height)).convert("RGB")
    laid = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    return Image.blend(laid, grain, 0.08).filter(ImageFilter.GaussianBlur(0.6))


def black_and_white(image: Image.Image) -> Image.Image:
    """Return a scan as fax machines store it."""
    return image.convert("L").convert("1", dither=Image.Dither.NONE)


def encoded(image: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, name, **options)
    return data.getvalue()


def scanned_pdf(*images: Image.Image) -> bytes:
    """Return a PDF of scanned pages behind a page of text."""
    first = Page()
    first.text(70, 100, TASKS[0][:60])
    pages = [first]
    for image in images:
        pages.append(Page())
        pages[-1].picture(encoded(image), *image.size)
    return write_pdf(pages)


def cited(text: str) -> Counter[str]:
    return Counter(citation.key for citation in read(source_text(text)).citations)


def share_found(text: str) -> float:
    """Return the share of the citations of the page that a text has."""
    expected = cited("\n".join(TASKS))
    return (expected & cited(text)).total() / expected.total()


@needs_engine
@pytest.mark.parametrize(
    ("image", "least"),
    [
        pytest.param(lambda: scan(page()), 0.95, id="clean"),
        pytest.param(lambda: scan(page(150)), 0.9, id="150 dpi"),
        pytest.param(lambda: scan(page(300)), 0.9, id="300 dpi"),
        pytest.param(lambda: scan(stamp(page()), 2), 0.85, id="askew, with a stamp"),
        pytest.param(lambda: scan(stamp(page()), -2), 0.85, id="askew to the other side"),
        pytest.param(lambda: scan(page()).rotate(180), 0.95, id="upside down"),
    ],
)
def test_citations_of_a_scan_are_found(image: Callable[[], Image.Image], least: float) -> None:
    decoded = decode(Path("a.pdf"), scanned_pdf(image()))
    assert (decoded.reader, decoded.notes) == ("PDF (OCR)", ("page 2 was recognised by OCR",))
    assert share_found(decoded.text[decoded.pages[1] :]) >= least


@needs_engine
def test_letterhead_of_a_scan_is_read() -> None:
    lines = [
        *((80, 60, "ỦY BAN NHÂN DÂN"), (68, 78, "TỈNH ĐỒNG NAI"), (80, 110, "Số: 165/KH-UBND")),
        *((270, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (310, 78, "Độc lập - Tự do - Hạnh phúc")),
        *((300, 110, "Đồng Nai, ngày 21 tháng 11 năm 2025"), (260, 160, "KẾ HOẠCH"), (210, 178, "về công tác văn thư")),
        *((100, 220, TASKS[1][:62]), (70, 238, TASKS[1][62:])),
    ]
    head = read_head(as_source(decode(Path("a.png"), encoded(scan(draw(lines, size=11), 1), "PNG")), path="", sha256=""))
    assert (str(head.symbol), str(head.issued_on), head.place, head.type) == ("165/KH-UBND", "2025-11-21", "Đồng Nai", "Kế hoạch")
    assert head.letterhead == ("ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG NAI")


@needs_engine
@pytest.mark.parametrize(
    ("name", "data", "least"),
    [
        ("a.png", lambda: encoded(scan(page()), "PNG"), 0.95),
        ("a.jpg", lambda: encoded(scan(page(300)), "JPEG", dpi=(300, 300), quality=90), 0.9),
        ("a.txt", lambda: encoded(scan(page()).convert("L"), "TIFF", compression="tiff_lzw"), 0.95),
        ("a.tif", lambda: encoded(black_and_white(scan(page(300))), "TIFF", compression="group4", dpi=(300, 300)), 0.8),
        ("a.png", lambda: encoded(scan(page()).rotate(90, expand=True), "PNG"), 0.9),
        ("a.png", lambda: encoded(scan(page()).rotate(270, expand=True), "PNG"), 0.9),
    ],
    ids=["png", "jpg", "grey tif with another ending", "black and white tif", "on its left side", "on its right side"],
)
def test_pictures_are_read(name: str, data: Callable[[], bytes], least: float) -> None:
    decoded = decode(Path(name), data())
    assert (decoded.reader, decoded.pages, decoded.notes) == ("OCR", (0,), ("page 1 was recognised by OCR",))
    assert share_found(decoded.text) >= least


@needs_engine
def test_picture_of_several_pages_is_read() -> None:
    pages = [black_and_white(scan(draw([(70, 100, words), (70, 120, words)], 150))) for words in (TASKS[0][:50], TASKS[1][:50])]
    decoded = decode(Path("a.tif"), encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(150, 150)))
    assert decoded.notes == ("pages 1-2 were recognised by OCR",)
    assert [decoded.text[offset:][:6] for offset in decoded.pages] == ["Căn cứ", "Căn cứ"]


@needs_engine
def test_each_scan_shows_life(monkeypatch: pytest.MonkeyPatch) -> None:
    signs: list[None] = []
    monkeypatch.setattr(workers, "show_life", lambda: signs.append(None))
    decode(Path("a.pdf"), scanned_pdf(*[draw([(70, 100, TASKS[0][:60])], 100)] * 3))
    assert len(signs) == 3


@needs_engine
def test_drawing_without_end_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_MOST_TIME", 1)
    decoded = decode(Path("a.pdf"), scanned_pdf(page()))
    assert decoded.notes == ("page 2 was not read, being damaged or overloaded",)
    with pytest.raises(SourceDamaged, match="recognising a page takes longer"):
        decode(Path("a.png"), encoded(page(), "PNG"))


@needs_engine
def test_scans_that_take_too_long_together_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_SECONDS", 0)
    decoded = decode(Path("a.pdf"), scanned_pdf(page(), page()))
    assert decoded.notes == ("pages 2-3 were not read, being scans behind 0 hours of others; split the file",)


def png(wide: int, high: int) -> bytes:
    """Return a PNG that says to be of some size."""
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1 << 16)))


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@needs_engine
@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(lambda: png(60_000, 60_000), SourceTooLarge, "million pixels", id="bomb"),
        pytest.param(lambda: png(9_200, 9_200), SourceTooLarge, "million pixels", id="large"),
        pytest.param(lambda: encoded(page())[:2_000], SourceDamaged, "cut off or damaged", id="cut off"),
        pytest.param(lambda: b"\xff\xd8\xff" + bytes(200), SourceDamaged, "cut off or damaged", id="junk"),
        pytest.param(
            lambda: encoded(Image.effect_noise((800, 600), 90).convert("RGB")),
            SourceEmpty,
            "shows no words that can be read",
            id="no words",
        ),
    ],
)
def test_picture_is_refused(data: Callable[[], bytes], error: type[SourceError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        decode(Path("a.png"), data())


@pytest.fixture
def no_memory_of_the_engine() -> None:
    ocr.missing.cache_clear()


@pytest.mark.usefixtures("no_memory_of_the_engine")
def test_missing_engine_is_said(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(ocr.missing.cache_clear)
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(SourceUnsupported, match=r"the extra ocr: pip install tesserocr.*apt-get install tesseract-ocr-vie"):
        decode(Path("a.png"), png(10, 10))


@needs_engine
@pytest.mark.usefixtures("no_memory_of_the_engine")
def test_missing_data_are_said(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(ocr.missing.cache_clear)
    monkeypatch.setattr(ocr, "_find_data", lambda: None)
    with pytest.raises(SourceUnsupported, match=r"vie\.traineddata.*apt-get install tesseract-ocr-vie"):
        decode(Path("a.png"), png(10, 10))


@pytest.mark.parametrize("skew", [-4.0, -2.0, -0.5, 0.0, 1.0, 3.0])
def test_skew_is_found(skew: float) -> None:
    image = Image.new("L", (1654, 2339), 240)
    for row in range(200, 2100, 60):
        ImageDraw.Draw(image).rectangle((200, row, 1450, row + 20), fill=30)
    assert find_skew(image.rotate(skew, fillcolor=240)) == pytest.approx(-skew, abs=0.15)


def test_skew_of_an_empty_page_is_none() -> None:
    assert find_skew(Image.new("L", (600, 800), 240)) == 0


@needs_engine
def test_picture_on_transparent_paper_is_read() -> None:
    drawn = draw([(70, 100, TASKS[0][:60])], 150)
    picture = Image.new("RGBA", drawn.size)
    picture.putalpha(ImageOps.invert(drawn.convert("L")))
    assert decode(Path("a.png"), encoded(picture, "PNG")).text.startswith("Căn cứ Luật Tổ chức")


@needs_engine
def test_what_seems_written_by_hand_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SURE", 101)  # per cent
    decoded = decode(Path("a.png"), encoded(draw([(70, 100, "Số: 219 /KH-UBND"), (70, 140, TASKS[0][:60])])))
    assert "Số: /KH-UBND" in decoded.text
    assert any("read without a number or day that seems written by hand" in note for note in decoded.notes)

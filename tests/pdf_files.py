"""Write PDF files for tests: words, rules and pictures at given places. Heights count downwards from the top of the page.

The font is not embedded; it says which letters its codes are, and all are half as wide as high, which is all that a reader needs.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

__all__ = ["HEIGHT", "WIDTH", "Page", "assemble", "encrypt", "flate", "objects_of", "width", "write_pdf"]

WIDTH, HEIGHT = 595, 842
LETTER = 0.5  # of the size of the letters: their width

Objects = dict[int, bytes]

_BLOCKS = (0x00, 0x01, 0x02, 0x03, 0x1E, 0x20, 0xE0)  # upper bytes of the letters that are drawn
_RANGES = "\n".join(f"<{block:02x}00> <{block:02x}ff> <{block:02x}00>" for block in _BLOCKS)
_CODES = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Identity /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{len(_BLOCKS)} beginbfrange
{_RANGES}
endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass
class Page:
    """A page that is drawn in the order of the calls."""

    drawn: list[str] = field(default_factory=list)
    pictures: list[tuple[bytes, int, int]] = field(default_factory=list)
    fields: list[tuple[float, float, float, str]] = field(default_factory=list)  # left, top, size, words
    rotate: int = 0

    def text(self, left: float, top: float, words: str, *, size: float = 13, matrix: str = "1 0 0 1") -> float:
        """Draw words on a line and return where they end."""
        self.drawn.append(f"BT /F1 {size} Tf {matrix} {left} {HEIGHT - top} Tm <{words.encode('utf-16-be').hex()}> Tj ET")
        return left + width(words, size)

    def centred(self, middle: float, top: float, words: str, *, size: float = 13) -> None:
        self.text(middle - width(words, size) / 2, top, words, size=size)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self.drawn.append(f"{left} {HEIGHT - top} m {right} {HEIGHT - bottom} l S")

    def area(self, left: float, top: float, right: float, bottom: float, grey: float) -> None:
        """Fill a rectangle: 0 is black, 1 is white."""
        self.drawn.append(f"{grey} g {left} {HEIGHT - bottom} {right - left} {bottom - top} re f 0 g")

    def picture(self, jpeg: bytes, wide: int, high: int) -> None:
        """Draw a picture over the whole page."""
        self.pictures.append((jpeg, wide, high))
        self.drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P{len(self.pictures)} Do Q")

    def stamp(self, left: float, top: float, words: str, *, size: float = 13) -> float:
        """Show words in the field of a signature, which is no part of the page, and return where they end."""
        self.fields.append((left, top, size, words))
        return left + width(words, size)


def width(words: str, size: float) -> float:
    """Return how wide words are."""
    return len(words) * size * LETTER


def write_pdf(pages: list[Page], *, font: str = "Serif") -> bytes:
    """Return a PDF of some pages."""
    return assemble(objects_of(pages, font))


def objects_of(pages: list[Page], font: str = "Serif") -> Objects:
    """Return the objects of a PDF by their numbers: catalogue, pages, font, then each page with its content and its pictures."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>".encode(),
        4: f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW {1000 * LETTER:.0f}/FontDescriptor 5 0 R>>".encode(),
        5: f"<</Type/FontDescriptor/FontName/{font}/Flags 6/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200/CapHeight 700"
        "/ItalicAngle 0/StemV 80>>".encode(),
        6: flate(_CODES.encode()),
    }
    kids = []
    for page in pages:
        number = max(objects) + 1
        pictures = "".join(f"/P{at} {number + 1 + at} 0 R" for at in range(1, len(page.pictures) + 1))
        first = number + 2 + len(page.pictures)
        fields = " ".join(f"{first + 2 * at} 0 R" for at in range(len(page.fields)))
        kids.append(f"{number} 0 R")
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {page.rotate}/Contents {number + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<<{pictures}>>>>/Annots[{fields}]>>"
        ).encode()
        objects[number + 1] = flate("\n".join(page.drawn).encode())
        for at, (jpeg, wide, high) in enumerate(page.pictures, start=2):
            kind = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
            objects[number + at] = _stream(kind, jpeg)
        for at, (left, top, size, words) in enumerate(page.fields):
            objects |= _field(first + 2 * at, left, HEIGHT - top, size, words)
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return objects


def _field(number: int, left: float, foot: float, size: float, words: str) -> Objects:
    """Return the field of a signature and how it looks, as two objects from that number on."""
    box = f"[{left} {foot - size / 2} {left + width(words, size)} {foot + size}]"
    drawn = f"BT /F1 {size} Tf {left} {foot} Td <{words.encode('utf-16-be').hex()}> Tj ET"
    return {
        number: f"<</Type/Annot/Subtype/Widget/FT/Sig/T(a{number})/F 4/Rect{box}/AP<</N {number + 1} 0 R>>>>".encode(),
        number + 1: _stream(f"/Type/XObject/Subtype/Form/BBox{box}/Resources<</Font<</F1 3 0 R>>>>", drawn.encode()),
    }


def flate(content: bytes) -> bytes:
    """Return a packed stream."""
    return _stream("/Filter/FlateDecode", zlib.compress(content))


def _stream(entries: str, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(content), content)


def assemble(objects: Objects, trailer: bytes = b"") -> bytes:
    """Return a file of objects, the first one being its catalogue."""
    data, places = b"%PDF-1.7\n", {}
    for number in sorted(objects):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start, size = len(data), max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(1, size))
    return data + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def encrypt(objects: Objects, *, user: bytes, owner: bytes) -> bytes:
    """Return a file whose streams are encrypted with RC4 of 40 bits, as the first version of PDF that could be did it."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owned = _rc4(hashlib.md5((owner + padding)[:32]).digest()[:5], (user + padding)[:32])
    identity, rights = b"0123456789abcdef", b"\xfc\xff\xff\xff"
    key = hashlib.md5((user + padding)[:32] + owned + rights + identity).digest()[:5]

    def encrypted(number: int, content: bytes) -> bytes:
        head, mark, rest = content.partition(b"stream\n")
        if not mark:
            return content
        body = rest.removesuffix(b"\nendstream")
        own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
        return head + mark + _rc4(own, body) + b"\nendstream"

    hidden = {number: encrypted(number, content) for number, content in objects.items()}
    number = max(objects) + 1
    known = _rc4(key, padding).hex().encode()
    hidden[number] = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owned.hex().encode(), known)
    return assemble(hidden, b"/Encrypt %d 0 R/ID[<%s><%s>]" % (number, identity.hex().encode(), identity.hex().encode()))


def _rc4(key: bytes, data: bytes) -> bytes:
    state, at = list(range(256)), 0
    for place in range(256):
        at = (at + state[place] + key[place % len(key)]) % 256
        state[place], state[at] = state[at], state[place]
    result, one, other = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        result.append(byte ^ state[(state[one] + state[other]) % 256])
    return bytes(result)

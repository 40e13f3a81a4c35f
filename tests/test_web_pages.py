"""Test the text of web pages: the document alone, as it reads from plain text, whatever stands around it."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

import pytest
from portal_pages import FURNITURE, LAYOUTS, split_text

from danchieu.graph.model import Citation, Reading
from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceError, SourceNotText, SourceTooLarge
from danchieu.loaders.files import decode
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.files.web import furniture
from danchieu.loaders.files.web.furniture import is_furniture_heading, is_furniture_name, is_name_of_document
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

SAMPLE = sorted((Path(__file__).parents[1] / "data" / "sample").rglob("*.txt"))
PAGE = Path("page.html")
PROSE = "Các cơ quan tổ chức thực hiện nghiêm túc và báo cáo kết quả về cơ quan thường trực trước ngày 10 hằng tháng."


def text_of(page: str | bytes) -> str:
    return decode(PAGE, page if isinstance(page, bytes) else page.encode()).text


@cache
def text_reading(path: Path) -> Reading:
    return read(source_text(path.read_text(encoding="utf-8")))


def stated(reading: Reading) -> list[tuple[object, ...]]:
    """Return all that is read from a text, without places."""
    head = reading.head
    return [
        (head.symbol, head.issued_on, head.place, head.type, head.letterhead, head.signatory, head.kind),
        *(_stated(citation) for citation in reading.citations),
    ]


def _stated(one: Citation) -> tuple[object, ...]:
    edges = tuple((edge.source, edge.relation, edge.cue) for edge in one.edges)
    return " ".join(one.text.split()), one.kind, one.symbol, one.date, one.issuer, one.name, one.provisions, edges


@pytest.mark.parametrize("layout", LAYOUTS)
def test_page_reads_as_its_text_does(layout: str) -> None:
    for path in SAMPLE:
        text = text_of(LAYOUTS[layout](split_text(path.read_text(encoding="utf-8"))))
        assert stated(read(source_text(text))) == stated(text_reading(path)), path.name
        assert not FURNITURE.search(text), path.name


BLOCKS = {
    "<p>một\n hai<p><b>ba</b> <i> bốn</i>&nbsp;": "một hai\n\nba bốn",
    "<p>một<br> hai<br><br><br><br>ba</p>": "một\nhai\n\nba",
    "<div>một<div>hai</div>ba<span>bốn</span></div>": "một\n\nhai\n\nbabốn",
    "<pre>TỈNH ỦY        ĐẢNG\n  *</pre>": "TỈNH ỦY        ĐẢNG\n*",
    "<p>s&#7889; 20&ndash;CT/TU &amp; &lt;x&gt;<!-- ẩn --><script>var a</script>": "số 20–CT/TU & <x>",
    "<p>một<o:p>&nbsp;</o:p><![if !supportEmptyParas]>&nbsp;<![endif]><st1:place>hai</st1:place></p>": "một\xa0\xa0hai",
    "<p>thay <del>cũ</del><ins>mới</ins> <span style='display: none'>ẩn</span><span hidden>ẩn</span>.": "thay mới .",
    "<p>87/2007/NĐ-CP<sup>1</sup>, Điều 5<sup><a href='#f'>[2]</a></sup>, 20 km<sup>2</sup>, năm<sup>*</sup>": (
        "87/2007/NĐ-CP [1], Điều 5 [2], 20 km2, năm [*]"
    ),
    "<h1>KẾ HOẠCH</h1><h2>Mục tiêu</h2><h3>I. Chung</h3><p>một": "KẾ HOẠCH\n\nMục tiêu\n\nI. Chung\n\nmột",
    "<ol><li>một<li>hai<ul><li>ba<li>- bốn</ul><li value=7>năm</ol>": "1. một\n\n2. hai\n\n- ba\n\n- bốn\n\n7. năm",
    "<ol type=a start=2><li><p>một<p>hai<li>3. ba</ol><ol type=I><li>bốn": "b. một\n\nhai\n\n3. ba\n\nI. bốn",
    "<ul style='list-style-type:none'><li>một</ul>": "một",
}


@pytest.mark.parametrize("page", BLOCKS)
def test_elements_become_paragraphs(page: str) -> None:
    assert text_of(f"<html><body>{page}") == BLOCKS[page]


TABLES = {
    "<table border=1><tr><td>TT<td>Văn bản<tr><td>1<td>Chỉ thị<br>20-CT/TU<tr><td><td>a|b</table>": (
        "| TT | Văn bản |\n| 1 | Chỉ thị 20-CT/TU |\n|  | a¦b |"
    ),
    "<table><caption>Bảng<tr><th rowspan=2>TT<th colspan=2>Tên<tr><td>x<td>y<tr><td>1<td>2<td>3</table>": (
        "Bảng\n\n| TT | Tên |  |\n|  | x | y |\n| 1 | 2 | 3 |"
    ),
    "<table style='border:none'><tr><td style='border:solid windowtext 1.0pt'>a<td>b<td>c<tr><td>d<td>e<td>f</table>": (
        "| a | b | c |\n| d | e | f |"
    ),
    "<table border=0><tr><td>TỈNH ỦY<br>*<td>ĐẢNG<tr><td>Số 1-KH/TU<td>Huế, ngày 01/02</table>": (
        "TỈNH ỦY\n*\n\nĐẢNG\n\nSố 1-KH/TU\n\nHuế, ngày 01/02"
    ),
    "<table border=1><tr><td>một<td>hai<td>ba<tr><td>x<td><table border=1><tr><td>p<td>q<tr><td>r<td>s</table><td>z</table>": (
        "| một | hai | ba |\n| x | p q r s | z |"
    ),
    "<table border=1><tr><td colspan=99999 rowspan=99999999999999>một</table>": "một",
}


@pytest.mark.parametrize("page", TABLES)
def test_table_has_rows_unless_it_lays_out_a_page(page: str) -> None:
    assert text_of(f"<html><p>{PROSE}</p>{page}").removeprefix(PROSE).strip() == TABLES[page]


LINK = '<li><a href="/x">Quyết định số 9901/QĐ-UBND về việc phân công nhiệm vụ</a> (01/02/2020)</li>'
AROUND = {
    "side by side": f"<div><ul>{LINK * 5}</ul></div><div><p>{PROSE}</p></div><div><ul>{LINK * 9}</ul></div>",
    "announced": f"<div><p>{PROSE}</p><p><b>Văn bản liên quan (2):</b></p><ul><li>Quyết định 9901/QĐ-UBND</ul></div>",
    "announced box": f"<div><p>{PROSE * 3}</p><div><div>TIN KHÁC</div><p>Về Quyết định 9901/QĐ-UBND</p></div></div>",
    "named": f"<div><p>{PROSE * 3}</p><div class='vb-lienQuan box'><p>Về Quyết định 9901/QĐ-UBND</p></div></div>",
    "hidden": f"<p>{PROSE}</p><table border=1 style='display:none'><tr><td>Số<td>9901/QĐ-UBND<tr><td>Số<td>9901/QĐ</table>",
    "form": f"<form><aside>Quyết định 9901/QĐ-UBND</aside><p>{PROSE}</p><select><option>9901/QĐ-UBND</select></form>",
    "portal": f"<p>Quyết định 9901/QĐ-UBND {PROSE}</p><div id=toanvancontent><p>{PROSE}</p></div>",
    "comment below": f"<div><p>{PROSE * 9}</p></div><ul>{LINK}</ul><div><p>Bạn đọc: Quyết định 9901/QĐ-UBND.</p></div>",
    "footer": f"<div class=content><p>{PROSE}</p></div><div class='page-footer'>Giấy phép số 9901/GP-TTĐT</div>",
}


@pytest.mark.parametrize("page", AROUND)
def test_what_stands_around_the_document_is_left_out(page: str) -> None:
    decoded = decode(PAGE, f"<html><body>{AROUND[page]}".encode())
    assert PROSE in decoded.text and "9901" not in decoded.text
    assert page in ("hidden", "form") or "left out" in decoded.notes[0]


KEPT = {
    "links in prose": f'<p>Căn cứ <a href="/x">Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015</a>;</p><p>{PROSE}</p>',
    "links within the text": f"<p>{PROSE * 9}</p><ul>{LINK}</ul><p>{PROSE * 9}</p>",
    "links on the page": '<p><a href="#dieu1">Điều 1. Phạm vi điều chỉnh của văn bản</a></p>' * 9 + f"<p>{PROSE}</p>",
    "a section with a number": f"<p>{PROSE * 3}</p><p>I. Văn bản liên quan</p><ul>{LINK}</ul><p>{PROSE * 3}</p>",
    "a signature": f"<p>{PROSE}</p><div class='doc-footer'>Nơi nhận: Văn phòng</div><table class=footer><tr><td>T/M ĐẢNG ỦY</table>",
    "a name on all of it": f"<div class='sidebar'><p>Số 12/KH-UBND</p><p>{PROSE}</p></div>",
    "links below the first headings": (
        f"<div><p>Chương I</p><p>Điều 1</p><p><a href='/x'>(Điều 1 Luật số 23/2004/QH11, có hiệu lực)</a></p><p>Áp dụng.</p>"
        f"<p>Điều 2</p><p><a href='/y'>(Điều 2 Luật số 23/2004/QH11, có hiệu lực)</a></p>{f'<p>{PROSE}</p>' * 40}</div>"
    ),
    "nothing but links": f"<ul>{LINK * 3}</ul>",
}


@pytest.mark.parametrize("page", KEPT)
def test_what_belongs_to_the_document_is_kept(page: str) -> None:
    decoded = decode(PAGE, f"<html><body>{KEPT[page]}".encode())
    assert decoded.notes == () and decoded.reader == "HTML"


LETTERHEAD = (
    "<table align=left><tr><td><div>ỦY BAN NHÂN DÂN<br>TỈNH NGHỆ AN</div><div></div><div>Số:\n 12/2020/QĐ-UBND</div></table>"
    "<table align=right><tr><td><div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><div><i>Nghệ An, ngày 5 tháng 3 năm 2020</i></div></table>"
)
ABOVE = {
    "outside of the text": (
        LETTERHEAD,
        f"<p>QUYẾT ĐỊNH</p><p>{PROSE}</p>",
        "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\n\nSố: 12/2020/QĐ-UBND\n\nCỘNG HÒA",
    ),
    "also in the text": (LETTERHEAD, f"<p>Số: 13/KH-UBND</p><p>{PROSE}</p>", "Số: 13/KH-UBND"),
    "far above the text": (LETTERHEAD + "<p>Mục</p>" * 12, f"<p>QUYẾT ĐỊNH</p><p>{PROSE}</p>", "QUYẾT ĐỊNH"),
    "prose": (f"<p>Số 12 {PROSE}</p>", f"<p>QUYẾT ĐỊNH</p><p>{PROSE * 2}</p>", "QUYẾT ĐỊNH"),
}


@pytest.mark.parametrize("page", ABOVE)
def test_letterhead_above_the_text_is_read(page: str) -> None:
    above, text, beginning = ABOVE[page]
    status = "<ul><li>Ngày có hiệu lực: 20/3/2020</ul>"
    decoded = decode(PAGE, f"<html><body>{status}<div>{above}<div class=toanvancontent>{text}</div></div>".encode())
    assert decoded.text.startswith(beginning)


TABLE = tomllib.loads((Path(furniture.__file__).with_name("furniture.toml")).read_text(encoding="utf-8"))


def test_every_entry_of_the_table_is_recognised() -> None:
    for heading in TABLE["headings"]:
        assert is_furniture_heading(f"» {heading.upper()} (3):") and not is_furniture_heading(f"{heading} số 5 được gửi về")
    for name in TABLE["names"]:
        assert is_furniture_name(f"box {name.strip('=')}") and not is_furniture_name(f"box x{name.strip('=')}y")
    for name in TABLE["documents"]:
        assert is_name_of_document(f"{name} col") and not is_name_of_document(f"{name}9")


ENCODED = {
    "UTF-8 that is declared otherwise": "<meta charset=windows-1252><p>Tỉnh ủy".encode(),
    "mark": "\ufeff<html><p>Tỉnh ủy".encode("utf-16-le"),
    "two bytes without mark": "<html><p>Tỉnh ủy".encode("utf-16-be"),
    "windows-1258": "<meta charset=windows-1258><p>Ti\u0309nh u\u0309y".encode("cp1258"),
    "VISCII": b"<meta charset=VISCII><p>T\xefnh \xfcy",
    "no charset": b"<html><p>" + "Thùc hiÖn ChØ thÞ cña ".encode("cp1252") + "TØnh ñy B×nh ThuËn".encode("cp1252"),
    "font": "<html><p><font face='.VnTime'>TØnh</font> <span style='font:13pt \".VnTime\", serif'>ñy</span>".encode(),
    "bytes in a font": b"<html><p><font face=.VnTime>T\xd8nh \xf1y",
    "font of VNI": "<html><p style='font-family: VNI-Times'>Tænh uûy".encode(),
    "style sheet": '<style><!-- p.MsoNormal, li.A {font-family:".VnTime"} --></style><p class=MsoNormal>TØnh ñy'.encode(),
    "letters alone": "<html><p>TØnh ñy B×nh ThuËn thùc hiÖn ChØ thÞ cña Bé ChÝnh trÞ".encode(),
    "Unicode in a legacy font": "<html><p><font face='.VnTime'>Tỉnh ủy".encode(),
    "NUL": b"<html>\0<p>T\xe1\xbb\x89\0nh \xe1\xbb\xa7y\0",
}


@pytest.mark.parametrize("name", ENCODED)
def test_encoding_of_a_page_is_found(name: str) -> None:
    text = source_text(text_of(ENCODED[name])).text
    assert "Tỉnh ủy" in text and text.startswith(("Tỉnh ủy", "Thực hiện"))


def test_font_of_capitals_shows_capitals() -> None:
    page = "<style>h1 {font: bold 14.0pt .VnTimeH}</style><h1>quyÕt ®Þnh</h1><p><font face=.VnTime>cña ñy ban</font> café"
    assert text_of(page) == "QUYẾT ĐỊNH\n\ncủa ủy ban café"


BAD: dict[str, tuple[bytes, type[SourceError], str]] = {
    "frames": (b"<frameset><frame src=a.htm><noframes>Xin xem</noframes></frameset>", SourceEmpty, "page of frames"),
    "script alone": (b"<html><body><div id=app></div><script>render()</script>", SourceEmpty, "page without text"),
    "nothing": (b"<!doctype html><!-- -->", SourceEmpty, "page without text"),
    "200,000 open elements": (b"<html>" + b"<div>" * 200_000 + b"x", SourceDamaged, "nested more than 2,000 deep"),
    "50 MB": (b"<html><p>" + b"abc " * 12_500_000, SourceTooLarge, "50 million characters"),
    "a million tags": (b"<html>" + b"<p>" * 1_000_000, SourceTooLarge, "1,000,001 tags"),
    "no text": (b"<html>" + bytes(range(128, 256)) * 40, SourceNotText, "is not UTF-8 text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_page_is_refused_with_a_reason(name: str) -> None:
    page, error, words = BAD[name]
    with pytest.raises(error, match=words):
        decode(PAGE, page)


SURVIVED = {
    "open fonts": ("<html>" + "<p><font>một" * 3_000, 3_000),
    "300 open elements": ("<html>" + "<div>một" * 300, 300),
    "picture in the page": ("<html><img src='data:image/png;base64," + "QUJD" * 10_000_000 + "'><p>một", 1),
    "100,000 attributes": ("<html><p " + "a b " * 50_000 + ">một", 1),
    "nested lists": ("<html>" + "<ol>" * 1_000 + "<li>một", 1),
    "nested tables": ("<html>" + "<table border=1><tr><td>một<td>" * 300, 300),
    "open quotation mark": ('<html><p>một<a href="' + "x" * 1_000_000, 1),
    "style sheet without a rule": ("<html><style>" + "a" * 2_000_000 + "</style><font face=.VnTime>một", 1),
    "style without an end": ("<html><table><td style='" + "border:font:" * 1_600 + "'><font face=.VnTime>một", 1),
    "signs alone": ("<html>một" + "<" * 400_000, 1),
}


@pytest.mark.parametrize("name", SURVIVED)
def test_text_of_a_broken_page_is_read(name: str) -> None:
    page, count = SURVIVED[name]
    assert text_of(page).count("một") == count


def test_mutated_page_is_read_or_refused() -> None:
    page = LAYOUTS["law library"](split_text(SAMPLE[0].read_text(encoding="utf-8"))).encode()
    chance = random.Random(7)
    for _ in range(200):
        mutated = bytearray(page)
        for _ in range(chance.randint(1, 40)):
            place = chance.randrange(len(mutated))
            mutated[place : place + chance.randint(0, 30)] = bytes(chance.choices(b"<>/&\"' =-!\0\xffap1", k=chance.randint(0, 30)))
        try:
            assert isinstance(decode(PAGE, bytes(mutated)), Decoded)
        except SourceError as error:
            assert error.reason


BEGINNINGS = {
    "  <!DOCTYPE html>": True,
    "<!-- saved from url=(0014)about:internet -->\r\n<HTML>": True,
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C">': True,
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'>": True,
    "<frameset cols=2>": True,
    "<headline>": False,
    "<?xml version='1.0'?><w:document>": False,
    "Mở <html> là gì?": False,
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_page_is_known_by_its_beginning(beginning: str, encoding: str) -> None:
    data = f"\ufeff{beginning}<p>{PROSE}".encode(encoding)
    assert (decode(Path("page.txt"), data).reader == "HTML") is BEGINNINGS[beginning]

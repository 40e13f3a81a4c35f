"""Test that marks of Markdown are no part of the text that is searched and shown, and that offsets stay true to the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danchieu.graph.model import Reading
from danchieu.graph.model.markdown import find_marks, is_markdown, without_markdown
from danchieu.loaders.files import as_source, decode
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text
from danchieu.loaders.text.structure import read_structure


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("# KẾ HOẠCH\n### Điều 3. ###\n#5 là số", "KẾ HOẠCH\nĐiều 3.\n#5 là số"),
        ("KẾ HOẠCH\n========\nMột", "KẾ HOẠCH\nMột"),
        ("**Điều 3.** *Bãi bỏ* ***hai*** __văn__ _bản_ ~~cũ~~", "Điều 3. Bãi bỏ hai văn bản cũ"),
        ("số **1**04/2012/NĐ-CP, x**ã h**ội", "số 104/2012/NĐ-CP, xã hội"),
        ("**một\nhai** và *ba\n\nbốn*", "một\nhai và *ba\n\nbốn*"),
        ("công bố*Luật Đất đai*, **1.**Nội dung", "công bố Luật Đất đai, 1. Nội dung"),
        ("**Tải về Công văn 45 **\n**vỡ", "Tải về Công văn 45 \nvỡ"),
        ("Số: 108\\-KH/TU, 1\\. Một, \\*, \\# \\[x\\], C:\\Temp\\\nhai", "Số: 108-KH/TU, 1. Một, *, # [x], C:\\Temp\nhai"),
        ("xem [Chỉ thị số **20-CT/TU**](20.md) và [một](<a b.md> 'hai')", "xem Chỉ thị số 20-CT/TU và một"),
        ("![Quốc huy](hinh.png) Số 5 <https://example.vn/a_b_c>", " Số 5 https://example.vn/a_b_c"),
        ("chú thích[^1]\n\n[^1]: Điều 5", "chú thích[1]\n\n[1]: Điều 5"),
        ("> Một\n>> hai\n> - ba", "Một\nhai\n- ba"),
        ("`mã **x**` và ``a ` b`` và ` lẻ", "mã **x** và a ` b và ` lẻ"),
        ("Một\n```text\n**hai** \\-\n```\n~~~\n*ba*\n~~~\nbốn", "Một\n**hai** \\-\n*ba*\nbốn"),
        ("Một<!-- nháp **x** -->\n<!-- hai\nba -->\nbốn", "Một\nbốn"),
        ("15-NQ/TU<sup>3</sup>, m<sup>2</sup>, <b>đậm</b>, x<br>y<br/>z", "15-NQ/TU[3], m2, đậm, x\ny\nz"),
        ("<tr><td>TT</td><th align='left'>Văn bản</th></tr>", "\n| TT | Văn bản |\n"),
        ("| TT | **Văn bản** |\n|:--|---:|\n| 1 | a\\|b<br>*c* |", "| TT | Văn bản |\n| 1 | a¦b c |"),
        ("TT | Văn bản\n--- | ---\n1 | *a*\n\nx | y", "| TT | Văn bản\n| 1 | a\n\nx | y"),
    ],
)
def test_marks_are_not_shown(raw: str, shown: str) -> None:
    assert without_markdown(raw)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "TỈNH ỦY BÌNH THUẬN\n*\nSố 503-TB/TU",
        "Ghi chú (*), (**) và 41-KH/TU*; * là số cũ; 2*3*4",
        "Họ tên: ________ (ký) ____\nchữ_gạch_dưới a_b",
        "Diện tích[158](km²), Nguyễn Văn A[49](1951-), [20](trang 51)",
        "<Nội dung> lớn hơn 5 < 6 > 4, a<b, số <số>",
        "- Một\n+ Hai\n* Ba\n1. Bốn\n-------\nNăm",
        "|\nỦY BAN NHÂN DÂN\n|\nSố 5\n|",
        "Tỷ lệ 5 > 3\na | b | c",
        "<!-- chưa đóng",
        "",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert without_markdown(text) == (text, None)


MARKED = """\
|**TỈNH ỦY BÌNH THUẬN**<br>*| **ĐẢNG CỘNG SẢN VIỆT NAM** |
|---|---|
| Số 108\\-KH/TU | *Bình Thuận, ngày 11 tháng 6 năm 2016* |

# KẾ HOẠCH

*thực hiện* **[Chỉ thị số 05-CT/TW](05.md)**

Căn cứ **Chỉ thị số** **05\\-CT/TW**, ngày 15/5/2016 của *Bộ Chính trị*, Ban Thường vụ Tỉnh uỷ đề ra:

## I. Nội dung

> 1. Kế hoạch này thay thế **Kế hoạch số 0<!-- x -->3-KH/TU**.
> 2. Sửa đổi *khoản 2* **Điều 5** Quyết định số **1**04-QĐ/TU.

| TT | Số, ký hiệu | Ngày ban hành |
|:--:|---|---|
| 1 | **Chỉ thị số 24-CT/TU** | 05/12/2003 |
| 2 | `Nghị quyết số 17-NQ/TU` | 07/01/2004 |
"""
PLAIN = """\
|TỈNH ỦY BÌNH THUẬN *| ĐẢNG CỘNG SẢN VIỆT NAM |
| Số 108-KH/TU | Bình Thuận, ngày 11 tháng 6 năm 2016 |

KẾ HOẠCH

thực hiện Chỉ thị số 05-CT/TW

Căn cứ Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị, Ban Thường vụ Tỉnh uỷ đề ra:

I. Nội dung

1. Kế hoạch này thay thế Kế hoạch số 03-KH/TU.
2. Sửa đổi khoản 2 Điều 5 Quyết định số 104-QĐ/TU.

| TT | Số, ký hiệu | Ngày ban hành |
| 1 | Chỉ thị số 24-CT/TU | 05/12/2003 |
| 2 | Nghị quyết số 17-NQ/TU | 07/01/2004 |
"""


def read_as(name: str, text: str) -> Reading:
    return read(as_source(decode(Path(name), text.encode()), path=name, sha256="0" * 64))


def found(reading: Reading) -> list[tuple[object, ...]]:
    return [(c.text, c.symbol, c.date, c.issuer, c.sentence, c.location, c.headings, c.provisions, c.edges) for c in reading.citations]


def test_a_text_is_read_alike_with_and_without_marks() -> None:
    marked, plain = read_as("a.md", MARKED), read_as("a.txt", PLAIN)
    assert found(marked) == found(plain)
    assert [str(c.symbol) for c in plain.citations if c.symbol] == [
        *("05-CT/TW", "05-CT/TW", "03-KH/TU", "104-QĐ/TU", "24-CT/TU", "17-NQ/TU"),
    ]
    assert (marked.head.symbol, marked.head.title, marked.head.place) == (plain.head.symbol, plain.head.title, plain.head.place)
    assert without_markdown(MARKED)[0] == PLAIN


def test_spans_lead_to_the_file_and_to_what_is_shown_of_it() -> None:
    reading = read_as("a.md", MARKED)
    assert reading.text == MARKED
    shown, offsets = without_markdown(reading.text)
    assert offsets is not None
    for one in reading.citations:
        assert shown[offsets.place(one.span.start) : offsets.place(one.span.end)] == one.text
        assert without_markdown(MARKED[one.span.start : one.span.end])[0].strip("*") == one.text
    assert "Chỉ thị số** **05\\-CT/TW" in [MARKED[one.span.start : one.span.end] for one in reading.citations]


def test_blocks_lead_to_the_file() -> None:
    source = source_text("## **I. Một**\n\n> 1. Hai", markdown=True)
    blocks = read_structure(source).in_source(source)
    assert [source.raw[one.start : one.own_end].rstrip("*\n> ") for one in blocks] == ["I. Một", "1. Hai"]


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("## Tổ chức thực hiện\nCác sở làm.", ["heading", "paragraph"]),
        ("**Tổ chức thực hiện**\n\nCác sở làm.", ["heading", "paragraph"]),
        ("**Tổ chức thực hiện **\n\nCác sở làm.", ["heading", "paragraph"]),
        ("**Tổ chức** thực hiện\n\nCác sở làm.", ["paragraph", "paragraph"]),
        ("TT | Văn bản\n---|---\n2 | Luật A\n1 | x", ["row", "cell", "cell"] * 3),
    ],
)
def test_marks_still_show_the_structure(raw: str, kinds: list[str]) -> None:
    assert [str(block.kind) for block in read_structure(source_text(raw, markdown=True)).blocks] == kinds


def test_only_files_of_markdown_have_marks() -> None:
    assert is_markdown(decode(Path("b.MD"), b"1").reader) and not is_markdown(decode(Path("d.txt"), b"1").reader)
    assert decode(Path("b.MD"), b"**1**").markdown and not decode(Path("d.txt"), b"**1**").markdown
    assert as_source(decode(Path("d.txt"), b"**x**"), path="", sha256="").shown == "**x**"


EMPHASIS, LINKS = ["**", "*", "_", "`", "```", "~~", "\\"], ["[", "](a.md)", "![", "<b>", "<br>", "<td>", "<sup>3</sup>", "<!--", "-->"]
LINES = ["\n", "\n\n", "\r\n", "# ", "> ", "- ", "===", "|", "|---|", "--- | ---", "a | b"]
PIECES = st.sampled_from([*EMPHASIS, *LINKS, *LINES, " ", "20-CT/TU", "Luật", "Chỉ thị số 20-CT/TU"])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text("*_`[]()<>|\\#>=-~! \na", max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_marks_are_in_order_and_offsets_lead_back(raw: str) -> None:
    position = 0
    for start, end, _ in find_marks(raw):
        assert position <= start <= end <= len(raw)
        position = end
    shown, offsets = without_markdown(raw)
    if offsets is None:
        assert shown == raw
        return
    origins = [offsets.origin(place) for place in range(len(shown) + 1)]
    assert origins == sorted(origins) and origins[-1] == len(raw)
    put = {place for start, end, sign in find_marks(raw) for place in range(start, end + 1) if sign}
    for place, origin in enumerate(origins[:-1]):
        assert origin in put or (offsets.place(origin), raw[origin]) == (place, shown[place])


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_marks_can_be_read(raw: str) -> None:
    source = source_text(raw, markdown=True)
    for one in read(source).citations:
        assert 0 <= one.span.start < one.span.end <= len(raw)
        assert one.text in source.shown


@pytest.mark.parametrize(
    "unit",
    [
        "*a ",
        "**",
        "a*",
        "[",
        "](",
        "![a](b",
        "`",
        "``a",
        "<!--",
        "<a ",
        "> ",
        "|",
        "|-",
        "# ",
        "\\",
        "_a_",
        "***a",
        "~~~\n",
        "<td>",
        "a|b\n-|-\n",
    ],
)
def test_time_is_linear_in_hostile_texts(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    begin = time.perf_counter()
    without_markdown(text)
    assert time.perf_counter() - begin < 20

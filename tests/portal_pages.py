"""Make web pages from texts as portals show documents: letterhead and signature in tables, menus, side bars and lists of links around them.

Every document that the furniture of a page names has a number from 9900 on, which no text has: FURNITURE finds one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from danchieu.loaders.head.shapes import is_type_line

__all__ = ["FURNITURE", "LAYOUTS", "PageParts", "split_text"]

FURNITURE = re.compile(r"(?<!\d)99\d\d[-/]")
_COLUMNS = re.compile(r"[ \t]{4,}")
_SIGNED = re.compile(r"(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|Q\.|CHỦ TỊCH|BÍ THƯ)")
_CITED = re.compile(r"số \d+[^\s,.;)]+")


@dataclass(frozen=True, slots=True)
class PageParts:
    """A text as HTML: the two cells of its letterhead, its paragraphs, the cells of its signature."""

    left: str
    right: str
    paragraphs: tuple[str, ...]
    addressees: str
    signature: str

    def letterhead(self, attributes: str = 'border="0" cellspacing="0" cellpadding="0"') -> str:
        cells = f'<td width="223" valign="top" align="center">{self.left}</td><td width="345" align="center">{self.right}</td>'
        return f"<table {attributes}><tbody><tr>{cells}</tr></tbody></table>"

    def signed(self, attributes: str = 'border="0"') -> str:
        return f"<table {attributes}><tr><td>{self.addressees}</td><td align=center><b>{self.signature}</b></td></tr></table>"

    def body(self, tag: str = "p", attributes: str = "") -> str:
        return "\n".join(f"<{tag}{attributes}>{paragraph}</{tag}>" for paragraph in self.paragraphs)


def split_text(text: str) -> PageParts:
    """Split a text that begins with a header into the parts of a page."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text.strip("\n"))]
    first = next((place for place, block in enumerate(blocks) if is_type_line(block.splitlines()[0].strip())), 0)
    left, right = _columns(blocks[:first])
    signed = next((place for place, block in enumerate(blocks) if place > first and _SIGNED.match(block.strip())), len(blocks))
    addressed = [block for block in blocks[signed:] if block.startswith("Nơi nhận")]
    signatures = [block for block in blocks[signed:] if not block.startswith("Nơi nhận")]
    return PageParts(
        _lines(left), _lines(right), tuple(_lines(block) for block in blocks[first:signed]), _lines(*addressed), _lines(*signatures)
    )


def _columns(blocks: list[str]) -> tuple[str, str]:
    """Return the left and the right column of a letterhead, which stand side by side or one below the other."""
    rows = [_COLUMNS.split(line.strip(), maxsplit=1) for block in blocks for line in block.splitlines()]
    if any(len(row) > 1 for row in rows):
        return "\n".join(row[0] for row in rows), "\n".join(row[1] for row in rows if len(row) > 1)
    return "\n".join(blocks[:1]), "\n".join(blocks[1:])


def _lines(*blocks: str) -> str:
    return "<br>\n<br>".join("<br>\n".join(escape(" ".join(line.split()), quote=False) for line in block.splitlines()) for block in blocks)


def _titles(first: int, count: int) -> Iterator[str]:
    for number in range(first, first + count):
        yield f"Quyết định số {number}/QĐ-UBND ngày 03/4/2021 của Ủy ban nhân dân tỉnh về việc phân công nhiệm vụ năm {number}"


def _links(first: int, count: int) -> str:
    return "".join(f'<li><a href="/van-ban/{9900 + place}.html">{title}</a></li>' for place, title in enumerate(_titles(first, count)))


def _with_links(html: str) -> str:
    return _CITED.sub(lambda cited: f'<a href="/tra-cuu?q=1" class="clsLink" target="_blank">{cited[0]}</a>', html)


_MENU = "".join(
    f'<li><a href="/{place}">{words}</a></li>' for place, words in enumerate(("Trang chủ", "Văn bản mới", "Tin tức", "Liên hệ"))
)
_OWNER = "Cơ quan chủ quản: Bộ phận biên tập. Giấy phép số 9977/GP-TTĐT ngày 05/01/2019. Điện thoại: 024 0000 0000."


def _law_library(parts: PageParts) -> str:
    """Show a document in a form that spans the page, with tabs, a side bar and comments, its citations as links."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title><script>var a = "9990/QĐ-UBND";</script>
<style>.a {{ color: red }}</style></head><body><form id="aspnetForm" method="post"><input type="hidden" name="state" value="x">
<div id="header"><ul class="menu">{_MENU}</ul><input type="text" value="Tìm kiếm"><button>Tìm</button></div>
<div class="breadcrumb"><a href="/">Trang chủ</a> &raquo; <a href="/vb">Văn bản</a></div>
<div id="wrap"><div class="col-left"><h1>Nội dung văn bản</h1>
<ul class="tabs"><li><a href="#1">Nội dung</a></li><li><a href="/luoc-do">Lược đồ</a></li><li><a href="/tai-ve">Tải về</a></li></ul>
<div class="content1"><div>{parts.letterhead()}{_with_links(parts.body("p", ' align="justify"'))}
<p>&nbsp;</p>{parts.signed()}</div></div>
<div id="lienquan"><h3>Văn bản liên quan</h3><ul>{_links(9901, 12)}</ul></div>
<div id="comments">
<p>Hỏi đáp: Tôi muốn hỏi Nghị định số 9950/2020/NĐ-CP ngày 01/02/2020 còn hiệu lực không, mong được trả lời sớm.</p>
</div></div>
<div class="col-right"><div><b>Văn bản cùng chủ đề</b><div>{_links(9920, 10)}</div></div>
<div class="lstNews"><a href="/1">Từ Thông tư số 9960/2020/TT-BTC, kế toán cần biết gì</a>
<p>Thông tư số 9960/2020/TT-BTC có hiệu lực.</p></div>
</div></div></form><div id="footer"><p>{_OWNER}</p></div></body></html>"""


def _state_portal(parts: PageParts) -> str:
    """Show a document below a table of its properties, the links of its history beside it, without HTML 5."""
    history = f"<div class='vbLienQuan'><span>Văn bản được hướng dẫn</span><ul>{_links(9930, 8)}</ul></div>"
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><form action="./toanvan.aspx">
<div class="top-nav"><ul>{_MENU}</ul></div><div class="box-container"><div class="left-box"><div class="title">Danh mục</div>
<ul>{_links(9940, 15)}</ul></div><div class="content-box"><div class="tabs"><a href="/a">Toàn văn</a> | <a href="/b">Thuộc tính</a></div>
<div class="fulltext"><div id="toanvancontent">{parts.letterhead('border="1" style="border:none"')}{parts.body("div")}
{parts.signed()}</div></div>
{history}<div>Các văn bản khác</div><ul>{_links(9950, 6)}</ul></div></div></form>
<div class="page-footer">{_OWNER}</div></body></html>"""


def _party_portal(parts: PageParts) -> str:
    """Show a document as an article, each paragraph in a div in a div, with aside and nav."""
    body = "".join(f"<div><div><span>{paragraph}</span></div></div>" for paragraph in parts.paragraphs)
    return f"""<!doctype html><html><head><meta charset=utf-8></head><body><header><nav><ul>{_MENU}</ul></nav></header><main>
<article class="detail"><div class="doc">{parts.letterhead("")}{body}{parts.signed("")}</div>
<div class="share"><a href="https://example.org/s">Chia sẻ</a> <a href="/print">In trang</a></div></article>
<aside><h2>Tài liệu khác</h2><ul>{_links(9960, 9)}</ul></aside></main><footer>{_OWNER}</footer></body></html>"""


def _news(parts: PageParts) -> str:
    """Show a document as an article of news: a headline, a box of related news in the middle, tags and comments below."""
    half = len(parts.paragraphs) // 2
    first, second = ("".join(f"<p>{one}</p>" for one in some) for some in (parts.paragraphs[:half], parts.paragraphs[half:]))
    related = f'<div class="related-news inner"><p><strong>Tin liên quan</strong></p><ul>{_links(9901, 3)}</ul></div>'
    return f"""<html><body><div class="site"><div class="site-menu"><ul>{_MENU}</ul></div><div class="post"><h1>Toàn văn văn bản mới</h1>
<div class="meta">Thứ Hai, 08:00</div><p class="sapo">Trang tin xin giới thiệu toàn văn văn bản:</p><div class="post-content">
{parts.letterhead('class="tbl"')}{first}{related}{second}{parts.signed('class="tbl"')}</div>
<div class="tags">Từ khóa: <a href="/t/1">Chỉ thị 9905-CT/TW</a>, <a href="/t/2">Nghị quyết 9957-NQ/TW</a></div>
<div class="box"><h4>Cùng chuyên mục</h4><ul>{_links(9910, 7)}</ul></div><div class="comment-list"><p>Bạn đọc: Kết luận số 9999-KL/TW
thì sao, mong tòa soạn nói rõ hơn cho bạn đọc cả nước được biết?</p><textarea>Ý kiến</textarea></div></div></div></body></html>"""


def _lines_in_one_div(parts: PageParts) -> str:
    """Show a document as lines in one div: every paragraph ends with two line breaks."""
    return f"""<html><body><div id="app"><div><ul>{_MENU}</ul></div><div><div>
{parts.left}<br><br>{parts.right}<br><br>{"<br><br>".join(parts.paragraphs)}<br><br>{parts.signature}<br><br>{parts.addressees}</div>
<div><ul>{_links(9901, 5)}</ul></div></div>
<div><div>Văn bản mới</div><ul>{_links(9920, 20)}</ul></div><p>{_OWNER}</p></div></body></html>"""


def _tables_for_layout(parts: PageParts) -> str:
    """Show a document in the middle of tables for layout, with tags in capitals that are not closed and no name on anything."""
    body = "".join(f"<P>{paragraph}" for paragraph in parts.paragraphs)
    side = "".join(f"<TR><TD><A HREF=x{number}.htm>{title}</A>" for number, title in enumerate(_titles(9901, 9)))
    return f"""<HTML><HEAD><TITLE>x</TITLE><BODY BGCOLOR=white>
<TABLE WIDTH=100%><TR><TD COLSPAN=3><A HREF=/>Trang chủ</A> | <A HREF=/l>Liên hệ</A>
<TR><TD WIDTH=150 VALIGN=top><TABLE>{side}</TABLE>
<TD VALIGN=top>{parts.letterhead()}{body}{parts.signed()}<TD WIDTH=150><TABLE>{side}</TABLE>
<TR><TD COLSPAN=3><HR>{_OWNER}</TABLE></BODY></HTML>"""


def _word(parts: PageParts) -> str:
    """Show a document as Word saves it: styles, empty paragraphs of Office, conditional comments."""
    body = "".join(
        f"<p class=MsoNormal style='text-align:justify'><span lang=VI>{one}<o:p></o:p></span></p>\n\n" for one in parts.paragraphs
    )
    table = "class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-padding-alt:0cm'"
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>9990-CT/TW</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-family:"Times New Roman"}} --></style></head><body lang=VI><div class=WordSection1>
{parts.letterhead(table)}<p class=MsoNormal><o:p>&nbsp;</o:p></p>{body}<p class=MsoNormal><o:p>&nbsp;</o:p></p>{parts.signed(table)}
<p class=MsoNormal style='display:none;mso-hide:all'>Quyết định số 9901/QĐ-UBND</p>
<![if !supportEmptyParas]>&nbsp;<![endif]></div></body></html>"""


LAYOUTS: dict[str, Callable[[PageParts], str]] = {
    "law library": _law_library,
    "state portal": _state_portal,
    "party portal": _party_portal,
    "news": _news,
    "lines in one div": _lines_in_one_div,
    "tables for layout": _tables_for_layout,
    "word": _word,
}
"""Ways in which pages show a document: the parts of a text to HTML."""

"""Words for documents, by what they mean in a sentence that relates documents."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "ENACTED_TYPES",
    "GUIDANCE",
    "INSTRUCTIONS",
    "LETTER",
    "LISTED_TYPES",
    "LOWEST_AMENDING_TYPES",
    "PROGRAMMES",
    "UNNUMBERED_TYPES",
    "render_alternatives",
]

LETTER = "KÍNH GỬI"
"""The heading of an official letter, which has no type in its heading."""

GUIDANCE = "HƯỚNG DẪN"
"""The heading of a document that guides what its title cites."""

INSTRUCTIONS = frozenset(
    {"KẾ HOẠCH", "CHỈ THỊ", "CÔNG ĐIỆN", "THÔNG BÁO", "CHƯƠNG TRÌNH", "KẾT LUẬN", "BÁO CÁO", "ĐỀ ÁN", "TỜ TRÌNH", LETTER}
)
"""Headings of documents that direct work or report on it, and enact nothing."""

_LAWS = frozenset({"LUẬT", "BỘ LUẬT", "PHÁP LỆNH"})

LOWEST_AMENDING_TYPES = {
    "luật": _LAWS,
    "bộ luật": _LAWS,
    "hiến pháp": _LAWS,
    "pháp lệnh": _LAWS,
    "nghị định": _LAWS | {"NGHỊ ĐỊNH", "NGHỊ QUYẾT"},
}
"""By the type of the cited document: the headings of documents of the rank to amend it. Other types are amended by any document."""

ENACTED_TYPES = ("Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Quy định", "Quy chế", "Hướng dẫn")
"""Types that a text enacts by "ban hành": "ban hành Thông tư sửa đổi"."""

LISTED_TYPES = (
    "văn bản",
    "báo cáo",
    "tờ trình",
    "công văn",
    "công điện",
    "quyết định",
    "nghị quyết",
    "nghị định",
    "thông tư",
    "luật",
    "chỉ thị",
    "kết luận",
    "kế hoạch",
    "quy định",
    "thông báo",
)
"""Type words that may precede an item of a list of documents."""

PROGRAMMES = ("chương trình", "kế hoạch")
"""Documents also called "... hành động"."""

UNNUMBERED_TYPES = ("đề án", "chiến lược", "quy chế", "phụ lục", "danh mục")
"""Further documents that are often named without a number."""


def render_alternatives(words: Iterable[str]) -> str:
    r"""Render words as alternatives of a regex, in the order given; a space matches any white space.

    >>> render_alternatives(["đề án", "danh mục"])
    'đề\\s+án|danh\\s+mục'
    """
    return "|".join(words).replace(" ", r"\s+")

"""Test the text between citations: articles, separators of lists, quotations, programmes without a number, titles."""

from __future__ import annotations

import pytest

from danchieu.loaders.relations.basis_column import BasisColumn
from danchieu.loaders.relations.between_citations import (
    find_programme,
    find_quotation,
    find_separator,
    include_articles,
    names_unnumbered_document,
)
from danchieu.loaders.relations.cues import scan
from danchieu.loaders.relations.titles import ends_title, find_title


@pytest.mark.parametrize(
    ("before", "articles"),
    [
        ("theo khoản 2 Điều 5 ", "khoản 2 Điều 5 "),
        ("tại điểm a, b khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35 của ", "điểm a, b khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35 của "),
        ("theo Phụ lục II ", "Phụ lục II "),
        ("thực hiện ", ""),
        ("Điều 5 quy định: thực hiện ", ""),
    ],
)
def test_articles_belong_to_the_citation_after_them(before: str, articles: str) -> None:
    text = before + "Luật số 1/2020/QH14"
    assert text[include_articles(text, len(before)) : len(before)] == articles


@pytest.mark.parametrize(
    ("between", "separator"),
    [
        (", ", ","),
        (" và ", " và"),
        ("; các ", ";"),
        (" ngày 1/2/2024, Nghị định ", ","),
        (" và ý kiến chỉ đạo của Ủy ban nhân dân tỉnh tại ", " và"),
        (", đồng thời thực hiện ", None),
        (" về công tác cán bộ ", None),
    ],
)
def test_words_without_weight_may_follow_the_separator_of_a_list(between: str, separator: str | None) -> None:
    assert find_separator(f"A{between}B", 1, len(between) + 1) == separator


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Điều 5 Thông tư A quy định: “Bãi bỏ Thông tư B”", "Bãi bỏ Thông tư B”"),
        ('Thông tư A quy định như sau: "… Thông tư B"', '… Thông tư B"'),
        ("Thông tư A quy định: bãi bỏ Thông tư B", None),
    ],
)
def test_quoted_words_begin_after_the_colon(text: str, quoted: str | None) -> None:
    start = find_quotation(text, 0, len(text))
    assert (None if start is None else text[start:]) == quoted


@pytest.mark.parametrize(
    ("before", "programme"),
    [
        ("ban hành Chương trình hành động của Chính phủ thực hiện ", "Chương trình hành động của Chính phủ thực hiện "),
        ("phê duyệt Đề án triển khai ", "Đề án triển khai "),
        ("Kế hoạch số 5 thực hiện ", None),
        ("Tiếp tục thực hiện ", None),
    ],
)
def test_a_programme_without_a_number_is_found_before_the_document_that_it_implements(before: str, programme: str | None) -> None:
    start = find_programme(before, 0, len(before))
    assert (None if start is None else before[start:]) == programme


@pytest.mark.parametrize(
    ("between", "named"),
    [(" và Kế hoạch của Tỉnh ủy về", True), (", các chương trình hành động của tỉnh", True), (" và Kế hoạch số 5", False), (" về", False)],
)
def test_a_document_without_a_number_may_be_coordinated(between: str, named: bool) -> None:
    assert names_unnumbered_document(between, 0, len(between)) is named


@pytest.mark.parametrize(
    ("after", "opens"),
    [
        (" ngày 26/4/2024 của Ban Thường vụ Tỉnh ủy về thực hiện", "về"),
        (" của Chính phủ hướng dẫn thi hành", "hướng dẫn thi hành"),
        (" của Ban Chỉ đạo phát triển khoa học, công nghệ và chuyển đổi số về", "về"),
        (" và Kế hoạch của Tỉnh ủy về thực hiện", "về"),
        (" của Bộ Chính trị và tiếp tục thực hiện", None),
        (" đã ban hành", None),
        ("; Sở Nội vụ báo cáo về", None),
    ],
)
def test_a_title_follows_date_and_issuer(after: str, opens: str | None) -> None:
    text = "Kế hoạch số 7-KH/TU" + after
    end = len(text) - len(after)
    title = find_title(text, end, scan(text, end, len(text)))
    assert (text[title.start : title.end] if title else None) == opens


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("về chuyển đổi số", False),
        ("về chuyển đổi số” và", True),
        ("về chuyển đổi số), Sở", True),
        ("về chuyển đổi số, Sở Nội vụ đề nghị các đơn vị", True),
        ("về chuyển đổi số, an toàn thông tin", False),
    ],
)
def test_a_title_ends_with_its_quotation_its_parenthesis_or_a_main_clause(words: str, ends: bool) -> None:
    assert ends_title(words) is ends


TABLE = "\nTT\nNhiệm vụ\nCăn cứ\n1\nSố hóa\nQuyết định A\n2\nĐào tạo theo Quyết định B\n"


def test_a_citation_that_fills_a_cell_of_the_column_is_found_by_its_header() -> None:
    column = BasisColumn(TABLE)
    header = column.find_header(0, TABLE.index("Quyết định A"))
    assert header and TABLE[header.cue_start : header.cue_end] == "Căn cứ"
    cells = [TABLE.index(words) for words in ("Quyết định A", "Quyết định B")]
    assert [column.is_cell(start, start + len("Quyết định A")) for start in cells] == [True, False]


def test_a_text_without_tables_has_no_headers() -> None:
    assert BasisColumn("Căn cứ Quyết định A").headers == []

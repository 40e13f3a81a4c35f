"""Test which cue governs a citation, and whether the relation is enacted by the citing document."""

from __future__ import annotations

import pytest

from danchieu.loaders.relations.cues import scan
from danchieu.loaders.relations.enactment import find_heading, gives_instructions, is_enacted, may_amend
from danchieu.loaders.relations.governing_cues import find_governors


@pytest.mark.parametrize(
    ("before", "stated"),
    [
        ("Căn cứ ", ["BASED_ON căn cứ"]),
        ("thay thế, bãi bỏ ", ["REPEALS bãi bỏ", "REPLACES thay thế"]),
        ("thay thế cụm từ tại ", ["AMENDS thay thế"]),
        ("điều chỉnh một số nội dung theo ", []),
        ("bãi bỏ quy định tại ", ["REPEALS bãi bỏ"]),
        ("thực hiện nghiêm các quy định của ", ["IMPLEMENTS thực hiện"]),
        ("theo quy định tại ", ["CITES theo quy định"]),
        ("thực hiện nhiệm vụ theo ", ["IMPLEMENTS thực hiện"]),
        ("triển khai các giải pháp nêu trong ", ["IMPLEMENTS triển khai"]),
        ("triển khai, ưu đãi: nội dung này đã được đưa vào từ rất lâu trong ", []),
        ("quán triệt, tuyên truyền ", ["IMPLEMENTS quán triệt"]),
        ("sau 5 năm thực hiện ", ["IMPLEMENTS thực hiện"]),
        ("kiểm tra việc triển khai, thực hiện ", ["REVIEWS kiểm tra"]),
        ("sửa đổi Quy chế ban hành kèm theo ", ["AMENDS sửa đổi"]),
        ("theo mẫu số 1 ban hành kèm theo ", ["CITES ban hành kèm theo"]),
        ("các văn bản hết hiệu lực, gồm: ", ["REPEALS hết hiệu lực"]),
        ("Chính phủ đã ban hành ", []),
        ("thực hiện tốt, nhưng ", []),
        ("thực hiện nếu ", []),
        ("", []),
    ],
)
def test_the_nearest_cue_governs(before: str, stated: list[str]) -> None:
    governors = find_governors(before, scan(before, 0, len(before)), len(before))
    assert [f"{relation} {before[cue.start : cue.end].lower()}" for relation, cue in governors] == stated


def test_a_law_is_observed_and_not_implemented() -> None:
    before = "thực hiện đầy đủ các nghĩa vụ tài chính theo "
    tokens = scan(before, 0, len(before))
    assert [governor.relation.value for governor in find_governors(before, tokens, len(before))] == ["IMPLEMENTS"]
    assert find_governors(before, tokens, len(before), law=True) == []


@pytest.mark.parametrize(
    ("clause", "enacted"),
    [
        ("Điều 2. ", True),
        ("1. ", True),
        ("- ", True),
        ("Quyết định này có hiệu lực kể từ ngày ký và ", True),
        ("Ban hành Thông tư ", True),
        ("Sở Nội vụ tham mưu ", False),
    ],
)
def test_a_labelled_clause_or_an_enacting_verb_enacts(clause: str, enacted: bool) -> None:
    assert is_enacted(clause + "bãi bỏ", 0, len(clause)) is enacted


@pytest.mark.parametrize(
    ("heading", "type_word", "rank"),
    [
        ("NGHỊ ĐỊNH", "luật đất đai", False),
        ("LUẬT", "luật đất đai", True),
        ("NGHỊ QUYẾT", "nghị định", True),
        ("THÔNG TƯ", "nghị định", False),
        ("THÔNG TƯ", "thông tư", True),
        (None, "luật", True),
    ],
)
def test_a_document_is_amended_by_its_rank_or_a_higher_one(heading: str | None, type_word: str, rank: bool) -> None:
    assert may_amend(heading, type_word) is rank


@pytest.mark.parametrize(
    ("text", "heading", "instructs"),
    [
        ("ỦY BAN NHÂN DÂN\nKẾ HOẠCH\nVề chuyển đổi số", "KẾ HOẠCH", True),
        ("BỘ NỘI VỤ\nTHÔNG TƯ\nQuy định", "THÔNG TƯ", False),
        ("Số 5-CV/TU\nKính gửi: Các sở", "KÍNH GỬI", True),
        ("Kế hoạch năm 2024", None, False),
    ],
)
def test_heading_decides_whether_a_text_gives_instructions(text: str, heading: str | None, instructs: bool) -> None:
    assert find_heading(text) == heading
    assert gives_instructions(heading) is instructs

"""Relations between documents, clause by clause; cues as data; sentences."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import SELF, Citation, Kind
from loaders.clauses import REACH, sentence_around
from loaders.cues import Cue, CueTableError, Role, cues, read_cues, scan
from loaders.relations import relate
from loaders.source import source_text

_TYPES = "nghị định|thông tư|quyết định|quy định|kế hoạch|chỉ thị|kết luận|luật|nghị quyết|hướng dẫn|tờ trình|báo cáo|công văn"
_ROUGH = re.compile(rf"(?i:{_TYPES})(?: (?i:số))? (?:(?P<symbol>\d[\w./-]*\w)|(?P<self>này))".replace(" ", r"\s"))


def related(text: str) -> list[Citation]:
    """Citations of numbered documents ("này" is the text itself), found roughly, with their edges."""
    source = source_text(text)
    citations = []
    for match in _ROUGH.finditer(source.text):
        span = source.span(*match.span())
        words = text[span.start : span.end]
        kind = Kind.SELF if match["self"] else Kind.NUMBERED
        citations.append(Citation(span=span, text=words, kind=kind, rule="test", symbol=match["symbol"], type=match[0].split()[0]))
    return relate(source, citations)


def edges(text: str) -> set[tuple[str, str, str]]:
    """(source, relation, target) of every edge in a text."""
    return {(edge.source, edge.relation.value, citation.key) for citation in related(text) for edge in citation.edges}


@pytest.mark.parametrize("cue", [cue for cue in cues() if cue.role is not Role.IDLE], ids=lambda cue: cue.name)
def test_every_cue_is_read_in_its_examples_alone(cue: Cue) -> None:
    for example in cue.examples:
        assert cue in {token.cue for token in scan(example, 0, len(example))}, example
    for example in cue.counterexamples:
        assert cue not in {token.cue for token in scan(example, 0, len(example))}, example


def test_an_idle_cue_hides_what_looks_like_a_cue() -> None:
    (idle,) = (cue for cue in cues() if cue.role is Role.IDLE)
    assert [scan(example, 0, len(example)) for example in idle.examples] == [[]] * len(idle.examples)
    assert all(scan(example, 0, len(example)) for example in idle.counterexamples)


_ROW = {"name": "a", "words": ["thay"], "role": "points", "examples": ["thay"], "counterexamples": ["thế"]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"words": []}, "words must be a list"),
        ({"words": ["Thay"]}, "lower case"),
        ({"words": ["thay  thế"]}, "single spaces"),
        ({"words": ["thay", "thay"]}, "unique"),
        ({"role": "rules"}, "role 'rules' is none of"),
        ({"relation": "CITES"}, "relation"),
        ({"role": "governs"}, "relation"),
        ({"role": "governs", "relation": "LOVES"}, "relation"),
        ({"reach": 0}, "reach"),
        ({"reach": 9999}, "reach"),
        ({"carried": "yes"}, "carried"),
        ({"examples": "thay"}, "examples must be a list"),
        ({"colour": "red"}, "unknown field colour"),
    ],
)
def test_a_malformed_cue_is_refused_by_name(change: dict[str, object], complaint: str) -> None:
    assert read_cues({"cue": [_ROW]})[0].name == "a"
    with pytest.raises(CueTableError, match=complaint):
        read_cues({"cue": [_ROW | change]})


def test_an_empty_table_of_cues_is_refused() -> None:
    with pytest.raises(CueTableError):
        read_cues({})


CASES = {
    "implements": ("Tiếp tục triển khai Kết luận số 1-KL/TW.", {(SELF, "IMPLEMENTS", "1-KL/TW")}),
    "no cue": ("Văn phòng đã gửi Công văn số 1/VP-TH đến các sở.", {(SELF, "CITES", "1/VP-TH")}),
    "basis list": (
        "Căn cứ Luật số 1/2020/QH14; Nghị định số 2/2021/NĐ-CP;\nCăn cứ Thông tư số 3/2022/TT-BNV;",
        {(SELF, "BASED_ON", "1/2020/QH14"), (SELF, "BASED_ON", "2/2021/NĐ-CP"), (SELF, "BASED_ON", "3/2022/TT-BNV")},
    ),
    "basis by proposal": (
        "Theo đề nghị của Sở A tại Tờ trình số 1/TTr-SA; của Sở B tại Tờ trình số 2/TTr-SB và ý kiến của Sở C tại Báo cáo số 3/BC-SC.",
        {(SELF, "BASED_ON", "1/TTr-SA"), (SELF, "BASED_ON", "2/TTr-SB"), (SELF, "BASED_ON", "3/BC-SC")},
    ),
    "nested in a title": (
        "Tổ chức thực hiện Kế hoạch số 7-KH/TU ngày 26/4/2024 của Ban Thường vụ Tỉnh ủy về thực hiện Chỉ thị số 4-CT/TW, ngày 1/2/2024;"
        " cụ thể hóa Quy định số 9-QĐ/TW.",
        {(SELF, "IMPLEMENTS", "7-KH/TU"), ("7-KH/TU", "IMPLEMENTS", "4-CT/TW"), (SELF, "IMPLEMENTS", "9-QĐ/TW")},
    ),
    "list in a title": (
        "Nghị quyết số 1/NQ-CP về thực hiện Kết luận số 2-KL/TW và Kế hoạch số 3/KH-UBND",
        {(SELF, "CITES", "1/NQ-CP"), ("1/NQ-CP", "IMPLEMENTS", "2-KL/TW"), ("1/NQ-CP", "IMPLEMENTS", "3/KH-UBND")},
    ),
    "title of an amending decree": (
        "Căn cứ Nghị định số 1/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 2/2021/NĐ-CP và Nghị định số 3/2021/NĐ-CP;",
        {
            (SELF, "BASED_ON", "1/2025/NĐ-CP"),
            ("1/2025/NĐ-CP", "AMENDS", "2/2021/NĐ-CP"),
            ("1/2025/NĐ-CP", "AMENDS", "3/2021/NĐ-CP"),
        },
    ),
    "title of a guiding decree": (
        "Căn cứ Nghị định số 1/2025/NĐ-CP ngày 2 tháng 3 năm 2025 của Chính phủ hướng dẫn thi hành Luật số 5/2020/QH14;",
        {(SELF, "BASED_ON", "1/2025/NĐ-CP"), ("1/2025/NĐ-CP", "GUIDES", "5/2020/QH14")},
    ),
    "issuer with commas": (
        "Triển khai Kế hoạch số 1-KH/BCĐ của Ban Chỉ đạo phát triển khoa học, công nghệ, chuyển đổi số về thực hiện Kế hoạch số 2-KH/TW.",
        {(SELF, "IMPLEMENTS", "1-KH/BCĐ"), ("1-KH/BCĐ", "IMPLEMENTS", "2-KH/TW")},
    ),
    "main clause after a title": (
        "Thực hiện Kế hoạch số 1/KH-UBND của tỉnh về chuyển đổi số, Sở Nội vụ đề nghị các đơn vị triển khai Chỉ thị số 2-CT/TU.",
        {(SELF, "IMPLEMENTS", "1/KH-UBND"), (SELF, "IMPLEMENTS", "2-CT/TU")},
    ),
    "amended by": (
        "Căn cứ Luật số 1/2020/QH14 được sửa đổi, bổ sung bởi Luật số 2/2022/QH15, Luật số 3/2024/QH15;",
        {
            (SELF, "BASED_ON", "1/2020/QH14"),
            (SELF, "BASED_ON", "2/2022/QH15"),
            (SELF, "BASED_ON", "3/2024/QH15"),
            ("2/2022/QH15", "AMENDS", "1/2020/QH14"),
            ("3/2024/QH15", "AMENDS", "1/2020/QH14"),
        },
    ),
    "amended by, after a nested law": (
        "Căn cứ Nghị định số 1/2025/NĐ-CP quy định chi tiết Luật số 5/2020/QH14 được sửa đổi, bổ sung bởi Nghị định số 2/2025/NĐ-CP;",
        {
            (SELF, "BASED_ON", "1/2025/NĐ-CP"),
            ("1/2025/NĐ-CP", "GUIDES", "5/2020/QH14"),
            ("2/2025/NĐ-CP", "AMENDS", "1/2025/NĐ-CP"),
            (SELF, "BASED_ON", "2/2025/NĐ-CP"),
        },
    ),
    "replaced by": (
        "Nghị định số 1/2020/NĐ-CP được thay thế bằng Nghị định số 2/2024/NĐ-CP.",
        {(SELF, "CITES", "1/2020/NĐ-CP"), ("2/2024/NĐ-CP", "REPLACES", "1/2020/NĐ-CP"), (SELF, "CITES", "2/2024/NĐ-CP")},
    ),
    "replaces": (
        "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 5/QĐ-UBND ngày 1/2/2020, Quyết định số 6/QĐ-UBND.",
        {(SELF, "REPLACES", "5/QĐ-UBND"), (SELF, "REPLACES", "6/QĐ-UBND")},
    ),
    "repeals a list": (
        "\nTHÔNG TƯ\nĐiều 3. Bãi bỏ các văn bản sau đây:\n1. Thông tư số 1/2010/TT-BNV.\n2. Thông tư số 2/2011/TT-BNV ngày 1/2/2011.\n"
        "Điều 4. Thông tư số 3/2012/TT-BNV được áp dụng đến hết năm.",
        {(SELF, "REPEALS", "1/2010/TT-BNV"), (SELF, "REPEALS", "2/2011/TT-BNV"), (SELF, "CITES", "3/2012/TT-BNV")},
    ),
    "amended by a list": (
        "Thông tư số 1/2020/TT-BNV được sửa đổi, bổ sung bởi:\n1. Thông tư số 2/2021/TT-BNV;\n2. Thông tư số 3/2022/TT-BNV.\n"
        "Căn cứ Luật số 4/2019/QH14;",
        {
            (SELF, "CITES", "1/2020/TT-BNV"),
            (SELF, "CITES", "2/2021/TT-BNV"),
            (SELF, "CITES", "3/2022/TT-BNV"),
            ("2/2021/TT-BNV", "AMENDS", "1/2020/TT-BNV"),
            ("3/2022/TT-BNV", "AMENDS", "1/2020/TT-BNV"),
            (SELF, "BASED_ON", "4/2019/QH14"),
        },
    ),
    "repeals a list, the cue before the colon": (
        "2. Các văn bản sau đây hết hiệu lực:\na) Điều 5 Thông tư số 1/2010/TT-BNV;\nb) Thông tư số 2/2011/TT-BNV.",
        {(SELF, "REPEALS", "1/2010/TT-BNV"), (SELF, "REPEALS", "2/2011/TT-BNV")},
    ),
    "ceases to have effect": (
        "2. Thông tư số 1/2010/TT-BNV ngày 1/2/2010 hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
        {(SELF, "REPEALS", "1/2010/TT-BNV")},
    ),
    "ceases to have effect, listed": (
        "Các quy định hết hiệu lực thi hành, gồm: Thông tư số 1/2010/TT-BNV về phí; lãi suất theo Quyết định số 2/2009/QĐ-NHNN.",
        {(SELF, "REPEALS", "1/2010/TT-BNV"), (SELF, "REPEALS", "2/2009/QĐ-NHNN")},
    ),
    "repeals a provision": ("Điều 2. Bãi bỏ quy định tại khoản 2 Điều 1 Nghị định số 1/2013/NĐ-CP.", {(SELF, "REPEALS", "1/2013/NĐ-CP")}),
    "replaces words": (
        "Điều 2. Thay thế, bãi bỏ một số cụm từ của Nghị định số 1/2013/NĐ-CP",
        {(SELF, "REPEALS", "1/2013/NĐ-CP"), (SELF, "AMENDS", "1/2013/NĐ-CP")},
    ),
    "amends what was issued with it": (
        "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 5/2020/QĐ-UBND",
        {(SELF, "AMENDS", "5/2020/QĐ-UBND")},
    ),
    "issued with": ("(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2020)", {(SELF, "ISSUED_WITH", "5/QĐ-UBND")}),
    "a condition": (
        "Trường hợp Luật số 1/2020/QH14 được sửa đổi, bổ sung hoặc bị thay thế thì áp dụng quy định mới.",
        {(SELF, "CITES", "1/2020/QH14")},
    ),
    "a proposal": ("Bộ Tư pháp nghiên cứu, đề xuất sửa đổi, bổ sung Nghị định số 1/2013/NĐ-CP.", {(SELF, "CITES", "1/2013/NĐ-CP")}),
    "a task for others": ("KẾ HOẠCH\n\n1. Bãi bỏ Nghị định số 1/2013/NĐ-CP trong quý III.", {(SELF, "CITES", "1/2013/NĐ-CP")}),
    "no decree amends a law": (
        "\nQUYẾT ĐỊNH\nĐiều 1. Sửa đổi Luật số 1/2013/QH13",
        {(SELF, "CITES", "1/2013/QH13")},
    ),
    "adjusting by a resolution does not amend it": (
        "Rà soát, điều chỉnh kế hoạch theo Nghị quyết số 1-NQ/TW.",
        {(SELF, "CITES", "1-NQ/TW")},
    ),
    "review": (
        "Sơ kết 3 năm thực hiện Chỉ thị số 5-CT/TW và Kết luận số 1-KL/TW.",
        {(SELF, "REVIEWS", "5-CT/TW"), (SELF, "REVIEWS", "1-KL/TW")},
    ),
    "inspection": ("kiểm tra, giám sát việc triển khai, thực hiện Chỉ thị số 5-CT/TW", {(SELF, "REVIEWS", "5-CT/TW")}),
    "guides": ("Thông tư này hướng dẫn thi hành một số điều của Nghị định số 1/2013/NĐ-CP.", {(SELF, "GUIDES", "1/2013/NĐ-CP")}),
    "by the rules": ("Kinh phí thực hiện theo quy định tại khoản 2 Điều 5 Thông tư số 1/2020/TT-BTC.", {(SELF, "CITES", "1/2020/TT-BTC")}),
    "tasks by a conclusion": ("Thực hiện các nhiệm vụ, giải pháp theo Kết luận số 1-KL/TU.", {(SELF, "IMPLEMENTS", "1-KL/TU")}),
    "alias": (
        "Thực hiện Chỉ thị số 5-CT/TW của Bộ Chính trị về chuyển đổi số (sau đây gọi tắt là Chỉ thị số 5-CT/TW); Kết luận số 1-KL/TW",
        {(SELF, "IMPLEMENTS", "5-CT/TW"), (SELF, "IMPLEMENTS", "1-KL/TW")},
    ),
    "articles are no list": (
        "Căn cứ khoản 3, khoản 4 Điều 15 và khoản 1 Điều 35 Luật số 1/2024/QH15;",
        {(SELF, "BASED_ON", "1/2024/QH15")},
    ),
    "a sentence ends the clause": (
        "Triển khai thực hiện Chỉ thị số 5-CT/TW. Kết luận số 1-KL/TW đã nêu rõ.",
        {(SELF, "IMPLEMENTS", "5-CT/TW"), (SELF, "CITES", "1-KL/TW")},
    ),
    "title in capitals": ("KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ SỐ 5-CT/TW NGÀY 1/2/2024", {(SELF, "IMPLEMENTS", "5-CT/TW")}),
    "page header inside a list": (
        "Thực hiện Chỉ thị số 5-CT/TW của\nCÔNG BÁO/Số 7 + 8/Ngày 24-6-2024\n93\n\nBan Bí thư, Kết luận số 1-KL/TW",
        {(SELF, "IMPLEMENTS", "5-CT/TW"), (SELF, "IMPLEMENTS", "1-KL/TW")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_relations(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert edges(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in CASES.values()], ids=CASES)
def test_relations_do_not_depend_on_composition_or_line_breaks(text: str) -> None:
    def composed(decomposed: str) -> set[tuple[str, ...]]:
        return {tuple(unicodedata.normalize("NFC", part) for part in edge) for edge in edges(decomposed)}

    assert composed(unicodedata.normalize("NFD", text)) == edges(text)
    wrapped = re.sub(r"(?<=[a-zà-ỹ]) (?=[a-zđ])", "\n", text)
    assert edges(wrapped) == edges(text)


def test_the_cue_is_quoted_as_written() -> None:
    (citation,) = related(unicodedata.normalize("NFD", "Tiếp tục  triển khai\nthực hiện Kết luận số 1-KL/TW"))
    assert citation.edges[0].cue == unicodedata.normalize("NFD", "triển khai\nthực hiện")


def test_mentions_of_the_text_itself_get_no_edges() -> None:
    assert [citation.edges for citation in related("Căn cứ Quyết định này") if citation.kind is Kind.SELF] == [()]


_DOCUMENTS = ["Luật số 1/2020/QH14", "Nghị định số 2/2021/NĐ-CP", "Kế hoạch số 3-KH/TU", "Quyết định này", "KẾ HOẠCH", "khoản 2 Điều 5"]
_WORDS = ["thực hiện", "sửa đổi", "được sửa đổi bởi", "về", "theo", "tại", "và", "gọi tắt là", "kèm theo", "hết hiệu lực", "CÔNG BÁO/"]
_SIGNS = [";", ",", ".\n", "\n\n", ":\n", "(", ")", "“", "”", "1. ", "- ", "\ud800", "\u0301"]
_PARTS = st.sampled_from([*_DOCUMENTS, *_WORDS, *_SIGNS])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PARTS, max_size=30).map(" ".join))
def test_any_text_is_safe_and_no_document_relates_to_itself(text: str) -> None:
    for citation in related(text):
        keys = {other.key for other in related(text)} | {SELF}
        assert citation.edges or citation.kind is Kind.SELF
        for edge in citation.edges:
            assert edge.source in keys and edge.source != citation.key
            assert edge.cue is None or edge.cue in text


@pytest.mark.parametrize(
    "filler",
    ["a", " ", "\n", "thực hiện ", "về ", "(", "khoản 1, ", ", ", "; ", ". ", "theo Luật số 1/2020/QH14 ", "CÔNG BÁO/\n", "được sửa đổi "],
)
def test_time_is_linear_in_any_text(filler: str) -> None:
    def seconds(length: int) -> float:
        text = filler * (length // len(filler)) + " Luật số 1/2020/QH14"
        started = time.process_time()
        related(text)
        return time.process_time() - started

    short, long = min(seconds(50_000) for _ in range(3)), seconds(400_000)
    assert long < 8 * short * 3 + 0.2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Mở đầu. Thực hiện [X] của TP. Hồ Chí Minh, Q. 3. Sau đó.", "Thực hiện [X] của TP. Hồ Chí Minh, Q. 3."),
        ("Theo [X] và số 66.4/2025/NQ-CP ngày 1.2.2025 của Bộ. Hết.", "Theo [X] và số 66.4/2025/NQ-CP ngày 1.2.2025 của Bộ."),
        ("I. MỤC TIÊU\n- Thực hiện\n[X] của\nBan Bí thư;\n- Việc khác", "- Thực hiện\n[X] của\nBan Bí thư;"),
        ("Đoạn một\n\nTriển khai [X]\n\nvề sau\n\nĐoạn hai", "Triển khai [X]\n\nvề sau"),
        ("Như sau:\na) Theo [X];\nb) Khác", "a) Theo [X];"),
        ("Điều 3. Bãi bỏ [X].", "Bãi bỏ [X]."),
        ("công tác dân số. Có chính sách theo [X]", "Có chính sách theo [X]"),
    ],
)
def test_sentence_around(text: str, sentence: str) -> None:
    start = text.index("[X]")
    first, last = sentence_around(text, start, start + 3)
    assert text[first:last] == sentence


def test_a_sentence_without_end_is_bounded() -> None:
    text = "a " * 5000
    first, last = sentence_around(text, 5000, 5001)
    assert 5000 - REACH <= first < 5001 < last <= 5001 + REACH

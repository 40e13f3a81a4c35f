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

_TYPES = "nghị định|thông tư|quyết định|quy định|kế hoạch|chỉ thị|kết luận|luật|nghị quyết|hướng dẫn|tờ trình|báo cáo|công văn|chương trình"
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


CASES: dict[str, tuple[str, set[tuple[str, str, str]]]] = {
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


CASES |= {
    # The preamble or lead-in governs the list to its end.
    "preamble with titles": (
        "Thực hiện Kế hoạch số 12-KH/TU, ngày 3/4/2023 của Ban Thường vụ Thành ủy về công tác dân vận; Hướng dẫn số 5-HD/BDVTW"
        " ngày 9/5/2023"
        " của Ban Dân vận Trung ương; Công văn số 77-CV/BDVTU, Đảng ủy phường xây dựng kế hoạch như sau:",
        {(SELF, "IMPLEMENTS", "12-KH/TU"), (SELF, "IMPLEMENTS", "5-HD/BDVTW"), (SELF, "IMPLEMENTS", "77-CV/BDVTU")},
    ),
    "preamble, a title nested in its second item": (
        "Triển khai thực hiện Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XII; Kế hoạch số 7-KH/HU của Ban Chấp hành Đảng bộ"
        " huyện về thực hiện Kết luận số 50-KL/TW; Chương trình số 3-CTr/HU, Đảng ủy xã ban hành kế hoạch.",
        {
            (SELF, "IMPLEMENTS", "18-NQ/TW"),
            (SELF, "IMPLEMENTS", "7-KH/HU"),
            ("7-KH/HU", "IMPLEMENTS", "50-KL/TW"),
            (SELF, "IMPLEMENTS", "3-CTr/HU"),
        },
    ),
    "a sentence of bases": (
        "Căn cứ Quy định số 22-QĐ/TW ngày 28/7/2021 của Ban Chấp hành Trung ương về công tác kiểm tra, giám sát và kỷ luật của Đảng;"
        " Hướng dẫn số 2-HD/UBKTTW của Ủy ban Kiểm tra Trung ương, Ban Thường vụ ban hành hướng dẫn.",
        {(SELF, "BASED_ON", "22-QĐ/TW"), (SELF, "BASED_ON", "2-HD/UBKTTW")},
    ),
    "basis of a decision, with its proposal": (
        "Căn cứ Nghị quyết số 5-NQ/ĐH; xét đề nghị của Ban Tổ chức Tỉnh ủy tại Tờ trình số 9-TTr/BTCTU, Ban Thường vụ quyết định:",
        {(SELF, "BASED_ON", "5-NQ/ĐH"), (SELF, "BASED_ON", "9-TTr/BTCTU")},
    ),
    "pursuant to the rules of": (
        "Căn cứ quy định tại khoản 3 Điều 12 Nghị định số 15/2021/NĐ-CP, đề nghị Sở Xây dựng trả lời.",
        {(SELF, "BASED_ON", "15/2021/NĐ-CP")},
    ),
    "in accordance with a letter": (
        "Theo đề nghị của Sở Tài chính tại Công văn số 88/STC-NS; căn cứ Luật số 83/2015/QH13, Ủy ban nhân dân tỉnh yêu cầu:",
        {(SELF, "BASED_ON", "88/STC-NS"), (SELF, "BASED_ON", "83/2015/QH13")},
    ),
    # Looking back.
    "after years of work": (
        "Sau hơn 10 năm triển khai thực hiện Nghị quyết số 29-NQ/TW và Kết luận số 51-KL/TW, giáo dục có chuyển biến.",
        {(SELF, "REVIEWS", "29-NQ/TW"), (SELF, "REVIEWS", "51-KL/TW")},
    ),
    "through years, in words": ("Qua năm năm thực hiện Chỉ thị số 5-CT/TU, nhận thức được nâng lên.", {(SELF, "REVIEWS", "5-CT/TU")}),
    "three years of study": (
        "BÁO CÁO\nKết quả 3 năm học tập, quán triệt và thực hiện Nghị quyết số 4-NQ/TW",
        {(SELF, "REVIEWS", "4-NQ/TW")},
    ),
    "a plan of five years is carried out": ("Ban hành kế hoạch 5 năm thực hiện Nghị quyết số 4-NQ/TW.", {(SELF, "IMPLEMENTS", "4-NQ/TW")}),
    "through carrying out": ("Qua thực hiện Quy định số 37-QĐ/TW, kỷ cương được giữ vững.", {(SELF, "REVIEWS", "37-QĐ/TW")}),
    "summing up for a report": (
        "Các chi bộ tổng kết 5 năm thực hiện Kết luận số 1-KL/TW và báo cáo kết quả thực hiện Chỉ thị số 8-CT/TU trước ngày 15/11.",
        {(SELF, "REVIEWS", "1-KL/TW"), (SELF, "REVIEWS", "8-CT/TU")},
    ),
    "a plan nested in a review": (
        "Sơ kết 3 năm thực hiện Kế hoạch số 5-KH/TU của Ban Chấp hành Đảng bộ tỉnh về thực hiện Nghị quyết số 19-NQ/TW.",
        {(SELF, "REVIEWS", "5-KH/TU"), ("5-KH/TU", "IMPLEMENTS", "19-NQ/TW")},
    ),
    "a committee inspects": (
        "Ủy ban Kiểm tra giám sát chuyên đề việc lãnh đạo, chỉ đạo và thực hiện Quy định số 11-QĐi/TW.",
        {(SELF, "REVIEWS", "11-QĐi/TW")},
    ),
    "building on the results": (
        "Phát huy kết quả thực hiện Nghị quyết số 2-NQ/HU, tiếp tục thực hiện Nghị quyết số 6-NQ/HU.",
        {(SELF, "REVIEWS", "2-NQ/HU"), (SELF, "IMPLEMENTS", "6-NQ/HU")},
    ),
    # Titles.
    "two deep": (
        "Căn cứ Kế hoạch số 9-KH/HU của Huyện ủy về thực hiện Chương trình số 6-CTr/TU ngày 1/2/2022 của Tỉnh ủy thực hiện Nghị quyết số"
        " 16-NQ/TW;",
        {(SELF, "BASED_ON", "9-KH/HU"), ("9-KH/HU", "IMPLEMENTS", "6-CTr/TU"), ("6-CTr/TU", "IMPLEMENTS", "16-NQ/TW")},
    ),
    "a purpose instead of a title": (
        "Tỉnh ủy đã ban hành Kế hoạch số 40-KH/TU ngày 2/3/2020 để triển khai Nghị quyết số 55-NQ/TW.",
        {(SELF, "CITES", "40-KH/TU"), ("40-KH/TU", "IMPLEMENTS", "55-NQ/TW")},
    ),
    "a letter on a plan": (
        "Thực hiện Công văn số 100-CV/TU của Tỉnh ủy về việc triển khai thực hiện Kế hoạch số 3-KH/BCĐ của Ban Chỉ đạo Trung ương.",
        {(SELF, "IMPLEMENTS", "100-CV/TU"), ("100-CV/TU", "IMPLEMENTS", "3-KH/BCĐ")},
    ),
    "a title in quotation marks": (
        "Tiếp tục thực hiện Kế hoạch số 8-KH/TU “về triển khai Chỉ thị số 4-CT/TW”; đẩy mạnh thực hiện Kết luận số 9-KL/TU.",
        {(SELF, "IMPLEMENTS", "8-KH/TU"), ("8-KH/TU", "IMPLEMENTS", "4-CT/TW"), (SELF, "IMPLEMENTS", "9-KL/TU")},
    ),
    "beside, not below": (
        "Thực hiện Chỉ thị số 14-CT/TU ngày 5/6/2024 của Tỉnh ủy và tiếp tục triển khai Chỉ thị số 40-CT/TW.",
        {(SELF, "IMPLEMENTS", "14-CT/TU"), (SELF, "IMPLEMENTS", "40-CT/TW")},
    ),
    "a programme beside": (
        "Căn cứ Kế hoạch số 5/KH-UBND của Ủy ban nhân dân tỉnh về thực hiện Nghị quyết số 1/NQ-CP và Chương trình hành động của Tỉnh ủy về"
        " thực hiện Nghị quyết số 68-NQ/TW;",
        {(SELF, "BASED_ON", "5/KH-UBND"), ("5/KH-UBND", "IMPLEMENTS", "1/NQ-CP"), ("5/KH-UBND", "IMPLEMENTS", "68-NQ/TW")},
    ),
    "a decision approving a plan": (
        "Triển khai Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình chuyển đổi số và Nghị quyết số 52-NQ/TW.",
        {(SELF, "IMPLEMENTS", "749/QĐ-TTg"), (SELF, "IMPLEMENTS", "52-NQ/TW")},
    ),
    "a guideline on a regulation": (
        "Thực hiện Hướng dẫn số 3-HD/BTCTW của Ban Tổ chức Trung ương hướng dẫn thực hiện Quy định số 80-QĐ/TW.",
        {(SELF, "IMPLEMENTS", "3-HD/BTCTW"), ("3-HD/BTCTW", "GUIDES", "80-QĐ/TW")},
    ),
    "a circular on a decree": (
        "Căn cứ Thông tư số 6/2022/TT-BTP quy định chi tiết một số điều và biện pháp thi hành Nghị định số 9/2021/NĐ-CP;",
        {(SELF, "BASED_ON", "6/2022/TT-BTP"), ("6/2022/TT-BTP", "GUIDES", "9/2021/NĐ-CP")},
    ),
    "a decision repealing": (
        "Thực hiện Quyết định số 4/QĐ-UBND bãi bỏ Quyết định số 3/QĐ-UBND;",
        {(SELF, "IMPLEMENTS", "4/QĐ-UBND"), ("4/QĐ-UBND", "REPEALS", "3/QĐ-UBND")},
    ),
    "a law amending two": (
        "Căn cứ Luật số 47/2019/QH14 sửa đổi, bổ sung một số điều của Luật số 76/2015/QH13 và Luật số 77/2015/QH13;",
        {(SELF, "BASED_ON", "47/2019/QH14"), ("47/2019/QH14", "AMENDS", "76/2015/QH13"), ("47/2019/QH14", "AMENDS", "77/2015/QH13")},
    ),
    "an article amends": (
        "Khoản 4 Điều 16 Nghị quyết số 29/2026/QH16 sửa đổi mục 14 Nghị quyết số 265/2025/QH15.",
        {(SELF, "CITES", "29/2026/QH16"), ("29/2026/QH16", "AMENDS", "265/2025/QH15")},
    ),
    # What was issued with what.
    "rules issued with": (
        "Theo Quy chế ban hành kèm theo Quyết định số 25-QĐ/TU, cấp ủy họp hằng tháng.",
        {(SELF, "ISSUED_WITH", "25-QĐ/TU")},
    ),
    "a programme issued with": (
        "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW (ban hành kèm theo Nghị quyết số 3/NQ-CP) giao các bộ.",
        {("3/NQ-CP", "IMPLEMENTS", "57-NQ/TW"), (SELF, "ISSUED_WITH", "3/NQ-CP")},
    ),
    "amending an annex": (
        "QUYẾT ĐỊNH\nĐiều 1. Bãi bỏ khoản 2 Điều 4 Quy định ban hành kèm theo Quyết định số 7/2019/QĐ-UBND.",
        {(SELF, "REPEALS", "7/2019/QĐ-UBND")},
    ),
    # Amendment, replacement, repeal.
    "adding a clause": (
        "THÔNG TƯ\nĐiều 1. Bổ sung khoản 5 Điều 7 Thông tư số 8/2020/TT-BCT như sau:",
        {(SELF, "AMENDS", "8/2020/TT-BCT")},
    ),
    "adding words": (
        "NGHỊ ĐỊNH\nĐiều 2. Bổ sung cụm từ “trực tuyến” vào sau từ “trực tiếp” tại khoản 2 Điều 5 Nghị định số 8/2020/NĐ-CP.",
        {(SELF, "AMENDS", "8/2020/NĐ-CP")},
    ),
    "a party regulation replaces": (
        "Quy định này có hiệu lực từ ngày ký, thay thế Quy định số 179-QĐ/TW và những quy định trước đây trái với Quy định này.",
        {(SELF, "REPLACES", "179-QĐ/TW")},
    ),
    "a plan replaces a plan": ("Kế hoạch này thay thế Kế hoạch số 66-KH/TU ngày 1/2/2019.", {(SELF, "REPLACES", "66-KH/TU")}),
    "amended by this text": (
        "Hồ sơ được xử lý theo quy định tại Thông tư số 22/2018/TT-NHNN được sửa đổi, bổ sung theo Điều 2 Thông tư này.",
        {(SELF, "CITES", "22/2018/TT-NHNN"), (SELF, "AMENDS", "22/2018/TT-NHNN")},
    ),
    "to be amended": ("Kiến nghị Chính phủ xem xét sửa đổi Nghị định số 116/2020/NĐ-CP.", {(SELF, "CITES", "116/2020/NĐ-CP")}),
    "was repealed, as a report says": (
        "BÁO CÁO\nNghị định số 5/2010/NĐ-CP đã hết hiệu lực.",
        {(SELF, "CITES", "5/2010/NĐ-CP")},
    ),
    "quoted words amend": (
        "Tại khoản 1 Điều 1 Nghị định số 41/2022/NĐ-CP quy định: “Bổ sung khoản 9 Điều 9 Nghị định số 15/2022/NĐ-CP như sau”.",
        {(SELF, "CITES", "41/2022/NĐ-CP"), ("41/2022/NĐ-CP", "AMENDS", "15/2022/NĐ-CP")},
    ),
    # Guidance.
    "a guideline": (
        "\nHƯỚNG DẪN\nthực hiện Quy định số 24-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương",
        {(SELF, "GUIDES", "24-QĐ/TW")},
    ),
    "a circular guides": (
        "Thông tư này quy định chi tiết khoản 3 Điều 5, Điều 9 của Luật số 5/2022/QH15.",
        {(SELF, "GUIDES", "5/2022/QH15")},
    ),
    "guides what is laid down": (
        "Nghị định này hướng dẫn thực hiện cơ chế đặc thù cho các dự án tồn đọng quy định tại Nghị quyết số 30/2026/QH16.",
        {(SELF, "GUIDES", "30/2026/QH16")},
    ),
    # The turns of everyday drafting.
    "title of a plan": (
        "KẾ HOẠCH\ntriển khai thực hiện Chỉ thị số 5-CT/TU và Kế hoạch số 9-KH/TU",
        {(SELF, "IMPLEMENTS", "5-CT/TU"), (SELF, "IMPLEMENTS", "9-KH/TU")},
    ),
    "title of a report": (
        "BÁO CÁO\nTổng kết 10 năm thực hiện Nghị quyết số 19-NQ/TW và Chỉ thị số 3-CT/TU, giai đoạn 2013 - 2023",
        {(SELF, "REVIEWS", "19-NQ/TW"), (SELF, "REVIEWS", "3-CT/TU")},
    ),
    "a letter asks for a review": (
        "Thực hiện Công văn số 12-CV/BTGTU ngày 4/5/2024 của Ban Tuyên giáo Tỉnh ủy về việc báo cáo sơ kết 3 năm thực"
        " hiện Kết luận số 1-KL/TW, Đảng ủy báo cáo như sau:",
        {(SELF, "IMPLEMENTS", "12-CV/BTGTU"), ("12-CV/BTGTU", "REVIEWS", "1-KL/TW")},
    ),
    "a list before its common title": (
        "Ban Thường vụ yêu cầu các chi bộ tiếp tục quán triệt, thực hiện nghiêm túc Nghị quyết số 4-NQ/TW (khóa XII),"
        " Quy định số 37-QĐ/TW, Quy định số 8-QĐi/TW về trách nhiệm nêu gương.",
        {(SELF, "IMPLEMENTS", "4-NQ/TW"), (SELF, "IMPLEMENTS", "37-QĐ/TW"), (SELF, "IMPLEMENTS", "8-QĐi/TW")},
    ),
    "done by a regulation": (
        "Việc xử lý kỷ luật thực hiện theo Quy định số 69-QĐ/TW.",
        {(SELF, "IMPLEMENTS", "69-QĐ/TW")},
    ),
    "done as a guideline says": (
        "Hồ sơ thực hiện theo hướng dẫn tại Hướng dẫn số 12-HD/BTCTW.",
        {(SELF, "CITES", "12-HD/BTCTW")},
    ),
    "repeals, then amends": (
        "Bãi bỏ Quyết định số 5/QĐ-UBND, Quyết định số 6/QĐ-UBND; sửa đổi Quyết định số 7/QĐ-UBND.",
        {(SELF, "REPEALS", "5/QĐ-UBND"), (SELF, "REPEALS", "6/QĐ-UBND"), (SELF, "AMENDS", "7/QĐ-UBND")},
    ),
    "replaces and repeals": (
        "QUYẾT ĐỊNH\nĐiều 3. Quyết định này có hiệu lực kể từ ngày ký; thay thế Quyết định số 9/QĐ-UBND và bãi bỏ"
        " Quyết định số 10/QĐ-UBND.",
        {(SELF, "REPLACES", "9/QĐ-UBND"), (SELF, "REPEALS", "10/QĐ-UBND")},
    ),
    "amended, in parentheses": (
        "Nghị định số 5/2020/NĐ-CP ngày 1/1/2020 của Chính phủ (được sửa đổi, bổ sung tại Nghị định số 6/2022/NĐ-CP) quy định rõ.",
        {(SELF, "CITES", "5/2020/NĐ-CP"), ("6/2022/NĐ-CP", "AMENDS", "5/2020/NĐ-CP"), (SELF, "CITES", "6/2022/NĐ-CP")},
    ),
    "an amending decree in a list of bases": (
        "Căn cứ Nghị định số 5/2020/NĐ-CP; Nghị định số 6/2022/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số"
        " 5/2020/NĐ-CP; Thông tư số 7/2023/TT-BTC;",
        {
            (SELF, "BASED_ON", "5/2020/NĐ-CP"),
            (SELF, "BASED_ON", "6/2022/NĐ-CP"),
            ("6/2022/NĐ-CP", "AMENDS", "5/2020/NĐ-CP"),
            (SELF, "BASED_ON", "7/2023/TT-BTC"),
        },
    ),
    "a basis, then a task": (
        "Trên cơ sở Kế hoạch số 3-KH/TU của Tỉnh ủy, các huyện ủy xây dựng kế hoạch thực hiện Nghị quyết số 5-NQ/TW.",
        {(SELF, "BASED_ON", "3-KH/TU"), (SELF, "IMPLEMENTS", "5-NQ/TW")},
    ),
    "the title of what is replaced": (
        "Hướng dẫn này thay thế Hướng dẫn số 3-HD/BTCTU ngày 5/6/2015 của Ban Tổ chức Tỉnh ủy về thực hiện Quy định số 45-QĐ/TW.",
        {(SELF, "REPLACES", "3-HD/BTCTU"), ("3-HD/BTCTU", "IMPLEMENTS", "45-QĐ/TW")},
    ),
    "no cue but a verb of its own": (
        "Đưa nội dung Chỉ thị số 5-CT/TW vào sinh hoạt chi bộ.",
        {(SELF, "CITES", "5-CT/TW")},
    ),
    "in order to": (
        "Nhằm cụ thể hóa các mục tiêu, nhiệm vụ nêu trong Nghị quyết số 52-NQ/TW và Chương trình số 18-CTr/TU, Sở ban hành kế hoạch.",
        {(SELF, "IMPLEMENTS", "52-NQ/TW"), (SELF, "IMPLEMENTS", "18-CTr/TU")},
    ),
    "two inspections": (
        "Ủy ban Kiểm tra Huyện ủy kiểm tra việc chấp hành Quy định số 37-QĐ/TW và giám sát việc thực hiện Nghị quyết số 3-NQ/HU.",
        {(SELF, "REVIEWS", "37-QĐ/TW"), (SELF, "REVIEWS", "3-NQ/HU")},
    ),
    "a title after a semicolon": (
        "Thực hiện Chỉ thị số 7-CT/TU của Ban Thường vụ Tỉnh ủy; Kế hoạch số 20-KH/HU của Ban Thường vụ Huyện ủy về"
        " thực hiện Chỉ thị số 7-CT/TU; Đảng ủy xây dựng kế hoạch.",
        {(SELF, "IMPLEMENTS", "7-CT/TU"), (SELF, "IMPLEMENTS", "20-KH/HU"), ("20-KH/HU", "IMPLEMENTS", "7-CT/TU")},
    ),
    "a letter's purpose": (
        "Công văn số 55/SNV-CCVC của Sở Nội vụ đề nghị báo cáo kết quả thực hiện Nghị định số 29/2023/NĐ-CP.",
        {(SELF, "CITES", "55/SNV-CCVC"), ("55/SNV-CCVC", "REVIEWS", "29/2023/NĐ-CP")},
    ),
    "rules in the title of a decision": (
        "Quyết định số 2/QĐ-UBND ngày 3/1/2024 của Ủy ban nhân dân tỉnh ban hành Quy chế phối hợp theo Nghị định số 8/2020/NĐ-CP.",
        {(SELF, "CITES", "2/QĐ-UBND"), ("2/QĐ-UBND", "CITES", "8/2020/NĐ-CP")},
    ),
    "a ministry whose name holds a verb": (
        "Căn cứ Thông tư số 5/2024/TT-BXD của Bộ trưởng Bộ Xây dựng hướng dẫn Nghị định số 100/2024/NĐ-CP;",
        {(SELF, "BASED_ON", "5/2024/TT-BXD"), ("5/2024/TT-BXD", "GUIDES", "100/2024/NĐ-CP")},
    ),
    "a circular ends": (
        "Các quy định trước đây trái với Quy định này đều bãi bỏ. Thông tư số 1/2015/TT-BNV hết hiệu lực thi hành kể"
        " từ ngày Thông tư này có hiệu lực.",
        {(SELF, "REPEALS", "1/2015/TT-BNV")},
    ),
    "a list below a task": (
        "Tiếp tục thực hiện tốt các văn bản sau:\n- Chỉ thị số 1-CT/TU;\n- Kế hoạch số 2-KH/TU của Tỉnh ủy.",
        {(SELF, "IMPLEMENTS", "1-CT/TU"), (SELF, "IMPLEMENTS", "2-KH/TU")},
    ),
    "one conclusion replaces another": (
        "Kết luận số 9-KL/TU thay thế Kết luận số 4-KL/TU.",
        {(SELF, "CITES", "9-KL/TU"), ("9-KL/TU", "REPLACES", "4-KL/TU")},
    ),
    "a review, together with a task": (
        "Đảng ủy đánh giá 02 năm triển khai Chương trình số 8-CTr/HU gắn với thực hiện Nghị quyết số 6-NQ/ĐU.",
        {(SELF, "REVIEWS", "8-CTr/HU"), (SELF, "IMPLEMENTS", "6-NQ/ĐU")},
    ),
    "in keeping with": (
        "Rà soát, sửa đổi, bổ sung Quyết định số 12/2020/QĐ-UBND cho phù hợp với Luật số 31/2024/QH15.",
        {(SELF, "CITES", "12/2020/QĐ-UBND"), (SELF, "CITES", "31/2024/QH15")},
    ),
    "targets of two documents": (
        "Phấn đấu hoàn thành các chỉ tiêu Nghị quyết số 1-NQ/ĐH và chỉ tiêu tại Kế hoạch số 8-KH/HU.",
        {(SELF, "IMPLEMENTS", "1-NQ/ĐH"), (SELF, "IMPLEMENTS", "8-KH/HU")},
    ),
    # By the way.
    "publicity": ("Tuyên truyền, phổ biến Luật số 10/2022/QH15 đến nhân dân.", {(SELF, "CITES", "10/2022/QH15")}),
    "publicity among tasks": (
        "Tổ chức quán triệt, tuyên truyền Nghị quyết số 4-NQ/TW đến đảng viên.",
        {(SELF, "IMPLEMENTS", "4-NQ/TW")},
    ),
    "an example in parentheses": (
        "Thực hiện Chỉ thị số 31/CT-TTg về bảo đảm thực hiện nhiệm vụ năm học (Công văn số 41/BGDĐT-VP hướng dẫn thêm).",
        {(SELF, "IMPLEMENTS", "31/CT-TTg"), (SELF, "CITES", "41/BGDĐT-VP")},
    ),
    "by the rules, in a plan": (
        "Triển khai thực hiện bảo đảm đúng tiến độ; kinh phí thực hiện theo quy định của Luật số 83/2015/QH13.",
        {(SELF, "CITES", "83/2015/QH13")},
    ),
    "obeying the rules of": (
        "Thực hiện nghiêm túc, đúng quy định Luật số 85/2015/QH13; Chỉ thị số 46-CT/TW.",
        {(SELF, "IMPLEMENTS", "85/2015/QH13"), (SELF, "IMPLEMENTS", "46-CT/TW")},
    ),
    "a ground for assessment": ("Kết quả là căn cứ xếp loại theo Quy định số 124-QĐ/TW.", {(SELF, "CITES", "124-QĐ/TW")}),
    "as assigned": ("Bộ Xây dựng chủ trì nhiệm vụ được giao tại Nghị quyết số 71/NQ-CP.", {(SELF, "CITES", "71/NQ-CP")}),
    "the spirit of": (
        "Thực hiện Kế hoạch số 22-KH/HU về triển khai Chương trình số 16-CTr/TU của Tỉnh ủy và tinh thần Chỉ thị số 13-CT/TW.",
        {(SELF, "IMPLEMENTS", "22-KH/HU"), ("22-KH/HU", "IMPLEMENTS", "16-CTr/TU"), (SELF, "IMPLEMENTS", "13-CT/TW")},
    ),
    "inheritance": (
        "Căn cứ Chỉ thị số 5-CT/TW của Bộ Chính trị về học tập tư tưởng Hồ Chí Minh; kế thừa kết quả thực hiện Chỉ thị số"
        " 3-CT/TW, Tỉnh ủy:",
        {(SELF, "BASED_ON", "5-CT/TW"), (SELF, "REVIEWS", "3-CT/TW")},
    ),
    "a column of bases": (
        "\nTT\nNhiệm vụ\nCơ quan chủ trì\nCăn cứ\npháp lý\n1\nThực hiện rà soát thủ tục\nSở Tư pháp\nNghị quyết số"
        " 66-NQ/TW,\nNghị quyết số\n"
        "140/NQ-CP\n2\nTriển khai Kế hoạch số 5/KH-UBND\nSở Nội vụ\nNghị quyết số 23/NQ-CP\n",
        {
            (SELF, "BASED_ON", "66-NQ/TW"),
            (SELF, "BASED_ON", "140/NQ-CP"),
            (SELF, "IMPLEMENTS", "5/KH-UBND"),
            (SELF, "BASED_ON", "23/NQ-CP"),
        },
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
_WORDS = [
    "thực hiện",
    "sửa đổi",
    "được sửa đổi bởi",
    "về",
    "theo",
    "tại",
    "và",
    "gọi tắt là",
    "kèm theo",
    "hết hiệu lực",
    "CÔNG BÁO/",
    "Chương trình hành động",
]
_SIGNS = ["quy định: “", "\nTT\nCăn cứ\n", "\n", ";", ",", ".\n", "\n\n", ":\n", "(", ")", "“", "”", "1. ", "- ", "\ud800", "\u0301"]
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
    [
        "a",
        " ",
        "\n",
        "thực hiện ",
        "về ",
        "(",
        "khoản 1, ",
        ", ",
        "; ",
        ". ",
        "theo Luật số 1/2020/QH14 ",
        "CÔNG BÁO/\n",
        "được sửa đổi ",
        "quy định: “",
        "TT\nCăn cứ\n",
        "\nTT * ",
        "Chương trình thực hiện ",
        "sau 5 năm thực hiện ",
        "và Kế hoạch của Luật số 1/2020/QH14 về ",
    ],
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

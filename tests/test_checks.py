"""Test findings as tables: documents in, findings with their lines out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written_plans import Text, load_documents, write_documents

from danchieu.graph.checks.findings import check, integrity, kinds
from danchieu.graph.errors import QueryError
from danchieu.graph.queries.library import load_queries
from danchieu.graph.queries.trace import line_at
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import Writer, open_store

# kind: documents, and the findings as (symbol of the document, line, stated, known)
FOUND: dict[str, tuple[list[Text], list[tuple[str | None, int, str, str]]]] = {
    "date": (
        [
            ("11-KH/TU", "2016-06-11", "Phạm vi toàn tỉnh."),
            ("12-KH/TU", "2016-06-20", "Thực hiện Kế hoạch số 11-KH/TU ngày 11/6/2016 của Tỉnh ủy."),
            ("13-KH/TU", "2016-06-21", "Phạm vi toàn tỉnh.\nThực hiện Kế hoạch số 11-KH/TU ngày 12/6/2016 của Tỉnh ủy."),
            ("14-KH/TU", "2016-06-22", "Căn cứ Quyết định số 3-QĐ/TU ngày 02/02/2016 của Tỉnh ủy."),
            ("15-KH/TU", "2016-06-23", "Căn cứ Quyết định số 3-QĐ/TU ngày 02/02/2016 của Tỉnh ủy."),
            ("16-KH/TU", "2016-06-24", "Căn cứ Quyết định số 3-QĐ/TU ngày 03/02/2016 của Tỉnh ủy."),
        ],
        [
            ("13-KH/TU", 9, "11-KH/TU of 2016-06-12", "2016-06-11, by its own text"),
            ("16-KH/TU", 8, "3-QĐ/TU of 2016-02-03", "2016-02-02, by 2 of 3 texts"),
        ],
    ),
    "year": (
        [
            ("12-KH/TU", "2016-06-20", "Căn cứ Nghị định số 58/2012/NĐ-CP ngày 31/8/2002 của Chính phủ."),
            ("13-KH/TU", "2016-06-21", "Căn cứ Nghị định số 59/2012/NĐ-CP ngày 23/7/2012 của Chính phủ."),
        ],
        [("12-KH/TU", 8, "58/2012/NĐ-CP of 2002-08-31", "its symbol is of 2012")],
    ),
    "term": (
        [
            ("12-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XI về học tập."),
            ("13-KH/TU", "2016-06-21", "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII về học tập."),
            ("14-KH/TU", "2016-06-22", "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Tỉnh ủy khóa XIII lập kế hoạch."),
        ],
        [("12-KH/TU", 8, "05-CT/TW, khóa XI", "khóa XII, dated 2016-05-15")],
    ),
    "impossible_date": (
        [
            ("12-KH/TU", "2016-06-20", "Báo cáo trước ngày 31/02/2017.\nHoàn thành ngày 31 tháng 4 năm 2017, sơ kết ngày 29/02/2016."),
            ("13-KH/TU", "2016-06-21", "Báo cáo trước ngày 28/02/2017; Nghị quyết số 31/13/2017; từ 30/12/2016."),
        ],
        [
            ("12-KH/TU", 8, "ngày 31/02/2017", "day is out of range for month"),
            ("12-KH/TU", 9, "ngày 31 tháng 4 năm 2017", "day is out of range for month"),
        ],
    ),
    "type": (
        [
            ("12-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 40-KH/TU ngày 05/01/2016 của Tỉnh ủy."),
            (
                "13-KH/TU",
                "2016-06-21",
                "Thực hiện Thông báo kết luận số 81-TB/TW ngày 01/6/2016; Quy định số 29-QĐ/TW ngày 25/7/2016 và"
                " Quyết định số 244-QĐ/TW ngày 09/6/2014 của Ban Bí thư.\nCông văn số 6676/BYT-CDS ngày 01/3/2016 của Bộ Y tế;"
                " Thông tư liên tịch số 39/2014/TTLT-BCT-BTC ngày 29/10/2014.",
            ),
        ],
        [("12-KH/TU", 8, "Chỉ thị 40-KH/TU", "KH is Kế hoạch")],
    ),
    "order": (
        [
            ("11-KH/TU", "2016-06-11", "Phạm vi toàn tỉnh."),
            ("12-KH/TU", "2016-06-20", "Phạm vi toàn tỉnh."),
            ("15-KH/TU", "2016-08-20", "Thực hiện Kế hoạch số 13-KH/TU ngày 22/01/2016, Kế hoạch số 14-KH/TU ngày 18/6/2016 của Tỉnh ủy."),
        ],
        [("15-KH/TU", 8, "13-KH/TU of 2016-01-22", "12-KH/TU, a smaller number, of 2016-06-20")],
    ),
    "later": (
        [
            ("12-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 20-CT/TU ngày 21/6/2016 của Tỉnh ủy."),
            ("13-KH/TU", "2016-06-30", "Thực hiện Chỉ thị số 20-CT/TU ngày 21/6/2016 của Tỉnh ủy."),
        ],
        [("12-KH/TU", 8, "12-KH/TU IMPLEMENTS 20-CT/TU", "2016-06-21 is after 2016-06-20")],
    ),
    "authority": (
        [
            ("12-QĐ/TU", "2017-06-20", "Quyết định này thay thế Quyết định số 244-QĐ/TW ngày 09/6/2014 của Ban Chấp hành Trung ương."),
            ("13-QĐ/TU", "2017-06-21", "Quyết định này thay thế Quyết định số 7-QĐ/TU ngày 09/6/2016 của Tỉnh ủy."),
        ],
        [
            (
                "12-QĐ/TU",
                8,
                "12-QĐ/TU of Tỉnh ủy Bình Thuận REPLACES 244-QĐ/TW",
                "issued by Trung ương, and only it or a superior body may, Quy định 66-QĐ/TW",
            ),
        ],
    ),
    "cycle": (
        [
            ("12-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 20-CT/TU ngày 19/6/2016 của Tỉnh ủy."),
            ("20-CT/TU", "2016-06-19", "Thực hiện Kế hoạch số 12-KH/TU ngày 20/6/2016 của Tỉnh ủy."),
            ("21-CT/TU", "2016-06-29", "Thực hiện Kế hoạch số 12-KH/TU ngày 20/6/2016 của Tỉnh ủy."),
        ],
        [
            ("12-KH/TU", 8, "12-KH/TU IMPLEMENTS 20-CT/TU", "in a cycle of 2 documents"),
            ("20-CT/TU", 8, "20-CT/TU IMPLEMENTS 12-KH/TU", "in a cycle of 2 documents"),
        ],
    ),
    "self": (
        [
            ("12-KH/TU", "2016-06-20", "Thực hiện Kế hoạch số 12-KH/TU ngày 19/6/2016 của Tỉnh ủy."),
            ("13-KH/TU", "2016-06-21", "Kèm theo Kế hoạch số 13-KH/TU ngày 21/6/2016 của Tỉnh ủy."),
        ],
        [("12-KH/TU", 8, "IMPLEMENTS Kế hoạch số 12-KH/TU of 2016-06-19", "it is 12-KH/TU of 2016-06-20 itself")],
    ),
    "ambiguous": (
        [("12-KH/TU", "2025-06-20", "Thực hiện Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp.")],
        [("12-KH/TU", 8, "Chỉ thị số 35-CT/TW", "")],
    ),
    "stub": (
        [(f"{number}-KH/TU", "2016-06-20", "Thực hiện Chỉ thị số 20-CT/TU ngày 19/6/2016 của Tỉnh ủy.") for number in range(12, 17)],
        [("12-KH/TU", 8, "20-CT/TU of 2016-06-19, cited by 5 documents", "its text was not loaded")],
    ),
}


def findings(writer: Writer, *only: str) -> list[Any]:
    return check(writer, only=only)


@pytest.mark.parametrize("kind", FOUND)
def test_a_contradiction_is_found_with_its_line(writer: Writer, tmp_path: Path, kind: str) -> None:
    texts, expected = FOUND[kind]
    write_documents(tmp_path, texts)
    load_documents(writer, tmp_path)
    found = findings(writer, kind)
    found_lines = [(one.symbol, one.line, one.stated, one.known if kind != "ambiguous" else "") for one in found]
    assert found_lines == expected
    for one in found:
        assert one.kind == kind
        lines = Path(one.file).read_text(encoding="utf-8").splitlines()
        words = one.stated if kind == "impossible_date" else one.quote[:20]
        assert words in " ".join(lines[one.line - 1 :])
        if one.citation:
            assert writer.read("MATCH (c:Citation {id: $id}) RETURN c.id AS id", id=one.citation)
    assert integrity(writer) == []


def test_every_kind_of_finding_is_tested() -> None:
    assert {*FOUND, "duplicate", "namesake", "key"} == set(kinds())


def test_differing_files_of_one_document_are_reported(writer: Writer, tmp_path: Path) -> None:
    write_documents(tmp_path, [("12-KH/TU", "2016-06-20", "Phạm vi toàn tỉnh.\nBáo cáo hằng quý.")])
    first = (tmp_path / "12-KH-TU.txt").read_text(encoding="utf-8")
    (tmp_path / "b.txt").write_text(first.replace("hằng quý", "hằng tháng"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(first.replace("\n", "  \r\n"), encoding="utf-8", newline="")
    load_documents(writer, tmp_path)
    assert [(one.file.rpartition("/")[2], one.line, one.stated, one.known) for one in findings(writer, "duplicate")] == [
        ("b.txt", 9, "1 of 7 lines are not in the other file", (tmp_path / "12-KH-TU.txt").as_posix())
    ]


def test_a_text_that_only_shares_a_number_is_kept_and_reported(writer: Writer, tmp_path: Path) -> None:
    write_documents(tmp_path, [("12-KH/TU", "2016-06-20", "Phạm vi toàn tỉnh. Các huyện trồng rừng ven biển, giữ nước ngọt cho mùa khô.")])
    first = (tmp_path / "12-KH-TU.txt").read_text(encoding="utf-8")
    other = first.partition("Phạm vi")[0] + "Mở lớp học nghề cho lao động trẻ, mỗi xã một lớp, dạy vào buổi tối trong tuần."
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    load_documents(writer, tmp_path)
    documents = writer.read("MATCH (:File)-[:HOLDS {primary: true}]->(d:Document) RETURN d.id AS id, d.namesake AS namesake")
    [plain] = [row["id"] for row in documents if row["namesake"] is None]
    [own] = [row["id"] for row in documents if row["namesake"] == plain]
    assert own.startswith(f"{plain}~")
    assert [one.document for one in findings(writer, "namesake")] == [own]
    assert integrity(writer) == []


def test_symbols_with_and_without_year_under_one_key_are_reported(writer: Writer, tmp_path: Path) -> None:
    write_documents(
        tmp_path,
        [
            ("12-KH/TU", "2016-06-20", "Căn cứ Thông tư số 10/2015/TT-BTC ngày 20/01/2015 của Bộ Tài chính."),
            ("13-KH/TU", "2016-06-21", "Căn cứ Thông tư số 10/TT-BTC ngày 20/01/2015 của Bộ Tài chính."),
        ],
    )
    load_documents(writer, tmp_path)
    assert [one.document for one in findings(writer, "key")] in (["binh-thuan.tu/2015-2020/kh-12"], ["binh-thuan.tu/2015-2020/kh-13"])


def test_consistent_documents_give_no_findings(writer: Writer, tmp_path: Path) -> None:
    write_documents(
        tmp_path,
        [
            ("11-KH/TU", "2016-06-11", "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."),
            (
                "12-KH/TU",
                "2016-06-20",
                "Thực hiện Kế hoạch số 11-KH/TU ngày 11/6/2016 của Tỉnh ủy; thay thế Kế hoạch số 9-KH/TU ngày 1/3/2016",
            ),
        ],
    )
    load_documents(writer, tmp_path)
    assert findings(writer) == []


def test_sample_has_one_contradiction(sample_store: Settings) -> None:
    with open_store(sample_store, mode="read") as reader:
        found = check(reader)
        assert integrity(reader) == []
    [contradiction] = [one for one in found if one.kind not in ("ambiguous", "stub")]
    assert (contradiction.kind, contradiction.symbol, contradiction.stated, contradiction.known) == (
        "date",
        "36-CTr/TU",
        "57-NQ/TW of 2024-12-25",
        "2024-12-22, by its own text",
    )
    assert str(contradiction.file).endswith("lao-cai/ctr-36-tu.txt")
    assert "25/12/2024" in Path(str(contradiction.file)).read_text(encoding="utf-8").splitlines()[int(contradiction.line or 0) - 1]
    assert any("30-CT/TW of 1998-02-18" in one.stated for one in found if one.kind == "stub")


def test_unknown_kind_is_rejected_with_the_known_kinds(embedded_store: Settings) -> None:
    with open_store(embedded_store, mode="read") as reader, pytest.raises(QueryError, match="'dates'; known are date, year"):
        check(reader, only=["dates"])


def test_kinds_are_explained_in_both_languages() -> None:
    for query in [*load_queries("check").values(), *load_queries("integrity").values(), *load_queries("trace").values()]:
        assert query.question["en"].endswith("?") and query.question["vi"].endswith("?")
        assert query.question["en"] != query.question["vi"]


@pytest.mark.parametrize(
    ("text", "offset", "line"), [("a\nb", 0, 1), ("a\nb", 1, 1), ("a\nb", 2, 2), ("a\r\nb\r\n", 3, 2), ("a\rb", 2, 2), ("", 0, 1)]
)
def test_lines_are_counted_from_one(text: str, offset: int, line: int) -> None:
    assert line_at(text, offset) == line

"""Test the columns of tables: names in, fields out; cells in, values out, as the examples of the vocabulary state them."""

from __future__ import annotations

import pytest

from danchieu.graph.model import Head
from danchieu.loaders.errors import GrammarError
from danchieu.loaders.grammar import columns as vocabulary
from danchieu.loaders.grammar import read_table
from danchieu.loaders.grammar.columns import IGNORED, column_of, is_yes, names_outgoing, names_total
from danchieu.loaders.lists.cells import head_of, join_symbol
from danchieu.loaders.lists.columns import find_columns, join_rows

TABLE = read_table("columns.toml")
FIELDS = [field for field in TABLE if field not in ("words", IGNORED)]
PROPERTIES = {"number": "symbol", "code": "symbol", "date": "issued_on", "issuer": "letterhead", "province": "letterhead"}


def value_of(field: str, cell: str) -> tuple[str, ...]:
    """Return what a column makes of a cell, and the complaints about it."""
    if field == "confirmed":
        return str(is_yes(cell)), *(["neither"] if cell and not is_yes(cell) else [])
    if field in ("file", "folder"):
        return (cell,)
    joined = {"number": join_symbol(cell, "CT/TW"), "code": join_symbol("7", cell)}
    listed = head_of(Head(), {"symbol": joined[field]} if field in joined else {field: cell}, source="")
    head = listed.head
    if field == "type_and_title":
        return f"{head.type} | {head.title}", *listed.complaints
    found = getattr(head, PROPERTIES.get(field, field))
    return str(found[0] if isinstance(found, tuple) else found), *listed.complaints


@pytest.mark.parametrize(("field", "cell", "read"), [(field, cell, read) for field in FIELDS for cell, read in TABLE[field]["examples"]])
def test_cells_are_read_as_the_vocabulary_states(field: str, cell: str, read: str) -> None:
    assert value_of(field, cell) == (read,)


@pytest.mark.parametrize(("field", "cell"), [(field, cell) for field in FIELDS for cell in TABLE[field].get("refused", ())])
def test_other_cells_are_refused_with_the_reason(field: str, cell: str) -> None:
    assert len(value_of(field, cell)) == 2


@pytest.mark.parametrize(
    ("header", "positions", "unknown"),
    [
        (["STT", "SỐ/KÝ HIỆU ", "Ngày, tháng, năm", "Màu"], {"symbol": 1, "date": 2}, ("Màu",)),
        (["Số", "Ký hiệu", "Trích yếu"], {"number": 0, "code": 1, "title": 2}, ()),
        (["Số", "Trích yếu"], {"symbol": 0, "title": 1}, ()),
        (["Ký hiệu", "Trích yếu"], {"symbol": 0, "title": 1}, ()),
        (["STT", "Số", "Màu"], {"number": 1}, ("Màu",)),
        (["Số", "Số, ký hiệu"], {"symbol": 1}, ()),
        (["Ngày\nđến", "Số đến", "Số, ký hiệu\nvăn bản", "Ngày tháng văn bản"], {"symbol": 2, "date": 3}, ()),
        (["Số ký hiệu", "Ngày ban hành", "Ngày ký"], {"symbol": 0, "date": 1}, ("Ngày ký",)),
    ],
)
def test_columns_are_known_by_their_names(header: list[str], positions: dict[str, int], unknown: tuple[str, ...]) -> None:
    found = find_columns(header)
    assert (dict(found.positions), found.unknown) == (positions, unknown)


@pytest.mark.parametrize(
    ("upper", "lower", "positions"),
    [
        (
            ["TT", "Văn bản", "", "", "Cơ quan"],
            ["", "Số ký hiệu", "Ngày ban hành", "Trích yếu", ""],
            {"symbol": 1, "date": 2, "title": 3, "issuer": 4},
        ),
        (["Đến", "", "Văn bản", "", ""], ["Số", "Ngày", "Số", "Ký hiệu", "Ngày"], {"number": 2, "code": 3, "date": 4}),
        (["Số, ký hiệu", "Ngày tháng"], ["(văn bản)", "(ngày/tháng/năm)"], {"symbol": 0, "date": 1}),
    ],
)
def test_header_of_two_rows_names_its_columns_together(upper: list[str], lower: list[str], positions: dict[str, int]) -> None:
    assert find_columns(join_rows(upper, lower)).positions == positions


@pytest.mark.parametrize(
    ("number", "codes", "symbol"),
    [
        ("5", "CT/TW", "5-CT/TW"),
        ("165", "KH-UBND", "165/KH-UBND"),
        ("Số 05", "-CT/TW", "05-CT/TW"),
        ("87/2007", "NĐ-CP", "87/2007/NĐ-CP"),
        ("6676", "BYT-CDS", "6676/BYT-CDS"),
        ("05-CT/TW", "", "05-CT/TW"),
        ("", "05-CT/TW", "05-CT/TW"),
        ("5", "05-CT/TW", "05-CT/TW"),
        ("6", "05-CT/TW", None),
        ("05-CT/TW", "TU", None),
        ("", "CT/TW", None),
    ],
)
def test_number_and_codes_make_one_symbol(number: str, codes: str, symbol: str | None) -> None:
    head = head_of(Head(), {"symbol": join_symbol(number, codes)}, source="").head
    assert (str(head.symbol) if head.symbol else None) == symbol


def test_words_of_rows_and_titles_are_known() -> None:
    assert [names_total(cell) for cell in ("Cộng:", "TỔNG CỘNG: 9 văn bản", "Cộng tác viên", "")] == [True, True, False, False]
    assert [names_outgoing(title) for title in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2016", "SỔ VĂN BẢN ĐẾN", "VĂN BẢN ĐIỀU HÀNH")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"symbol": ["số"]}, "symbol is no section of the table"),
        ({"colour": {"names": ["màu"]}}, "colour is no section of the table"),
        ({"file": {"names": "tệp"}}, "file needs a list of names"),
        ({"file": {"names": ["tệp"]}, "folder": {"names": ["Tệp"]}}, "'Tệp' is listed for folder and for file"),
    ],
)
def test_malformed_vocabulary_is_refused(table: dict[str, object], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "read_table", lambda name: table)
    for cached in (vocabulary._names, vocabulary._table):
        cached.cache_clear()
        monkeypatch.setattr(vocabulary, cached.__name__, cached.__wrapped__)
    with pytest.raises(GrammarError, match=complaint):
        column_of("tệp")

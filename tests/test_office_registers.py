"""Test registers as offices keep them: sheets in, entries, failures and notes out."""

from __future__ import annotations

import contextlib
import random
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from register_files import read_faults, read_notes, read_rows, write_book

from danchieu.graph.linking import list_documents
from danchieu.graph.model import Failure, Note, Register
from danchieu.loaders.errors import SourceDamaged, SourceError, SourceTooLarge
from danchieu.loaders.lists import workbook
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.text.legacy import decode_legacy
from danchieu.loaders.workers import Limits

Rows = Sequence[Sequence[object]]

INCOMING: Rows = [
    ["TỈNH ỦY BÌNH THUẬN"],
    [],
    ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"],
    [],
    [
        *("Ngày\nđến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản"),
        *("Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú"),
    ],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
    [datetime(2016, 5, 20), 1, "Bộ Chính trị", "05-CT/TW", datetime(2016, 5, 15), "Chỉ thị về học tập và làm theo"],
    [None, 2, "Tỉnh ủy Nghệ An", "11-KH/TU", "16/8/16", "Kế hoạch"],
    ["Cộng:", 2],
    [],
    [*("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản")],
    [None, 3, "UBND tỉnh Nghệ An", "12/QĐ-UBND", "16.8.2016", "QUYẾT ĐỊNH: phê duyệt kế hoạch"],
    [None, 4, "Ban Nội chính", None, "17.8.2016", "Giấy mời"],
    ["Tổng cộng", 4],
]
OUTGOING: Rows = [
    ["TỈNH ỦY BÌNH THUẬN", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["SỔ ĐĂNG KÝ VĂN BẢN ĐI"],
    ["Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký", "Nơi nhận văn bản", "Số lượng bản"],
    ["31-CT/TU", "2/7/2014", "Chỉ thị về quản lý đất đai", "Nguyễn Văn Một", "Các huyện ủy", 20],
]
NO_ISSUERS = " line 4: no column issuer (cơ quan ban hành): all is listed as issued by"
ISSUED: Sequence[object] = ["Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản"]
TWO_ROWS: Rows = [
    ["TT", "Đến", None, "Văn bản", None, None, None, "Cơ quan"],
    [None, "Số", "Ngày", "Số", "Ký hiệu", "Ngày", "Trích yếu", None],
    [1, 7, "20/5/2016", 5, "CT/TW", 42505, "về học tập", "Bộ Chính trị"],
]
LIST: Rows = [["STT", "Số", "Ký hiệu", "Ngày ban hành", "Màu"], [1, 5, "CT/TW", "15/5/2016", "đỏ"], [2, 6, None, None, None], [3]]
COVER: Rows = [["DANH MỤC VĂN BẢN"], ["năm 2016"]]
KNOWN: Rows = [["Số ký hiệu", "Ngày ban hành"], ["05-CT/TW", date(2016, 5, 15)]]

# sheets, ids of the documents, failures and notes by their places
REGISTERS: dict[str, tuple[dict[str, Rows], list[str], dict[str, str], list[str]]] = {
    "incoming": (
        {"Sổ": INCOMING},
        ["tw/xii/ct-5", "nghe-an.tu/2015-2020/kh-11", "nghe-an.ubnd/2016/qd-12"],
        {"line 13": "no symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"},
        [],
    ),
    "outgoing": (
        {"Sổ": OUTGOING},
        ["binh-thuan.tu/2010-2015/ct-31"],
        {},
        [" line 3: no column issuer (cơ quan ban hành): all is listed as issued by 'TỈNH ỦY BÌNH THUẬN', which the title names"],
    ),
    "outgoing, the office in the title": (
        {"Sổ": [["SỔ VĂN BẢN ĐI CỦA TỈNH ỦY NGHỆ AN NĂM 2014"], *OUTGOING[2:]]},
        ["nghe-an.tu/2010-2015/ct-31"],
        {},
        [" line 2: no column issuer (cơ quan ban hành): all is listed as issued by 'TỈNH ỦY NGHỆ AN', which the title names"],
    ),
    "outgoing, the superior office above": (
        {"Sổ": [["TỈNH ỦY BÌNH THUẬN", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["HUYỆN ỦY TUY PHONG"], *OUTGOING[1:3], ["31-CT/HU", "2/7/2014"]]},
        ["tuy-phong.binh-thuan.hu/2010-2015/ct-31"],
        {},
        [f"{NO_ISSUERS} 'HUYỆN ỦY TUY PHONG' in Bình Thuận, which the title names"],
    ),
    "outgoing, a district with the name of a province": (
        {"Sổ": [["TỈNH ỦY QUẢNG BÌNH"], ["HUYỆN ỦY QUẢNG NINH"], *OUTGOING[1:3], ["31-CT/HU", "2/7/2014"]]},
        ["quang-ninh.quang-binh.hu/2010-2015/ct-31"],
        {},
        [f"{NO_ISSUERS} 'HUYỆN ỦY QUẢNG NINH', which the title names"],
    ),
    "outgoing with issuers": (
        {"Sổ": [*OUTGOING[:2], ISSUED, ["Huyện ủy Tuy Phong", "31-CT/HU", "2/7/2014"], ["Tỉnh ủy Nghệ An", "31-CT/TU", "2/7/2014"]]},
        ["tuy-phong.binh-thuan.hu/2010-2015/ct-31", "nghe-an.tu/2010-2015/ct-31"],
        {},
        [" line 3: issuers without a province are taken to be in Bình Thuận, which the title names"],
    ),
    "incoming with issuers of no province": (
        {"Sổ": [["TỈNH ỦY BÌNH THUẬN"], ["SỔ VĂN BẢN ĐẾN"], ISSUED, ["Huyện ủy Tuy Phong", "31-CT/HU", "2/7/2014"]]},
        [],
        {},
        [],
    ),
    "incoming without issuers": ({"Sổ": [["TỈNH ỦY BÌNH THUẬN"], ["SỔ VĂN BẢN ĐẾN"], *OUTGOING[2:]]}, [], {}, []),
    "header of two rows": ({"Sổ": TWO_ROWS}, ["tw/xii/ct-5"], {}, []),
    "number and codes": (
        {"Sổ": LIST},
        ["tw/xii/ct-5"],
        {},
        [" line 1: left aside: columns whose names are not known or came before ('Màu')"],
    ),
    "cover": (
        {"Bìa": COVER, "Trống": [], "Danh mục": KNOWN},
        ["tw/xii/ct-5"],
        {},
        [": left aside: sheets without a column symbol (số ký hiệu) ('Bìa')"],
    ),
    "several sheets": (
        {"2016": KNOWN, "2019": [["Số ký hiệu", "Ngày ban hành"], ["35-CT/TW", "30/5/2019"], ["hai", "30/5/2019"]]},
        ["tw/xii/ct-5", "tw/xii/ct-35"],
        {"sheet '2019' line 3": "'hai' is not a symbol; write number and codes, as 20-CT/TU or 87/2007/NĐ-CP"},
        [],
    ),
}


@pytest.mark.parametrize("name", REGISTERS)
def test_register_is_read_as_the_office_keeps_it(name: str, tmp_path: Path) -> None:
    sheets, ids, faults, notes = REGISTERS[name]
    path = write_book(tmp_path / "known.xlsx", sheets)
    parts = [item for item in read_register(path) if isinstance(item, Register)]
    assert [document.id for part in parts for document, _ in list_documents(part)[0]] == ids
    assert (read_faults(path), read_notes(path)) == (faults, notes)


def test_type_and_subject_in_one_column_are_taken_apart(tmp_path: Path) -> None:
    found = read_rows(write_book(tmp_path / "known.xlsx", {"Sổ": INCOMING}))
    assert [(line, head.type, head.title, head.issued_on) for line, head in found] == [
        (7, "Chỉ thị", "về học tập và làm theo", date(2016, 5, 15)),
        (8, "Kế hoạch", None, date(2016, 8, 16)),
        (12, "Quyết định", "phê duyệt kế hoạch", date(2016, 8, 16)),
    ]


def test_merged_cells_and_hidden_sheets(tmp_path: Path) -> None:
    path = write_book(tmp_path / "known.xlsx", {"Sổ": TWO_ROWS, "Cũ": KNOWN}, merged=["A1:A2", "B1:C1", "D1:G1", "H1:H2"], hidden=["Cũ"])
    assert [str(head.symbol) for _, head in read_rows(path)] == ["5-CT/TW"]
    assert read_notes(path) == [": left aside: sheets that are hidden ('Cũ'); show those that are to be read"]


def test_a_listed_document_names_its_sheet(tmp_path: Path) -> None:
    path = write_book(tmp_path / "known.xlsx", REGISTERS["several sheets"][0])
    [part] = (item for item in read_register(path) if isinstance(item, Register))
    rows = [document.register_row for document, _ in list_documents(part)[0]]
    assert [(row.register, row.line) for row in rows if row] == [("known.xlsx sheet '2016'", 2), ("known.xlsx sheet '2019'", 2)]


def test_workbook_that_counts_days_from_1904(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    path = write_book(tmp_path / "known.xlsx", {"Sổ": [["Số ký hiệu", "Ngày"], ["05-CT/TW", 42505 - 1462]]})
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    assert [head.issued_on for _, head in read_rows(path)] == [date(2016, 5, 15)]


def test_workbook_without_symbols_is_refused_with_its_sheets(tmp_path: Path) -> None:
    path = write_book(tmp_path / "known.xlsx", {"Bìa": COVER, "Một": [["Tên"]]})
    with pytest.raises(
        SourceError, match=r"none of its 2 sheets has a column symbol \(số ký hiệu\); name one so. It begins with 'DANH MỤC"
    ):
        list(read_register(path))


@pytest.mark.parametrize(
    ("text", "separator"),
    [("Số, ký hiệu;Trích yếu, nội dung\n05-CT/TW;một, hai, ba\n", ";"), ("symbol\ttitle\n05-CT/TW\tmột, hai, ba\n", "\t")],
)
def test_the_separator_is_the_one_that_shows_a_header(text: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_text(text, encoding="utf-8-sig")
    assert [(str(head.symbol), head.title) for _, head in read_rows(path)] == [("05-CT/TW", "một, hai, ba")], separator


ENCODED = "Số, ký hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành\n05-CT/TW;15/5/2016;về đẩy mạnh học tập và làm theo;Bộ Chính trị\n"


def in_tcvn3(text: str) -> bytes:
    letters = {decode_legacy(bytes([byte]), "TCVN3"): bytes([byte]) for byte in reversed(range(256))}
    return b"".join(letters[letter] for letter in text)


def in_windows_1258(text: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = (sorted(unicodedata.normalize("NFD", letter), key=lambda mark: mark in tones) for letter in text)
    return b"".join(
        unicodedata.normalize("NFC", "".join(mark for mark in letter if mark not in tones)).encode("cp1258")
        + "".join(mark for mark in letter if mark in tones).encode("cp1258")
        for letter in letters
    )


@pytest.mark.parametrize(
    "data",
    [
        ENCODED.encode(),
        ENCODED.replace(";", "\t").encode("utf-16"),
        in_windows_1258(ENCODED),
        in_tcvn3(ENCODED),
        ENCODED.replace("\n", "\r").encode(),
    ],
    ids=["UTF-8", "UTF-16", "windows-1258", "TCVN3", "line ends of old Macs"],
)
def test_csv_is_read_in_the_encodings_of_offices(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_bytes(data)
    assert [(str(head.symbol), head.title, head.letterhead) for _, head in read_rows(path)] == [
        ("05-CT/TW", "về đẩy mạnh học tập và làm theo", ("Bộ Chính trị",))
    ]
    assert read_notes(path) == []


def test_lines_of_csv_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "known.csv"
    path.write_bytes('symbol,title\r\n05-CT/TW,"về\r\nmột việc"\r\n\r\n35-CT/TW,\r\n'.encode())
    assert [line for line, _ in read_rows(path)] == [2, 5]


@pytest.mark.parametrize(
    ("limit", "value", "error"),
    [("_MAX_CELLS", 3, SourceTooLarge), ("MOST_ROWS", 1, SourceDamaged), ("_MAX_UNPACKED", 100, SourceTooLarge)],
)
def test_hostile_workbook_is_refused(
    limit: str, value: int, error: type[SourceError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_book(tmp_path / "known.xlsx", {"Danh mục": KNOWN})
    monkeypatch.setattr(workbook, limit, value)
    with pytest.raises(error):
        list(read_register(path))


def test_large_workbook_is_read_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_book(tmp_path / "known.xlsx", {"Danh mục": KNOWN})
    here = read_rows(path)
    monkeypatch.setattr(workbook, "_SMALL", 0)
    assert read_rows(path) == here
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(SourceDamaged):
        list(read_register(path))
    monkeypatch.setattr(workbook, "Limits", lambda: Limits(seconds=0.0))
    with pytest.raises(SourceDamaged, match=r"cannot be read: reading it took longer than 0 s; save it as \.csv"):
        list(read_register(write_book(path, {"Danh mục": KNOWN})))


def test_damaged_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    data = write_book(tmp_path / "known.xlsx", REGISTERS["several sheets"][0]).read_bytes()
    draw = random.Random(0)
    for number in range(200):
        damaged = bytearray(data)
        for _ in range(draw.randint(1, 8)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        path = tmp_path / f"{number}.{draw.choice(('xlsx', 'csv'))}"
        path.write_bytes(damaged[: draw.choice((len(damaged), draw.randrange(len(damaged))))])
        with contextlib.suppress(SourceError):
            assert all(isinstance(item, Register | Failure | Note) for item in read_register(path))


def test_any_rows_are_read_or_refused(tmp_path: Path) -> None:
    cells = [
        "Số ký hiệu",
        "Số",
        "Ký hiệu",
        "Ngày",
        "Đến",
        "05-CT/TW",
        "5",
        "(1)",
        "Cộng",
        '"',
        "\n",
        "",
        "x\u0301",
        "\u2003",
        "31/2/2010",
        "41822",
    ]
    draw = random.Random(0)
    for number in range(200):
        rows = [[draw.choice(cells) for _ in range(draw.randint(0, 5))] for _ in range(draw.randint(0, 8))]
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join(draw.choice(",;\t").join(row) for row in rows), encoding=draw.choice(("utf-8", "utf-16")))
        with contextlib.suppress(SourceError):
            assert all(isinstance(item, Register | Failure | Note) for item in read_register(path))

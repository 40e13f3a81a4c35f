"""Test where metadata tables are looked for, which of them counts, and which of their rows: tables in, what they state of files out."""

from __future__ import annotations

from pathlib import Path

import pytest
from register_files import write_book
from shell import run

from danchieu.graph.model import Evidence, Note, Reading
from danchieu.loaders.corpus import read_corpus
from danchieu.loaders.lists.metadata import TABLES, find_stated
from danchieu.loaders.sources import search_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a text, and two with one each below it."""
    folder = tmp_path / "documents"
    for name in ("một.txt", "huyện/hai.txt", "huyện/xã/ba.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Căn cứ Kế hoạch số 10-KH/TU, yêu cầu thực hiện.\n", encoding="utf-8")
    return folder


def stated(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the symbol stated of each file with the table that states it, and what is said of the tables."""
    complaints, found = find_stated(sorted(folder.rglob("*.txt")))
    rows = ((Path(name).name, one) for several in found.values() for name, one in several.items())
    symbols = {name: f"{one.values['symbol']} {one.table}" for name, one in rows if "symbol" in one.values}
    said = [f"{one.path}: {one.text if isinstance(one, Note) else one.reason}".replace(f"{folder}/", "") for one in complaints]
    return symbols, said


def write(path: Path, *rows: str) -> None:
    path.write_text("\n".join(rows), encoding="utf-8")


def test_workbook_is_read_as_csv_is(folder: Path) -> None:
    rows: list[list[object]] = [
        ["Danh mục"],
        ["STT", "Tệp", "Số", "Ký hiệu", "Ngày"],
        [1, "một.txt", 11, "KH/TU", "16/8/16"],
        [2, "bốn.txt", 12, "KH/TU"],
    ]
    write_book(folder / "metadata.xlsx", {"Bìa": [["Bìa"]], "Tệp": rows})
    [reading] = (item for item in read_corpus([folder / "một.txt"]) if isinstance(item, Reading))
    assert (str(reading.head.symbol), str(reading.head.issued_on)) == ("11-KH/TU", "2016-08-16")
    assert Evidence("symbol", "metadata.xlsx") in reading.head.evidence
    assert stated(folder) == (
        {"một.txt": "11-KH/TU metadata.xlsx"},
        [
            "metadata.xlsx: left aside: sheets without a column file (tệp) ('Bìa')",
            "metadata.xlsx sheet 'Tệp' line 4: no file 'bốn.txt' is in this folder; correct the name, or remove the row",
        ],
    )


def test_of_two_tables_the_first_is_used_and_named(folder: Path) -> None:
    write(folder / "metadata.csv", "file,symbol", "một.txt,1-KH/TU")
    write_book(folder / "metadata.xlsx", {"Tệp": [["file", "symbol"], ["một.txt", "2-KH/TU"]]})
    assert stated(folder) == (
        {"một.txt": "1-KH/TU metadata.csv"},
        ["metadata.xlsx: left aside: the folder also has metadata.csv, which is used; keep one of the two"],
    )


@pytest.mark.parametrize(
    ("tables", "symbols", "said"),
    [
        pytest.param(
            {"metadata.csv": "folder,file,symbol\n,một.txt,1-KH/TU\nhuyện,hai.txt,2-KH/TU\nhuyện\\xã,ba.txt,3-KH/TU\n"},
            {"một.txt": "1-KH/TU", "hai.txt": "2-KH/TU", "ba.txt": "3-KH/TU"},
            [],
            id="files of folders below",
        ),
        pytest.param(
            {
                "metadata.csv": "folder,file,symbol\nhuyện,hai.txt,2-KH/TU\nhuyện/xã,ba.txt,3-KH/TU\n",
                "huyện/metadata.csv": "file,symbol\nhai.txt,5-KH/TU\n",
            },
            {"hai.txt": "5-KH/TU", "ba.txt": "3-KH/TU"},
            [],
            id="the nearest table counts",
        ),
        pytest.param(
            {"metadata.csv": "folder,file,symbol\nhuyện,ba.txt,2-KH/TU\nphố,ba.txt,3-KH/TU\n"},
            {},
            [
                "metadata.csv line 2: no file 'ba.txt' is in the folder 'huyện'; correct the name, or remove the row",
                "metadata.csv line 3: no file 'ba.txt' is in the folder 'phố'; correct the name, or remove the row",
            ],
            id="no such file",
        ),
        pytest.param({"../metadata.csv": "file,symbol\nmột.txt,1-KH/TU\n"}, {}, [], id="a table above without folders is of other files"),
        pytest.param({"../metadata.csv": "this is no table"}, {}, [], id="nor is what is no table"),
        pytest.param(
            {"../metadata.csv": "thư mục,tệp,số ký hiệu\ndocuments,một.txt,1-KH/TU\n"}, {"một.txt": "1-KH/TU"}, [], id="above all"
        ),
    ],
)
def test_table_describes_files_of_its_folder_and_below(
    tables: dict[str, str], symbols: dict[str, str], said: list[str], folder: Path
) -> None:
    for name, text in tables.items():
        write(folder / name, text)
    found, complaints = stated(folder)
    assert ({name: symbol.partition(" ")[0] for name, symbol in found.items()}, complaints) == (symbols, said)


def test_absolute_folders_are_understood(folder: Path) -> None:
    write(folder / "metadata.csv", "folder,file,symbol", f"{folder}/huyện,hai.txt,2-KH/TU")
    assert stated(folder) == ({"hai.txt": "2-KH/TU metadata.csv"}, [])


def test_only_confirmed_rows_count(folder: Path) -> None:
    rows = ["folder,file,confirmed,symbol", ",một.txt,x,1-KH/TU", "huyện,hai.txt,,2-KH/TU", "huyện/xã,ba.txt,chưa,3-KH/TU"]
    write(folder / "metadata.csv", *rows)
    assert stated(folder) == (
        {"một.txt": "1-KH/TU metadata.csv"},
        [
            "metadata.csv line 4: 'chưa' does not say whether the row is confirmed; write x, or nothing; the row was ignored",
            "metadata.csv: left aside: 1 row that is not confirmed; write x in the column confirmed (xác nhận)",
        ],
    )


def test_tables_are_no_documents(folder: Path) -> None:
    for name in TABLES:
        (folder / name).touch()
    found = search_paths([folder])
    assert (len(found.files), found.left_aside) == (3, ())


def test_notes_are_printed_and_are_no_failures(folder: Path) -> None:
    write(folder / "metadata.csv", "file,symbol,colour", "một.txt,1-KH/TU,red")
    ran = run("extract", folder)
    assert ran.status == 0
    assert f"note {folder}/metadata.csv line 1: left aside: columns whose names are not known or came before ('colour')" in ran.err


def test_row_whose_folder_cannot_be_looked_into_is_ignored_and_named(folder: Path) -> None:
    long = "x" * 300
    write(folder / "metadata.csv", "folder,file,symbol", f"{long},a.txt,11-KH/TU", "một.txt,a.txt,12-KH/TU", ",một.txt,13-KH/TU")
    symbols, said = stated(folder)
    assert symbols == {"một.txt": "13-KH/TU metadata.csv"}
    assert said == [
        "metadata.csv line 2: its folder cannot be looked into (File name too long); the row was ignored",
        "metadata.csv line 3: no file 'a.txt' is in the folder 'một.txt'; correct the name, or remove the row",
    ]

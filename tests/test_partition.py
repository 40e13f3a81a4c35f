"""Test that any partition and order of loading texts and registers, with changes in between, gives the graph of one load."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest
from checked_loading import use_small_transactions
from records import clear, corpus, graph_of

from danchieu.graph.checks.findings import integrity
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.arrivals import arrival_of
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.loading.learning import Lesson, learn
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.stored_knowledge import knowledge_of
from danchieu.graph.model import Reading
from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

PARTY = """{issuer}            ĐẢNG CỘNG SẢN VIỆT NAM
*
Số {symbol}
{place}, ngày {day} tháng {month} năm {year}

KẾ HOẠCH
{title}

{body}
{end}"""
SIGNED = "\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nNguyễn Văn Một\n"


def party(symbol: str, on: str, body: str, *, issuer: str = "TỈNH ỦY BÌNH THUẬN", title: str = "về một việc", end: str = "") -> str:
    """Write a plan of a Party committee; `on` is a day as 5/6/2018."""
    day, month, year = on.split("/")
    place = "Phan Thiết" if "BÌNH THUẬN" in issuer else "Hội trường"
    return PARTY.format(issuer=issuer, symbol=symbol, place=place, day=day, month=month, year=year, title=title, body=body, end=end)


TEXTS = {
    # named by date, by number alone, by title, by khóa, and by a short form
    "a.txt": party("11-KH/TU", "11/6/2018", "Căn cứ Kế hoạch số 10-KH/TU ngày 10/6/2018 của Tỉnh ủy về công tác cán bộ trẻ, nữ."),
    "b.txt": party("12-KH/TU", "12/7/2018", "Căn cứ Kế hoạch số 10-KH/TU và Chỉ thị số 905-CT/TW của Ban Bí thư. Thực hiện Chỉ thị 905."),
    "c.txt": party("13-KH/TU", "1/8/2019", "Căn cứ Chỉ thị số 905-CT/TW ngày 5/5/2017 của Ban Bí thư về tổ chức đại hội các cấp."),
    "d.txt": party("14-KH/TU", "2/8/2023", "Căn cứ Chỉ thị số 905-CT/TW, Nghị quyết số 918-NQ/TW (khóa XII) và Nghị quyết số 918-NQ/TW."),
    # a text that states its province, and texts of its signatory or district that do not
    "e.txt": party("20-KH/TU", "16/5/2018", "Thực hiện Kế hoạch số 11-KH/TU ngày 11/6/2018 của Tỉnh ủy.", end=SIGNED),
    "f.txt": party("21-KH/TU", "17/5/2018", "Thực hiện Kế hoạch số 20-KH/TU ngày 16/5/2018.", issuer="TỈNH ỦY", end=SIGNED),
    "g.txt": party("7-KH/HU", "3/3/2018", "Thực hiện Kế hoạch số 20-KH/TU của Tỉnh ủy.", issuer="TỈNH ỦY BÌNH THUẬN\nHUYỆN ỦY TUY PHONG"),
    "h.txt": party("8-KH/HU", "4/3/2018", "Thực hiện Kế hoạch số 7-KH/HU ngày 3/3/2018 của Huyện ủy.", issuer="HUYỆN ỦY TUY PHONG"),
    # laws by name, by number and by day
    "i.txt": party("30-KH/TU", "5/9/2022", "Căn cứ Luật Đất đai và Luật Đất đai số 45/2013/QH13 ngày 29/11/2013."),
    "j.txt": party("31-KH/TU", "6/9/2024", "Căn cứ Luật Đất đai; Luật Kiểm thử văn bản."),
    "k.txt": party("32-KH/TU", "7/9/2024", "Căn cứ Luật Kiểm thử văn bản số 990/2019/QH14 ngày 20/11/2019."),
    # two texts of one number that say something else, a copy, and the document that others cite
    "l.txt": party("10-KH/TU", "10/6/2018", "Tỉnh ủy xây dựng kế hoạch.", title="về công tác cán bộ trẻ, cán bộ nữ"),
    "m.txt": party("10-KH/TU", "10/6/2018", "Sở xây dựng quy chế.", title="phòng chống thiên tai mùa mưa bão"),
    "n.txt": party("10-KH/TU", "10/6/2018", "Tỉnh ủy xây dựng kế hoạch.", title="về công tác cán bộ trẻ, cán bộ nữ"),
    # two copies without a date, which a register gives, a year that is misprinted, and a name without its signs
    "p.txt": party("10-KH/TU", "10/6/2018", "Thực hiện Chỉ thị số 905-CT/TW.", title="quyên góp").replace(
        "Phan Thiết, ngày 10 tháng 6", ""
    ),
    "q.txt": party("10-KH/TU", "10/6/2018", "Thực hiện Chỉ thị số 905-CT/TW.", title="quyên góp").replace(
        "Phan Thiết, ngày 10 tháng 6", ""
    ),
    "r.txt": party("33-KH/TU", "8/9/2022", "Căn cứ Luật Đất đai số 45/2014/QH13; Luật Kiểm thử văn bản số 990/2020/QH14."),
    "s.txt": party("9-KH/HU", "5/3/2018", "Thực hiện Kế hoạch số 7-KH/HU.", issuer="TỈNH ỦY BÌNH THUẬN\nHUYỆN ỦY BẮC BÌNH"),
    "t.txt": party(
        "9-KH/TU", "6/3/2018", "Sơ kết Kế hoạch số 9-KH/HU ngày 5/3/2018 của Huyện ủy Bác Bình; Luật Kiểm thử văn bản năm 2019."
    ),
    # no number at all
    "o.txt": "THÔNG BÁO\nKết luận của Thường trực Tỉnh ủy\n\nThực hiện Kế hoạch số 12-KH/TU ngày 12/7/2018.\n" + SIGNED,
}
REGISTER = """symbol,type,date,title,issuer,province,signatory
905-CT/TW,,1/2/2022,về kiểm tra,Ban Bí thư,,
10-KH/TU,,10/6/2018,về công tác cán bộ,Tỉnh ủy,Bình Thuận,Nguyễn Văn Một
990/2019/QH14,Luật,20/11/2019,Luật Kiểm thử văn bản,Quốc hội,,
"""
SHORTER = "".join(REGISTER.splitlines(keepends=True)[:2]).replace("kiểm tra", "thi đua")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(writer: Writer, *paths: Path, register: Path | None = None, pruning: bool = False) -> None:
    report = load_sources(writer, find_sources(paths, [register] if register else []), pruning=pruning)
    assert report.failed == []
    assert integrity(writer) == []


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Return a folder with all texts, beside a register."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        write(folder, name, text)
    write(tmp_path, "known.csv", REGISTER)
    return folder


def load_at_once(writer: Writer, documents: Path) -> set[tuple[object, ...]]:
    load(writer, documents, register=documents.parent / "known.csv")
    graph = graph_of(writer)
    clear(writer)
    return graph


@pytest.mark.parametrize("seed", range(4))
def test_any_partition_and_order_gives_the_graph_of_one_load(
    writer: Writer, documents: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Load the texts in parts, some with the words of another at first, beside one that is pruned; and the register in two versions."""
    whole = load_at_once(writer, documents)
    draw = random.Random(seed)
    if seed % 2:
        use_small_transactions(monkeypatch, files=2, rows=10)
    names, register = draw.sample(sorted(TEXTS), k=len(TEXTS)), documents.parent / "known.csv"
    moments = {"shorter": draw.randrange(len(names)), "whole": draw.randrange(len(names))}
    guest = write(
        documents, "guest.txt", party("10-KH/TU", "10/6/2018", "Căn cứ Luật Đất đai số 31/2024/QH15.", title="khách mời", end=SIGNED)
    )
    changed: list[str] = []
    while names:
        part, names = names[: (size := draw.choice((1, 1, 2, 4)))], names[size:]
        for name in part:
            if draw.random() < 0.3:
                write(documents, name, TEXTS[draw.choice(sorted(TEXTS))])
                changed.append(name)
        listed = None
        if (done := len(TEXTS) - len(names)) > min(moments.values()):
            listed = write(documents.parent, "known.csv", SHORTER if done <= max(moments.values()) else REGISTER)
        load(writer, *(documents / name for name in part), *([guest] if draw.random() < 0.3 else []), register=listed)
        for name in [name for name in changed if draw.random() < 0.5]:
            changed.remove(name)
            load(writer, write(documents, name, TEXTS[name]))
    for name in changed:
        write(documents, name, TEXTS[name])
    guest.unlink()
    load(writer, documents, register=write(documents.parent, register.name, REGISTER), pruning=True)
    assert graph_of(writer) == whole


def test_register_that_is_loaded_last_or_first_gives_one_graph(writer: Writer, documents: Path) -> None:
    whole = load_at_once(writer, documents)
    register, texts = documents.parent / "known.csv", [documents / name for name in TEXTS]
    load(writer, documents)
    load(writer, texts[0], register=register)
    assert graph_of(writer) == whole
    clear(writer)
    load(writer, texts[-1], register=register)
    for path in texts:
        load(writer, path)
    assert graph_of(writer) == whole


def learn_alone(writer: Writer, *readings: Reading, leaving: tuple[str, ...] = ()) -> None:
    """Learn texts as a load does that is killed before it links any."""
    knowledge: Knowledge = knowledge_of(writer)
    lesson = Lesson({one.path: arrival_of(one, rules()) for one in readings}, leaving=leaving)
    writer.write(partial(learn, lesson=lesson, knowledge=knowledge, comparing=True))


def test_load_that_ends_before_linking_is_finished_by_the_next(writer: Writer) -> None:
    readings = corpus(12, mentions=6)
    ingest(writer, readings)
    whole = graph_of(writer)
    clear(writer)
    ingest(writer, readings[:4])
    learn_alone(writer, *readings[4:8])
    ingest(writer, readings[8:])
    assert graph_of(writer) == whole


def test_load_that_ends_before_linking_is_finished_by_one_that_changes_the_same_files(writer: Writer) -> None:
    readings, others = corpus(8, mentions=6), corpus(8, seed=1, mentions=6)
    ingest(writer, readings)
    whole = graph_of(writer)
    learn_alone(writer, *others[:3])
    learn_alone(writer, *others[2:5])
    learn_alone(writer, leaving=(readings[6].path,))
    ingest(writer, [*readings[:5], readings[6]])
    assert graph_of(writer) == whole


def test_file_that_comes_back_before_it_is_taken_out_is_loaded(writer: Writer, documents: Path) -> None:
    """A load that removes a file is killed before it is taken out; the next finds the file again, unchanged."""
    whole = load_at_once(writer, documents)
    load(writer, documents, register=documents.parent / "known.csv")
    learn_alone(writer, leaving=((documents / "a.txt").as_posix(),))
    load(writer, documents)
    assert graph_of(writer) == whole

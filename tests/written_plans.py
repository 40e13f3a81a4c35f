"""Write documents of a provincial committee to files, and load them as the command line does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from danchieu.graph.store.bolt import Writer
from danchieu.pipeline import find_sources, load_sources

TEXT = """TỈNH ỦY BÌNH THUẬN            ĐẢNG CỘNG SẢN VIỆT NAM
         *
    Số {symbol}                Phan Thiết, ngày {day:%d} tháng {day:%m} năm {day:%Y}

{type}
về công tác xây dựng Đảng

{body}
"""
WORDS = {"KH": "KẾ HOẠCH", "CT": "CHỈ THỊ", "QĐ": "QUYẾT ĐỊNH"}
Text = tuple[str, str, str]  # symbol, date, body


def load_documents(writer: Writer, folder: Path) -> None:
    """Load the documents below a folder into the graph, as the command line does."""
    report = load_sources(writer, find_sources([folder]))
    assert not report.failed


def write_documents(folder: Path, texts: list[Text]) -> None:
    """Write each document to a file named for its symbol."""
    for symbol, day, body in texts:
        kind = WORDS[symbol.partition("-")[2].partition("/")[0]]
        text = TEXT.format(symbol=symbol, day=date.fromisoformat(day), type=kind, body=body)
        (folder / f"{symbol.replace('/', '-')}.txt").write_text(text, encoding="utf-8")

"""Test that nothing a document, a file name or a message holds can steer the terminal."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest
from shell import run

from danchieu.inert import inert
from danchieu.terminal import to_json, write_data

TEXTS = {
    "đỏ\tvà\nđen\r\n": "đỏ\tvà\nđen\r\n",
    "\x1b[31mđỏ\x1b[0m": r"\x1b[31mđỏ\x1b[0m",
    "\x1b]0;OWNED\x07": r"\x1b]0;OWNED\x07",
    "\x9b2J\x85\x7f": r"\x9b2J\x85\x7f",
    "Số 5\rSố 6": r"Số 5\rSố 6",
    "a\u202eb\u2066c\u2069": r"a\u202eb\u2066c\u2069",
    "a\x00\x08\x0b": r"a\x00\x08\x0b",
}
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = """TỈNH ỦY BÌNH THUẬN
*
Số 23-KH/TU
Bình Thuận, ngày 11 tháng 6 năm 2016

KẾ HOẠCH
thực hiện \x1b]0;OWNED\x07\x1b[2J\x1b[31mChỉ thị \u202ex\u2069

Căn cứ Chỉ thị \x1b[31msố\x1b[0m 05-CT/TW, \x9b2J ngày 15/6/2016 của Bộ Chính trị, thay thế Kế hoạch số 3-KH/TU\x1b[2J ngày 1/1/2015.
Căn cứ Chỉ thị số 10-CT/TW\x1b[1m của Ban Bí thư \u202e.
"""


@pytest.mark.parametrize("text", TEXTS)
def test_active_characters_are_printed_as_escapes(text: str) -> None:
    assert inert(text) == TEXTS[text] == inert(inert(text))
    assert json.loads(to_json([text])) == [text]
    assert not ACTIVE.search(to_json([text]))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder with a hostile text in a file of a hostile name, and a hostile file that is none."""
    folder = tmp_path / "\x1b[35mhostile\u202e"
    folder.mkdir()
    (folder / "23\x1b[31m.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "nul\x1b[2J.txt").write_bytes(b"\0")
    (folder / "scan.\x1b[5m").write_bytes(b"x")
    return folder


COMMANDS = {
    "query documents": (),
    "query document -p document=23-KH/TU": (),
    "query text -p document=23-KH/TU": (),
    "query cites -p document=23-KH/TU": (),
    "query ambiguous": (),
    "query --cypher": ("MATCH (c:Citation) RETURN c.sentence AS \u202esentence, c.text AS text",),
    "query cited_by -p": ("document=\x1b[31m5",),
    "query": ("\x1b[31m",),
    "query most_cited -p": ("\x1b[31m=1",),
    "query most_cited -p limit=1 -p": ("status=\x9b2J",),
    "check": (),
    "trace 23-KH/TU": (),
    "trace": ("23\x1b[31m.txt:10",),
    "load": ("\x1b[31mnowhere",),
    "load x": ("--\x1b[31m",),
    "check --format": ("\x9b2J",),
    "query most_cited": ("\x1b[31m",),
    "--version": (),
}
USAGE = {
    "": ("\x1b[31m",),
    " ": ("--\x1b[31m",),
}


def test_no_command_prints_an_active_character(hostile: Path, store: str) -> None:
    ran = run("load", hostile)
    assert ran.status == 1 and r"nul\x1b[2J.txt: " in ran.err and r"left aside 1 .\x1b[5m" in ran.err
    outputs = [ran, run("extract", hostile), run("extract", hostile, "--explain"), run("load", hostile, "--json")]
    outputs += [run(*command.split(), *more) for command, more in (COMMANDS | USAGE).items()]
    for ran in outputs:
        assert ran.out + ran.err
        assert not ACTIVE.search(ran.out.replace("\r\n", "\n")), ran.out
        assert not ACTIVE.search(ran.err), ran.err


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "written"), [(Terminal(), r"\x1b[2J"), (io.StringIO(), "\x1b[2J")])
def test_csv_is_data_in_a_pipe_and_inert_on_a_terminal(stream: io.StringIO, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", stream)
    write_data("\x1b[2J")
    assert stream.getvalue() == written

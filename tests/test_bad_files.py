"""Test that a folder of bad files is loaded: each is a failed file with its reason, and the good ones are in the graph."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from archive_files import mailed, tarred, with_declared_size, zipped
from pdf_files import Page, assemble, encrypt, objects_of
from portal_pages import LAYOUTS, split_text
from records import graph_of
from shell import run
from source_files import PROJECT
from word_files import EXTERNAL, LAUGHS, NAMESPACES, directive, document_of, packed

from danchieu.graph.model import Failure, LeftAside, Opened, Reading
from danchieu.graph.settings import Settings
from danchieu.graph.store.bolt import open_store
from danchieu.loaders.corpus import read_jobs
from danchieu.loaders.files import ENDINGS
from danchieu.loaders.jobs import Job, Outcome
from danchieu.loaders.workers import Limits

LIMITS = Limits(seconds=30, megabytes=1024)
TEXT = "Căn cứ Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị;\n"
WORD = document_of(TEXT)
OLD_WORD = PROJECT / "tests/documents/ct-20-tu.doc"
MEGABYTE = 1 << 20


def of_word(main: str) -> bytes:
    """Make a Word document with this main part."""
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": main})


def blanks(megabytes: int) -> bytes:
    """Pack blanks: the same packed megabyte again and again."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return first[:2] + first[2:] * megabytes + b"\x03\0"


@cache
def pdf() -> dict[int, bytes]:
    page = Page()
    page.text(70, 100, TEXT.strip())
    return objects_of([page])


def with_content(content: bytes) -> bytes:
    """Return a PDF whose only page has some packed content."""
    return assemble(pdf() | {8: b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content)})


def encrypted_zip() -> bytes:
    """Return a zip whose entry says that it is encrypted."""
    data = bytearray(zipped([("a.txt", TEXT.encode())]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


BAD: dict[str, Callable[[], bytes]] = {
    "truncated.docx": lambda: WORD[:-40],
    "truncated.doc": lambda: OLD_WORD.read_bytes()[:6_000],
    "truncated.pdf": lambda: assemble(pdf())[:300],
    "truncated.zip": lambda: zipped([("a.docx", WORD)])[:-30],
    "truncated.tar.gz": lambda: gzip.compress(tarred([("a.docx", WORD)]))[:500],
    "encrypted.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "encrypted.pdf": lambda: encrypt(pdf(), user=b"secret", owner=b"owner"),
    "encrypted.zip": encrypted_zip,
    "bomb.zip": lambda: with_declared_size(zipped([("a.txt", b"x"), ("b.txt", b"x")]), (1 << 32) - 2),
    "bomb.docx": lambda: with_declared_size(WORD, (1 << 32) - 2),
    "bomb.tar.gz": lambda: gzip.compress(bytes(200 * MEGABYTE), 1),
    "laughs.docx": lambda: of_word(f"{LAUGHS}<w:document {NAMESPACES}><w:body><w:p>&i;</w:p></w:body></w:document>"),
    "entity.docx": lambda: of_word(f"{EXTERNAL}<w:document {NAMESPACES}><w:body><w:p>&i;</w:p></w:body></w:document>"),
    "loop.pdf": lambda: assemble(pdf() | {2: b"<</Type/Pages/Count 5/Kids[2 0 R]>>"}),
    "stream of 2 GB.pdf": lambda: with_content(blanks(2048)),
    "nested.html": lambda: b"<div>" * 200_000 + TEXT.encode() + b"</div>" * 200_000,
    "nested.docx": lambda: of_word(f"<w:document {NAMESPACES}><w:body>{'<w:tbl><w:tr><w:tc>' * 200_000}</w:body></w:document>"),
    "page of 50 MB.html": lambda: b"<p>" + TEXT.encode() * (50_000_000 // len(TEXT.encode())),
    **{f"empty{ending}": bytes for ending in ENDINGS},
    **{f"junk{ending}": lambda: random.Random(1).randbytes(5_000) for ending in ENDINGS if ending != ".eml"},
}
"""Bad files by name."""


def test_each_bad_file_is_named_and_the_good_ones_are_loaded(tmp_path: Path, folder: Path, embedded_store: Settings) -> None:
    load = ("load", folder, "--store", embedded_store.store)
    limits = {"DANCHIEU_READ_SECONDS": str(LIMITS.seconds), "DANCHIEU_READ_MEGABYTES": str(LIMITS.megabytes)}
    assert run(*load, environment=limits).status == 0
    with open_store(embedded_store, mode="read") as reader:
        good = graph_of(reader)
    for name, make in BAD.items():
        (folder / name).write_bytes(make())
    done = run(*load, environment=limits)
    reasons = dict(line.removeprefix(f"failed {folder}/").split(": ", 1) for line in done.err.splitlines() if line.startswith("failed "))
    assert (done.status, {name.partition("/")[0] for name in reasons}) == (1, set(BAD))
    assert {name: reason for name, reason in reasons.items() if "longer than" in reason or reason.startswith("its reader")} == {}
    with open_store(embedded_store, mode="read") as reader:
        graph = graph_of(reader)
    assert good <= graph
    assert {label for label, *_ in graph - good} == {"File", "Content"}


GOOD: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: (TEXT * 30).encode(),
    "a.md": lambda: (f"# **Điều 1.** Phạm vi\n> {TEXT}\n| a | b |\n|---|---|\n| \\| | [l](u) |\n" * 9).encode(),
    "a.docx": directive,
    "a.doc": OLD_WORD.read_bytes,
    "a.rtf": lambda: (
        rb"{\rtf1\ansicpg1258{\fonttbl{\f1 .VnTime;}}\trowd\cellx9\intbl a\cell\row{\f1 U\'fb}\par C\u259?n c\u7913? 05-CT/TW\par}"
    ),
    "a.html": lambda: LAYOUTS["law library"](split_text(TEXT * 9)).encode(),
    "a.mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nSnapshot-Content-Location: x\r\n\r\n<p>" + TEXT.encode() * 9,
    "a.zip": lambda: zipped([("a.txt", TEXT.encode()), ("b/a.docx", WORD)]),
    "a.tar.gz": lambda: gzip.compress(tarred([("a.txt", TEXT.encode()), ("b/a.docx", WORD)])),
    "a.eml": lambda: mailed([("a.docx", WORD)]),
}
"""A file of each format but PDF, whose library may break down, and pictures."""


def mutate(data: bytes, draw: random.Random) -> bytes:
    """Change, double or leave out some bytes, or cut off the end."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        place, length = draw.randrange(len(changed)), draw.randint(0, 40)
        match draw.randrange(5):
            case 0:
                changed[place : place + 2] = draw.randbytes(2)
            case 1:
                changed[place:place] = changed[length : 2 * length]
            case 2:
                del changed[place : place + length]
            case 3:
                changed[place:place] = draw.choice((b"&#xD83D;", b"\\u-10179?", b"\xff\xfe", b"=ED=A0=BD", "²".encode(), b"99999999999"))
            case _ if draw.random() < 0.1:
                del changed[place:]
        changed = changed or bytearray(b" ")
    return bytes(changed)


@pytest.mark.parametrize("name", GOOD)
def test_mutated_files_are_read_or_named(name: str, tmp_path: Path) -> None:
    data, draw = GOOD[name](), random.Random(name)
    if name == "a.doc":
        pytest.importorskip("doc2docx", reason="msdoc2docx is not installed")
    jobs = []
    for number in range(200):
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(mutate(data, draw))
        jobs.append(Job(path))
    outcomes = list(read_jobs(jobs, processes=1, limits=LIMITS))
    assert {outcome.path.removeprefix(f"{tmp_path}/").partition("-")[0] for outcome in outcomes} == {str(number) for number in range(200)}
    assert list(_faults(outcomes)) == []


def _faults(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield what no file may lead to: a reader that broke down, a citation that is not in the text, a text that cannot be kept."""
    for outcome in outcomes:
        match outcome:
            case Reading(text=text, citations=citations):
                text.encode()
                yield from (f"{outcome.path}: {one}" for one in citations if not text[one.span.start : one.span.end])
            case Failure(reason=reason) if reason and not ("its reader" in reason or "longer than" in reason):
                pass
            case LeftAside() | Opened():
                pass
            case _:
                yield str(outcome)

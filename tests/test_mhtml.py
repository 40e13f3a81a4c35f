"""Test pages that were saved in one file: which part is the page, how it is encoded, and what is no such file."""

from __future__ import annotations

import random
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from portal_pages import FURNITURE, LAYOUTS, split_text

from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceError, SourceTooLarge
from danchieu.loaders.files import decode
from danchieu.loaders.files.formats import Decoded
from danchieu.loaders.files.web.mhtml import FORMAT
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
PATH = Path("page.mhtml")


def saved(*pages: str, start: str | None = None, charset: str = "utf-8") -> bytes:
    """Return pages as a browser saves them in one file, with a picture; the first is the page unless `start` names another."""
    file = MIMEMultipart("related")
    if start:
        file.set_param("start", start)
    file["From"], file["Subject"] = "<Saved by Blink>", "=?utf-8?Q?V=C4=83n_b=E1=BA=A3n?="
    for number, page in enumerate(pages):
        part = MIMEText(page, "html", charset)
        part["Content-ID"] = f"<{number}@mhtml>"
        file.attach(part)
    picture = MIMEText("x" * 1_000)
    picture.replace_header("Content-Type", "image/png")
    file.attach(picture)
    return file.as_bytes()


WORD = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_NextPart_01"

Trang duoc luu thanh mot tep.

------=_NextPart_01
Content-Location: file:///C:/1/vanban.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="us-ascii"

<html xmlns:o=3D"urn:schemas-microsoft-com:office:office"><body><p class=3DMsoNormal>S&#7889;=
 20-CT/TU</p></body></html>

------=_NextPart_01--
"""
ONE_PART = b"""From: <Saved by Windows Internet Explorer 11>
Subject: Van ban
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<p>S=E1=BB=91 20-CT/TU</p>
"""
FILES = {
    "first": (saved("<p>Số 20-CT/TU", "<p>Quảng cáo"), "Số 20-CT/TU"),
    "named": (saved("<p>Khung", "<p>Số 20-CT/TU", start="<1@mhtml>"), "Số 20-CT/TU"),
    "page of frames": (saved("<frameset><frame src=a>", "<p>Số 20-CT/TU"), "Số 20-CT/TU"),
    "Word": (WORD, "Số 20-CT/TU"),
    "one part": (ONE_PART, "Số 20-CT/TU"),
    "charset of the part": (saved("<p>Chỉ thị số 1", charset="utf-16-le"), "Chỉ thị số 1"),
}


@pytest.mark.parametrize("name", FILES)
def test_page_is_found_in_the_file(name: str) -> None:
    data, text = FILES[name]
    assert decode(PATH, data) == Decoded(text, "MHTML")


def test_saved_page_reads_as_its_text_does() -> None:
    text = (SAMPLE / "lao-cai" / "kh-198-tu.txt").read_text(encoding="utf-8")
    page = decode(Path("page.txt"), saved(LAYOUTS["law library"](split_text(text)))).text
    found, expected = (read(source_text(one)) for one in (page, text))
    assert not FURNITURE.search(page)
    assert found.head.symbol == expected.head.symbol is not None
    assert [(one.symbol, one.date, one.issuer) for one in found.citations] == [
        (one.symbol, one.date, one.issuer) for one in expected.citations
    ]


def test_file_that_is_cut_off_is_read_with_a_note() -> None:
    whole = saved("<p>Số 20-CT/TU</p><p>Nơi nhận:</p>")
    assert decode(PATH, whole[: len(whole) - 700]).notes == ("the file is cut off, and the page may lack its end",)


BAD: dict[str, tuple[bytes, type[SourceError], str]] = {
    "no page": (saved(), SourceDamaged, "holds no page"),
    "text": (b"Ch\xe1\xbb\x89 th\xe1\xbb\x8b", SourceDamaged, "holds no page"),
    "frames alone": (saved("<frameset><frame src=a>"), SourceEmpty, "page of frames"),
    "parts in parts": (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000)),
        SourceTooLarge,
        "more lines and parts",
    ),
    "mails in mails": (b"Content-Type: message/rfc822\n\n" * 5_000, SourceDamaged, "nested too deep"),
    "lines": (ONE_PART + b"\n" * 2_000_001, SourceTooLarge, "more lines and parts"),
    "parameters": (b"Content-Type: multipart/related" + b"".join(b";\n a*%d=a" % n for n in range(100_000)), SourceDamaged, "no page"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_a_reason(name: str) -> None:
    data, error, words = BAD[name]
    with pytest.raises(error, match=words):
        decode(PATH, data)


def test_mail_is_no_saved_page() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.org", "b@example.org", "<1@example.org>"
    mail.set_content("<p>Kính gửi</p>", subtype="html")
    mail.add_related(b"x", "image", "png")
    assert not FORMAT.recognises(mail.as_bytes())
    assert FORMAT.recognises(saved("<p>Số")) and FORMAT.recognises(WORD)


def test_mutated_file_is_read_or_refused() -> None:
    chance = random.Random(11)
    page = saved("<p>Số 20-CT/TU</p>" * 40)
    for _ in range(200):
        mutated = bytearray(page)
        for _ in range(chance.randint(1, 20)):
            place = chance.randrange(len(mutated))
            mutated[place : place + chance.randint(0, 40)] = bytes(chance.choices(b"\r\n-=:;<>\0\xffcontent/", k=chance.randint(0, 40)))
        try:
            assert isinstance(decode(PATH, bytes(mutated)), Decoded)
        except SourceError as error:
            assert error.reason

"""Test which members archives have, in which order, by which names, and which entries are refused."""

from __future__ import annotations

import io
import tarfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from archive_files import KINDS, headed, mailed, members, tarred, until_error, without_name, zipped

from danchieu.loaders.files.archive.archives import ARCHIVES, find_archive
from danchieu.loaders.files.formats import MAX_BYTES


def unpacked(name: str, data: bytes) -> list[tuple[str, bytes | None]]:
    return [(member.path, member.content) for member in members(name, data)]


FILES = [
    ("tháng 2/kế hoạch.docx", b"PK\x03\x04"),
    ("metadata.csv", b"file,symbol"),
    ("b.txt", b"hai"),
    ("./a.txt", "một".encode()),
    ("c\\d.txt", b""),
    (".git/config", b"x"),
    ("__MACOSX/._b.txt", b"x"),
    ("c/~$d.docx", b"x"),
    ("c/.DS_Store", b"x"),
]
MEMBERS = [
    ("a.txt", "một".encode()),
    ("b.txt", b"hai"),
    ("c/d.txt", b""),
    ("metadata.csv", b"file,symbol"),
    ("tháng 2/kế hoạch.docx", b"PK\x03\x04"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_archive_yields_its_files_in_order(kind: str) -> None:
    data = KINDS[kind](FILES)
    assert unpacked(kind, data) == MEMBERS
    if kind != "a.eml":  # a mail of one header line could be a text
        assert unpacked("renamed.txt", data) == MEMBERS


REFUSED = {
    "../a.txt": "leads out",
    "a/../../b.txt": "leads out",
    "/etc/a.txt": "leads out",
    "C:\\a.txt": "leads out",
    "..\\a.txt": "leads out",
    "large.txt": "more than the 67 MB of one document",
}


@pytest.mark.parametrize("kind", ["a.zip", "a.tar", "a.tar.xz"])
def test_entry_that_is_refused_is_named_with_the_reason(kind: str) -> None:
    files = {"ok.txt": b"ok"} | {name: b"x" for name in REFUSED} | {"large.txt": b"0" * (MAX_BYTES + 1)}
    found, _ = until_error(kind, KINDS[kind](files.items()))
    assert [member.path for member in found if member.content is not None] == ["ok.txt"]
    reasons = {member.path: member.reason for member in found if member.content is None}
    for written, reason in REFUSED.items():
        assert reason in reasons[written.replace("\\", "/").lstrip("/")]


def test_second_entry_of_a_path_is_refused_at_a_path_of_its_own() -> None:
    found = list(members("a.tar", tarred([("c/a.txt", b"1"), ("c/(2) a.txt", b"4"), ("c/a.txt", b"2"), ("./c/a.txt", b"3")])))
    assert [(one.path, one.content) for one in found] == [
        ("c/a.txt", b"3"),
        ("c/(2) a.txt", b"4"),
        ("c/(3) a.txt", None),
        ("c/(4) a.txt", None),
    ]
    assert all("same path" in one.reason for one in found[2:])


def test_many_entries_of_a_path_are_numbered_in_time() -> None:
    data = tarred([("a.txt", b"")] * 30_000)
    assert [one.path for one in members("a.tar", data)][-1] == "(30000) a.txt"


def test_entry_without_a_name_is_named_by_a_sign() -> None:
    assert unpacked("a.zip", without_name(zipped([("a", b"x")]))) == [("?", b"x")]


def test_halves_of_signs_in_a_name_are_replaced() -> None:
    mail = mailed([("a.pdf", b"1")]).replace(b'"a.pdf"', b'"\xff\xfe.pdf"')
    [(path, _)] = unpacked("a.eml", mail)
    assert path.encode() and path.endswith(".pdf")


# parameters of an attachment that give it a name -> the name of the member
ODD_NAMES = {
    'filename="=?utf-8?b?a?="': "=?utf-8?b?a?=.pdf",  # is no Base64
    'filename="=?utf-8\0?q?a?=.pdf"': "=?utf-8??q?a?=.pdf",
    'filename="=?nonsense?q?a?=.pdf"': "=?nonsense?q?a?=.pdf",
    "filename*0*=utf-8''a; filename*=b": "attachment-1.pdf",
    "filename*=utf\0''a.pdf": "a.pdf",
}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_name_of_an_attachment_does_not_fail_the_mail(name: str) -> None:
    data = mailed([("first", b"1"), ("b.pdf", b"2")]).replace(b"octet-stream", b"pdf").replace(b'filename="first"', name.encode())
    assert unpacked("a.eml", data) == sorted([(ODD_NAMES[name], b"1"), ("b.pdf", b"2")])


NAMES = {
    "kế hoạch.txt": "kế hoạch.txt".encode(),
    "báo cáo tổng kết.txt": b"b\xb8o c\xb8o t\xe6ng k\xd5t.txt",  # TCVN3
    "tỉnh ủy.txt": b"ti\xd2nh u\xd2y.txt",  # windows-1258
    "Ärger.txt": b"\x8erger.txt",  # cp437
}


@pytest.mark.parametrize("name", NAMES)
def test_name_without_a_mark_of_its_encoding_is_decoded(name: str) -> None:
    written = NAMES[name]
    data = zipped([("n" * len(written), b"x")]).replace(b"n" * len(written), written)
    assert [path for path, _ in unpacked("a.zip", data)] == [name]


MAILS: dict[str, tuple[bytes, list[tuple[str, bytes | None]]]] = {
    "attachments": (mailed([("b.pdf", b"2"), ("Báo cáo số 1.docx", b"1")]), [("Báo cáo số 1.docx", b"1"), ("b.pdf", b"2")]),
    "one name": (mailed([("a.pdf", b"1"), ("a.pdf", b"2")]), [("(2) a.pdf", b"2"), ("a.pdf", b"1")]),
    "a name with a number": (
        mailed([("a.pdf", b"1"), ("a.pdf", b"2"), ("(2) a.pdf", b"3")]),
        [("(2) a.pdf", b"3"), ("(3) a.pdf", b"2"), ("a.pdf", b"1")],
    ),
    "words alone": (mailed([]), [("message.txt", "Kính gửi\n".encode())]),
    "page alone": (mailed([], "<p>Số</p>", "html"), [("message.html", "<p>Số</p>\n".encode())]),
    "a name without an ending": (
        mailed([("Báo cáo số 1", b"1")]).replace(b"octet-stream", b"pdf"),
        [("Báo cáo số 1.pdf", b"1")],
    ),
    "path in a name": (mailed([("../a.pdf", b"1")]), [("../a.pdf", None)]),
}


@pytest.mark.parametrize("name", MAILS)
def test_mail_yields_attachments_or_its_words(name: str) -> None:
    data, expected = MAILS[name]
    assert unpacked("a.eml", data) == expected


@pytest.mark.parametrize("name", ["scan.png", "list.xlsx", "me.vcf", "winmail.dat", "invite.ics", "smime.p7s", "no ending"])
def test_mail_without_a_document_yields_its_words_too(name: str) -> None:
    assert ("message.txt", "Kính gửi\n".encode()) in unpacked("a.eml", mailed([(name, b"1")]))
    assert [path for path, _ in unpacked("a.eml", mailed([(name, b"1"), ("in.ZIP", b"2")]))] == sorted([name, "in.ZIP"])


def test_words_of_a_mail_are_decoded_as_its_header_says() -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.org"
    mail.set_content("Äpfel", charset="iso-8859-1")
    assert unpacked("a.eml", mail.as_bytes()) == [("message.txt", "Äpfel\n".encode())]


def test_picture_that_the_words_of_a_mail_show_is_no_file() -> None:
    """A photo that is attached in the same way, but is not shown, is one."""
    mail = EmailMessage()
    mail["From"] = "a@example.org"
    mail.set_content("Kính gửi")
    mail.add_alternative("<p>Kính gửi</p><IMG src='cid:logo%401'>", subtype="html")
    for name, called in (("image001.png", "<logo@1>"), ("scan.jpg", "<scan@1>"), ("photo.jpg", None)):
        mail.get_payload()[1].add_related(b"x", "image", "png", cid=called, filename=name, disposition="inline")  # type: ignore[union-attr,index]
    assert [path for path, _ in unpacked("a.eml", mail.as_bytes())] == ["message.txt", "photo.jpg", "scan.jpg"]


def test_encrypted_entry_is_named() -> None:
    data = bytearray(zipped([("a.txt", b"x")]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    [member] = members("a.zip", bytes(data))
    assert member.content is None and "is encrypted" in member.reason


def test_links_and_devices_are_named() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE), ("folder", tarfile.DIRTYPE)):
            archive.addfile(headed(name, type=kind, linkname="/etc/passwd"))
    found = list(members("a.tar", stream.getvalue()))
    assert [(one.path, one.content) for one in found] == [("hard", None), ("link", None), ("pipe", None)]
    assert all("a link, a device" in one.reason for one in found)


def test_archive_is_no_document_that_is_packed_as_zip() -> None:
    for first in ("[Content_Types].xml", "mimetype", "word/document.xml"):
        assert find_archive(Path("a.bin"), zipped([(first, b"x"), ("b.xml", b"y")])) is None
    assert {ending for archive in ARCHIVES for ending in archive.endings} >= {".zip", ".tar.gz", ".eml", ".rar", ".7z", ".msg"}

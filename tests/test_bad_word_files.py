"""Test that damaged and hostile Word documents are refused by name, at once, and that misnamed ones are read for what they are."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from word_files import EXTERNAL, LAUGHS, NAMESPACES, document_of, docx, item, packed, paragraph, table

from danchieu.loaders.errors import SourceDamaged, SourceEmpty, SourceError, SourceTooLarge, SourceUnsupported
from danchieu.loaders.files import decode

TEXT = "Thực hiện Chỉ thị số 20-CT/TU"
WHOLE = document_of(TEXT)
DOCUMENT = f"<w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>"


def of_main(text: str | bytes) -> bytes:
    """Make a document whose main part is not as it should be."""
    return replaced(WHOLE, "word/document.xml", text)


def replaced(data: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        entries: dict[str, str | bytes] = {entry: container.read(entry) for entry in container.namelist()}
    return packed(entries | {name: content})


def declaring(data: bytes, name: str, size: int) -> bytes:
    """Change the unpacked size that the directory declares of an entry."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


NESTED = "<w:tbl><w:tr><w:tc>" * 200_000 + "</w:tc></w:tr></w:tbl>" * 200_000
OPEN_DOCUMENT = packed({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED)
SECURED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
REFUSED: dict[str, tuple[bytes, type[SourceError], str]] = {
    "empty": (b"", SourceEmpty, "is empty"),
    "no text": (docx(""), SourceEmpty, "is empty"),
    "cut off": (WHOLE[:-40], SourceDamaged, "cut off or damaged"),
    "junk": (bytes(range(256)), SourceDamaged, "is neither a Word document"),
    "junk in a zip": (WHOLE[:200] + bytes(200) + WHOLE[400:], SourceDamaged, "copy the file again"),
    "bomb": (declaring(WHOLE, "word/document.xml", 4_000_000_000), SourceTooLarge, "unpacks to 4,000 MB"),
    "lying size": (declaring(WHOLE, "word/document.xml", 100), SourceDamaged, "does not unpack"),
    "100 MB": (of_main(DOCUMENT.format(" " * 100_000_000)), SourceTooLarge, "unpacks to 100 MB, more than 50 MB"),
    "too many tags": (of_main(DOCUMENT.format("<w:p/>" * 4_000_001)), SourceTooLarge, "tags and attributes, more than 4,000,000"),
    "too many attributes": (
        of_main(DOCUMENT.format("<w:p a='' b='' c=''/>" * 1_000_001)),
        SourceTooLarge,
        "tags and attributes, more than",
    ),
    "billion laughs": (of_main(LAUGHS + DOCUMENT.format("&i;")), SourceDamaged, "declares a document type"),
    "laughs in UTF-16": (of_main((LAUGHS + DOCUMENT.format("&i;")).encode("utf-16")), SourceDamaged, "declares a document type"),
    "external entity": (of_main(EXTERNAL + DOCUMENT.format("&i;")), SourceDamaged, "declares a document type"),
    "nested tables": (of_main(DOCUMENT.format(NESTED)), SourceDamaged, "cannot be parsed"),
    "no XML": (of_main("Điều 1"), SourceDamaged, "word/document.xml in it cannot be parsed"),
    "no main part": (packed({"[Content_Types].xml": "<Types/>", "a.xml": ""}), SourceDamaged, "holds no word/document.xml"),
    "workbook": (
        replaced(WHOLE, "_rels/.rels", '<R><R Type="x/officeDocument" Target="xl/workbook.xml"/></R>'),
        SourceUnsupported,
        "--register",
    ),
    "presentation": (
        replaced(WHOLE, "_rels/.rels", '<R><R Type="x/officeDocument" Target="/ppt/p.xml"/></R>'),
        SourceUnsupported,
        "presentation",
    ),
    "other program": (of_main("<FixedDocument/>"), SourceUnsupported, "of another program than Word"),
    "OpenDocument": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        SourceUnsupported,
        "save it as .docx",
    ),
    "encrypted": (SECURED, SourceDamaged, "is encrypted; save it without a password"),
    "XML of Word": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        SourceUnsupported,
        "save it as .docx",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_is_refused(case: str) -> None:
    data, error, reason = REFUSED[case]
    began = time.process_time()
    with pytest.raises(error, match=reason):
        decode(Path("a.docx"), data)
    assert time.process_time() - began < 5


READ: dict[str, tuple[bytes, str]] = {
    "strict form": (docx(paragraph(TEXT), strict=True), TEXT),
    "UTF-16": (of_main(DOCUMENT.format(paragraph(TEXT)).encode("utf-16")), TEXT),
    "another name of the main part": (docx(paragraph(TEXT), main="word/document2.xml"), TEXT),
    "no relationships": (replaced(packed({"[Content_Types].xml": "<T/>"}), "word/document.xml", DOCUMENT.format(paragraph(TEXT))), TEXT),
    "relationship to nothing": (docx(item(TEXT), {"numbering": ""}).replace(b"numbering1", b"numbering2"), TEXT),
    "plain text": (TEXT.encode(), TEXT),
    "RTF": (rb"{\rtf1 20-CT/TU}", "20-CT/TU"),
    "many runs": (docx(paragraph(*["a"] * 200_000)), "a" * 200_000),
    "wide spans": (docx(paragraph("a") + table([["b", "c"]], bordered=True).replace('w:val="1"', 'w:val="99999999"')), "a\n| b |  |"),
}


@pytest.mark.parametrize("case", READ)
@pytest.mark.parametrize("ending", [".docx", ".docm", ".rtf"])
def test_file_is_read_for_what_it_is(case: str, ending: str) -> None:
    data, text = READ[case]
    assert decode(Path("a" + ending), data).text.startswith(text)


@pytest.mark.parametrize("seed", range(200))
def test_mutation_is_refused_or_read(seed: int) -> None:
    choose = random.Random(seed)
    if seed % 2:  # of the container
        data = bytearray(WHOLE)
        for _ in range(choose.randint(1, 8)):
            data[choose.randrange(len(data))] = choose.randrange(256)
        mutated = bytes(data)
    else:  # of the XML within
        xml = DOCUMENT.format(table([["a", "b"]]) + item(TEXT) + paragraph("<w:r><w:fldChar w:fldCharType='end'/></w:r>", TEXT))
        words = xml.replace("<", "\0<").split("\0")
        for _ in range(choose.randint(1, 4)):
            words[choose.randrange(len(words))] = choose.choice(words)
        mutated = of_main("".join(words))
    with contextlib.suppress(SourceError):
        decode(Path("a.docx"), mutated)

"""Measure how many documents, and how many pages of PDF, one process decodes in a second of processor time.

    python -m benchmarks.reading [--documents 40] [--seconds 5]

A document has 10,000 characters of data/sample, five printed pages: a run of six words at a time with the properties that Word writes, and
the table of styles of a usual document. If LibreOffice is installed, it makes .doc and .pdf of the .docx.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape

from danchieu.loaders.files import decode

__all__ = ["docx_of", "main", "read_a_second", "rtf_of", "saved_as", "texts"]

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
LENGTH = 10_000
RUN = 6  # words
STYLES = 250  # of a usual document, most of them built in
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOOK = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def texts(count: int) -> Iterator[str]:
    """Yield texts of LENGTH characters, made of the sample."""
    lines = cycle([line for path in sorted(SAMPLE.rglob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")])
    for _ in range(count):
        taken: list[str] = []
        while sum(map(len, taken)) < LENGTH:
            taken.append(next(lines))
        yield "\n".join(taken)


def runs(line: str) -> Iterator[str]:
    """Yield the words of a line, a few at a time."""
    words = line.split(" ")
    yield from (" ".join(words[at : at + RUN]) + " " for at in range(0, len(words), RUN))


def docx_of(text: str) -> bytes:
    """Write a text as .docx."""
    body = "".join(
        '<w:p w:rsidR="00A77427"><w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="both"/></w:pPr>'
        + "".join(f'<w:r w:rsidRPr="00B1"><w:rPr>{LOOK}</w:rPr><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs(line))
        + "</w:p>"
        for line in text.split("\n")
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/><w:rPr>{LOOK}</w:rPr></w:style>' for n in range(STYLES)
    )
    relation = f'<Relationship Id="a" Type="{OFFICE}/{{}}" Target="{{}}"/>'.format
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'.format
    entries = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(relation("styles", "styles.xml")),
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">{styles}</w:styles>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return file.getvalue()


def rtf_of(text: str) -> bytes:
    """Write a text as RTF, letters beyond ASCII by number."""
    marked = r"\par ".join(
        "".join(rf"{{\rtlch\fcs1 \af0 \ltrch\fcs0 \b\fs28\f0 {run}}}" for run in runs(line)) for line in text.split("\n")
    )
    written = "".join(one if one.isascii() else rf"\u{ord(one)}?" for one in marked)
    return (r"{\rtf1\ansi\ansicpg1258\deff0\uc1{\fonttbl{\f0\fcharset163 Times New Roman;}}" + written + "}").encode("ascii")


def saved_as(format: str, documents: Sequence[bytes]) -> list[bytes]:
    """Have LibreOffice save .docx in another format; none without it."""
    if not (program := shutil.which("soffice")):
        return []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.docx") for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        command = [program, f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless", "--convert-to", format]
        subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True)
        return [path.with_suffix("." + format.partition(":")[0]).read_bytes() for path in paths]


def read_a_second(documents: Sequence[bytes], seconds: float) -> tuple[float, float]:
    """Decode documents over and over for some seconds of processor time; return how many, and how many of their pages, in one."""
    path = Path("document.txt")  # the others are known by their first bytes
    decode(path, documents[0])  # what is imported is imported
    began, count, pages = time.process_time(), 0, 0
    while time.process_time() - began < seconds:
        pages += len(decode(path, documents[count % len(documents)]).pages)
        count += 1
    taken = time.process_time() - began
    return count / taken, pages / taken


def main(arguments: Sequence[str] | None = None) -> None:
    """Print documents a second for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args(arguments)
    written = list(texts(given.documents))
    docx = list(map(docx_of, written))
    made = {"txt": [text.encode() for text in written], "docx": docx, "rtf": list(map(rtf_of, written))}
    made |= {"doc": saved_as("doc:MS Word 97", docx), "pdf": saved_as("pdf", docx)}
    for name, documents in made.items():
        if documents:
            size = sum(map(len, documents)) / len(documents) / 1e3
            count, pages = read_a_second(documents, given.seconds)
            print(f"{name:5} {size:6.0f} KB each {count:8,.0f} documents/s" + (f" {pages:6,.0f} pages/s" if pages else ""))


if __name__ == "__main__":
    main()

"""Decode the documents of Word 97 to 2003 (.doc): converted to .docx by msdoc2docx, else as antiword or catdoc print them.

Only the first keeps fonts, numbers, tables and revisions. The programs are asked where it is not installed, or cannot read a file, as those
of Word 6 and 95. The first text that reads well is taken.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from danchieu.loaders.errors import SourceDamaged, SourceUnreadable, SourceUnsupported
from danchieu.loaders.files.extras import DOC, is_installed
from danchieu.loaders.files.fonts import write_repaired
from danchieu.loaders.files.formats import FROM_DOC, PRINTED, Decoded, Format
from danchieu.loaders.files.layout import write_tabs
from danchieu.loaders.files.misnamed import decode_misnamed
from danchieu.loaders.files.word.docx import decode_package
from danchieu.loaders.files.word.ole import OLE, check_word
from danchieu.loaders.text.syllables import vietnamese_share

__all__ = ["FORMAT"]

_PROGRAMS = {
    "antiword": ("-m", "UTF-8.txt", "-w", "0", "-i", "1"),
    "catdoc": ("-d", "utf-8", "-w"),
}
"""The programs in the order in which they are asked, with the options for a text in UTF-8, a line for each paragraph."""

_SECONDS = 15.0
"""The time of one program: a document of 100 pages takes a tenth of a second."""

_LEAST_SHARE = 0.5  # of valid syllables in a text that reads well; a text in a wrong encoding has less
_MARK = re.compile(r"\[\d{1,3}\]")  # antiword's reference to a note
_NOTES = "\n-----------------------\n["  # what antiword writes above the notes
_BEYOND_ASCII = re.compile(r"[^\W\d_a-zA-Z]")
_LOST = "numbers that Word counts are missing, and deleted text is kept"
_INSTALL = "pip install msdoc2docx"  # the extra doc
_PICTURE = "[pic]"  # what antiword writes for one
_PADDING = re.compile(r" +\|")


def _decode(path: Path, data: bytes) -> Decoded:
    """Decode a document by the first reader whose text reads well.

    Raises SourceUnsupported if no reader is installed, SourceUnreadable if it cannot be copied for them, SourceDamaged if none can read it.
    """
    if not data.startswith(OLE):
        return decode_misnamed(path, data, "a Word document (.doc)")
    check_word(path, data)
    first: Decoded | None = None
    failed: list[str] = []
    for decoded in _readings(path, data, failed):
        if _reads_well(decoded.text):
            return replace(decoded, notes=(*failed, *decoded.notes))
        first = first or decoded
    if first:
        return replace(first, notes=(*failed, *first.notes))
    if not failed:
        raise SourceUnsupported(path, f"no reader of .doc, the extra doc, is installed; run: {_INSTALL}")
    raise SourceDamaged(path, f"is damaged ({'; '.join(failed)}); open it in Word and save it as .docx")


def _readings(path: Path, data: bytes, failed: list[str]) -> Iterator[Decoded]:
    """Yield what each reader that is installed makes of a file; `failed` gets why one makes nothing of it."""
    with _copy(path, data) as source:
        if is_installed(DOC):
            try:
                yield _convert(path, source)
            except _Unconverted as error:
                failed.append(f"msdoc2docx cannot convert it: {error}")
        for name in _PROGRAMS:
            if program := shutil.which(name):
                try:
                    yield _print(name, program, source)
                except (subprocess.SubprocessError, OSError):
                    failed.append(f"{name} cannot read it")


@contextmanager
def _copy(path: Path, data: bytes) -> Iterator[Path]:
    """Copy the bytes of a document into a file for the time of a block. Raises SourceUnreadable where the system does not let it."""
    try:
        with TemporaryDirectory(prefix="danchieu") as folder:
            source = Path(folder, "document.doc")
            source.write_bytes(data)
            yield source
    except OSError as error:
        reason = f"cannot be written to the folder of temporary files ({error.strerror or error}); make room, or name another in TMPDIR"
        raise SourceUnreadable(path, reason) from error


class _Unconverted(Exception):
    """A document cannot be converted; the message says why."""


def _convert(path: Path, source: Path) -> Decoded:
    """Decode a document through its conversion to .docx.

    Raises SourceDamaged for an encrypted one, OSError where the system does not let it, _Unconverted for others.
    """
    from doc2docx import convert
    from doc2docx.errors import EncryptedDocumentError

    target = source.with_suffix(".docx")
    try:
        convert(source, target)
    except EncryptedDocumentError as error:
        raise SourceDamaged(path, "is encrypted; save it without a password") from error
    except (MemoryError, OSError):
        raise
    except Exception as error:  # of a damaged file it raises errors of every kind
        raise _Unconverted(error) from error
    return replace(decode_package(path, target.read_bytes(), "Word 97 (msdoc2docx)"), rank=FROM_DOC)


def _print(name: str, program: str, source: Path) -> Decoded:
    """Decode a document as a program prints it. Raises subprocess.SubprocessError or OSError."""
    command: list[str | Path] = [program, *_PROGRAMS[name], source]
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)
    printed = _PADDING.sub(" |", done.stdout.decode("utf-8", "replace").replace(_PICTURE, ""))
    body, line, notes = printed.partition(_NOTES)
    text = _MARK.sub("", body) + line + notes if notes else printed
    text, note = write_repaired(lambda _: "\n".join(map(write_tabs, text.split("\n"))))
    lost, lacks = (_LOST, None) if is_installed(DOC) else (f"{_LOST}; to read them as Word shows them: {_INSTALL}", DOC)
    return Decoded(text, f"Word 97 ({name})", notes=(lost, note) if note else (lost,), rank=PRINTED, lacks=lacks)


def _reads_well(text: str) -> bool:
    """Return whether a text is Vietnamese, or has no letters beyond ASCII."""
    share, hits = vietnamese_share(text)
    return bool(text.strip()) and (share >= _LEAST_SHARE or not (hits or _BEYOND_ASCII.search(text)))


FORMAT = Format("Word 97", (".doc", ".dot"), lambda data: data.startswith(OLE), _decode)

"""Reads texts and files of a DataFrame, one row each, as `danchieu.load` reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from danchieu.graph.linking import list_documents
from danchieu.graph.loading.arrivals import arrival_of, failure_row
from danchieu.graph.loading.items import groups_of
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.statements import clues_of, is_unplaced, rests_on
from danchieu.graph.model import Failure, FileState, Note, Reading, Register, Row
from danchieu.loaders.errors import SourceError
from danchieu.loaders.files import DOCUMENTS, as_source, decode
from danchieu.loaders.lists.metadata import Stated
from danchieu.loaders.lists.register import read_register
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import SourceText, source_text
from danchieu.loaders.worker_process import reason_of
from danchieu.spark.tables import FILES, Batches, in_batches, rows_in, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["read_files", "read_registers", "read_texts"]


def read_files(spark: SparkSession, folder: str) -> DataFrame:
    """Return the documents below a folder, in any file system that Spark reads, as rows of `path` and `content`; archives are left aside.

    Paths of local files are as `danchieu.load` writes them: /data/a.txt, not file:/data/a.txt.
    """
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", f"*{{{','.join(DOCUMENTS)}}}")
    return files.load(folder).selectExpr("regexp_replace(path, '^file:(//)?/', '/') AS path", "content")


def read_texts(texts: DataFrame) -> DataFrame:
    """Read header and citations of rows of `path` and `text`, or of `path` and `content`, the bytes of a file.

    A column `stated`, map<string, string>, gives what a row of metadata.csv would. A text that cannot be read is a row with the reason.
    """
    given = [name for name in ("path", "text", "content", "stated") if name in texts.columns]
    return texts.select(*given).mapInArrow(_read_batches, spark_schema(FILES))


def read_registers(spark: SparkSession, registers: Iterable[str]) -> DataFrame:
    """Read registers of known documents on the driver, a row for each part of one, and for each row of one that cannot be read."""
    paths = sorted({Path(path).absolute() for path in registers})
    parts = [part for path in paths for part in read_register(path) if not isinstance(part, Note)]
    refused = [failure for part in parts if isinstance(part, Register) for failure in list_documents(part)[1]]
    rows = map(_row, (*parts, *refused))
    return spark.createDataFrame([tuple(row.get(name) for name in FILES) for row in rows], spark_schema(FILES))


def _read_batches(batches: Batches) -> Batches:
    return in_batches((_row(_read(row)) for row in rows_in(batches)), FILES)


def _read(row: Row) -> Reading | Failure:
    try:
        return read(_source(row), Stated(dict(row.get("stated") or ())))
    except SourceError as error:
        digest = hashlib.sha256(row["content"]).hexdigest() if error.lasting and row.get("content") else ""
        return Failure(row["path"], error.reason, FileState(digest, failure=error.reason))
    except Exception as error:  # a file that its reader cannot take must not end the job
        return Failure(row["path"], reason_of(error))


def _source(row: Row) -> SourceText:
    """Return the text of a row. Raises a SourceError for bytes that are not a document."""
    if (content := row.get("content")) is None:
        return source_text(row["text"] or "", path=row["path"])
    return as_source(decode(Path(row["path"]), content), path=row["path"], sha256=hashlib.sha256(content).hexdigest())


def _row(item: Reading | Register | Failure) -> Row:
    if isinstance(item, Failure):
        failed = failure_row(item, item.state, rules()) if item.state else {}
        return {**failed, "path": item.path, "reason": item.reason}
    arrival = arrival_of(item, rules())
    return arrival.row() | {
        "text": arrival.text,
        "reading": arrival.reading,
        "waits": is_unplaced(item),
        "clues": sorted(clues_of(item)) if isinstance(item, Reading) else [],
        "rests": sorted(rests_on(item)) if isinstance(item, Reading) else [],
        "groups": sorted(groups_of(item)),
    }

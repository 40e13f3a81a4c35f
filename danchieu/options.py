"""Arguments and options of the commands, each with its help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Address",
    "BoltPort",
    "Browser",
    "Bulk",
    "Cypher",
    "Dashboard",
    "Documents",
    "Explain",
    "File",
    "Form",
    "Format",
    "Jobs",
    "Json",
    "Kinds",
    "Lines",
    "Output",
    "Parameters",
    "Place",
    "Port",
    "Prune",
    "QueryName",
    "Registers",
    "Show",
    "Sources",
    "Store",
    "TextAlone",
    "Version",
]


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def _given(text: str) -> str:
    """Return a value that was given; refuse an empty one, which a variable without a value gives."""
    if not text:
        raise typer.BadParameter("it is empty")
    return text


def _path(text: str) -> Path:
    """Return a path; refuse an empty one: as a path it would be the working folder."""
    if not text:
        raise typer.BadParameter("the path is empty; give a file or folder, or . for this folder")
    return Path(text)


Documents = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        parser=_path,
        help="Files, folders and archives of documents: Word, PDF, HTML, text in any encoding.",
        show_default=False,
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE", parser=_path, help="A document, or an archive of documents.", show_default=False)]
Sources = Annotated[list[Path] | None, typer.Argument(metavar="PATH", parser=_path, help="Files and folders.", show_default=False)]
Lines = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", parser=_given, help='Read texts instead of files: one {"file": ..., "text": ...} per line; - for standard input.'
    ),
]
Output = Annotated[str, typer.Option(metavar="FILE", parser=_given, help="File to write, when it is complete; - for standard output.")]
Explain = Annotated[bool, typer.Option("--explain", help="Print the texts with their citations marked instead.")]
TextAlone = Annotated[bool, typer.Option("--text", help="Print the text alone, as it was decoded.")]

Registers = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        metavar="FILE",
        parser=_path,
        help="Register of known documents, .xlsx or .csv, also as an office keeps it (repeatable).",
        show_default=False,
    ),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Also remove what was loaded from these paths and registers and no longer exists there.")
]

Bulk = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        parser=_path,
        help="Write files for the offline import of Neo4j into this new folder instead, for a first load of very many documents. "
        "No store is needed; the command of the import is printed.",
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="Processes that read files, and with --bulk as many that write; by default one for each core.",
        show_default=False,
    ),
]

QueryName = Annotated[
    str | None, typer.Argument(metavar="NAME", help="A query of the library; without a name, all are listed.", show_default=False)
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        "-p",
        metavar="KEY=VALUE",
        help="A parameter of the query (repeatable). With --cypher, whole numbers, decimals, true, false and dates as 2024-12-31 are "
        "values of these types; in quotes they are text: -p y='\"2025\"'.",
    ),
]
Cypher = Annotated[str | None, typer.Option(metavar="TEXT", help="A read-only query of your own.", show_default=False)]
Show = Annotated[bool, typer.Option("--show", help="Print the query instead of running it.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only findings of this kind (repeatable): date, year, term, impossible_date, type, order, later, authority, cycle, self, key, "
        "duplicate, namesake, ambiguous, stub, failed, unidentified, unfiled, unlisted. "
        "unidentified with --format csv writes a metadata table to fill in.",
    ),
]
Place = Annotated[str, typer.Argument(metavar="ID", help="Citation id, FILE:LINE, or a document whose citations to list.")]

Format = Annotated[Form, typer.Option("--format", help="Output format.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

Dashboard = Annotated[bool, typer.Option(help="Open the dashboard after loading.")]
Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Port of the dashboard; by default 8501, or a free port if that is in use.", show_default=False),
]
BoltPort = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port for Bolt on 127.0.0.1; by default a free port.", show_default=False)
]
Browser = Annotated[bool, typer.Option(help="Open a browser.")]
Address = Annotated[
    str, typer.Option(help="Address to listen on; use a non-loopback address only inside a container: there is no authentication.")
]

Store = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="STORE", parser=_given, help="embedded:DIR or a Bolt URL; by default DANCHIEU_STORE, else embedded:.danchieu."
    ),
]
Version = Annotated[bool, typer.Option("--version", help="Show the version and exit.")]

"""What the command line takes: arguments and options of its commands, each with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danchieu.terminal import Form

__all__ = [
    "Address", "BoltPort", "Browser", "Cypher", "Dashboard", "Documents", "Explain", "Format", "Json", "Kinds", "Lines",
    "Output", "Parameters", "Place", "Port", "Prune", "QueryName", "Registers", "Show", "Sources", "Store", "Version",
]  # fmt: skip

Documents = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Files and folders of documents (.txt, .md in UTF-8).", show_default=False)
]
Sources = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Files and folders.", show_default=False)]
Lines = Annotated[
    str | None, typer.Option(metavar="FILE", help='Read texts instead: one {"file": ..., "text": ...} a line; - for standard input.')
]
Output = Annotated[str, typer.Option(metavar="FILE", help="Where to write; - for standard output.")]
Explain = Annotated[bool, typer.Option("--explain", help="Write the texts with their citations marked instead.")]

Registers = Annotated[
    list[Path] | None, typer.Option("--register", metavar="FILE", help="A list of known documents, .csv or .xlsx.", show_default=False)
]
Prune = Annotated[bool, typer.Option("--prune", help="Also take out documents whose files are gone from these folders.")]

QueryName = Annotated[
    str | None, typer.Argument(metavar="NAME", help="A query of the library; without one they are listed.", show_default=False)
]
Parameters = Annotated[list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter of the query.")]
Cypher = Annotated[str | None, typer.Option(metavar="TEXT", help="A read-only query of your own.", show_default=False)]
Show = Annotated[bool, typer.Option("--show", help="Show the query instead of asking it.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Findings of this kind alone; may be repeated.")]
Place = Annotated[str, typer.Argument(metavar="ID", help="Id of a citation, FILE:LINE, or a document to list those of.")]

Format = Annotated[Form, typer.Option("--format", help="How to print the answer.")]
Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]

Dashboard = Annotated[bool, typer.Option(help="Open the dashboard after loading.")]
Port = Annotated[int | None, typer.Option(help="Port of the dashboard; 8501, or a free one, by default.", show_default=False)]
BoltPort = Annotated[int | None, typer.Option(help="Port for Bolt on 127.0.0.1; a free one by default.", show_default=False)]
Browser = Annotated[bool, typer.Option(help="Open a browser.")]
Address = Annotated[str, typer.Option(help="Address to listen on; another than loopback in a container alone.")]

Store = Annotated[
    str | None,
    typer.Option("--store", metavar="STORE", help="embedded:DIR or a Bolt URL; else DANCHIEU_STORE, else embedded:.danchieu."),
]
Version = Annotated[bool, typer.Option("--version", help="Show the version and exit.")]

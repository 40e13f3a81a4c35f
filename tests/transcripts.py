"""Update the answers in the documentation: `python tests/transcripts.py STORE` rewrites README.md and docs/.

A ```console block holds commands after `$ ` with their output; a ```cypher block is followed by a ```text block with its answer.
STORE holds the sample corpus: `embedded:.danchieu` after `danchieu demo --no-dashboard`.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from shell import run

from danchieu.graph.linking import rungs
from danchieu.graph.store.schema_page import documentation

PROJECT = Path(__file__).parents[1]
PAGES = (PROJECT / "README.md", PROJECT / "docs/extract.md")
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.+(?:\n> .*)*)$", re.MULTILINE)
_LADDER = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)  # the first table of the page
_CYPHER = re.compile(r"(^```cypher\n(.*?)^```\n\n?```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def refresh(page: str, store: str) -> str:
    """Return the page with every answer updated."""
    page = _CONSOLE.sub(lambda block: "\n".join(_run_transcript(command[1], store) for command in _COMMAND.finditer(block[0])), page)
    return _CYPHER.sub(lambda block: block[1] + _run_command(["query", "--cypher", block[2]], store), page)


def _run_transcript(command: str, store: str) -> str:
    """Return a command with its output; `echo TEXT |` before it is its standard input."""
    words = shlex.split(command.replace("\n> ", "\n"))
    stdin = words[1] + "\n" if words[0] == "echo" else ""
    program, *arguments = words[words.index("|") + 1 :] if "|" in words else words
    if program != "danchieu":
        raise ValueError(f"{command!r} does not call danchieu; show commands that are not to be run in a ```sh block")
    return f"$ {command}\n{_run_command(arguments, store, stdin)}"


def _run_command(arguments: list[str], store: str, stdin: str = "") -> str:
    ran = run(*arguments, stdin=stdin, environment={"DANCHIEU_STORE": store})
    return "\n".join(line.rstrip() for line in (ran.out + ran.err).rstrip("\n").splitlines()) + "\n"


def schema_page() -> str:
    """Return docs/graph.md, made from the schema."""
    return f"# What the graph holds\n\nLabels, relations and properties; made from `graph/store/schema.py`.\n\n{documentation()}"


def linking_page() -> str:
    """Return docs/linking.md with the ladder made from the table of rungs."""
    page = (PROJECT / "docs/linking.md").read_text(encoding="utf-8")
    return _LADDER.sub(lambda _: rungs.documentation(), page, count=1)


if __name__ == "__main__":
    (PROJECT / "docs/linking.md").write_text(linking_page(), encoding="utf-8")
    (PROJECT / "docs/graph.md").write_text(schema_page(), encoding="utf-8")
    for path in PAGES:
        path.write_text(refresh(path.read_text(encoding="utf-8"), sys.argv[1]), encoding="utf-8")

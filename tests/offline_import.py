"""Run the offline import of Neo4j, and read a whole graph to compare it with another."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from neo4j_server import JAVA, OPENS

from danchieu.graph.linking.facts import unpack_facts
from danchieu.graph.loading.bulk.import_files import ARGUMENTS
from danchieu.graph.model import Row
from danchieu.graph.store.bolt import Reader, Writer

__all__ = ["graph_of", "import_files"]

ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
RELATIONSHIPS = """
MATCH (a)-[r]->(b)
RETURN labels(a) + coalesce(a.id, a.path) AS start, type(r) AS type, properties(r) AS properties, labels(b) + coalesce(b.id, b.path) AS end
"""


def import_files(jars: Path, home: Path, folder: Path) -> None:
    """Import the files in a folder into the Neo4j in `home`, which must not run."""
    command = [JAVA, *OPENS, "-cp", f"{jars}/*", ADMIN, "database", "import", "full", "neo4j", f"@{ARGUMENTS}"]
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=3600)
    if done.returncode:
        raise RuntimeError(f"the import failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


def graph_of(store: Reader | Writer) -> list[str]:
    """Return every node and relationship with all properties, sorted; facts unpacked."""
    nodes = [f"{row['labels']} {_sorted(row['properties'])}" for row in store.read(NODES)]
    edges = [f"{row['start']} {row['type']} {_sorted(row['properties'])} {row['end']}" for row in store.read(RELATIONSHIPS)]
    return sorted([*nodes, *edges])


def _sorted(properties: Row) -> list[tuple[str, Any]]:
    facts = {"facts": unpack_facts(properties["facts"])} if "facts" in properties else {}
    return sorted((properties | facts).items())

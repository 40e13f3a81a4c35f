"""Load the test corpus in small batches and print the path of each loaded file, until the test kills this process.

python tests/crash_loader.py STORE FILES MENTIONS
"""

from __future__ import annotations

import sys

from records import corpus

from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import read_settings
from danchieu.graph.store.bolt import open_store

if __name__ == "__main__":
    with open_store(read_settings(sys.argv[1])) as writer:
        print("loading", flush=True)
        records = corpus(int(sys.argv[2]), mentions=int(sys.argv[3]))
        rows = 100  # few files per transaction, so that the process can be killed at many points
        ingest(writer, records, on_progress=lambda path: print(path, flush=True), transaction_rows=rows)
        print("loaded", flush=True)

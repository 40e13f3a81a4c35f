"""A loader to be killed: loads the corpus of the tests in small batches, and says which files are in.

python tests/crash_loader.py STORE FILES MENTIONS
"""

from __future__ import annotations

import sys

from records import corpus

from danchieu.graph.loading import ingest as ingesting
from danchieu.graph.settings import read_settings
from danchieu.graph.store.bolt import open_store

if __name__ == "__main__":
    ingesting._ROWS = 100  # a few files in a transaction, so that there are many moments to die in
    with open_store(read_settings(sys.argv[1])) as writer:
        print("loading", flush=True)
        ingesting.ingest(writer, corpus(int(sys.argv[2]), mentions=int(sys.argv[3])), on_progress=lambda path: print(path, flush=True))
        print("loaded", flush=True)

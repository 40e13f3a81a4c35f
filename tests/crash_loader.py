"""Load the test corpus in small batches and print the path of each loaded file, until the test kills this process.

python tests/crash_loader.py STORE FILES MENTIONS
"""

from __future__ import annotations

import sys

import pytest
from checked_loading import use_small_transactions
from records import corpus

from danchieu.graph.loading.ingest import ingest
from danchieu.graph.settings import read_settings
from danchieu.graph.store.bolt import open_store

if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch, open_store(read_settings(sys.argv[1])) as writer:
        use_small_transactions(patch)  # so that the process can be killed at many points
        print("loading", flush=True)
        readings = corpus(int(sys.argv[2]), mentions=int(sys.argv[3]))
        ingest(writer, readings, on_progress=lambda path: print(path, flush=True))
        print("loaded", flush=True)

"""A synthetic corpus of any size whose citations are known: `python -m benchmarks.corpus` writes one and scores what was found in it."""

from benchmarks.corpus.documents import Corpus
from benchmarks.corpus.files import write
from benchmarks.corpus.text import Text, texts

__all__ = ["Corpus", "Text", "texts", "write"]

"""Measures how well and how fast citations are linked: `python -m benchmarks.linking`."""

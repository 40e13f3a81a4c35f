"""Measure loading into the embedded store and Neo4j: `python -m benchmarks.load`."""

"""Writes a first load as files for the offline import of Neo4j."""

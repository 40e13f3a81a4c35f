"""Writes a first load as files for the offline import of Neo4j, which is many times faster than writing over Bolt."""

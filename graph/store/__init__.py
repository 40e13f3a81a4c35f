"""The store, over Bolt: Neo4j or the embedded server."""

"""The graph: what a document and a citation are, which document is meant, and where it is kept."""

"""The graph: what documents and citations are, which document a citation refers to, and where the graph is stored."""

"""The query library, analysis with networkx, and the trace of one citation."""

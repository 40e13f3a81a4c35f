"""HTML parts of the pages."""

"""Relate the documents that a text cites."""

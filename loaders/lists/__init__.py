"""Registers and metadata.csv: lists of documents that others keep."""

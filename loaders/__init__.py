"""Loaders: read a document into its head and citations."""

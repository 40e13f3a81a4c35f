"""Loaders: from a file of text to a head and citations."""

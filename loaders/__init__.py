"""Loaders: from files of text to headers and citations."""

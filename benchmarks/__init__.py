"""Measurements: how right the extraction is, and how fast."""

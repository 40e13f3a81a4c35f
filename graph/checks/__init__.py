"""Data-quality findings and integrity checks."""

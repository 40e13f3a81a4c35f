"""Find the citations of a text."""

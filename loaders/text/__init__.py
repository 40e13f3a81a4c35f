"""The source text, its normalised form with the way back, and its sentences."""

"""The source text, its normalised form with the map back, and its sentences."""

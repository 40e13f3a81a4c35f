"""Measure the accuracy and speed of extraction, linking and loading."""

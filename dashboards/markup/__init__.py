"""The HTML of the pages, built in this package alone: `element` escapes all text."""

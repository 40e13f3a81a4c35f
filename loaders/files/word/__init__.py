"""Read the documents of word processors: Word and RTF."""

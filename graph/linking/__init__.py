"""Which document a citation means."""

"""Put what was read and linked into the store."""

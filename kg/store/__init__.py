"""Where documents and statements live: one protocol, two engines."""

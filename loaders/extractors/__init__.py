"""`Document` in, claims out."""

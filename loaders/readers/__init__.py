"""Bytes in, `Document` out; one reader for each kind of file."""

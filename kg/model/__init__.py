"""Frozen values that every step hands to the next; no input or output here."""

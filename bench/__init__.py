"""Ratios against bare floors, measured within one run; never absolute promises."""

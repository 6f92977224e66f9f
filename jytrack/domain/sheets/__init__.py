"""Readings as they came in: provenance, doubts, what was undone, who reported in time."""

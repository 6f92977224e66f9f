"""Readings in and out, the acts and files that brought them."""

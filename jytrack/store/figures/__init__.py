"""Sums and peers that the database itself makes."""

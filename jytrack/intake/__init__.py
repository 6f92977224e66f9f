"""Sheets and plan folders in: bytes become checked domain values, without a database."""

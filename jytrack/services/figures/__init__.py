"""Figures looked at, compared, explained."""

"""The version of the rule book, so that a figure can be traced to the rules that made it."""

RULES_VERSION = "2023.1"
"""Counted up whenever a rule of domain.md §3 changes what any report shows; printed by `report explain`."""

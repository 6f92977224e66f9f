"""The plan, what the office changed of it, and the log of its decisions."""

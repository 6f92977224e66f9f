"""Documents that went out, kept as they were, and what was recorded since."""

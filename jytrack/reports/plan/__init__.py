"""Pages about the plan and what was decided about it."""

"""Pages about tasks, their log and what proves it."""

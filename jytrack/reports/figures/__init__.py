"""Pages about what readings come to."""

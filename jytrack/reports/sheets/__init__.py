"""Pages about what came in and what goes out."""

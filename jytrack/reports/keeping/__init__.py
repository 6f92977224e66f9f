"""Pages about the database as a thing."""

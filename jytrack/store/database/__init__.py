"""One database with its schema, guards, moments and keys, as all queries use it."""

"""The database as a thing: what it holds, whether it is sound."""

"""The database looked after."""

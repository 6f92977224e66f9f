"""How values are written in a database."""

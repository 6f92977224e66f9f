"""One renderer a file, imported when asked for."""

"""The files that prove what the log says."""

"""The office's documents."""

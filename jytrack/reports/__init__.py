"""Facts become documents: tables and paragraphs of typed cells, and JSON objects."""

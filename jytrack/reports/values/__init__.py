"""The page: documents, cells, phrases, small print, JSON values."""

"""The page of an official document (GB/T 9704—2012) as WordprocessingML: one part of it a file."""

"""Parts of a page for a browser, one a file."""

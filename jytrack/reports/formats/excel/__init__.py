"""Parts of a workbook, one a file."""

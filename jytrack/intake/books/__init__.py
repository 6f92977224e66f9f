"""What a workbook's file says beside its values: how large it is, which cells are in error, which are merged."""

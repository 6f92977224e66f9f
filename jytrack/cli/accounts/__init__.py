"""`report` and `remind`."""

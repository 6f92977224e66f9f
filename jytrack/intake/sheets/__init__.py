"""What units send: header, layout, rows, checks, and what goes back."""

"""The only room that knows the database: it gives and takes domain values and never commits on its own."""

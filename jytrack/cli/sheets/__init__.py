"""Commands by which readings come in and go out."""

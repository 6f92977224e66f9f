"""Tasks moved on, decided about, proved."""

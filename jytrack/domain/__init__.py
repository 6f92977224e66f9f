"""The rule book: pure functions over plain values, with today as an argument."""

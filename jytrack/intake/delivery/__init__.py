"""Lists of addresses coming in."""

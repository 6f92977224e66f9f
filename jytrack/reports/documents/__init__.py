"""What leaves the house on paper: its sentences, and its documents block by block."""

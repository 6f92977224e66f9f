"""Plan folders, presets and splits: what the office itself gives in."""

"""What readings come to: value, variance, light, and why."""

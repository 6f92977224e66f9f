"""What the plan says, and what the office decides about it."""

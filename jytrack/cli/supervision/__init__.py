"""Commands that move tasks and milestones on."""

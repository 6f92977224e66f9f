"""Who does what by when: the life of tasks and milestones."""

"""`init`, and the commands that change goals, splits and schedules."""

"""The plan taken in, its goals, splits and schedules changed."""

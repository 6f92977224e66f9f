"""The reports, their scores, the reminders."""

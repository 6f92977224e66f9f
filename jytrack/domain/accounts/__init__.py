"""Who answers for it: accounts, scores, reminders."""

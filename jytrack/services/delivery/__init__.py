"""What is sent to whom: the run for cron, and what people do beside it."""

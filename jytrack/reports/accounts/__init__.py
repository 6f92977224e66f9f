"""Pages about who answers, and the summaries of all."""

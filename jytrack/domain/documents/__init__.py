"""What stands behind documents that went out: what was published, what differs today, and why."""

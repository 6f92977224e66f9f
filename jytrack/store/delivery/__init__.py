"""Where departments are reached, and the ledger of what went to whom."""

"""`jytrack remind` and what is sent: runs, contacts, channels, notes, the ledger, jobs."""

"""What is one engine's own: connection, transactions, errors, copies."""

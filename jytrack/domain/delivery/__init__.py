"""What is owed and by whom, when it is reminded of, who is told, and what the ledger of deliveries says of it."""

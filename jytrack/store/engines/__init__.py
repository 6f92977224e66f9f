"""What is one engine's own: connection, transactions, errors, bulk, catalogue, copies.

`session` and `engine` say what all of them can do, and nothing else of this wing is known to query modules.
"""

"""The only room that knows the database: it gives and takes domain values and never commits on its own.

A transaction is opened by `database.Database` and handed to the queries, one module a subject: `plans` (with `tasks`
and `targets`), `readings` (out), `recording` (in), `imports`, `ledger`, `seeding`, `maintenance`. These speak plain SQL
that any engine understands to a `Session`, so a daily command starts without SQLModel (30 times the start of Python);
what is one engine's own stands in `engines`. `tables` holds the schema as
SQLModel tables: the migrations must end in it (a test compares them), and `writing` fills it with a plan folder.
"""

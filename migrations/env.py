"""Runs the migrations on the connection that jytrack.store.schema opened; it alone begins and ends the transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

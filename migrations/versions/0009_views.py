"""Views for other programs; like all views they are laid by the program after its migrations (store/database/views.py)."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing but the number, by which an older database is known to lack the views."""

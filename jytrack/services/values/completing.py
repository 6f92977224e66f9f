"""The names that may stand where somebody is still typing."""

from datetime import date

from jytrack.store.plan.names import names


def known(db: str | None, plan: str | None, today: date, kind: str) -> list[tuple[str, str]]:
    """The names of `kind` (`store.plan.names`) with what explains each; none where there is no database to ask."""
    return names(db, kind, plan, today.year)

"""The rows of one plan, and what all writers of them share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import sqlmodel

from jytrack.domain.plan.plan import Plan
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, next_row, plan_id, target_ids
from jytrack.store.database.tables import Model
from jytrack.store.values.encoding import FOREVER, moment_of

IN_FORCE = moment_of(FOREVER)
"""The `superseded_at` of a row in force."""


@dataclass(frozen=True)
class Rows:
    """The rows of `plan`, written through `models` into the transaction of `session`; `who` and `when` sign them."""

    session: Session
    models: sqlmodel.Session
    plan: Plan
    who: str
    when: datetime

    @cached_property
    def plan_id(self) -> int:
        """The plan's row, once it has been written."""
        return plan_id(self.session, self.plan.code)

    @cached_property
    def departments(self) -> dict[str, int]:
        """The departments' rows by name, once they have been written."""
        return department_ids(self.session, self.plan.region)

    @cached_property
    def targets(self) -> dict[str, int]:
        """The targets' rows by code, once they have been written."""
        return target_ids(self.session, self.plan_id)

    def add(self, rows: Iterable[Model]) -> None:
        """Insert the rows, all of one table, at once, so that the next kind may refer to them."""
        self.models.add_all(self._numbered(rows))
        self.models.flush()

    def merge(self, rows: Iterable[Model]) -> None:
        """Insert the rows that are new and change the others to what they say, at once."""
        for row in self._numbered(rows):
            self.models.merge(row)
        self.models.flush()

    def clear(self, table: str) -> None:
        """Delete what `table`, a name of ours, holds of the plan."""
        self.session.execute(f"DELETE FROM {table} WHERE plan_id = ?", (self.plan_id,))  # noqa: S608

    def clear_of_targets(self, table: str) -> None:
        """The same for a table whose rows belong to the plan's targets."""
        of_plan = "target_id IN (SELECT id FROM target WHERE plan_id = ?)"
        self.session.execute(f"DELETE FROM {table} WHERE {of_plan}", (self.plan_id,))  # noqa: S608

    def _numbered(self, rows: Iterable[Model]) -> list[Model]:
        """The rows of one table; those that are new in a table of numbered rows have got their numbers."""
        numbered = list(rows)
        new = [row for row in numbered if getattr(row, "id", 0) is None]
        if new:
            first = next_row(self.session, str(new[0].__tablename__))
            for number, row in enumerate(new, first):
                row.id = number
        return numbered

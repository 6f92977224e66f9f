"""What a database refuses by itself, as a value: each engine writes it in its own words and finds it again."""

from typing import Literal

from jytrack.domain.values.valueclass import valueclass


@valueclass
class Guard:
    """That rows of `table` are not changed (in these `columns`; none: at all) or deleted, where `condition` holds.

    The condition speaks of the row as it was, OLD, in portable SQL; without one the guard always holds.
    """

    table: str
    rule: str
    event: Literal["UPDATE", "DELETE"]
    columns: tuple[str, ...] = ()
    condition: str = ""

    @property
    def name(self) -> str:
        """Its name in the database."""
        return f"tr_{self.table}_{self.rule}"

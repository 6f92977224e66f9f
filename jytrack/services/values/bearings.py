"""What the reader of an argument asks of the plan at hand: its year, and the number of a task called by its title."""

from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import task_number


def year(desk: Desk) -> int:
    """The year of the plan at hand; NotFound where there is no such plan."""
    with desk.database.reading() as session:
        return desk.open_plan(session)[0].year


def task(desk: Desk, text: str) -> int:
    """The number of the task called `text`; NotFound where it is none, or several."""
    with desk.database.reading() as session:
        return task_number(desk.open_plan(session)[0], text)

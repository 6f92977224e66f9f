"""What was known at a moment, as SQL conditions on rows of reading: numbers of writings grow with their moments.

The last writing of that moment is found once a statement, so each row costs two comparisons of small numbers.
"""


def recorded(moment: str, row: str = "r") -> str:
    """That the `row` of reading was recorded by the moment, which is a parameter of the statement."""
    return f"{row}.writing_id <= {_last(moment)}"


def closed(moment: str, row: str = "r") -> str:
    """That the `row` of reading was superseded by the moment."""
    return f"{row}.superseded_by <= {_last(moment)}"


def in_force(moment: str, row: str = "r") -> str:
    """That the `row` of reading was in force at the moment, or told that there was none any more."""
    return f"{recorded(moment, row)} AND {row}.superseded_by > {_last(moment)}"


def _last(moment: str) -> str:
    """The number of the last writing by the moment; NULL, which no number compares with, before the first."""
    return f"(SELECT id FROM writing WHERE recorded_at <= {moment} ORDER BY id DESC LIMIT 1)"  # noqa: S608 - ours

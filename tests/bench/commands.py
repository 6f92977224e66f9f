"""Every reading command of the table: what stands beside it by hand, what it is held to, why it grows where it does."""

from dataclasses import dataclass

from tests.bench import by_sql
from tests.bench.generated import metric_code, unit_name

DAY = ("--as-of", "2023-12-31")
UNIT, METRIC = unit_name(2), metric_code(0)

VARIANCE, ITSELF = "`report variance`", "12 thousand"
"""What a bar may stand beside: that page at the same size, or the same page at the smallest size."""

_ALL = "its rows are the units, and it is written whole"
_CAME = "tells who has reported when, so the database walks all readings once; the SQL beside does the same"
_TASKS = "the lights of all targets are on it, so the plan's units are loaded and its readings summed"
_PLAN = "the plan is loaded with all its units; of the readings only those asked for are read"
_PEERS = "the units are ranked, or their usual level is asked for: the others' readings are summed"


@dataclass(frozen=True)
class Command:
    """One of them.

    `most` times what `beside` says at 1.2 million. `why` is the line for a cost that grows faster than the answer.
    At the largest size only those run whose answer is no list of everything, `huge`.
    """

    words: tuple[str, ...]
    sql: str | None
    why: str
    most: float | None = None
    beside: str = VARIANCE
    huge: bool = True
    megabytes: float = 100

    @property
    def name(self) -> str:
        """As it stands in the table."""
        return f"`{' '.join(word for word in self.words if word not in DAY)}`"


COMMANDS = (
    Command(("report", "variance", *DAY), by_sql.SUMS, "sums every reading; the SQL beside does the same"),
    Command(("report", *DAY), by_sql.DISCIPLINE, _CAME, 3),
    Command(("report", "accountability", *DAY), by_sql.DISCIPLINE, _CAME, 3),
    Command(("report", "weekly", *DAY), by_sql.DISCIPLINE, _CAME, 3),
    Command(("report", "brief", *DAY), by_sql.DISCIPLINE, _CAME, 3),
    Command(("remind", *DAY), by_sql.DISCIPLINE, _CAME, 3),
    Command(("task", "list", *DAY), None, _TASKS, 1.5),
    Command(("task", "board", *DAY), None, _TASKS, 1.5),
    Command(("task", "show", "1", *DAY), None, _TASKS, 1.5),
    Command(("report", "submissions", *DAY), by_sql.DISCIPLINE, _ALL, 3, huge=False),
    Command(("report", "submissions", "--unit", UNIT, *DAY), by_sql.ONE_UNIT, _PLAN, 1.5, ITSELF),
    Command(("target", "show", METRIC, *DAY), by_sql.ONE_METRIC, _PEERS),
    Command(("report", "townships", *DAY), by_sql.BY_UNIT, _ALL, huge=False, megabytes=500),
    Command(("report", "townships", "--unit", UNIT, *DAY), by_sql.ONE_UNIT, _PEERS, 1.5, ITSELF),
    Command(("report", "explain", METRIC, "--unit", UNIT, *DAY), by_sql.ONE_SERIES, _PEERS, 1.5, ITSELF),
    Command(("target", "check", "--unit", UNIT, *DAY), by_sql.ONE_UNIT, _PEERS, 1.5, ITSELF),
    Command(("target", "template", "--unit", UNIT, "--force", *DAY), by_sql.ONE_UNIT, _PLAN, 1.5, ITSELF),
    Command(
        ("target", "export", "--summary", "--period", "2023-12", "--incomplete", "--with-doubts"),
        by_sql.SUMS,
        "reads the plan and sums its readings; its answer is a row a target",
        1.5,
    ),
    Command(("target", "readings"), by_sql.ALL, _ALL, huge=False, megabytes=500),
)

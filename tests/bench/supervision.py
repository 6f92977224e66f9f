"""The bar that accountability is held to: two thousand tasks, two hundred departments, five years of log."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jytrack.services.plan.seeding import init
from jytrack.services.values.desk import Desk
from jytrack.store.plan import ledger
from jytrack.store.supervision import evidence
from jytrack.store.values.encoding import SHANGHAI
from tests.bench.databases import Databases
from tests.bench.generated_tasks import FIRST, YEARS, task_log, write_task_plan
from tests.bench.timing import JYTRACK, Bar, Contender, Cost, side_by_side, table

TASKS, DEPARTMENTS = 2000, 200
ROUNDS = 10
AS_OF = f"{YEARS[-1]}-12-31"
REPORT = ["report", "accountability", "--format", "json", "--as-of", AS_OF]
KNOWN = f"plan_id = 1 AND happened_on <= '{AS_OF}' AND recorded_at <= 4000000000000000"
COUNTS = f"""
WITH moved AS (
    SELECT l.task_no, max(l.happened_on || (1000000000000 + l.id)), l.to_status AS status
    FROM task_log l NOT INDEXED JOIN task_department r
        ON r.plan_id = l.plan_id AND r.task_no = l.task_no AND r.role = 'lead' AND r.position = 1
    WHERE l.{KNOWN} AND l.to_status IS NOT NULL AND coalesce(l.department_id, r.department_id) = r.department_id
    GROUP BY l.task_no
), updated AS (
    SELECT task_no, max(happened_on) AS day FROM task_log NOT INDEXED WHERE {KNOWN} GROUP BY task_no
), done AS (
    SELECT task_no, milestone, max(happened_on) AS done_on FROM task_log NOT INDEXED
    WHERE {KNOWN} AND action = 'milestone_done' GROUP BY task_no, milestone
), milestones AS (
    SELECT m.task_no, max(m.due_on) AS due, sum(d.done_on IS NOT NULL) AS done,
        sum(d.done_on IS NULL AND m.due_on < '{AS_OF}') AS overdue,
        sum(iif(d.done_on IS NULL AND m.due_on < '{AS_OF}', julianday('{AS_OF}') - julianday(m.due_on), 0)) AS days,
        sum(iif(d.done_on > m.due_on, julianday(d.done_on) - julianday(m.due_on), 0)) AS days_late,
        sum(d.done_on IS NULL AND m.due_on BETWEEN '{AS_OF}' AND date('{AS_OF}', '+7 days')) AS soon
    FROM milestone m LEFT JOIN done d ON d.task_no = m.task_no AND d.milestone = m.name
    WHERE m.plan_id = 1 AND m.kind = 'milestone' AND m.due_on IS NOT NULL GROUP BY m.task_no
), judged AS (
    SELECT t.no, coalesce(due, '{AS_OF}') AS due, overdue, days, days_late, CASE
        WHEN status = 'cancelled' THEN 'cancelled' WHEN status IN ('done', 'closed') THEN 'done'
        WHEN overdue THEN 'red' WHEN soon THEN 'yellow' WHEN done THEN 'green'
        WHEN julianday('{AS_OF}') - julianday(coalesce(day, '{YEARS[0]}-01-01')) > 31 THEN 'yellow' ELSE 'grey'
    END AS state
    FROM task t LEFT JOIN moved ON moved.task_no = t.no LEFT JOIN updated ON updated.task_no = t.no
    LEFT JOIN milestones ON milestones.task_no = t.no WHERE t.plan_id = 1 AND t.no >= {FIRST}
)
SELECT d.name, iif(r.role = 'lead' AND r.position > 1, 'co_lead', r.role) AS part, count(*) AS tasks,
    sum(state = 'cancelled') AS cancelled, sum(state = 'done') AS done, sum(state = 'green') AS green,
    sum(state = 'yellow') AS yellow, sum(state = 'red') AS red, sum(state = 'grey') AS grey,
    sum(iif(state <> 'cancelled', overdue, 0)) AS milestones_overdue,
    sum(iif(state <> 'cancelled', days, 0)) AS days_overdue,
    sum(iif(state <> 'cancelled', days_late, 0)) AS days_late_done,
    sum(due <= '{AS_OF}' AND state <> 'cancelled') AS due
FROM task_department r JOIN judged ON judged.no = r.task_no JOIN department d ON d.id = r.department_id
WHERE r.plan_id = 1 GROUP BY r.department_id, part
"""
"""The best table of the same counts by hand. The log is walked as it lies: its index leads to the rows one by one."""


@dataclass(frozen=True)
class Supervision:
    """The promise: at most `db info` and four times the SQL's own time."""

    entries: int
    report: Cost
    info: Cost
    counts: Cost

    @property
    def bars(self) -> list[Bar]:
        """The bar."""
        allowed = self.info.seconds + 4 * self.counts.seconds
        return [Bar("`report accountability --format json` in seconds", self.report.seconds, allowed)]

    def page(self) -> str:
        """Its part of the page."""
        return f"""## Supervision

{TASKS:,} tasks of {DEPARTMENTS} departments, five to a task, with {self.entries:,} entries in five years of log, in
turn, the least of {ROUNDS} rounds. `report accountability --format json` may cost `db info` ({self.info.seconds:.3f} s)
and four times the best SQL by hand for the same table of counts ({self.counts.seconds:.3f} s; department × part ×
state, overdue milestones and days, due by now; tests/bench/supervision.py). The report tells of every task in every
account with its reasons and takes {self.report.megabytes:.0f} MB, the SQL counts.

{table(self.bars)}"""


def measure(made: Databases) -> Supervision:
    """Build what is needed, and measure."""
    database, entries = built(made.folder, TASKS, DEPARTMENTS)
    costs = side_by_side(
        [
            Contender("report accountability", [JYTRACK, "--db", str(database), *REPORT]),
            Contender("db info", [JYTRACK, "--db", str(database), "db", "info"]),
            Contender("SQL", ["sqlite3", str(database), COUNTS]),
        ],
        ROUNDS,
    )
    return Supervision(entries, *costs)


def built(folder: Path, tasks: int, departments: int) -> tuple[Path, int]:
    """A database with the generated plan and its log, and how many entries that has."""
    database, plan_folder, proof = folder / "tasks.db", folder / "tasks", folder / "验收单.txt"
    write_task_plan(plan_folder, tasks, departments)
    proof.write_text("虚构材料，只作测速。\n", encoding="utf-8")
    desk = Desk(database, None, "bench", datetime(YEARS[0], 1, 1, tzinfo=SHANGHAI))
    init(desk, plan_folder)
    with desk.database.writing() as session, evidence.kept(database, session, [proof]) as files:
        plan, _ = desk.open_plan(session)
        log = task_log(tasks, departments, files)
        ledger.append_all(session, plan, log)
    return database, len(log)

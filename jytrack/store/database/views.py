"""Views for those who look into the database with other programs: plain units, ISO times, names instead of numbers.

They hold nothing of their own, so no migration carries them: every change of the schema takes them away before it, and
`init` lays them from here where they do not stand so. Whoever changes one of them adds a revision, which may be empty.
"""

from collections.abc import Iterator, Mapping

from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.view_columns import MEANINGS
from jytrack.store.engines.session import Session, Wording
from jytrack.store.values.dropped import STANDING
from jytrack.store.values.encoding import FOREVER, LAST_WRITING

_NOW = f"superseded_at = {FOREVER}"
"""What is known now; whole histories are in the tables."""

_PLAN = f"(SELECT id, code, region, year FROM plan WHERE {STANDING}) p"
"""The plans that were not dropped: of others no view tells."""

_DECIDED_LEAD = """
SELECT last.plan_id, last.task_no, last.department_id FROM (
    SELECT plan_id, task_no, department_id,
        row_number() OVER (PARTITION BY plan_id, task_no ORDER BY happened_on DESC, id DESC) AS place
    FROM task_log WHERE action = 'task_owner'
) AS last WHERE last.place = 1 AND last.department_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM task_department p WHERE p.plan_id = last.plan_id AND p.task_no = last.task_no
        AND p.role = 'lead' AND p.basis = 'printed'
)
"""
"""The leads that the office has named where the plan prints none (domain/plan/ownership.py)."""

_DECIDED_OWNER = """
SELECT last.target_id, last.task_no, last.department_id FROM (
    SELECT target_id, task_no, department_id,
        row_number() OVER (PARTITION BY target_id ORDER BY happened_on DESC, id DESC) AS place
    FROM task_log WHERE action = 'target_owner'
) AS last JOIN target t ON t.id = last.target_id
WHERE last.place = 1 AND coalesce(last.task_no, last.department_id) IS NOT NULL
    AND NOT (t.task_no IS NOT NULL AND t.task_basis = 'printed')
"""
"""The tasks and departments under which the office has put goals for which the plan prints no task."""

_GOAL = f"""
SELECT target_id, value, basis, valid_from FROM (
    SELECT target_id, value, basis, valid_from,
        row_number() OVER (PARTITION BY target_id ORDER BY valid_from DESC) AS place FROM target_goal WHERE {_NOW}
) AS goals WHERE place = 1
"""
"""The last goal of each target."""

_REDATED = """
SELECT batch_id, import_file_id, recorded_at, received_on FROM (
    SELECT c.batch_id, c.import_file_id, b.recorded_at, c.received_on,
        row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place
    FROM received_change c JOIN import_batch b ON b.id = c.batch_id
) AS changes WHERE place = 1
"""
"""The received days that were put right: of a sheet, or without one of what was typed (store/figures/received.py)."""


_ALIASES = (
    "SELECT a.alias FROM department_alias a WHERE a.plan_id = x.plan_id AND a.department_id = x.department_id "
    "ORDER BY a.position"
)
_MEMBERS = (
    "SELECT m.name FROM group_member g JOIN department m ON m.id = g.member_id "
    "WHERE g.plan_id = x.plan_id AND g.group_id = x.department_id ORDER BY g.position"
)
_UNITS = (
    "SELECT u.name FROM duty y LEFT JOIN group_member g ON g.plan_id = t.plan_id AND g.group_id = y.unit_id "
    "JOIN department u ON u.id = coalesce(g.member_id, y.unit_id) WHERE y.target_id = t.id "
    "ORDER BY y.position, g.position NULLS FIRST"
)
_TASK = "CASE WHEN o.target_id IS NULL THEN t.task_no ELSE o.task_no END"
"""The task of a target: the office's decision where there is one."""


_PAPERS = (
    "SELECT f.name FROM publication_file f WHERE f.publication_id = b.id AND f.role <> 'facts' ORDER BY f.position"
)
_REGISTERED = (
    "(SELECT l.note FROM task_log l WHERE l.publication_id = b.id AND l.action = 'publication_registered' "
    "AND l.note <> '' ORDER BY l.id DESC LIMIT 1)"
)
_WITHDRAWN = (
    "(SELECT l.happened_on FROM task_log l WHERE l.publication_id = b.id AND l.action = 'publication_withdrawn' "
    "ORDER BY l.id LIMIT 1)"
)
_OFFICE = (
    "(SELECT o.name FROM plan_department y JOIN department o ON o.id = y.department_id "
    "WHERE y.plan_id = x.plan_id AND y.kind = 'office' ORDER BY y.position LIMIT 1)"
)
_CARRIED = "SELECT i.obligation FROM delivery_item i WHERE i.delivery_id = x.id ORDER BY i.position"


def queries(say: Wording) -> dict[str, str]:
    """Each view's query in the words of an engine, those before it may be asked in it.

    Their columns are told of in `view_columns.py`.
    """
    return {
        "v_department": f"""
            SELECT p.code AS plan, d.name AS department, x.position, x.kind, x.code, x.villages, x.communities, x.basis,
                {say.listed("alias", _ALIASES)} AS aliases,
                {say.listed("name", _MEMBERS)} AS members
            FROM plan_department x JOIN {_PLAN} ON p.id = x.plan_id JOIN department d ON d.id = x.department_id
        """,
        "v_task_department": f"""
            WITH decided AS ({_DECIDED_LEAD})
            SELECT p.code AS plan, x.task_no AS task, x.role, x.position, d.name AS department, x.basis
            FROM task_department x JOIN {_PLAN} ON p.id = x.plan_id JOIN department d ON d.id = x.department_id
            WHERE x.role <> 'lead' OR NOT EXISTS (
                SELECT 1 FROM decided y WHERE y.plan_id = x.plan_id AND y.task_no = x.task_no
            )
            UNION ALL
            SELECT p.code, y.task_no, 'lead', 1, d.name, 'decided'
            FROM decided y JOIN {_PLAN} ON p.id = y.plan_id JOIN department d ON d.id = y.department_id
        """,
        "v_task": f"""
            SELECT p.code AS plan, t.no AS task, t.title, t.section, t.summary,
                coalesce((
                    SELECT l.to_status FROM task_log l LEFT JOIN department d ON d.id = l.department_id
                    WHERE l.plan_id = t.plan_id AND l.task_no = t.no AND l.to_status IS NOT NULL
                        AND (l.department_id IS NULL OR d.name = (
                            SELECT w.department FROM v_task_department w
                            WHERE w.plan = p.code AND w.task = t.no AND w.role = 'lead' AND w.position = 1))
                    ORDER BY l.happened_on DESC, l.id DESC LIMIT 1
                ), 'registered') AS status,
                {_of_task(say, "lead", "p.code", "t.no")} AS lead,
                {_of_task(say, "responsible", "p.code", "t.no")} AS responsible
            FROM task t JOIN {_PLAN} ON p.id = t.plan_id
        """,
        "v_task_log": f"""
            SELECT l.id AS entry, p.code AS plan, l.task_no AS task, l.action, l.happened_on, d.name AS department,
                l.from_status, l.to_status, l.milestone, l.until, g.name AS group_name, m.code AS target,
                CASE WHEN l.period IS NULL THEN NULL ELSE {say.month("l.period")} END AS period, l.note,
                {say.moment("l.recorded_at")} AS recorded_at, l.recorded_by, l.digest
            FROM task_log l JOIN {_PLAN} ON p.id = l.plan_id
                LEFT JOIN department d ON d.id = l.department_id LEFT JOIN department g ON g.id = l.group_id
                LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id
        """,
        "v_target": f"""
            WITH decided AS ({_DECIDED_OWNER}), goal AS ({_GOAL})
            SELECT p.code AS plan, m.code AS target, t.position, t.name, t.measure_unit, t.measure, t.reporting,
                t.direction, t.binding, {say.figure("g.value")} AS goal, g.basis AS goal_basis,
                g.valid_from AS goal_from,
                {_TASK} AS task,
                coalesce(d.name, {_of_task(say, "lead", "p.code", _TASK)}) AS lead,
                {say.listed("name", _UNITS)} AS units,
                t.definition
            FROM target t JOIN {_PLAN} ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id
                LEFT JOIN goal g ON g.target_id = t.id LEFT JOIN decided o ON o.target_id = t.id
                LEFT JOIN department d ON d.id = o.department_id
        """,
        "v_goal": f"""
            SELECT p.code AS plan, m.code AS target, t.name, g.valid_from, {say.figure("g.value")} AS goal, g.basis,
                g.reason,
                g.document, {say.moment("g.recorded_at")} AS recorded_at, g.recorded_by
            FROM target_goal g JOIN target t ON t.id = g.target_id JOIN {_PLAN} ON p.id = t.plan_id
                JOIN metric m ON m.id = t.metric_id
            WHERE g.{_NOW}
        """,
        "v_allocation": f"""
            SELECT p.code AS plan, m.code AS target, t.name, d.name AS unit, a.valid_from, {say.figure("a.value")}
                AS goal, a.basis, a.reason, a.document, {say.moment("a.recorded_at")} AS recorded_at, a.recorded_by
            FROM allocation a JOIN target t ON t.id = a.target_id JOIN {_PLAN} ON p.id = t.plan_id
                JOIN metric m ON m.id = t.metric_id JOIN department d ON d.id = a.unit_id
            WHERE a.{_NOW}
        """,
        "v_reading": f"""
            WITH latest AS (
                SELECT t.metric_id, t.name, t.measure_unit,
                    row_number() OVER (PARTITION BY t.metric_id ORDER BY p.year DESC, t.id DESC) AS place
                FROM target t JOIN {_PLAN} ON p.id = t.plan_id
            ), redated AS ({_REDATED})
            SELECT m.region, m.code AS target, t.name, t.measure_unit, d.name AS unit,
                {say.month("r.period")} AS period, {say.figure("r.month")} AS month,
                {say.figure("r.cumulative")} AS cumulative, {say.figure("r.value")} AS value,
                {say.figure("r.numerator")} AS numerator, {say.figure("r.denominator")} AS denominator,
                r.source AS cited, r.note, w.reason,
                coalesce(s.received_on, h.received_on, w.received_on) AS received_on,
                {say.moment("w.recorded_at")} AS recorded_at, w.recorded_by,
                f.batch_id AS act, f.name AS file, nullif(f.sheet, '') AS sheet, r."row", f.sha256
            FROM reading r JOIN writing w ON w.id = r.writing_id JOIN metric m ON m.id = r.metric_id
                JOIN department d ON d.id = r.unit_id
                LEFT JOIN latest t ON t.metric_id = r.metric_id AND t.place = 1
                LEFT JOIN import_file f ON f.id = w.import_file_id
                LEFT JOIN redated s ON s.import_file_id = w.import_file_id
                LEFT JOIN redated h ON h.import_file_id IS NULL AND h.recorded_at = w.recorded_at
            WHERE r.superseded_by = {LAST_WRITING} AND NOT r.withdrawn
        """,
        "v_import": f"""
            WITH redated AS ({_REDATED})
            SELECT b.id AS act, p.code AS plan, {say.moment("b.recorded_at")} AS recorded_at, b.recorded_by,
                coalesce(c.received_on, f.received_on, b.received_on) AS received_on, b.reason, b.undoes_id AS undoes,
                u.id AS undone_by, f.name AS file, nullif(f.sheet, '') AS sheet, f.sha256, f.size, f.encoding, f.layout,
                CASE WHEN f.period IS NULL THEN NULL ELSE {say.month("f.period")} END AS period,
                f.new_rows, f.unchanged_rows, f.corrected_rows, f.rejected_rows
            FROM import_batch b JOIN {_PLAN} ON p.id = b.plan_id LEFT JOIN import_file f ON f.batch_id = b.id
                LEFT JOIN import_batch u ON u.undoes_id = b.id
                LEFT JOIN redated c ON c.batch_id = b.id AND coalesce(c.import_file_id, 0) = coalesce(f.id, 0)
        """,
        "v_publication": f"""
            SELECT b.id AS number, p.code AS plan, b.kind, b.series, b.year, b.issue, b.as_of, b.title,
                nullif(b.about, '') AS about, coalesce({_REGISTERED}, nullif(b.document_no, '')) AS document_no,
                b.published_on, b.fingerprint, b.corrects_id AS corrects, b.replaces_id AS replaces, b.entered,
                nullif(b.reason, '') AS reason, {_WITHDRAWN} AS withdrawn_on,
                {say.listed("name", _PAPERS)} AS files, b.program,
                {say.moment("b.known_at")} AS known_at, {say.moment("b.recorded_at")} AS recorded_at, b.recorded_by
            FROM publication b JOIN {_PLAN} ON p.id = b.plan_id
        """,
        "v_delivery": f"""
            SELECT x.id AS number, p.code AS plan, x.run, coalesce(d.name, {_OFFICE}, p.region) AS department,
                x.channel,
                {say.listed("obligation", _CARRIED)} AS obligations, coalesce(s.outcome, e.outcome) AS outcome,
                nullif(coalesce(s.reason, e.reason), '') AS reason, nullif(e.code, '') AS code,
                {say.moment("coalesce(s.recorded_at, e.recorded_at)")} AS ended_at,
                s.delivery_id IS NOT NULL AS settled,
                nullif(x.note, '') AS note, x.sha256, {say.moment("x.recorded_at")} AS claimed_at,
                x.recorded_by AS claimed_by
            FROM delivery x JOIN {_PLAN} ON p.id = x.plan_id LEFT JOIN department d ON d.id = x.department_id
                LEFT JOIN delivery_end e ON e.delivery_id = x.id AND e.step = 1
                LEFT JOIN delivery_end s ON s.delivery_id = x.id AND s.step = 2
        """,
    }


def _of_task(say: Wording, role: str, plan: str, task: str) -> str:
    """The departments that have one role in a task, as one text."""
    query = (
        f"SELECT w.department FROM v_task_department w WHERE w.plan = {plan} AND w.task = {task} "
        f"AND w.role = '{role}' ORDER BY w.position"
    )
    return say.listed("department", query)


@valueclass
class View:
    """One view: its name, what a row of it is, and the meaning of each of its columns."""

    name: str
    row: str
    columns: Mapping[str, str]


VIEWS = tuple(View(name, *MEANINGS[name]) for name in MEANINGS)


def remove(session: Session) -> None:
    """Take the views away, so that tables may change under them."""
    for name in reversed(queries(session.says)):
        session.execute(f"DROP VIEW IF EXISTS {name}")


def lay(session: Session) -> None:
    """Lay the views."""
    for name, query in queries(session.says).items():
        session.lay_view(session.says.statement(name, query))


def faulty(session: Session) -> Iterator[tuple[str, bool]]:
    """The views that are not as they were laid: name, and whether missing."""
    found = session.catalog.views()
    for name, query in queries(session.says).items():
        if found.get(name) != session.says.statement(name, query):
            yield name, name not in found

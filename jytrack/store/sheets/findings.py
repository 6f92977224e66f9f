"""What was noticed in sheets that were imported all the same, kept with them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Finding, KeptFinding
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.sheets.acts import chains
from jytrack.store.sheets.doubts import kept_numbers
from jytrack.store.values.encoding import moment_number, moment_of, period_of, sound
from jytrack.store.values.known import closed, recorded

WARNING = "warning"
"""The severity of what was imported all the same and deserves a second look."""

_KEPT = """
SELECT p.import_file_id, p.position, b.id, b.recorded_at, f.name, f.sheet, f.sha256, f.period,
    p.severity, p.code, p.message, p."row", p."column", p.value, p.suggestion
FROM import_batch b JOIN import_file f ON f.batch_id = b.id JOIN import_problem p ON p.import_file_id = f.id
WHERE b.plan_id = ? AND b.recorded_at <= ? AND b.id = coalesce(?, b.id)
ORDER BY p.import_file_id, p.position
"""
# One pass over all readings for each, which spares every import a third index on its readings.
_HOLDS = f"max(CASE WHEN {closed(':moment')} OR r.withdrawn THEN 0 ELSE 1 END)"
_FILES_HOLD = f"""
SELECT w.import_file_id, {_HOLDS} FROM reading r JOIN writing w ON w.id = r.writing_id
WHERE {recorded(":moment")} AND w.import_file_id IN (SELECT import_file_id FROM import_problem)
GROUP BY w.import_file_id
"""  # noqa: S608
_ROWS_HOLD = f"""
SELECT w.import_file_id, r."row", d.name, m.code, {_HOLDS}
FROM reading r JOIN writing w ON w.id = r.writing_id JOIN department d ON d.id = r.unit_id
    JOIN metric m ON m.id = r.metric_id
WHERE {recorded(":moment")}
    AND (w.import_file_id, r."row") IN (SELECT import_file_id, "row" FROM import_problem WHERE severity = 'warning')
GROUP BY w.import_file_id, r."row", r.unit_id, r.metric_id, d.name, m.code
"""  # noqa: S608


def keep(session: Session, file: int, findings: Sequence[Finding]) -> None:
    """Keep what was noticed in the file with the row `file`, in this order; to be called once for a file."""
    session.insert(
        "import_problem",
        ("position", "severity", "code", "message", "row", "column", "value", "suggestion"),
        ((position, *found) for position, found in enumerate(findings, 1)),
        {"import_file_id": file},
    )


def of_act(session: Session, plan: Plan, act: int, known_at: datetime) -> list[KeptFinding]:
    """All that was kept with one act of `plan`, whether it still holds or not."""
    return [found for *_, found in _load(session, plan, known_at, act)]


def kept(session: Session, plan: Plan, known_at: datetime, codes: Collection[str]) -> list[KeptFinding]:
    """The warnings with these `codes` kept with imports of `plan`, as far as they held at `known_at`.

    They hold while they speak of what is in force.

    A warning about a row that stated readings stands while one of them does; any other, such as one about a total,
    while any reading of its file does. About a file that wrote nothing it cannot be told, so that is shown.
    """
    noticed = (each for each in _load(session, plan, known_at, None) if each[2].finding.code in codes)
    found = [each for each in noticed if each[2].finding.severity == WARNING]
    if not found:
        return []
    acts, moment = chains(session, known_at), {"moment": moment_number(known_at)}
    files = dict(session.execute(_FILES_HOLD, moment))
    rows: dict[tuple[int, int], dict[tuple[str, str], bool]] = defaultdict(dict)
    for file, row, unit, metric, holds in session.execute(_ROWS_HOLD, moment):
        rows[file, row][unit, metric] = bool(holds)
    standing, doubts = [], kept_numbers(session, plan)
    for file, position, item in found:
        stated = rows.get((file, item.finding.row or 0), {})
        stands = any(stated.values()) if stated else files.get(file, True)
        if stands and acts.undone(item.batch) is None:
            standing.append(replace(item, about=frozenset(stated), number=doubts.get(f"{file} {position}")))
    return standing


def _load(session: Session, plan: Plan, known_at: datetime, act: int | None) -> list[tuple[int, int, KeptFinding]]:
    """Findings with the rows of their files and their places there, in the order of the imports."""
    values = plan_id(session, plan.code), moment_number(known_at), act
    return [
        (
            file,
            position,
            KeptFinding(Finding(*finding), name, sheet, sha256, batch, moment_of(recorded_at), period_of(period)),
        )
        for file, position, batch, recorded_at, name, sheet, sha256, period, *finding in sound(
            session.execute(_KEPT, values)
        )
    ]

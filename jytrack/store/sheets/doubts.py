"""Doubts about figures: found and settled with each act of writing, accepted and taken up again by the office.

What was found in a state is kept from the moment of the act that brought the state about, so that pages need not look
at the readings again, and every earlier known-at shows what was doubted then.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.checking import CONTRADICTIONS, Suspicion
from jytrack.domain.sheets.doubting import Decision, OpenDoubt, OpenDoubts, Standing
from jytrack.domain.sheets.records import Source
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Flaw
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, next_row, plan_id
from jytrack.store.database.moments import next_moment
from jytrack.store.sheets.series import Place
from jytrack.store.values.encoding import FOREVER, moment_number, moment_of, month_of, share_of
from jytrack.store.values.listed import in_parts, numbers, words

Touched = Mapping[int, Collection[int]]
"""Row ids of units by those of the metrics of which something was written about them."""

_EVIDENCE = "period, value, against, degree, whole_id, import_file_id, row"
_FOUND = f"""
SELECT d.id, d.code, d.metric_id, d.unit_id, d.figure, {", ".join(f'f."{name}"' for name in _EVIDENCE.split(", "))}
FROM doubt d LEFT JOIN doubt_found f ON f.doubt_id = d.id AND f.superseded_at = {FOREVER} WHERE d.plan_id = ?
"""  # noqa: S608
_CLOSE = f"UPDATE doubt_found SET superseded_at = ? WHERE superseded_at = {FOREVER} AND doubt_id IN "  # noqa: S608
_STANDING = """
SELECT d.id, d.code, m.code, u.name, d.figure, f.period, f.value, f.against, f.degree, w.code,
    i.name, i.sha256, f."row", i.sheet
FROM doubt_found f JOIN doubt d ON d.id = f.doubt_id JOIN department u ON u.id = d.unit_id
    LEFT JOIN metric m ON m.id = d.metric_id LEFT JOIN metric w ON w.id = f.whole_id
    LEFT JOIN import_file i ON i.id = f.import_file_id
WHERE d.plan_id = :plan AND f.recorded_at <= :moment AND f.superseded_at > :moment AND f.period <= :last ORDER BY d.id
"""
_OPEN = """
SELECT d.id, m.code, u.name, f.period
FROM doubt_found f JOIN doubt d ON d.id = f.doubt_id JOIN department u ON u.id = d.unit_id
    LEFT JOIN metric m ON m.id = d.metric_id
WHERE d.plan_id = :plan AND f.recorded_at <= :moment AND f.superseded_at > :moment AND f.period <= :last ORDER BY d.id
"""
_KNOWN = f"""
SELECT u.name, m.code, f.period, f.value FROM doubt_found f JOIN doubt d ON d.id = f.doubt_id
    JOIN department u ON u.id = d.unit_id JOIN metric m ON m.id = d.metric_id
WHERE d.plan_id = ? AND d.code = '{Flaw.OUT_OF_PROPORTION}' AND f.superseded_at = {FOREVER}
"""  # noqa: S608
_DECISIONS = """
SELECT c.doubt_id, c.accepted, c.note, c.recorded_by, c.recorded_at FROM doubt_decision c
    JOIN doubt d ON d.id = c.doubt_id
WHERE d.plan_id = :plan AND c.recorded_at <= :moment ORDER BY c.id
"""
_UNNUMBERED = """
SELECT p.import_file_id, p.position, p.code FROM import_problem p JOIN import_file f ON f.id = p.import_file_id
    JOIN import_batch b ON b.id = f.batch_id
WHERE b.plan_id = ? AND p.code IN {codes} AND p.import_file_id > ? ORDER BY p.import_file_id, p.position
"""


def settle(
    session: Session,
    plan: Plan,
    moment: datetime,
    found: Iterable[tuple[Suspicion, Place | None]],
    touched: Touched | None,
) -> None:
    """Bring what is kept of `plan` in line with what was `found` in the state that holds since `moment`.

    `touched` bounds what was looked at, but for what values to date contradict, which always is; None: everything was.
    """
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    plan_row, now = plan_id(session, plan.code), moment_number(moment)
    ids: dict[tuple[Any, ...], int] = {}
    standing: dict[int, tuple[tuple[Any, ...], tuple[Any, ...]]] = {}
    for row, *rest in session.execute(_FOUND, (plan_row,)):
        key, evidence = tuple(rest[:4]), tuple(rest[4:])
        ids[key] = row
        if evidence[0] is not None:
            standing[row] = key, evidence
    fresh: list[tuple[Any, ...]] = []
    holding: dict[int, tuple[Any, ...]] = {}
    last = next_row(session, "doubt") - 1
    for item, place in found:
        metric = metrics[item.target.code] if item.target else None
        key = str(item.flaw), metric, units[item.unit], item.figure
        if key not in ids:
            last += 1
            ids[key] = last
            fresh.append((last, *key))
        holding[ids[key]] = _evidence(item, place, metrics)
    over = [
        row
        for row, (key, evidence) in standing.items()
        if (holding[row] != evidence if row in holding else _looked_at(key, touched))
    ]
    closed = set(over)
    begun = [(row, *evidence) for row, evidence in holding.items() if row not in standing or row in closed]
    session.insert(
        "doubt", ("id", "code", "metric_id", "unit_id", "figure"), fresh, {"plan_id": plan_row, "recorded_at": now}
    )
    for part in in_parts(over):
        session.execute(_CLOSE + numbers(part), (now,))
    columns = ("doubt_id", *_EVIDENCE.split(", "))
    session.insert("doubt_found", columns, begun, {"superseded_at": FOREVER, "recorded_at": now})


def _looked_at(key: Sequence[Any], touched: Touched | None) -> bool:
    """Whether the doubt with this key would have been found again, if it still held."""
    flaw, metric, unit, _ = key
    if touched is None or flaw in CONTRADICTIONS:
        return True
    if metric is None:
        return any(unit in units for units in touched.values())
    return unit in touched.get(metric, ())


def _evidence(item: Suspicion, place: Place | None, metrics: Mapping[str, int]) -> tuple[Any, ...]:
    """What speaks for a doubt, as stored."""
    of_row = place if place and item.flaw not in CONTRADICTIONS else Place(None)
    return (
        item.period.number,
        *(None if each is None else str(each) for each in (item.value, item.against, item.degree)),
        metrics[item.whole.code] if item.whole else None,
        of_row.file,
        of_row.row,
    )


def standing(session: Session, plan: Plan, clock: Clock) -> list[Standing]:
    """The doubts that hold of figures up to the as-of month, by number, with the last decision about each."""
    asked = _asked(session, plan, clock)
    decisions = decided(session, plan, clock.known_at)
    targets = {target.code: target for target in plan.targets}
    found = []
    for row, flaw, metric, unit, figure, *evidence in session.execute(_STANDING, asked):
        period, value, against, degree, whole, *source = evidence
        suspicion = Suspicion(
            Flaw(flaw),
            unit,
            Period.from_number(period),
            target=targets[metric] if metric else None,
            value=_fraction(value),
            against=_fraction(against),
            degree=_fraction(degree),
            whole=targets[whole] if whole else None,
            sheet="" if metric else figure.split()[-1],
            source=Source(source[0], source[1], source[2], source[3] or None) if source[0] is not None else None,
        )
        found.append(Standing(row, suspicion, decisions.get(row)))
    return found


def open_doubts(session: Session, plan: Plan, clock: Clock) -> OpenDoubts:
    """The doubts about figures up to the as-of month that nobody had accepted, as known at the clock's moment."""
    rows = session.execute(_OPEN, _asked(session, plan, clock)).fetchall()
    decisions = decided(session, plan, clock.known_at) if rows else {}
    return OpenDoubts(
        OpenDoubt(row, metric, unit, Period.from_number(period))
        for row, metric, unit, period in rows
        if row not in decisions or not decisions[row].accepted
    )


def out_of_proportion(session: Session, plan: Plan) -> frozenset[tuple[str, str, Period, Fraction]]:
    """The figures on record that are out of proportion, each with its unit, metric and month: somebody has said yes."""
    rows = session.execute(_KNOWN, (plan_id(session, plan.code),))
    return frozenset((unit, metric, month_of(month), share_of(value)) for unit, metric, month, value in rows)


def decided(session: Session, plan: Plan, known_at: datetime) -> dict[int, Decision]:
    """The last decision about each doubt of which there was one, by its number."""
    asked = {"plan": plan_id(session, plan.code), "moment": moment_number(known_at)}
    return {
        row: Decision(bool(accepted), note, by, moment_of(at))
        for row, accepted, note, by, at in session.execute(_DECISIONS, asked)
    }


def exists(session: Session, plan: Plan, number: int) -> bool:
    """Whether a doubt about figures or sheets of `plan` ever had this number."""
    asked = number, plan_id(session, plan.code)
    return session.execute("SELECT 1 FROM doubt WHERE id = ? AND plan_id = ?", asked).fetchone() is not None


def decide(session: Session, doubts: Iterable[int], who: str, now: datetime, note: str, *, accepted: bool) -> None:
    """Record that these doubts are accepted, or taken up again, in one act."""
    moment, first = next_moment(session, now), next_row(session, "doubt_decision")
    session.insert(
        "doubt_decision",
        ("id", "doubt_id"),
        list(enumerate(doubts, first)),
        {"recorded_at": moment, "recorded_by": who, "accepted": accepted, "note": note},
    )


def number_kept(session: Session, plan: Plan, codes: Iterable[str], moment: datetime, after: int = 0) -> None:
    """Give numbers, at the `moment` of an act, to what was kept under `codes` with sheets behind the row `after`."""
    plan_row, first = plan_id(session, plan.code), next_row(session, "doubt")
    rows = session.execute(_UNNUMBERED.format(codes=words(codes)), (plan_row, after)).fetchall()
    session.insert(
        "doubt",
        ("id", "code", "figure"),
        [(number, code, f"{file} {position}") for number, (file, position, code) in enumerate(rows, first)],
        {"plan_id": plan_row, "recorded_at": moment_number(moment)},
    )


def kept_numbers(session: Session, plan: Plan) -> dict[str, int]:
    """The numbers of what was kept with sheets, by its sheet's row and its place there."""
    rows = session.execute(
        "SELECT figure, id FROM doubt WHERE plan_id = ? AND metric_id IS NULL AND unit_id IS NULL",
        (plan_id(session, plan.code),),
    )
    return dict(rows)


def _asked(session: Session, plan: Plan, clock: Clock) -> dict[str, int]:
    """What the queries are told."""
    last = min(Period.of(clock.as_of), Period(plan.year, 12))
    return {
        "plan": plan_id(session, plan.code),
        "moment": moment_number(clock.known_at),
        "last": last.number,
    }


def _fraction(text: str | None) -> Fraction | None:
    """A number as it was stored."""
    return None if text is None else Fraction(text)

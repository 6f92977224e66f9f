"""What came back on forms: explanations of targets, and progress in the log of tasks; written, read, taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from jytrack.domain.plan.feedback import Explanation, Item, Key, Told, explanations_of
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id, target_ids
from jytrack.store.plan import ledger
from jytrack.store.values.encoding import FOREVER, date_of, day_text, moment_number, moment_of, month_of, sound
from jytrack.store.values.listed import words

_ITEMS = {item.action.value: item for item in Item if item.action}

_EXPLAINED = (
    "SELECT m.code, e.period, e.item, e.text, e.recorded_by, e.recorded_at FROM explanation e "
    "JOIN target t ON t.id = e.target_id JOIN metric m ON m.id = t.metric_id "
    "WHERE t.plan_id = ? AND e.recorded_at <= ? AND e.superseded_at > ? AND e.period <= ? "
    "ORDER BY t.position, e.period, e.item"
)
_LOGGED = (
    "SELECT task_no, happened_on, action, note, recorded_by, recorded_at FROM task_log "  # noqa: S608 - our own words
    f"WHERE plan_id = ? AND action IN {words(sorted(_ITEMS))} AND recorded_at <= ? AND happened_on <= ? ORDER BY id"
)
_EVER_EXPLAINED = (
    "SELECT m.code, e.period, e.item, e.recorded_at, e.text, e.import_file_id, e.row FROM explanation e "
    "JOIN target t ON t.id = e.target_id JOIN metric m ON m.id = t.metric_id "
    "WHERE t.plan_id = ? ORDER BY t.position, e.period, e.item, e.recorded_at"
)
_EVER_LOGGED = (
    "SELECT l.task_no, l.happened_on, l.action, l.recorded_at, l.note, d.name FROM task_log l "  # noqa: S608
    "LEFT JOIN department d ON d.id = l.department_id "
    f"WHERE l.plan_id = ? AND l.action IN {words(sorted(_ITEMS))} ORDER BY l.task_no, l.id"
)
_COUNTED = (
    f"SELECT count(*) FROM task_log WHERE action IN {words(sorted(_ITEMS))} "  # noqa: S608
    "AND recorded_at > ? AND recorded_at <= ?"
)
_CLOSE = (
    "UPDATE explanation SET superseded_at = ? WHERE target_id = ? AND period = ? AND item = ? AND superseded_at = ?"
)
_COLUMNS = (
    "target_id", "period", "item", "superseded_at", "text", "recorded_at", "recorded_by", "import_file_id", "row",
    "reason",
)  # fmt: skip


@valueclass
class Writing:
    """A text to be put on record: `on` is the day that progress is dated, `file` and `row` where it stood."""

    key: Key
    text: str
    on: date
    department: str | None = None
    file: int | None = None
    row: int | None = None


@valueclass
class Act:
    """The act that writes: who, its moment, on what ground; entries of the log have the moments before it."""

    moment: datetime
    by: str
    reason: str = ""


def told(session: Session, plan: Plan, as_of: date, known_at: datetime) -> Mapping[Key, Told]:
    """All that is on record of months up to that of `as_of`, as known at `known_at`."""
    row, known = plan_id(session, plan.code), moment_number(known_at)
    until = Period.of(as_of).number
    found = {
        Key(code, month_of(period), Item(item)): Told(text, by, moment_of(at))
        for code, period, item, text, by, at in sound(session.execute(_EXPLAINED, (row, known, known, until)))
    }
    for no, day, action, note, by, at in sound(session.execute(_LOGGED, (row, known, day_text(as_of)))):
        found[Key(no, Period.of(date_of(day)), _ITEMS[action])] = Told(note, by, moment_of(at))
    return {key: said for key, said in found.items() if said.text}


def explanations(session: Session, plan: Plan, clock: Clock) -> Mapping[str, tuple[Explanation, ...]]:
    """What the leads say of targets that are late, by code and month by month, as known at the clock."""
    return explanations_of(told(session, plan, clock.as_of, clock.known_at))


def in_force(session: Session, plan: Plan) -> Mapping[Key, Told]:
    """All that is on record now, whatever the month."""
    return told(session, plan, date.max, moment_of(FOREVER - 1))


def versions(session: Session, plan: Plan) -> Mapping[Key, Sequence[tuple[int, Writing]]]:
    """All that was ever put on record, by key, each with its moment as stored, the first one first."""
    row = plan_id(session, plan.code)
    found: dict[Key, list[tuple[int, Writing]]] = {}
    for code, period, item, at, text, file, line in sound(session.execute(_EVER_EXPLAINED, (row,))):
        key = Key(code, month_of(period), Item(item))
        found.setdefault(key, []).append((at, Writing(key, text, key.period.last_day, None, file, line)))
    for no, day, action, at, note, department in sound(session.execute(_EVER_LOGGED, (row,))):
        on = date_of(day)
        key = Key(no, Period.of(on), _ITEMS[action])
        found.setdefault(key, []).append((at, Writing(key, note, on, department)))
    return found


def entries(writings: Sequence[Writing]) -> int:
    """How many of them become entries of the log, each of which needs a moment before that of the act."""
    return sum(writing.key.item.action is not None for writing in writings)


def entries_between(session: Session, after: int, until: int) -> int:
    """How many keys of the log were written to after one moment up to another, as stored."""
    (count,) = session.execute(_COUNTED, (after, until)).fetchone()
    return int(count)


def write(session: Session, plan: Plan, writings: Sequence[Writing], act: Act) -> None:
    """Put the texts on record, each in the place of what stands there; "" takes it away."""
    targets, moment = target_ids(session, plan_id(session, plan.code)), moment_number(act.moment)
    rows = []
    for key, text, file, row in ((each.key, each.text, each.file, each.row) for each in writings):
        if key.item.action is None:
            place = (targets[str(key.subject)], key.period.number, key.item.value)
            session.execute(_CLOSE, (moment, *place, FOREVER))
            rows.append((*place, FOREVER, text, moment, act.by, file, row, act.reason))
    session.insert("explanation", _COLUMNS, rows, {})
    logged = [(int(each.key.subject), _entry(each, act)) for each in writings if each.key.item.action]
    ledger.append_all(session, plan, logged, first=moment - len(logged))


def _entry(writing: Writing, act: Act) -> LogEntry:
    """The entry of the log that a text of a task becomes."""
    action = writing.key.item.action
    assert action is not None  # noqa: S101 - what is said of a target has a table
    return LogEntry(action, writing.on, act.moment, act.by, writing.text, writing.department)

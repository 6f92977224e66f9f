"""The log of tasks and decisions: entries that are only ever added, each chained by hash to all before it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from jytrack.domain.plan.locks import LOCKING
from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import LogEnd
from jytrack.domain.supervision.extension import EXTENDING
from jytrack.domain.values.log import Decision, Evidence, LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, plan_id, target_ids
from jytrack.store.database.moments import next_moment
from jytrack.store.plan.pinned import pinned
from jytrack.store.values.encoding import (
    FOREVER,
    date_of,
    day_of,
    day_text,
    moment_number,
    moment_of,
    month_of,
    sound,
    told_moment,
    word_of,
)
from jytrack.store.values.grouping import grouped
from jytrack.store.values.listed import in_parts, numbers, words

_COLUMNS = (
    "plan_id", "task_no", "action", "happened_on", "recorded_at", "recorded_by", "note", "department_id",
    "from_status", "to_status", "milestone", "until", "group_id", "target_id", "period",
    "publication_id",
)  # fmt: skip
_MARKS = ", ".join("?" * (len(_COLUMNS) + 2))
_ADD = f"INSERT INTO task_log (id, {', '.join(_COLUMNS)}, digest) VALUES ({_MARKS})"  # noqa: S608
_ENTRIES = (
    "SELECT l.id, l.task_no, l.action, l.happened_on, l.recorded_at, l.recorded_by, l.note, d.name, l.from_status, "
    "l.to_status, l.milestone, l.until, g.name, m.code, l.period, l.publication_id "
    "FROM task_log l LEFT JOIN department d ON d.id = l.department_id "
    "LEFT JOIN department g ON g.id = l.group_id "
    "LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id "
    "WHERE {which} AND l.recorded_at <= ? AND l.happened_on <= ? ORDER BY l.happened_on, l.id"
)
_LOGS = _ENTRIES.format(which="l.plan_id = ? AND l.task_no IN {tasks}")
# The plus keeps the index off: it would lead to nearly all rows one by one (`latest`).
_DECIDED = _ENTRIES.format(which=f"+l.plan_id = ? AND l.action IN {words(sorted((*OWNERSHIP, *EXTENDING)))}")
_MONTHS = _ENTRIES.format(which=f"+l.plan_id = ? AND l.action IN {words(LOCKING)}")
_DOCUMENTS = _ENTRIES.format(which="+l.plan_id = ? AND l.publication_id IS NOT NULL")
_FILES = "SELECT log_id, name, size, sha256 FROM task_evidence {which} ORDER BY log_id, position"
_ALL_FILES = _FILES.format(which="")
_FILES_OF = _FILES.format(which="WHERE log_id IN {entries}")


def append(session: Session, plan: Plan, no: int | None, entry: LogEntry) -> None:
    """Add `entry` to the log of task `no` (None: a decision about no task); see `append_all`."""
    append_all(session, plan, [(no, entry)])


def append_all(
    session: Session, plan: Plan, told: Iterable[tuple[int | None, LogEntry]], *, first: int | None = None
) -> None:
    """Add entries, each to the log of its task (None: a decision about no task); all that they name is the plan's.

    Each is recorded at its own moment, or just after all that was recorded when the clock was put back, so that no
    entry changes what was known at an earlier moment; with `first` at moments that an act has set aside for them, from
    that one on. Their evidence is expected to be kept already.
    """
    row, departments = plan_id(session, plan.code), department_ids(session, plan.region)
    targets, digest, moment = target_ids(session, row), head(session), 0
    for no, entry in told:
        said = entry.recorded_at
        if first is not None:
            moment = moment + 1 if moment else first
        else:
            moment = max(moment_number(session.now(said)), moment + 1) if moment else next_moment(session, said)
        values = (
            row,
            no,
            entry.action.value,
            entry.on.isoformat(),
            moment,
            entry.recorded_by,
            entry.note,
            departments[entry.department] if entry.department else None,
            entry.from_status.value if entry.from_status else None,
            entry.to_status.value if entry.to_status else None,
            entry.milestone,
            day_text(entry.until),
            departments[entry.group] if entry.group else None,
            targets[entry.target] if entry.target else None,
            entry.period.number if entry.period else None,
            entry.publication,
        )
        went_out = entry.publication if entry.action is LogAction.PUBLISHED else None
        kept = pinned(session, went_out)[went_out] if went_out is not None else ()
        digest = _digest(digest, dict(zip(_COLUMNS, values, strict=True)), entry.evidence, kept)
        number = session.next_number("task_log")
        session.execute(_ADD, (number, *values, digest))
        files = [(place, file.name, file.size, file.sha256) for place, file in enumerate(entry.evidence, 1)]
        session.insert("task_evidence", ("position", "name", "size", "sha256"), files, {"log_id": number})


def logs(
    session: Session, plan: int, tasks: Collection[int], as_of: date, known_at: datetime
) -> Mapping[int, tuple[LogEntry, ...]]:
    """The logs of some `tasks` of the plan with the row `plan`, known at `known_at` and dated by `as_of`.

    The entries stand in the order of the days they tell of, those of one day as they were recorded.
    """
    found = _read(session, _LOGS.format(tasks=numbers(tasks)), plan, as_of, known_at)
    return grouped((no, entry) for no, entry in found if no is not None)


def decided(
    session: Session, plan: int, as_of: date, known_at: datetime
) -> tuple[tuple[Decision, ...], Mapping[int, tuple[LogEntry, ...]]]:
    """The decisions about owners and members, and what each task's log tells of extensions, in the order of the days.

    They are few among many entries, and found by one walk over the table as it lies.
    """
    found = list(_read(session, _DECIDED, plan, as_of, known_at))
    decisions = tuple(Decision(entry, no) for no, entry in found if entry.action in OWNERSHIP)
    return decisions, grouped((no, entry) for no, entry in found if no is not None and entry.action in EXTENDING)


def about_months(session: Session, plan: int, as_of: date, known_at: datetime) -> tuple[LogEntry, ...]:
    """What the log says of locked months, in the order in which it was recorded."""
    found = [entry for _, entry in _read(session, _MONTHS, plan, as_of, known_at)]
    return tuple(sorted(found, key=lambda entry: entry.recorded_at))


def about_documents(session: Session, plan: int) -> Iterator[tuple[int | None, LogEntry]]:
    """What the log says of documents that went out, and of what followed, as recorded; each with its task's number."""
    found = _read(session, _DOCUMENTS, plan, date.max, moment_of(FOREVER))
    return iter(sorted(found, key=lambda each: each[1].recorded_at))


def _read(
    session: Session, statement: str, plan: int, as_of: date, known_at: datetime
) -> Iterator[tuple[int | None, LogEntry]]:
    """The entries that `statement` chooses among those known and dated so, each with its task's number."""
    rows = session.execute(statement, (plan, moment_number(known_at), day_text(as_of))).fetchall()
    evidence = _files(
        file
        for part in in_parts([row[0] for row in rows])
        for file in session.execute(_FILES_OF.format(entries=numbers(part)))
    )
    for row, no, action, on, recorded_at, recorded_by, note, department, before, after, *rest in sound(rows):
        milestone, until, group, target, period, publication = rest
        yield (
            no,
            LogEntry(
                action=word_of(LogAction, action),
                on=date_of(on),
                recorded_at=moment_of(recorded_at),
                recorded_by=recorded_by,
                note=note,
                department=department,
                from_status=word_of(TaskStatus, before) if before else None,
                to_status=word_of(TaskStatus, after) if after else None,
                milestone=milestone,
                until=day_of(until),
                evidence=evidence[row],
                group=group,
                target=target,
                period=None if period is None else month_of(period),
                publication=publication,
            ),
        )


def head(session: Session, known_at: datetime | None = None) -> str:
    """The hash of the last entry known at `known_at`, which pins all before it; empty for an empty log."""
    known = FOREVER if known_at is None else moment_number(known_at)
    row = session.execute(
        "SELECT digest FROM task_log WHERE recorded_at <= ? ORDER BY id DESC LIMIT 1", (known,)
    ).fetchone()
    return str(row[0]) if row else ""


def broken_entries(session: Session) -> Iterator[int]:
    """The ids of entries that were changed behind the program's back, or before which one is missing.

    A log of an earlier revision is looked through as well, with the columns that it has.
    """
    present = set(session.catalog.columns("task_log"))
    columns = [column for column in _COLUMNS if column in present]
    evidence = _files(session.execute(_ALL_FILES)) if "until" in present else grouped(())
    documents = pinned(session)
    before, expected = "", 1
    for number, digest, *values in session.execute(
        f"SELECT id, digest, {', '.join(columns)} FROM task_log ORDER BY id"  # noqa: S608
    ):
        entry = dict(zip(columns, values, strict=True))
        kept = documents[entry["publication_id"]] if entry["action"] == LogAction.PUBLISHED else ()
        sound = digest == _digest(before, entry, evidence[number], kept)
        if not sound or number != expected:
            yield number
        before, expected = digest, number + 1
    if expected <= session.catalog.given("task_log"):
        yield expected


def _files(rows: Iterable[tuple[int, str, int, str]]) -> Mapping[int, tuple[Evidence, ...]]:
    """The files by the entry that they stand behind."""
    return grouped((row, Evidence(name, size, sha256)) for row, name, size, sha256 in sound(rows))


def _digest(
    before: str,
    entry: Mapping[str, str | int | None],
    evidence: Sequence[Evidence],
    kept: Sequence[object],
) -> str:
    """The hash over the entry before and what this one states; a column that is not stated does not count.

    `kept` is what there is of the document that went out with it.
    """
    stated: dict[str, object] = {column: value for column, value in entry.items() if value is not None}
    if evidence:
        stated["evidence"] = [[file.name, file.size, file.sha256] for file in evidence]
    if kept:
        stated["document"] = list(kept)
    text = before + json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def ever_members(session: Session, plan: str, group: str) -> tuple[str, ...]:
    """Whoever was ever added to `group` by a decision, of whatever day."""
    rows = session.execute(
        "SELECT DISTINCT d.name FROM task_log l JOIN department d ON d.id = l.department_id "
        "JOIN department g ON g.id = l.group_id WHERE l.plan_id = ? AND g.name = ? ORDER BY d.name",
        (plan_id(session, plan), group),
    )
    return tuple(name for (name,) in rows)


def end(session: Session) -> LogEnd:
    """How long the log is, and its last entry; of any revision."""
    (entries,) = session.execute("SELECT count(*) FROM task_log").fetchone()
    last = session.execute("SELECT recorded_at, digest FROM task_log ORDER BY id DESC LIMIT 1").fetchone()
    return LogEnd(entries, told_moment(last[0]), last[1]) if last else LogEnd(0)


def printed(session: Session, code: str) -> tuple[int, datetime | None, int] | None:
    """The entry whose hash begins with `code`: its number, when it was recorded, how many follow; None without one.

    Of two, which chance does not bring about, the earlier: it claims less.
    """
    found = session.execute(
        "SELECT id, recorded_at, (SELECT count(*) FROM task_log AS later WHERE later.id > entry.id) "
        "FROM task_log AS entry WHERE substr(digest, 1, ?) = ? ORDER BY id LIMIT 1",
        (len(code), code),
    ).fetchone()
    return (found[0], told_moment(found[1]), found[2]) if found else None

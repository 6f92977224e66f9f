"""Random years of moves: no illegal state, the log replays at every moment, and an edit behind the back is found."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jytrack.domain.lifecycle import MOVES, Holder, holders
from jytrack.domain.words import Act, TaskStatus
from jytrack.errors import InputRefused, NotFound
from jytrack.services import extending, supervising
from jytrack.services.desk import Desk
from jytrack.services.supervising import Ground
from jytrack.store.ledger import head
from jytrack.store.maintenance import check
from jytrack.store.tasks import with_logs
from tests.services.desks import CHINA, desk_at, loaded

TASK = 3
NAMES = ("发改局", "民政局", "人社局")
START = datetime(2023, 3, 8, 9, tzinfo=CHINA)
ISSUED = date(2023, 3, 7)
LAST = date(2023, 12, 31)
HALTED = (TaskStatus.SUSPENDED, TaskStatus.CANCELLED)

Step = tuple[str, Act | str, int, int]
"""Who, what, after how many hours, and how many days earlier it is said to have happened."""

acts = st.one_of(st.sampled_from(Act), st.sampled_from(("extend", "approve", "refuse")))
# Steps along the way stand beside steps at random, which alone would hardly ever leave the first statuses.
way = st.sampled_from([[Act.ASSIGN, Act.ACCEPT, Act.START, Act.REPORT, Act.FINISH, Act.CLOSE][:n] for n in range(7)])
steps = st.builds(
    lambda name, first, backs, rest: [(name, act, 17, back) for act, back in zip(first, backs, strict=False)] + rest,
    st.sampled_from(NAMES),
    way,
    st.lists(st.sampled_from((0, 0, 0, 3)), min_size=6, max_size=6),
    st.lists(st.tuples(st.sampled_from(NAMES), acts, st.integers(-2, 50), st.integers(0, 4)), max_size=12),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


class Model:
    """What the test itself makes of the steps: status, where to go back to, last day, and the open request."""

    def __init__(self) -> None:
        self.status = TaskStatus.REGISTERED
        self.before = TaskStatus.REGISTERED
        self.last = ISSUED
        self.asked: date | None = None

    def takes(self, act: Act | str, day: date) -> bool:
        """Whether the step is legal; if so it is taken."""
        if act == "extend":
            idle = (TaskStatus.REGISTERED, TaskStatus.DONE, TaskStatus.CLOSED, *HALTED)
            legal = self.status not in idle and self.asked is None and day >= ISSUED
            self.asked = day if legal else self.asked
            return legal
        if isinstance(act, str) and not isinstance(act, Act):
            legal = self.asked is not None and day >= self.asked
            self.asked = None if legal else self.asked
            return legal
        if act not in MOVES[self.status] or day < self.last:
            return False
        reached = MOVES[self.status][act] or self.before
        if reached in HALTED and self.status not in HALTED:
            self.before = self.status
        self.status, self.last = reached, day
        return True


def carry_out(desk: Desk, name: str, act: Act | str, day: date) -> bool:
    """Whether the program took the step."""
    ground = Ground(TASK, (name,), note="依据", on=day)
    try:
        if isinstance(act, Act):
            supervising.move(desk, act, ground)
        elif act == "extend":
            extending.request(desk, extending.Wish(ground, date(2024, 2, 1)))
        else:
            extending.decide(desk, extending.Wish(ground), granted=act == "approve")
    except (InputRefused, NotFound):
        return False
    return True


def told(desk: Desk, as_of: date, known_at: datetime | None = None) -> tuple[dict[str | None, Holder], str]:
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        plan = with_logs(session, plan, (TASK,), clock)
    members = {department.name: department.members for department in plan.departments}
    return {holder.name: holder for holder in holders(plan.task(TASK), members)}, plan.log_head


def played(path: Path, play: list[Step]) -> list[tuple[datetime, dict[str, TaskStatus], str]]:
    """Take the steps beside the model; after each: the last recorded moment, every status, the head of the log."""
    models = {name: Model() for name in NAMES}
    now, moments = START, []
    for name, act, hours, back in play:
        now += timedelta(hours=hours)
        day = max(now.date() - timedelta(days=back), ISSUED)
        desk = desk_at(path, now)
        assert carry_out(desk, name, act, day) is models[name].takes(act, day)
        with closing(sqlite3.connect(path)) as connection:
            (last,) = connection.execute("SELECT coalesce(max(recorded_at), 0) FROM task_log").fetchone()
        moment = datetime.fromtimestamp(0, CHINA) + timedelta(microseconds=last)
        found, pin = told(desk, LAST, moment)
        states = {name: models[name].status for name in NAMES}
        assert {name: found[name].state.status for name in NAMES} == states
        moments.append((moment, states, pin))
    return moments


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(play=steps)
def test_no_illegal_state_and_the_log_replays_at_every_moment(template: Path, play: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "plan.db"))
        moments = played(path, play)
        later = desk_at(path, START + timedelta(days=200))
        for moment, states, pin in moments:
            found, pinned = told(later, LAST, moment)
            assert ({name: found[name].state.status for name in NAMES}, pinned) == (states, pin)
        for holder in told(later, LAST)[0].values():
            for before, after in pairwise(holder.moves):
                assert after.from_status is before.to_status
                assert after.on >= before.on
            for day in {entry.on for entry in holder.moves}:
                seen = told(later, day)[0][holder.name].moves
                assert seen == holder.moves[: len(seen)]
        assert check(path) == []


EDITS = (
    "UPDATE task_log SET note = note || '。' WHERE id = :id",
    "UPDATE task_log SET happened_on = '2023-03-07', recorded_by = 'x' WHERE id = :id",
    "UPDATE task_log SET recorded_at = recorded_at - 1 WHERE id = :id",
    "UPDATE task_log SET department_id = NULL WHERE id = :id",
    "UPDATE task_log SET to_status = 'closed' WHERE id = :id AND to_status <> 'closed'",
    "DELETE FROM task_log WHERE id = :id",
    "INSERT INTO task_evidence VALUES (:id, 1, '证明.pdf', 1, printf('%064d', 0))",
    "UPDATE task_log SET digest = printf('%064d', 0) WHERE id = :id",
)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(play=steps, edit=st.sampled_from(EDITS), place=st.integers(0, 20))
def test_an_edit_behind_the_programs_back_is_found(template: Path, play: list[Step], edit: str, place: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "plan.db"))
        for name, act, hours, _ in [("发改局", Act.ASSIGN, 1, 0), *play]:
            carry_out(desk_at(path, START + timedelta(hours=hours + 2)), name, act, START.date())
        assert check(path) == []
        with closing(sqlite3.connect(path)) as connection:
            (entries,) = connection.execute("SELECT count(*) FROM task_log").fetchone()
            for (trigger,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('task_log', 'task_evidence')"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            changed = connection.execute(edit, {"id": 1 + place % entries}).rowcount
            connection.commit()
        assert bool(check(path)) is bool(changed)


def test_the_program_itself_cannot_change_the_log(template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    played(path, [("发改局", Act.ASSIGN, 1, 0), ("发改局", Act.ACCEPT, 1, 0), ("人社局", Act.START, 1, 0)])
    with desk_at(path, START).database.reading() as session:
        assert len(head(session)) == 64
    for statement in ("UPDATE task_log SET note = 'x'", "DELETE FROM task_log"):
        with (
            pytest.raises(sqlite3.IntegrityError, match="keeps its history"),
            desk_at(path, START).database.writing() as session,
        ):
            session.execute(statement)


def test_what_the_property_plays_is_not_all_refused(template: Path, tmp_path: Path) -> None:
    """The property would hold of a program that refuses all; this plays a whole life and a half."""
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    life = (
        Act.ASSIGN, Act.ACCEPT, Act.START, "extend", "approve", Act.SUSPEND, Act.RESUME, Act.REPORT, Act.RETURN,
        "extend", "refuse", Act.REPORT, Act.FINISH, Act.CLOSE,
    )  # fmt: skip
    moments = played(path, [("民政局", act, 24, 0) for act in life])
    assert len({pin for _, _, pin in moments}) == len(life)
    assert moments[-1][1]["民政局"] is TaskStatus.CLOSED

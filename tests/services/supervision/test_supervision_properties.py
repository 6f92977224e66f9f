"""Random years of moves: no illegal state, the log replays at every moment, and an edit behind the back is found."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jytrack.domain.supervision.lifecycle import Holder, holders
from jytrack.domain.values.words import Act, TaskStatus
from jytrack.errors import InputRefused, NotFound
from jytrack.services.supervision import extending, milestones, supervising
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.desk import Desk
from jytrack.store.keeping.maintenance import check
from jytrack.store.plan.ledger import head
from jytrack.store.plan.tasks import with_logs
from tests.at_length import at_length
from tests.services.desks import CHINA, desk_at, loaded
from tests.services.ledger_model import ISSUED, NODE_MOVES, PLAN_END, Ledger

TASK = 3
NAMES = ("发改局", "民政局", "人社局")
START = datetime(2023, 3, 8, 9, tzinfo=CHINA)

Step = tuple[str, Act | str, int, int, date, str]
"""Who, what, after how many hours, how many days earlier it is said to have happened, until when, which milestone."""


def step(name: str, act: Act | str, hours: int = 1, back: int = 0, until: date = PLAN_END, node: str = "验收") -> Step:
    return name, act, hours, back, until, node


NODES = {"done": milestones.finish, "reopen": milestones.reopen, "drop": milestones.drop}
others = st.sampled_from(("extend", "approve", "refuse", *NODE_MOVES))
# Steps along the way stand beside steps at random, which alone would hardly ever leave the first statuses.
way = st.sampled_from(
    [[Act.ASSIGN, "add", Act.ACCEPT, Act.START, "done", Act.REPORT, Act.FINISH, Act.CLOSE][:n] for n in range(9)]
)
at_random = st.builds(
    step,
    st.sampled_from(NAMES),
    st.one_of(st.sampled_from(Act), others, others),
    st.integers(-2, 50),
    st.integers(0, 4),
    st.integers(0, 9).map(lambda days: PLAN_END + timedelta(days=days)),
    st.sampled_from(("验收", "开工")),
)
steps = st.builds(
    lambda name, first, backs, rest: (
        [step(name, act, 17, back) for act, back in zip(first, backs, strict=False)] + rest
    ),
    st.sampled_from(NAMES),
    way,
    st.lists(st.sampled_from((0, 0, 0, 3)), min_size=8, max_size=8),
    st.lists(at_random, max_size=14),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded(tmp_path_factory.mktemp("template") / "plan.db")


def carry_out(desk: Desk, step: Step, day: date) -> bool:
    """Whether the program took the step."""
    name, act, _, _, until, node = step
    ground = Ground(TASK, (name,), note="依据", on=day)
    try:
        match act:
            case Act():
                supervising.move(desk, act, ground)
            case "extend":
                extending.request(desk, extending.Wish(ground, until))
            case "approve" | "refuse":
                extending.decide(desk, extending.Wish(ground), granted=act == "approve")
            case "add":
                milestones.add(desk, node, PLAN_END, ground)
            case _:
                NODES[act](desk, node, ground)
    except (InputRefused, NotFound):
        return False
    return True


@dataclass(frozen=True)
class Seen:
    """What the program tells: every department, the head of the log, each milestone with the day it was done."""

    holders: dict[str | None, Holder]
    head: str
    nodes: dict[str, date | None]

    @property
    def statuses(self) -> dict[str, TaskStatus]:
        return {name: self.holders[name].state.status for name in NAMES}


def told(desk: Desk, as_of: date, known_at: datetime | None = None) -> Seen:
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        task = with_logs(session, plan, (TASK,), clock).task(TASK)
    members = {department.name: department.members for department in plan.departments}
    # The day it was done comes from the database's own question, not from the log.
    nodes = {each.name: each.done_on for each in task.milestones}
    return Seen({holder.name: holder for holder in holders(task, members)}, plan.log_head, nodes)


Moment = tuple[datetime, dict[str, TaskStatus], str, dict[str, date | None]]


def played(path: Path, play: list[Step]) -> tuple[Ledger, list[Moment]]:
    """Take the steps beside the model; after each: the last recorded moment, statuses, the log's head, milestones."""
    model = Ledger(NAMES)
    now, moments = START, []
    for step in play:
        name, act, hours, back, until, node = step
        now += timedelta(hours=hours)
        day = max(now.date() - timedelta(days=back), ISSUED)
        desk = desk_at(path, now)
        assert carry_out(desk, step, day) is model.takes(name, act, day, until, node)
        with closing(sqlite3.connect(path)) as connection:
            (last,) = connection.execute("SELECT coalesce(max(recorded_at), 0) FROM task_log").fetchone()
        moment = datetime.fromtimestamp(0, CHINA) + timedelta(microseconds=last)
        found = told(desk, PLAN_END, moment)
        states = {name: department.status for name, department in model.departments.items()}
        assert (found.statuses, found.nodes) == (states, model.seen(PLAN_END))
        moments.append((moment, states, found.head, found.nodes))
    return model, moments


@at_length(5, 100)
def test_no_illegal_state_and_the_log_replays_at_every_moment(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(play=steps)
    def holds(play: list[Step]) -> None:
        with TemporaryDirectory() as folder:
            path = Path(shutil.copy(template, Path(folder) / "plan.db"))
            model, moments = played(path, play)
            later = desk_at(path, START + timedelta(days=200))
            for moment, states, pin, nodes in moments:
                found = told(later, PLAN_END, moment)
                assert (found.statuses, found.head, found.nodes) == (states, pin, nodes)
            for holder in told(later, PLAN_END).holders.values():
                for before, after in pairwise(holder.moves):
                    assert after.from_status is before.to_status
                    assert after.on >= before.on
                for day in {entry.on for entry in holder.moves}:
                    seen = told(later, day).holders[holder.name].moves
                    assert seen == holder.moves[: len(seen)]
            for day in {at for changes in (model.lead.told, *model.nodes.values()) for at, _ in changes}:
                found = told(later, day)
                assert found.nodes == model.seen(day)
                assert not (found.statuses[NAMES[0]].finished and None in found.nodes.values())
            assert check(path).sound

    holds()


EDITS = (
    "UPDATE task_log SET note = note || '。' WHERE id = :id",
    "UPDATE task_log SET happened_on = '2023-03-07', recorded_by = 'x' WHERE id = :id",
    "UPDATE task_log SET recorded_at = recorded_at - 1 WHERE id = :id",
    "UPDATE task_log SET department_id = NULL WHERE id = :id AND department_id IS NOT NULL",
    "UPDATE task_log SET to_status = 'closed' WHERE id = :id AND to_status <> 'closed'",
    "DELETE FROM task_log WHERE id = :id",
    "INSERT INTO task_evidence VALUES (:id, 1, '证明.pdf', 1, printf('%064d', 0))",
    "UPDATE task_log SET digest = printf('%064d', 0) WHERE id = :id",
)


@at_length(6, 150)
def test_an_edit_behind_the_programs_back_is_found(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(play=steps, edit=st.sampled_from(EDITS), place=st.integers(0, 20))
    def holds(play: list[Step], edit: str, place: int) -> None:
        with TemporaryDirectory() as folder:
            path = Path(shutil.copy(template, Path(folder) / "plan.db"))
            for each in [step("发改局", Act.ASSIGN), *play]:
                carry_out(desk_at(path, START + timedelta(hours=each[2] + 2)), each, START.date())
            assert check(path).sound
            with closing(sqlite3.connect(path)) as connection:
                (entries,) = connection.execute("SELECT count(*) FROM task_log").fetchone()
                guards = connection.execute(
                    "SELECT name, sql FROM sqlite_master "
                    "WHERE type = 'trigger' AND tbl_name IN ('task_log', 'task_evidence')"
                ).fetchall()
                for trigger, _ in guards:
                    connection.execute(f"DROP TRIGGER {trigger}")
                changed = connection.execute(edit, {"id": 1 + place % entries}).rowcount
                for _, laid in guards:
                    connection.execute(laid)
                connection.commit()
            assert check(path).sound is not bool(changed)

    holds()


def test_the_program_itself_cannot_change_the_log(template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "plan.db"))
    played(path, [step("发改局", Act.ASSIGN), step("发改局", Act.ACCEPT), step("人社局", Act.START)])
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
        "extend", "refuse", "add", "drop", "add", "done", Act.REPORT, Act.FINISH, Act.RETURN, "reopen", "done",
        Act.REPORT, Act.FINISH, Act.CLOSE,
    )  # fmt: skip
    wishes = iter((date(2024, 2, 1), date(2024, 2, 2)))
    play = [step("发改局", act, 24, until=next(wishes) if act == "extend" else PLAN_END) for act in life]
    model, moments = played(path, play)
    assert len({pin for _, _, pin, _ in moments}) == len(life)
    assert model.lead.status is TaskStatus.CLOSED

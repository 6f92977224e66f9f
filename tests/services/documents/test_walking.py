"""The steps since publication add up to the whole difference, whatever was recorded (documents.md §8)."""

import shutil
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.documents.changes import Shown, ShownField, Step, Subject, differences
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.period import Period
from jytrack.reports.documents.causes import told
from jytrack.reports.documents.shown import as_rows, from_rows
from jytrack.services.documents.bulletins import bulletin_in
from jytrack.services.documents.walking import walk
from jytrack.services.plan import goals
from jytrack.services.sheets import importing, undoing
from jytrack.services.supervision import bulk
from jytrack.services.supervision.supervising import Ground
from jytrack.services.values.desk import Desk
from tests.at_length import at_length
from tests.services import test_two_times as office
from tests.services.desks import CHINA, desk_at, with_demo

SECOND_QUARTER = date(2023, 6, 30)
JOBS = "urban-new-jobs"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("演示") / "台账.db")[0]


template = office.template


def shown(desk: Desk, as_of: date, known_at: datetime | None = None) -> tuple[Plan, datetime, Shown]:
    with desk.database.reading() as session:
        made = bulletin_in(desk, session, DocumentKind.QUARTERLY, as_of, known_at)
        return made.plan, made.clock.known_at, made.shown()


def walked(desk: Desk, plan: Plan, as_of: date, known_at: datetime) -> list[Step]:
    with desk.database.reading() as session:
        at = partial(bulletin_in, desk, session, DocumentKind.QUARTERLY, as_of)
        now = at(None).clock.known_at
        return walk(session, plan, as_of, (known_at, now), lambda moment: at(moment).shown(), ())


def typed(desk: Desk, unit: str, month: int, number: int, reason: str = "") -> None:
    period = Period(2023, month)
    value = importing.Typed(JOBS, unit, period, month=str(number))
    order = importing.Order((), period, unit, desk.today, bool(reason), reason)
    assert not importing.record(desk, value, order).refused


def test_the_worked_example(demo: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo, tmp_path / "台账.db"))
    at = {day: desk_at(path, datetime(2023, 7, day, 9, tzinfo=CHINA)) for day in (6, 7, 8, 9, 20)}
    plan, known_at, published = shown(at[6], SECOND_QUARTER)
    typed(at[7], "黄花乡", 6, 5)
    typed(at[8], "香水镇", 5, 10, "核实有5人重复登记")
    goals.revise(at[9], goals.Revision(JOBS, "600", date(2023, 6, 1), "上级调增", ""))
    steps = walked(at[20], plan, SECOND_QUARTER, known_at)
    found = {each.field: each for each in differences(published, steps) if each.subject == Subject(JOBS)}

    def chain(field: str) -> list[str]:
        return [found[field].published, *(link.became for link in found[field].links)]

    assert chain(ShownField.VALUE) == ["274人", "279人", "274人"]
    assert chain(ShownField.ATTAINMENT) == ["49.8%", "50.7%", "49.8%", "45.7%"]
    assert chain(ShownField.STANDING) == ["待补报", "快于时序", "滞后"]
    assert told(found[ShownField.ATTAINMENT].causes, plan) == (
        "补报：黄花乡6月5人，7月7日收到；更正：香水镇5月15→10人，核实有5人重复登记；目标调整550→600人，自6月1日起，上级调增"
    )
    assert shown(at[20], SECOND_QUARTER)[2] == steps[-1].shown


def test_frozen_texts_come_back_as_they_were(demo: Path) -> None:
    _, _, texts = shown(desk_at(demo, datetime(2023, 7, 6, 9, tzinfo=CHINA)), SECOND_QUARTER)
    assert from_rows(as_rows(texts)) == texts
    assert len(texts) > 100


def undone(which: int) -> office.Write:
    """The act before so many others taken back, an undoing too."""

    def undo(desk: Desk) -> None:
        with desk.database.reading() as session:
            (last,) = session.execute("SELECT max(id) FROM import_batch").fetchone()
        office.accepted(lambda: undoing.undo(desk, undoing.Order(max(2, last - which), "填错了")))

    return office.Write(office.JOBS, undo)


def noted(no: int) -> office.Write:
    """A note that lets the task's neglect end."""
    return office.Write(
        no, lambda desk: office.accepted(lambda: bulk.note(desk, (no,), Ground(0, note="已调度", on=office.DAY)))
    )


acts = st.one_of(office.writes, st.builds(undone, st.integers(0, 3)), st.builds(noted, st.sampled_from((1, 2, 3, 6))))
histories = st.lists(st.tuples(acts, office.clocks), max_size=6)


@at_length(3, 60)
def test_the_steps_add_up_and_none_is_left_out(template: Path, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(history=histories)
    def holds(history: list[tuple[office.Write, int]]) -> None:
        with office.copied(template) as path:
            now = office.START + timedelta(hours=1)
            plan, known_at, published = shown(desk_at(path, now), office.DAY)
            seen = []
            for write, hours in history:
                now = office.carried_out(path, [(write, hours)], now)
                seen.append(shown(desk_at(path, now), office.DAY))
            steps = walked(desk_at(path, now), plan, office.DAY, known_at)
            whole = shown(desk_at(path, now), office.DAY)[2]
            assert steps[0].shown == published
            assert steps[-1].shown == whole
            # After each act the walk shows what the office saw then: no act is missed.
            told_at = [max(cause.recorded_at or known_at for cause in step.causes) for step in steps[1:]]
            for _, moment, texts in seen:
                last = [step.shown for step, at in zip(steps[1:], told_at, strict=True) if at <= moment]
                assert (last[-1] if last else published) == texts
            for each in differences(published, steps, everything=True):
                assert each.today == whole.get(each.subject, {}).get(each.field, "")
                assert all(link.causes for link in each.links)

    holds()

"""Differences with their chains: what counts as one, and which causes are told of it."""

from datetime import UTC, datetime

from jytrack.domain.documents.changes import Cause, CauseKind, Difference, Link, ShownField, Step, Subject, differences

JOBS, LOANS = Subject("jobs"), Subject("loans")
EAST = Subject("jobs", "东镇")
VALUE, MISSING, STANDING = ShownField.VALUE, ShownField.MISSING, ShownField.STANDING


def cause(kind: CauseKind, target: str = "", unit: str = "", hour: int = 0) -> Cause:
    return Cause(kind, datetime(2023, 7, 7, hour, tzinfo=UTC), "办公室", target=target, unit=unit)


LATE = cause(CauseKind.LATE, "jobs", "西乡", 1)
CORRECTED = cause(CauseKind.CORRECTED, "jobs", "东镇", 2)
LENT = cause(CauseKind.CORRECTED, "loans", "东镇", 2)
PROGRAM = cause(CauseKind.PROGRAM)


def test_a_text_is_followed_from_step_to_step() -> None:
    steps = [
        Step((PROGRAM,), {JOBS: {VALUE: "274人"}}),
        Step((LATE,), {JOBS: {VALUE: "279人"}}),
        Step((CORRECTED, LENT), {JOBS: {VALUE: "270人"}}),
    ]
    assert differences({JOBS: {VALUE: "274人"}}, steps) == [
        Difference(JOBS, VALUE, "274人", (Link("279人", (LATE,)), Link("270人", (CORRECTED,))))
    ]


def test_what_came_and_went_again_is_listed_only_when_everything_is() -> None:
    published = {JOBS: {VALUE: "274人", STANDING: "滞后"}}
    steps = [
        Step((PROGRAM,), published),
        Step((LATE,), {JOBS: {VALUE: "279人", STANDING: "滞后"}}),
        Step((cause(CauseKind.UNDONE, "jobs", "西乡", 3),), published),
    ]
    assert differences(published, steps) == []
    (told,) = differences(published, steps, everything=True)
    assert [link.became for link in told.links] == ["279人", "274人"]
    assert told.today == told.published


def test_a_value_that_other_units_make_up_is_another() -> None:
    published = {JOBS: {VALUE: "274人", MISSING: "西乡"}}
    steps = [
        Step((), published),
        Step((LATE,), {JOBS: {VALUE: "279人"}}),
        Step((CORRECTED,), {JOBS: {VALUE: "274人"}}),
    ]
    assert [(each.field, each.today) for each in differences(published, steps)] == [(VALUE, "274人"), (MISSING, "")]


def test_the_nearest_causes_are_told_and_all_where_none_is_near() -> None:
    before = {JOBS: {VALUE: "1"}, EAST: {"rank": "第1"}, LOANS: {VALUE: "1"}, Subject(): {"滞后": "1项"}}
    after = {JOBS: {VALUE: "2"}, EAST: {"rank": "第2"}, LOANS: {VALUE: "2"}, Subject(): {"滞后": "2项"}}
    found = differences(before, [Step((), before), Step((LATE, CORRECTED, LENT), after)])
    assert [each.causes for each in found] == [(LATE, CORRECTED), (CORRECTED,), (LENT,), (LATE, CORRECTED, LENT)]


def test_what_differs_at_the_published_moment_itself_is_no_act_of_anybody() -> None:
    (told,) = differences({JOBS: {STANDING: "正常"}}, [Step((PROGRAM,), {JOBS: {STANDING: "滞后"}})])
    assert told.causes == (PROGRAM,)


def test_texts_that_come_and_go_with_their_subject() -> None:
    (gone,) = differences({EAST: {VALUE: "1"}}, [Step((), {EAST: {VALUE: "1"}}), Step((LATE,), {})])
    (came,) = differences({}, [Step((), {}), Step((LATE,), {EAST: {VALUE: "1"}})])
    assert (gone.published, gone.today, came.published, came.today) == ("1", "", "", "1")


def test_conclusions_are_judgements_and_counts_of_judgements() -> None:
    fields = [
        (JOBS, STANDING), (JOBS, ShownField.PLACES), (Subject(), "滞后"), (JOBS, VALUE), (EAST, "rank"),
        (Subject(), ShownField.REPORTING), (Subject(department="东镇"), "缺报"),
    ]  # fmt: skip
    assert [Difference(subject, field, "", ()).is_conclusion for subject, field in fields] == [True] * 3 + [False] * 4

"""Who reported when, unit by unit: what came alike is told alike, a sheet that went back of its unit alone."""

from datetime import UTC, date, datetime

from jytrack.domain.sheets.courses import Course, Due
from jytrack.domain.sheets.discipline import Discipline, UnitCourse
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import SubmissionState
from jytrack.reports.sheets.submissions import matrix
from jytrack.reports.values.document import Table

JUNE, JULY = Period(2023, 6), Period(2023, 7)
ON_TIME = Course(
    (
        Due(JUNE, date(2023, 6, 25), SubmissionState.ON_TIME, date(2023, 6, 20)),
        Due(JULY, date(2023, 7, 25), SubmissionState.MISSING),
    )
)
LATE = Course((Due(JUNE, date(2023, 6, 25), SubmissionState.LATE, date(2023, 6, 28), corrections=1),))


def discipline(unit: str, *courses: Course, returned: bool = False) -> Discipline:
    at = datetime(2023, 7, 20, tzinfo=UTC)
    sheet = Receipt("七月.csv", "", "0" * 64, True, at.date(), at, "办公室", (Item(unit, "jobs", JULY),))
    own = tuple(UnitCourse(unit, f"m{number}", course) for number, course in enumerate(courses))
    return Discipline(unit, own, (sheet,) if returned else ())


def test_units_that_share_what_came() -> None:
    units = (
        discipline("东河镇", ON_TIME, LATE),
        discipline("西坪镇", ON_TIME, LATE),
        discipline("南山乡", ON_TIME, LATE, returned=True),
        discipline("北沟乡", LATE),
    )
    (table,) = matrix({unit.unit: unit for unit in units}, {})
    assert isinstance(table, Table)
    assert [row[1:6] for row in table.rows] == [(3, 1, 1, 1, 1)] * 3 + [(1, 0, 1, 0, 1)]
    assert [(row[0], *row[6:7], *row[8:]) for row in table.rows] == [
        ("东河镇", 0, "按时1 迟报1 更正1", "缺报1"),
        ("西坪镇", 0, "按时1 迟报1 更正1", "缺报1"),
        ("南山乡", 1, "按时1 迟报1 更正1", "缺报1 退回1"),
        ("北沟乡", 0, "迟报1 更正1", "·"),
    ]

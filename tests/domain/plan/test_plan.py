"""What a plan says of itself."""

from datetime import date

from jytrack.domain.plan.plan import Department, Plan
from jytrack.domain.values.words import DepartmentKind


def test_the_office_that_signs_is_the_leading_group_s_else_the_region() -> None:
    plan = Plan("虚构-2023", "方案", "虚构县", 2023, date(2023, 3, 7))
    assert plan.office == "虚构县"
    named = (
        Department("人社局", DepartmentKind.BUREAU, 1),
        Department("领导小组办公室", DepartmentKind.OFFICE, 2),
        Department("另一个办公室", DepartmentKind.OFFICE, 3),
    )
    assert Plan("虚构-2023", "方案", "虚构县", 2023, date(2023, 3, 7), departments=named).office == "领导小组办公室"

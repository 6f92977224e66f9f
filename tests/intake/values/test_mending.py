"""For each code it is decided who mends it, and what is said to whom."""

from pathlib import Path

import pytest

from jytrack.intake.values.mending import MENDING, Mender, asked_of_unit, left_to_office, mender
from jytrack.intake.values.problem import Code, Severity, finding

DOCS = Path(__file__).parents[3] / "docs" / "problems.md"


def test_every_code_has_both_decisions() -> None:
    assert list(MENDING) == sorted(MENDING, key=list(MENDING).index)
    assert set(MENDING) == set(Code)
    for code, mending in MENDING.items():
        assert bool(mending.unit) is (mending.by is not Mender.OFFICE), code
        assert bool(mending.office) is (mending.by is not Mender.UNIT), code


@pytest.mark.parametrize("code", Code)
def test_a_unit_is_asked_politely_and_never_for_what_the_office_has(code: Code) -> None:
    said = MENDING[code].unit
    assert not [word for word in ("--", "jytrack", "导入", ".csv", "办公室") if word in said]
    if said and code.severity is Severity.ERROR:
        assert "请" in said, said


def test_a_problem_that_knows_more_says_so_itself() -> None:
    usual = finding(Code.CONFLICT, "不同")
    assert mender(usual) is Mender.BOTH
    assert "--correct" in left_to_office(usual)
    assert "请核对" in asked_of_unit(usual)
    ours = finding(Code.PERIOD_CONFLICT, "导入时给的不同", office="请核对 --period")
    assert (mender(ours), asked_of_unit(ours), left_to_office(ours)) == (Mender.OFFICE, "", "请核对 --period")
    theirs = finding(Code.UNKNOWN_PERIOD, "看不出", "请写在标题里", office="或加 --period")
    assert (asked_of_unit(theirs), left_to_office(theirs)) == ("请写在标题里", "或加 --period")


def test_the_page_lists_the_table() -> None:
    from tests.docs import problems

    assert DOCS.read_text(encoding="utf-8") == problems(), "run make docs"

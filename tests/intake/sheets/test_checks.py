"""The checks on entries: each code happens and does not happen; then entries beside the readings on record."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry, Reading
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Code, Severity
from tests.intake.sample import METRICS, codes, contradictions, read

LONG = "乡镇,指标,月份,本月数,累计数,分子,分母,数值\n"
RATE = "人社局,高校毕业生就业去向落实率,2023-03"
LEVEL_HEAD = "单位,指标,月份,数值,来源\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("香水乡,城镇新增就业,2023-03,9,,,,", Code.UNKNOWN_UNIT),
        (",城镇新增就业,2023-03,9,,,,", Code.UNKNOWN_UNIT),
        ("香水镇,城镇就业新增,2023-03,9,,,,", Code.UNKNOWN_METRIC),
        ("香水镇,,2023-03,9,,,,", Code.UNKNOWN_METRIC),
        ("香水镇,城镇新增就业,一季度,9,,,,", Code.UNKNOWN_PERIOD),
        ("香水镇,城镇新增就业,,9,,,,", Code.UNKNOWN_PERIOD),
        ("香水镇,城镇新增就业,2020-03,9,,,,", Code.PERIOD_OUTSIDE_PLAN),
        ("香水镇,城镇新增就业,2023-12,9,,,,", Code.PERIOD_NOT_BEGUN),
        ("香水镇,城镇新增就业,2023-03,约9,,,,", Code.NOT_A_NUMBER),
        ("香水镇,城镇新增就业,2023-03,同上,,,,", Code.DITTO),
        ("香水镇,城镇新增就业,2023-03,#REF!,,,,", Code.FORMULA_ERROR),
        ("香水镇,城镇新增就业,2023-03,9.5,,,,", Code.FRACTION),
        ("香水镇,创造新岗位,2023-03,-9,,,,", Code.NEGATIVE),
        ("人社局,城镇新增就业,2023-03,9,,,,", Code.NOT_ON_DUTY),
        ("香水镇,农村劳动力转移就业,2023-03,9,,,,", Code.WRONG_REPORTING),
        ("香水镇,农村劳动力转移就业,2023-03,9,90,,,", Code.WRONG_REPORTING),
        ("香水镇,零就业家庭（期末户数）,2023-03,0,,,,", Code.WRONG_REPORTING),
        ("香水镇,城镇新增就业,2023-03,,,,,9", Code.WRONG_REPORTING),
        (f"{RATE},9,,9,10,", Code.WRONG_REPORTING),
        (f"{RATE},,,9,,", Code.RATE_NEEDS_PARTS),
        (f"{RATE},,,,10,", Code.RATE_NEEDS_PARTS),
        (f"{RATE},,,,,90%", Code.RATE_NEEDS_PARTS),
        (f"{RATE},,,11,10,", Code.NUMERATOR_OVER_DENOMINATOR),
        ("社会经济调查队,城镇调查失业率,2023-03,,,,,5.4", Code.SOURCE_NEEDED),
    ],
)
def test_what_refuses_a_row(row: str, code: Code) -> None:
    sheet = read(f"{LONG}大湾乡,创造新岗位,2023-03,1,,,,\n{row}\n")
    assert codes(sheet) == [code]
    assert sheet.refused
    problem = next(problem for problem in sheet.problems if problem.severity is Severity.ERROR)
    assert problem.row == 3
    assert problem.column is not None
    assert problem.suggestion
    assert [entry.unit for entry in sheet.entries] == ["大湾乡"]


@pytest.mark.parametrize(
    "row",
    [
        "香水,新增就业,2023-03,9,,,,",
        "香水镇,城镇新增就业,2023-03,-9,,,,",
        "香水镇,城镇新增就业,2023-03,,9,,,",
        "香水镇,农村劳动力转移就业,2023-03,—,90,,,",
        "香水镇,零就业家庭（期末户数）,2023-03,,,,,0",
        f"{RATE},,,0,0,",
        f"{RATE},,,10,10,",
        f"{RATE},,,212,240,88.33%",
        f"{RATE},,,212,240,88.3",
        f"{RATE},,,212,240,0.8833",
        f"{RATE},,,212,240,—",
        "发改局,以工代赈项目劳务报酬占比,2023-03,,,31.5,30.25,",
    ],
)
def test_what_passes(row: str) -> None:
    sheet = read(f"{LONG}{row}\n")
    assert sheet.problems == []
    assert len(sheet.entries) == 1


@pytest.mark.parametrize("percent", ["88.4%", "88.2", "90", "0.95", "#DIV/0!", "约九成"])
def test_a_percentage_that_is_not_its_parts_is_a_warning(percent: str) -> None:
    sheet = read(f"{LONG}{RATE},,,212,240,{percent}\n")
    assert codes(sheet, Severity.WARNING) == [Code.RATE_MISMATCH]
    assert "88.33" in sheet.problems[0].message
    assert not sheet.refused


def test_near_misses_are_suggested() -> None:
    unit = read(f"{LONG}泾河镇,城镇新增就业,2023-03,9,,,,\n").problems[0]
    metric = read(f"{LONG}香水镇,城镇新增就业数,2023-03,9,,,,\n").problems[0]
    nothing = read(f"{LONG}某某,城镇新增就业,2023-03,9,,,,\n").problems[0]
    assert unit.suggestion == "是不是“泾河源镇”？"
    assert metric.suggestion == "是不是“城镇新增就业”？"
    assert "是不是" not in nothing.suggestion


def test_a_source_is_kept() -> None:
    row = "社会经济调查队,城镇调查失业率,2023-03,5.4,月度劳动力调查\n"
    assert read(LEVEL_HEAD + row).entries[0].source == "月度劳动力调查"
    assert codes(read(LEVEL_HEAD + row.replace("月度劳动力调查", " "))) == [Code.SOURCE_NEEDED]


def test_units_that_disagree_are_refused() -> None:
    row = "香水镇,城镇新增就业,2023-03,9,,,,\n"
    assert codes(read(LONG + row, unit="大湾乡")) == [Code.UNIT_CONFLICT]
    assert codes(read(LONG + row, unit="香水镇")) == []


# Made up, and with check digits that do not fit: no such card and no such telephone.
PERSONAL = [
    "640424199001010000",
    "64042419900101000X",
    "640424 19900101 000x",
    "６４０４２４１９９００１０１０００Ｘ",
    "13800000000",
    "138 0000 0000",
    "138-0000-0000",
    "+86 13800000000",
    "１３８００００００００",
    "张某13800000000",
]


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("column", ["备注", "随便", "联系电话"])
def test_personal_data_refuses_the_sheet_and_is_not_echoed(number: str, column: str) -> None:
    text = f"乡镇,指标,月份,本月数,{column}\n大湾乡,城镇新增就业,2023-03,约9,\n香水镇,城镇新增就业,2023-03,9,{number}\n"
    sheet = read(text)
    assert codes(sheet) == [Code.PERSONAL_DATA]
    assert (sheet.problems[0].row, sheet.problems[0].column, sheet.problems[0].value) == (3, "E", None)
    assert sheet.entries == []
    digits = number[-4:]
    assert digits not in repr(sheet)


@pytest.mark.parametrize("place", ["乡镇", "本月数"])
def test_personal_data_are_found_in_every_column(place: str) -> None:
    unit, month = ("13800000000", "9") if place == "乡镇" else ("香水镇", "13800000000")
    assert codes(read(f"{LONG}{unit},城镇新增就业,2023-03,{month},,,,\n")) == [Code.PERSONAL_DATA]


@pytest.mark.parametrize(
    "number", ["640424100203", "1380000000", "138000000000", "12800000000", "0954-5010000", "2023-03-31 12:00"]
)
def test_other_long_numbers_are_no_personal_data(number: str) -> None:
    sheet = read(f"乡镇,指标,月份,本月数,备注\n香水镇,城镇新增就业,2023-03,9,{number}\n")
    assert codes(sheet) == []
    assert sheet.entries[0].note == number


def test_a_telephone_beside_the_title_or_the_signature_is_dropped() -> None:
    sheet = read("2023年3月,电话13800000000\n乡镇,城镇新增就业\n香水镇,9\n制表人：（演示）,13800000000\n")
    assert sheet.problems == []
    assert "13800000000" not in repr(sheet)


BY_CODE = {metric.code: metric for metric in METRICS}


def whole(*figures: int | None) -> list[Quantity | None]:
    return [None if figure is None else quantity(figure) for figure in figures]


def recorded(metric: str, *months: tuple[int, int | None, int | None]) -> dict[tuple[str, str], Sequence[Reading]]:
    """A township's readings on record: (month, the month's value, the cumulative value)."""
    return {("香水镇", metric): [Reading("香水镇", Period(2023, number), *whole(m, c)) for number, m, c in months]}


def entry(metric: str, number: int, month: int | None = None, cumulative: int | None = None, row: int = 5) -> Entry:
    return Entry(row, "香水镇", metric, Period(2023, number), *whole(month, cumulative))


POSTS = "new-posts"


@pytest.mark.parametrize(
    ("history", "new", "code"),
    [
        # with the value before
        ([(3, None, 30)], entry(POSTS, 4, 5, 35), None),
        ([(3, None, 30)], entry(POSTS, 4, 5, 36), Code.CUMULATIVE_MISMATCH),
        ([(3, None, 30)], entry(POSTS, 4, None, 30), None),
        ([(3, None, 30)], entry(POSTS, 4, None, 29), Code.CUMULATIVE_FALLS),
        ([(3, None, 30)], entry(POSTS, 5, None, 29), Code.CUMULATIVE_FALLS),
        # with the value after
        ([(4, None, 30)], entry(POSTS, 3, None, 31), Code.CUMULATIVE_FALLS),
        ([(4, 5, 30)], entry(POSTS, 3, None, 25), None),
        ([(4, 5, 30)], entry(POSTS, 3, None, 26), Code.CUMULATIVE_MISMATCH),
        # with the year's beginning
        ([], entry(POSTS, 1, 8, 8), None),
        ([], entry(POSTS, 1, 8, 9), Code.CUMULATIVE_MISMATCH),
        ([], entry(POSTS, 3, 8, 30), None),
        ([], entry(POSTS, 3, 31, 30), Code.CUMULATIVE_MISMATCH),
        # months inside a span
        ([(1, 8, None), (3, 12, 30)], entry(POSTS, 2, 10), None),
        ([(1, 8, None), (3, 12, 30)], entry(POSTS, 2, 11), Code.CUMULATIVE_MISMATCH),
        ([(3, None, 30)], entry(POSTS, 2, 31), Code.CUMULATIVE_MISMATCH),
        ([(3, None, 30)], entry(POSTS, 2, 30), None),
        # completing what is on record
        ([(1, 8, None)], entry(POSTS, 1, None, 8), None),
        ([(1, 8, None)], entry(POSTS, 1, None, 9), Code.CUMULATIVE_MISMATCH),
        # nothing cumulative: nothing to compare
        ([(1, 8, None)], entry(POSTS, 2, 9), None),
        # net of attrition: may fall, must still add up
        ([(3, None, 30)], entry("urban-new-jobs", 4, -5, 25), None),
        ([(3, None, 30)], entry("urban-new-jobs", 4, None, 25), None),
        ([(3, None, 30)], entry("urban-new-jobs", 4, -5, 26), Code.CUMULATIVE_MISMATCH),
        ([(3, None, 30)], entry("urban-new-jobs", 2, 31), None),
        # never added over months
        ([(3, None, 2000)], entry("rural-transfer", 4, None, 2900), None),
        ([(3, None, 2000)], entry("rural-transfer", 4, None, 1999), Code.CUMULATIVE_FALLS),
        # a stock may go either way
        ([(3, None, None)], entry("zero-employment-families", 4), None),
    ],
)
def test_cumulative_values_beside_the_record(
    history: list[tuple[int, int | None, int | None]], new: Entry, code: Code | None
) -> None:
    problems = contradictions([new], recorded(new.metric, *history))
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(problem.row == 5 for problem in problems)


def test_entries_of_one_sheet_are_compared_with_each_other() -> None:
    new = [entry(POSTS, 1, None, 8, row=2), entry(POSTS, 2, None, 7, row=3), entry(POSTS, 3, 1, 9, row=4)]
    problems = contradictions(new, {})
    assert [(problem.code, problem.row) for problem in problems] == [
        (Code.CUMULATIVE_FALLS, 3),
        (Code.CUMULATIVE_MISMATCH, 4),
    ]


def test_a_new_year_begins_at_nothing() -> None:
    last_year = {("香水镇", POSTS): [Reading("香水镇", Period(2022, 12), None, quantity(300))]}
    assert contradictions([entry(POSTS, 1, 8, 8)], last_year) == []


def test_a_mismatch_names_all_the_numbers() -> None:
    (problem,) = contradictions([entry(POSTS, 5, 5, 36)], recorded(POSTS, (3, None, 30), (4, 2, None)))
    assert "3月累计30" in problem.message
    assert "4—5月当月数合计7" in problem.message
    assert "5月累计却是36" in problem.message


@given(
    months=st.lists(st.integers(0, 50), min_size=1, max_size=12),
    order=st.randoms(),
    shown=st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_true_figures_never_cause_a_problem_in_any_order(months: list[int], order: object, shown: list[bool]) -> None:
    sums = [sum(months[: number + 1]) for number in range(len(months))]
    entries = [
        entry(POSTS, number + 1, months[number] if shown[number] else None, sums[number] if not shown[number] else None)
        for number in range(len(months))
    ]
    order.shuffle(entries)  # type: ignore[attr-defined]
    history: dict[tuple[str, str], list[Reading]] = {("香水镇", POSTS): []}
    for new in entries:
        assert contradictions([new], history) == []
        history["香水镇", POSTS].append(Reading(new.unit, new.period, new.month, new.cumulative))


@given(number=st.sampled_from(PERSONAL), unseen=st.sampled_from(" -\u00a0\u3000−－\u200b\ufeff"), at=st.integers(0, 20))
def test_no_way_of_writing_a_number_hides_it(number: str, unseen: str, at: int) -> None:
    """Whatever the cell-by-cell search would find, the quick look at the whole file finds too."""
    bent = number[:at] + unseen + number[at:]
    text = f"乡镇,指标,月份,本月数,备注\n香水镇,城镇新增就业,2023-03,9,{bent}\n"
    assert (codes(read(text)) == [Code.PERSONAL_DATA]) is is_personal(bent)


@pytest.mark.parametrize(
    "number", ["138\u00a00000\u00a00000", "1380000\u200b0000", "138−0000−0000", "\ufeff13800000000"]
)
def test_numbers_with_unseen_characters_are_personal_too(number: str) -> None:
    assert codes(read(f"乡镇,指标,月份,本月数,备注\n香水镇,城镇新增就业,2023-03,9,{number}\n")) == [Code.PERSONAL_DATA]

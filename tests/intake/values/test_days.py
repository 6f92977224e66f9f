"""The days that folders' names state."""

from datetime import date

import pytest

from jytrack.intake.values.days import named_days


@pytest.mark.parametrize(
    "name",
    [
        "2023-06-25收",
        "20230625",
        "收20230625",
        "2023年6月25日收到",
        "２０２３年６月２５日",
        "二〇二三年6月25日",
        "2023.6.25",
        "2023_06_25_邮件",
        "RE 上半年报表 2023/6/25",
        "20230625093012",
    ],
)
def test_a_day_is_read_however_it_is_written(name: str) -> None:
    assert named_days(name) == {date(2023, 6, 25)}


@pytest.mark.parametrize("name", ["7月", "2023年7月", "6月25日", "2023-02-30", "202306251", "13820230625", "1-2-3", ""])
def test_what_is_no_whole_day_is_none(name: str) -> None:
    assert named_days(name) == set()


def test_each_day_is_found() -> None:
    assert named_days("2023-07-01至2023-07-25") == {date(2023, 7, 1), date(2023, 7, 25)}

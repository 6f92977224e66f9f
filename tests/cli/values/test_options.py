"""Dates, moments and months as people type them."""

from datetime import date, datetime

import pytest
import typer

from jytrack.cli.values.dates import SHANGHAI, day, moment, month, whole_day
from jytrack.cli.values.options import word
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import TaskStatus


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-06-30", date(2023, 6, 30)),
        ("2023-06", date(2023, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-6-5", date(2023, 6, 5)),
        ("2023年6月5日", date(2023, 6, 5)),
        ("2023年6月", date(2023, 6, 30)),
        ("２０２３-06", date(2023, 6, 30)),
        ("2023年6月5", date(2023, 6, 5)),
        ("2023-06月", date(2023, 6, 30)),
        ("2023.6.30", date(2023, 6, 30)),
        ("2023/6/30", date(2023, 6, 30)),
        ("20230630", date(2023, 6, 30)),
        ("202306", date(2023, 6, 30)),
        ("二〇二三年六月", date(2023, 6, 30)),
        ("“2023-06-30”", date(2023, 6, 30)),
        ("2023 年 6 月 30 日", date(2023, 6, 30)),
        ("2023年二季度", date(2023, 6, 30)),
        ("2023年底", date(2023, 12, 31)),
        ("2023年", date(2023, 12, 31)),
        ("23.6.30", date(2023, 6, 30)),
        ("2023年六月三十日", date(2023, 6, 30)),
        ("2023年二季度末", date(2023, 6, 30)),
    ],
)
def test_day(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2023",
        "2023-13",
        "2023-02-30",
        "2023-06-00",
        "0000-01",
        "06-2023",
        "2023年三十日",
    ],
)
def test_not_a_day(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="不是日期"):
        day(text)


def test_what_happened_on_a_day_is_not_told_by_month() -> None:
    assert whole_day("2023-08-01") == whole_day("2023年8月1日") == date(2023, 8, 1)
    for text in ("2023-08", "2023年8月"):
        with pytest.raises(typer.BadParameter, match="要写到哪一天"):
            whole_day(text)
    with pytest.raises(typer.BadParameter, match="不是日期"):
        whole_day("2023-02-30")


def test_a_bare_date_means_the_end_of_that_day() -> None:
    assert moment("2023-07-05") == datetime(2023, 7, 5, 23, 59, 59, 999999, SHANGHAI)
    assert moment("2023-07-05T09:30") == datetime(2023, 7, 5, 9, 30, 59, 999999, SHANGHAI)  # of the minute likewise
    assert moment("2023-07-05T09:30:00") == datetime(2023, 7, 5, 9, 30, tzinfo=SHANGHAI)
    assert moment("2023年7月5日 09:30:12.000004") == datetime(2023, 7, 5, 9, 30, 12, 4, SHANGHAI)
    assert moment("2023年7月5日09:30:12.000004") == datetime(2023, 7, 5, 9, 30, 12, 4, SHANGHAI)  # as pages print it
    assert moment("2023年7月5日 09:30") == datetime(2023, 7, 5, 9, 30, 59, 999999, SHANGHAI)
    assert moment("2023-07-05T01:30+00:00") == datetime(2023, 7, 5, 9, 30, tzinfo=SHANGHAI)
    for text in ("2023-07-05T99:30", "abc", "2023-13"):
        with pytest.raises(typer.BadParameter, match="不是时间"):
            moment(text)


def test_month() -> None:
    assert month("2023-06") == month("202306") == month("2023.6") == month("2023年六月") == Period(2023, 6)
    for text in ("2023-00", "2023-13", "June", "2023年二季度"):
        with pytest.raises(typer.BadParameter, match="不是月份"):
            month(text)


def test_a_word_is_read_by_code_or_label() -> None:
    read = word(TaskStatus)
    assert read("in_progress") is read("办理中") is TaskStatus.IN_PROGRESS
    with pytest.raises(typer.BadParameter, match="办结 done"):
        read("完了")

"""Months taken together, in words and figures, and months written in Chinese numerals."""

import pytest

from jytrack.intake.values.spans import Reach, find_spans, in_digits, whole_span, without_spans
from jytrack.intake.values.spelling import spelling


def plain(text: str) -> str:
    return in_digits(spelling(text))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("二〇二三年三月份", "2023年3月份"),
        ("二零二三年十二月", "2023年12月"),
        ("一至三月", "1至3月"),
        ("第一季度", "第1季度"),
        ("一、就业", "一、就业"),
        ("一次性补贴", "一次性补贴"),
    ],
)
def test_months_in_words_become_digits(text: str, digits: str) -> None:
    assert plain(text) == digits


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("截至2023年3月底就业情况", [(Reach.AS_OF, 1, 3, 2023)]),
        ("截止到6月30日", [(Reach.AS_OF, 1, 6, None)]),
        ("2023年1—6月统计表", [(Reach.RANGE, 1, 6, 2023)]),
        ("4-6月", [(Reach.RANGE, 4, 6, None)]),
        ("2023年1月1日至3月31日", [(Reach.RANGE, 1, 3, 2023)]),
        ("一季度", [(Reach.QUARTER, 1, 3, None)]),
        ("第三季度", [(Reach.QUARTER, 7, 9, None)]),
        ("上半年", [(Reach.QUARTER, 1, 6, None)]),
        ("前三季度", [(Reach.QUARTER, 1, 9, None)]),
        ("3月累计", [(Reach.TO_DATE, 1, None, None)]),
        ("今年以来完成", [(Reach.TO_DATE, 1, None, None)]),
        ("2023年1、2、3月", [(Reach.LISTED, 1, 3, None)]),
        ("2023年元月至五月", [(Reach.RANGE, 1, 5, 2023)]),
        ("2023年1一5月", [(Reach.RANGE, 1, 5, 2023)]),
        ("2023.1-5就业", [(Reach.RANGE, 1, 5, 2023)]),
        ("2023.1.1-2023.5.31", [(Reach.RANGE, 1, 5, 2023)]),
        ("202301-202305", [(Reach.RANGE, 1, 5, 2023)]),
        ("202301-05", [(Reach.LISTED, 1, 5, 2023)]),
        ("5月末就业情况", [(Reach.AS_OF, 1, 5, None)]),
        ("5月底前报送", []),
        ("各月末数", [(Reach.TO_DATE, 1, None, None)]),
        ("1月以来", [(Reach.TO_DATE, 1, None, None)]),
        ("春节以来", [(Reach.PART, None, None, None)]),
        ("3月上旬", [(Reach.PART, None, None, None)]),
        ("3月第二周周报", [(Reach.PART, None, None, None), (Reach.PART, None, None, None)]),
        ("3月6日至3月12日", [(Reach.PART, None, 3, None)]),
        ("3月16日-31日", [(Reach.PART, None, 3, None)]),
        ("3月1日-31日", [(Reach.RANGE, 3, 3, None)]),
        ("一周年", []),
        ("3月15日报送", []),
        ("2023-03-05", []),
        ("2023-03", []),
        ("2023年3月25日报", []),
        ("10月", []),
    ],
)
def test_spans_of_months(text: str, spans: list[tuple[Reach, int | None, int | None, int | None]]) -> None:
    assert [(span.reach, span.first, span.last, span.year) for span in find_spans(plain(text))] == spans


def test_what_is_left_names_no_month_of_the_span() -> None:
    assert without_spans(plain("2023年1—6月和7月")) == "#和7月"
    assert whole_span(plain("1—3月累计")) is None
    assert whole_span(plain("1—3月")) is not None

"""Numbers of a final compared with those of its draft."""

import pytest

from jytrack.domain.documents.numbers import changed_by_hand, numbers

DRAFT = "创业担保贷款发放700万元，完成年度目标1800万元的38.9%，慢于时序进度11.1个百分点"


@pytest.mark.parametrize(
    "text",
    [
        "截至6月30日", "1—6月平均", "2023年7月10日", "2023年第2期", "泾就办〔2023〕12号", "联系电话：0954-5012345",
        "联系人：13995012345", "（3）下一步", "3.抓好落实", "附件2", "— 4 —",
        "说明：数据指纹7896e8065b8b，核对：jytrack report quarterly --as-of 2023-06 --known-at 2023-07-05T09:30:11.25",
        "数据截至2023-07-05 09:30:11", "第18次",
    ],
)  # fmt: skip
def test_what_belongs_to_the_paper_is_set_aside(text: str) -> None:
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.5个百分点", ["1.5"]), ("26,590人", ["26590"]), ("45.0%", ["45"]), ("212/240户", ["212", "240"]),
        ("3.香水镇12人", ["12"]), ("500元", ["500"]), ("第2位的是", ["2"]),
    ],
)  # fmt: skip
def test_figures_are_found_in_their_shortest_form(text: str, found: list[str]) -> None:
    assert [number for number, _ in numbers(text)] == found


def test_a_figure_typed_over_is_one_too_many_and_one_too_few() -> None:
    changes = changed_by_hand(DRAFT, DRAFT.replace("700万元", "770万元"))
    assert [(each.added, each.number) for each in changes] == [(True, "770"), (False, "700")]
    assert changes[0].words == "创业担保贷款发放770万元，完成年度目标1800万…"


def test_the_same_numbers_in_other_words_are_no_change() -> None:
    assert changed_by_hand(DRAFT, f"第一段{DRAFT}。\n联系电话：0954-5012345") == []


def test_a_number_that_stands_once_more_is_told_where_it_is_new() -> None:
    (change,) = changed_by_hand("香水镇5人", "香水镇5人\n大湾乡5人")
    assert (change.added, change.number, change.words) == (True, "5", "大湾乡5人")

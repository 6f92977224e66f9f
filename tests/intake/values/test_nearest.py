"""“Did you mean” is asked of slips of letters only: whoever says yes must not report something else."""

import pytest

from jytrack.intake.sheets.words import FIGURE_HEADINGS
from jytrack.intake.values.nearest import misspelt
from tests.intake.sample import CONTEXT


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("城镇新增就亚", "城镇新增就业"),
        ("城镇新曾就业", "城镇新增就业"),
        ("城镇新增就", "城镇新增就业"),
        ("城镇就业新增", "城镇新增就业"),
        ("城镇镇新增就业", "城镇新增就业"),
        ("城镇新增就业数", "城镇新增就业"),
        ("农村劳动力转移救业", "农村劳动力转移就业"),
        ("城镇新增失业", ""),
        ("城镇新增创业", ""),
        ("非城镇新增就业", ""),
        ("城镇未增就业", ""),
        ("城镇就业", ""),
        ("城镇新增就业率", ""),
        ("农村劳动力转移收入", ""),
        ("创业担保贷款余额", ""),
        ("城镇登记失业率", ""),
        ("拟新增就业", ""),
        ("未新增就业", ""),
    ],
)
def test_a_metric_is_proposed_for_slips_of_letters_alone(typed: str, meant: str) -> None:
    assert misspelt(typed, CONTEXT.metrics) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("本月敉", "本月数"), ("累汁数", "累计数"), ("上月数", ""), ("本年数", "")]
)
def test_a_heading_is_proposed_for_slips_of_letters_alone(typed: str, meant: str) -> None:
    assert misspelt(typed, FIGURE_HEADINGS) == meant

"""Names as sheets dress them."""

import pytest

from jytrack.intake.values.names import bare_forms, undressed


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("1.香水镇", "香水镇", ""),
        ("（一）城镇新增就业", "城镇新增就业", ""),
        ("①城镇新增就业", "城镇新增就业", ""),
        ("新培育创业实体①", "新培育创业实体", ""),
        ("城镇新增就业*", "城镇新增就业", ""),
        ("城镇新增就业：", "城镇新增就业", ""),
        ("其中：新培育创业实体", "新培育创业实体", ""),
        ("创业担保贷款发放（元）", "创业担保贷款发放", "元"),
        ("泾源县泾河源镇", "泾河源镇", ""),
        ("香水镇人民政府", "香水镇", ""),
        ("'640424100", "640424100", ""),
    ],
)
def test_a_name_is_found_under_its_dress(text: str, name: str, said: str) -> None:
    assert (name, said) in [tuple(form) for form in bare_forms(text, "泾源县")]


@pytest.mark.parametrize("text", ["三支一扶", "12345", "一次性补贴", "2023年3月"])
def test_what_belongs_to_a_name_stays(text: str) -> None:
    assert undressed(text) == text

import pytest

from jytrack.domain.values.listing import several

TOWNS = ["东河镇", "西坪镇", "南岭乡"]


@pytest.mark.parametrize(
    ("names", "most", "told"),
    [
        ([], 1, ""),
        (TOWNS[:1], 1, "东河镇"),
        (TOWNS, 1, "东河镇等3个单位"),
        (TOWNS, 2, "东河镇、西坪镇等3个单位"),
        (TOWNS, 3, "东河镇、西坪镇、南岭乡"),
        (TOWNS, 9, "东河镇、西坪镇、南岭乡"),
    ],
)
def test_a_long_list_is_cut_and_counted(names: list[str], most: int, told: str) -> None:
    assert several(names, most) == told


def test_what_is_counted_can_be_named() -> None:
    assert several(["技能培训", "城镇新增就业"], 1, "项") == "技能培训等2项"

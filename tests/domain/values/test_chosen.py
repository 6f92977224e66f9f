import pytest

from jytrack.domain.values.chosen import numbered, numbers_in


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("8", (8,)),
        ("1-5", (1, 2, 3, 4, 5)),
        ("1,4,9", (1, 4, 9)),
        ("9,4,4", (9, 4)),
        ("１－３，７", (1, 2, 3, 7)),
        ("1—3、5 和 8", (1, 2, 3, 5, 8)),
        ("1 至 3", (1, 2, 3)),
        ("第14项", (14,)),
        ("第3、5项", (3, 5)),
        ("第1项至第3项", (1, 2, 3)),
        ("任务2", (2,)),
        ("1,", (1,)),
        ("", None),
        ("项", None),
        ("5-1", None),
        ("1-", None),
        ("-3", None),
        ("1-2-3", None),
        ("1.5", None),
        ("发展服务业", None),
        ("1-999999999", None),
        ("9999999999", None),
    ],
)
def test_numbers_are_read_as_offices_write_them(written: str, understood: tuple[int, ...] | None) -> None:
    assert numbers_in(written) == understood


@pytest.mark.parametrize(
    ("numbers", "written"), [([], ""), ([8], "8"), ([3, 1, 2, 6], "1-3、6"), ([1, 2, 2], "1-2"), ([9, 4], "4、9")]
)
def test_numbers_are_written_with_neighbours_together(numbers: list[int], written: str) -> None:
    assert numbered(numbers) == written

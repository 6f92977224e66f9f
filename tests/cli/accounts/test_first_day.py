"""The first day: a page over a record in which nothing stands says in five lines what to do first."""

import json

import pytest

from tests.cli.conftest import Jytrack

AS_OF = ("--as-of", "2023-06-30")
PAGES = (("report",), ("report", "brief"), ("report", "weekly"), ("task", "board"), ("remind",))


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_five_lines_say_what_to_do_first(jytrack: Jytrack, page: tuple[str, ...]) -> None:
    ran = jytrack(*page, *AS_OF)
    assert ran.code == 0
    told = [line for line in ran.out.splitlines() if line.strip()]
    assert len([line for line in told if "：" in line and not line.endswith("进度与责任")]) <= 6
    assert "1. 发空表：jytrack target template --all --period 2023-06 -o 下发" in told
    assert "缺报" not in ran.out


@pytest.mark.parametrize(
    "first",
    [
        ("task", "note", "3", "开了会", "--on", "2023-06-20"),
        ("target", "record", "job-fairs", "--unit", "人社局", "--period", "2023-06", "--month", "1"),
    ],
    ids=["note", "reading"],
)
def test_with_the_first_entry_the_pages_are_themselves(jytrack: Jytrack, first: tuple[str, ...]) -> None:
    assert jytrack(*first).code == 0
    for page in PAGES:
        assert "发空表" not in jytrack(*page, *AS_OF).out


def test_programs_are_told_all_of_it(jytrack: Jytrack) -> None:
    assert len(json.loads(jytrack("report", *AS_OF, "--format", "json").out)["rows"]) == 31
    assert len(json.loads(jytrack("remind", *AS_OF, "--format", "json").out)["rows"]) > 100
    assert jytrack("report", *AS_OF, "--exit-code").code == 7

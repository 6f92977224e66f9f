"""Drafts of the played year as they were read then: two months' dispatch, and what the year brought."""

import re

import pytest

from tests.conftest import Golden
from tests.played.conftest import DRAWN, END, Year

_PRINT = re.compile(r"数据指纹[0-9a-f]{12}")


@pytest.mark.parametrize(("kind", "month"), [("monthly", 6), ("monthly", 12), ("annual", 12)])
def test_drafts_as_they_were_read(year: Year, kind: str, month: int, golden: Golden) -> None:
    known = DRAWN[month].strftime("%Y-%m-%dT%H:%M")
    ran = year.office.type(END, ["report", kind, "--as-of", f"2023-{month:02}", "--known-at", known])
    assert ran.code == 0, ran.err
    golden(f"played/2023-{month:02}/{kind}.txt", _PRINT.sub("数据指纹（指纹）", ran.out))

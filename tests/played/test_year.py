"""A whole fictional year, played as typed: each command does what the story says, each page is as it was read."""

import pytest

from tests.command import uncoded
from tests.conftest import Golden
from tests.played.conftest import END, PAGES, STORY, Year


def test_time_goes_forward() -> None:
    moments = [step.moment for step in STORY]
    assert moments == sorted(moments)


def test_every_command_does_what_the_story_says(year: Year) -> None:
    for step, ran in year.did:
        assert ran.code == step.code, f"{step.line}: {step.typed}\n{ran.out}{ran.err}"
        for words in step.says:
            assert words in ran.out + ran.err, f"{step.line}: {step.typed}\n{ran.out}{ran.err}"


@pytest.mark.parametrize("page", PAGES)
def test_each_page_as_it_was_read(year: Year, page: str, golden: Golden) -> None:
    golden(f"played/{page}", uncoded(year.office.pages[page]))


@pytest.mark.parametrize("page", PAGES)
def test_each_page_drawn_again_at_the_end_as_known_then(year: Year, page: str) -> None:
    step = PAGES[page]
    [arguments] = step.commands
    if "--as-of" not in arguments:  # the day it was, or the year's last
        arguments = [*arguments, "--as-of", min(f"{step.moment:%Y-%m-%d}", "2023-12-31")]
    again = year.office.type(END, [*arguments, "--known-at", f"{step.moment:%Y-%m-%dT%H:%M}"])
    assert again.out == year.office.pages[page]


def test_the_database_is_sound_and_its_copy_says_the_same(year: Year) -> None:
    assert year.office.type(END, ["db", "check"]).code == 0
    step = PAGES["2023-12/report.txt"]
    copy = year.office.type(step.moment, ["--db", "备份.db", *step.commands[0], "--known-at", "2024-01-02T09:00"])
    assert copy.out == year.office.pages["2023-12/report.txt"]
    assert (year.office.folder / "evidence").is_dir()

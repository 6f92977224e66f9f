"""The plan's own text, walked line by line: which task each line belongs to, and what each task prints."""

import re
from collections.abc import Iterator
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.words import Role
from jytrack.intake.plan.folder import read_plan_folder
from jytrack.shipped import shipped

FOLDER = shipped("seed") / "jingyuan-2023"
TEXT = (Path(__file__).parent / "data" / "jingyuan-2023.txt").read_text(encoding="utf-8")
HEADINGS, GOALS = -1, 0
"""The owners of text that belongs to no task."""

_TASK = re.compile(r"\s*([0-9]{1,2})[.．](?![0-9])(.*)")  # task 19 has a full-width dot, task 30 a space before it
_HEADING = re.compile(r"（[一二三四五六七]）(?:实施)?|[二三]、")
_LEADS = re.compile(r"牵头单位：(.*?)。责任单位")
_RESPONSIBLE = re.compile(r"责任单位：(.*)）$")


def load() -> Plan:
    """The shipped plan, which has no problem."""
    plan, problems = read_plan_folder(FOLDER)
    assert problems == ()
    assert plan is not None
    return plan


def body() -> Iterator[tuple[int, str]]:
    """The lines of the plan from 一、 on, each with the task it belongs to (or GOALS, or HEADINGS)."""
    owner = GOALS
    for line in TEXT[TEXT.index("一、总体要求") :].splitlines():
        if begins := _TASK.match(line):
            owner = int(begins[1])
            yield owner, begins[2]
        elif _HEADING.match(line) and (owner != GOALS or line.startswith("二、")):
            owner = HEADINGS
            yield owner, line
        else:
            yield owner, line


def text_of(owner: int) -> str:
    """All that stands under a task; task 13 breaks in mid-sentence."""
    return "".join(line for whose, line in body() if whose == owner).strip()


def sections() -> dict[int, str]:
    """The heading that each task stands under."""
    found, heading = {}, ""
    for owner, line in body():
        if owner == HEADINGS:
            heading = _HEADING.sub("", line).split("。")[0]
        elif owner != GOALS:
            found[owner] = heading
    return found


def printed(no: int, role: Role) -> tuple[str, ...]:
    """The departments with `role` in task `no`, as printed; the last of a list may follow a comma."""
    found = (_LEADS if role is Role.LEAD else _RESPONSIBLE).search(text_of(no))
    return tuple(re.split("[、，]", found[1])) if found else ()

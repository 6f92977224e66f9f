"""Extensions of many tasks in one act: asked for, granted, refused."""

from collections.abc import Callable
from dataclasses import replace

from jytrack.domain.values.chosen import numbered
from jytrack.services.supervision import extending
from jytrack.services.supervision.bulk import Numbers, each
from jytrack.services.supervision.extending import Wish
from jytrack.services.supervision.supervising import Desktop, Ground, Told
from jytrack.services.values.desk import Desk


def request(desk: Desk, numbers: Numbers, wish: Wish) -> list[str]:
    """Ask for a later day in each task, as `extending.request`; of the whole plan (None) where that is possible."""
    if numbers is not None and len(numbers) == 1:
        return [extending.request(desk, _in(wish, numbers[0]))]
    extending.require_reason(wish.ground, _about(numbers))

    def made(here: Desktop, ground: Ground) -> list[Told]:
        return [extending.requested(desk, here, replace(wish, ground=ground))]

    return each(desk, numbers, wish.ground, made, "申请延期")


def decide(desk: Desk, numbers: Numbers, wish: Wish, *, granted: bool) -> list[str]:
    """Decide the open request of each task, as `extending.decide`; of the whole plan (None) every one that waits.

    There `wish` may name the departments whose requests are meant, and the milestone.
    """
    if numbers is not None and len(numbers) == 1:
        return [extending.decide(desk, _in(wish, numbers[0]), granted=granted)]
    if not granted:
        extending.require_no(wish.ground, _about(numbers))
    decided: Callable[[Desk, Desktop, Wish], Told] = extending.granting if granted else extending.refusing

    def made(here: Desktop, ground: Ground) -> list[Told]:
        own = replace(wish, ground=ground)
        return [decided(desk, here, each) for each in (extending.wishes(here, own) if numbers is None else [own])]

    return each(desk, numbers, wish.ground, made, "批准延期" if granted else "不准延期")


def _in(wish: Wish, no: int) -> Wish:
    """The wish in the task `no`."""
    return replace(wish, ground=replace(wish.ground, no=no))


def _about(numbers: Numbers) -> str:
    """How the tasks are written."""
    return numbered(numbers) if numbers else "--all-tasks"

"""What leads say of targets that are late, as pages tell it."""

from collections.abc import Iterable, Sequence

from jytrack.domain.plan.feedback import Explanation, Progress
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.reports.values.document import Block, Cell, Column, Heading, JsonValue, Table
from jytrack.reports.values.json_values import JsonObject, moment

_SAID = (
    Column("月份"),
    Column("滞后原因", shrink=True),
    Column("下步措施", shrink=True),
    Column("责任人", shrink=True),
    Column("完成时限"),
)
_OF_TARGETS = (Column("指标", shrink=True), *_SAID)


def explained(found: Sequence[Explanation]) -> tuple[Block, ...]:
    """What was said of one target, the last month first; nothing where nothing was."""
    rows = tuple(map(_row, reversed(found)))
    return (Heading("滞后说明"), Table(_SAID, rows)) if rows else ()


def explained_targets(found: Iterable[tuple[str, Sequence[Explanation]]]) -> tuple[Block, ...]:
    """What was said last of each of several targets, by name."""
    rows = tuple((name, *_row(said[-1])) for name, said in found if said)
    return (Heading("滞后说明"), Table(_OF_TARGETS, rows)) if rows else ()


def json_explanations(found: Iterable[Explanation]) -> list[JsonValue]:
    """All of them for programs."""
    return [_json(each) for each in found]


def json_progress(found: Iterable[Progress]) -> list[JsonValue]:
    """How a task got on, month by month, for programs."""
    return [
        {
            "period": str(each.period),
            "progress": each.progress or None,
            "problem": each.problem or None,
            "next_step": each.next_step or None,
        }
        for each in found
    ]


def _row(said: Explanation) -> tuple[Cell, ...]:
    until = date_text(said.until) if said.until else ""
    return period_text(said.period), said.cause, said.measures, said.person, until


def _json(said: Explanation) -> JsonObject:
    return {
        "period": str(said.period),
        "cause": said.cause or None,
        "measures": said.measures or None,
        "person": said.person or None,
        "until": moment(said.until),
    }

"""What the office can do itself about what refused a sheet; of this the slips say nothing."""

from collections.abc import Sequence

from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Block, Heading, JsonValue, Paragraph


@valueclass
class Remedy:
    """What the office can do about `count` problems of the kind `code`, called `label`."""

    code: str
    label: str
    count: int
    advice: str


def remedy_blocks(remedies: Sequence[Remedy]) -> tuple[Block, ...]:
    """A line a kind of problem."""
    if not remedies:
        return ()
    lines = "\n".join(f"{each.label}（{each.count}处）：{each.advice}" for each in remedies)
    return Heading("办公室可以办的（退回单里不写）"), Paragraph(lines)


def json_remedies(remedies: Sequence[Remedy]) -> JsonValue:
    """The same for programs."""
    return [{"code": each.code, "count": each.count, "advice": each.advice} for each in remedies]

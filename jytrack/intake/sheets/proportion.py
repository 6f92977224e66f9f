"""What is said of a figure out of all proportion to the year's goal: it waits for a yes, or has one."""

from collections.abc import Sequence

from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.proportion import Bounds
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.intake.values.cell import Trouble
from jytrack.intake.values.problem import Code


def disproportion(
    bounds: Bounds, metric: Metric, values: Sequence[Quantity | None], *, confirmed: bool
) -> Trouble | None:
    """What to say of an entry out of proportion: a doubt once it is confirmed, else the row waits for that."""
    figure = bounds.crossed(values)
    if figure is None:
        return None
    unit, goal = metric.measure_unit, plain(exact(bounds.goal))
    message = f"“{metric.name}”{plain(exact(figure))} {unit}，全年目标才 {goal} {unit}，差得太远"
    if confirmed:
        return Trouble(Code.CONFIRMED, f"{message}，已照收", "核对前各页都标明待核对；见 jytrack target check")
    return Trouble(Code.OUT_OF_PROPORTION, message, "请核对数字和计量单位；确实无误的，回复说明即可")

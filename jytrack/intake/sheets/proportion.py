"""What is said of a figure out of all proportion to the year's goal: it waits for a yes, or has one."""

from collections.abc import Sequence

from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.intake.sheets.figures import Figures
from jytrack.intake.sheets.sheet import Context
from jytrack.intake.values.cell import Trouble
from jytrack.intake.values.problem import Code


class Proportion:
    """Holds entries of the plan's year beside its goals; nobody is asked twice about one figure."""

    def __init__(self, context: Context) -> None:
        self._year, self._confirmed, self._known = context.year, context.confirmed, context.known

    def trouble(
        self, figures: Figures, values: Sequence[Quantity | None], unit: str | None, period: Period | None
    ) -> Trouble | None:
        """What to say of an entry out of proportion: a doubt once it is confirmed, else its row waits for that."""
        bounds, metric = figures.bounds, figures.metric
        if bounds is None or period is None or period.year != self._year:
            return None
        figure = bounds.crossed(values)
        if figure is None or (unit, metric.code, period, exact(figure)) in self._known:
            return None
        measure, goal = metric.measure_unit, plain(exact(bounds.goal))
        message = f"“{metric.name}”{plain(exact(figure))}{measure}，全年目标才{goal}{measure}，差得太远"
        if self._confirmed:
            return Trouble(Code.CONFIRMED, f"{message}，已照收", "核对前各页都标明待核对；见 jytrack target check")
        return Trouble(Code.OUT_OF_PROPORTION, message, "请核对数字和计量单位；确实无误的，回复说明即可")

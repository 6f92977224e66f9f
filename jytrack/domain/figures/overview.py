"""Units over several targets: where each stands in all of them together, by the mean of its ranks."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.values.valueclass import valueclass


@valueclass
class UnitOverview:
    """One unit with its standing in each target that it reports, by the target's code in the plan's order."""

    unit: str
    standings: Mapping[str, UnitStanding]

    @property
    def ranks(self) -> list[int]:
        """Its ranks, of the targets in which it has one."""
        return [standing.rank for standing in self.standings.values() if standing.rank is not None]

    @property
    def mean_rank(self) -> Fraction | None:
        """The mean of its ranks; None where it has none."""
        return _mean(self.ranks)

    @property
    def mean_rise(self) -> Fraction | None:
        """How many ranks it gained since the month before in the mean of the targets ranked both times."""
        return _mean([standing.rise for standing in self.standings.values() if standing.rise is not None])

    @property
    def incomplete(self) -> int:
        """In how many targets it has not reported all that was due."""
        return sum(not standing.reported for standing in self.standings.values())


def over_targets(units: Iterable[str], compared: Iterable[tuple[str, Iterable[UnitStanding]]]) -> list[UnitOverview]:
    """Those of `units`, in their order, that stand in a target; `compared` are targets by code with their units."""
    found: dict[str, dict[str, UnitStanding]] = {unit: {} for unit in units}
    for code, standings in compared:
        for standing in standings:
            found[standing.unit][code] = standing
    return [UnitOverview(unit, standings) for unit, standings in found.items() if standings]


def by_mean_rank(units: Iterable[UnitOverview]) -> list[UnitOverview]:
    """The best mean first, those without a rank last, equal ones as they stood."""
    return sorted(units, key=lambda unit: (unit.mean_rank is None, unit.mean_rank or 0))


def _mean(values: list[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None

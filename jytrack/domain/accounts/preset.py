"""A preset: the way of scoring as data (domain.md §3, Score). The plan prints no weights and no points."""

from collections.abc import Mapping
from fractions import Fraction

from jytrack.domain.values.numerals import SIGN, at_least, decimal
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Part, Word


class PresetItem(Word):
    """The numbers of a preset: per cents of what was expected, points, weights, and decimal places."""

    CAP = "cap_pct", "封顶线"
    CAP_SCORE = "cap_score", "封顶得分"
    FLOOR = "floor_pct", "起分线"
    FLOOR_SCORE = "floor_score", "起分线以下得分"
    KEPT_SCORE = "kept_score", "上限未突破得分"
    BROKEN_SCORE = "broken_score", "上限突破得分"
    UNREPORTED_SCORE = "unreported_score", "本单位未报得分"
    DONE_SCORE = "milestone_done_score", "节点完成得分"
    DONE_LATE_SCORE = "milestone_done_late_score", "节点迟完成得分"
    OPEN_SCORE = "milestone_open_score", "节点未完成得分"
    LEAD_WEIGHT = "lead_weight", "牵头权重"
    CO_LEAD_WEIGHT = "co_lead_weight", "共同牵头权重"
    RESPONSIBLE_WEIGHT = "responsible_weight", "责任权重"
    VIA_GROUP_WEIGHT = "via_group_weight", "集合权重"
    LATE = "late_report", "迟报每次扣分"
    MISSING = "missing_report", "缺报每次扣分"
    PLACES = "places", "小数位数"


WEIGHTS = {
    Part.LEAD: PresetItem.LEAD_WEIGHT,
    Part.CO_LEAD: PresetItem.CO_LEAD_WEIGHT,
    Part.RESPONSIBLE: PresetItem.RESPONSIBLE_WEIGHT,
    Part.VIA_GROUP: PresetItem.VIA_GROUP_WEIGHT,
}
"""The weight of each part that a department plays in a task."""


@valueclass
class Preset:
    """A way of scoring: every `PresetItem` with its number, and what its file says about each.

    `source` says where it comes from, `remark` what should be known of it.
    """

    name: str
    source: str
    remark: str
    values: Mapping[PresetItem, Fraction]
    notes: Mapping[PresetItem, str]

    def __getitem__(self, item: PresetItem) -> Fraction:
        """The number of `item`."""
        return self.values[item]

    def rounded(self, value: Fraction, *lines: Fraction) -> Fraction:
        """`value` half up to the preset's places, on its own side of `lines`: as it is printed, so it counts."""
        return Fraction(decimal(value, int(self[PresetItem.PLACES]), *SIGN, *map(at_least, lines)))


def attained(preset: Preset, ratio: Fraction) -> Fraction:
    """The points for `ratio` = A/E: capped from the cap line on, itself from the floor line on, below it the floor."""
    percent = 100 * ratio
    if percent >= preset[PresetItem.CAP]:
        return preset[PresetItem.CAP_SCORE]
    if percent < preset[PresetItem.FLOOR]:
        return preset[PresetItem.FLOOR_SCORE]
    return preset.rounded(percent, preset[PresetItem.CAP])

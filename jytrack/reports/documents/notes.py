"""The small print under every table of a document: what the figures are, what their marks mean, what pins them."""

from jytrack.domain.plan.target import Thresholds
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Paragraph
from jytrack.reports.values.phrases import known_text


@valueclass
class Source:
    """Where a document's figures come from: the moment known, the lines of lights, the fingerprint and its command."""

    clock: Clock
    thresholds: Thresholds
    fingerprint: str
    command: str

    def under(self, *own: str) -> Paragraph:
        """The small print under a table; `own` is what this table alone has to say, and comes first."""
        limits = self.thresholds
        lights = (
            f"慢于时序{plain(-limits.flow_red)}个百分点、比率低于目标{plain(-limits.rate_red)}个百分点以内为滞后，"
            f"超过为严重滞后，距控制目标不足{plain(limits.near_limit)}个百分点为接近"
        )
        marks = "≥为下限（有单位未报），待补报为报齐后评价，空格为没有"
        known = f"数据{known_text(self.clock)}"
        pinned = f"数据指纹{self.fingerprint}，核对：{self.command}"
        return Paragraph(f"说明：{'；'.join((*own, known, lights, marks, pinned))}。", quiet=True)

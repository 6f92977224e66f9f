"""How often the office has urged, said on pages about a unit, a task or a department."""

from dataclasses import replace

from jytrack.domain.delivery.ledger import Urged
from jytrack.reports.values.document import Document, Paragraph, Report
from jytrack.reports.values.json_values import JsonObject, moment
from jytrack.reports.values.phrases import short_day


def words(urged: Urged | None) -> str:
    """How often was urged, and when last; empty where never."""
    return f"已催{urged.times}次，最近{short_day(urged.last_on)}" if urged else ""


def with_urged(page: Report, urged: Urged | None) -> Report:
    """The page with the line under its opening, and with the two keys that say the same."""

    def document() -> Document:
        made = page.document
        if urged is None:
            return made
        return replace(made, blocks=(*made.blocks[:1], Paragraph(f"{words(urged)}。"), *made.blocks[1:]))

    def data() -> JsonObject:
        times, last_on = (urged.times, urged.last_on) if urged else (0, None)
        return {**page.data, "urged": times, "urged_on": moment(last_on)}

    return Report(document, data)

"""What a document says beside the same months of last year, where that year's readings are known."""

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import decimal, percent, plain
from jytrack.reports.documents.facts import Facts
from jytrack.reports.figures.outlook import is_relative
from jytrack.reports.values.document import Block, Paragraph


def beside_last_year(facts: Facts) -> tuple[Block, ...]:
    """One sentence with all targets that can be compared; none where last year is not known."""
    told = [words for judged in facts.standing.assessments if (words := compared(judged))]
    return (Paragraph(f"{'；'.join(told)}。"),) if told else ()


def compared(judged: Assessment) -> str:
    """新增就业同比增加20人，增长5.0%; a rate by its difference; "" where nothing is known to compare with."""
    found = judged.compared()
    if found.last_year is None or judged.actual is None or judged.missing_units:
        return ""
    name, difference = judged.target.metric.prose_name, judged.actual - found.last_year
    if not difference:
        return f"{name}与上年同期持平"
    up = difference > 0
    if not is_relative(judged):
        unit = judged.target.metric.measure_unit
        words = f"{decimal(abs(difference), 1)}{'个百分点' if unit == '%' else unit}"
        return f"{name}同比{'提高' if up else '降低'}{words}"
    if found.year_on_year is None:
        return ""
    amount = f"{plain(abs(difference))}{judged.target.metric.measure_unit}"
    change = percent(abs(found.year_on_year), cap=None)
    return f"{name}同比{'增加' if up else '减少'}{amount}，{'增长' if up else '下降'}{change}"

"""When sheets came, and which were not taken in: beside a unit's reports, beside the imports, and for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jytrack.domain.sheets.discipline import Discipline
from jytrack.domain.sheets.receipts import Receipt, Received
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import SubmissionState
from jytrack.reports.values.document import Block, Cell, Column, Heading, Paragraph, Table
from jytrack.reports.values.json_values import JsonObject, moment, strings

_RETURNED = (
    Column("单位"),
    Column("月份"),
    Column("退回的表", shrink=True),
    Column("首次收到"),
    Column("须改正", right=True),
    Column("改好收到"),
)
_LEFT = (
    Column("收到"),
    Column("文件", shrink=True),
    Column("单位", shrink=True),
    Column("月份"),
    Column("情况", shrink=True),
    Column("登记人"),
)
_UNITS_SHOWN, _MONTHS_SHOWN, _CODES_SHOWN = 3, 3, 3

RETURNED, KEPT_OUT, TAKEN_IN = "退回", "同批有表退回，没有写入", "已收下"


def received_days(received: Iterable[Received]) -> Iterator[Block]:
    """The days that the sheets of an import count as received, and what says so, the first day first."""
    days = Counter(received)
    told = [
        f"{date_text(each.day)}（按{each.by.label}）" + (f"{sheets}份" if len(days) > 1 else "")
        for each, sheets in sorted(days.items(), key=lambda item: (item[0].day, item[0].by))
    ]
    if told:
        yield Paragraph(f"收到日期：{'；'.join(told)}。", quiet=True)


def state(receipt: Receipt) -> str:
    """What became of the sheet."""
    return TAKEN_IN if receipt.taken_in else RETURNED if receipt.refused else KEPT_OUT


def named(receipt: Receipt) -> str:
    """The file and the sheet in it."""
    return f"{receipt.name} “{receipt.sheet}”表" if receipt.sheet else receipt.name


def errors(receipt: Receipt) -> int:
    """How many problems refused the sheet."""
    return sum(count for _, count in receipt.problems)


def months(periods: Sequence[Period]) -> str:
    """The months in few words; none could be seen."""
    return several([f"{period.month}月" for period in periods], _MONTHS_SHOWN, "个月") or "看不出"


def returned(chosen: Iterable[Discipline]) -> Iterator[Block]:
    """The sheets that went back to each unit: when they first came, and when what they were for came in order."""
    rows = [_returned_row(discipline, sheet) for discipline in chosen for sheet in discipline.returns]
    if rows:
        yield Heading(f"退回过的表（{len(rows)}张）")
        yield Table(_RETURNED, tuple(rows))


def _returned_row(discipline: Discipline, sheet: Receipt) -> tuple[Cell, ...]:
    periods = sorted({item.period for item in sheet.items if item.unit == discipline.unit and item.period})
    reports = [each for each in discipline.reports if sheet.concerns(each.unit, each.metric, each.period)]
    missing = sum(report.state is SubmissionState.MISSING for report in reports)
    came = max((report.received_on for report in reports if report.received_on), default=None)
    return (
        discipline.unit,
        months(periods),
        named(sheet),
        date_text(sheet.received_on),
        f"{errors(sheet)}处",
        f"还缺{missing}项" if missing else date_text(came) if came else "",
    )


def left_out(receipts: Sequence[Receipt], words: Mapping[str, str]) -> Iterator[Block]:
    """The sheets that are not on record yet, for whoever looks for one; `words` are those of the problems' codes."""
    waiting = [receipt for receipt in receipts if not receipt.taken_in]
    if waiting:
        yield Heading(f"收到过、没有写入的表（{len(waiting)}张）")
        yield Table(_LEFT, tuple(_left_row(receipt, words) for receipt in waiting))


def _left_row(receipt: Receipt, words: Mapping[str, str]) -> tuple[Cell, ...]:
    told = [f"{words.get(code, code)}{count}处" for code, count in receipt.problems]
    why = f"：{several(told, _CODES_SHOWN, '种')}" if told else ""
    units = several(receipt.units, _UNITS_SHOWN)
    return (
        date_text(receipt.received_on),
        named(receipt),
        units or ("看不出" if receipt.refused else ""),
        months(receipt.periods) if receipt.refused else "",
        state(receipt) + why,
        receipt.recorded_by,
    )


def json_receipt(receipt: Receipt) -> JsonObject:
    """A sheet that was not taken in, for programs."""
    return {
        "file": receipt.name,
        "sheet": receipt.sheet or None,
        "sha256": receipt.sha256,
        "refused": receipt.refused,
        "taken_in": receipt.taken_in,
        "received_on": moment(receipt.received_on),
        "recorded_at": moment(receipt.recorded_at),
        "recorded_by": receipt.recorded_by,
        "units": strings(receipt.units),
        "periods": strings(map(str, receipt.periods)),
        "problems": dict(receipt.problems),
    }

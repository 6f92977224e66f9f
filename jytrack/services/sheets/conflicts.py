"""What stands between an entry and the record, as problems at the entry's row."""

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.correcting import Correction, LastCorrection, Proof
from jytrack.domain.values.numerals import period_text, plain
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.intake.sheets.merging import Merged
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.problem import About, Code, Problem, finding
from jytrack.reports.sheets.corrections import last_text, withdrawal_text
from jytrack.services.plan.locked import Held


def doubled(entry: Entry, earlier: int) -> Problem:
    """The problem of a second row for the same unit, metric and month; the first is row `earlier`."""
    message = f"与第{earlier}行重复，都是“{entry.unit}”{period_text(entry.period)}的数"
    fields = stated(entry)
    about = About(*entry.key, fields), About(*entry.key, fields, earlier)
    advice = "同一单位、指标、月份只留一行，多出的数请清空"
    return finding(Code.DUPLICATE_KEY, message, advice, row=entry.row, about=about)


def contradiction(entry: Entry, before: Entry, sheet: str) -> Problem:
    """The problem of two sheets of one import that differ; they may say the same or complete each other."""
    message = f"“{entry.unit}”{period_text(entry.period)}的数与《{sheet}》第{before.row}行不一致"
    about = (About(*entry.key, stated(entry)),)
    office = "两张表只导入要用的一张"
    return finding(Code.DUPLICATE_KEY, message, "两张表只留一个数", row=entry.row or None, about=about, office=office)


def conflict(entry: Entry, recorded: Entry, merged: Merged) -> Problem:
    """The problem of a value that differs from the one on record."""
    differing = merged.differs[0]
    was, now = (_shown(getattr(side, differing)) for side in (recorded, entry))
    message = f"“{entry.unit}”{period_text(entry.period)}已登记{differing.label}{was}，这里是{now}"
    advice = "请核对；确要更正的，发回时请说明原因"
    about = (About(*entry.key, merged.differs),)
    return finding(
        Code.CONFLICT, message, advice, row=entry.row or None, column=differing.label, value=now, about=about
    )


def locked(entry: Entry, recorded: Entry | None, merged: Merged, held: Held, opened_by: str) -> Problem:
    """The problem of a figure in a locked month: one that would change what stands, or a first one where none may come.

    `opened_by` is the command that opens an exception.
    """
    fields = merged.differs or tuple(field for field in stated(entry) if getattr(recorded, field, None) is None)
    field = fields[0]
    was, now = (_shown(getattr(side, field, None)) for side in (recorded, entry))
    on_record = f"已登记{field.label}{was}，这里是{now}" if merged.differs else f"这里补{field.label}{now}"
    message = f"“{entry.unit}”{period_text(entry.period)}{on_record}；{held.text(entry.period)}"
    return finding(
        Code.LOCKED,
        message,
        "这个月的数已经定下；请核对，确要更正的，发回时请说明原因",
        row=entry.row or None,
        column=field.label,
        value=now,
        about=(About(*entry.key, fields),),
        office=f"核实后确要更正的，开例外再导入：{opened_by}",
    )


def overtaken(correction: Correction, last: LastCorrection, older: Proof, *, confirmed: bool = False) -> Problem:
    """The problem of a correction by a sheet that is `older` than the `last`, which it would replace, or replaced."""
    entry, field = correction.entry, correction.fields[0]
    now, recorded = _shown(getattr(entry, field)), getattr(correction.before, field)
    was = f"{_shown(recorded)}由{last_text(last)}" if recorded is not None else withdrawal_text(last)
    before = f"“{entry.unit}”{period_text(entry.period)}{field.label}{was}"
    message = f"{before}；这份表更早（{older.label}），{'已照它改成' if confirmed else '写的是'}{now}"
    code = Code.OLDER_CONFIRMED if confirmed else Code.OLDER_SHEET
    about = (About(*entry.key, correction.fields),)
    return finding(code, message, row=entry.row or None, column=field.label, value=now, about=about)


def stated(entry: Entry) -> tuple[Field, ...]:
    """The names of the figures that an entry states."""
    return tuple(field for field in Field if getattr(entry, field) is not None)


def _shown(value: Quantity | None) -> str:
    """A quantity for reading."""
    return plain(None if value is None else exact(value))
